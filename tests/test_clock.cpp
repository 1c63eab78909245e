// The clocks against a second reckoning that knows nothing of them: day by day, in exact fractions.
#include "catch2_compat.hpp"

#include "support/random_course.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kontaktforloeb {
namespace {

namespace rc = random_course;
namespace ch = std::chrono;
using Day = ch::sys_days;

/// A month's hours lie on at most 23 weekdays: every amount is a whole number of these parts of a hundredth.
constexpr std::int64_t parts = [] {
  std::int64_t product = 1;
  for (std::int64_t n = 2; n <= 23; ++n) product = std::lcm(product, n);
  return product;
}();

Day day_of(Date date) {
  return ch::year{date.year()} / ch::month{static_cast<unsigned>(date.month())} /
         ch::day{static_cast<unsigned>(date.day())};
}
Date date_of(Day day) {
  const ch::year_month_day parts_of_day{day};
  return {static_cast<int>(parts_of_day.year()),
          static_cast<int>(static_cast<unsigned>(parts_of_day.month())),
          static_cast<int>(static_cast<unsigned>(parts_of_day.day()))};
}
bool is_weekday(Day day) { return ch::weekday{day}.iso_encoding() <= 5; }
Day first_of_month(Day day) {
  const ch::year_month_day parts_of_day{day};
  return parts_of_day.year() / parts_of_day.month() / ch::day{1};
}
Day last_of_month(Day day) {
  const ch::year_month_day parts_of_day{day};
  return parts_of_day.year() / parts_of_day.month() / ch::last;
}
Day next_month(Day day) { return last_of_month(day) + ch::days{1}; }

/// The same amount for the engine: the whole hundredths, and what is left over in shares of prime powers.
Amount amount_of(std::int64_t numerator) {
  Amount amount;
  for (const std::int64_t power : {16, 9, 5, 7, 11, 13, 17, 19, 23}) {
    const std::int64_t piece = parts / power;
    std::int64_t times = 0;
    while ((numerator - times * piece) % power != 0) ++times;
    numerator -= times * piece;
    amount += Amount::share(Hours{1}, static_cast<int>(power)) * static_cast<int>(times);
  }
  return amount + Hours{static_cast<std::int32_t>(numerator / parts)};
}

/// What a limit asks of an amount.
struct Limits {
  std::int64_t full_time;
  std::int64_t part_time;
  Edge edge;
  Test test;
};

/// A clock reckoned the long way round from the facts as they were given.
class SlowClock {
public:
  SlowClock(const CourseFacts& facts, Clock clock, const Readings& readings)
      : facts_(facts), clock_(clock), at_month_end_(readings[Reading::hours_within_month] == 1),
        other_benefit_(readings[Reading::other_benefit_in_aggregate] == 1) {
    start_ = placing();
    put_rows();
    put_projection();
  }

  /// Parts at the end of a day; `with_projection` as if full benefit were paid in months not reported.
  [[nodiscard]] std::int64_t on(Day day, bool with_projection = false) const {
    std::int64_t sum = 0;
    Day from = start_;
    for (const ObservedFacts& count : counts())
      if (day_of(count.date) <= day) {
        sum = count.hours.hundredths * parts;
        from = day_of(count.date);
      }
    sum += between(reported_, from, day);
    if (with_projection) sum += between(projected_, from, day);
    return sum;
  }

  /// The first day on which the amount meets a limit, and whether it rests on the projection.
  [[nodiscard]] ClockDay find(const Limits& limits) const {
    const std::vector<ObservedFacts> official = counts();
    std::int64_t known = 0, expected = 0;
    for (Day day = start_; day <= quiet_; day += ch::days{1}) {
      for (const ObservedFacts& count : official)
        if (day_of(count.date) == day) known = expected = count.hours.hundredths * parts;
      known += between(reported_, day, day);
      expected += between(reported_, day, day) + between(projected_, day, day);
      if (limits.test == Test::end_of_month && day != last_of_month(day)) continue;
      const std::int64_t limit = status(day) == Insurance::full_time ? limits.full_time : limits.part_time;
      const auto holds = [&](std::int64_t sum) {
        return limits.edge == Edge::exceeded ? sum > limit : sum >= limit;
      };
      if (!holds(expected)) continue;
      return {date_of(limits.edge == Edge::before ? day - ch::days{1} : day), !holds(known)};
    }
    return {};
  }

