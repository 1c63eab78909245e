// Each rule is told as a scenario of its own name; its cases are data in tests/cases, read by Python too.
#include "catch2_compat.hpp"

#include "support/cases.hpp"

#include <map>
#include <set>

namespace kf = kontaktforloeb;

namespace {

const std::vector<kf::cases::Case>& all_cases() {
  static const auto cases = kf::cases::load(std::filesystem::path{KONTAKTFORLOEB_SOURCE_DIR} / "tests/cases");
  return cases;
}

void holds(const kf::cases::Case& one) {
  INFO(one.title() << " (" << one.file << ":" << one.position.line << "; " << one.source << ")");
  std::string differences;
  for (const std::string& line : kf::cases::differences(one, kf::current_law)) differences += line + "\n";
  CHECK(differences == "");
}

/// The rules that a case's expectation names.
std::set<std::string> rules_of(const kf::cases::Case& one) {
  std::set<std::string> rules{one.suite};
  if (const kf::io::Node* findings = one.expect.find("findings"))
    for (const kf::io::Node& finding : findings->items) rules.insert(finding.find("rule")->text);
  if (one.expect.find("state") != nullptr)
    rules.insert(one.suite.substr(0, one.suite.find('.')) + ".handover");
  return rules;
}

std::set<std::string>& told() {
  static std::set<std::string> names;
  return names;
}

void tell(const std::string& rule) {
  told().insert(rule);
  int count = 0;
  for (const kf::cases::Case& one : all_cases())
    if (rules_of(one).count(rule) != 0) {
      holds(one);
      ++count;
    }
  REQUIRE(count > 0);
}

} // namespace

#define TELL(rule)                                                                                           \
  SCENARIO(rule, "[rule]") { tell(rule); }

TELL("trial_2020.cv_samtale")
TELL("trial_2020.jobsamtale")
TELL("trial_2020.faellessamtale")
TELL("trial_2020.raadighedssamtale")
TELL("trial_2020.raadighedssamtale_extra")
TELL("trial_2020.merging")
TELL("trial_2020.form")
TELL("trial_2020.handover")
TELL("trial_2020.applicability")
TELL("trial_2020.transition")
TELL("normalindsats.cv_samtale")
TELL("normalindsats.jobsamtale")
TELL("normalindsats.faellessamtale")
TELL("normalindsats.raadighedssamtale")
TELL("normalindsats.raadighedssamtale_extra")
TELL("normalindsats.merging")
TELL("normalindsats.form")
TELL("normalindsats.applicability")
TELL("normalindsats.transition")
TELL("national_2015.faellessamtale_1")
TELL("national_2015.applicability")
TELL("national_2015.transition")
TELL("national_2015.cv_samtale")
TELL("national_2015.jobsamtale_1")
TELL("national_2015.jobsamtale_2")
TELL("national_2015.jobsamtale_3")
TELL("national_2015.jobsamtale_4")
TELL("national_2015.jobsamtale_5")
TELL("national_2015.jobsamtale_6")
TELL("national_2015.faellessamtale_2")
TELL("national_2015.faellessamtale_3")
TELL("national_2015.raadighedssamtale_1")
TELL("national_2015.raadighedssamtale_2")
TELL("national_2015.jobsamtale_quarterly")
TELL("national_2015.form")
TELL("national_2020.cv_samtale")
TELL("national_2020.jobsamtale")
TELL("national_2020.faellessamtale_1")
TELL("national_2020.faellessamtale_2")
TELL("national_2020.faellessamtale_3")
TELL("national_2020.raadighedssamtale_1")
TELL("national_2020.raadighedssamtale_2")
TELL("national_2020.raadighedssamtale_extra")
TELL("national_2020.form")
TELL("national_2020.applicability")
TELL("national_2024.a_kasse_first")
TELL("national_2024.a_kasse_jobsamtale")
TELL("national_2024.jobcenter_jobsamtale")
TELL("national_2024.jobcenter_track")
TELL("national_2024.faellessamtale_16_months")
TELL("national_2024.form")
TELL("national_2024.handover")
TELL("national_2024.applicability")
TELL("national_2024.transition")
TELL("national_2026.a_kasse_first")
TELL("national_2026.a_kasse_jobsamtale")
TELL("national_2026.municipality_jobsamtale")
TELL("national_2026.faellessamtale_16_months")
TELL("national_2026.form")
TELL("national_2026.handover")
TELL("national_2026.applicability")
TELL("national_2026.transition")
TELL("aalborg.faellessamtale_1")
TELL("aalborg.applicability")
TELL("aalborg.transition")
TELL("rebild.faellessamtale_1")
TELL("rebild.gruppesamtale_theme")
TELL("rebild.education_track")
TELL("rebild.applicability")
TELL("rebild.transition")
TELL("hjoerring.faellessamtale_1")
TELL("hjoerring.applicability")
TELL("hjoerring.transition")
TELL("facts.observed")

TEST_CASE("every case gives what its source says, and no two have one name", "[cases]") {
  std::set<std::string> titles;
  for (const kf::cases::Case& one : all_cases()) {
    holds(one);
    CHECK(titles.insert(one.title()).second);
  }
  CHECK(titles.size() > 500);
}

TEST_CASE("a case that expects something else is noticed", "[cases]") {
  kf::cases::Case one = all_cases().front();
  const kf::io::Node* verdict = one.expect.find("verdict");
  REQUIRE(verdict != nullptr);
  const_cast<kf::io::Node*>(verdict)->text += "-not"; // NOLINT: our own copy
  CHECK(kf::cases::differences(one, kf::current_law).size() == 1);
}
