#pragma once
/// @file
/// The clocks of a course for callers: `clock(course, Clock::benefit_consumption)`.

#include <kontaktforloeb/clock.hpp>
#include <kontaktforloeb/period.hpp>

namespace kontaktforloeb {

/// What a public clock of a course starts from.
struct ClockOptions {
  Readings readings = {};        ///< Readings on top of none; see `Course::readings`.
  Date as_of = {};               ///< Day whose benefit period is meant; unset: the last one.
  const Law* law = &current_law; ///< The law.
};

/// One clock of a course that owns its view of the facts; valid as long as the course is neither changed nor
/// moved.
class ClockOfCourse {
public:
  /// See `clock`.
  ClockOfCourse(const Course& course, Clock which, const ClockOptions& options)
      : view_(course.view()), period_(view_, options.as_of.is_set() ? options.as_of : detail::end_of_time),
        readings_(options.readings), law_(options.law), which_(which) {}

  /// The amount at the end of a day: reported hours, or days since registration.
  [[nodiscard]] Amount on(Date day) const { return counter().on(day); }
  /// The amount at the end of a day, months that are not reported yet at full benefit.
  [[nodiscard]] Amount expected(Date day) const { return counter().expected(day); }
  /// The first day on which the amount is at least `amount`.
  [[nodiscard]] ClockDay reached(Amount amount) const { return counter().reached(amount); }
  /// The first day on which the amount is more than `amount`.
  [[nodiscard]] ClockDay exceeded(Amount amount) const { return counter().exceeded(amount); }
  /// The day of a bound.
  [[nodiscard]] ClockDay find(const Bound& bound) const { return counter().find(bound); }

private:
  [[nodiscard]] CourseClock counter() const {
    return {view_,
            {which_, which_ == Clock::calendar ? period_.registered : period_.placing, period_.registered},
            readings_,
            law_->time};
  }
  CourseView view_;
  detail::Period period_;
  Readings readings_;
  const Law* law_;
  Clock which_;
};

/// One clock of a course: `clock(course, Clock::benefit_consumption).on(day)`, `.reached(Hours{41000})`.
inline ClockOfCourse clock(const Course& course, Clock which, const ClockOptions& options = {}) {
  return {course, which, options};
}

} // namespace kontaktforloeb
