#pragma once
/// @file
/// What each meeting is worth: held or not, its form, its number, and why it may not count.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <kontaktforloeb/windows.hpp>
#include <optional>
#include <vector>

namespace kontaktforloeb::detail {

/// What a meeting is worth on the day of assessing.
enum class Outcome : std::uint8_t { held, planned, unrecorded, cancelled, no_show };
/// Whether a meeting's form counts.
enum class FormAnswer : std::uint8_t {
  allowed,
  forbidden,
  suspended,
  unknown_summons,
  unknown_rule,
  unknown_first
};
/// An answer that may not be known.
enum class Known : std::uint8_t { no, unknown, yes };

struct MeetingState {
  Outcome outcome = Outcome::held;
  FormAnswer form = FormAnswer::allowed;
  Known group = Known::no;  ///< Whether its group conversation may stand for an individual one, order aside.
  bool uncertain = false;   ///< Whether it may count or not.
  bool assumed = false;     ///< Whether the scenario lets an uncertain meeting count.
  std::uint8_t number = 0;  ///< Its number among the numbered conversations, 0 for none.
  bool stands = false;      ///< Whether its group conversation stands for an individual one in the scenario.
  bool first_later = false; ///< Whether it does not only because no individual one came before.
  std::uint8_t kinds = 0;   ///< Its conversations, if it takes place, in a form that counts, in the scenario.
  std::array<std::uint8_t, group_count> taken{};       ///< By group: its conversations that fill slots.
  std::array<std::uint8_t, group_count> taken_after{}; ///< The same for slots of what follows a trial.
  std::array<std::uint8_t, 2>
      places{}; ///< Where it stands to any window, to any of what follows a trial: bits.
};

/// Whether a person belongs to the education track of group conversations on a day.
inline Known in_target_group(const CourseView& course, const GroupConversations& groups, Date day,
                             const Readings& readings) {
  if (course.qualifying_education == false) return Known::yes;
  Known older = Known::unknown;
  if (course.birth_year) {
    // Only the year of birth is known: the birthday may lie before or after the day.
    const std::int32_t most = day.year() - *course.birth_year;
    const std::int32_t least = day.month() == 12 && day.day() == 31 ? most : most - 1;
    const std::int32_t least_age = groups.older_than + (readings.is_default(Reading::over_30) ? 1 : 0);
    older = least >= least_age ? Known::yes : most < least_age ? Known::no : Known::unknown;
  }
  const Known outdated = !course.vocational_education_outdated   ? Known::unknown
                         : *course.vocational_education_outdated ? Known::yes
                                                                 : Known::no;
  const Known by_age = std::min(older, outdated);
  return course.qualifying_education ? by_age : std::max(by_age, Known::unknown);
}

/// Whether a group conversation of the education track is for this person on a day: of the target group,
/// screened for it, and education not ruled out.
inline Known in_education_track(const CourseView& course, const GroupConversations& groups, Date day,
                                const Readings& readings) {
  Known screened = Known::unknown;
  for (const EventRow& event : course.events) {
    if (event.date > day) break;
    if (event.type == EventType::screening)
      screened = event.outcome == ScreeningOutcome::group ? Known::yes : Known::no;
    if (event.type == EventType::education_ruled_out) return Known::no;
  }
  return std::min(screened, in_target_group(course, groups, day, readings));
}

/// Whether a group conversation has enough themes of a track.
constexpr Known has_themes(const GroupConversations& groups, const MeetingRow& meeting, Track track) {
  return meeting.themes[static_cast<std::size_t>(track)] >= groups.least_themes ? Known::yes : Known::no;
}

/// The answer for a group conversation of its track; of an unknown one only what holds for both.
template <class Answer>
Known by_track(const MeetingRow& meeting, const Answer& answer) {
  if (meeting.track != 0) return answer(static_cast<Track>(meeting.track - 1));
  const Known education = answer(Track::education), general = answer(Track::general);
  return education == general ? education : Known::unknown;
}

/// Kinds of conversation that ordinals count where they do not count every meeting.
inline constexpr std::uint8_t numbered_kinds =
    bit(Conversation::jobsamtale) | bit(Conversation::faellessamtale);

/// Whether ordinals count a meeting: every one, or only the jobcenter's with a jobsamtale or a fællessamtale.
constexpr bool is_numbered(unsigned conversations, Party holder, bool every) {
  return every || (holder == Party::jobcenter && (conversations & numbered_kinds) != 0);
}

/// The meetings of a course as the day of assessing, the law and a scenario see them.
class Meetings {
public:
  Meetings(const Given& given, const Extent& extent, std::vector<MeetingState>& states)
      : given_(given), course_(given.course), extent_(extent), states_(states) {
    look_at_meetings();
  }

