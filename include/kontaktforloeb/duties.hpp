#pragma once
/// @file
/// The judgement of each requirement, over every scenario of what is not recorded.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <kontaktforloeb/slots.hpp>
#include <optional>
#include <vector>

namespace kontaktforloeb::detail {

/// Buffers of one run, kept between runs so that they allocate once.
struct RunBuffers {
  Walks walks;
  std::vector<Duty> duties;
  std::vector<MeetingState> meetings;
  SlotBuffers slots;
  std::vector<Judged> judged;
  std::vector<Judged> scenario;
  bool slots_of_base = false; ///< Whether `slots` are filled as in `judged`, not as in another scenario.

  /// Forgets what the clocks walked through: for another course, or readings under which they count
  /// otherwise.
  void forget_walks() {
    for (CourseClock::Walk& walk : walks) walk.clear();
  }
};

/// Judges the requirements of a regime.
class Duties {
public:
  Duties(const Given& given, const Extent& extent, Meetings& meetings, RunBuffers& buffers)
      : given_(given), course_(given.course), extent_(extent), meetings_(meetings), buffers_(buffers),
        slots_(given, extent, buffers.duties, meetings, buffers.slots) {}

  void judge_requirements(Assessment& out) {
    const bool numbered = numbered_ = meetings_.numbers_matter();
    std::size_t uncertain = 0;
    if (!given_.recorded_only)
      for (const MeetingState& state : meetings_.states()) uncertain += state.uncertain ? 1 : 0;

    judge(buffers_.judged, &out);
    buffers_.slots_of_base = true;
    bool unsettled = false;
    for (const Judged& judged : buffers_.judged) unsettled = unsettled || judged.unsettled;
    if (unsettled) {
      buffers_.slots_of_base = false;
      slots_.reach_far(true);
      judge(buffers_.scenario, nullptr);
      slots_.reach_far(false);
      for (std::size_t i = 0; i < buffers_.judged.size(); ++i)
        if (buffers_.judged[i].status != buffers_.scenario[i].status)
          set(buffers_.judged[i], Status::undecided, Cause::postponed_too_far, buffers_.judged[i].due.day);
    }
    if (uncertain != 0) {
      buffers_.slots_of_base = false;
      // Without ordinals more meetings can only help: if nothing and everything agree, so does all between.
      // With ordinals every subset of a few is tried, and every beginning and end of many.
      const bool all_subsets = numbered && uncertain <= 6;
      const std::size_t runs = all_subsets ? (std::size_t{1} << uncertain) : numbered ? 2 * uncertain + 1 : 2;
      for (std::size_t run = 1; run < runs; ++run) {
        std::size_t at = 0;
        for (MeetingState& state : meetings_.states()) {
          if (!state.uncertain) continue;
          state.assumed = all_subsets        ? (run >> at & 1u) != 0
                          : !numbered        ? true
                          : run <= uncertain ? at < run
                                             : at >= run - uncertain;
          ++at;
        }
        judge(buffers_.scenario, nullptr);
        for (std::size_t i = 0; i < buffers_.judged.size(); ++i)
          if (buffers_.judged[i].status != buffers_.scenario[i].status) make_undecided(buffers_.judged[i]);
      }
      for (MeetingState& state : meetings_.states()) state.assumed = false;
    }
    for (std::size_t i = 0; i < buffers_.judged.size(); ++i) {
      const Judged& judged = buffers_.judged[i];
      Finding& finding = out.findings[i];
      finding.status = judged.status;
      finding.cause = judged.cause;
      finding.cause_date = judged.cause_date;
      finding.cause_number = judged.cause_number;
    }
  }

private:
  /// Names the first meeting whose outcome or form decides.
  void make_undecided(Judged& judged) const {
    if (judged.status == Status::undecided && judged.by_meeting) return;
    judged.status = Status::undecided;
    judged.by_meeting = true;
    for (const bool of_the_kind : {true, false})
      for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
        const MeetingState& state = meetings_[i];
        if (!state.uncertain ||
            (of_the_kind && (course_.meetings[i].conversations & judged.duty->accepts) == 0))
          continue;
        judged.cause = state.outcome == Outcome::unrecorded        ? Cause::unrecorded_meeting
                       : state.form == FormAnswer::unknown_summons ? Cause::unknown_summons
                       : state.form == FormAnswer::unknown_first   ? Cause::unknown_first
                       : state.form == FormAnswer::unknown_rule    ? Cause::unknown_form_rule
                                                                   : Cause::unknown_group;
        judged.cause_date = course_.meetings[i].date;
        return;
      }
  }