  [[nodiscard]] Day start() const { return start_; }

private:
  using Daily = std::map<Day, std::int64_t>;

  static std::int64_t between(const Daily& daily, Day from, Day to) {
    std::int64_t sum = 0;
    for (auto at = daily.lower_bound(from); at != daily.end() && at->first <= to; ++at) sum += at->second;
    return sum;
  }

  // --- the facts as the rules speak of them

  [[nodiscard]] bool in_job(Day day) const {
    return std::any_of(facts_.events.begin(), facts_.events.end(), [&](const EventFacts& event) {
      return event.type == EventType::job && day_of(event.from) <= day &&
             (!event.to.is_set() || day <= day_of(event.to));
    });
  }
  [[nodiscard]] bool registered(Day day) const {
    if (day < day_of(facts_.registered)) return false;
    // The last word up to that day says it; registered again on the day of leaving is registered.
    std::optional<Day> left;
    for (const EventFacts& event : facts_.events)
      if (event.type == EventType::deregistered && day_of(event.date) <= day)
        left = std::max(left.value_or(day_of(event.date)), day_of(event.date));
    if (!left) return true;
    if (day_of(facts_.registered) >= *left) return true;
    return std::any_of(facts_.events.begin(), facts_.events.end(), [&](const EventFacts& event) {
      return event.type == EventType::registered_again && day_of(event.date) >= *left &&
             day_of(event.date) <= day;
    });
  }
  [[nodiscard]] Insurance status(Day day) const {
    Insurance status = facts_.person.insurance.front().status;
    for (const InsuranceFacts& change : facts_.person.insurance)
      if (change.from.is_set() && day_of(change.from) <= first_of_month(day)) status = change.status;
    return status;
  }
  static bool dead(Day day) {
    const auto within = [&](Date from, Date to) { return day >= day_of(from) && day <= day_of(to); };
    return within({2020, 3, 1}, {2020, 8, 31}) || within({2021, 1, 1}, {2021, 6, 30});
  }
  [[nodiscard]] bool counts_kind(BenefitKind kind) const {
    if (clock_ == Clock::benefit_consumption || kind == BenefitKind::dagpenge ||
        kind == BenefitKind::loentilskud)
      return true;
    return other_benefit_ && (kind == BenefitKind::feriedagpenge || kind == BenefitKind::sygedagpenge);
  }

  struct Row {
    Day from, to; ///< As reported.
    std::vector<Day> days;
    std::int64_t hours;
    BenefitKind kind;
  };

  [[nodiscard]] std::vector<Day> eligible(Day month) const {
    std::vector<Day> days;
    for (Day day = first_of_month(month); day <= last_of_month(month); day += ch::days{1})
      if (is_weekday(day) && registered(day) && !in_job(day)) days.push_back(day);
    return days;
  }

  [[nodiscard]] std::vector<Row> rows() const {
    std::vector<Row> rows;
    for (const BenefitFacts& given : facts_.benefit) {
      const bool month = !given.from.is_set();
      Row row{day_of(month ? given.month.first() : given.from),
              day_of(month ? given.month.last() : given.to),
              {},
              given.hours.hundredths,
              given.kind};
      if (month)
        row.days = eligible(row.from);
      else
        for (Day day = row.from; day <= row.to; day += ch::days{1})
          if (is_weekday(day)) row.days.push_back(day);
      if (row.days.empty()) row.days = {row.to};
      rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.from < b.from; });
    return rows;
  }

  [[nodiscard]] Day placing() const {
    Day placed = first_of_month(day_of(facts_.registered));
    if (facts_.placed.is_set()) {
      placed = day_of(facts_.placed);
    } else {
      std::optional<Day> first;
      for (const Row& row : rows())
        if (row.hours > 0 && row.days.back() >= day_of(facts_.registered))
          first = std::min(first.value_or(first_of_month(row.from)), first_of_month(row.from));
      placed = first.value_or(placed);
    }
    for (const EventFacts& event : facts_.events)
      if (event.type == EventType::placed) placed = std::max(placed, day_of(event.date));
    return placed;
  }

