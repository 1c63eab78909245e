// The sentences of the sources on which the national law and the variants stand, rule by rule: a table of its
// own, written from the notes on the law and not from the library's tables, so that neither can lose one
// alone.
#include "catch2_compat.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace kf = kontaktforloeb;

namespace {

using enum kf::Evidence;

/// A sentence that must stand behind a rule, by its beginning, and how sure its source is.
struct Quote {
  std::string_view rule;
  std::string_view beginning;
  kf::Evidence evidence;
};

constexpr std::string_view declines_2015 = "Den ledige kan dog frabede sig a-kassens deltagelse";
constexpr std::string_view declines_2020 = "medmindre personen ikke ønsker, at arbejdsløshedskassen deltager";
constexpr std::string_view monthly = "hver gang personen har været ledig i sammenlagt en måned i jobcentret";
constexpr std::string_view postponed = "så flytter det ikke kravet til afholdelse af den næste samtale";
constexpr std::string_view availability =
    "Første samtale inden du har været ledighed [sic] i samlet 3 måneder";
constexpr std::string_view in_person = "som udgangspunkt skal afholdes med fysisk fremmøde";
constexpr std::string_view dialogue = "en tidsmæssig sammenhængende dialog";
constexpr std::string_view own_choice =
    "ved personligt fremmøde, telefonisk eller ved personligt digitalt fremmøde";
constexpr std::string_view first_in_person = "Den første jobsamtale kræver personligt fremmøde";
constexpr std::string_view month_end =
    "Hvis du ved udgangen af en måned har fået udbetalt mere end 410 dagpengetimer";
constexpr std::string_view from_july = "træder i kraft den 1. juli 2026";
constexpr std::string_view approved = "En frikommune kan alene igangsætte forsøg efter denne bekendtgørelse";
constexpr std::string_view started = "skal være iværksat senest den 1. oktober 2018";
constexpr std::string_view ended = "Forsøgene slutter senest 31. december 2021.";

constexpr std::array quotes{
    Quote{"national_2015.cv_samtale", "inden to ugers ledighed møde til CV- og vejledningssamtale", guidance},
    Quote{"national_2015.jobsamtale_1", monthly, guidance},
    Quote{"national_2015.jobsamtale_1", postponed, guidance},
    Quote{"national_2015.jobsamtale_2", monthly, guidance},
    Quote{"national_2015.jobsamtale_2", postponed, guidance},
    Quote{"national_2015.jobsamtale_3", monthly, guidance},
    Quote{"national_2015.jobsamtale_3", postponed, guidance},
    Quote{"national_2015.jobsamtale_4", monthly, guidance},
    Quote{"national_2015.jobsamtale_4", postponed, guidance},
    Quote{"national_2015.jobsamtale_5", monthly, guidance},
    Quote{"national_2015.jobsamtale_5", postponed, guidance},
    Quote{"national_2015.jobsamtale_6", monthly, guidance},
    Quote{"national_2015.jobsamtale_6", postponed, guidance},
    Quote{"national_2015.faellessamtale_1", "efter cv-samtalen og senest efter seks ugers", guidance},
    Quote{"national_2015.faellessamtale_1", "Mellem tre til seks ugers ledighed", guidance},
    Quote{"national_2015.faellessamtale_1", declines_2015, guidance},
    Quote{"national_2015.faellessamtale_2", "Tidligst efter 4 måneders ledighed og senest", guidance},
    Quote{"national_2015.faellessamtale_2", declines_2015, guidance},
    Quote{"national_2015.faellessamtale_3", "Senest efter 16 måneders ledighed", guidance},
    Quote{"national_2015.faellessamtale_3", declines_2015, guidance},
    Quote{"national_2015.raadighedssamtale_1", availability, secondary},
    Quote{"national_2015.raadighedssamtale_2", availability, secondary},
    Quote{"national_2015.jobsamtale_quarterly", "en samtale i Jobcentret hver tredje måned", secondary},
    Quote{"national_2015.form", in_person, guidance},
    Quote{"national_2015.form", dialogue, guidance},
    Quote{"national_2015.form", own_choice, primary},

    Quote{"national_2020.cv_samtale", "senest to uger efter at du er tilmeldt som ledig", secondary},
    Quote{"national_2020.jobsamtale", "mindst fire individuelle jobsamtaler inden for de første 6", primary},
    Quote{"national_2020.jobsamtale", "ud over jobsamtalerne efter stk. 1", primary},
    Quote{"national_2020.faellessamtale_1", "En, som holdes, senest når personen har været ledig i 3",
          primary},
    Quote{"national_2020.faellessamtale_1", declines_2020, primary},
    Quote{"national_2020.faellessamtale_2", "En, som tidligst holdes, når personen har været ledig i 3",
          primary},
    Quote{"national_2020.faellessamtale_2", declines_2020, primary},
    Quote{"national_2020.faellessamtale_3", "senest når personen har været ledig i 16 måneder", inferred},
    Quote{"national_2020.faellessamtale_3", declines_2020, primary},
    Quote{"national_2020.raadighedssamtale_1", availability, secondary},
    Quote{"national_2020.raadighedssamtale_2", availability, secondary},
    Quote{"national_2020.raadighedssamtale_extra", "opgøres som 15 dage uanset kalendermåneden", primary},
    Quote{"national_2020.form", in_person, guidance},
    Quote{"national_2020.form", dialogue, guidance},
    Quote{"national_2020.form", own_choice, primary},
    Quote{"national_2020.transition", "vil du som udgangspunkt fortsætte i dit nuværende forløb", secondary},

    Quote{"national_2024.a_kasse_first", "senest 2 uger efter personens tilmelding som jobsøgende", primary},
    Quote{"national_2024.a_kasse_jobsamtale", "Inden for de første 3 måneder, jf. § 9, holder", primary},
    Quote{"national_2024.jobcenter_jobsamtale", "Herefter, og senest inden personen har været ledig i 6",
          primary},
    Quote{"national_2024.jobcenter_jobsamtale", "Personen vælger, om arbejdsløshedskassen skal deltage",
          primary},
    Quote{"national_2024.jobcenter_jobsamtale", "hvis borgeren ønsker det", guidance},
    Quote{"national_2024.jobcenter_track", "mindst seks individuelle jobsamtaler", primary},
    Quote{"national_2024.faellessamtale_16_months", "senest når personen har været ledig i 16", primary},
    Quote{"national_2024.form", first_in_person, secondary},
    Quote{"national_2024.form", own_choice, primary},
    Quote{"national_2024.handover", month_end, secondary},
    Quote{"national_2024.applicability", "fra 9 til 6 samtaler i de første 6 måneders ledighed", primary},
    Quote{"national_2024.applicability", "aftales kontaktforløbet mellem personen og jobcenteret", primary},
    Quote{"national_2024.applicability", "når a-kassen vurderer, at der er behov for det", primary},

    Quote{"national_2026.a_kasse_first", "Første jobsamtale skal holdes med alle jobparate ledige.",
          guidance},
    Quote{"national_2026.a_kasse_jobsamtale", "mindst to jobsamtaler med mindst 75 pct.", guidance},
    Quote{"national_2026.municipality_jobsamtale", "i perioden fra de overgår til kommunen", guidance},
    Quote{"national_2026.faellessamtale_16_months", "senest når borgeren har været ledig i 16", guidance},
    Quote{"national_2026.form", first_in_person, secondary},
    Quote{"national_2026.form", own_choice, primary},
    Quote{"national_2026.handover", month_end, inferred},
    Quote{"national_2026.handover", from_july, guidance},
    Quote{"national_2026.share_75", "mulighed for at undtage én ud af fire ledige", guidance},
    Quote{"national_2026.share_75", "mindst to jobsamtaler med mindst 75 pct.", guidance},
    Quote{"national_2026.applicability", from_july, guidance},

    Quote{"aalborg.faellessamtale_1", "Pga. frikommuneforsøget er første fælles samtale i Aalborg", report},
    Quote{"aalborg.faellessamtale_1", approved, primary},
    Quote{"aalborg.faellessamtale_1", started, inferred},
    Quote{"aalborg.applicability", ended, report},
    Quote{"aalborg.applicability", approved, primary},
    Quote{"aalborg.transition", ended, report},
    Quote{"aalborg.transition", approved, primary},

    Quote{"rebild.faellessamtale_1", "1. fællessamtale med a-kassen afholdes som samtale nr. 2", report},
    Quote{"rebild.faellessamtale_1", "Den ledige kan fortsat fravælge a-kassens deltagelse.", report},
    Quote{"rebild.faellessamtale_1", approved, primary},
    Quote{"rebild.faellessamtale_1", started, inferred},
    Quote{"rebild.gruppesamtale_substitution", "kan der med fordel afholdes gruppesamtaler", report},
    Quote{"rebild.gruppesamtale_substitution", "Ved at fritage fra formkravet om individuelle", report},
    Quote{"rebild.gruppesamtale_substitution", approved, primary},
    Quote{"rebild.gruppesamtale_theme", "En gruppesamtale indeholder som minimum et af følgende", report},
    Quote{"rebild.gruppesamtale_theme", approved, primary},
    Quote{"rebild.education_track", "ledige uden kompetencegivende uddannelse (og ledige over 30", report},
    Quote{"rebild.education_track", "Alle i målgruppen screenes", report},
    Quote{"rebild.education_track", "afklares, at borgeren ikke skal uddannelsesvejen", report},
    Quote{"rebild.education_track", "Ved at fritage fra det lovpligtige indhold", report},
    Quote{"rebild.education_track", approved, primary},
    Quote{"rebild.applicability", ended, report},
    Quote{"rebild.applicability", approved, primary},
    Quote{"rebild.transition", ended, report},
    Quote{"rebild.transition", approved, primary},

    Quote{"hjoerring.faellessamtale_1", "Kadence: Den første fællessamtale flyttes til 2. eller 3.", report},
    Quote{"hjoerring.faellessamtale_1", approved, primary},
    Quote{"hjoerring.faellessamtale_1", started, inferred},
    Quote{"hjoerring.applicability", ended, report},
    Quote{"hjoerring.applicability", approved, primary},
    Quote{"hjoerring.transition", ended, report},
    Quote{"hjoerring.transition", approved, primary},
};

bool fits(const kf::Basis& basis, const Quote& quote) {
  return basis.quote.starts_with(quote.beginning) && basis.evidence == quote.evidence;
}

/// Calls `each` with every rule of the regimes that the table speaks of.
template <class Each>
void each_table_rule(const Each& each) {
  for (const kf::Regime& regime : kf::regimes()) {
    if (regime.entry != kf::Entry::national && regime.entry != kf::Entry::municipality) continue;
    for (const kf::Requirement& requirement : regime.requirements) each(requirement.rule);
    kf::for_each_other_rule(regime, each);
  }
}

} // namespace