  /// Judges every requirement under the scenario set in the meetings; writes findings with witnesses to
  /// `out`.
  void judge(std::vector<Judged>& results, Assessment* out) {
    results.clear();
    meetings_.see_scenario(numbered_);
    slots_.open(results);
    slots_.fill();
    for (Judged& judged : results) {
      decide(judged);
      if (out != nullptr) report(judged, *out);
    }
  }

  /// How the slots of a requirement are filled.
  struct Tally {
    std::int32_t held = 0, held_late = 0, planned = 0, planned_late = 0;
    bool passed = false;         ///< A last day has passed without a conversation in time.
    bool from_projected = false; ///< One held in time needs a first day that is projected.
  };

  /// Counts the slots and takes over the window to be shown: the earliest last day not kept yet, else the
  /// latest.
  Tally tally(Judged& judged) const {
    Tally tally;
    bool first = true, shown_done = false;
    for (const Slots& slots : slots_.of(judged)) {
      tally.held += slots.held;
      tally.held_late += slots.held_late;
      tally.planned += slots.planned;
      tally.planned_late += slots.planned_late;
      judged.completed_on = std::max(judged.completed_on, slots.last_held);
      const bool done = slots.held == slots.count;
      if (!done && slots.window.passed(given_.as_of)) tally.passed = true;
      if (slots.held != 0 && slots.window.from.projected) tally.from_projected = true;
      const bool later = slots.window.to.or_last() > judged.due.or_last();
      const bool earlier = slots.window.to.or_last() < judged.due.or_last();
      if (first || (!done && (shown_done || earlier)) || (done && shown_done && later)) {
        judged.due = slots.window.to;
        judged.from = slots.window.from;
        shown_done = done;
      }
      first = false;
    }
    if (tally.held + tally.held_late != judged.required) judged.completed_on = {};
    return tally;
  }

  void decide(Judged& judged) {
    const Requirement& requirement = *judged.requirement;
    if (judged.required == 0 && !taken_up(judged)) {
      judged.status = Status::not_required;
      if (judged.cause == Cause::rule_ended) {
        judged.required = requirement.count;
        tally(judged);
      }
      return;
    }
    Tally slots = tally(judged);
    judged.counted = slots.held;
    const bool met = slots.held == judged.required;
    const Date used = met ? Date{} : meetings_.used_up(requirement);
    if (used.is_set() && used < judged.due.or_last()) judged.due = {used, false, false};
    if (const DayWindow* national = slots_.national(*judged.duty)) {
      // What only permits widens: the earlier of the two first days, the later of the two last days.
      judged.gap = days_between({judged.from, judged.due}, *national);
      if (national->to.or_last() > judged.due.or_last()) judged.due = national->to;
      if (national->from.open || (!judged.from.open && national->from.or_last() < judged.from.or_last()))
        judged.from = national->from;
      slots.passed = judged.due.day.is_set() && given_.as_of > judged.due.day;
    }
    const bool by_number = used.is_set() && judged.due.day == used && given_.as_of >= used;
    const bool never = given_.as_planned && !judged.due.day.is_set();

    if (met)
      judged.status = Status::met;
    else if (slots.held + slots.held_late == judged.required)
      judged.status = Status::late;
    else if (slots.passed || by_number || never)
      judged.status = Status::missed;
    else if (slots.held + slots.planned == judged.required)
      judged.status = Status::planned;
    else if (slots.held + slots.planned + slots.planned_late == judged.required)
      judged.status = Status::planned_late;
    else
      judged.status = Status::open;
    if (by_number && judged.status == Status::missed) {
      judged.cause = Cause::number_used_up;
      judged.cause_date = used;
      judged.cause_number = requirement.ordinals.last;
    }

    const bool too_late = severity(judged.status) == Severity::error;
    if (!given_.as_planned && ((too_late && judged.due.projected) || (met && slots.from_projected)))
      set(judged, Status::undecided, Cause::unreported_month, given_.first_unreported());
    if (judged.status != Status::met) excuse(judged);
    if (severity(judged.status) == Severity::error) doubt_beyond_law(judged);
    if (judged.duty->following && requirement.after_trial == AfterTrial::unsettled &&
        judged.status != Status::met && judged.status != Status::not_required)
      set(judged, Status::undecided, Cause::after_trial, extent_.following_from);
    if (counted_in_other_unit(requirement)) {
      set(judged, Status::undecided, Cause::other_unit, given_.law.time.aggregate_in_hours_from);
      judged.due = judged.from = {};
      judged.gap = {};
    }
  }