  [[nodiscard]] std::vector<ObservedFacts> counts() const {
    std::vector<ObservedFacts> counts;
    for (const ObservedFacts& count : facts_.observed)
      if (count.clock == clock_ && day_of(count.date) >= start_) counts.push_back(count);
    std::sort(counts.begin(), counts.end(),
              [](const ObservedFacts& a, const ObservedFacts& b) { return a.date < b.date; });
    return counts;
  }

  void put(Daily& daily, Day day, std::int64_t what) {
    if (day >= start_ && !dead(day)) daily[day] += what;
  }

  void put_rows() {
    std::int64_t run = 0; // hours of the run that are used of its limit
    std::optional<Day> run_end;
    for (Row& row : rows()) {
      const bool limited = row.kind == BenefitKind::sygedagpenge && clock_ == Clock::benefit_consumption;
      if (row.kind == BenefitKind::sygedagpenge) {
        if (!run_end || row.from > *run_end + ch::days{1}) run = 0;
        run_end = row.to;
      }
      if (at_month_end_) row.days = {last_of_month(row.to)};
      const std::int64_t share = row.hours * parts / static_cast<std::int64_t>(row.days.size());
      for (const Day day : row.days) {
        std::int64_t counted = share;
        if (limited) {
          const std::int64_t most = (status(day) == Insurance::full_time ? 22200 : 18000) * parts;
          counted = std::min(run + share, most) - std::min(run, most);
        }
        if (limited) run += counted;
        if (counts_kind(row.kind)) put(reported_, day, counted);
      }
      quiet_ = std::max(quiet_, row.to);
    }
  }

  void put_projection() {
    bool open_end = false;
    for (const EventFacts& event : facts_.events) {
      for (const Date date : {event.date, event.from, event.to})
        if (date.is_set()) quiet_ = std::max(quiet_, day_of(date));
      open_end = open_end || (event.type == EventType::job && !event.to.is_set());
      open_end = open_end || (event.type == EventType::deregistered && !registered(ch::sys_days::max()));
    }
    for (const InsuranceFacts& change : facts_.person.insurance)
      if (change.from.is_set()) quiet_ = std::max(quiet_, day_of(change.from));
    for (const ObservedFacts& count : counts()) quiet_ = std::max(quiet_, day_of(count.date));
    quiet_ = std::max({quiet_, start_, day_of(facts_.registered)});
    // Two months after the last fact nothing changes any more; else so long that every limit tried is met.
    quiet_ = last_of_month(quiet_ + (open_end ? ch::days{62} : ch::days{2000}));

    Day month = first_of_month(day_of(facts_.registered));
    for (const Row& row : rows()) month = std::max(month, next_month(row.from));
    std::optional<Day> last_count;
    for (const ObservedFacts& count : counts()) last_count = day_of(count.date);
    for (; month <= quiet_; month = next_month(month)) {
      const std::vector<Day> days = eligible(month);
      if (days.empty()) continue;
      std::size_t all = 0;
      for (Day day = month; day <= last_of_month(month); day += ch::days{1}) all += is_weekday(day) ? 1U : 0U;
      const bool full_time = status(month) == Insurance::full_time;
      std::int64_t hours = full_time ? 16033 : 13000;
      const auto n = static_cast<std::int64_t>(days.size());
      if (days.size() < all) hours = std::min(hours, n * (full_time ? 740 : 600));
      for (const Day day : days) {
        const Day lies_on = at_month_end_ ? last_of_month(month) : day;
        if (!last_count || lies_on >= *last_count) put(projected_, lies_on, hours * parts / n);
      }
    }
  }

  const CourseFacts& facts_;
  Clock clock_;
  bool at_month_end_, other_benefit_;
  Day start_, quiet_ = Day::min();
  Daily reported_, projected_;
};

