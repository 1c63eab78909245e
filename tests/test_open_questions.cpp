// What is said of each reading is whole: the tables' own check, and what a table of texts can get wrong
// besides.
#include "catch2_compat.hpp"

#include "support/random_course.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <array>
#include <span>
#include <utility>

namespace kf = kontaktforloeb;
namespace rc = kontaktforloeb::random_course;
namespace readings = kf::tables::readings;

TEST_CASE("every reading is explained, in the order of the enumeration", "[law][readings]") {
  REQUIRE(kf::current_law.readings.size() == kf::reading_count);
  for (std::size_t i = 0; i < kf::reading_count; ++i) {
    const kf::OpenQuestion& open = kf::current_law.readings[i];
    INFO(kf::info(open.reading).id);
    CHECK(open.reading == static_cast<kf::Reading>(i));
    const auto sentence = [](const kf::Text& text, char end) {
      CHECK(text.da.ends_with(end));
      CHECK(text.en.ends_with(end));
      CHECK(text.da != text.en);
    };
    sentence(open.question, '?');
    sentence(open.support, '.');
    for (std::size_t value = 0; value < kf::info(open.reading).size(); ++value)
      sentence(open.values[value], '.');
    for (const auto sources : {open.at_issue, open.supported_by})
      for (const kf::Basis& basis : sources) {
        INFO(basis.source);
        CHECK((basis.url.empty() || basis.url.starts_with("https://")));
        // What is said to be a source's is never this library's own conclusion.
        CHECK(basis.evidence != kf::Evidence::inferred);
      }
    CHECK(open.evidence() ==
          (open.supported_by.empty() ? kf::Evidence::inferred : open.supported_by.front().evidence));
  }
}

TEST_CASE("an incomplete list of open questions is noticed", "[law][readings]") {
  const std::array nameless{kf::Basis{}};
  const auto broken = [](const auto& change) {
    auto copy = readings::all;
    change(copy);
    return !readings::complete(copy);
  };
  CHECK(readings::complete(readings::all));
  CHECK(!readings::complete(std::span{readings::all}.first(kf::reading_count - 1)));
  CHECK(broken([](auto& all) { std::swap(all[3], all[4]); }));
  CHECK(broken([](auto& all) { all[5].question.da = {}; }));
  CHECK(broken([](auto& all) { all[5].question.en = {}; }));
  CHECK(broken([](auto& all) { all[7].support.da = {}; }));
  CHECK(broken([](auto& all) { all[7].values[1].en = {}; }));
  CHECK(broken([](auto& all) { all[7].values[2] = {"for meget", "too much"}; }));
  CHECK(broken([](auto& all) { all[16].values[2] = {}; }));
  CHECK(broken([](auto& all) { all[9].at_issue = {}; }));
  CHECK(broken([&](auto& all) { all[9].at_issue = nameless; }));
  CHECK(broken([&](auto& all) { all[9].supported_by = nameless; }));
}

TEST_CASE("an assessment uses the readings of the rules that it is judged by", "[readings]") {
  kf::AssessmentBuffer buffer;
  std::size_t judged = 0, followed = 0;
  const std::uint64_t count = rc::samples(2'000);
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    const rc::Sample sample = rc::sample(seed);
    const kf::Assessment& assessment =
        kf::assess(kf::Course::checked(sample.facts), sample.as_of, sample.options(false), buffer);
    const std::uint32_t used = assessment.readings_used();
    if (!assessment.verdict) {
      REQUIRE(used == 0);
      continue;
    }
    ++judged;
    std::uint32_t least = 0, most = kf::readings_of(*assessment.regime);
    for (const kf::Finding& finding : assessment.findings) least |= kf::readings_of(*finding.rule);
    if (assessment.base_regime != nullptr) most |= kf::readings_of(*assessment.base_regime);
    for (const kf::Phase& phase : assessment.phases) most |= kf::readings_of(*phase.regime);
    if (assessment.phases.size() > 1) ++followed;
    INFO("seed " << seed);
    REQUIRE((used & least) == least);
    REQUIRE((used & ~most) == 0);
  }
  CHECK(judged > count / 2);
  CHECK(followed > count / 100);
}
