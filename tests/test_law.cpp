#include "catch2_compat.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

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
      // from, and without saying that it is drawn.
      if (basis.evidence == kf::Evidence::inferred && !basis.quote.empty()) {
        CHECK(basis.source.find("nferred") != std::string_view::npos);
        CHECK_FALSE(basis.source.starts_with("Inferred:"));
      }
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
    for (const kf::Exemption& exemption : regime.exemptions) CHECK_FALSE(exemption.basis.source.empty());
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

TEST_CASE("the national law holds from July 2015 to the end of 2026, and each of its regimes is whole",
          "[law]") {
  const auto periods = kf::current_law.national;
  REQUIRE(periods.size() == 4);
  CHECK(periods.front().valid.from == kf::Date(2015, 7, 1));
  CHECK(periods.back().valid.to == kf::Date(2026, 12, 31));
  for (const kf::NationalPeriod& period : periods) {
    INFO(period.id);
    const kf::Regime* regime = kf::current_law.find(period.id);
    REQUIRE(regime != nullptr);
    CHECK(regime->entry == kf::Entry::national);
    CHECK(regime->valid == period.valid);
    CHECK(regime->known_until == kf::Date(2026, 12, 31));
    CHECK(regime->whole());
  }
  const auto all = kf::regimes();
  CHECK(std::count_if(all.begin(), all.end(),
                      [](const kf::Regime& regime) { return regime.entry == kf::Entry::national; }) == 4);
}

TEST_CASE("the forms of the national regimes begin with those of the trial and go on to June 2026", "[law]") {
  const auto same = [](const kf::FormRow& a, const kf::FormRow& b) {
    return a.days == b.days && a.remote == b.remote && a.suspended == b.suspended &&
           a.summoned_by == b.summoned_by && a.held_by == b.held_by && a.others_unknown == b.others_unknown &&
           a.not_with == b.not_with && a.first_in_person == b.first_in_person && a.under == b.under &&
           a.remote_under == b.remote_under && a.basis.source == b.basis.source &&
           a.basis.quote == b.basis.quote && a.basis.evidence == b.basis.evidence;
  };
  const auto trial = kf::current_law.find("trial_2020")->form.rows;
  CHECK_FALSE(trial.front().days.from.is_set());
  CHECK(trial.back().days.to == kf::Date(2023, 12, 31));
  for (const kf::NationalPeriod& period : kf::current_law.national) {
    const auto national = kf::current_law.find(period.id)->form.rows;
    REQUIRE(national.size() == trial.size() + 1);
    CHECK(std::equal(trial.begin(), trial.end(), national.begin(), same));
    CHECK(national.back().days == kf::DateRange{{2024, 1, 1}, {2026, 6, 30}});
  }
}

