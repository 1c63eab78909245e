#pragma once
/// @file
/// The three clocks: from facts to an amount on a day, and from an amount to the day. Written once, used by
/// every rule.

#include <kontaktforloeb/course.hpp>
#include <kontaktforloeb/reading.hpp>
#include <kontaktforloeb/rule.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

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
    if (clock_ == Clock::calendar) return;
    projected_from_ = Month{start.registered};
    if (!course.benefit.empty()) projected_from_ = std::max(projected_from_, course.benefit.back().month + 1);
    for (const ObservedFacts& count : course.observed)
      if (counts(count)) last_count_ = count.date;
    find_settled();
  }

  /// Whether a reading changes what an hour clock counts, or on which days.
  [[nodiscard]] static constexpr bool hangs_on(Reading reading) {
    return reading == Reading::hours_within_month || reading == Reading::other_benefit_in_aggregate;
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
    Lapse lapse{from, false};
    for (const BenefitRow& row : course_->benefit) {
      if (row.month.first() > to) break;
      if (row.first() >= from && row.first() <= to && lapses_at(row, lapse)) sum = {};
      sum += part(row, countable_days(row.month) & days_within(row.month, {std::max(from, start_), to}));
    }
    return lapses_ && !lapse.dropped && has_lapsed(lapse.paid_until, to) ? Amount{} : sum;
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
  /// Since when no benefit of aggregate unemployment was paid, and whether earlier hours have dropped out for
  /// it.
  struct Lapse {
    Date paid_until = {};
    bool dropped = false;
  };
  /// Whether so many years have passed; asked of the calendar only when they may have.
  [[nodiscard]] constexpr bool has_lapsed(Date paid_until, Date day) const {
    return paid_until.is_set() && day - paid_until > 365 * time_->aggregate_lapses_after_years &&
           time_->lapsed(paid_until, day);
  }
  /// Whether earlier hours drop out before a row; takes up what the row pays.
  [[nodiscard]] constexpr bool lapses_at(const BenefitRow& row, Lapse& lapse) const {
    if (!lapses_ || row.hours.hundredths <= 0) return false;
    const bool drops = !lapse.dropped && has_lapsed(lapse.paid_until, row.first());
    lapse.dropped = lapse.dropped || drops;
    if ((time_->aggregate_kinds >> static_cast<unsigned>(row.kind) & 1u) != 0) {
      lapse.paid_until = std::max(lapse.paid_until, row.last());
      lapse.dropped = false;
    }
    return drops;
  }

  /// Whether an official count speaks of this clock and this period.
  [[nodiscard]] constexpr bool counts(const ObservedFacts& count) const {
    return count.clock == clock_ && count.date >= start_;
  }
  /// Days of a month that can carry hours on this clock: from the start on, outside dead periods.
  [[nodiscard]] constexpr DayMask countable_days(Month month) const {
    const Date first = month.first();
    DayMask days = ~DayMask{0};
    if (start_ > first) days = days_within(month, {start_, {}});
    if (time_->dead_periods.empty() || first > time_->dead_periods.back().days.to) return days;
    for (const DeadPeriod& dead : time_->dead_periods) {
      if (dead.days.to < first) continue;
      if (dead.days.from > first + 30) break;
      days =
          dead.days.from <= first && dead.days.to >= first + 30 ? 0 : days & ~days_within(month, dead.days);
    }
    return days;
  }
  /// Whether only the first hours of a row's unbroken run count.
  [[nodiscard]] constexpr bool uses_up(const BenefitRow& row) const {
    return limited_ && row.kind == time_->limited_kind;
  }
  /// What a row gives on some of its days.
  [[nodiscard]] constexpr Amount part(const BenefitRow& row, DayMask within) const {
    if ((kinds_ >> static_cast<unsigned>(row.kind) & 1u) == 0) return {};
    const DayMask days = at_month_end_ ? detail::last_day_of(row.month) : row.days;
    if (uses_up(row)) return part_of_run(row, days, within);
    if ((days & within) == 0) return {};
    if ((days & ~within) == 0) return row.hours;
    return Amount::share(row.hours, count_days(days)) * count_days(days & within);
  }
  /// What a row gives of whose unbroken run only the first hours count.
  [[nodiscard]] constexpr Amount part_of_run(const BenefitRow& row, DayMask days, DayMask within) const {
    const Amount share = Amount::share(row.hours, count_days(days));
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
      row.hours.hundredths = std::min(row.hours.hundredths, of(time_->day, status) * count_days(row.days));
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

  /// The last day on which anything recorded can make a projected month less than a full one.
  constexpr void find_settled() {
    settled_after_ =
        std::max({start_ - 1, course_->registered - 1, last_count_, course_->insurance.back().from});
    for (const auto& ranges : {course_->jobs, course_->deregistered})
      for (const DateRange& range : ranges)
        settled_after_ = std::max(settled_after_, range.to.is_set() ? range.to : last_day);
  }
  /// Whether a month, and every one after it, is projected as a full one, dead periods aside.
  [[nodiscard]] constexpr bool settled(Month month) const {
    return month >= projected_from_ && month.first() > settled_after_ &&
           !(limited_ && time_->limited_kind == BenefitRow{}.kind);
  }

  static constexpr bool holds(Edge edge, Amount sum, Amount limit) {
    return edge == Edge::exceeded ? sum > limit : sum >= limit;
  }

  [[nodiscard]] constexpr ClockDay find(Amount full_time, Amount part_time, Edge edge, Test test) const {
    std::optional<Step> current;
    Passed passed;
    ClockDay found =
        clock_ == Clock::calendar
            ? find_day(full_time, edge, test)
            : find_hour(full_time, part_time, edge, test, passed, [&](std::size_t) -> const Step& {
                Step next{current ? current->next() : first_month()};
                if (current)
                  step_after(*current, next);
                else
                  first_step(next);
                current = next;
                return *current;
              });
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

  /// One month of the way that hours take, whatever the limit, or a run of full months.
  struct Step {
    Month month;
    Amount at_start, known_at_start; ///< Before the month; known: the part of it that is reported.
    Amount from, known_from;         ///< The same, earlier hours dropped out if they do in this month.
    Amount total;                    ///< What the month gives; each month of a run.
    Amount after;                    ///< After the month, or the run; official counts in it left aside.
    BenefitRow projection = {};      ///< Its full benefit, if it is projected.
    Lapse lapse = {};
    std::uint32_t first_row = 0, rows = 0;
    DayMask within = 0;
    bool is_projected = false;
    bool counted = false;    ///< Whether an official count stands in it.
    bool is_last = false;    ///< No hours can come from it on.
    bool is_settled = false; ///< Whether all months after it are full ones, dead periods aside.
    std::int32_t run = 0;    ///< Full or dead months from this one on; 0: one month, looked at by itself.

    /// A month of which nothing is known yet.
    constexpr explicit Step(Month of) : month(of) {}
    /// The month after this one or after its run.
    [[nodiscard]] constexpr Month next() const { return month + std::max(run, 1); }
  };

  /// Steps after which a limit is not reached yet: a higher one is not reached there either, where one status
  /// holds throughout and no official count stands between.
  struct Passed {
    Amount limit;
    std::size_t steps = 0;
  };

public:
  /// The months that a clock has walked through and the days that it has found; kept by a caller who asks the
  /// same clock several times.
  class Walk {
    friend class CourseClock;
    std::vector<Step> steps_;
    std::vector<std::pair<Bound, ClockDay>> found_;
    Passed passed_;

  public:
    /// Forgets them: for another clock, other facts or other readings.
    void clear() {
      steps_.clear();
      found_.clear();
      passed_ = {};
    }
  };

  /// The day of a bound; `walk` holds what this clock walked through before.
  [[nodiscard]] constexpr ClockDay find(const Bound& bound, Walk& walk) const {
    if (clock_ == Clock::calendar) return find(bound);
    for (const auto& [before, day] : walk.found_)
      if (before == bound) return day;
    ClockDay found =
        find_hour(Hours{bound.limit.full_time}, Hours{bound.limit.part_time}, bound.edge, bound.test,
                  walk.passed_, [&](std::size_t i) -> const Step& { return step_at(i, walk); });
    if (bound.edge == Edge::before && found.day.is_set()) found.day = found.day - 1;
    walk.found_.emplace_back(bound, found);
    return found;
  }

  /// The same as `on(day)`; `walk` holds what this clock walked through before.
  [[nodiscard]] constexpr Amount on(Date day, Walk& walk) const {
    if (!can_use(walk, day)) return on(day);
    const Month month{day};
    for (std::size_t i = 0;; ++i) {
      const Step& step = step_at(i, walk);
      if (step.is_projected || step.month > month) return step.known_at_start;
      if (step.month == month) return within_month(step, day);
    }
  }
  /// The same as `expected(day)`; `walk` holds what this clock walked through before.
  [[nodiscard]] constexpr Amount expected(Date day, Walk& walk) const {
    if (!can_use(walk, day)) return expected(day);
    const Month month{day};
    for (std::size_t i = 0;; ++i) {
      const Step& step = step_at(i, walk);
      if (step.is_last || step.month > month) return step.at_start;
      if (step.run == 0 && step.month == month) return within_month(step, day);
      if (step.run != 0 && step.next() > month)
        return step.from + step.total * (month - step.month) +
               part(projected(month), countable_days(month) & days_within(month, {{}, day}));
    }
  }

private:
  /// Whether the months of a walk say what the amount on a day is.
  [[nodiscard]] constexpr bool can_use(const Walk& walk, Date day) const {
    const bool may_lapse =
        lapses_ && (!start_.is_set() || day - start_ > 365 * time_->aggregate_lapses_after_years);
    return !walk.steps_.empty() && !may_lapse && course_->observed.empty();
  }
  /// The amount on a day of a month.
  [[nodiscard]] constexpr Amount within_month(const Step& step, Date day) const {
    Amount sum = step.from;
    for (const BenefitRow& row : rows_of(step))
      sum += part(row, step.within & days_within(step.month, {{}, day}));
    return sum;
  }

  /// The i-th month of a walk.
  [[nodiscard]] constexpr const Step& step_at(std::size_t i, Walk& walk) const {
    while (walk.steps_.size() <= i) {
      if (walk.steps_.empty()) {
        first_step(walk.steps_.emplace_back(first_month()));
      } else {
        Step& step = walk.steps_.emplace_back(walk.steps_.back().next());
        step_after(walk.steps_[walk.steps_.size() - 2], step);
      }
    }
    return walk.steps_[i];
  }
  /// The rows of a month.
  [[nodiscard]] constexpr std::span<const BenefitRow> rows_of(const Step& step) const {
    return step.is_projected ? std::span{&step.projection, 1}
                             : course_->benefit.subspan(step.first_row, step.rows);
  }

  [[nodiscard]] constexpr Month first_month() const {
    if (start_.is_set()) return Month{start_};
    return course_->benefit.empty() ? projected_from_
                                    : std::min(projected_from_, course_->benefit.front().month);
  }
  constexpr void first_step(Step& step) const {
    const auto rows = course_->benefit;
    while (step.first_row < rows.size() && rows[step.first_row].month < step.month) ++step.first_row;
    fill(step);
  }

  constexpr void step_after(const Step& before, Step& step) const {
    step.first_row = before.first_row + before.rows;
    step.lapse = before.lapse;
    step.at_start = before.from;
    step.known_at_start = before.known_from;
    if (before.counted) {
      walk_days(before, [&](Date, Amount sum, Amount known) {
        step.at_start = sum;
        step.known_at_start = known;
        return false;
      });
    } else {
      step.at_start = before.after;
      if (!before.is_projected) step.known_at_start = step.at_start;
    }
    if (!before.is_settled || !fill_run(step)) fill(step);
  }

  /// Takes the full months up to the next dead period, or the dead months, as one; false: the month is
  /// neither.
  constexpr bool fill_run(Step& step) const {
    const Date first = step.month.first();
    Date end = last_day + 1;
    bool dead = false;
    for (const DeadPeriod& period : time_->dead_periods) {
      if (period.days.to < first) continue;
      dead = dead || period.days.from <= first;
      end = std::min(end, period.days.from <= first ? period.days.to + 1 : period.days.from);
    }
    step.run = std::max(Month{end} - step.month, 0);
    if (step.run == 0) return false;
    step.from = step.at_start;
    step.known_from = step.known_at_start;
    step.is_projected = step.is_settled = true;
    if (!dead && (kinds_ >> static_cast<unsigned>(BenefitRow{}.kind) & 1u) != 0)
      step.total = Hours{of(time_->month, course_->insurance_in(step.month))};
    step.after = step.from + step.total * step.run;
    return true;
  }

  constexpr void fill(Step& step) const {
    step.from = step.at_start;
    step.known_from = step.known_at_start;
    step.is_projected = step.month >= projected_from_;
    step.counted = has_count(step.month);
    step.is_last = step.is_projected && over(step.month);
    if (step.is_last) return;
    step.is_settled = settled(step.month);
    step.within = countable_days(step.month);
    if (step.is_projected) {
      step.projection = projected(step.month);
      if (last_count_ > step.month.first()) step.within &= days_within(step.month, {last_count_, {}});
    } else {
      const auto rows = course_->benefit;
      while (step.first_row + step.rows < rows.size() && rows[step.first_row + step.rows].month == step.month)
        ++step.rows;
    }
    for (const BenefitRow& row : rows_of(step)) {
      if (lapses_at(row, step.lapse) && row.first() >= last_count_) step.from = step.known_from = {};
      step.total += part(row, step.within);
    }
    step.after = step.from + step.total;
  }

  /// Calls `each` with every day of a month and the sums at its start and at its end, until it says true.
  template <class Each>
  constexpr bool walk_days(const Step& step, const Each& each) const {
    const Date first = step.month.first(), last = step.month.last();
    Amount sum = step.from, known = step.known_from;
    for (Date day = std::max(first, start_); day <= last; day = day + 1) {
      for (const ObservedFacts& count : course_->observed)
        if (counts(count) && count.date == day) sum = known = count.hours;
      if (each(day, sum, known)) return true;
      const DayMask today = step.within & (DayMask{1} << (day - first));
      for (const BenefitRow& row : rows_of(step)) sum += part(row, today);
      if (!step.is_projected) known = sum;
      if (each(day, sum, known)) return true;
    }
    return false;
  }

  /// `step_at(i)` gives the i-th month of the walk.
  template <class StepAt>
  [[nodiscard]] constexpr ClockDay find_hour(Amount full_time, Amount part_time, Edge edge, Test test,
                                             Passed& passed, const StepAt& step_at) const {
    // Where nothing but paid hours changes the amount, each month goes on where the one before it ended.
    const bool steady = course_->insurance.size() == 1 && course_->observed.empty();
    const Amount first_limit =
        course_->insurance.front().status == Insurance::full_time ? full_time : part_time;
    for (std::size_t i = steady && first_limit > passed.limit ? passed.steps : 0;; ++i) {
      const Step& step = step_at(i);
      if (steady && i != 0 && !step.is_last && !holds(edge, step.after, first_limit)) continue;
      if (steady) passed = {first_limit, i};
      const Amount limit = course_->insurance_in(step.month) == Insurance::full_time ? full_time : part_time;
      // A change of status can lower the limit below what is used already. An official count of the 1st comes
      // first.
      if (!step.counted && test == Test::on_the_day && holds(edge, step.at_start, limit))
        return {std::max(step.month.first(), start_), !holds(edge, step.known_at_start, limit)};
      if (step.is_last)
        return holds(edge, step.at_start, limit)
                   ? ClockDay{step.month.last(), !holds(edge, step.known_at_start, limit)}
                   : ClockDay{};
      if (step.run != 0) {
        if (holds(edge, step.from + step.total * step.run, limit))
          return find_in_run(step, limit, edge, test);
        continue;
      }
      const Amount after = step.from + step.total;
      if (!step.counted && (test == Test::end_of_month || !holds(edge, after, limit))) {
        if (test == Test::end_of_month && holds(edge, after, limit))
          return {step.month.last(), !holds(edge, step.is_projected ? step.known_from : after, limit)};
        continue;
      }
      if (const std::span<const BenefitRow> rows = rows_of(step);
          !step.counted && rows.size() == 1 && !uses_up(rows.front())) {
        // The hours come in equal parts: the day is reckoned.
        const BenefitRow& row = rows.front();
        const DayMask days = at_month_end_ ? detail::last_day_of(row.month) : row.days;
        DayMask rest = days & step.within;
        int left =
            (limit - step.from).times(Amount::share(row.hours, count_days(days)), edge == Edge::exceeded);
        while (--left > 0) rest &= rest - 1;
        return {step.month.first() + std::countr_zero(rest),
                step.is_projected && !holds(edge, step.known_from, limit)};
      }
      // Several kinds, or an official count in the month: go day by day.
      ClockDay found;
      Amount sum = step.from, known = step.known_from;
      if (walk_days(step, [&](Date day, Amount then, Amount then_known) {
            sum = then;
            known = then_known;
            found = {day, !holds(edge, known, limit)};
            return test == Test::on_the_day && holds(edge, sum, limit);
          }))
        return found;
      if (holds(edge, sum, limit)) return {step.month.last(), !holds(edge, known, limit)};
    }
  }

  /// The day of a limit that is reached in a run of full months.
  [[nodiscard]] constexpr ClockDay find_in_run(const Step& step, Amount limit, Edge edge, Test test) const {
    const bool more = edge == Edge::exceeded;
    const int before = std::max((limit - step.from).times(step.total, more) - 1, 0);
    const Month month = step.month + before;
    const bool is_projected = !holds(edge, step.known_from, limit);
    if (test == Test::end_of_month || at_month_end_) return {month.last(), is_projected};
    const Hours full{of(time_->month, course_->insurance_in(month))};
    const Amount share = Amount::share(full, count_days(weekdays_of(month)));
    const int days = (limit - step.from - step.total * before).times(share, more);
    return {weekday_of(month, std::max(days, 1)), is_projected};
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
  Date settled_after_ = {};
};

} // namespace kontaktforloeb
