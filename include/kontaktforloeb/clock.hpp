#pragma once
/// @file
/// The three clocks: from facts to an amount on a day, and from an amount to the day. Written once, used by
/// every rule.

#include <kontaktforloeb/course.hpp>
#include <kontaktforloeb/reading.hpp>
#include <kontaktforloeb/rule.hpp>

#include <algorithm>
#include <bit>

namespace kontaktforloeb {

/// A day that a clock led to.
struct ClockDay {
  Date day = {};          ///< The day; unset: it is never reached.
  bool projected = false; ///< Whether it rests on months that are not reported yet.
  friend constexpr bool operator==(const ClockDay&, const ClockDay&) = default;
};

/// One clock of one course.
///
/// Hour clocks count reported hours on the days that carry them, from the placing on, dead periods left out.
/// Beyond the last reported month `reached` goes on with full benefit, the fastest course possible. The
/// calendar counts days.
class CourseClock {
public:
  /// What a clock starts from.
  struct Start {
    Clock clock = Clock::calendar; ///< Which clock.
    Date start = {};      ///< Registration for the calendar; else the placing, unset: all hours count.
    Date registered = {}; ///< Registration: where projecting starts when nothing is reported.
  };

  /// The clock of the course that `course` shows; the view must outlive it.
  constexpr CourseClock(const CourseView& course, const Start& start, const Readings& readings,
                        const TimeLaw& time)
      : course_(&course), time_(&time), clock_(start.clock), start_(start.start),
        at_month_end_(!readings.is_default(Reading::hours_within_month)),
        limited_(clock_ == Clock::benefit_consumption), lapses_(clock_ == Clock::aggregate_unemployment),
        kinds_(clock_ == Clock::benefit_consumption ? time.consumption_kinds : time.aggregate_kinds) {
    if (clock_ == Clock::aggregate_unemployment && !readings.is_default(Reading::other_benefit_in_aggregate))
      kinds_ = static_cast<Kinds>(kinds_ | time.aggregate_kinds_if_counted);
    projected_from_ = Month{start.registered};
    if (!course.benefit.empty()) projected_from_ = std::max(projected_from_, course.benefit.back().month + 1);
    for (const ObservedFacts& count : course.observed)
      if (counts(count)) last_count_ = count.date;
  }

  /// The amount at the end of a day: reported hours only, or days since registration (never negative).
  [[nodiscard]] constexpr Amount on(Date day) const {
    if (clock_ == Clock::calendar) return Days{std::max(0, day - start_)};
    Amount sum;
    Date from = start_;
    for (const ObservedFacts& count : course_->observed) {
      if (!counts(count) || count.date > day) continue;
      sum = count.hours;
      from = count.date;
    }
    return reported(from, day, sum);
  }

  /// `before` and the reported hours of the days from `from` (unset: the first) to `to`, official counts left
  /// aside.
  [[nodiscard]] constexpr Amount reported(Date from, Date to, Amount before = {}) const {
    Amount sum = before;
    Date paid_until = from;
    for (const BenefitRow& row : course_->benefit) {
      if (row.month.first() > to) break;
      if (lapses_ && row.anew && row.first() >= from && row.first() <= to) sum = {};
      if (lapses_ && row.hours.hundredths > 0 &&
          (time_->aggregate_kinds >> static_cast<unsigned>(row.kind) & 1u) != 0)
        paid_until = std::max(paid_until, row.last());
      sum += part(row, countable_days(row.month) & days_within(row.month, {std::max(from, start_), to}));
    }
    return lapses_ && paid_until.is_set() && time_->lapsed(paid_until, to) ? Amount{} : sum;
  }

  /// The amount at the end of a day, months that are not reported yet at full benefit.
  [[nodiscard]] constexpr Amount expected(Date day) const {
    Amount sum = on(day);
    if (clock_ == Clock::calendar) return sum;
    for (Month month = projected_from_; month <= Month{day} && !over(month); month = month + 1)
      sum += part(projected(month),
                  countable_days(month) & days_within(month, {std::max(last_count_, start_), day}));
    return sum;
  }