  [[nodiscard]] const MeetingState& operator[](std::size_t i) const { return states_[i]; }
  /// All of them, for setting a scenario.
  [[nodiscard]] std::vector<MeetingState>& states() { return states_; }

  /// Sees the scenario that is set in the states: who has which number, when the CV conversation is.
  void see_scenario(bool numbered) {
    if (numbered) number_meetings();
    if (given_.regime.groups) let_groups_stand(*given_.regime.groups);
    for (std::size_t i = 0; i < states_.size(); ++i) {
      MeetingState& state = states_[i];
      state.kinds = takes_place(state) && form_counts(state) ? course_.meetings[i].conversations : 0;
      state.taken = state.taken_after = {};
      state.places = {};
    }
    find_cv();
  }
  /// Whether the course's regime asks which number a conversation has.
  [[nodiscard]] bool numbers_matter() const {
    return given_.regime.groups.has_value() ||
           std::any_of(given_.regime.requirements.begin(), given_.regime.requirements.end(),
                       [](const Requirement& requirement) { return requirement.ordinals.last != 0; });
  }

  /// Kinds of conversation of a meeting that may fill slots.
  [[nodiscard]] std::uint8_t usable(std::size_t i) const {
    const std::uint8_t all = course_.meetings[i].conversations;
    return states_[i].stands ? all : static_cast<std::uint8_t>(all & ~bit(Conversation::gruppesamtale));
  }

  [[nodiscard]] bool is_held(std::size_t i) const {
    const MeetingState& state = states_[i];
    return state.outcome == Outcome::held || (state.outcome == Outcome::unrecorded && state.assumed);
  }

  /// Why a meeting cannot count for a requirement, its day aside; `due` for readings that ask for it.
  [[nodiscard]] std::optional<NotCountedReason> reason_against(const Duty& duty, const EndDay& due,
                                                               std::size_t i) const {
    const MeetingState& state = states_[i];
    if (state.outcome == Outcome::cancelled) return NotCountedReason::cancelled;
    if (state.outcome == Outcome::no_show) return NotCountedReason::no_show;
    if (const auto why = reason_outside(duty, due, i)) return why;
    if (!takes_place(state)) return NotCountedReason::unrecorded;
    if (!form_counts(state)) return NotCountedReason::form;
    return reason_inside(duty, i, false);
  }
  /// Whether a meeting that may count can do so for a requirement, its day aside.
  [[nodiscard]] bool can_count(const Duty& duty, const EndDay& due, std::size_t i, bool any_number) const {
    return !reason_outside(duty, due, i) && !reason_inside(duty, i, any_number);
  }

  /// The last choice of somebody about a party's part in a conversation; none: nothing was chosen.
  [[nodiscard]] std::optional<ChoiceValue> choice_of(const Requirement& requirement, Party party,
                                                     Chooser by) const {
    std::optional<ChoiceValue> last;
    for (const ChoiceRow& choice : course_.choices)
      if (choice.by == by && choice.party == party && choice.conversation == requirement.conversation &&
          choice.ordinal == requirement.ordinal && given_.period.belongs(course_, choice.date))
        last = choice.choice;
    return last;
  }

  [[nodiscard]] static bool right_number(const Requirement& requirement, std::uint8_t number) {
    return requirement.ordinals.last == 0 ||
           (number >= requirement.ordinals.first && number <= requirement.ordinals.last);
  }

  /// Days before the CV conversation are too early for a conversation that comes after it.
  [[nodiscard]] bool before_cv(const Requirement& requirement, Date day) const {
    return requirement.after_cv && day < cv_day_;
  }

  /// The day of the first CV conversation that is held or planned in the scenario, or unset.
  [[nodiscard]] Date cv_day() const { return cv_day_; }