TEST_CASE("each sentence of the notes stands behind its rule with its grade", "[law]") {
  std::set<std::string> found;
  const auto name = [](const Quote& quote) {
    return std::string(quote.rule) + ": " + std::string(quote.beginning);
  };
  each_table_rule([&](const kf::Rule& rule) {
    for (const Quote& quote : quotes)
      if (quote.rule == rule.id && std::any_of(rule.basis.begin(), rule.basis.end(),
                                               [&](const kf::Basis& basis) { return fits(basis, quote); }))
        found.insert(name(quote));
  });
  for (const Quote& quote : quotes) {
    INFO(name(quote));
    CHECK(found.count(name(quote)) == 1);
  }
}

TEST_CASE("no rule is given words that the notes do not have", "[law]") {
  each_table_rule([](const kf::Rule& rule) {
    for (const kf::Basis& basis : rule.basis) {
      INFO(rule.id << ": " << basis.quote);
      CHECK((basis.quote.empty() || std::any_of(quotes.begin(), quotes.end(), [&](const Quote& quote) {
               return quote.rule == rule.id && fits(basis, quote);
             })));
    }
  });
}

TEST_CASE("exemptions, suspension and the clock of the national law have their sentences", "[law]") {
  for (const kf::NationalPeriod& period : kf::current_law.national) {
    INFO(period.id);
    const kf::Regime& regime = *kf::current_law.find(period.id);
    std::set<kf::ExemptReason> reasons;
    for (const kf::Exemption& exemption : regime.exemptions) {
      reasons.insert(exemption.reason);
      // LAB § 106 is the main act of 2024; before it STAR's guidance says the same.
      if (regime.valid.from < kf::Date(2024, 1, 1)) {
        CHECK(exemption.basis.evidence == guidance);
        CHECK(exemption.basis.quote == "dvs. hverken cv-samtaler eller jobsamtaler");
      } else {
        CHECK(exemption.basis.evidence == primary);
        CHECK(exemption.basis.source == "LAB § 106");
      }
    }
    CHECK(reasons == std::set<kf::ExemptReason>{kf::ExemptReason::less_intensive, kf::ExemptReason::sent_home,
                                                kf::ExemptReason::work_sharing});
  }
  REQUIRE(kf::current_law.suspensions.size() == 1);
  CHECK(kf::current_law.suspensions[0].basis.quote == "vil ikke være nulstillende samtaler");
  const auto& time = kf::current_law.time.basis;
  CHECK(std::any_of(time.begin(), time.end(), [](const kf::Basis& basis) {
    return basis.quote.find("som sammenlagt ledighed") != std::string_view::npos;
  }));
}
