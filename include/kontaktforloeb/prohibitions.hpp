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

  /// Judges the merging of conversations, the forms, and the group conversations.
  void judge(Assessment& out) const {
    const EndDay last = extent_.last_of_course();
    if (given_.regime.merging) judge_merging(*given_.regime.merging, last, out);
    const FormRule& form =
        given_.applies.base_regime != nullptr ? given_.applies.base_regime->form : given_.regime.form;
    if (form.reported) judge_form(form, extent_.start, last, out);
    if (given_.regime.groups) judge_groups(*given_.regime.groups, out);
    if (extent_.following_from.is_set() && given_.applies.following->form.reported)
      judge_form(given_.applies.following->form, extent_.following_from, {}, out);
  }

private:
  void judge_merging(const Merging& merging, const EndDay& last, Assessment& out) const {
    std::int32_t merged = 0, perhaps = 0;
    Date unrecorded;
    judge_prohibition(merging.rule, extent_.start, last, out, [&](std::size_t i, Date& cause_date) {
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

  void judge_form(const FormRule& form, Date first, const EndDay& last, Assessment& out) const {
    judge_prohibition(form.rule, first, last, out, [&](std::size_t i, Date&) {
      switch (meetings_[i].form) {
      case FormAnswer::forbidden:
        return course_.meetings[i].form == Form::letter ? Cause::letter : Cause::form_not_allowed;
      case FormAnswer::unknown_summons:
        return Cause::unknown_summons;
      case FormAnswer::unknown_rule:
        return Cause::unknown_form_rule;
      case FormAnswer::unknown_first:
        return Cause::unknown_first;
      default:
        return Cause::none;
      }
    });
  }

  void judge_groups(const GroupConversations& groups, Assessment& out) const {
    const auto judge_each = [&](const Rule& rule, const auto& answer, Cause no, Cause unknown) {
      judge_prohibition(rule, extent_.start, {}, out, [&](std::size_t i, Date&) {
        const MeetingRow& meeting = course_.meetings[i];
        if (!meeting.has(Conversation::gruppesamtale) || !given_.regime.valid.contains(meeting.date))
          return Cause::none;
        const Known known = answer(meeting);
        return known == Known::yes ? Cause::none : known == Known::no ? no : unknown;
      });
    };
    judge_each(
        groups.theme,
        [&](const MeetingRow& meeting) {
          return by_track(meeting, [&](Track track) { return has_themes(groups, meeting, track); });
        },
        Cause::theme_missing, Cause::unknown_track);
    judge_each(
        groups.track,
        [&](const MeetingRow& meeting) {
          return by_track(meeting, [&](Track track) {
            // Without a theme of the track it cannot be meant.
            const bool meant = meeting.track != 0 || has_themes(groups, meeting, track) == Known::yes;
            if (track == Track::general || !meant) return Known::yes;
            return in_education_track(course_, groups, meeting.date, given_.readings);
          });
        },
        Cause::not_in_target_group, Cause::unknown_group);
  }

  /// Adds one finding per offending meeting in the file's order, or one `met`. `offends` says why, and may
  /// name another day than the meeting's for it.
  template <class Offends>
  void judge_prohibition(const Rule& rule, Date from, const EndDay& last, Assessment& out,
                         const Offends& offends) const {
    const std::size_t first = out.findings.size();
    for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
      const MeetingRow& meeting = course_.meetings[i];
      const MeetingState& state = meetings_[i];
      if (state.outcome > Outcome::unrecorded || meeting.date < from) continue;
      const bool after = last.day.is_set() && meeting.date > last.day;
      if (after && (!last.projected || given_.as_planned)) continue;
      Finding finding{rule};
      finding.cause_date = meeting.date;
      finding.cause = offends(i, finding.cause_date);
      if (finding.cause == Cause::none) continue;
      finding.status = Status::breached;
      if (is_doubt(finding.cause)) {
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
    if (out.findings.size() == first) out.findings.emplace_back(rule).status = Status::met;
  }

  /// Whether a cause says that something is not known.
  [[nodiscard]] static bool is_doubt(Cause cause) {
    return cause == Cause::unknown_summons || cause == Cause::unknown_form_rule ||
           cause == Cause::unknown_first || cause == Cause::unrecorded_meeting ||
           cause == Cause::unknown_group || cause == Cause::unknown_track;
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