  /// The day on which the last number allowed was used by a held meeting, or unset.
  [[nodiscard]] Date used_up(const Requirement& requirement) const {
    const std::uint8_t last = requirement.ordinals.last;
    if (last == 0 || last > last_held_number_) return {};
    for (std::size_t i = 0; i < course_.meetings.size(); ++i)
      if (states_[i].number == last) return course_.meetings[i].date;
    return {};
  }

private:
  /// Whether a meeting lies outside the course, or another party held it.
  [[nodiscard]] std::optional<NotCountedReason> reason_outside(const Duty& duty, const EndDay& due,
                                                               std::size_t i) const {
    const MeetingRow& meeting = course_.meetings[i];
    const Date first =
        duty.following ? std::min(given_.period.placing, extent_.meetings_from) : extent_.meetings_from;
    if (meeting.date < first || (!duty.following && extent_.ended_early() && meeting.date >= extent_.end))
      return NotCountedReason::outside_course;
    if (given_.uses(Reading::conversations_before_job)) {
      const auto next_job = std::upper_bound(course_.jobs.begin(), course_.jobs.end(), meeting.date,
                                             [](Date day, const DateRange& job) { return day < job.from; });
      if (next_job != course_.jobs.end() && next_job->from <= due.or_last())
        return NotCountedReason::outside_course;
    }
    const Requirement& requirement = *duty.requirement;
    if (meeting.holder != requirement.holder &&
        !(given_.uses(Reading::handover_repair) && requirement.repaired_by == meeting.holder))
      return NotCountedReason::wrong_holder;
    return std::nullopt;
  }
  /// Whether a group conversation does not stand, a party was not there, or the number is wrong.
  [[nodiscard]] std::optional<NotCountedReason> reason_inside(const Duty& duty, std::size_t i,
                                                              bool any_number) const {
    const MeetingState& state = states_[i];
    const auto kinds = static_cast<std::uint8_t>(usable(i) & duty.accepts);
    if (duty.first && kinds == bit(Conversation::gruppesamtale)) return NotCountedReason::wrong_number;
    if (kinds == 0) return state.first_later ? NotCountedReason::wrong_number : NotCountedReason::form;
    if (!parties_there(*duty.requirement, course_.meetings[i])) return NotCountedReason::party_absent;
    if (!any_number && !right_number(*duty.requirement, state.number)) return NotCountedReason::wrong_number;
    return std::nullopt;
  }