/// Facts in which the clocks have most to do.
CourseFacts clock_facts(rc::Dice& dice) {
  CourseFacts facts;
  facts.id = "clock";
  const Date from = dice.percent(70) ? Date{2019, 9, 1} : Date{2017, 3, 1};
  facts.registered = dice.day(from, from + 700);
  const bool full_time = dice.percent(60);
  facts.person.insurance = {{{}, full_time ? Insurance::full_time : Insurance::part_time}};
  if (dice.percent(35)) {
    facts.person.insurance.front().from = facts.registered - 400;
    Date change = facts.registered;
    for (int left = dice.between(1, 2); left > 0; --left) {
      change = dice.percent(50) ? (Month{change} + dice.between(1, 4)).first() : change + dice.between(1, 90);
      facts.person.insurance.push_back({change, dice.any<Insurance>()});
    }
  }
  if (dice.percent(20)) facts.placed = facts.registered + dice.between(-60, 60);

  CourseView view;
  view.insurance = facts.person.insurance;
  const bool sick = dice.percent(25);
  Month month = Month{facts.registered} + (dice.percent(30) ? dice.between(-4, 3) : 0);
  for (int left = dice.between(0, 9); left > 0; --left, month = month + 1) {
    if (dice.percent(10)) continue;
    Hours rest = month_norm(current_law.time, month, view.insurance_in(month));
    std::set<BenefitKind> whole_months;
    const auto some = [&](int most_percent) {
      Hours hours = rest;
      if (!dice.percent(most_percent)) hours = {dice.between(0, rest.hundredths)};
      rest = rest - hours;
      return hours;
    };
    const auto kind = [&] {
      if (sick && dice.percent(70)) return BenefitKind::sygedagpenge;
      return dice.percent(75) ? BenefitKind::dagpenge : dice.any<BenefitKind>();
    };
    if (dice.percent(65)) {
      for (int rows = dice.between(1, 2); rows > 0; --rows) {
        const BenefitKind what = kind();
        if (whole_months.insert(what).second)
          facts.benefit.push_back({.month = month, .hours = some(60), .kind = what});
      }
    } else {
      Date day = month.first() + dice.between(0, 6);
      while (day <= month.last()) {
        const Date last = std::min(month.last(), day + dice.between(0, 14));
        facts.benefit.push_back({.from = day, .to = last, .hours = some(20), .kind = kind()});
        day = last + dice.between(1, 5);
      }
    }
  }
  if (dice.percent(30)) dice.shuffle(facts.benefit);

  for (int left = dice.percent(40) ? dice.between(1, 3) : 0; left > 0; --left) {
    EventFacts job;
    job.type = EventType::job;
    job.from = facts.registered + dice.between(-20, 250);
    if (!dice.percent(15)) job.to = job.from + dice.between(0, 80);
    facts.events.push_back(job);
  }
  bool again = false;
  for (int left = dice.percent(30) ? dice.between(1, 2) : 0; left > 0; --left) {
    EventFacts out;
    out.type = EventType::deregistered;
    out.date = facts.registered + dice.between(-10, 250);
    facts.events.push_back(out);
    if (dice.percent(20)) continue;
    out.type = EventType::registered_again;
    out.date = out.date + dice.between(0, 70);
    facts.events.push_back(out);
    again = true;
  }
  // Which registration a later period has is another question than how its clock runs.
  if (!again && dice.percent(12)) {
    EventFacts placed;
    placed.type = EventType::placed;
    placed.date = (Month{facts.registered} + dice.between(1, 8)).first();
    facts.events.push_back(placed);
  }
  if (dice.percent(20)) {
    std::set<std::pair<Clock, Date>> seen;
    for (int left = dice.between(1, 3); left > 0; --left) {
      const Clock clock = dice.percent(50) ? Clock::aggregate_unemployment : Clock::benefit_consumption;
      const Date date = facts.registered + dice.between(-30, 220);
      if (seen.insert({clock, date}).second)
        facts.observed.push_back({clock, date, {dice.between(0, 90000)}});
    }
  }
  return facts;
}

Readings some_readings(rc::Dice& dice) {
  Readings readings;
  if (dice.percent(25)) readings.set(Reading::hours_within_month, 1);
  if (dice.percent(25)) readings.set(Reading::other_benefit_in_aggregate, 1);
  return readings;
}

std::string told(const ClockDay& day) {
  return (day.day.is_set() ? day.day.iso() : "never") + (day.projected ? ", projected" : "");
}