  /// The first day on which the amount is at least `amount`.
  [[nodiscard]] constexpr ClockDay reached(Amount amount) const {
    return find(amount, amount, Edge::reached, Test::on_the_day);
  }
  /// The first day on which the amount is more than `amount`.
  [[nodiscard]] constexpr ClockDay exceeded(Amount amount) const {
    return find(amount, amount, Edge::exceeded, Test::on_the_day);
  }
  /// The day of a bound. Its limit is that of the insurance status in the month of the day.
  [[nodiscard]] constexpr ClockDay find(const Bound& bound) const {
    if (clock_ == Clock::calendar)
      return find(Days{bound.limit.full_time}, Days{bound.limit.part_time}, bound.edge, bound.test);
    return find(Hours{bound.limit.full_time}, Hours{bound.limit.part_time}, bound.edge, bound.test);
  }

private:
  /// Whether an official count speaks of this clock and this period.
  [[nodiscard]] constexpr bool counts(const ObservedFacts& count) const {
    return count.clock == clock_ && count.date >= start_;
  }
  /// Days of a month that can carry hours on this clock: from the start on, outside dead periods.
  [[nodiscard]] constexpr DayMask countable_days(Month month) const {
    const Date first = month.first();
    DayMask days = ~DayMask{0};
    if (start_ > first) days = days_within(month, {start_, {}});
    for (const DeadPeriod& dead : time_->dead_periods)
      if (dead.days.from <= first + 30 && dead.days.to >= first) days &= ~days_within(month, dead.days);
    return days;
  }
  /// What a row gives on some of its days.
  [[nodiscard]] constexpr Amount part(const BenefitRow& row, DayMask within) const {
    if ((kinds_ >> static_cast<unsigned>(row.kind) & 1u) == 0) return {};
    const DayMask days = at_month_end_ ? detail::last_day_of(row.month) : row.days;
    const int n = std::popcount(days);
    const Amount share = Amount::share(row.hours, n);
    if (!limited_ || row.kind != time_->limited_kind) return share * std::popcount(days & within);
    const Amount most = Hours{of(time_->limited_hours, course_->insurance_in(row.month))};
    Amount run = row.run_before, sum;
    for (DayMask rest = days; rest != 0; rest &= rest - 1) {
      const Amount next = run + share;
      if ((rest & (~rest + 1) & within) != 0) sum += std::min(next, most) - std::min(run, most);
      run = next;
    }
    return sum;
  }
  /// Full benefit of a month that is not reported yet, as a row.
  [[nodiscard]] constexpr BenefitRow projected(Month month) const {
    BenefitRow row;
    row.month = month;
    row.days = detail::eligible_days(*course_, month);
    const Insurance status = course_->insurance_in(month);
    row.hours = {of(time_->month, status)};
    if (row.days != weekdays_of(month))
      row.hours.hundredths = std::min(row.hours.hundredths, of(time_->day, status) * std::popcount(row.days));
    if (row.days == 0) row.days = detail::last_day_of(month);
    return row;
  }
  /// Whether no hours can come any more from this month on, and neither the limit nor an official count
  /// changes.
  [[nodiscard]] constexpr bool over(Month month) const {
    if (month > Month{last_day}) return true;
    if (last_count_ >= month.first() || course_->insurance.back().from > month.first()) return false;
    const auto open_since = [&](const DateRange& range) {
      return !range.to.is_set() && range.from <= month.first();
    };
    return std::any_of(course_->jobs.begin(), course_->jobs.end(), open_since) ||
           std::any_of(course_->deregistered.begin(), course_->deregistered.end(), open_since);
  }

  static constexpr bool holds(Edge edge, Amount sum, Amount limit) {
    return edge == Edge::exceeded ? sum > limit : sum >= limit;
  }

  [[nodiscard]] constexpr ClockDay find(Amount full_time, Amount part_time, Edge edge, Test test) const {
    ClockDay found = clock_ == Clock::calendar ? find_day(full_time, edge, test)
                                               : find_hour(full_time, part_time, edge, test);
    if (edge == Edge::before && found.day.is_set()) found.day = found.day - 1;
    return found;
  }

