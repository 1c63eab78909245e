// Working days against other people's lists of Danish holidays, year by year.
#include "catch2_compat.hpp"

#include <kontaktforloeb/working_days.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb {
namespace {

/// What the list calls our days.
const std::map<std::string, std::string_view> names_in_list{
    {"Nytårsdag", "nytårsdag"},
    {"Skærtorsdag", "skærtorsdag"},
    {"Langfredag", "langfredag"},
    {"Påskedag", "1. påskedag"},
    {"Anden påskedag", "2. påskedag"},
    {"Store bededag", "store bededag"},
    {"Kristi himmelfartsdag", "Kristi himmelfartsdag"},
    {"Pinsedag", "1. pinsedag"},
    {"Anden pinsedag", "2. pinsedag"},
    {"Juledag", "1. juledag"},
    {"Anden juledag", "2. juledag"}};

/// The list: day and name.
std::map<Date, std::string_view> listed_holidays() {
  std::ifstream file{KONTAKTFORLOEB_SOURCE_DIR "/tests/data/danish_holidays.txt"};
  REQUIRE(file);
  std::map<Date, std::string_view> listed;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto day = Date::parse(line.substr(0, 10));
    REQUIRE(day);
    const auto name = names_in_list.find(line.substr(11));
    INFO(line);
    REQUIRE(name != names_in_list.end());
    listed[*day] = name->second;
  }
  return listed;
}

/// The golden numbers' paschal full moons of the years 1900 to 2199, as month and day.
constexpr std::array<std::array<int, 2>, 19> full_moons{{{4, 14},
                                                         {4, 3},
                                                         {3, 23},
                                                         {4, 11},
                                                         {3, 31},
                                                         {4, 18},
                                                         {4, 8},
                                                         {3, 28},
                                                         {4, 16},
                                                         {4, 5},
                                                         {3, 25},
                                                         {4, 13},
                                                         {4, 2},
                                                         {3, 22},
                                                         {4, 10},
                                                         {3, 30},
                                                         {4, 17},
                                                         {4, 7},
                                                         {3, 27}}};

constexpr WorkingDays plain{};
constexpr WorkingDays office{true};

// The compiler can tell too. Of closed days it cannot under sanitizers, where g++ 12 compares no addresses.
static_assert(plain.contains({2024, 4, 26}) && !plain.contains({2024, 4, 27}), "a Friday, a Saturday");

} // namespace

TEST_CASE("public holidays are those of the list, by day and name", "[working_days]") {
  const auto listed = listed_holidays();
  CHECK(listed.size() == 9 * 11 + 7 * 10);
  for (Date day{2015, 1, 1}; day <= Date{2030, 12, 31}; day = day + 1) {
    const auto expected = listed.find(day);
    const ClosedDay* found = closed_day(day);
    INFO(day.iso());
    REQUIRE((found != nullptr) == (expected != listed.end()));
    if (found != nullptr) CHECK(found->name.da == expected->second);
    CHECK(plain.contains(day) == (day.weekday() < 5 && found == nullptr));
  }
}

TEST_CASE("Easter is the Sunday after the full moon of the year's golden number", "[working_days]") {
  for (int year = 1900; year <= 2199; ++year) {
    const auto& moon = full_moons[static_cast<std::size_t>(year % 19)];
    Date day = Date{year, moon[0], moon[1]} + 1;
    while (day.weekday() != 6) day = day + 1;
    INFO(year);
    CHECK(easter_sunday(year) == day);
  }
  CHECK_FALSE(easter_sunday(1899).is_set());
  CHECK_FALSE(easter_sunday(2200).is_set());
}

TEST_CASE("Store Bededag is closed to 2023 and a working day from 2024", "[working_days]") {
  const auto fourth_friday = [](int year) { return easter_sunday(year) + 26; };
  for (int year = 1990; year <= 2023; ++year) {
    const ClosedDay* found = closed_day(fourth_friday(year));
    REQUIRE(found != nullptr);
    CHECK(found->name.da == "store bededag");
  }
  for (int year = 2024; year <= 2099; ++year) {
    CHECK(closed_day(fourth_friday(year), true) == nullptr);
    CHECK(plain.contains(fourth_friday(year)));
  }
}

TEST_CASE("offices' closing days are closed only where that is asked for", "[working_days]") {
  std::size_t working = 0;
  for (int year = 1990; year <= 2099; ++year)
    for (const Date day :
         {easter_sunday(year) + 40, Date{year, 6, 5}, Date{year, 12, 24}, Date{year, 12, 31}}) {
      INFO(day.iso());
      CHECK(closed_day(day, true) != nullptr);
      CHECK_FALSE(office.contains(day));
      // 5 June may be Whit Sunday or Monday.
      const bool holiday =
          day.month() == 6 && (day == easter_sunday(year) + 49 || day == easter_sunday(year) + 50);
      CHECK((closed_day(day) != nullptr) == holiday);
      if (plain.contains(day)) ++working;
    }
  CHECK(working > 300);
  // A day that is both is the public holiday: 5 June 2022 was Whit Sunday.
  CHECK(closed_day({2022, 6, 5}, true)->closed == Closed::public_holiday);
  CHECK(closed_day({2023, 6, 5}, true)->closed == Closed::office);
}