/// The first difference between a clock and the slow one, or nothing.
std::string difference(const Course& course, Clock which, const Readings& readings, rc::Dice& dice) {
  const auto fast = clock(course, which, {.readings = readings});
  const SlowClock slow{course.facts(), which, readings};
  const Date start = date_of(slow.start());
  // The engine keeps what a clock walked through from one limit to the next.
  const CourseView view = course.view();
  const detail::Period period{view, detail::end_of_time};
  const CourseClock kept{view, {which, period.placing, period.registered}, readings, current_law.time};
  CourseClock::Walk walk;

  for (int tries = 0; tries < 12; ++tries) {
    const Date date = start + dice.between(-40, 420);
    if (fast.on(date) != amount_of(slow.on(day_of(date)))) return "on " + date.iso();
    if (fast.expected(date) != amount_of(slow.on(day_of(date), true))) return "expected " + date.iso();
  }
  for (int tries = 0; tries < 6; ++tries) {
    // Limits that the law has, limits that are met exactly, and any others.
    static constexpr std::array known{0,     3700,  9000,  11100, 18000, 22200,
                                      33300, 39000, 41000, 48099, 64132, 96198};
    std::int32_t limit = dice.between(0, 120000);
    if (tries % 3 == 1) limit = dice.one_of(known);
    if (tries % 3 == 2)
      limit = std::max(0, fast.expected(start + dice.between(0, 300)).truncated().hundredths +
                              dice.between(-1, 1));
    const std::string what = Hours{limit}.text();
    for (const Edge edge : {Edge::reached, Edge::exceeded}) {
      const ClockDay expected = slow.find({limit * parts, limit * parts, edge, Test::on_the_day});
      const ClockDay found = edge == Edge::reached ? fast.reached(Hours{limit}) : fast.exceeded(Hours{limit});
      if (found != expected)
        return (edge == Edge::reached ? "reached " : "exceeded ") + what + ": " + told(found) + ", not " +
               told(expected);
      if (const ClockDay again = kept.find({which, {limit, limit}, edge, Test::on_the_day}, walk);
          again != expected)
        return "kept, " + what + ": " + told(again) + ", not " + told(expected);
    }
    const std::int32_t part_time = dice.percent(50) ? limit * 4 / 5 : dice.between(0, 120000);
    Bound bound{which, {limit, part_time}, Edge::exceeded, Test::end_of_month};
    if (tries % 2 == 0)
      bound = {which,
               {limit, part_time},
               dice.one_of(std::array{Edge::reached, Edge::exceeded, Edge::before}),
               Test::on_the_day};
    const ClockDay expected = slow.find({limit * parts, part_time * parts, bound.edge, bound.test});
    const ClockDay found = fast.find(bound);
    if (found != expected)
      return "bound " + what + " / " + Hours{part_time}.text() + " (edge " +
             std::to_string(static_cast<int>(bound.edge)) + ", test " +
             std::to_string(static_cast<int>(bound.test)) + "): " + told(found) + ", not " + told(expected);
    if (const ClockDay again = kept.find(bound, walk); again != expected)
      return "kept, bound " + what + ": " + told(again) + ", not " + told(expected);
    const Date date = start + dice.between(-40, 900);
    if (kept.on(date, walk) != kept.on(date)) return "kept, on " + date.iso();
    if (kept.expected(date, walk) != kept.expected(date)) return "kept, expected " + date.iso();
  }
  return {};
}

constexpr std::array hour_clocks{Clock::aggregate_unemployment, Clock::benefit_consumption};

} // namespace

TEST_CASE("an amount is exact in parts that every number of weekdays divides", "[clock]") {
  CHECK(parts == Amount::parts_per_hundredth);
  for (int n = 1; n <= 23; ++n) {
    CHECK(Amount::share(Hours{16033}, n) * n == Amount{Hours{16033}});
    CHECK(amount_of(16033 * parts / n) == Amount::share(Hours{16033}, n));
  }
}

TEST_CASE("every clock agrees with a reckoning day by day, on courses made for clocks", "[clock]") {
  for (std::uint64_t seed = 1; seed <= rc::samples(3000); ++seed) {
    rc::Dice dice{seed};
    const CourseFacts facts = clock_facts(dice);
    const auto course = Course::from(facts);
    if (!course)
      FAIL("seed " << seed << ": " << course.faults().front().text() << "\n" << rc::as_yaml(facts));
    const Readings readings = some_readings(dice);
    for (const Clock which : hour_clocks) {
      const std::string wrong = difference(*course, which, readings, dice);
      if (!wrong.empty())
        FAIL("seed " << seed << ", " << word(which) << ", " << readings.value(Reading::hours_within_month)
                     << ", " << readings.value(Reading::other_benefit_in_aggregate) << ": " << wrong << "\n"
                     << rc::as_yaml(facts));
    }
  }
}

