#pragma once
/// @file
/// The national contact course 2015-2019; in this version its first joint conversation.

#include <kontaktforloeb/regimes/form.hpp>
#include <kontaktforloeb/regimes/sources.hpp>
#include <kontaktforloeb/regimes/time.hpp>
#include <kontaktforloeb/regimes/trial_2020.hpp>
#include <kontaktforloeb/rule.hpp>

#include <array>

/// The national contact course 2015-2019.
namespace kontaktforloeb::tables::national_2015 {

/// @cond basis
inline constexpr std::array faellessamtale_1_basis{
    Basis{sources::q18, sources::q18_url, "efter cv-samtalen og senest efter seks ugers sammenlagt ledighed",
          Evidence::guidance},
    Basis{sources::fj, sources::fj_url, "Mellem tre til seks ugers ledighed", Evidence::guidance},
    Basis{sources::bm, sources::bm_url,
          "Den ledige kan dog frabede sig a-kassens deltagelse i de fælles samtaler.", Evidence::guidance}};
inline constexpr std::array faellessamtale_1_readings{
    Reading::hours_within_month, Reading::declined_party, Reading::conversations_before_job,
    Reading::ordinary_remote,    Reading::opt_out_effect, Reading::other_benefit_in_aggregate,
    Reading::august_first_2021};
inline constexpr std::array law_basis{Basis{"Bill L 58 (2014-15), told by STAR (primary text not yet read)",
                                            sources::kf_url,
                                            {},
                                            Evidence::guidance}};
inline constexpr std::array transition_basis{
    Basis{"Inferred: what holds for a course that crosses a change of law is not settled in the sources",
          {},
          {},
          Evidence::inferred}};
inline constexpr std::array coverage_basis{
    Basis{"This version has only the first joint conversation of this regime", {}, {}, Evidence::inferred}};
/// @endcond

/// Three weeks of aggregate unemployment.
inline constexpr Bound three_weeks{Clock::aggregate_unemployment, time::weeks(3), Edge::reached,
                                   Test::on_the_day};
/// Six weeks of aggregate unemployment.
inline constexpr Bound six_weeks{Clock::aggregate_unemployment, time::weeks(6), Edge::reached,
                                 Test::on_the_day};

/// What the regime asks for, as far as this version goes.
inline constexpr std::array requirements{
    Requirement{
        .rule =
            {"national_2015.faellessamtale_1",
             RuleKind::requirement,
             {"Jobcenteret holder første fællessamtale med a-kassen mellem 3 og 6 ugers sammenlagt ledighed, efter "
              "CV-samtalen.",
              "The jobcenter holds the first fællessamtale with the a-kasse between 3 and 6 weeks of aggregate "
              "unemployment, after the CV-samtale."},
             faellessamtale_1_basis,
             faellessamtale_1_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .count = 1,
        .window = {.from = {EndKind::bound, three_weeks, {}}, .to = {EndKind::bound, six_weeks, {}}},
        .after_cv = true,
        .declinable = Party::a_kasse,
    },
};

/// The national contact course 2015-2019.
inline constexpr Regime regime{
    .id = "national_2015",
    .name = {"Det nationale kontaktforløb 2015-2019", "The national contact course 2015-2019"},
    .entry = Entry::national,
    .valid = {{2015, 7, 1}, {2019, 12, 31}},
    .known_until = {},
    .requirements = requirements,
    .merging = std::nullopt,
    .form = {.rule = {"national_2015.form", RuleKind::prohibition, form::text, form::basis, form::readings},
             .rows = form::rows,
             .reported = false,
             .remote_forms = form::remote},
    .handover = std::nullopt,
    .exemptions = trial_2020::exemptions,
    .applicability = {"national_2015.applicability",
                      RuleKind::state,
                      {"Om forløbet hører under reglerne fra 2015.",
                       "Whether the course belongs to the rules of 2015."},
                      law_basis,
                      {}},
    .transition = {"national_2015.transition",
                   RuleKind::state,
                   {"Hvad der gælder for et forløb, der varer længere end reglerne fra 2015.",
                    "What holds for a course that outlives the rules of 2015."},
                   transition_basis,
                   {}},
    .coverage = Rule{"national_2015.coverage",
                     RuleKind::state,
                     {"Denne version kender kun regimets første fællessamtale.",
                      "This version knows only the regime's first fællessamtale."},
                     coverage_basis,
                     {}},
};

} // namespace kontaktforloeb::tables::national_2015
