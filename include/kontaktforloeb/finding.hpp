#pragma once
/// @file
/// What judging a course gives: findings with their reasons, the state, the verdict.

#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/hours.hpp>
#include <kontaktforloeb/programme.hpp>
#include <kontaktforloeb/reading.hpp>
#include <kontaktforloeb/rule.hpp>
#include <kontaktforloeb/terms.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// Why a finding has its status, where the numbers alone do not say it.
enum class Cause : std::uint8_t {
  none,               ///< The numbers say it.
  lapsed,             ///< Not required: the course ended early before the last day.
  exempt,             ///< Not required: the person was exempt on the last day.
  suspended,          ///< Not required: the whole effort was suspended on the last day.
  deregistered,       ///< Not required: the person was not registered on the last day.
  earlier_period,     ///< Not required: the registration belongs to an earlier benefit period.
  opted_out,          ///< Not required: the person declined, and the reading lets the duty fall.
  national_decides,   ///< Not required: the national rule has taken over.
  rule_ended,         ///< Not required: the rule asks for nothing any more on the last day.
  not_asked_for,      ///< Not required: no need was found and nobody asked.
  on_jobcenter_track, ///< Not required: the person is visited to the jobcenter for the whole course.
  too_few_duty_days,  ///< Not required: too few days with a duty to search.
  month_not_covered,  ///< Not required: the rule does not cover the month.
  number_used_up,     ///< Missed: the last number allowed was used for something else.
  postponed_too_far,  ///< Undecided: how far a conversation may be postponed is not settled.
  after_trial,        ///< Undecided: for how many of them the trial's conversations stand is not known.
  unreported_month,   ///< Undecided: benefit from this month on is not reported.
  in_job,             ///< Undecided: the last day falls in a job without deregistration.
  unrecorded_meeting, ///< Undecided: the outcome of a meeting is not recorded.
  unknown_summons,    ///< Undecided: whether a remote meeting was summoned in time is not known.
  unknown_form_rule,  ///< Undecided: which forms count on the meeting's day is not known.
  unknown_first,      ///< Undecided: whether a first conversation in person was held is not recorded.
  unknown_group, ///< Undecided: whether a group conversation may stand for an individual one is not known.
  unknown_track, ///< Undecided: the track of a group conversation is not recorded.
  other_unit,    ///< Undecided: aggregate unemployment was counted in another unit.
  after_projected_end,  ///< Undecided: whether the course still runs on the meeting's day is not known.
  theme_missing,        ///< Breached: no theme of the track's list.
  not_in_target_group,  ///< Breached: the education track is not for this person on that day.
  pair_not_allowed,     ///< Breached: these conversations may not share a meeting.
  too_many_merged,      ///< Breached: more merged meetings than one person may have.
  form_not_allowed,     ///< Breached: the form does not count on that day.
  letter,               ///< Breached: a letter is never a conversation.
  not_visited,          ///< Undecided: no visitation is recorded.
  not_admitted,         ///< Undecided: visited although the lists say otherwise.
  admission_unknown,    ///< Undecided: whether the a-kasse is admitted in the new municipality is not known.
  visited_again,        ///< Undecided: visited again after an end.
  outside_dates,        ///< Undecided: the course does not begin within the regime's days.
  beyond_known,         ///< Undecided: an unfinished duty lies after the last day for which the law is known.
  track_unknown,        ///< Undecided: what holds for the jobcenter's track is not known under this regime.
  variant_unknown,      ///< Undecided: the municipality has a variant whose rules are not known.
  municipality_unknown, ///< Undecided: a variant may apply, the municipality is not known.
  crossing,             ///< Undecided: a duty lies after the regime's last day.
  not_whole,            ///< Undecided: not all of the regime's rules are in this version.
  count_differs,        ///< Undecided: an official count differs from the computed one.
};

/// A meeting of the right kind that did not count.
struct NotCounted {
  std::uint32_t meeting = 0;                               ///< Place of the meeting in the file, from 0.
  NotCountedReason why = NotCountedReason::outside_course; ///< Why.
  friend constexpr bool operator==(const NotCounted&, const NotCounted&) = default;
};

/// The judgement of one rule, or of one meeting that offends against it.
struct Finding {
  const Rule* rule;                       ///< The rule.
  const Requirement* requirement;         ///< The requirement, if the rule is one.
  Status status = Status::open;           ///< The judgement.
  Cause cause = Cause::none;              ///< Why, where the numbers do not say it.
  bool contested = false;                 ///< Whether another value of one reading changes the status.
  ReadingChoice contested_by = {};        ///< The first such value.
  Status contested_status = Status::open; ///< The status under it; unset meaning when the finding vanishes.
  bool contested_vanishes = false;        ///< Whether the finding is not there under it.
  bool due_projected = false;             ///< Whether `due` rests on months that are not reported.
  std::int32_t required = 0;              ///< Conversations asked for; requirements only.
  std::int32_t counted = 0;               ///< Conversations held in time, perhaps more than asked for.
  Date not_before = {};                   ///< First day in time; unset: none.
  Date due = {};                          ///< Last day in time, inclusive; unset: none.
  DateRange gap = {}; ///< Days from `not_before` to `due` that are not in time either, between two windows;
                      ///< an unset end: no day of the later window can be reached yet.
  Date completed_on = {};             ///< Day of the conversation that filled the last slot; unset: none.
  Date cause_date = {};               ///< Day that the cause speaks of, or the offending meeting's.
  Hours cause_hours = {};             ///< For `count_differs`: the official count.
  Hours cause_other_hours = {};       ///< For `count_differs`: the computed count.
  std::int32_t cause_number = 0;      ///< Number that the cause speaks of.
  std::uint8_t conversations = 0;     ///< Conversations of an offending meeting, bits `1 << Conversation`.
  Form form = Form::in_person;        ///< Form of an offending meeting.
  std::uint32_t meetings_from = 0;    ///< Where its meetings start in the assessment's list.
  std::uint32_t meetings_size = 0;    ///< How many there are.
  std::uint32_t not_counted_from = 0; ///< Where its uncounted meetings start in the assessment's list.
  std::uint32_t not_counted_size = 0; ///< How many there are.

