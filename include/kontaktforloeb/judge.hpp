#pragma once
/// @file
/// The engine: slots and groups, prohibitions, stages. The decisions it embodies are in docs/decisions.md.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <kontaktforloeb/clock.hpp>
#include <kontaktforloeb/course.hpp>
#include <kontaktforloeb/finding.hpp>
#include <kontaktforloeb/period.hpp>
#include <kontaktforloeb/programme.hpp>
#include <optional>
#include <utility>
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

/// One end of a window as a day.
struct EndDay {
  bool open = true;       ///< No end on this side.
  Date day = {};          ///< The day; unset although not open: never reached.
  bool projected = false; ///< Rests on months that are not reported.

  [[nodiscard]] constexpr bool never() const { return !open && !day.is_set(); }
  /// For sorting last days: open and never reached ones last.
  [[nodiscard]] constexpr Date or_last() const { return day.is_set() ? day : end_of_time; }
};

/// Days in time for one slot.
struct DayWindow {
  EndDay from, to;
  [[nodiscard]] constexpr bool opened(Date day) const {
    return from.open || (from.day.is_set() && day >= from.day);
  }
  [[nodiscard]] constexpr bool passed(Date day) const { return to.day.is_set() && day > to.day; }
  [[nodiscard]] constexpr bool contains(Date day) const { return opened(day) && !passed(day); }
};

/// Where a meeting stands to a slot; `no`: it cannot count at all.
enum class Place : std::uint8_t { no, early, in_time, late };

inline constexpr std::uint32_t unfilled = 0xFFFFFFFF;

struct Slot {
  const Requirement* requirement = nullptr;
  DayWindow window;
  std::optional<DayWindow> national = {}; ///< The national window, where a variant only permits.
  std::uint32_t filled_by = unfilled; ///< Place in the sorted meetings.
  bool in_time = false;
};

/// Judgement of one requirement in one scenario.
struct Judged {
  const Requirement* requirement = nullptr;
  Status status = Status::open;
  Cause cause = Cause::none;
  Date cause_date = {};
  std::int32_t cause_number = 0;
  std::int32_t required = 0;
  std::int32_t counted = 0;
  Date completed_on = {};
  EndDay from, due;
  DateRange gap = {};                     ///< Days between two windows that are not in time.
  std::optional<DayWindow> national = {}; ///< The national window, where a variant only permits.
};

/// Buffers of one run, kept between runs so that they allocate once.
struct RunBuffers {
  std::vector<MeetingState> meetings;
  std::vector<Slot> slots;
  std::vector<Place> places; ///< Slots by meetings.
  std::vector<Judged> judged;
  std::vector<Judged> scenario;
};

/// One run over one course with one choice of readings.
class Run {
public:
  Run(const CourseView& course, const Period& period, const Applies& applies, const Law& law,
      const Readings& readings, Date as_of, RunBuffers& buffers)
      : course_(course), period_(period), applies_(applies), regime_(*applies.regime), law_(law),
        readings_(readings), as_of_(as_of), as_planned_(as_of == end_of_time), buffers_(buffers) {
    find_start();
    find_end();
    find_handover();
    look_at_meetings();
  }

  void fill(Assessment& out) {
    out.findings.clear();
    out.next.clear();
    out.meeting_list.clear();
    out.not_counted_list.clear();
    judge_requirements(out);
    if (regime_.merging) judge_merging(out);
    if (regime_.form.reported) judge_form(out);
    judge_regime(out);
    judge_counts(out);
    fill_state(out.state);
    sum_up(out);
  }

private:
  [[nodiscard]] bool uses(Reading reading) const { return !readings_.is_default(reading); }

  [[nodiscard]] CourseClock clock(Clock which, bool carry_over = false) const {
    return {course_,
            {which,
             which == Clock::calendar ? period_.registered
             : carry_over             ? Date{}
                                      : period_.placing,
             period_.registered},
            readings_,
            law_.time};
  }

  // --- where the course starts and ends
  // ---------------------------------------------------------------------------

  void find_start() {
    if (regime_.entry == Entry::visited) {
      const Date visit = first_visit(course_, period_);
      const Date entry = visit.is_set() ? visit : period_.registered;
      start_ = std::max(entry, period_.registered);
      meetings_from_ = std::min(entry, period_.registered);
    } else {
      meetings_from_ = start_ = std::min(period_.placing, period_.registered);
    }
  }

