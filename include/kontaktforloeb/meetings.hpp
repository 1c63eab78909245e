#pragma once
/// @file
/// What each meeting is worth: held or not, its form, its number, and why it may not count.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <kontaktforloeb/windows.hpp>
#include <optional>
#include <vector>

namespace kontaktforloeb::detail {

/// What a meeting is worth on the day of assessing.
enum class Outcome : std::uint8_t { held, planned, unrecorded, cancelled, no_show };
/// Whether a meeting's form counts.
enum class FormAnswer : std::uint8_t { allowed, forbidden, suspended, unknown_summons, unknown_rule };

struct MeetingState {
  Outcome outcome = Outcome::held;
  FormAnswer form = FormAnswer::allowed;
  bool uncertain = false;  ///< Whether it may count or not.
  bool assumed = false;    ///< Whether the scenario lets an uncertain meeting count.
  std::uint8_t number = 0; ///< Its number among the numbered conversations, 0 for none.
};

/// The meetings of a course as the day of assessing, the law and a scenario see them.
class Meetings {
public:
  Meetings(const Given& given, const Extent& extent, std::vector<MeetingState>& states)
      : given_(given), course_(given.course), extent_(extent), states_(states) {
    look_at_meetings();
  }

  [[nodiscard]] std::size_t size() const { return states_.size(); }
  [[nodiscard]] const MeetingState& operator[](std::size_t i) const { return states_[i]; }
  /// All of them, for setting a scenario.
  [[nodiscard]] std::vector<MeetingState>& states() { return states_; }

  /// Sees the scenario that is set in the states: who has which number, when the CV conversation is.
  void see_scenario(bool numbered) {
    if (numbered) number_meetings();
    find_cv();
  }

  [[nodiscard]] bool is_held(std::size_t i) const {
    const MeetingState& state = states_[i];
    return state.outcome == Outcome::held || (state.outcome == Outcome::unrecorded && state.assumed);
  }

  /// Why a meeting cannot count for a requirement, its day aside; `due` for readings that ask for it.
  [[nodiscard]] std::optional<NotCountedReason> reason_against(const Requirement& requirement,
                                                               const EndDay& due, std::size_t i,
                                                               bool any_number = false) const {
    const MeetingRow& meeting = course_.meetings[i];
    const MeetingState& state = states_[i];
    if (state.outcome == Outcome::cancelled) return NotCountedReason::cancelled;
    if (state.outcome == Outcome::no_show) return NotCountedReason::no_show;
    if (meeting.date < extent_.meetings_from || (extent_.ended_early() && meeting.date >= extent_.end))
      return NotCountedReason::outside_course;
    if (given_.uses(Reading::conversations_before_job)) {
      const auto next_job = std::upper_bound(course_.jobs.begin(), course_.jobs.end(), meeting.date,
                                             [](Date day, const DateRange& job) { return day < job.from; });
      if (next_job != course_.jobs.end() && next_job->from <= due.or_last())
        return NotCountedReason::outside_course;
    }
    if (meeting.holder != requirement.holder) return NotCountedReason::wrong_holder;
    if (state.outcome == Outcome::unrecorded && !state.assumed) return NotCountedReason::unrecorded;
    if (state.form == FormAnswer::forbidden || state.form == FormAnswer::suspended ||
        (state.form >= FormAnswer::unknown_summons && !state.assumed))
      return NotCountedReason::form;
    if (!parties_there(requirement, meeting)) return NotCountedReason::party_absent;
    if (!any_number && !right_number(requirement, state.number)) return NotCountedReason::wrong_number;
    return std::nullopt;
  }

  [[nodiscard]] static bool right_number(const Requirement& requirement, std::uint8_t number) {
    return requirement.ordinals.last == 0 ||
           (number >= requirement.ordinals.first && number <= requirement.ordinals.last);
  }

  /// Days before the CV conversation are too early for a conversation that comes after it.
  [[nodiscard]] bool before_cv(const Requirement& requirement, Date day) const {
    return requirement.after_cv && day < cv_day_;
  }

  /// The day on which the last number allowed was used by a held meeting, or unset.
  [[nodiscard]] Date used_up(const Requirement& requirement) const {
    const std::uint8_t last = requirement.ordinals.last;
    if (last == 0 || last > last_held_number_) return {};
    for (std::size_t i = 0; i < course_.meetings.size(); ++i)
      if (states_[i].number == last) return course_.meetings[i].date;
    return {};
  }

private:
  void look_at_meetings() {
    states_.assign(course_.meetings.size(), {});
    for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
      const MeetingRow& meeting = course_.meetings[i];
      MeetingState& state = states_[i];
      const bool past = meeting.date <= given_.as_of;
      switch (meeting.status) {
      case MeetingStatus::held:
        state.outcome = past ? Outcome::held : Outcome::planned;
        break;
      case MeetingStatus::planned:
        state.outcome = given_.as_planned ? Outcome::held : past ? Outcome::unrecorded : Outcome::planned;
        break;
      case MeetingStatus::cancelled:
        state.outcome = Outcome::cancelled;
        break;
      case MeetingStatus::no_show:
        state.outcome = Outcome::no_show;
        break;
      }
      state.form = form_answer(meeting);
      state.uncertain = state.outcome <= Outcome::unrecorded && meeting.date >= extent_.meetings_from &&
                        (state.outcome == Outcome::unrecorded || state.form >= FormAnswer::unknown_summons);
    }
  }