  /// An open finding of a rule.
  constexpr explicit Finding(const Rule& of, const Requirement* asks = nullptr)
      : rule(&of), requirement(asks) {}

  /// How much it matters.
  [[nodiscard]] constexpr Severity severity() const { return kontaktforloeb::severity(status); }
};

/// Why there is no verdict.
enum class NoLaw : std::uint8_t {
  none,         ///< There is one.
  not_encoded,  ///< The regime that applies is not in this version.
  no_regime,    ///< No law is known on the day of the placing.
  beyond_known, ///< An unfinished duty lies beyond the last day for which the law is known.
};

/// A stretch of a course under one regime.
struct Phase {
  const Regime* regime = nullptr;        ///< The regime.
  Date from = {};                        ///< First day.
  Date to = {};                          ///< Last day, inclusive; unset: it goes on as far as is known.
  std::optional<EndReason> ended_reason; ///< Why it ended.
};

/// Another value of one reading under which a finding comes out otherwise.
struct Flip {
  std::uint32_t finding = 0;    ///< Place of the finding.
  ReadingChoice by = {};        ///< The reading and its value.
  std::optional<Status> status; ///< The status under it; none: the finding is not there.
  friend constexpr bool operator==(const Flip&, const Flip&) = default;
};

/// When responsibility passes from the a-kasse to the jobcenter.
struct HandoverState {
  Date last_day = {};         ///< Last day in the a-kasse; unset: never.
  bool projected = false;     ///< Whether it rests on months that are not reported.
  std::optional<Hours> hours; ///< Benefit consumption at the end of that day.
  Hours threshold = {};       ///< The limit for the insurance status in that month.
};

/// Where a course stands on the day of assessing.
struct CourseState {
  std::optional<Stage> stage;            ///< Covered or ended, where the regime has stages.
  std::optional<EndReason> ended_reason; ///< Why it ended.
  Party responsible = Party::jobcenter;  ///< Who is responsible now.
  std::optional<HandoverState> handover; ///< Where the regime has a hand-over.
  std::optional<std::int32_t> calendar;  ///< Days since registration; none with `as_planned`.
  Hours aggregate_unemployment = {};     ///< Reported hours, cut off at two decimals.
  Hours benefit_consumption = {};        ///< Reported hours, cut off at two decimals.
};

/// The judgement of a course.
struct Assessment {
  const Regime* regime = nullptr;       ///< The regime; null when no law is known.
  std::string_view base = {};           ///< For variants: the national regime below.
  const Regime* base_regime = nullptr;  ///< The same, if this version has it.
  Readings readings = {};               ///< The readings in use.
  Date as_of = {};                      ///< Day of assessing; unset with `as_planned`.
  bool as_planned = false;              ///< Whether the plan itself was judged.
  std::optional<Verdict> verdict = {};  ///< None when no law is known.
  NoLaw no_law = NoLaw::none;           ///< Why there is no verdict.
  std::string_view no_law_regime = {};  ///< The regime that it speaks of.
  Date no_law_date = {};                ///< The day that it speaks of.
  CourseState state = {};               ///< Where the course stands.
  std::vector<Finding> findings = {};   ///< One a rule, in the regime's order; offending meetings one each.
  std::vector<std::uint32_t> next = {}; ///< Places of open and planned findings, by last day.
  std::vector<Phase> phases = {};       ///< Under which regime the course was when.
  std::vector<Flip> flips =
      {}; ///< All values of readings that change a finding; see `AssessOptions::contested`.
  std::vector<std::uint32_t> meeting_list = {};  ///< Meetings of all findings; see `meetings`.
  std::vector<NotCounted> not_counted_list = {}; ///< Uncounted meetings of all findings; see `not_counted`.

  /// The meetings that fill a finding's slots, or that offend; ascending places in the file.
  [[nodiscard]] std::span<const std::uint32_t> meetings(const Finding& finding) const {
    return std::span{meeting_list}.subspan(finding.meetings_from, finding.meetings_size);
  }
  /// The meetings of a finding's kind that did not count; ascending places in the file.
  [[nodiscard]] std::span<const NotCounted> not_counted(const Finding& finding) const {
    return std::span{not_counted_list}.subspan(finding.not_counted_from, finding.not_counted_size);
  }
  /// The readings that the rules of all its regimes use, bits `1 << Reading`.
  [[nodiscard]] std::uint32_t readings_used() const {
    std::uint32_t used = 0;
    if (regime != nullptr) used |= readings_of(*regime);
    if (base_regime != nullptr) used |= readings_of(*base_regime);
    for (std::size_t i = 1; i < phases.size(); ++i) {
      for (const Requirement& requirement : phases[i].regime->requirements)
        if (requirement.after_trial != AfterTrial::nothing) used |= readings_of(requirement.rule);
      used |= readings_of(phases[i].regime->form.rule);
    }
    return used;
  }
  /// The first finding of a rule, or null.
  [[nodiscard]] const Finding* find(std::string_view rule) const {
    for (const Finding& finding : findings)
      if (finding.rule->id == rule) return &finding;
    return nullptr;
  }
};

} // namespace kontaktforloeb