TEST_CASE("every clock agrees with a reckoning day by day, on courses of all kinds", "[clock]") {
  std::uint64_t tried = 0;
  const std::uint64_t count = rc::samples(1500);
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    const rc::Sample sample = rc::sample(seed);
    const auto has_event = [&](EventType type) {
      return std::any_of(sample.facts.events.begin(), sample.facts.events.end(),
                         [&](const EventFacts& event) { return event.type == type; });
    };
    if (has_event(EventType::placed) && has_event(EventType::registered_again)) continue;
    ++tried;
    rc::Dice dice{~seed};
    const Course course = Course::checked(sample.facts);
    const Readings readings = some_readings(dice);
    for (const Clock which : hour_clocks) {
      const std::string wrong = difference(course, which, readings, dice);
      if (!wrong.empty())
        FAIL("seed " << seed << ", " << word(which) << ", " << readings.value(Reading::hours_within_month)
                     << ", " << readings.value(Reading::other_benefit_in_aggregate) << ": " << wrong << "\n"
                     << rc::as_yaml(sample.facts));
    }
  }
  CHECK(tried > count / 2);
}

TEST_CASE("the calendar counts days from registration", "[clock]") {
  CourseFacts facts;
  facts.id = "calendar";
  facts.person.insurance = {{{}, Insurance::full_time}};
  facts.registered = Date{2021, 9, 6};
  const Course course = Course::checked(facts);
  const auto calendar = clock(course, Clock::calendar);
  CHECK(calendar.on({2021, 9, 6}) == Days{0});
  CHECK(calendar.on({2021, 12, 31}) == Days{116});
  CHECK(calendar.on({2020, 1, 1}) == Days{0});
  CHECK(calendar.reached(Days{14}) == ClockDay{{2021, 9, 20}, false});
  CHECK(calendar.exceeded(Days{14}) == ClockDay{{2021, 9, 21}, false});
  CHECK(calendar.reached(Days{0}) == ClockDay{{2021, 9, 6}, false});
}

TEST_CASE("the course that the formats show", "[clock]") {
  CourseFacts facts;
  facts.id = "member-0042";
  facts.person.insurance = {{{}, Insurance::full_time}};
  facts.registered = Date{2021, 9, 6};
  facts.placed = Date{2021, 9, 1};
  facts.benefit = {{.month = {2021, 9}, .hours = {14060}},
                   {.from = {2021, 10, 1}, .to = {2021, 10, 31}, .hours = {16033}},
                   {.month = {2021, 11}, .hours = {16033}}};
  const Course course = Course::checked(facts);
  const auto used = clock(course, Clock::benefit_consumption);
  CHECK(used.on({2021, 9, 5}) == Hours{0});
  CHECK(used.on({2021, 9, 6}) == Amount::share(Hours{14060}, 19));
  CHECK(used.on({2021, 9, 30}) == Hours{14060});
  CHECK(used.on({2021, 11, 30}) == Hours{46126});
  CHECK(used.on({2022, 6, 30}) == Hours{46126});
  // 300.93 h are used when October ends; 109.07 h more are on the 15th of November's 22 weekdays.
  CHECK(used.reached(Hours{41000}) == ClockDay{{2021, 11, 19}, false});
  // 38.74 h more are on the 6th of December's 23 weekdays, at 160.33 h.
  CHECK(used.reached(Hours{50000}) == ClockDay{{2021, 12, 8}, true});
  CHECK(used.expected({2021, 12, 31}) == Hours{46126 + 16033});
}

TEST_CASE("at least and more than differ where the limit is met exactly", "[clock]") {
  CourseFacts facts;
  facts.id = "exact";
  facts.person.insurance = {{{}, Insurance::full_time}};
  facts.registered = Date{2022, 8, 1};
  facts.benefit = {{.from = {2022, 8, 1}, .to = {2022, 8, 5}, .hours = {3700}},
                   {.from = {2022, 8, 8}, .to = {2022, 8, 12}, .hours = {3700}}};
  const Course course = Course::checked(facts);
  const auto used = clock(course, Clock::benefit_consumption);
  CHECK(used.reached(Hours{3700}) == ClockDay{{2022, 8, 5}, false});
  CHECK(used.exceeded(Hours{3700}) == ClockDay{{2022, 8, 8}, false});
  CHECK(used.reached(Hours{3701}) == ClockDay{{2022, 8, 8}, false});
  CHECK(used.find({Clock::benefit_consumption, {3700, 3000}, Edge::before, Test::on_the_day}) ==
        ClockDay{{2022, 8, 4}, false});
}