  static void set(Judged& judged, Status status, Cause cause, Date day) {
    judged.status = status;
    judged.cause = cause;
    judged.cause_date = day;
  }

  [[nodiscard]] bool counted_in_other_unit(const Requirement& requirement) const {
    return given_.period.placing < given_.law.time.aggregate_in_hours_from &&
           (given_.counts_on(requirement.window.from, Clock::aggregate_unemployment) ||
            given_.counts_on(requirement.window.to, Clock::aggregate_unemployment));
  }

  /// Takes up a conversation that nobody asked for and that was held in time; whether there is one.
  bool taken_up(Judged& judged) const {
    for (const Slots& slots : slots_.of(judged))
      if (slots.ask == Ask::if_held) judged.required += slots.held + slots.held_late;
    if (judged.required != 0) judged.cause = Cause::none;
    return judged.required != 0;
  }

  /// A duty that falls due after the last day of its law may not be owed as it stands.
  void doubt_beyond_law(Judged& judged) const {
    const Regime& regime = *judged.duty->regime;
    const Date due = judged.due.day;
    if (!due.is_set()) return;
    if (!regime.keeps_duties && regime.valid.to.is_set() && due > regime.valid.to)
      set(judged, Status::undecided, Cause::crossing, regime.valid.to);
    else if (regime.known_until.is_set() && due > regime.known_until)
      set(judged, Status::undecided, Cause::beyond_known, regime.known_until);
  }

  /// Whether a conversation that is in time and fills no slot of a duty is one beyond those that do.
  [[nodiscard]] bool is_surplus(const Duty& duty, std::size_t i) const {
    const MeetingState& state = meetings_[i];
    // What the trial has counted is not counted again; what it has not is left for what follows it.
    const auto group = static_cast<std::size_t>(duty.group);
    const unsigned taken = state.taken[group] | (duty.following ? state.taken_after[group] : 0u);
    return meetings_.is_held(i) && (taken & duty.accepts) == 0;
  }

  /// What was not kept may not have been owed.
  void excuse(Judged& judged) const {
    const Requirement& requirement = *judged.requirement;
    const Date due = judged.due.day;
    const bool calendar = given_.counts_on(requirement.window.to, Clock::calendar);
    if (!judged.duty->following && extent_.ended_early() && !given_.uses(Reading::duties_at_early_end) &&
        judged.due.or_last() >= extent_.end)
      return set(judged, Status::not_required, Cause::lapsed, extent_.end);
    if (calendar && !given_.period.registered_here)
      return set(judged, Status::not_required, Cause::earlier_period, given_.period.placing);
    for (const ExemptRow& exempt : course_.exempt)
      if (due.is_set() && exempt.days.contains(due) && frees(*judged.duty, exempt.reason))
        return set(judged, Status::not_required, Cause::exempt, exempt.days.from);
    for (const Suspension& suspension : given_.law.suspensions)
      if (due.is_set() && suspension.days.contains(due))
        return set(judged, Status::not_required, Cause::suspended, suspension.days.from);
    if (calendar && due.is_set() && CourseView::any_contains(course_.deregistered, due))
      return set(judged, Status::not_required, Cause::deregistered, due);
    const Date tested = due.is_set() ? due : given_.as_planned ? given_.period.placing : given_.as_of;
    if (const Date from = judged.duty->regime->national_decides_from; from.is_set() && tested >= from)
      return set(judged, Status::not_required, Cause::national_decides, from);
    if (requirement.choosable && requirement.participant == requirement.choosable->party &&
        given_.uses(Reading::opt_out_effect) && declined(requirement))
      return set(judged, Status::not_required, Cause::opted_out, {});
    if (calendar && due.is_set())
      for (const DateRange& job : course_.jobs)
        if (job.contains(due)) return set(judged, Status::undecided, Cause::in_job, job.from);
  }

