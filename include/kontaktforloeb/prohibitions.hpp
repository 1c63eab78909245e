#pragma once
/// @file
/// What a regime forbids of a meeting: merging and forms.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <kontaktforloeb/meetings.hpp>

namespace kontaktforloeb::detail {

/// Judges what a regime forbids of a meeting.
class Prohibitions {
public:
  Prohibitions(const Given& given, const Extent& extent, const Meetings& meetings)
      : given_(given), course_(given.course), extent_(extent), meetings_(meetings) {}

  void judge_merging(Assessment& out) const {
    const Merging& merging = *given_.regime.merging;
    std::int32_t merged = 0, perhaps = 0;
    Date unrecorded;
    judge_prohibition(merging.rule, out, [&](std::size_t i, Date& cause_date) {
      const MeetingRow& meeting = course_.meetings[i];
      if (meeting.conversation_count < 2) return Cause::none;
      ++perhaps;
      if (meetings_[i].outcome != Outcome::unrecorded)
        ++merged;
      else if (!unrecorded.is_set())
        unrecorded = meeting.date;
      if (meeting.conversation_count > merging.most || !pair_allowed(meeting)) return Cause::pair_not_allowed;
      if (!given_.uses(Reading::merging_limit) || perhaps <= merging.most) return Cause::none;
      if (merged > merging.most) return Cause::too_many_merged;
      cause_date = unrecorded;
      return Cause::unrecorded_meeting;
    });
  }

  void judge_form(Assessment& out) const {
    judge_prohibition(given_.regime.form.rule, out, [&](std::size_t i, Date&) {
      switch (meetings_[i].form) {
      case FormAnswer::forbidden:
        return course_.meetings[i].form == Form::letter ? Cause::letter : Cause::form_not_allowed;
      case FormAnswer::unknown_summons:
        return Cause::unknown_summons;
      case FormAnswer::unknown_rule:
        return Cause::unknown_form_rule;
      default:
        return Cause::none;
      }
    });
  }

private:
  /// Adds one finding per offending meeting in the file's order, or one `met`. `offends` says why, and may
  /// name another day than the meeting's for it.
  template <class Offends>
  void judge_prohibition(const Rule& rule, Assessment& out, const Offends& offends) const {
    const std::size_t first = out.findings.size();
    const EndDay last = extent_.last_day();
    for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
      const MeetingRow& meeting = course_.meetings[i];
      const MeetingState& state = meetings_[i];
      if (state.outcome > Outcome::unrecorded || meeting.date < extent_.start) continue;
      const bool after = last.day.is_set() && meeting.date > last.day;
      if (after && (!last.projected || given_.as_planned)) continue;
      Finding finding;
      finding.rule = &rule;
      finding.cause_date = meeting.date;
      finding.cause = offends(i, finding.cause_date);
      if (finding.cause == Cause::none) continue;
      finding.status = Status::breached;
      if (finding.cause == Cause::unknown_summons || finding.cause == Cause::unknown_form_rule ||
          finding.cause == Cause::unrecorded_meeting) {
        finding.status = Status::undecided;
      } else if (state.outcome == Outcome::unrecorded || after) {
        finding.status = Status::undecided;
        finding.cause = after ? Cause::after_projected_end : Cause::unrecorded_meeting;
      }
      finding.conversations = meeting.conversations;
      finding.form = meeting.form;
      finding.meetings_from = meeting.index; // the place in the list follows below
      out.findings.push_back(finding);
    }
    const auto offenders = out.findings.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(offenders, out.findings.end(),
              [](const Finding& a, const Finding& b) { return a.meetings_from < b.meetings_from; });
    for (auto finding = offenders; finding != out.findings.end(); ++finding) {
      out.meeting_list.push_back(finding->meetings_from);
      finding->meetings_from = static_cast<std::uint32_t>(out.meeting_list.size() - 1);
      finding->meetings_size = 1;
    }
    if (out.findings.size() == first) {
      Finding finding;
      finding.rule = &rule;
      finding.status = Status::met;
      out.findings.push_back(finding);
    }
  }

  [[nodiscard]] bool pair_allowed(const MeetingRow& meeting) const {
    if (std::popcount(meeting.conversations) != 2) return false;
    const auto first = static_cast<Conversation>(std::countr_zero(meeting.conversations));
    const auto second = static_cast<Conversation>(std::bit_width(meeting.conversations) - 1);
    return may_merge(given_.regime, first, second).value_or(false);
  }

  const Given& given_;
  const CourseView& course_;
  const Extent& extent_;
  const Meetings& meetings_;
};

} // namespace kontaktforloeb::detail