TEST_CASE("the printed numbers are products of the week and the month", "[clock]") {
  using tables::time::months;
  using tables::time::weeks;
  CHECK(tables::time::week == Limit{3700, 3000});
  CHECK(tables::time::month == Limit{16033, 13000});
  CHECK(weeks(2) == Limit{7400, 6000});
  CHECK(weeks(6) == Limit{22200, 18000});
  CHECK(months(3) == Limit{48099, 39000});
  CHECK(months(4) == Limit{64132, 52000});
  CHECK(months(6) == Limit{96198, 78000});
  CHECK(months(9) == Limit{144297, 117000});
  CHECK(months(16) == Limit{256528, 208000});
  CHECK(current_law.time.limited_hours == weeks(6));
  CHECK(current_law.time.day == Limit{740, 600});

  Hours two_years;
  for (int month = 0; month < 24; ++month) two_years = two_years + Hours{16033};
  CHECK(two_years.text() == "3847.92"); // the act says 3848
  CHECK((Hours{22200} - Hours{16033}).text() == "61.67");
}

TEST_CASE("7.40 hours are seven hours and twenty-four minutes", "[clock]") {
  const Hours day = Hours::parse("7.40").value();
  CHECK(day.hundredths * 60 == (7 * 60 + 24) * 100);
  CHECK(day == Hours{current_law.time.day.full_time});
}

TEST_CASE("a lower limit holds from the 1st on which the status governs, in a job without an end too",
          "[clock]") {
  CourseFacts facts;
  facts.id = "status";
  facts.person.insurance = {{{2022, 1, 1}, Insurance::full_time}, {{2022, 7, 15}, Insurance::part_time}};
  facts.registered = Date{2022, 3, 1};
  facts.benefit = {{.month = {2022, 3}, .hours = {16033}},
                   {.month = {2022, 4}, .hours = {16033}},
                   {.from = {2022, 5, 2}, .to = {2022, 5, 6}, .hours = {3000}}};
  const Bound every_day{Clock::benefit_consumption, {41000, 33300}, Edge::exceeded, Test::on_the_day};
  Bound month_end = every_day;
  month_end.test = Test::end_of_month;
  EventFacts job;
  job.type = EventType::job;
  job.from = Date{2022, 5, 9};
  facts.events = {job};
  const Course course = Course::checked(facts);
  // 350.66 h are less than 410 and more than 333.
  CHECK(clock(course, every_day.clock).find(every_day) == ClockDay{{2022, 8, 1}, false});
  CHECK(clock(course, month_end.clock).find(month_end) == ClockDay{{2022, 8, 31}, false});
}

TEST_CASE("an official count of the 1st stands when the limit of that month is asked for", "[clock]") {
  CourseFacts facts;
  facts.id = "count";
  facts.person.insurance = {{{2022, 1, 1}, Insurance::full_time}, {{2022, 4, 15}, Insurance::part_time}};
  facts.registered = Date{2022, 3, 1};
  facts.benefit = {{.month = {2022, 3}, .hours = {16033}},
                   {.month = {2022, 4}, .hours = {16033}},
                   {.month = {2022, 5}, .hours = {2200}}};
  facts.observed = {{Clock::benefit_consumption, {2022, 5, 1}, {29000}}};
  const Course course = Course::checked(facts);
  // 320.66 h by the rows, 290 h by the count; 300 h are reached on the 10th of May's 22 weekdays.
  const Bound bound{Clock::benefit_consumption, {40000, 30000}, Edge::reached, Test::on_the_day};
  CHECK(clock(course, bound.clock).find(bound) == ClockDay{{2022, 5, 13}, false});
}