  [[nodiscard]] FormAnswer form_answer(const MeetingRow& meeting) const {
    const unsigned bit = 1u << static_cast<unsigned>(meeting.form);
    for (const FormRow& row : given_.regime.form.rows) {
      if (!row.days.contains(meeting.date)) continue;
      if (row.suspended) return FormAnswer::suspended;
      if (meeting.form == Form::in_person) return FormAnswer::allowed;
      if (row.under && given_.readings[row.under->reading] == row.under->value &&
          (row.remote_under & bit) != 0)
        return FormAnswer::allowed;
      // The reading is about days on which attendance is the rule, for all or for other holders.
      const bool ordinary =
          row.remote == 0 || row.summoned_by.is_set() || (row.held_by && meeting.holder != *row.held_by);
      if (ordinary && given_.uses(Reading::ordinary_remote) && (given_.regime.form.remote_forms & bit) != 0)
        return FormAnswer::allowed;
      if ((row.remote & bit) == 0 || (row.held_by && meeting.holder != *row.held_by) ||
          (row.not_with && meeting.has(*row.not_with)))
        return FormAnswer::forbidden;
      if (!row.summoned_by.is_set() || CourseView::any_contains(course_.closed, meeting.date))
        return FormAnswer::allowed;
      if (!meeting.summoned.is_set()) return FormAnswer::unknown_summons;
      return meeting.summoned <= row.summoned_by ? FormAnswer::allowed : FormAnswer::forbidden;
    }
    if (meeting.form == Form::in_person) return FormAnswer::allowed;
    return (given_.regime.form.remote_forms & bit) != 0 ? FormAnswer::unknown_rule : FormAnswer::forbidden;
  }

  [[nodiscard]] bool parties_there(const Requirement& requirement, const MeetingRow& meeting) const {
    if (meeting.absent[static_cast<std::size_t>(requirement.holder)] != 0) return false;
    if (!requirement.participant) return true;
    const std::uint8_t absent = meeting.absent[static_cast<std::size_t>(*requirement.participant)];
    if (absent == 0) return true;
    if (absent != 1 + static_cast<int>(Absence::no_show)) return !given_.uses(Reading::declined_party);
    return !requirement.participant_absent || given_.uses(*requirement.participant_absent);
  }

  /// Numbers the conversations that ordinals speak of: held ones, then planned ones, each meeting once.
  void number_meetings() {
    const bool any = given_.uses(Reading::jobcenter_conversation_number);
    std::uint8_t number = 0;
    last_held_number_ = 0;
    for (const Outcome wanted : {Outcome::held, Outcome::planned}) {
      for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
        const MeetingRow& meeting = course_.meetings[i];
        MeetingState& state = states_[i];
        if (wanted == Outcome::held) state.number = 0;
        if (wanted == Outcome::held ? !is_held(i) : state.outcome != Outcome::planned) continue;
        if (meeting.date < given_.period.placing) continue;
        const bool numbered =
            any || (meeting.holder == Party::jobcenter &&
                    (meeting.has(Conversation::jobsamtale) || meeting.has(Conversation::faellessamtale)));
        if (numbered && number < 255) state.number = ++number;
      }
      if (wanted == Outcome::held) last_held_number_ = number;
    }
  }

  /// The day of the CV conversation in this scenario; looked up once, for each scenario looks at every
  /// meeting.
  void find_cv() {
    cv_day_ = {};
    for (std::size_t i = 0; i < course_.meetings.size() && !cv_day_.is_set(); ++i) {
      const MeetingRow& meeting = course_.meetings[i];
      if (meeting.has(Conversation::cv_samtale) && meeting.date >= extent_.meetings_from &&
          (is_held(i) || states_[i].outcome == Outcome::planned))
        cv_day_ = meeting.date;
    }
  }

  const Given& given_;
  const CourseView& course_;
  const Extent& extent_;
  std::vector<MeetingState>& states_;
  Date cv_day_; ///< Day of the CV conversation in the scenario at hand, or unset.
  std::uint8_t last_held_number_ = 0;
};

} // namespace kontaktforloeb::detail
