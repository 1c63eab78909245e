// Hours are whole hundredths, and sums of their shares are exact.
#include "catch2_compat.hpp"

#include <kontaktforloeb/hours.hpp>
#include <kontaktforloeb/regimes/time.hpp>
#include <kontaktforloeb/regimes/trial_2020.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace kontaktforloeb {

TEST_CASE("six months are 961.98 hours, which no binary number is", "[hours]") {
  double binary = 0;
  Hours exact;
  for (int month = 0; month < 6; ++month) {
    binary += 160.33;
    exact = exact + Hours{16033};
  }
  CHECK(binary != 961.98); // the trap
  CHECK(exact == Hours::parse("961.98"));
  CHECK(Amount{exact} == Amount{Hours{96198}});
}

TEST_CASE("hours are read with at most two decimals", "[hours]") {
  for (const auto& [text, hundredths] :
       {std::pair{"140.60", 14060}, std::pair{"7", 700}, std::pair{"7.4", 740}, std::pair{"7.40", 740},
        std::pair{"0", 0}, std::pair{"0.00", 0}, std::pair{"0.01", 1}, std::pair{"160.33", 16033},
        std::pair{"007.5", 750}, std::pair{"9999999.99", 999999999}}) {
    INFO(text);
    CHECK(Hours::parse(text) == Hours{hundredths});
  }
  for (const std::string_view text :
       {"",   ".",  ".5",    "5.",   "1.234",    "-1",  "+1",  "1e2",  "1E2",  "1,5",
        " 1", "1 ", "1.2.3", "0x10", "10000000", "nan", "inf", "1.-5", "1.5-", "\xD9\xA1"})
    CHECK_FALSE(Hours::parse(text).has_value());
}

TEST_CASE("hours are written with two decimals and read back", "[hours]") {
  for (int hundredths = 0; hundredths <= 50000; ++hundredths) {
    const Hours hours{hundredths};
    if (Hours::parse(hours.text()) != hours) FAIL(hours.text());
  }
  CHECK(Hours{14060}.text() == "140.60");
  CHECK(Hours{5}.text() == "0.05");
  CHECK(Hours{0}.text() == "0.00");
  CHECK(Hours{-5}.text() == "-0.05");
  CHECK(Hours{-16033}.text() == "-160.33");
}

TEST_CASE("hours add, subtract and compare as numbers", "[hours]") {
  CHECK(Hours{41000} < Hours{41001});
  CHECK(Hours{41000} + Hours{1} == Hours{41001});
  CHECK(Hours{22200} - Hours{16033} == Hours{6167});
}

TEST_CASE("shares are exact for every number of weekdays that a month has", "[hours]") {
  for (const std::int32_t hundredths : {1, 7, 740, 14060, 16033, 13000, 18500}) {
    const Hours hours{hundredths};
    for (int n = 1; n <= 23; ++n) {
      const Amount share = Amount::share(hours, n);
      Amount sum;
      for (int day = 1; day <= n; ++day) {
        sum += share;
        CHECK(sum == share * day);
        // Cut off, never rounded: k of n days carry floor(k * hours / n).
        CHECK(sum.truncated() == Hours{static_cast<std::int32_t>(std::int64_t{hundredths} * day / n)});
        CHECK((sum < Amount{hours}) == (day < n));
      }
      CHECK(sum == Amount{hours});
      CHECK(sum - share * n == Amount{});
    }
  }
}

TEST_CASE("shares of different months add up exactly", "[hours]") {
  // 1/3 + 1/6 + 1/2 of a hundredth, which no sum of binary or decimal fractions is sure to meet.
  const Hours hundredth{1};
  CHECK(Amount::share(hundredth, 3) + Amount::share(hundredth, 6) + Amount::share(hundredth, 2) ==
        Amount{hundredth});
  CHECK(Amount::share(hundredth, 3) + Amount::share(hundredth, 7) < Amount{hundredth});
  CHECK(Amount::share(hundredth, 23) > Amount{});
}

TEST_CASE("days and hours are measured on one scale", "[hours]") {
  CHECK(Amount{Days{14}} == Amount{Hours{1400}});
  CHECK(Amount{Days{14}}.truncated() == Hours{1400});
  CHECK(Days{13} < Days{14});
}

TEST_CASE("more than 410 is strict", "[hours]") {
  const Bound window = tables::trial_2020::regime.handover->window.bound;
  CHECK(window.edge == Edge::exceeded);
  CHECK(window.test == Test::end_of_month);
  CHECK(window.limit == Limit{41000, 33300});
  CHECK_FALSE(Amount{Hours::parse("410.00").value()} > Amount{Hours{window.limit.full_time}});
  CHECK(Amount{Hours::parse("410.01").value()} > Amount{Hours{window.limit.full_time}});
  // A part of a hundredth is more, too.
  CHECK(Amount{Hours{41000}} + Amount::share(Hours{1}, 23) > Amount{Hours{41000}});
}

TEST_CASE("the most hours that a file may carry do not overflow", "[hours]") {
  const Hours most = Hours::parse("9999999.99").value();
  const Amount amount{most};
  CHECK(amount.truncated() == most);
  CHECK((amount + Amount::share(Hours{16033}, 23) * 22).truncated() > most);
  CHECK(amount - amount == Amount{});
}

TEST_CASE("hours are known when compiling", "[hours]") {
  static_assert(Hours::parse("160.33")->hundredths == 16033);
  static_assert(Amount::share(Hours{16033}, 23) * 23 == Amount{Hours{16033}});
  SUCCEED();
}

} // namespace kontaktforloeb

TEST_CASE("amounts beyond all courses neither overflow nor fall", "[hours]") {
  CHECK(kontaktforloeb::Amount{kontaktforloeb::Hours{2'147'483'647}} ==
        kontaktforloeb::Amount{kontaktforloeb::Hours{1'000'000'000}});
  CHECK(kontaktforloeb::Amount{kontaktforloeb::Days{-2'147'483'647}} ==
        kontaktforloeb::Amount{kontaktforloeb::Hours{-1'000'000'000}});
}
