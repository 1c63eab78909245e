#include "catch2_compat.hpp"

#include "support/cases.hpp"

#include <map>

namespace kf = kontaktforloeb;

TEST_CASE("every case of tests/cases gives what its source says", "[cases]") {
  const auto all = kf::cases::load(std::filesystem::path{KONTAKTFORLOEB_SOURCE_DIR} / "tests/cases");
  REQUIRE(all.size() > 100);
  std::map<std::string, int> titles;
  for (const kf::cases::Case& one : all) {
    DYNAMIC_SECTION(one.title()) {
      CHECK(++titles[one.title()] == 1);
      INFO(one.file << ":" << one.position.line << " (" << one.source << ")");
      std::string differences;
      for (const std::string& line : kf::cases::differences(one, kf::current_law)) differences += line + "\n";
      CHECK(differences == "");
    }
  }
}
