#pragma once
/// @file
/// Days in time: what a run is given, where the course starts and ends, and windows as days.

#include <algorithm>
#include <array>
#include <cstddef>
#include <kontaktforloeb/clock.hpp>
#include <kontaktforloeb/course.hpp>
#include <kontaktforloeb/finding.hpp>
#include <kontaktforloeb/period.hpp>
#include <kontaktforloeb/programme.hpp>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace kontaktforloeb::detail {

/// One end of a window as a day.
struct EndDay {
  Date day = {};          ///< The day; unset although not open: never reached.
  bool open = true;       ///< No end on this side.
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

/// The days between two windows that lie apart; unset for windows that touch.
[[nodiscard]] inline DateRange days_between(const DayWindow& one, const DayWindow& other) {
  for (const auto& [earlier, later] : {std::pair{one, other}, std::pair{other, one}}) {
    if (!earlier.to.day.is_set() || later.from.open) continue;
    if (later.from.never()) return {earlier.to.day + 1, {}};
    if (later.from.day > earlier.to.day + 1) return {earlier.to.day + 1, later.from.day - 1};
  }
  return {};
}

/// What a run is given: the facts, the law, and how both are read.
struct Given {
  const CourseView& course;
  const Period& period;
  const Applies& applies;
  const Regime& regime;
  const Law& law;
  const Readings& readings;
  Date as_of;
  bool as_planned;
  std::span<const Admission> admissions = {}; ///< The caller's own lists.
  bool recorded_only = false; ///< Whether meetings of which something is not known just do not count.

  [[nodiscard]] bool uses(Reading reading) const { return !readings.is_default(reading); }

  /// A clock from the start of the benefit period, the calendar from registration.
  [[nodiscard]] CourseClock clock(Clock which) const {
    const Date from = which == Clock::calendar ? period.registered : period.placing;
    return {course, {which, from, period.registered}, readings, law.time};
  }

  /// The point on a clock that gives a window's end under the readings in use, or null.
  [[nodiscard]] const Bound* bound_of(const WindowEnd& end) const {
    for (const BoundUnder& under : end.under)
      if (readings[under.when.reading] == under.when.value) return &under.bound;
    return end.kind == EndKind::bound ? &end.bound : nullptr;
  }
  /// Whether a window's end lies on this clock.
  [[nodiscard]] bool counts_on(const WindowEnd& end, Clock which) const {
    const Bound* bound = bound_of(end);
    return bound != nullptr && bound->clock == which;
  }
  /// Whether unemployment of an earlier benefit period counts for a rule.
  [[nodiscard]] bool carried_over(const Rule& rule) const {
    return uses(Reading::carry_over_previous_period) && names(rule, Reading::carry_over_previous_period);
  }
  /// The first day of the months that are not reported.
  [[nodiscard]] Date first_unreported() const {
    Month month{period.registered};
    if (!course.benefit.empty()) month = std::max(month, course.benefit.back().month + 1);
    return month.first();
  }
};

/// What the hour clocks of a run walked through; kept from run to run while they count the same.
using Walks = std::array<CourseClock::Walk, words<Clock>.size()>;

/// Where a course starts and ends, and with it the windows as days.
class Extent {
public:
  Extent(const Given& given, Walks& walks)
      : given_(given), course_(given.course), walks_(walks),
        aggregate_(given.clock(Clock::aggregate_unemployment)),
        consumption_(given.clock(Clock::benefit_consumption)) {
    find_start();
    find_end();
    find_handover();
    find_following();
  }

  Date start;         ///< First day of the course.
  Date meetings_from; ///< First day on which meetings count.
  Date end;           ///< First day outside by a recorded event, or unset.
  EndReason end_reason = EndReason::other;
  EndDay last_by_clock;  ///< Last day by the clock.
  EndDay last_of_duties; ///< Last day for duties that end with the hand-over.
  Cause doubt = Cause::none;
  Date doubt_date;
  Date track_from;     ///< From here the jobcenter has the whole course, or unset.
  Date following_from; ///< From here the national regime after a trial holds, or unset.

  /// The last day of a course that ends there; a national course goes on with the jobcenter.
  [[nodiscard]] EndDay last_of_course() const {
    return given_.regime.entry == Entry::visited ? last_day() : EndDay{};
  }

  /// Whether a recorded end cuts the course off before its window is used.
  [[nodiscard]] bool ended_early() const { return end.is_set() && end_reason != EndReason::window_used; }