  void find_end() {
    doubt_ = applies_.doubt;
    doubt_date_ = applies_.doubt_date;
    if (!regime_.handover) return;
    const Handover& handover = *regime_.handover;
    const auto doubt = [&](Cause cause, Date day) {
      if (doubt_ != Cause::none) return;
      doubt_ = cause;
      doubt_date_ = day;
    };
    if (!course_.a_kasse.empty() &&
        admitted(handover, course_.a_kasse, course_.municipality_on(start_)) == false)
      doubt(Cause::not_admitted, start_);
    for (const EventRow& event : course_.events) {
      if (event.date < meetings_from_ || !period_.belongs(course_, event.date)) continue;
      if (event.type == EventType::visited && end_.is_set() && event.date >= end_)
        doubt(Cause::visited_again, event.date);
      for (const EndRule& rule : handover.ends) {
        if (rule.event != event.type) continue;
        if (rule.only_if_not_admitted) {
          const std::optional<bool> there = admitted(handover, course_.a_kasse, event.municipality);
          if (!there) doubt(Cause::admission_unknown, event.date);
          if (there.value_or(true)) continue;
        }
        if (!end_.is_set() || (event.date == end_ && rule.reason < end_reason_)) {
          end_ = event.date;
          end_reason_ = rule.reason;
        }
      }
    }
  }

  /// Whether a recorded end cuts the course off before its window is used.
  [[nodiscard]] bool ended_early() const { return end_.is_set() && end_reason_ != EndReason::window_used; }

  void find_handover() {
    if (!regime_.handover) return;
    computed_ = end_day(regime_.handover->window, {});
    handover_ = computed_;
    if (end_.is_set() && end_reason_ == EndReason::window_used) handover_ = {false, end_ - 1, false};
  }

  /// The last day of the course as far as known: recorded, else computed; unset for none.
  [[nodiscard]] EndDay last_day() const {
    if (!regime_.handover) return {};
    return end_.is_set() ? EndDay{false, end_ - 1, false} : computed_;
  }

  // --- windows
  // -----------------------------------------------------------------------------------------------------

  [[nodiscard]] const Bound* bound_of(const WindowEnd& end) const {
    for (const BoundUnder& under : end.under)
      if (readings_[under.when.reading] == under.when.value) return &under.bound;
    return end.kind == EndKind::bound ? &end.bound : nullptr;
  }

  /// A window's end as a day; `anchor` is the registration that calendar bounds count from, unset: the
  /// period's.
  [[nodiscard]] EndDay end_day(const WindowEnd& end, Date anchor) const {
    if (const Bound* bound = bound_of(end)) {
      const bool calendar = bound->clock == Clock::calendar;
      const CourseClock counter{course_,
                                {bound->clock,
                                 calendar         ? anchor
                                 : carried_over() ? Date{}
                                                  : period_.placing,
                                 period_.registered},
                                readings_,
                                law_.time};
      const ClockDay found = counter.find(*bound);
      return {false, found.day, found.projected};
    }
    return end.kind == EndKind::handover ? handover_ : EndDay{};
  }

  [[nodiscard]] bool carried_over() const {
    return uses(Reading::carry_over_previous_period) &&
           (readings_of(regime_) >> static_cast<unsigned>(Reading::carry_over_previous_period) & 1u) != 0;
  }

  [[nodiscard]] bool counts_on(const WindowEnd& end, Clock which) const {
    const Bound* bound = bound_of(end);
    return bound != nullptr && bound->clock == which;
  }

  /// The registration that a calendar requirement counts from: the last one before which nothing was held.
  [[nodiscard]] Date anchor(const Requirement& requirement) const {
    Date day = period_.registered;
    if (uses(Reading::registration_restarts_two_weeks)) return day;
    for (const Date again : course_.registrations) {
      if (again <= day || again > as_of_ || !period_.belongs(course_, again)) continue;
      const EndDay due = end_day(requirement.window.to, day);
      bool held = false;
      for (std::size_t i = 0; i < course_.meetings.size() && course_.meetings[i].date < again; ++i)
        held = held || (course_.meetings[i].has(requirement.conversation) && is_held(i) &&
                        !reason_against(requirement, due, i));
      if (!held) day = again;
    }
    return day;
  }

  // --- meetings
  // ----------------------------------------------------------------------------------------------------

