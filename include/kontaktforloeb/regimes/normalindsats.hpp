#pragma once
/// @file
/// The normal effort 2020-2023 in the evaluation's words: what those outside the trial got in three months.

#include <kontaktforloeb/regimes/form.hpp>
#include <kontaktforloeb/regimes/sources.hpp>
#include <kontaktforloeb/regimes/time.hpp>
#include <kontaktforloeb/regimes/trial_2020.hpp>
#include <kontaktforloeb/rule.hpp>

#include <array>

/// The normal effort 2020-2023; chosen by name only.
namespace kontaktforloeb::tables::normalindsats {

/// Three months of aggregate unemployment.
inline constexpr Bound three_months{Clock::aggregate_unemployment, time::months(3), Edge::reached,
                                    Test::on_the_day};

/// Source of the programme.
inline constexpr Basis programme{
    sources::ramboell_p9, {}, "dvs. minimum fem samtaler i alt.", Evidence::report};
/// @cond basis
inline constexpr std::array cv_basis{programme, Basis{sources::sl, sources::sl_url,
                                                      "senest to uger efter at du er tilmeldt som ledig",
                                                      Evidence::secondary}};
inline constexpr std::array jobsamtale_basis{
    programme,
    Basis{"LAB § 31 stk. 1 (LBK 701/2022), which asks for four in six months", sources::lab31_22_url,
          "mindst fire individuelle jobsamtaler inden for de første 6 måneder", Evidence::primary},
    Basis{"Inferred: three months are counted as aggregate unemployment", {}, {}, Evidence::inferred}};
inline constexpr std::array faellessamtale_basis{
    programme,
    Basis{
        "LAB § 31 stk. 2 nr. 1 (LBK 701/2022), which asks for it on need or request only",
        sources::lab31_22_url,
        "En, som holdes, senest når personen har været ledig i 3 måneder, hvis arbejdsløshedskassen [...] finder, at "
        "personen har behov herfor, eller hvis jobcenteret eller personen anmoder herom.",
        Evidence::primary}};
inline constexpr std::array raadighedssamtale_basis{Basis{sources::ca, sources::ca_url,
                                                          "inden du har været ledighed i samlet 3 måneder",
                                                          Evidence::secondary},
                                                    programme};
inline constexpr std::array merging_basis{
    Basis{"Inferred from Rambøll 2023: merging is possible »i forsøget«",
          {},
          "Der er i forsøget mulighed for sammenkobling af maksimalt to samtaler.",
          Evidence::inferred}};
inline constexpr std::array applicability_basis{
    Basis{sources::ramboell, {}, "normalindsatsen (uanset a-kassemedlemskab)", Evidence::report}};
inline constexpr std::array transition_basis{
    Basis{"Inferred: what becomes of an unfinished normal effort when 2023 ends is not known",
          {},
          {},
          Evidence::inferred}};

inline constexpr std::array cv_readings{Reading::two_week_day, Reading::conversations_before_job,
                                        Reading::ordinary_remote, Reading::august_first_2021,
                                        Reading::registration_restarts_two_weeks};
inline constexpr std::array hour_readings{Reading::hours_within_month, Reading::conversations_before_job,
                                          Reading::ordinary_remote, Reading::other_benefit_in_aggregate,
                                          Reading::august_first_2021};
inline constexpr std::array joint_readings{
    Reading::hours_within_month, Reading::declined_party, Reading::conversations_before_job,
    Reading::ordinary_remote,    Reading::opt_out_effect, Reading::other_benefit_in_aggregate,
    Reading::august_first_2021};
/// The extra conversation takes part in the ordinary one's group: what moves that one moves this one.
inline constexpr const auto& extra_readings = hour_readings;
/// @endcond

/// What the normal effort asks for.
inline constexpr std::array requirements{
    Requirement{
        .rule = {"normalindsats.cv_samtale",
                 RuleKind::requirement,
                 {"A-kassen holder en CV-samtale senest 2 uger efter tilmeldingen.",
                  "The a-kasse holds a CV-samtale at most 2 weeks after registration."},
                 cv_basis,
                 cv_readings},
        .conversation = Conversation::cv_samtale,
        .group = Group::cv,
        .holder = Party::a_kasse,
        .count = 1,
        .window = {.from = {}, .to = time::within_two_weeks},
    },
    Requirement{
        .rule = {"normalindsats.jobsamtale",
                 RuleKind::requirement,
                 {"Jobcenteret holder mindst to jobsamtaler inden for 3 måneders sammenlagt ledighed.",
                  "The jobcenter holds at least two jobsamtaler within 3 months of aggregate unemployment."},
                 jobsamtale_basis,
                 hour_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::jobsamtale,
        .holder = Party::jobcenter,
        .count = 2,
        .window = {.from = {}, .to = {EndKind::bound, three_months, {}}},
    },
    Requirement{
        .rule =
            {"normalindsats.faellessamtale",
             RuleKind::requirement,
             {"Jobcenteret holder en fællessamtale med a-kassen inden for 3 måneders sammenlagt ledighed.",
              "The jobcenter holds a fællessamtale with the a-kasse within 3 months of aggregate unemployment."},
             faellessamtale_basis,
             joint_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .count = 1,
        .window = {.from = {}, .to = {EndKind::bound, three_months, {}}},
        .choosable = Choosable{Party::a_kasse},
    },
    Requirement{
        .rule = {"normalindsats.raadighedssamtale",
                 RuleKind::requirement,
                 {"A-kassen holder en rådighedssamtale inden for 3 måneders sammenlagt ledighed.",
                  "The a-kasse holds a rådighedssamtale within 3 months of aggregate unemployment."},
                 raadighedssamtale_basis,
                 hour_readings},
        .conversation = Conversation::raadighedssamtale,
        .group = Group::raadighed,
        .holder = Party::a_kasse,
        .count = 1,
        .window = {.from = {}, .to = {EndKind::bound, three_months, {}}},
    },
    Requirement{
        .rule =
            {"normalindsats.raadighedssamtale_extra",
             RuleKind::requirement,
             {"A-kassen holder en ekstra rådighedssamtale inden udgangen af måneden efter en måned uden registreret "
              "jobsøgning.",
              "The a-kasse holds an extra rådighedssamtale before the end of the month after a month without a "
              "logged job search."},
             trial_2020::extra_basis,
             extra_readings},
        .conversation = Conversation::raadighedssamtale,
        .group = Group::raadighed,
        .holder = Party::a_kasse,
        .count = 1,
        .window = {.from = {EndKind::next_month, {}, {}}, .to = {EndKind::next_month, {}, {}}},
        .condition = Condition::empty_joblog,
        .empty_joblog = trial_2020::empty_joblog,
    },
};

/// The normal effort.
inline constexpr Regime regime{
    .id = "normalindsats",
    .name = {"Normalindsatsen 2020-2023", "The normal effort 2020-2023"},
    .entry = Entry::by_name,
    .valid = {{2020, 1, 1}, {2023, 12, 31}},
    .known_until = {2023, 12, 31},
    .requirements = requirements,
    .merging = Merging{.rule = {"normalindsats.merging",
                                RuleKind::prohibition,
                                {"Samtaler må ikke slås sammen i ét møde.",
                                 "Conversations may not share a meeting."},
                                merging_basis,
                                {}},
                       .pairs = {},
                       .most = 1},
    .form = {.rule = {"normalindsats.form", RuleKind::prohibition, form::text, form::basis, form::readings},
             .rows = form::rows,
             .reported = true,
             .remote_forms = form::remote},
    .handover = std::nullopt,
    .exemptions = exemptions,
    .applicability = {"normalindsats.applicability",
                      RuleKind::state,
                      {"Om forløbet hører under normalindsatsen.",
                       "Whether the course belongs to the normal effort."},
                      applicability_basis,
                      {}},
    .transition = {"normalindsats.transition",
                   RuleKind::state,
                   {"Hvad der gælder, når et forløb varer længere end normalindsatsens regler.",
                    "What holds when a course outlives the rules of the normal effort."},
                   transition_basis,
                   {}},
    .coverage = std::nullopt,
};

} // namespace kontaktforloeb::tables::normalindsats
