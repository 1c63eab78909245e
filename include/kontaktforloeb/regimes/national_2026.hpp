#pragma once
/// @file
/// The national contact course from mid-2026: two conversations with the a-kasse and two with the
/// municipality, for three of four persons.

#include <kontaktforloeb/regimes/national.hpp>
#include <kontaktforloeb/regimes/national_2024.hpp>

#include <array>

/// The national contact course from mid-2026. The act is not yet read: told by STAR.
namespace kontaktforloeb::tables::national_2026 {

/// @cond basis
inline constexpr Basis in_force{sources::rw, sources::rw_url, "træder i kraft den 1. juli 2026",
                                Evidence::guidance};
inline constexpr std::array first_basis{
    Basis{sources::rf, sources::rf_url, "Første jobsamtale skal holdes med alle jobparate ledige.",
          Evidence::guidance},
    Basis{"Inferred: the two weeks of 2024 stay", {}, {}, Evidence::inferred}};
inline constexpr std::array a_kasse_basis{
    Basis{sources::rf, sources::rf_url, "mindst to jobsamtaler med mindst 75 pct. af dagpengemodtagerne",
          Evidence::guidance}};
inline constexpr std::array municipality_basis{
    Basis{sources::rf, sources::rf_url,
          "i perioden fra de overgår til kommunen og inden for de første 6 måneder", Evidence::guidance},
    Basis{"Inferred: the person's choice of the a-kasse's part is as in 2024", {}, {}, Evidence::inferred}};
inline constexpr std::array late_joint_basis{
    Basis{sources::rf, sources::rf_url, "senest når borgeren har været ledig i 16 måneder",
          Evidence::guidance},
    Basis{"Inferred: it opens after 6 months, and the a-kasse's part is as in 2024",
          {},
          {},
          Evidence::inferred}};
inline constexpr std::array share_basis{
    Basis{sources::rf, sources::rf_url,
          "mulighed for at undtage én ud af fire ledige fra de obligatoriske krav", Evidence::guidance},
    Basis{sources::rf, sources::rf_url, "mindst to jobsamtaler med mindst 75 pct. af dagpengemodtagerne",
          Evidence::guidance}};
inline constexpr std::array handover_basis{
    Basis{
        "MA-A: nyt samtaleforløb fra 1. januar 2024; carried over to 2026 (inferred)", sources::ma24_url,
        "Hvis du ved udgangen af en måned har fået udbetalt mere end 410 dagpengetimer, overgår ansvaret for dit "
        "kontaktforløb fra a-kassen til dit jobcenter.",
        Evidence::inferred},
    in_force};
inline constexpr std::array law_basis{in_force};
inline constexpr std::array transition_basis{
    Basis{"Inferred: a new main act and trials are expected in 2027; what holds then is not known",
          {},
          {},
          Evidence::inferred}};
/// @endcond

/// What one in four may be exempted from.
inline constexpr std::array one_in_four{ExemptReason::share_75};
/// Whose conversations the share is about.
inline constexpr std::array share_holders{Party::a_kasse, Party::jobcenter};
/// What is owed to three of four persons.
inline constexpr std::array shares{Share{
    .rule =
        {"national_2026.share_75",
         RuleKind::state,
         {"A-kassen og kommunen holder hver de obligatoriske samtaler med mindst 75 pct. af personerne; én "
          "ud af fire kan undtages, dog ikke fra den første.",
          "The a-kasse and the municipality each hold the mandatory conversations with at least 75 per cent "
          "of the persons; one in four may be exempted, though not from the first."},
         share_basis,
         {}},
    .per_cent = 75,
    .holders = share_holders}};

/// What the regime asks for.
inline constexpr std::array requirements{
    Requirement{
        .rule =
            {"national_2026.a_kasse_first",
             RuleKind::requirement,
             {"A-kassen holder den første jobsamtale med alle senest 2 uger efter tilmeldingen.",
              "The a-kasse holds the first jobsamtale with everybody at most 2 weeks after registration."},
             first_basis,
             national_shared::first_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::a_kasse_first,
        .holder = Party::a_kasse,
        .window = {.from = {}, .to = time::within_two_weeks},
    },
    Requirement{
        .rule = {"national_2026.a_kasse_jobsamtale",
                 RuleKind::requirement,
                 {"A-kassen holder mindst to jobsamtaler inden for 3 måneders sammenlagt ledighed.",
                  "The a-kasse holds at least two jobsamtaler within 3 months of aggregate unemployment."},
                 a_kasse_basis,
                 national_shared::handed_over_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::jobsamtale,
        .holder = Party::a_kasse,
        .count = 2,
        .window = {.from = {}, .to = time::after(time::months(3))},
        .repaired_by = Party::jobcenter,
        .exemptions = one_in_four,
    },
    Requirement{
        .rule =
            {"national_2026.municipality_jobsamtale",
             RuleKind::requirement,
             {"Når kommunen har overtaget, holder den mindst to jobsamtaler inden for 6 måneders sammenlagt "
              "ledighed.",
              "Once the municipality has taken over, it holds at least two jobsamtaler within 6 months of "
              "aggregate unemployment."},
             municipality_basis,
             national_shared::handed_over_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::jobsamtale,
        .holder = Party::jobcenter,
        .count = 2,
        .window = {.from = {EndKind::after_handover, {}, {}}, .to = time::after(time::months(6))},
        .choosable = Choosable{Party::a_kasse, Attendance::stays_out},
        .exemptions = one_in_four,
    },
    Requirement{
        .rule = {"national_2026.faellessamtale_16_months",
                 RuleKind::requirement,
                 {"Kommunen holder en samtale om en intensiveret indsats mellem 6 og 16 måneders sammenlagt "
                  "ledighed.",
                  "The municipality holds a conversation on an intensified effort between 6 and 16 months of "
                  "aggregate unemployment."},
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

/// The national contact course from mid-2026.
inline constexpr Regime regime{
    .id = "national_2026",
    .name = {"Det nationale kontaktforløb fra juli 2026", "The national contact course from July 2026"},
    .entry = Entry::national,
    .valid = {{2026, 7, 1}, {2026, 12, 31}},
    .known_until = national_shared::known_until,
    .requirements = requirements,
    .merging = std::nullopt,
    .form = {.rule = {"national_2026.form", RuleKind::prohibition, form::text, form::basis_2024,
                      national_shared::form_readings},
             .rows = form::national_rows,
             .reported = true,
             .remote_forms = form::remote},
    .handover =
        Handover{
            .rule =
                {"national_2026.handover",
                 RuleKind::state,
                 {"A-kassen har kontaktforløbet, til dagpengeforbruget er mere end 410 timer (333 for "
                  "deltidsforsikrede) ved udgangen af en måned; derefter har kommunen det.",
                  "The a-kasse has the contact course until benefit consumption is more than 410 "
                  "hours (333 for part-time insured) at the end of a month; then the municipality has it."},
                 handover_basis,
                 national_shared::handover_readings},
            .window = {EndKind::bound, national_shared::handover, {}},
            .ends = national_2024::ends},
    .exemptions = exemptions_2024,
    .shares = shares,
    .track_unknown = true,
    .applicability = {"national_2026.applicability",
                      RuleKind::state,
                      {"Om forløbet hører under reglerne fra juli 2026.",
                       "Whether the course belongs to the rules of July 2026."},
                      law_basis,
                      {}},
    .transition = {"national_2026.transition",
                   RuleKind::state,
                   {"Hvad der gælder for et forløb, der varer længere end 2026.",
                    "What holds for a course that outlives 2026."},
                   transition_basis,
                   {}},
    .coverage = std::nullopt,
};

} // namespace kontaktforloeb::tables::national_2026