  [[nodiscard]] constexpr ClockDay find_day(Amount limit, Edge edge, Test test) const {
    const int days = limit.truncated().hundredths / 100;
    constexpr Date last{2199, 12, 31}; // of the calendar that days are reckoned in
    const Date day = start_ + (edge == Edge::exceeded ? days + 1 : days);
    if (day > last) return {};
    return {test == Test::end_of_month ? Month{day}.last() : day, false};
  }

  [[nodiscard]] constexpr ClockDay find_hour(Amount full_time, Amount part_time, Edge edge, Test test) const {
    const auto rows = course_->benefit;
    std::size_t next = 0;
    Month month = projected_from_;
    if (start_.is_set())
      month = std::min(month, Month{start_});
    else if (!rows.empty())
      month = std::min(month, rows.front().month);
    if (start_.is_set() && month < Month{start_}) month = Month{start_};
    while (next < rows.size() && rows[next].month < month) ++next;

    Amount sum, known; // known: the part of the sum that is reported
    for (;; month = month + 1) {
      const bool is_projected = month >= projected_from_;
      const Amount limit = course_->insurance_in(month) == Insurance::full_time ? full_time : part_time;
      const bool counted = has_count(month);
      // A change of status can lower the limit below what is used already. An official count of the 1st comes
      // first.
      if (!counted && test == Test::on_the_day && holds(edge, sum, limit))
        return {std::max(month.first(), start_), !holds(edge, known, limit)};
      if (is_projected && over(month))
        return holds(edge, sum, limit) ? ClockDay{month.last(), !holds(edge, known, limit)} : ClockDay{};

      const DayMask days = countable_days(month);
      BenefitRow projection;
      std::span<const BenefitRow> month_rows;
      DayMask within = days;
      if (is_projected) {
        projection = projected(month);
        month_rows = {&projection, 1};
        if (last_count_ > month.first()) within &= days_within(month, {last_count_, {}});
      } else {
        const std::size_t first = next;
        while (next < rows.size() && rows[next].month == month) ++next;
        month_rows = rows.subspan(first, next - first);
      }
      Amount total;
      for (const BenefitRow& row : month_rows) {
        if (lapses_ && row.anew && row.first() >= last_count_) sum = known = {};
        total += part(row, within);
      }
      if (!counted && (test == Test::end_of_month || !holds(edge, sum + total, limit))) {
        sum += total;
        if (!is_projected) known = sum;
        if (test == Test::end_of_month && holds(edge, sum, limit))
          return {month.last(), !holds(edge, known, limit)};
        continue;
      }
      // The limit falls in this month, or an official count stands in it: go day by day.
      const Date first = month.first(), last = month.last();
      for (Date day = std::max(first, start_); day <= last; day = day + 1) {
        for (const ObservedFacts& count : course_->observed)
          if (counts(count) && count.date == day) sum = known = count.hours;
        if (test == Test::on_the_day && holds(edge, sum, limit)) return {day, !holds(edge, known, limit)};
        const DayMask today = within & (DayMask{1} << (day - first));
        for (const BenefitRow& row : month_rows) sum += part(row, today);
        if (!is_projected) known = sum;
        if (test == Test::on_the_day && holds(edge, sum, limit)) return {day, !holds(edge, known, limit)};
      }
      if (holds(edge, sum, limit)) return {last, !holds(edge, known, limit)};
    }
  }

  [[nodiscard]] constexpr bool has_count(Month month) const {
    return std::any_of(course_->observed.begin(), course_->observed.end(), [&](const ObservedFacts& count) {
      return counts(count) && Month{count.date} == month;
    });
  }

  const CourseView* course_;
  const TimeLaw* time_;
  Clock clock_;
  Date start_;
  bool at_month_end_;
  bool limited_;
  bool lapses_; ///< Whether earlier hours drop out after years without benefit.
  Kinds kinds_;
  Month projected_from_;
  Date last_count_ = {};
};

} // namespace kontaktforloeb
