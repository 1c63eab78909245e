#include "catch2_compat.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace kf = kontaktforloeb;
using kf::Conversation;

namespace {

template <class Each>
void each_rule(const Each& each) {
  for (const kf::Regime& regime : kf::regimes()) {
    for (const kf::Requirement& requirement : regime.requirements) each(regime, requirement.rule);
    kf::for_each_other_rule(regime, [&](const kf::Rule& rule) { each(regime, rule); });
  }
}

/// The fewest meetings by trying every way to put duties into meetings of one or two.
int fewest(const kf::Regime& regime, std::vector<Conversation> duties) {
  if (duties.empty()) return 0;
  const Conversation first = duties.back();
  duties.pop_back();
  int best = 1 + fewest(regime, duties);
  for (std::size_t i = 0; i < duties.size(); ++i) {
    if (!kf::may_merge(regime, first, duties[i]).value_or(false)) continue;
    auto rest = duties;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    best = std::min(best, 1 + fewest(regime, rest));
  }
  return best;
}

} // namespace

TEST_CASE("every rule has a name of its regime, both languages, and a graded source", "[law]") {
  std::set<std::string_view> ids;
  each_rule([&](const kf::Regime& regime, const kf::Rule& rule) {
    INFO(rule.id);
    CHECK(rule.id.starts_with(std::string(regime.id) + "."));
    CHECK(ids.insert(rule.id).second);
    CHECK_FALSE(rule.text.da.empty());
    CHECK_FALSE(rule.text.en.empty());
    CHECK_FALSE(rule.basis.empty());
    for (const kf::Basis& basis : rule.basis) {
      CHECK_FALSE(basis.source.empty());
      CHECK((basis.url.empty() || basis.url.starts_with("http")));
      // A conclusion of ours is not put into the mouth of a source without naming the source it is drawn
      // from.
      if (basis.evidence == kf::Evidence::inferred && !basis.quote.empty())
        CHECK(basis.source.find("Inferred from") != std::string_view::npos);
    }
  });
  CHECK(ids.size() >= 35);
}

TEST_CASE("time, form, ends and admissions have sources too", "[law]") {
  for (const kf::DeadPeriod& dead : kf::current_law.time.dead_periods) CHECK_FALSE(dead.basis.source.empty());
  for (const kf::MonthNorm& norm : kf::current_law.time.norms) CHECK_FALSE(norm.basis.source.empty());
  for (const kf::Suspension& suspension : kf::current_law.suspensions)
    CHECK_FALSE(suspension.basis.source.empty());
  for (const kf::NationalPeriod& period : kf::current_law.national) CHECK_FALSE(period.basis.source.empty());
  for (const kf::Regime& regime : kf::regimes()) {
    for (const kf::FormRow& row : regime.form.rows) CHECK_FALSE(row.basis.source.empty());
    if (!regime.handover) continue;
    for (const kf::EndRule& end : regime.handover->ends) CHECK_FALSE(end.basis.source.empty());
    for (const kf::Admission& admission : regime.handover->admissions)
      CHECK_FALSE(admission.basis.source.empty());
  }
}

TEST_CASE("form rows and national periods follow each other without gap or overlap", "[law]") {
  for (const kf::Regime& regime : kf::regimes())
    for (std::size_t i = 1; i < regime.form.rows.size(); ++i)
      CHECK(regime.form.rows[i].days.from == regime.form.rows[i - 1].days.to + 1);
  for (std::size_t i = 1; i < kf::current_law.national.size(); ++i)
    CHECK(kf::current_law.national[i].valid.from == kf::current_law.national[i - 1].valid.to + 1);
}

TEST_CASE("dead periods are twelve whole months", "[law]") {
  int days = 0;
  for (const kf::DeadPeriod& dead : kf::current_law.time.dead_periods)
    days += dead.days.to - dead.days.from + 1;
  CHECK(days == (kf::Date(2020, 8, 31) - kf::Date(2020, 3, 1) + 1) +
                    (kf::Date(2021, 6, 30) - kf::Date(2021, 1, 1) + 1));
}