TEST_CASE("a caller's own closed days may stand in any order", "[working_days]") {
  std::vector<Date> closed{{2021, 10, 20}, {2021, 10, 18}, {2021, 10, 22}, {2021, 10, 18}, {2021, 10, 19}};
  std::sort(closed.begin(), closed.end());
  do {
    const WorkingDays days{false, closed};
    for (Date day{2021, 10, 18}; day <= Date{2021, 10, 22}; day = day + 1)
      CHECK(days.contains(day) == (day == Date{2021, 10, 21}));
  } while (std::next_permutation(closed.begin(), closed.end()));
  const WorkingDays days{false, closed};
  CHECK(days.first_from({2021, 10, 18}, {2021, 10, 31}) == Date{2021, 10, 21});
  CHECK(days.first_from({2021, 10, 22}, {2021, 10, 31}) == Date{2021, 10, 25});
  CHECK(days.last_until({2021, 10, 22}, {2021, 10, 1}) == Date{2021, 10, 21});
  CHECK(days.last_until({2021, 10, 20}, {2021, 10, 1}) == Date{2021, 10, 15});
}

TEST_CASE("the first and the last working day are those that asking day by day gives", "[working_days]") {
  const std::array<Date, 2> closed{Date{2023, 1, 2}, Date{2022, 12, 30}};
  for (const WorkingDays& days : {plain, office, WorkingDays{true, closed}})
    for (Date from{2022, 12, 15}; from <= Date{2023, 1, 10}; from = from + 1)
      for (Date to = from - 1; to <= Date{2023, 1, 10}; to = to + 1) {
        std::set<Date> working;
        for (Date day = from; day <= to; day = day + 1)
          if (days.contains(day)) working.insert(day);
        INFO(from.iso() << " " << to.iso());
        CHECK(days.first_from(from, to) == (working.empty() ? Date{} : *working.begin()));
        CHECK(days.last_until(to, from) == (working.empty() ? Date{} : *working.rbegin()));
      }
}

TEST_CASE("the unset day is no working day, and no range has it as an end", "[working_days]") {
  CHECK_FALSE(plain.contains({}));
  CHECK(closed_day({}) == nullptr);
  CHECK_FALSE(plain.first_from({}, {2021, 9, 6}).is_set());
  CHECK_FALSE(plain.first_from({2021, 9, 6}, {}).is_set());
  CHECK_FALSE(plain.last_until({2021, 9, 6}, {}).is_set());
  CHECK_FALSE(plain.last_until({}, {2021, 9, 6}).is_set());
  for (const ClosedDay& closed : tables::closed_days) {
    CHECK_FALSE(closed.in(1899).is_set());
    CHECK_FALSE(closed.in(2200).is_set());
    CHECK_FALSE(closed.in(100'000).is_set());
  }
}

TEST_CASE("days beyond our calendar follow the same rules", "[working_days]") {
  // Plans may look a little past 2099, and facts are refused by others.
  for (int year : {1900, 1989, 1990, 2099, 2100, 2101, 2199})
    for (const ClosedDay& closed : tables::closed_days) {
      const Date day = closed.in(year);
      if (!day.is_set()) continue;
      INFO(day.iso());
      const ClosedDay* found = closed_day(day, true);
      REQUIRE(found != nullptr);
      CHECK(found->in(year) == day);
    }
  CHECK_FALSE(plain.contains({2101, 12, 26}));
  CHECK(plain.contains({2101, 12, 27}));
}

TEST_CASE("a day is closed when some closed day of its year is it", "[working_days]") {
  for (Date day{1989, 12, 25}; day <= Date{2101, 1, 7}; day = day + 1)
    for (const bool office : {false, true})
      if (is_closed_day(day, office) != (closed_day(day, office) != nullptr)) FAIL(day.iso());
  CHECK_FALSE(is_closed_day({}));
}

TEST_CASE("every closed day has names and a source", "[working_days]") {
  std::set<std::string_view> names;
  for (const ClosedDay& closed : tables::closed_days) {
    CHECK_FALSE(closed.name.da.empty());
    CHECK_FALSE(closed.name.en.empty());
    CHECK_FALSE(closed.basis.source.empty());
    CHECK(names.insert(closed.name.da).second);
    // What no law closes is our own conclusion, and no sentence of others is quoted for it.
    CHECK((closed.closed == Closed::office) == (closed.basis.evidence == Evidence::inferred));
    CHECK((closed.closed == Closed::office) == closed.basis.quote.empty());
  }
}

} // namespace kontaktforloeb
