// The resource calculator against every number that its source prints, and beyond them.
#include "catch2_compat.hpp"

#include "support/random_course.hpp"

#include <kontaktforloeb/capacity.hpp>
#include <kontaktforloeb/capacity_document.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>

namespace kontaktforloeb {
namespace {

using enum Frequency;

constexpr Capacity guide{};

Capacity with(std::int32_t citizens, std::int32_t days, std::int32_t weeks, std::int32_t share) {
  const auto capacity = Capacity::from({citizens, days, weeks, share});
  REQUIRE(capacity);
  return *capacity;
}

/// The grid as printed: 1 to 8 conversations a day, 1 to 9 staff.
constexpr std::array<std::array<int, 9>, 8> printed_grid{{
    {132, 264, 396, 528, 660, 792, 924, 1056, 1188},
    {264, 528, 792, 1056, 1320, 1584, 1848, 2112, 2376},
    {396, 792, 1188, 1584, 1980, 2376, 2772, 3168, 3564},
    {528, 1056, 1584, 2112, 2640, 3168, 3696, 4224, 4752},
    {660, 1320, 1980, 2640, 3300, 3960, 4620, 5280, 5940},
    {792, 1584, 2376, 3168, 3960, 4752, 5544, 6336, 7128},
    {924, 1848, 2772, 3696, 4620, 5544, 6468, 7392, 8316},
    {1056, 2112, 3168, 4224, 5280, 6336, 7392, 8448, 9504},
}};

// The compiler reckons it too.
static_assert(guide.general(timely) == 1320 && guide.intensive(twice_a_month).total == 3300);
static_assert(guide.fte(1518, 4) == Staff{23, 8});

} // namespace

TEST_CASE("the calculator's inputs are the guide's unless others are given", "[capacity]") {
  CHECK(guide.inputs() == CapacityInputs{330, 3, 44, 30});
  CHECK(Capacity::from({}) == guide);
  CHECK(info(timely).per_year == 4);
  CHECK(info(every_second_month).per_year == 6);
  CHECK(info(monthly).per_year == 12);
  CHECK(info(twice_a_month).per_year == 24);
}

TEST_CASE("every printed row of the calculator", "[capacity]") {
  CHECK(guide.general(timely) == 1320);
  CHECK(guide.general(every_second_month) == 1980);
  CHECK(guide.general(monthly) == 3960);
  CHECK(guide.intensive(twice_a_month) == IntensiveEffort{{237'600}, {92'400}, 3300});
  CHECK(guide.intensive(monthly) == IntensiveEffort{{118'800}, {92'400}, 2112});
  CHECK(guide.intensive(every_second_month) == IntensiveEffort{{59'400}, {92'400}, 1518});
}

TEST_CASE("every printed cell of the grid", "[capacity]") {
  for (std::int32_t per_day = 1; per_day <= Capacity::grid_per_day; ++per_day)
    for (std::int32_t staff = 1; staff <= Capacity::grid_staff; ++staff) {
      INFO(per_day << " a day, " << staff << " staff");
      CHECK(guide.held(per_day, staff) ==
            printed_grid[static_cast<std::size_t>(per_day - 1)][static_cast<std::size_t>(staff - 1)]);
    }
}

TEST_CASE("staff needed, exactly and whole", "[capacity]") {
  struct Vector {
    std::int64_t conversations;
    std::int32_t per_day;
    Staff staff;
    std::string_view text;
    std::int64_t whole;
  };
  for (const Vector& vector : {Vector{1320, 4, {5, 2}, "2.5", 3}, Vector{1518, 4, {23, 8}, "2.875", 3},
                               Vector{2112, 4, {4, 1}, "4", 4}, Vector{3300, 4, {25, 4}, "6.25", 7},
                               Vector{3960, 4, {15, 2}, "7.5", 8}, Vector{3960, 3, {10, 1}, "10", 10}}) {
    const auto staff = guide.fte(vector.conversations, vector.per_day);
    INFO(vector.conversations << " at " << vector.per_day << " a day");
    REQUIRE(staff);
    CHECK(*staff == vector.staff);
    CHECK(staff->text() == vector.text);
    CHECK(staff->whole() == vector.whole);
  }
}

TEST_CASE("one conversation more than whole staff hold asks for one more", "[capacity]") {
  CHECK(guide.fte(2111, 4)->whole() == 4);
  CHECK(guide.fte(2112, 4)->whole() == 4);
  CHECK(guide.fte(2113, 4)->whole() == 5);
  CHECK(guide.fte(0, 1) == Staff{0, 1});
  CHECK(guide.fte(0, 1)->whole() == 0);
  CHECK(guide.fte(1, 1)->whole() == 1);
  // Rounded up, the text never shows fewer than are needed: 2113/528 is 4.0018…
  CHECK(guide.fte(2113, 4)->text() == "4.002");
  CHECK(guide.fte(1320, 3)->text() == "3.334");
}

TEST_CASE("conversations are rounded up once, and people never", "[capacity]") {
  // 331 citizens, 30 %: 99.3 and 231.7 people.
  CHECK(with(331, 3, 44, 30).intensive(twice_a_month) == IntensiveEffort{{238'320}, {92'680}, 3310});
  CHECK(with(331, 3, 44, 30).intensive(monthly) == IntensiveEffort{{119'160}, {92'680}, 2119});
  CHECK(with(331, 3, 44, 30).intensive(every_second_month) == IntensiveEffort{{59'580}, {92'680}, 1523});
  CHECK(with(331, 3, 44, 30).intensive(twice_a_month).intensive.text() == "2383.2");
  // Both sides of a whole number: 4.00, 4.02 and 4.20 conversations; rounding each part up would give more.
  CHECK(with(1, 3, 44, 0).intensive(every_second_month).total == 4);
  CHECK(with(1, 3, 44, 1).intensive(every_second_month) == IntensiveEffort{{6}, {396}, 5});
  CHECK(with(1, 3, 44, 50).intensive(every_second_month).total == 5);
  CHECK(with(1, 3, 44, 51).intensive(every_second_month).total == 6);
  CHECK(with(50, 3, 44, 1).intensive(every_second_month) == IntensiveEffort{{300}, {19'800}, 201});
}

TEST_CASE("inputs that may not be give nothing", "[capacity]") {
  for (const CapacityInputInfo& input : tables::capacity_inputs) {
    CapacityInputs inputs;
    for (const std::int32_t value : {input.least, input.most}) {
      inputs.set(input.input, value);
      CHECK(inputs.get(input.input) == value);
      CHECK(Capacity::from(inputs));
    }
    for (const std::int32_t value :
         {input.least - 1, input.most + 1, std::numeric_limits<std::int32_t>::min(),
          std::numeric_limits<std::int32_t>::max()}) {
      inputs.set(input.input, value);
      CHECK_FALSE(Capacity::from(inputs));
      CHECK_FALSE(may_be(input.input, value));
    }
  }
  CHECK(wanted(CapacityInput::weeks) == "a whole number from 1 to 53");
  CHECK_FALSE(guide.fte(-1, 4));
  CHECK_FALSE(guide.fte(std::int64_t{most_conversations} + 1, 4));
  CHECK_FALSE(guide.fte(1, 0));
  CHECK_FALSE(guide.fte(1, most_per_day + 1));
  CHECK(guide.fte(most_conversations, most_per_day));
}

TEST_CASE("nothing overflows at the limits", "[capacity]") {
  const Capacity most = with(10'000'000, 7, 53, 100);
  CHECK(most.general(twice_a_month) == 240'000'000);
  CHECK(most.intensive(twice_a_month) == IntensiveEffort{{24'000'000'000}, {0}, 240'000'000});
  CHECK(most.held(most_per_day, most_staff) == 371'000'000'000);
  CHECK(with(10'000'000, 1, 1, 0).fte(most_conversations, 1)->whole() == most_conversations);
  CHECK(with(10'000'000, 1, 1, 0).fte(most_conversations, 1)->thousandths() == 1'000'000'000'000);
  // Whatever total comes out may be asked about.
  CHECK(most.general(twice_a_month) <= most_conversations);
}

TEST_CASE("properties of the calculator", "[capacity][properties]") {
  random_course::Dice dice{20130101};
  for (std::uint64_t i = 0; i < random_course::samples(3000); ++i) {
    const CapacityInputs inputs{dice.between(0, dice.percent(50) ? 500 : 10'000'000), dice.between(1, 7),
                                dice.between(1, 53), dice.between(0, 100)};
    const Capacity capacity = *Capacity::from(inputs);
    INFO(inputs.citizens << " " << inputs.days << " " << inputs.weeks << " " << inputs.intensive_share);
    for (const FrequencyInfo& row : tables::frequencies) {
      const IntensiveEffort effort = capacity.intensive(row.frequency);
      const std::int64_t both = effort.intensive.hundredths + effort.timely.hundredths;
      // The total is the least whole number that is enough.
      REQUIRE(effort.total * 100 >= both);
      REQUIRE((effort.total - 1) * 100 < both);
      // It lies between timely conversations for all and the intensive ones for all.
      REQUIRE(effort.total >= capacity.general(timely));
      REQUIRE(effort.total <= capacity.general(row.frequency));
      if (inputs.intensive_share == 100) REQUIRE(effort.total == capacity.general(row.frequency));
      if (inputs.intensive_share == 0) REQUIRE(effort.total == capacity.general(timely));

      const auto per_day = static_cast<std::int32_t>(dice.between(1, 20));
      const Staff staff = *capacity.fte(effort.total, per_day);
      REQUIRE(std::gcd(staff.numerator, staff.denominator) == 1);
      REQUIRE(staff.numerator * capacity.held(per_day, 1) == effort.total * staff.denominator);
      // Whole staff are enough, and one fewer would not be.
      const auto whole = static_cast<std::int32_t>(staff.whole());
      if (whole <= most_staff) {
        REQUIRE(capacity.held(per_day, whole) >= effort.total);
        if (whole > 0) REQUIRE(capacity.held(per_day, whole - 1) < effort.total);
      }
      // The text says the same: rounding it up gives the whole staff.
      REQUIRE((staff.thousandths() + 999) / 1000 == staff.whole());
    }
  }
}

TEST_CASE("the documents have the same numbers", "[capacity]") {
  const auto json = nlohmann::json::parse(to_json(guide));
  CHECK(json["schema"] == "kontaktforloeb/capacity-1");
  CHECK(json["inputs"] ==
        nlohmann::json{{"citizens", 330}, {"days", 3}, {"weeks", 44}, {"intensive_share", 30}});
  CHECK(json["general"] == nlohmann::json{{"timely", 1320}, {"every_second_month", 1980}, {"monthly", 3960}});
  CHECK(json["intensive"]["twice_a_month"] ==
        nlohmann::json{{"intensive", 2376}, {"timely", 924}, {"total", 3300}});
  CHECK(json["grid"] == nlohmann::json(printed_grid));
  CHECK(json["intensive"]["monthly"]["intensive"].is_number_integer());
  const auto other = nlohmann::json::parse(to_json(with(331, 3, 44, 30)));
  CHECK(other["intensive"]["monthly"]["intensive"] == 1191.6);
  CHECK(other["intensive"]["monthly"]["total"] == 2119);
  const std::string csv = to_csv(with(331, 3, 44, 30));
  CHECK(csv.find("\r\n331,3,44,30,conversations,intensive,monthly,intensive,,,1191.6\r\n") !=
        std::string::npos);
  CHECK(csv.find("\r\n331,3,44,30,held,,,,8,9,9504\r\n") != std::string::npos);
  CHECK(csv.substr(csv.size() - 2) == "\r\n");
}

TEST_CASE("every number of the calculator has its source", "[capacity]") {
  for (const FrequencyInfo& row : tables::frequencies) {
    CHECK(&info(row.frequency) == &row);
    CHECK_FALSE(row.basis.source.empty());
    CHECK(row.basis.evidence == Evidence::report);
    CHECK_FALSE(row.name.da.empty());
    CHECK_FALSE(row.name.en.empty());
  }
  for (const CapacityInputInfo& row : tables::capacity_inputs) {
    CHECK(&info(row.input) == &row);
    CHECK_FALSE(row.basis.source.empty());
    CHECK_FALSE(row.name.da.empty());
    CHECK_FALSE(row.name.en.empty());
  }
  // That the days are a week's is our conclusion; nothing of it is quoted.
  for (const CapacityInputInfo& row : tables::capacity_inputs) {
    const bool ours = row.input == CapacityInput::days;
    CHECK(row.basis.evidence == (ours ? Evidence::inferred : Evidence::report));
    CHECK((!ours || row.basis.quote.empty()));
  }
}

} // namespace kontaktforloeb