TEST_CASE("the fewest meetings come out of the duties and the merging table", "[law]") {
  const kf::Regime& trial = *kf::current_law.find("trial_2020");
  const kf::Regime& normal = *kf::current_law.find("normalindsats");
  // "minimum tre samtaler" and "minimum fem samtaler" (Rambøll 2023, p. 9); both programmes have five duties.
  CHECK(kf::obligations(trial) == 5);
  CHECK(kf::obligations(normal) == 5);
  CHECK(kf::minimum_meetings(trial) == 3);
  CHECK(kf::minimum_meetings(normal) == 5);
  CHECK_FALSE(kf::minimum_meetings(*kf::current_law.find("rebild")));

  const std::vector<Conversation> duties{Conversation::cv_samtale, Conversation::jobsamtale,
                                         Conversation::jobsamtale, Conversation::faellessamtale,
                                         Conversation::raadighedssamtale};
  for (std::size_t pairs = 0; pairs < 1024; ++pairs) { // every merging table over four kinds
    std::vector<kf::Pair> table;
    std::size_t bit = 0;
    for (int a = 0; a < 4; ++a)
      for (int b = a; b < 4; ++b, ++bit)
        if ((pairs >> bit & 1u) != 0)
          table.push_back({static_cast<Conversation>(a), static_cast<Conversation>(b)});
    kf::Regime regime = trial;
    regime.merging->pairs = table;
    CHECK(kf::minimum_meetings(regime) == fewest(regime, duties));
  }
}

TEST_CASE("the trial's merging table allows exactly four pairs", "[law]") {
  const kf::Regime& trial = *kf::current_law.find("trial_2020");
  const auto merge = [&](Conversation a, Conversation b) {
    return kf::may_merge(trial, a, b).value_or(false);
  };
  int allowed = 0;
  for (int a = 0; a < 5; ++a)
    for (int b = a; b < 5; ++b) {
      const auto x = static_cast<Conversation>(a), y = static_cast<Conversation>(b);
      CHECK(merge(x, y) == merge(y, x));
      allowed += merge(x, y) ? 1 : 0;
    }
  CHECK(allowed == 4);
  CHECK(merge(Conversation::cv_samtale, Conversation::jobsamtale));
  CHECK(merge(Conversation::cv_samtale, Conversation::faellessamtale));
  CHECK(merge(Conversation::raadighedssamtale, Conversation::jobsamtale));
  CHECK(merge(Conversation::raadighedssamtale, Conversation::faellessamtale));
  CHECK_FALSE(
      kf::may_merge(*kf::current_law.find("rebild"), Conversation::cv_samtale, Conversation::jobsamtale));
}

TEST_CASE("98 municipalities less the 15 excluded are the 83 of Dansk Metal, FOA and SL", "[law]") {
  const kf::Handover& handover = *kf::current_law.find("trial_2020")->handover;
  const auto number = [&](std::string_view a_kasse) {
    return std::count_if(
        kf::municipalities.begin(), kf::municipalities.end(),
        [&](const kf::Municipality& place) { return kf::admitted(handover, a_kasse, place.code) == true; });
  };
  CHECK(kf::municipalities.size() == 98);
  for (const char* a_kasse : {"Dansk Metal-A", "FOA-A", "SL-A"}) CHECK(number(a_kasse) == 83);
  CHECK(number("BUPL-A") == 7);
  CHECK(number("MA-A") == 4);
  for (const char* a_kasse : {"3F-A", "FTF-A", "HK-A", "Min-A"}) {
    CHECK(number(a_kasse) == 0);
    CHECK_FALSE(kf::admitted(handover, a_kasse, 101).has_value());
    CHECK(kf::admitted(handover, a_kasse, 851) == false);
  }
  CHECK(kf::admitted(handover, "other:Lærernes", 101) == false);
  for (const kf::Admission& admission : handover.admissions)
    for (const std::uint16_t code : admission.municipalities)
      CHECK_FALSE(kf::municipality_name(code).empty());
}

TEST_CASE("the engine names no regime", "[law]") {
  const auto folder = std::filesystem::path{KONTAKTFORLOEB_SOURCE_DIR};
  for (const auto* part : {"include/kontaktforloeb", "src/io", "src/cli"})
    for (const auto& entry : std::filesystem::directory_iterator(folder / part)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream stream{entry.path()};
      std::ostringstream text;
      text << stream.rdbuf();
      std::istringstream lines{text.str()};
      for (std::string line; std::getline(lines, line);) {
        line = line.substr(0, line.find("//")); // comments may name examples
        for (const kf::Regime& regime : kf::regimes()) {
          INFO(entry.path() << ": " << line);
          CHECK(line.find(regime.id) == std::string::npos);
        }
      }
    }
}
