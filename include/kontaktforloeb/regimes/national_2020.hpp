#pragma once
/// @file
/// The national contact course 2020-2023: nine conversations in six months, four individual ones with the
/// jobcenter.

#include <kontaktforloeb/regimes/national.hpp>
#include <kontaktforloeb/regimes/trial_2020.hpp>

#include <array>

/// The national contact course 2020-2023.
namespace kontaktforloeb::tables::national_2020 {

/// Last day on which the two fixed rådighedssamtaler are asked for.
inline constexpr Date raadighedssamtaler_until{2023, 12, 31};

/// @cond basis
inline constexpr std::array cv_basis{
    Basis{sources::sl, sources::sl_url, "senest to uger efter at du er tilmeldt som ledig",
          Evidence::secondary},
    Basis{"LAB § 25 (primary text not yet read)", {}, {}, Evidence::secondary}};
inline constexpr std::array jobsamtale_basis{
    Basis{"LAB § 31 stk. 1 (LBK 701/2022)", sources::lab31_22_url,
          "mindst fire individuelle jobsamtaler inden for de første 6 måneder", Evidence::primary},
    Basis{"LAB § 31 stk. 2 (LBK 701/2022)", sources::lab31_22_url, "ud over jobsamtalerne efter stk. 1",
          Evidence::primary}};
inline constexpr Basis participation{"LAB § 31 stk. 2 (LBK 701/2022)", sources::lab31_22_url,
                                     "medmindre personen ikke ønsker, at arbejdsløshedskassen deltager",
                                     Evidence::primary};
inline constexpr std::array faellessamtale_1_basis{
    Basis{
        "LAB § 31 stk. 2 (LBK 701/2022)", sources::lab31_22_url,
        "En, som holdes, senest når personen har været ledig i 3 måneder, hvis arbejdsløshedskassen [...] finder, "
        "at personen har behov herfor, eller hvis jobcenteret eller personen anmoder herom.",
        Evidence::primary},
    participation,
    Basis{"Inferred: that the person wants the a-kasse there is the person's request",
          {},
          {},
          Evidence::inferred}};
inline constexpr std::array faellessamtale_2_basis{
    Basis{
        "LAB § 31 stk. 2 (LBK 701/2022)", sources::lab31_22_url,
        "En, som tidligst holdes, når personen har været ledig i 3 måneder, og senest når personen har været ledig "
        "i 6 måneder.",
        Evidence::primary},
    participation};
inline constexpr std::array faellessamtale_3_basis{
    Basis{"LAB § 32 stk. 2 (LBK 280/2024); for 2020 inferred", sources::lab32_url,
          "senest når personen har været ledig i 16 måneder", Evidence::inferred},
    Basis{"Inferred: it opens after 6 months", {}, {}, Evidence::inferred}, participation};
inline constexpr std::array raadighedssamtale_basis{
    Basis{
        sources::ca, sources::ca_url,
        "Første samtale inden du har været ledighed [sic] i samlet 3 måneder, og anden samtale inden du har "
        "været ledig i samlet 6 måneder.",
        Evidence::secondary},
    Basis{"Inferred: the fixed rådighedssamtaler end with 2023", {}, {}, Evidence::inferred}};
inline constexpr std::array law_basis{
    Basis{"Lov 548/2019; LAB § 31 (LBK 701/2022)", sources::lab31_22_url, {}, Evidence::primary}};
inline constexpr std::array transition_basis{
    Basis{"NNF a-kasse: jobsamtaler i a-kassen og på jobcenteret (primary text not yet read)",
          sources::nnf_url, "vil du som udgangspunkt fortsætte i dit nuværende forløb hos Jobcenteret",
          Evidence::secondary},
    Basis{"Inferred: a course begun before 2024 keeps the jobcenter and its duties",
          {},
          {},
          Evidence::inferred}};
/// @endcond

/// What the regime asks for.
inline constexpr std::array requirements{
    Requirement{
        .rule = {"national_2020.cv_samtale",
                 RuleKind::requirement,
                 {"A-kassen holder en CV-samtale senest 2 uger efter tilmeldingen.",
                  "The a-kasse holds a CV-samtale at most 2 weeks after registration."},
                 cv_basis,
                 national_shared::cv_readings},
        .conversation = Conversation::cv_samtale,
        .group = Group::cv,
        .holder = Party::a_kasse,
        .window = {.from = {}, .to = time::within_two_weeks},
    },
    Requirement{
        .rule =
            {"national_2020.jobsamtale",
             RuleKind::requirement,
             {"Jobcenteret holder mindst fire individuelle jobsamtaler inden for 6 måneders sammenlagt ledighed; "
              "fællessamtaler kommer oveni.",
              "The jobcenter holds at least four individual jobsamtaler within 6 months of aggregate "
              "unemployment; fællessamtaler come on top."},
             jobsamtale_basis,
             national_shared::hour_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::jobsamtale,
        .holder = Party::jobcenter,
        .count = 4,
        .window = {.from = {}, .to = time::after(time::months(6))},
        .after_trial = AfterTrial::unsettled,
    },
    Requirement{
        .rule =
            {"national_2020.faellessamtale_1",
             RuleKind::requirement,
             {"Finder a-kassen behov, eller beder jobcenteret eller personen om det, holder jobcenteret en "
              "fællessamtale med a-kassen inden for 3 måneders sammenlagt ledighed.",
              "If the a-kasse finds a need, or the jobcenter or the person asks, the jobcenter holds a "
              "fællessamtale with the a-kasse within 3 months of aggregate unemployment."},
             faellessamtale_1_basis,
             national_shared::joint_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .window = {.from = {}, .to = time::after(time::months(3))},
        .choosable = Choosable{Party::a_kasse},
        .condition = Condition::need_or_request,
        .ordinal = 1,
    },
    Requirement{
        .rule =
            {"national_2020.faellessamtale_2",
             RuleKind::requirement,
             {"Jobcenteret holder en fællessamtale med a-kassen mellem 3 og 6 måneders sammenlagt ledighed.",
              "The jobcenter holds a fællessamtale with the a-kasse between 3 and 6 months of aggregate "
              "unemployment."},
             faellessamtale_2_basis,
             national_shared::joint_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .window = {.from = time::after(time::months(3)), .to = time::after(time::months(6))},
        .choosable = Choosable{Party::a_kasse},
        .ordinal = 2,
        .after_trial = AfterTrial::in_full,
    },
    Requirement{
        .rule =
            {"national_2020.faellessamtale_3",
             RuleKind::requirement,
             {"Jobcenteret holder en fællessamtale med a-kassen om en intensiveret indsats mellem 6 og 16 "
              "måneders sammenlagt ledighed.",
              "The jobcenter holds a fællessamtale with the a-kasse on an intensified effort between 6 and 16 "
              "months of aggregate unemployment."},
             faellessamtale_3_basis,
             national_shared::joint_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .window = {.from = time::after(time::months(6)), .to = time::after(time::months(16))},
        .choosable = Choosable{Party::a_kasse},
        .ordinal = 3,
        .after_trial = AfterTrial::in_full,
    },
    Requirement{
        .rule = {"national_2020.raadighedssamtale_1",
                 RuleKind::requirement,
                 {"A-kassen holder første rådighedssamtale inden for 3 måneders sammenlagt ledighed.",
                  "The a-kasse holds the first rådighedssamtale within 3 months of aggregate unemployment."},
                 raadighedssamtale_basis,
                 national_shared::hour_readings},
        .conversation = Conversation::raadighedssamtale,
        .group = Group::raadighed,
        .holder = Party::a_kasse,
        .window = {.from = {}, .to = time::after(time::months(3))},
        .ordinal = 1,
        .until = raadighedssamtaler_until,
    },
    Requirement{
        .rule = {"national_2020.raadighedssamtale_2",
                 RuleKind::requirement,
                 {"A-kassen holder anden rådighedssamtale inden for 6 måneders sammenlagt ledighed.",
                  "The a-kasse holds the second rådighedssamtale within 6 months of aggregate unemployment."},
                 raadighedssamtale_basis,
                 national_shared::hour_readings},
        .conversation = Conversation::raadighedssamtale,
        .group = Group::raadighed,
        .holder = Party::a_kasse,
        .window = {.from = {}, .to = time::after(time::months(6))},
        .ordinal = 2,
        .until = raadighedssamtaler_until,
        .after_trial = AfterTrial::in_full,
    },
    Requirement{
        .rule =
            {"national_2020.raadighedssamtale_extra",
             RuleKind::requirement,
             {"A-kassen holder en ekstra rådighedssamtale inden udgangen af måneden efter en måned uden registreret "
              "jobsøgning.",
              "The a-kasse holds an extra rådighedssamtale before the end of the month after a month without a "
              "logged job search."},
             trial_2020::extra_basis,
             national_shared::hour_readings},
        .conversation = Conversation::raadighedssamtale,
        .group = Group::raadighed,
        .holder = Party::a_kasse,
        .window = {.from = {EndKind::next_month, {}, {}}, .to = {EndKind::next_month, {}, {}}},
        .condition = Condition::empty_joblog,
        .empty_joblog = trial_2020::empty_joblog,
        .ordinal = 3,
    },
};

/// The national contact course 2020-2023.
inline constexpr Regime regime{
    .id = "national_2020",
    .name = {"Det nationale kontaktforløb 2020-2023", "The national contact course 2020-2023"},
    .entry = Entry::national,
    .valid = {{2020, 1, 1}, {2023, 12, 31}},
    .known_until = national_shared::known_until,
    .requirements = requirements,
    .merging = std::nullopt,
    .form = {.rule = {"national_2020.form", RuleKind::prohibition, form::text, form::basis, form::readings},
             .rows = form::national_rows,
             .reported = true,
             .remote_forms = form::remote},
    .handover = std::nullopt,
    .exemptions = exemptions,
    .keeps_duties = true,
    .applicability = {"national_2020.applicability",
                      RuleKind::state,
                      {"Om forløbet hører under reglerne fra 2020.",
                       "Whether the course belongs to the rules of 2020."},
                      law_basis,
                      {}},
    .transition =
        {"national_2020.transition",
         RuleKind::state,
         {"Et forløb, der er begyndt før 2024, bliver i jobcenteret og beholder sine pligter; de faste "
          "rådighedssamtaler slutter med 2023.",
          "A course begun before 2024 stays with the jobcenter and keeps its duties; the fixed "
          "rådighedssamtaler end with 2023."},
         transition_basis,
         {}},
    .coverage = std::nullopt,
};

} // namespace kontaktforloeb::tables::national_2020