  /// Whether an exemption frees from a duty.
  [[nodiscard]] bool frees(const Duty& duty, ExemptReason reason) const {
    const Regime& law = given_.applies.base_regime != nullptr && duty.regime == &given_.regime
                            ? *given_.applies.base_regime
                            : *duty.regime;
    return std::any_of(law.exemptions.begin(), law.exemptions.end(),
                       [&](const Exemption& exemption) { return exemption.reason == reason; }) ||
           std::find(duty.requirement->exemptions.begin(), duty.requirement->exemptions.end(), reason) !=
               duty.requirement->exemptions.end();
  }

  /// Whether the person's last choice for this conversation declines the party.
  [[nodiscard]] bool declined(const Requirement& requirement) const {
    return meetings_.choice_of(requirement, requirement.choosable->party, Chooser::person) ==
           ChoiceValue::declines;
  }

  void report(const Judged& judged, Assessment& out) const {
    const Requirement& requirement = *judged.requirement;
    Finding& finding = out.findings.emplace_back(requirement.rule, &requirement);
    finding.required = judged.required;
    finding.counted = judged.counted;
    finding.completed_on = judged.completed_on;
    finding.due = judged.due.day;
    finding.due_projected = judged.due.day.is_set() && judged.due.projected;
    finding.not_before = judged.from.day;
    finding.gap = judged.gap;
    finding.meetings_from = static_cast<std::uint32_t>(out.meeting_list.size());
    finding.not_counted_from = static_cast<std::uint32_t>(out.not_counted_list.size());
    const std::span<const MeetingRow> meetings = course_.meetings;
    const std::span<const Standing> standings = slots_.standings(judged);
    const unsigned accepts = judged.duty->accepts;
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      if ((meetings[i].conversations & accepts) == 0) continue;
      unsigned fills = 0;
      Place place = Place::no;
      bool in_time = false;
      for (std::size_t at = i; at < standings.size(); at += meetings.size()) {
        fills += standings[at].fills;
        place = standings[at].place;
        in_time = in_time || place == Place::in_time;
      }
      if (fills != 0)
        out.meeting_list.insert(out.meeting_list.end(), fills, meetings[i].index);
      else if (in_time)
        finding.counted += is_surplus(*judged.duty, i) ? 1 : 0;
      else if (const auto why = why_not_counted(judged, place, i))
        out.not_counted_list.push_back({meetings[i].index, *why});
    }
    finding.meetings_size = static_cast<std::uint32_t>(out.meeting_list.size()) - finding.meetings_from;
    if (finding.meetings_size > 1)
      std::sort(out.meeting_list.begin() + finding.meetings_from, out.meeting_list.end());
    finding.not_counted_size =
        static_cast<std::uint32_t>(out.not_counted_list.size()) - finding.not_counted_from;
    if (finding.not_counted_size > 1)
      std::sort(out.not_counted_list.begin() + finding.not_counted_from, out.not_counted_list.end(),
                [](const NotCounted& a, const NotCounted& b) { return a.meeting < b.meeting; });
  }

  /// Why a meeting of the right kind that fills no slot and is never in time does not count; `place`: where
  /// it stands to the last window.
  [[nodiscard]] std::optional<NotCountedReason> why_not_counted(const Judged& judged, Place place,
                                                                std::size_t i) const {
    const std::span<const Slots> slots = slots_.of(judged);
    if (slots.empty()) return std::nullopt;
    if (place == Place::early) return NotCountedReason::before_window;
    if (place == Place::late) return NotCountedReason::after_window;
    // What only repairs another party's conversation, and comes too late for it, has no reason of its own.
    return meetings_.reason_against(*judged.duty, slots.back().window.to, i)
        .value_or(NotCountedReason::wrong_holder);
  }

  const Given& given_;
  const CourseView& course_;
  const Extent& extent_;
  Meetings& meetings_;
  RunBuffers& buffers_;
  Allocation slots_;
  bool numbered_ = false;
};

} // namespace kontaktforloeb::detail
