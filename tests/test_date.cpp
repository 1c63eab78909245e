// Days, months and ranges against std::chrono, and the traps of the calendar library underneath.
#include "catch2_compat.hpp"

#include <kontaktforloeb/date.hpp>

#include <array>
#include <bit>
#include <chrono>
#include <string>
#include <string_view>

namespace kontaktforloeb {
namespace {

namespace ch = std::chrono;

std::string two(unsigned number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

} // namespace

TEST_CASE("every day from 1990 to 2099 is what the standard library says", "[date]") {
  Date before = Date{1989, 12, 31};
  long days = 0;
  for (ch::sys_days day = ch::year{1990} / 1 / 1; day <= ch::sys_days{ch::year{2099} / 12 / 31};
       day += ch::days{1}, ++days) {
    const ch::year_month_day parts{day};
    const int year = static_cast<int>(parts.year());
    const auto month = static_cast<unsigned>(parts.month()), dom = static_cast<unsigned>(parts.day());
    const std::string iso = std::to_string(year) + "-" + two(month) + "-" + two(dom);
    const Date date{year, static_cast<int>(month), static_cast<int>(dom)};
    const bool same = date.is_set() && date == before + 1 && date - before == 1 && before == date - 1 &&
                      before < date && date.year() == year && date.month() == static_cast<int>(month) &&
                      date.day() == static_cast<int>(dom) &&
                      date.weekday() == static_cast<int>(ch::weekday{day}.iso_encoding()) - 1 &&
                      date.iso() == iso && Date::parse(iso) == date &&
                      date.to_boost().day_number() == static_cast<std::uint32_t>(date.number()) &&
                      Date::from_boost(date.to_boost()) == date && Date::from_number(date.number()) == date;
    // One assertion a day would make the report of the whole run about nothing else.
    if (!same) FAIL(iso);
    before = date;
  }
  CHECK(days == 40177);
  CHECK(Date{1970, 1, 1}.number() == 2440588);
  CHECK(first_day == Date{1990, 1, 1});
  CHECK(last_day == Date{2099, 12, 31});
}

TEST_CASE("every month from 1990 to 2099 has its days and its weekdays", "[date]") {
  Month before{1989, 12};
  int months = 0;
  for (int year = 1990; year <= 2099; ++year)
    for (int number = 1; number <= 12; ++number, ++months) {
      const Month month{year, number};
      const ch::year_month_day_last last =
          ch::year{year} / ch::month{static_cast<unsigned>(number)} / ch::last;
      const int length = static_cast<int>(static_cast<unsigned>(last.day()));
      DayMask weekdays = 0;
      for (int dom = 1; dom <= length; ++dom)
        if (Date{year, number, dom}.weekday() < 5) weekdays |= DayMask{1} << (dom - 1);
      const bool same = month == before + 1 && before < month && month.year() == year &&
                        month.month() == number && month.length() == length &&
                        month.first() == Date{year, number, 1} &&
                        month.last() == Date{year, number, length} && Month{month.first()} == month &&
                        Month{month.last()} == month && Month::parse(month.iso()) == month &&
                        weekdays_of(month) == weekdays && !Date{year, number, length + 1}.is_set();
      if (!same) FAIL(month.iso());
      before = month;
    }
  CHECK(months == 1320);
  CHECK(Month(2021, 9).iso() == "2021-09");
}

TEST_CASE("the n-th weekday of a month is the n-th of its mask", "[date]") {
  bool same = true;
  for (Month month{1990, 1}; month <= Month{2099, 12}; month = month + 1) {
    int n = 0;
    for (DayMask rest = weekdays_of(month); rest != 0; rest &= rest - 1)
      same = same && weekday_of(month, ++n) == month.first() + std::countr_zero(rest);
  }
  CHECK(same);
  CHECK(weekday_of({2021, 9}, 1) == Date{2021, 9, 1});
  CHECK(weekday_of({2021, 8}, 1) == Date{2021, 8, 2});
}

TEST_CASE("a day that nobody set lies before every other and is no day", "[date]") {
  // The library underneath would make today's or an infinitely late day of it.
  CHECK_FALSE(Date{}.is_set());
  CHECK(Date{} < Date{1900, 1, 1});
  CHECK(Date{}.iso() == "");
  CHECK(Month{Date{}} == Month{});
  CHECK(Month{} < Month{1990, 1});
  for (const auto special :
       {boost::date_time::not_a_date_time, boost::date_time::neg_infin, boost::date_time::pos_infin})
    CHECK_FALSE(Date::from_boost(boost::gregorian::date{special}).is_set());
}

TEST_CASE("days that do not exist are not set, and nothing is thrown", "[date]") {
  for (const auto& [year, month, day] :
       {std::array{2021, 2, 29}, std::array{2021, 2, 30}, std::array{2100, 2, 29}, std::array{2021, 4, 31},
        std::array{2021, 1, 0}, std::array{2021, 1, 32}, std::array{2021, 0, 1}, std::array{2021, 13, 1},
        std::array{1899, 12, 31}, std::array{2200, 1, 1}, std::array{0, 0, 0}, std::array{2021, -1, 5},
        std::array{2021, 5, -1}, std::array{65536 + 2021, 1, 1}}) {
    INFO(year << " " << month << " " << day);
    CHECK_FALSE(Date{year, month, day}.is_set());
  }
  CHECK(Date{2020, 2, 29}.is_set());
  CHECK(Date{2000, 2, 29}.is_set());
}

TEST_CASE("only YYYY-MM-DD is read", "[date]") {
  CHECK(Date::parse("2024-02-29") == Date{2024, 2, 29});
  for (const std::string_view text :
       {"2024/02/29",  "2021-02-29",   "2021-9-6",         "2021-09-6",   "21-09-06",   "20210906",
        "2021-09-06 ", " 2021-09-06",  "2021-09-06T00:00", "2021-Sep-06", "06-09-2021", "+021-09-06",
        "-021-09-06",  "2021-+9-06",   "2021-09- 6",       "2021-00-06",  "2021-13-06", "2021-09-00",
        "2021-09-31",  "0000-00-00",   "9999-01-01",       "1899-12-31",  "2021-09",    "",
        "not a date",  "2021-09-0\xC3"})
    CHECK_FALSE(Date::parse(text).has_value());
}

TEST_CASE("only YYYY-MM is read as a month", "[date]") {
  CHECK(Month::parse("2021-09") == Month{2021, 9});
  for (const std::string_view text :
       {"2021-9", "2021/09", "2021-13", "2021-00", "2021-09-01", "202109", "", "21-09", "2021-0 ", "-021-09"})
    CHECK_FALSE(Month::parse(text).has_value());
}

TEST_CASE("a month later is the next month, and the end of a short month snaps to nothing", "[date]") {
  // The library underneath makes 31 March of 28 February and a month.
  CHECK((Month{Date{2021, 2, 28}} + 1).first() == Date{2021, 3, 1});
  CHECK((Month{Date{2021, 1, 31}} + 1).last() == Date{2021, 2, 28});
  CHECK((Month{Date{2020, 1, 31}} + 1).last() == Date{2020, 2, 29});
  CHECK(Month{2021, 12} + 1 == Month{2022, 1});
  CHECK(Month{2022, 1} + -1 == Month{2021, 12});
  CHECK(Month{2021, 11} + 14 == Month{2023, 1});
}

TEST_CASE("ranges are inclusive at both ends and open where an end is not set", "[date]") {
  // The periods of the library underneath leave out their last day.
  const DateRange dead{{2021, 1, 1}, {2021, 6, 30}};
  CHECK(dead.contains({2021, 1, 1}));
  CHECK(dead.contains({2021, 6, 30}));
  CHECK_FALSE(dead.contains({2020, 12, 31}));
  CHECK_FALSE(dead.contains({2021, 7, 1}));
  CHECK(DateRange{{2021, 1, 1}, {}}.contains({2099, 12, 31}));
  CHECK_FALSE(DateRange{{2021, 1, 1}, {}}.contains({2020, 12, 31}));
  CHECK(DateRange{{}, {2021, 1, 1}}.contains({1990, 1, 1}));
  CHECK_FALSE(DateRange{{}, {2021, 1, 1}}.contains({2021, 1, 2}));

  CHECK(dead.overlaps({{2021, 6, 30}, {2021, 7, 31}}));
  CHECK(dead.overlaps({{2020, 1, 1}, {2021, 1, 1}}));
  CHECK(dead.overlaps({{2021, 3, 1}, {2021, 3, 1}}));
  CHECK(dead.overlaps({{}, {}}));
  CHECK(dead.overlaps({{2021, 6, 30}, {}}));
  CHECK_FALSE(dead.overlaps({{2021, 7, 1}, {}}));
  CHECK_FALSE(dead.overlaps({{}, {2020, 12, 31}}));
  CHECK_FALSE(DateRange{{2021, 7, 1}, {}}.overlaps(dead));
}

TEST_CASE("the days of a month within a range are those that it contains", "[date]") {
  for (const Month month : {Month{2020, 2}, Month{2021, 2}, Month{2021, 4}, Month{2021, 12}}) {
    for (int from = -3; from <= month.length() + 2; ++from)
      for (int to = from - 1; to <= month.length() + 3; ++to)
        for (int open = 0; open < 4; ++open) {
          const DateRange range{(open & 1) != 0 ? Date{} : month.first() + from,
                                (open & 2) != 0 ? Date{} : month.first() + to};
          DayMask days = 0;
          for (int dom = 0; dom < month.length(); ++dom)
            if (range.contains(month.first() + dom)) days |= DayMask{1} << dom;
          if (days_within(month, range) != days)
            FAIL(month.iso() << " in " << range.from.iso() << ".." << range.to.iso());
        }
    CHECK(days_within(month, {{}, {}}) == ~DayMask{0} >> (32 - month.length()));
  }
}

TEST_CASE("days and months are known when compiling", "[date]") {
  static_assert(Date{2021, 9, 6} + 14 == Date{2021, 9, 20});
  static_assert(Date{2021, 9, 6}.weekday() == 0);
  static_assert(Month{2021, 11}.last() == Date{2021, 11, 30});
  static_assert(!Date{2021, 2, 29}.is_set());
  static_assert(Date::parse("2021-11-30") == Date{2021, 11, 30});
  SUCCEED();
}

} // namespace kontaktforloeb