  void look_at_meetings() {
    buffers_.meetings.assign(course_.meetings.size(), {});
    for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
      const MeetingRow& meeting = course_.meetings[i];
      MeetingState& state = buffers_.meetings[i];
      const bool past = meeting.date <= as_of_;
      switch (meeting.status) {
      case MeetingStatus::held:
        state.outcome = past ? Outcome::held : Outcome::planned;
        break;
      case MeetingStatus::planned:
        state.outcome = as_planned_ ? Outcome::held : past ? Outcome::unrecorded : Outcome::planned;
        break;
      case MeetingStatus::cancelled:
        state.outcome = Outcome::cancelled;
        break;
      case MeetingStatus::no_show:
        state.outcome = Outcome::no_show;
        break;
      }
      state.form = form_answer(meeting);
      state.uncertain = state.outcome <= Outcome::unrecorded && meeting.date >= meetings_from_ &&
                        (state.outcome == Outcome::unrecorded || state.form >= FormAnswer::unknown_summons);
    }
  }

  [[nodiscard]] FormAnswer form_answer(const MeetingRow& meeting) const {
    const unsigned bit = 1u << static_cast<unsigned>(meeting.form);
    for (const FormRow& row : regime_.form.rows) {
      if (!row.days.contains(meeting.date)) continue;
      if (row.suspended) return FormAnswer::suspended;
      if (meeting.form == Form::in_person) return FormAnswer::allowed;
      if (row.under && readings_[row.under->reading] == row.under->value && (row.remote_under & bit) != 0)
        return FormAnswer::allowed;
      // The reading is about days on which attendance is the rule, for all or for other holders.
      const bool ordinary =
          row.remote == 0 || row.summoned_by.is_set() || (row.held_by && meeting.holder != *row.held_by);
      if (ordinary && uses(Reading::ordinary_remote) && (regime_.form.remote_forms & bit) != 0)
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
    return (regime_.form.remote_forms & bit) != 0 ? FormAnswer::unknown_rule : FormAnswer::forbidden;
  }

  [[nodiscard]] bool is_held(std::size_t i) const {
    const MeetingState& state = buffers_.meetings[i];
    return state.outcome == Outcome::held || (state.outcome == Outcome::unrecorded && state.assumed);
  }

  [[nodiscard]] bool parties_there(const Requirement& requirement, const MeetingRow& meeting) const {
    if (meeting.absent[static_cast<std::size_t>(requirement.holder)] != 0) return false;
    if (!requirement.participant) return true;
    const std::uint8_t absent = meeting.absent[static_cast<std::size_t>(*requirement.participant)];
    if (absent == 0) return true;
    if (absent != 1 + static_cast<int>(Absence::no_show)) return !uses(Reading::declined_party);
    return !requirement.participant_absent || uses(*requirement.participant_absent);
  }

  [[nodiscard]] static bool right_number(const Requirement& requirement, std::uint8_t number) {
    return requirement.ordinals.last == 0 ||
           (number >= requirement.ordinals.first && number <= requirement.ordinals.last);
  }

  /// Why a meeting cannot count for a requirement, its day aside; `due` for readings that ask for it.
  [[nodiscard]] std::optional<NotCountedReason> reason_against(const Requirement& requirement,
                                                               const EndDay& due, std::size_t i,
                                                               bool any_number = false) const {
    const MeetingRow& meeting = course_.meetings[i];
    const MeetingState& state = buffers_.meetings[i];
    if (state.outcome == Outcome::cancelled) return NotCountedReason::cancelled;
    if (state.outcome == Outcome::no_show) return NotCountedReason::no_show;
    if (meeting.date < meetings_from_ || (ended_early() && meeting.date >= end_))
      return NotCountedReason::outside_course;
    if (uses(Reading::conversations_before_job)) {
      const auto next_job =
          std::upper_bound(course_.jobs.begin(), course_.jobs.end(), meeting.date,
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

  /// Numbers the conversations that ordinals speak of: held ones, then planned ones, each meeting once.
  void number_meetings() {
    const bool any = uses(Reading::jobcenter_conversation_number);
    std::uint8_t number = 0;
    last_held_number_ = 0;
    for (const Outcome wanted : {Outcome::held, Outcome::planned}) {
      for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
        const MeetingRow& meeting = course_.meetings[i];
        MeetingState& state = buffers_.meetings[i];
        if (wanted == Outcome::held) state.number = 0;
        if (wanted == Outcome::held ? !is_held(i) : state.outcome != Outcome::planned) continue;
        if (meeting.date < period_.placing) continue;
        const bool numbered =
            any || (meeting.holder == Party::jobcenter &&
                    (meeting.has(Conversation::jobsamtale) || meeting.has(Conversation::faellessamtale)));
        if (numbered && number < 255) state.number = ++number;
      }
      if (wanted == Outcome::held) last_held_number_ = number;
    }
  }

  // --- requirements
  // ------------------------------------------------------------------------------------------------

  void judge_requirements(Assessment& out) {
    bool numbered = false;
    for (const Requirement& requirement : regime_.requirements) numbered |= requirement.ordinals.last != 0;
    numbered_ = numbered;
    std::size_t uncertain = 0;
    for (const MeetingState& state : buffers_.meetings) uncertain += state.uncertain ? 1 : 0;

    judge(buffers_.judged, &out);
    if (uncertain != 0) {
      // Without ordinals more meetings can only help: if nothing and everything agree, so does all between.
      // With ordinals every subset of a few is tried, and every beginning and end of many.
      const bool all_subsets = numbered && uncertain <= 6;
      const std::size_t runs = all_subsets ? (std::size_t{1} << uncertain) : numbered ? 2 * uncertain + 1 : 2;
      for (std::size_t run = 1; run < runs; ++run) {
        std::size_t at = 0;
        for (MeetingState& state : buffers_.meetings) {
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
      for (MeetingState& state : buffers_.meetings) state.assumed = false;
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

  /// Names the first meeting whose outcome or form decides.
  void make_undecided(Judged& judged) const {
    if (judged.cause == Cause::unrecorded_meeting || judged.cause == Cause::unknown_summons ||
        judged.cause == Cause::unknown_form_rule)
      return;
    judged.status = Status::undecided;
    for (const bool of_the_kind : {true, false})
      for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
        const MeetingState& state = buffers_.meetings[i];
        if (!state.uncertain || (of_the_kind && !course_.meetings[i].has(judged.requirement->conversation)))
          continue;
        judged.cause = state.outcome == Outcome::unrecorded        ? Cause::unrecorded_meeting
                       : state.form == FormAnswer::unknown_summons ? Cause::unknown_summons
                                                                   : Cause::unknown_form_rule;
        judged.cause_date = course_.meetings[i].date;
        return;
      }
  }

  /// Judges every requirement under the scenario set in the meetings; writes findings with witnesses to
  /// `out`.
  void judge(std::vector<Judged>& results, Assessment* out) {
    results.clear();
    buffers_.slots.clear();
    if (numbered_) number_meetings();
    find_cv();
    for (const Requirement& requirement : regime_.requirements) open_slots(requirement, results);
    find_places();
    fill_slots();
    for (Judged& judged : results) {
      decide(judged);
      if (out != nullptr) report(judged, *out);
    }
  }

  void open_slots(const Requirement& requirement, std::vector<Judged>& results) {
    Judged judged;
    judged.requirement = &requirement;
    if (requirement.condition == Condition::empty_joblog) {
      bool any = false;
      for (const JoblogRow& empty : course_.joblog) {
        if (empty.month.last() < meetings_from_ || !period_.belongs(course_, empty.month.last())) continue;
        any = true;
        const bool covered = requirement.empty_joblog.months.contains(empty.month.first()) &&
                             requirement.empty_joblog.months.contains(empty.month.last());
        if (!covered || empty.duty_days < requirement.empty_joblog.least_duty_days) {
          judged.cause = covered ? Cause::too_few_duty_days : Cause::month_not_covered;
          judged.cause_date = empty.month.first();
          judged.cause_number = empty.duty_days;
          continue;
        }
        const Month next = empty.month + 1;
        add_slots(requirement, {{false, next.first(), false}, {false, next.last(), false}}, judged);
      }
      if (!any) return;
    } else {
      const bool calendar = counts_on(requirement.window.to, Clock::calendar);
      const Date from_day = calendar ? anchor(requirement) : Date{};
      const DayWindow window{end_day(requirement.window.from, from_day),
                             end_day(requirement.window.to, from_day)};
      add_slots(requirement, window, judged);
    }
    results.push_back(judged);
  }

  void add_slots(const Requirement& requirement, const DayWindow& window, Judged& judged) {
    const std::optional<DayWindow> national = permitted(requirement);
    for (std::int32_t i = 0; i < requirement.count; ++i) {
      buffers_.slots.push_back({&requirement, window, national, unfilled, false});
      ++judged.required;
    }
  }

  /// The day on which the last number allowed was used by a held meeting, or unset.
  [[nodiscard]] Date used_up(const Requirement& requirement) const {
    const std::uint8_t last = requirement.ordinals.last;
    if (last == 0 || last > last_held_number_) return {};
    for (std::size_t i = 0; i < course_.meetings.size(); ++i)
      if (buffers_.meetings[i].number == last) return course_.meetings[i].date;
    return {};
  }

  /// The national window beside a variant's own, where the variant only permits; else nothing.
  [[nodiscard]] std::optional<DayWindow> permitted(const Requirement& requirement) const {
    if (requirement.replaces.empty() || !uses(Reading::variant_effect)) return std::nullopt;
    const Requirement* national = law_.find_requirement(requirement.replaces);
    if (national == nullptr) return std::nullopt;
    return DayWindow{end_day(national->window.from, period_.registered),
                     end_day(national->window.to, period_.registered)};
  }

  /// The day of the CV conversation in this scenario; looked up once, for each scenario looks at every meeting.
  void find_cv() {
    cv_day_ = {};
    for (std::size_t i = 0; i < course_.meetings.size() && !cv_day_.is_set(); ++i) {
      const MeetingRow& meeting = course_.meetings[i];
      if (meeting.has(Conversation::cv_samtale) && meeting.date >= meetings_from_ &&
          (is_held(i) || buffers_.meetings[i].outcome == Outcome::planned))
        cv_day_ = meeting.date;
    }
  }

  /// Days before the CV conversation are too early for a conversation that comes after it.
  [[nodiscard]] bool before_cv(const Requirement& requirement, Date day) const {
    return requirement.after_cv && day < cv_day_;
  }

  /// Where a meeting stands to a slot, if it can count at all.
  [[nodiscard]] Place find_place(const Slot& slot, std::size_t i) const {
    const Requirement& requirement = *slot.requirement;
    const Date day = course_.meetings[i].date;
    const std::optional<DayWindow>& national = slot.national;
    if (reason_against(requirement, slot.window.to, i, national.has_value())) return Place::no;
    if (before_cv(requirement, day)) return Place::early;
    const bool number = right_number(requirement, buffers_.meetings[i].number);
    if ((number && slot.window.contains(day)) || (national && national->contains(day))) return Place::in_time;
    if (slot.window.passed(day) && (!national || national->passed(day)))
      return Place::late;
    // A day of the variant's own window is barred by its number; between two windows it is before the later one.
    return !number && slot.window.contains(day) ? Place::no : Place::early;
  }

  /// Looks once at every meeting for every slot; slots of one requirement and window see the same.
  void find_places() {
    const std::size_t count = course_.meetings.size();
    buffers_.places.assign(buffers_.slots.size() * count, Place::no);
    for (std::size_t s = 0; s < buffers_.slots.size(); ++s)
      for (std::size_t i = 0; i < count; ++i) {
        const Slot& slot = buffers_.slots[s];
        if (course_.meetings[i].has(slot.requirement->conversation))
          buffers_.places[s * count + i] = find_place(slot, i);
      }
  }
  [[nodiscard]] Place place(const Slot& slot, std::size_t i) const {
    const auto s = static_cast<std::size_t>(&slot - buffers_.slots.data());
    return buffers_.places[s * course_.meetings.size() + i];
  }

  void fill_slots() {
    std::array<std::uint8_t, group_count> kinds{};
    for (const Slot& slot : buffers_.slots) {
      auto& set = kinds[static_cast<std::size_t>(slot.requirement->group)];
      set = static_cast<std::uint8_t>(set | 1u << static_cast<unsigned>(slot.requirement->conversation));
    }
    for (const Place wanted : {Place::in_time, Place::late})
      for (std::size_t i = 0; i < course_.meetings.size(); ++i)
        for (std::size_t group = 0; group < group_count; ++group)
          for (unsigned rest = kinds[group] & course_.meetings[i].conversations; rest != 0; rest &= rest - 1)
            take_slot(i, static_cast<Group>(group), static_cast<Conversation>(std::countr_zero(rest)),
                      wanted);
  }

  [[nodiscard]] static bool is_for(const Slot& slot, Group group, Conversation conversation) {
    return slot.requirement->group == group && slot.requirement->conversation == conversation;
  }

  /// Gives a conversation the free slot of its group whose last day is earliest.
  void take_slot(std::size_t i, Group group, Conversation conversation, Place wanted) {
    Slot* best = nullptr;
    for (Slot& slot : buffers_.slots) {
      if (!is_for(slot, group, conversation)) continue;
      if (slot.filled_by == i) return;
      if (slot.filled_by != unfilled ||
          (best != nullptr && slot.window.to.or_last() >= best->window.to.or_last()))
        continue;
      if (place(slot, i) == wanted) best = &slot;
    }
    if (best == nullptr) return;
    best->filled_by = static_cast<std::uint32_t>(i);
    best->in_time = wanted == Place::in_time;
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
    for (const Slot& slot : buffers_.slots) {
      if (slot.requirement != judged.requirement) continue;
      judged.national = slot.national;
      const bool filled = slot.filled_by != unfilled;
      const bool by_held = filled && is_held(slot.filled_by);
      const bool done = by_held && slot.in_time;
      if (filled)
        ++(by_held ? (slot.in_time ? tally.held : tally.held_late)
                   : (slot.in_time ? tally.planned : tally.planned_late));
      if (by_held) judged.completed_on = std::max(judged.completed_on, course_.meetings[slot.filled_by].date);
      if (!done && slot.window.passed(as_of_)) tally.passed = true;
      if (done && slot.window.from.projected) tally.from_projected = true;
      const bool later = slot.window.to.or_last() > judged.due.or_last();
      const bool earlier = slot.window.to.or_last() < judged.due.or_last();
      if (first || (!done && (shown_done || earlier)) || (done && shown_done && later)) {
        judged.due = slot.window.to;
        judged.from = slot.window.from;
        shown_done = done;
      }
      first = false;
    }
    if (tally.held + tally.held_late != judged.required) judged.completed_on = {};
    return tally;
  }

  void decide(Judged& judged) {
    const Requirement& requirement = *judged.requirement;
    Tally slots = tally(judged);
    judged.counted = slots.held + surplus(requirement);
    if (judged.required == 0) {
      judged.status = Status::not_required;
      return;
    }
    const bool met = slots.held == judged.required;
    const Date used = met ? Date{} : used_up(requirement);
    if (used.is_set() && used < judged.due.or_last()) judged.due = {false, used, false};
    if (const auto& national = judged.national) {
      // What only permits widens: the earlier of the two first days, the later of the two last days.
      judged.gap = between({judged.from, judged.due}, *national);
      if (national->to.or_last() > judged.due.or_last()) judged.due = national->to;
      if (national->from.open || (!judged.from.open && national->from.day < judged.from.day))
        judged.from = national->from;
      slots.passed = judged.due.day.is_set() && as_of_ > judged.due.day;
    }
    const bool by_number = used.is_set() && judged.due.day == used && as_of_ >= used;
    const bool never = as_planned_ && !judged.due.day.is_set();

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

    if (!as_planned_) {
      const bool too_late = severity(judged.status) == Severity::error;
      if ((too_late && judged.due.projected) || (met && slots.from_projected))
        set(judged, Status::undecided, Cause::unreported_month, first_unreported());
    }
    if (judged.status != Status::met) excuse(judged);
    if (counted_in_other_unit(requirement)) {
      set(judged, Status::undecided, Cause::other_unit, law_.time.aggregate_in_hours_from);
      judged.due = judged.from = {};
      judged.gap = {};
    }
  }

  /// The days between two windows that lie apart; unset for windows that touch.
  [[nodiscard]] static DateRange between(const DayWindow& one, const DayWindow& other) {
    for (const auto& [earlier, later] : {std::pair{one, other}, std::pair{other, one}}) {
      if (!earlier.to.day.is_set() || later.from.open) continue;
      if (later.from.never()) return {earlier.to.day + 1, {}};
      if (later.from.day > earlier.to.day + 1) return {earlier.to.day + 1, later.from.day - 1};
    }
    return {};
  }

  static void set(Judged& judged, Status status, Cause cause, Date day) {
    judged.status = status;
    judged.cause = cause;
    judged.cause_date = day;
  }

  [[nodiscard]] Date first_unreported() const {
    Month month{period_.registered};
    if (!course_.benefit.empty()) month = std::max(month, course_.benefit.back().month + 1);
    return month.first();
  }

  [[nodiscard]] bool counted_in_other_unit(const Requirement& requirement) const {
    return period_.placing < law_.time.aggregate_in_hours_from &&
           (counts_on(requirement.window.from, Clock::aggregate_unemployment) ||
            counts_on(requirement.window.to, Clock::aggregate_unemployment));
  }

  /// Conversations in time beyond those that fill slots.
  [[nodiscard]] std::int32_t surplus(const Requirement& requirement) const {
    std::int32_t count = 0;
    for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
      if (!course_.meetings[i].has(requirement.conversation) || !is_held(i)) continue;
      bool fills = false, in_time = false;
      for (const Slot& slot : buffers_.slots) {
        fills |= slot.filled_by == i && is_for(slot, requirement.group, requirement.conversation);
        in_time |= slot.requirement == &requirement && place(slot, i) == Place::in_time;
      }
      if (in_time && !fills) ++count;
    }
    return count;
  }

  /// What was not kept may not have been owed.
  void excuse(Judged& judged) const {
    const Requirement& requirement = *judged.requirement;
    const Date due = judged.due.day;
    const bool calendar = counts_on(requirement.window.to, Clock::calendar);
    if (ended_early() && !uses(Reading::duties_at_early_end) && judged.due.or_last() >= end_)
      return set(judged, Status::not_required, Cause::lapsed, end_);
    if (calendar && !period_.registered_here)
      return set(judged, Status::not_required, Cause::earlier_period, period_.placing);
    for (const ExemptRow& exempt : course_.exempt)
      if (due.is_set() && exempt.days.contains(due) &&
          std::find(regime_.exemptions.begin(), regime_.exemptions.end(), exempt.reason) !=
              regime_.exemptions.end())
        return set(judged, Status::not_required, Cause::exempt, exempt.days.from);
    for (const Suspension& suspension : law_.suspensions)
      if (due.is_set() && suspension.days.contains(due))
        return set(judged, Status::not_required, Cause::suspended, suspension.days.from);
    if (calendar && due.is_set() && CourseView::any_contains(course_.deregistered, due))
      return set(judged, Status::not_required, Cause::deregistered, due);
    const Date tested = due.is_set() ? due : as_planned_ ? period_.placing : as_of_;
    if (regime_.national_decides_from.is_set() && tested >= regime_.national_decides_from)
      return set(judged, Status::not_required, Cause::national_decides, regime_.national_decides_from);
    if (requirement.declinable && uses(Reading::opt_out_effect) && declined(requirement))
      return set(judged, Status::not_required, Cause::opted_out, {});
    if (calendar && due.is_set())
      for (const DateRange& job : course_.jobs)
        if (job.contains(due)) return set(judged, Status::undecided, Cause::in_job, job.from);
  }

  /// Whether the person's last choice declines the party for the first such conversation.
  [[nodiscard]] bool declined(const Requirement& requirement) const {
    bool declines = false;
    for (const ChoiceRow& choice : course_.choices)
      if (choice.by == Chooser::person && choice.conversation == requirement.conversation &&
          choice.ordinal == 1 && choice.party == *requirement.declinable)
        declines = choice.choice == ChoiceValue::declines;
    return declines;
  }

  void report(const Judged& judged, Assessment& out) const {
    const Requirement& requirement = *judged.requirement;
    Finding finding;
    finding.rule = &requirement.rule;
    finding.requirement = &requirement;
    finding.required = judged.required;
    finding.counted = judged.counted;
    finding.completed_on = judged.completed_on;
    finding.due = judged.due.day;
    finding.due_projected = judged.due.day.is_set() && judged.due.projected;
    finding.not_before = judged.from.day;
    finding.gap = judged.gap;
    finding.meetings_from = static_cast<std::uint32_t>(out.meeting_list.size());
    finding.not_counted_from = static_cast<std::uint32_t>(out.not_counted_list.size());
    for (const Slot& slot : buffers_.slots)
      if (slot.requirement == &requirement && slot.filled_by != unfilled)
        out.meeting_list.push_back(course_.meetings[slot.filled_by].index);
    std::sort(out.meeting_list.begin() + finding.meetings_from, out.meeting_list.end());
    finding.meetings_size = static_cast<std::uint32_t>(out.meeting_list.size()) - finding.meetings_from;
    for (std::size_t i = 0; i < course_.meetings.size(); ++i)
      if (course_.meetings[i].has(requirement.conversation))
        if (const auto why = why_not_counted(requirement, i))
          out.not_counted_list.push_back({course_.meetings[i].index, *why});
    std::sort(out.not_counted_list.begin() + finding.not_counted_from, out.not_counted_list.end(),
              [](const NotCounted& a, const NotCounted& b) { return a.meeting < b.meeting; });
    finding.not_counted_size =
        static_cast<std::uint32_t>(out.not_counted_list.size()) - finding.not_counted_from;
    out.findings.push_back(finding);
  }

  /// Why a meeting of the right kind fills no slot and is not in time either; nothing if it does or is.
  [[nodiscard]] std::optional<NotCountedReason> why_not_counted(const Requirement& requirement,
                                                                std::size_t i) const {
    std::optional<NotCountedReason> why;
    for (const Slot& slot : buffers_.slots) {
      if (slot.requirement != &requirement) continue;
      if (slot.filled_by == i) return std::nullopt;
      switch (place(slot, i)) {
      case Place::in_time:
        return std::nullopt;
      case Place::early:
        why = NotCountedReason::before_window;
        break;
      case Place::late:
        why = NotCountedReason::after_window;
        break;
      case Place::no:
        why = reason_against(requirement, slot.window.to, i);
        break;
      }
    }
    return why;
  }

  // --- prohibitions
  // ------------------------------------------------------------------------------------------------

  /// Adds one finding per offending meeting in the file's order, or one `met`. `offends` says why, and may
  /// name another day than the meeting's for it.
  template <class Offends>
  void judge_prohibition(const Rule& rule, Assessment& out, const Offends& offends) const {
    const std::size_t first = out.findings.size();
    const EndDay last = last_day();
    for (std::size_t i = 0; i < course_.meetings.size(); ++i) {
      const MeetingRow& meeting = course_.meetings[i];
      const MeetingState& state = buffers_.meetings[i];
      if (state.outcome > Outcome::unrecorded || meeting.date < start_) continue;
      const bool after = last.day.is_set() && meeting.date > last.day;
      if (after && (!last.projected || as_planned_)) continue;
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

  void judge_merging(Assessment& out) const {
    const Merging& merging = *regime_.merging;
    std::int32_t merged = 0, perhaps = 0;
    Date unrecorded;
    judge_prohibition(merging.rule, out, [&](std::size_t i, Date& cause_date) {
      const MeetingRow& meeting = course_.meetings[i];
      if (meeting.conversation_count < 2) return Cause::none;
      ++perhaps;
      if (buffers_.meetings[i].outcome != Outcome::unrecorded)
        ++merged;
      else if (!unrecorded.is_set())
        unrecorded = meeting.date;
      if (meeting.conversation_count > merging.most || !pair_allowed(meeting)) return Cause::pair_not_allowed;
      if (!uses(Reading::merging_limit) || perhaps <= merging.most) return Cause::none;
      if (merged > merging.most) return Cause::too_many_merged;
      cause_date = unrecorded;
      return Cause::unrecorded_meeting;
    });
  }

  [[nodiscard]] bool pair_allowed(const MeetingRow& meeting) const {
    if (std::popcount(meeting.conversations) != 2) return false;
    const auto first = static_cast<Conversation>(std::countr_zero(meeting.conversations));
    const auto second = static_cast<Conversation>(std::bit_width(meeting.conversations) - 1);
    return may_merge(regime_, first, second).value_or(false);
  }

  void judge_form(Assessment& out) const {
    judge_prohibition(regime_.form.rule, out, [&](std::size_t i, Date&) {
      switch (buffers_.meetings[i].form) {
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

  // --- the regime itself
  // -------------------------------------------------------------------------------------------

  static void add_undecided(Assessment& out, const Rule& rule, Cause cause, Date day) {
    Finding finding;
    finding.rule = &rule;
    finding.status = Status::undecided;
    finding.cause = cause;
    finding.cause_date = day;
    out.findings.push_back(finding);
  }

  /// Whether a duty that is not done lies after `day`; `missing` counts those done later as done.
  [[nodiscard]] static bool unfinished_after(const Assessment& out, Date day, bool missing) {
    return std::any_of(out.findings.begin(), out.findings.end(), [&](const Finding& finding) {
      // Beyond the variant's days it is not known whether the national rule still decides.
      const bool not_owed =
          finding.status == Status::not_required && finding.cause != Cause::national_decides;
      if (finding.requirement == nullptr || not_owed || finding.due <= day) return false;
      return missing ? finding.status != Status::met && finding.status != Status::late
                     : !finding.completed_on.is_set() || finding.completed_on > day;
    });
  }

  void judge_regime(Assessment& out) {
    const bool beyond = regime_.known_until.is_set() && as_of_ > regime_.known_until &&
                        unfinished_after(out, regime_.known_until, true);
    if (beyond && !applies_.by_name) {
      out.no_law = NoLaw::beyond_known;
      out.no_law_regime = regime_.id;
      out.no_law_date = regime_.known_until;
      return;
    }
    if (beyond && doubt_ == Cause::none) {
      doubt_ = Cause::beyond_known;
      doubt_date_ = regime_.known_until;
    }
    if (doubt_ != Cause::none) add_undecided(out, regime_.applicability, doubt_, doubt_date_);
    if (!beyond && regime_.valid.to.is_set() && unfinished_after(out, regime_.valid.to, false))
      add_undecided(out, regime_.transition, Cause::crossing, regime_.valid.to);
    if (regime_.coverage) add_undecided(out, *regime_.coverage, Cause::not_whole, {});
  }

  void judge_counts(Assessment& out) const {
    for (const ObservedFacts& count : course_.observed) {
      if (count.date < period_.placing ||
          (period_.next_placing.is_set() && count.date >= period_.next_placing))
        continue;
      const Amount computed = clock(count.clock).on(count.date - 1);
      const Amount official = count.hours;
      const Amount hundredth = Hours{1};
      if (official - computed <= hundredth && computed - official <= hundredth) continue;
      add_undecided(out, law_.time.observed, Cause::count_differs, count.date);
      out.findings.back().cause_hours = count.hours;
      out.findings.back().cause_other_hours = computed.truncated();
      out.findings.back().cause_number = static_cast<std::int32_t>(count.clock);
      return;
    }
  }

  void fill_state(CourseState& state) const {
    state = {};
    const Date day = as_planned_ ? kontaktforloeb::last_day : as_of_;
    const CourseClock consumption = clock(Clock::benefit_consumption);
    if (!as_planned_) state.calendar = std::max(0, day - course_.registered);
    state.aggregate_unemployment = clock(Clock::aggregate_unemployment).on(day).truncated();
    state.benefit_consumption = consumption.on(day).truncated();
    if (!regime_.handover) return;

    const EndDay last = last_day();
    if (as_of_ >= start_) {
      const bool ended = last.day.is_set() && !last.projected && as_of_ > last.day;
      state.stage = ended ? Stage::ended : Stage::covered;
      if (ended) state.ended_reason = end_.is_set() ? end_reason_ : EndReason::window_used;
      if (!ended) state.responsible = Party::a_kasse;
    }
    HandoverState handover;
    handover.last_day = last.day;
    handover.projected = last.projected || !last.day.is_set();
    if (last.day.is_set())
      handover.hours =
          (last.projected ? consumption.expected(last.day) : consumption.on(last.day)).truncated();
    const Bound* bound = bound_of(regime_.handover->window);
    const Date tested = last.day.is_set() ? last.day : std::min(day, kontaktforloeb::last_day);
    if (bound != nullptr) handover.threshold = {of(bound->limit, course_.insurance_in(Month{tested}))};
    state.handover = handover;
  }

  void sum_up(Assessment& out) const {
    if (out.no_law != NoLaw::none) {
      out.findings.clear();
      out.meeting_list.clear();
      out.not_counted_list.clear();
      out.verdict = std::nullopt;
      return;
    }
    bool open = false, undecided = false, violated = false;
    for (const Finding& finding : out.findings) {
      violated |= finding.severity() == Severity::error;
      undecided |= finding.status == Status::undecided;
      open |= finding.status == Status::open;
    }
    out.verdict = violated    ? Verdict::violated
                  : undecided ? Verdict::undecided
                  : open      ? Verdict::open
                              : Verdict::fulfilled;
    for (std::uint32_t i = 0; i < out.findings.size(); ++i)
      if (out.findings[i].status == Status::open || out.findings[i].status == Status::planned)
        out.next.push_back(i);
    const auto due = [&](std::uint32_t i) {
      return out.findings[i].due.is_set() ? out.findings[i].due : end_of_time;
    };
    std::sort(out.next.begin(), out.next.end(),
              [&](std::uint32_t a, std::uint32_t b) { return due(a) != due(b) ? due(a) < due(b) : a < b; });
  }

  const CourseView& course_;
  const Period& period_;
  const Applies& applies_;
  const Regime& regime_;
  const Law& law_;
  const Readings& readings_;
  Date as_of_;
  bool as_planned_;
  RunBuffers& buffers_;

  Date start_, meetings_from_;
  Date end_; ///< First day outside by a recorded event, or unset.
  EndReason end_reason_ = EndReason::other;
  EndDay computed_; ///< Last day by the clock.
  EndDay handover_; ///< Last day for duties that end with the hand-over.
  Cause doubt_ = Cause::none;
  Date doubt_date_;
  Date cv_day_; ///< Day of the CV conversation in the scenario at hand, or unset.
  bool numbered_ = false;
  std::uint8_t last_held_number_ = 0;
};

} // namespace kontaktforloeb::detail