  /// The last day of the course as far as known: recorded, else computed; unset for none.
  [[nodiscard]] EndDay last_day() const {
    if (!given_.regime.handover) return {};
    return end.is_set() ? EndDay{end - 1, false, false} : last_by_clock;
  }

  /// A window's end as a day; `anchor` is the registration that calendar bounds count from, `carried` whether
  /// hours of an earlier benefit period count.
  [[nodiscard]] EndDay end_day(const WindowEnd& side, Date anchor, bool carried = false) const {
    if (const Bound* bound = given_.bound_of(side)) return end_day(*bound, anchor, carried);
    if (side.kind == EndKind::handover) return last_of_duties;
    if (side.kind != EndKind::after_handover) return {};
    EndDay first = last_of_duties;
    if (first.day.is_set()) first.day = first.day + 1;
    return first;
  }
  /// A point on a clock as a day.
  [[nodiscard]] EndDay end_day(const Bound& bound, Date anchor, bool carried = false) const {
    // The calendar walks through nothing; its place is for hours of an earlier period.
    if (carried || bound.clock == Clock::calendar) {
      const Date from = bound.clock == Clock::calendar ? anchor : Date{};
      const CourseClock counter{
          course_, {bound.clock, from, given_.period.registered}, given_.readings, given_.law.time};
      const ClockDay found = counter.find(bound, walks_[static_cast<std::size_t>(Clock::calendar)]);
      return {found.day, false, found.projected};
    }
    const ClockDay found = clock(bound.clock).find(bound, walk(bound.clock));
    return {found.day, false, found.projected};
  }

  /// The amount on one of the two hour clocks at the end of a day.
  [[nodiscard]] Amount on(Clock which, Date day) const { return clock(which).on(day, walk(which)); }
  /// The same, months that are not reported yet at full benefit.
  [[nodiscard]] Amount expected(Clock which, Date day) const {
    return clock(which).expected(day, walk(which));
  }

  /// The national window beside a variant's own, where the variant only permits; else nothing.
  [[nodiscard]] std::optional<DayWindow> permitted(const Requirement& requirement) const {
    if (requirement.replaces.empty() || !given_.uses(Reading::variant_effect)) return std::nullopt;
    const Regime* base = given_.applies.base_regime;
    const auto stands_in = [&](std::string_view id) -> const Requirement* {
      if (base == nullptr) return given_.law.find_requirement(id);
      for (const Requirement& national : base->requirements)
        if (national.rule.id == id) return &national;
      return nullptr;
    };
    const Requirement* national = stands_in(requirement.replaces);
    if (national == nullptr) national = stands_in(requirement.beside);
    if (national == nullptr) return std::nullopt;
    const bool carried = given_.carried_over(requirement.rule);
    return DayWindow{end_day(national->window.from, given_.period.registered, carried),
                     end_day(national->window.to, given_.period.registered, carried)};
  }

private:
  /// One of the two hour clocks of the benefit period.
  [[nodiscard]] const CourseClock& clock(Clock which) const {
    return which == Clock::benefit_consumption ? consumption_ : aggregate_;
  }
  [[nodiscard]] CourseClock::Walk& walk(Clock which) const { return walks_[static_cast<std::size_t>(which)]; }

  void find_start() {
    if (given_.regime.entry == Entry::visited) {
      const Date visit = first_visit(course_, given_.period);
      const Date entry = visit.is_set() ? visit : given_.period.registered;
      start = std::max(entry, given_.period.registered);
      meetings_from = std::min(entry, given_.period.registered);
    } else {
      meetings_from = start = std::min(given_.period.placing, given_.period.registered);
    }
  }

  void find_end() {
    doubt = given_.applies.doubt;
    doubt_date = given_.applies.doubt_date;
    if (!given_.regime.handover) return;
    const Handover& handover = *given_.regime.handover;
    const auto doubtful = [&](Cause cause, Date day) {
      if (doubt != Cause::none) return;
      doubt = cause;
      doubt_date = day;
    };
    if (!handover.admissions.empty() && !course_.a_kasse.empty() &&
        admitted(handover, course_.a_kasse, course_.municipality_on(start), start, given_.admissions) ==
            false)
      doubtful(Cause::not_admitted, start);
    for (const EventRow& event : course_.events) {
      if (event.date < meetings_from || !given_.period.belongs(course_, event.date)) continue;
      if (event.type == EventType::visited && end.is_set() && event.date >= end)
        doubtful(Cause::visited_again, event.date);
      if (event.type == EventType::jobcenter_track && !track_from.is_set()) {
        if (given_.regime.track_unknown)
          doubtful(Cause::track_unknown, event.date);
        else if (has_track())
          track_from = event.date;
      }
      for (const EndRule& rule : handover.ends) {
        if (rule.event != event.type) continue;
        if (rule.only_if_not_admitted) {
          const std::optional<bool> there =
              admitted(handover, course_.a_kasse, event.municipality, event.date, given_.admissions);
          if (!there) doubtful(Cause::admission_unknown, event.date);
          if (there.value_or(true)) continue;
        }
        if (!end.is_set() || (event.date == end && rule.reason < end_reason)) {
          end = event.date;
          end_reason = rule.reason;
        }
      }
    }
  }