  /// Whether a meeting is held or planned in the scenario.
  [[nodiscard]] static bool takes_place(const MeetingState& state) {
    return state.outcome <= Outcome::planned || (state.outcome == Outcome::unrecorded && state.assumed);
  }
  /// Whether its form counts in the scenario.
  [[nodiscard]] static bool form_counts(const MeetingState& state) {
    return state.form == FormAnswer::allowed || (state.form >= FormAnswer::unknown_summons && state.assumed);
  }

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
      state.form = form_answer(i);
      if (given_.regime.groups && meeting.has(Conversation::gruppesamtale))
        state.group = group_answer(*given_.regime.groups, meeting);
      state.uncertain = state.outcome <= Outcome::unrecorded && meeting.date >= extent_.meetings_from &&
                        (state.outcome == Outcome::unrecorded || state.form >= FormAnswer::unknown_summons ||
                         state.group == Known::unknown);
    }
  }

  /// Whether a group conversation may stand for an individual one, what came before it left aside.
  [[nodiscard]] Known group_answer(const GroupConversations& groups, const MeetingRow& meeting) const {
    if (!given_.regime.valid.contains(meeting.date)) return Known::no;
    return by_track(meeting, [&](Track track) {
      const Known themes = has_themes(groups, meeting, track);
      if (track == Track::general || themes == Known::no) return themes;
      return in_education_track(course_, groups, meeting.date, given_.readings);
    });
  }

  /// Which group conversations stand for individual ones in the scenario: none before the first individual
  /// one, of the general track no more than the reading allows.
  void let_groups_stand(const GroupConversations& groups) {
    std::int32_t general = 0;
    bool first_was = false;
    for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
      const MeetingRow& meeting = course_.meetings[i];
      MeetingState& state = states_[i];
      state.stands = state.first_later = false;
      const bool may = state.group == Known::yes || (state.group == Known::unknown && state.assumed);
      if (takes_place(state) && may && meeting.has(Conversation::gruppesamtale)) {
        const bool is_general = meeting.track == 1 + static_cast<int>(Track::general);
        const bool over = is_general && given_.uses(Reading::group_substitution_cap) && general >= groups.cap;
        state.first_later = !first_was;
        state.stands = first_was && !over;
        if (is_general && state.stands) ++general;
      }
      first_was = first_was ||
                  (state.number != 0 &&
                   (meeting.has(groups.stands_for) || given_.uses(Reading::jobcenter_conversation_number)) &&
                   form_counts(state));
    }
  }

  [[nodiscard]] FormAnswer form_answer(std::size_t i) const {
    const MeetingRow& meeting = course_.meetings[i];
    const unsigned bit = 1u << static_cast<unsigned>(meeting.form);
    const FormRule& form = form_on(meeting.date);
    for (const FormRow& row : form.rows) {
      if (!row.days.contains(meeting.date)) continue;
      if (row.suspended) return FormAnswer::suspended;
      if (meeting.form == Form::in_person) return FormAnswer::allowed;
      if (row.under && given_.readings[row.under->reading] == row.under->value &&
          (row.remote_under & bit) != 0)
        return FormAnswer::allowed;
      // The reading is about days on which attendance is the rule, for all or for other holders.
      const bool other_holder = row.held_by && meeting.holder != *row.held_by;
      if (other_holder && row.others_unknown)
        return (form.remote_forms & bit) != 0 ? FormAnswer::unknown_rule : FormAnswer::forbidden;
      const FormAnswer first = row.first_in_person && meeting.has(*row.first_in_person)
                                   ? first_answer(i, *row.first_in_person)
                                   : FormAnswer::allowed;
      const bool ordinary =
          row.remote == 0 || row.summoned_by.is_set() || other_holder || first != FormAnswer::allowed;
      if (ordinary && given_.uses(Reading::ordinary_remote) && (form.remote_forms & bit) != 0)
        return FormAnswer::allowed;
      if ((row.remote & bit) == 0 || other_holder || (row.not_with && meeting.has(*row.not_with)))
        return FormAnswer::forbidden;
      if (first != FormAnswer::allowed) return first;
      if (!row.summoned_by.is_set() || CourseView::any_contains(course_.closed, meeting.date))
        return FormAnswer::allowed;
      if (!meeting.summoned.is_set()) return FormAnswer::unknown_summons;
      return meeting.summoned <= row.summoned_by ? FormAnswer::allowed : FormAnswer::forbidden;
    }
    if (meeting.form == Form::in_person) return FormAnswer::allowed;
    return (form.remote_forms & bit) != 0 ? FormAnswer::unknown_rule : FormAnswer::forbidden;
  }

  /// The form rules that hold on a day: those of the national regime below a variant or after a trial.
  [[nodiscard]] const FormRule& form_on(Date day) const {
    if (extent_.following_from.is_set() && day >= extent_.following_from)
      return given_.applies.following->form;
    return given_.applies.base_regime != nullptr ? given_.applies.base_regime->form : given_.regime.form;
  }

  /// Whether such a conversation of the same holder was held in person before a meeting.
  [[nodiscard]] FormAnswer first_answer(std::size_t i, Conversation conversation) const {
    FormAnswer answer = FormAnswer::forbidden;
    for (std::size_t j = 0; j < i; ++j) {
      const MeetingRow& earlier = course_.meetings[j];
      if (earlier.holder != course_.meetings[i].holder || earlier.form != Form::in_person ||
          !earlier.has(conversation) || earlier.date < extent_.meetings_from)
        continue;
      if (states_[j].outcome <= Outcome::planned) return FormAnswer::allowed;
      if (states_[j].outcome == Outcome::unrecorded) answer = FormAnswer::unknown_first;
    }
    return answer;
  }

  [[nodiscard]] bool parties_there(const Requirement& requirement, const MeetingRow& meeting) const {
    if (meeting.absent[static_cast<std::size_t>(requirement.holder)] != 0) return false;
    if (!requirement.participant) return true;
    const std::uint8_t absent = meeting.absent[static_cast<std::size_t>(*requirement.participant)];
    if (absent == 0) return true;
    if (absent != 1 + static_cast<int>(Absence::no_show) || was_declined(requirement))
      return !given_.uses(Reading::declined_party);
    return !requirement.participant_absent || given_.uses(*requirement.participant_absent);
  }

  /// Whether the party that takes part was declined for this conversation, by the person or by itself.
  [[nodiscard]] bool was_declined(const Requirement& requirement) const {
    const Party party = *requirement.participant;
    const Chooser itself = party == Party::a_kasse ? Chooser::a_kasse : Chooser::jobcenter;
    return choice_of(requirement, party, Chooser::person) == ChoiceValue::declines ||
           choice_of(requirement, party, itself) == ChoiceValue::declines;
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
        if (is_numbered(meeting.conversations, meeting.holder, any) && number < 255) state.number = ++number;
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