TEST_CASE("dead periods are twelve whole months, one after the other", "[law]") {
  int days = 0;
  kf::Date before;
  for (const kf::DeadPeriod& dead : kf::current_law.time.dead_periods) {
    days += dead.days.to - dead.days.from + 1;
    CHECK(dead.days.from > before);
    before = dead.days.to;
  }
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

TEST_CASE("nine conversations in the first six months before 2024, six from then on, four from mid-2026",
          "[law]") {
  const kf::Limit six_months = kf::tables::time::months(6);
  const auto within = [&](std::string_view id) {
    return kf::conversations_within(*kf::current_law.find(id), six_months);
  };
  // "fra 9 til 6 samtaler i de første 6 måneders ledighed" (STAR, 2024).
  CHECK(within("national_2015") == 9);
  CHECK(within("national_2020") == 9);
  CHECK(within("national_2024") == 6);
  CHECK(within("national_2026") == 4);
  // At nine months there is one more, the seventh with the jobcenter (STAR's samtaledata); on the day before
  // six months all but the last of each kind.
  CHECK(kf::conversations_within(*kf::current_law.find("national_2015"), kf::tables::time::months(9)) == 10);
  CHECK(kf::conversations_within(*kf::current_law.find("national_2024"), kf::tables::time::months(3)) == 3);
  CHECK(kf::conversations_within(*kf::current_law.find("national_2026"), kf::tables::time::months(3)) == 2);
}

TEST_CASE("what each regime asks of every course", "[law]") {
  const auto asked = [](std::string_view id) { return kf::obligations(*kf::current_law.find(id)); };
  CHECK_FALSE(asked("national_2015")); // every third month, without an end
  CHECK(asked("national_2020") == 9);  // the one on need is left out, the one within 16 months is in
  CHECK(asked("national_2024") == 7);
  CHECK(asked("national_2026") == 5);
  // Courses under a variant have to hold what the national regime below it asks for.
  for (const char* variant : {"aalborg", "rebild", "hjoerring"}) CHECK_FALSE(asked(variant));
  for (const kf::NationalPeriod& period : kf::current_law.national)
    CHECK_FALSE(kf::minimum_meetings(*kf::current_law.find(period.id)));
}

TEST_CASE("three of four are enough, each holder by itself", "[law]") {
  for (const kf::Regime& regime : kf::regimes())
    CHECK(regime.shares.empty() == (regime.id != "national_2026"));
  const kf::Share& share = kf::current_law.find("national_2026")->shares.front();
  CHECK(share.rule.id == "national_2026.share_75");
  CHECK(share.per_cent == 75);
  REQUIRE(share.holders.size() == 2);
  CHECK(share.holders[0] == kf::Party::a_kasse);
  CHECK(share.holders[1] == kf::Party::jobcenter);
  CHECK_FALSE(share.kept(74, 100));
  CHECK(share.kept(75, 100));
  CHECK(share.kept(76, 100));
  CHECK(share.kept(3, 4));
  CHECK_FALSE(share.kept(2, 3));
  CHECK_FALSE(share.kept(2, 4));
  CHECK_FALSE(share.kept(0, 1));
  CHECK(share.kept(0, 0));
  // Nobody of a whole country overflows: 10^15 persons.
  CHECK(share.kept(750'000'000'000'000, 1'000'000'000'000'000));
  CHECK_FALSE(share.kept(749'999'999'999'999, 1'000'000'000'000'000));
}

TEST_CASE("one in four is exempted from the mandatory conversations, not from the first", "[law]") {
  for (const kf::Regime& regime : kf::regimes())
    for (const kf::Requirement& requirement : regime.requirements) {
      INFO(requirement.rule.id);
      const bool mandatory = requirement.rule.id == "national_2026.a_kasse_jobsamtale" ||
                             requirement.rule.id == "national_2026.municipality_jobsamtale";
      CHECK(requirement.exemptions.size() == (mandatory ? 1u : 0u));
      if (mandatory) CHECK(requirement.exemptions.front() == kf::ExemptReason::share_75);
    }
}

// No finding depends on what holds when nobody chose, so that no case can show it: it is pinned here.
TEST_CASE("whose part a person may choose, and what holds when nobody chose", "[law]") {
  using kf::Attendance;
  const std::map<std::string_view, Attendance> known{
      {"normalindsats.faellessamtale", Attendance::takes_part},
      {"national_2015.faellessamtale_1", Attendance::takes_part},
      {"national_2015.faellessamtale_2", Attendance::takes_part},
      {"national_2015.faellessamtale_3", Attendance::takes_part},
      {"national_2020.faellessamtale_1", Attendance::takes_part},
      {"national_2020.faellessamtale_2", Attendance::takes_part},
      {"national_2020.faellessamtale_3", Attendance::takes_part},
      {"national_2024.jobcenter_jobsamtale", Attendance::stays_out},
      {"national_2024.faellessamtale_16_months", Attendance::takes_part},
      {"national_2026.municipality_jobsamtale", Attendance::stays_out},
      {"national_2026.faellessamtale_16_months", Attendance::takes_part},
      {"aalborg.faellessamtale_1", Attendance::takes_part},
      {"rebild.faellessamtale_1", Attendance::takes_part},
      {"hjoerring.faellessamtale_1", Attendance::takes_part},
  };
  for (const kf::Regime& regime : kf::regimes()) {
    std::set<std::pair<Conversation, std::int32_t>> chosen;
    for (const kf::Requirement& requirement : regime.requirements) {
      INFO(requirement.rule.id);
      const auto found = known.find(requirement.rule.id);
      CHECK(requirement.choosable.has_value() == (found != known.end()));
      if (!requirement.choosable || found == known.end()) continue;
      CHECK(requirement.choosable->party == kf::Party::a_kasse);
      CHECK(requirement.choosable->without_choice == found->second);
      // A choice names its conversation by kind and number.
      CHECK(chosen.insert({requirement.conversation, requirement.ordinal}).second);
    }
  }
}

TEST_CASE("Rebild's themes are two lists of seven without a common one", "[law]") {
  const kf::GroupConversations& groups = *kf::current_law.find("rebild")->groups;
  REQUIRE(groups.themes.size() == 2);
  CHECK(groups.themes[0].track != groups.themes[1].track);
  std::set<std::string_view> all;
  for (const kf::ThemeList& list : groups.themes) {
    CHECK(list.themes.size() == 7);
    all.insert(list.themes.begin(), list.themes.end());
  }
  CHECK(all.size() == 14);
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

TEST_CASE("no municipality has the trial and a variant at the same time", "[law]") {
  const kf::Regime& trial = *kf::current_law.find("trial_2020");
  int variants = 0;
  for (const kf::Regime& regime : kf::regimes()) {
    if (regime.entry != kf::Entry::municipality) continue;
    INFO(regime.id);
    ++variants;
    CHECK(regime.valid.overlaps(trial.valid));
    for (const kf::Admission& admission : trial.handover->admissions) {
      CHECK(kf::admitted(*trial.handover, admission.a_kasse, regime.municipality) == false);
      if (admission.list != kf::AdmissionList::only)
        CHECK(std::count(admission.municipalities.begin(), admission.municipalities.end(),
                         regime.municipality) == 1);
    }
  }
  CHECK(variants == 3);
}

TEST_CASE("the engine names no regime", "[law]") {
  const auto folder = std::filesystem::path{KONTAKTFORLOEB_SOURCE_DIR};
  for (const auto* part : {"include/kontaktforloeb", "src/io", "src/cli", "src/bindings"})
    for (const auto& entry : std::filesystem::directory_iterator(folder / part)) {
      // Codes of a register are tables too, each with its source and its days.
      if (!entry.is_regular_file() || entry.path().filename().string().starts_with("dfdg.")) continue;
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
        // No part of the engine reads those tables; the header of everything hands them out.
        if (entry.path().filename() != "kontaktforloeb.hpp")
          CHECK(line.find("dfdg.hpp") == std::string::npos);
      }
    }
}
