#pragma once
/// @file
/// The national contact course from 2024 to mid-2026: the a-kasse has the first three months, six
/// conversations in six months.

#include <kontaktforloeb/regimes/national.hpp>

#include <array>

/// The national contact course from 2024 to mid-2026.
namespace kontaktforloeb::tables::national_2024 {

/// @cond basis
inline constexpr std::array first_basis{
    Basis{sources::lab31_24, sources::lab31_24_url, "senest 2 uger efter personens tilmelding som jobsøgende",
          Evidence::primary},
    Basis{"Inferred: it is the first of the a-kasse's three jobsamtaler", {}, {}, Evidence::inferred}};
inline constexpr std::array a_kasse_basis{Basis{
    sources::lab31_24_1, sources::lab31_24_url,
    "Inden for de første 3 måneder, jf. § 9, holder arbejdsløshedskassen mindst tre individuelle jobsamtaler",
    Evidence::primary}};
inline constexpr std::array jobcenter_basis{
    Basis{
        sources::lab31_24_1, sources::lab31_24_url,
        "Herefter, og senest inden personen har været ledig i 6 måneder, holder jobcenteret mindst tre individuelle "
        "jobsamtaler.",
        Evidence::primary},
    Basis{sources::lab31_24_2, sources::lab31_24_url, "Personen vælger, om arbejdsløshedskassen skal deltage",
          Evidence::primary},
    Basis{sources::s24, sources::s24_url, "hvis borgeren ønsker det", Evidence::guidance},
    Basis{
        "Inferred: the jobcenter's window opens on the day after the hand-over", {}, {}, Evidence::inferred}};
inline constexpr std::array track_basis{
    Basis{sources::lab31_24_1, sources::lab31_24_url, "mindst seks individuelle jobsamtaler",
          Evidence::primary},
    Basis{
        "LAB § 27 stk. 3 (primary text not yet read); that it replaces the a-kasse's first jobsamtale too is "
        "inferred",
        {},
        {},
        Evidence::inferred}};
inline constexpr std::array late_joint_basis{
    Basis{sources::lab32_2, sources::lab32_url, "senest når personen har været ledig i 16 måneder",
          Evidence::primary},
    Basis{"Inferred: it opens after 6 months, for until then § 31 holds", {}, {}, Evidence::inferred}};
inline constexpr std::array handover_basis{
    Basis{
        "MA-A: nyt samtaleforløb fra 1. januar 2024 (primary text not yet read)", sources::ma24_url,
        "Hvis du ved udgangen af en måned har fået udbetalt mere end 410 dagpengetimer, overgår ansvaret for dit "
        "kontaktforløb fra a-kassen til dit jobcenter.",
        Evidence::secondary},
    Basis{
        "Inferred: 333 h for part-time insured is carried over from the trial", {}, {}, Evidence::inferred}};
inline constexpr std::array law_basis{
    Basis{"Lov 727/2023; LAB § 31 (LBK 280/2024)", sources::lab31_24_url, {}, Evidence::primary},
    Basis{sources::s24, sources::s24_url, "fra 9 til 6 samtaler i de første 6 måneders ledighed",
          Evidence::primary},
    Basis{sources::lab32_1, sources::lab32_url, "aftales kontaktforløbet mellem personen og jobcenteret",
          Evidence::primary},
    Basis{sources::r40, sources::r40_url, "når a-kassen vurderer, at der er behov for det",
          Evidence::primary}};
inline constexpr EndRule window_used{
    EventType::window_used,
    EndReason::window_used,
    false,
    {"Inferred: a recorded end of the a-kasse's part outranks the computed one", {}, {}, Evidence::inferred}};
/// @endcond

/// A recorded end of the a-kasse's part.
inline constexpr std::array ends{window_used};

/// What the regime asks for.
inline constexpr std::array requirements{
    Requirement{
        .rule = {"national_2024.a_kasse_first",
                 RuleKind::requirement,
                 {"A-kassen holder den første jobsamtale senest 2 uger efter tilmeldingen.",
                  "The a-kasse holds the first jobsamtale at most 2 weeks after registration."},
                 first_basis,
                 national_shared::first_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::a_kasse_first,
        .holder = Party::a_kasse,
        .window = {.from = {}, .to = time::within_two_weeks},
        .condition = Condition::not_jobcenter_track,
    },
    Requirement{
        .rule =
            {"national_2024.a_kasse_jobsamtale",
             RuleKind::requirement,
             {"A-kassen holder mindst tre individuelle jobsamtaler inden for 3 måneders sammenlagt ledighed.",
              "The a-kasse holds at least three individual jobsamtaler within 3 months of aggregate "
              "unemployment."},
             a_kasse_basis,
             national_shared::handed_over_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::jobsamtale,
        .holder = Party::a_kasse,
        .count = 3,
        .window = {.from = {}, .to = time::after(time::months(3))},
        .condition = Condition::not_jobcenter_track,
        .repaired_by = Party::jobcenter,
    },
    Requirement{
        .rule =
            {"national_2024.jobcenter_jobsamtale",
             RuleKind::requirement,
             {"Når jobcenteret har overtaget, holder det mindst tre individuelle jobsamtaler inden for 6 måneders "
              "sammenlagt ledighed; a-kassen deltager i den første, hvis personen ønsker det.",
              "Once the jobcenter has taken over, it holds at least three individual jobsamtaler within 6 months "
              "of aggregate unemployment; the a-kasse joins the first if the person wants it."},
             jobcenter_basis,
             national_shared::handed_over_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::jobsamtale,
        .holder = Party::jobcenter,
        .count = 3,
        .window = {.from = {EndKind::after_handover, {}, {}}, .to = time::after(time::months(6))},
        .choosable = Choosable{Party::a_kasse, Attendance::stays_out},
        .condition = Condition::not_jobcenter_track,
    },
    Requirement{
        .rule = {"national_2024.jobcenter_track",
                 RuleKind::requirement,
                 {"Er personen visiteret til jobcenteret (LAB § 27, stk. 3), holder jobcenteret mindst seks "
                  "individuelle jobsamtaler inden for 6 måneders sammenlagt ledighed.",
                  "If the person is visited to the jobcenter (LAB § 27(3)), the jobcenter holds at least six "
                  "individual jobsamtaler within 6 months of aggregate unemployment."},
                 track_basis,
                 national_shared::handed_over_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::jobsamtale,
        .holder = Party::jobcenter,
        .count = 6,
        .window = {.from = {}, .to = time::after(time::months(6))},
        .condition = Condition::jobcenter_track,
    },
    Requirement{
        .rule =
            {"national_2024.faellessamtale_16_months",
             RuleKind::requirement,
             {"Jobcenteret holder en fællessamtale med a-kassen om en intensiveret indsats mellem 6 og 16 "
              "måneders sammenlagt ledighed.",
              "The jobcenter holds a fællessamtale with the a-kasse on an intensified effort between 6 and "
              "16 months of aggregate unemployment."},
             late_joint_basis,
             national_shared::late_joint_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .window = {.from = time::after(time::months(6)), .to = time::after(time::months(16))},
        .choosable = Choosable{Party::a_kasse},
    },
};

/// The national contact course from 2024 to mid-2026.
inline constexpr Regime regime{
    .id = "national_2024",
    .name = {"Det nationale kontaktforløb 2024-2026", "The national contact course 2024-2026"},
    .entry = Entry::national,
    .valid = {{2024, 1, 1}, {2026, 6, 30}},
    .known_until = national_shared::known_until,
    .requirements = requirements,
    .merging = std::nullopt,
    .form = {.rule = {"national_2024.form", RuleKind::prohibition, form::text, form::basis_2024,
                      national_shared::form_readings},
             .rows = form::national_rows,
             .reported = true,
             .remote_forms = form::remote},
    .handover =
        Handover{
            .rule = {"national_2024.handover",
                     RuleKind::state,
                     {"A-kassen har kontaktforløbet, til dagpengeforbruget er mere end 410 timer (333 for "
                      "deltidsforsikrede) ved udgangen af en måned; derefter har jobcenteret det.",
                      "The a-kasse has the contact course until benefit consumption is more than 410 "
                      "hours (333 for part-time insured) at the end of a month; then the jobcenter has it."},
                     handover_basis,
                     national_shared::handover_readings},
            .window = {EndKind::bound, national_shared::handover, {}},
            .ends = ends},
    .exemptions = exemptions_2024,
    .applicability = {"national_2024.applicability",
                      RuleKind::state,
                      {"Om forløbet hører under reglerne fra 2024.",
                       "Whether the course belongs to the rules of 2024."},
                      law_basis,
                      {}},
    .transition = {"national_2024.transition",
                   RuleKind::state,
                   {"Hvad der gælder for et forløb, der varer længere end reglerne fra 2024.",
                    "What holds for a course that outlives the rules of 2024."},
                   national_shared::transition_basis,
                   {}},
    .coverage = std::nullopt,
};

} // namespace kontaktforloeb::tables::national_2024
