#pragma once
/// @file
/// Days in time: what a run is given, where the course starts and ends, and windows as days.

#include <algorithm>
#include <kontaktforloeb/clock.hpp>
#include <kontaktforloeb/course.hpp>
#include <kontaktforloeb/finding.hpp>
#include <kontaktforloeb/period.hpp>
#include <kontaktforloeb/programme.hpp>
#include <optional>
#include <utility>

namespace kontaktforloeb::detail {

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
  /// Whether unemployment of an earlier benefit period counts.
  [[nodiscard]] bool carried_over() const {
    return uses(Reading::carry_over_previous_period) &&
           (readings_of(regime) >> static_cast<unsigned>(Reading::carry_over_previous_period) & 1u) != 0;
  }
  /// The first day of the months that are not reported.
  [[nodiscard]] Date first_unreported() const {
    Month month{period.registered};
    if (!course.benefit.empty()) month = std::max(month, course.benefit.back().month + 1);
    return month.first();
  }
};

/// Where a course starts and ends, and with it the windows as days.
class Extent {
public:
  explicit Extent(const Given& given) : given_(given), course_(given.course) {
    find_start();
    find_end();
    find_handover();
  }

  Date start;         ///< First day of the course.
  Date meetings_from; ///< First day on which meetings count.
  Date end;           ///< First day outside by a recorded event, or unset.
  EndReason end_reason = EndReason::other;
  EndDay last_by_clock;  ///< Last day by the clock.
  EndDay last_of_duties; ///< Last day for duties that end with the hand-over.
  Cause doubt = Cause::none;
  Date doubt_date;

  /// Whether a recorded end cuts the course off before its window is used.
  [[nodiscard]] bool ended_early() const { return end.is_set() && end_reason != EndReason::window_used; }

  /// The last day of the course as far as known: recorded, else computed; unset for none.
  [[nodiscard]] EndDay last_day() const {
    if (!given_.regime.handover) return {};
    return end.is_set() ? EndDay{false, end - 1, false} : last_by_clock;
  }

  /// A window's end as a day; `anchor` is the registration that calendar bounds count from, unset: the
  /// period's.
  [[nodiscard]] EndDay end_day(const WindowEnd& side, Date anchor) const {
    if (const Bound* bound = given_.bound_of(side)) {
      const Date from = bound->clock == Clock::calendar ? anchor
                        : given_.carried_over()         ? Date{}
                                                        : given_.period.placing;
      const CourseClock counter{
          course_, {bound->clock, from, given_.period.registered}, given_.readings, given_.law.time};
      const ClockDay found = counter.find(*bound);
      return {false, found.day, found.projected};
    }
    return side.kind == EndKind::handover ? last_of_duties : EndDay{};
  }

  /// The national window beside a variant's own, where the variant only permits; else nothing.
  [[nodiscard]] std::optional<DayWindow> permitted(const Requirement& requirement) const {
    if (requirement.replaces.empty() || !given_.uses(Reading::variant_effect)) return std::nullopt;
    const Requirement* national = given_.law.find_requirement(requirement.replaces);
    if (national == nullptr) return std::nullopt;
    return DayWindow{end_day(national->window.from, given_.period.registered),
                     end_day(national->window.to, given_.period.registered)};
  }

private:
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
    if (!course_.a_kasse.empty() &&
        admitted(handover, course_.a_kasse, course_.municipality_on(start)) == false)
      doubtful(Cause::not_admitted, start);
    for (const EventRow& event : course_.events) {
      if (event.date < meetings_from || !given_.period.belongs(course_, event.date)) continue;
      if (event.type == EventType::visited && end.is_set() && event.date >= end)
        doubtful(Cause::visited_again, event.date);
      for (const EndRule& rule : handover.ends) {
        if (rule.event != event.type) continue;
        if (rule.only_if_not_admitted) {
          const std::optional<bool> there = admitted(handover, course_.a_kasse, event.municipality);
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
    if (end.is_set() && end_reason == EndReason::window_used) last_of_duties = {false, end - 1, false};
  }

  const Given& given_;
  const CourseView& course_;
};

} // namespace kontaktforloeb::detail