  void find_handover() {
    if (!given_.regime.handover) return;
    last_by_clock = end_day(given_.regime.handover->window, {});
    last_of_duties = last_by_clock;
    if (end.is_set() && end_reason == EndReason::window_used) last_of_duties = {end - 1, false, false};
  }

  /// Projection never ends a stage, and a plan is judged by the regime that it is a plan of.
  void find_following() {
    const EndDay last = last_day();
    if (given_.applies.following != nullptr && last.day.is_set() && !last.projected && !given_.as_planned &&
        given_.as_of > last.day)
      following_from = last.day + 1;
  }

  /// Whether the regime knows a track with the jobcenter alone.
  [[nodiscard]] bool has_track() const {
    return std::any_of(
        given_.regime.requirements.begin(), given_.regime.requirements.end(),
        [](const Requirement& requirement) { return requirement.condition == Condition::jobcenter_track; });
  }

  const Given& given_;
  const CourseView& course_;
  Walks& walks_;
  CourseClock aggregate_, consumption_;
};

/// A rule that the course is judged by.
struct Duty {
  const Requirement* requirement = nullptr;
  const Regime* regime = nullptr;  ///< Where it comes from.
  Group group = Group::jobsamtale; ///< Which slots compete for one conversation.
  std::uint8_t accepts = 0;        ///< Kinds of conversation that fill it, bits `1 << Conversation`.
  bool following = false;          ///< Whether it belongs to the national regime after a trial.
  bool first = false; ///< Whether it is the first of several, for which no group conversation stands.
};

/// The bit of a kind of conversation.
constexpr std::uint8_t bit(Conversation conversation) {
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(conversation));
}

/// Lists the rules that a course is judged by, in the order in which they are reported.
///
/// A variant's rule stands in the place of the national one that it replaces, or beside the national rules
/// where it replaces none of them. After a trial come the national rules that still ask for something.
inline void list_duties(const Given& given, const Extent& extent, std::vector<Duty>& duties) {
  duties.clear();
  const auto add = [&](const Requirement& requirement, const Regime& regime, Group group, bool following) {
    std::uint8_t accepts = bit(requirement.conversation);
    if (requirement.or_else && !given.uses(Reading::joint_counts_towards_jobsamtaler))
      accepts = static_cast<std::uint8_t>(accepts | bit(*requirement.or_else));
    bool first = false;
    if (given.regime.groups && given.regime.groups->stands_for == requirement.conversation) {
      accepts = static_cast<std::uint8_t>(accepts | bit(Conversation::gruppesamtale));
      // Where only the jobcenter's conversations are numbered, no group conversation is the first of several.
      first = requirement.count == 1 && requirement.ordinal == 1 &&
              !given.uses(Reading::jobcenter_conversation_number);
    }
    duties.push_back({&requirement, &regime, group, accepts, following, first});
  };
  if (const Regime* base = given.applies.base_regime) {
    std::size_t placed = 0;
    for (const Requirement& requirement : base->requirements) {
      const Requirement* variant = nullptr;
      for (const Requirement& candidate : given.regime.requirements)
        if (candidate.replaces == requirement.rule.id) variant = &candidate;
      if (variant != nullptr) ++placed;
      add(variant != nullptr ? *variant : requirement, variant != nullptr ? given.regime : *base,
          requirement.group, false);
    }
    if (placed == 0)
      for (const Requirement& requirement : given.regime.requirements)
        add(requirement, given.regime, Group::beside, false);
  } else {
    for (const Requirement& requirement : given.regime.requirements)
      add(requirement, given.regime, requirement.group, false);
  }
  if (extent.following_from.is_set())
    for (const Requirement& requirement : given.applies.following->requirements)
      if (requirement.after_trial != AfterTrial::nothing)
        add(requirement, *given.applies.following, requirement.group, true);
}

} // namespace kontaktforloeb::detail