TEST_CASE("dead months are the two that the orders name", "[clock]") {
  CourseFacts facts;
  facts.id = "dead";
  facts.person.insurance = {{{}, Insurance::full_time}};
  facts.registered = Date{2020, 1, 1};
  for (Month month{2020, 1}; month <= Month{2021, 12}; month = month + 1)
    facts.benefit.push_back({.month = month, .hours = {10000}});
  const Course course = Course::checked(facts);
  for (const Clock which : hour_clocks) {
    const auto used = clock(course, which);
    CHECK(used.on({2020, 2, 29}) == Hours{20000});
    CHECK(used.on({2020, 8, 31}) == Hours{20000});
    CHECK(used.on({2020, 12, 31}) == Hours{60000});
    CHECK(used.on({2021, 6, 30}) == Hours{60000});
    CHECK(used.on({2021, 12, 31}) == Hours{120000});
    CHECK(used.on({2020, 9, 1}) == Hours{20000} + Amount::share(Hours{10000}, 22));
    CHECK(used.on({2021, 7, 1}) == Hours{60000} + Amount::share(Hours{10000}, 22));
  }
}

TEST_CASE("an hour more of sickness never leaves less on the clock", "[clock]") {
  // 130 h and 50 h at 180 h, then 222 h; with 92 h the second month has 42 h that do not count.
  CourseFacts facts;
  facts.id = "run";
  facts.person.insurance = {{{2022, 1, 1}, Insurance::part_time}, {{2022, 5, 1}, Insurance::full_time}};
  facts.registered = Date{2022, 3, 1};
  Hours before;
  for (const int april : {4999, 5000, 5001, 9199, 9200, 9201, 13000}) {
    facts.benefit = {{.month = {2022, 3}, .hours = {13000}, .kind = BenefitKind::sygedagpenge},
                     {.month = {2022, 4}, .hours = {april}, .kind = BenefitKind::sygedagpenge},
                     {.month = {2022, 5}, .hours = {16033}, .kind = BenefitKind::sygedagpenge}};
    const Course course = Course::checked(facts);
    const auto used = clock(course, Clock::benefit_consumption);
    CHECK(used.on({2022, 4, 30}) == Hours{13000 + std::min(april, 5000)});
    CHECK(used.on({2022, 5, 31}) == Hours{22200});
    const Hours in_may = used.on({2022, 5, 4}).truncated();
    CHECK(in_may >= before);
    before = in_may;
  }
}

TEST_CASE("an hour more of reported benefit never moves the hand-over later", "[clock]") {
  const Bound window = tables::trial_2020::regime.handover->window.bound;
  int tried = 0, earlier = 0;
  for (std::uint64_t seed = 1; seed <= 4000; ++seed) {
    rc::Dice dice{seed};
    const CourseFacts facts = clock_facts(dice);
    if (facts.benefit.empty()) continue;
    CourseFacts more = facts;
    BenefitFacts& row = more.benefit[dice.below(more.benefit.size())];
    // An hour of sickness in a dead month, before the placing or before an official count adds nothing and
    // still leaves less of the run to use.
    const Month month = row.from.is_set() ? Month{row.from} : row.month;
    const bool dead = std::any_of(current_law.time.dead_periods.begin(), current_law.time.dead_periods.end(),
                                  [&](const DeadPeriod& one) { return one.days.contains(month.first()); });
    if (row.kind == BenefitKind::sygedagpenge &&
        (dead || !facts.observed.empty() || (facts.placed.is_set() && month <= Month{facts.placed}) ||
         month <= Month{facts.registered}))
      continue;
    row.hours = row.hours + Hours{dice.percent(30) ? 1 : dice.between(1, 3000)};
    const auto changed = Course::from(more);
    if (!changed) continue; // beyond the norm of its month
    ++tried;
    const Course course = Course::checked(facts);
    const Date row_day = month.first() + dice.between(0, 30);
    INFO("seed " << seed << "\n" << rc::as_yaml(facts) << rc::as_yaml(more));
    for (const Bound& bound : {window, Bound{window.clock, window.limit, window.edge, Test::on_the_day}}) {
      const Date before = clock(course, window.clock).find(bound).day;
      const Date after = clock(*changed, window.clock).find(bound).day;
      REQUIRE((!before.is_set() || (after.is_set() && after <= before)));
      earlier += after != before ? 1 : 0;
    }
    for (const Clock which : hour_clocks)
      for (const Date day : {row_day, row_day + 40, row_day + 200})
        REQUIRE(clock(course, which).on(day) <= clock(*changed, which).on(day));
  }
  CHECK(tried > 500);
  CHECK(earlier > 100);
}

} // namespace kontaktforloeb
