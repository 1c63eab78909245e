#pragma once
/// @file
/// The national contact course 2015-2019: nine conversations in six months, six with the jobcenter.

#include <kontaktforloeb/regimes/national.hpp>

#include <array>
#include <string_view>

/// The national contact course 2015-2019. Its acts are not yet read: told by STAR and the a-kasser.
namespace kontaktforloeb::tables::national_2015 {

/// @cond basis
inline constexpr std::array cv_basis{
    Basis{sources::kf, sources::kf_url,
          "inden to ugers ledighed møde til CV- og vejledningssamtale i a-kassen", Evidence::guidance},
    Basis{"Inferred: the two weeks are counted from registration", {}, {}, Evidence::inferred}};
inline constexpr std::array jobsamtale_basis{
    Basis{sources::q18, sources::q18_url,
          "hver gang personen har været ledig i sammenlagt en måned i jobcentret", Evidence::guidance},
    Basis{sources::q18, sources::q18_url, "så flytter det ikke kravet til afholdelse af den næste samtale",
          Evidence::guidance},
    Basis{sources::rx, sources::rx_url, {}, Evidence::guidance}};
inline constexpr std::array faellessamtale_1_basis{
    Basis{sources::q18, sources::q18_url, "efter cv-samtalen og senest efter seks ugers sammenlagt ledighed",
          Evidence::guidance},
    Basis{sources::fj, sources::fj_url, "Mellem tre til seks ugers ledighed", Evidence::guidance},
    Basis{sources::bm, sources::bm_url,
          "Den ledige kan dog frabede sig a-kassens deltagelse i de fælles samtaler.", Evidence::guidance}};
inline constexpr std::array faellessamtale_2_basis{
    Basis{sources::fj, sources::fj_url,
          "Tidligst efter 4 måneders ledighed og senest efter seks måneders ledighed", Evidence::guidance},
    Basis{sources::bm, sources::bm_url,
          "Den ledige kan dog frabede sig a-kassens deltagelse i de fælles samtaler.", Evidence::guidance}};
inline constexpr std::array faellessamtale_3_basis{
    Basis{sources::fj, sources::fj_url, "Senest efter 16 måneders ledighed", Evidence::guidance},
    Basis{"Inferred: it opens after 6 months", {}, {}, Evidence::inferred},
    Basis{sources::bm, sources::bm_url,
          "Den ledige kan dog frabede sig a-kassens deltagelse i de fælles samtaler.", Evidence::guidance}};
inline constexpr std::array raadighedssamtale_basis{
    Basis{
        sources::ca, sources::ca_url,
        "Første samtale inden du har været ledighed [sic] i samlet 3 måneder, og anden samtale inden du har "
        "været ledig i samlet 6 måneder.",
        Evidence::secondary},
    Basis{sources::kf, sources::kf_url, {}, Evidence::guidance}};
inline constexpr std::array quarterly_basis{
    Basis{sources::ff, sources::ff_url, "en samtale i Jobcentret hver tredje måned", Evidence::secondary},
    Basis{sources::sd, sources::sd_url, {}, Evidence::guidance}};
inline constexpr std::array law_basis{Basis{"Bill L 58 (2014-15), told by STAR (primary text not yet read)",
                                            sources::kf_url,
                                            {},
                                            Evidence::guidance}};

/// One of the jobcenter's six monthly jobsamtaler.
constexpr Requirement jobsamtale(std::string_view id, Text text, int number) {
  return {.rule = {id, RuleKind::requirement, text, jobsamtale_basis,
                   national_shared::jobsamtale_with_joint_readings},
          .conversation = Conversation::jobsamtale,
          .or_else = Conversation::faellessamtale,
          .group = Group::jobsamtale,
          .holder = Party::jobcenter,
          .window = {.from = {}, .to = time::after(time::months(number))},
          .ordinal = number,
          // The last of the six stays due at six months.
          .postponement = number < 6 ? Postponement{14, time::weeks(2)} : Postponement{}};
}
/// @endcond

/// What the regime asks for.
inline constexpr std::array requirements{
    Requirement{
        .rule = {"national_2015.cv_samtale",
                 RuleKind::requirement,
                 {"A-kassen holder en CV- og vejledningssamtale senest 2 uger efter tilmeldingen.",
                  "The a-kasse holds a CV-samtale, on guidance too, at most 2 weeks after registration."},
                 cv_basis,
                 national_shared::cv_readings},
        .conversation = Conversation::cv_samtale,
        .group = Group::cv,
        .holder = Party::a_kasse,
        .window = {.from = {}, .to = time::within_two_weeks},
    },
    jobsamtale("national_2015.jobsamtale_1",
               {"Jobcenteret holder 1. jobsamtale inden for 1 måneds sammenlagt ledighed.",
                "The jobcenter holds jobsamtale no. 1 within 1 month of aggregate unemployment."},
               1),
    jobsamtale("national_2015.jobsamtale_2",
               {"Jobcenteret holder 2. jobsamtale inden for 2 måneders sammenlagt ledighed.",
                "The jobcenter holds jobsamtale no. 2 within 2 months of aggregate unemployment."},
               2),
    jobsamtale("national_2015.jobsamtale_3",
               {"Jobcenteret holder 3. jobsamtale inden for 3 måneders sammenlagt ledighed.",
                "The jobcenter holds jobsamtale no. 3 within 3 months of aggregate unemployment."},
               3),
    jobsamtale("national_2015.jobsamtale_4",
               {"Jobcenteret holder 4. jobsamtale inden for 4 måneders sammenlagt ledighed.",
                "The jobcenter holds jobsamtale no. 4 within 4 months of aggregate unemployment."},
               4),
    jobsamtale("national_2015.jobsamtale_5",
               {"Jobcenteret holder 5. jobsamtale inden for 5 måneders sammenlagt ledighed.",
                "The jobcenter holds jobsamtale no. 5 within 5 months of aggregate unemployment."},
               5),
    jobsamtale("national_2015.jobsamtale_6",
               {"Jobcenteret holder 6. jobsamtale inden for 6 måneders sammenlagt ledighed.",
                "The jobcenter holds jobsamtale no. 6 within 6 months of aggregate unemployment."},
               6),
    Requirement{
        .rule =
            {"national_2015.faellessamtale_1",
             RuleKind::requirement,
             {"Jobcenteret holder første fællessamtale med a-kassen mellem 3 og 6 ugers sammenlagt ledighed, efter "
              "CV-samtalen.",
              "The jobcenter holds the first fællessamtale with the a-kasse between 3 and 6 weeks of aggregate "
              "unemployment, after the CV-samtale."},
             faellessamtale_1_basis,
             national_shared::joint_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .window = {.from = time::after(time::weeks(3)), .to = time::after(time::weeks(6))},
        .after_cv = true,
        .choosable = Choosable{Party::a_kasse},
        .ordinal = 1,
    },
    Requirement{
        .rule =
            {"national_2015.faellessamtale_2",
             RuleKind::requirement,
             {"Jobcenteret holder anden fællessamtale med a-kassen mellem 4 og 6 måneders sammenlagt ledighed.",
              "The jobcenter holds the second fællessamtale with the a-kasse between 4 and 6 months of aggregate "
              "unemployment."},
             faellessamtale_2_basis,
             national_shared::joint_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .window = {.from = time::after(time::months(4)), .to = time::after(time::months(6))},
        .choosable = Choosable{Party::a_kasse},
        .ordinal = 2,
    },
    Requirement{
        .rule =
            {"national_2015.faellessamtale_3",
             RuleKind::requirement,
             {"Jobcenteret holder tredje fællessamtale med a-kassen mellem 6 og 16 måneders sammenlagt ledighed.",
              "The jobcenter holds the third fællessamtale with the a-kasse between 6 and 16 months of aggregate "
              "unemployment."},
             faellessamtale_3_basis,
             national_shared::joint_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .window = {.from = time::after(time::months(6)), .to = time::after(time::months(16))},
        .choosable = Choosable{Party::a_kasse},
        .ordinal = 3,
    },
    Requirement{
        .rule = {"national_2015.raadighedssamtale_1",
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
    },
    Requirement{
        .rule = {"national_2015.raadighedssamtale_2",
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
    },
    Requirement{
        .rule =
            {"national_2015.jobsamtale_quarterly",
             RuleKind::requirement,
             {"Efter 6 måneders sammenlagt ledighed holder jobcenteret en jobsamtale hver tredje måned.",
              "After 6 months of aggregate unemployment the jobcenter holds a jobsamtale every third month."},
             quarterly_basis,
             national_shared::jobsamtale_with_joint_readings},
        .conversation = Conversation::jobsamtale,
        .or_else = Conversation::faellessamtale,
        .group = Group::jobsamtale,
        .holder = Party::jobcenter,
        .window = {.from = time::after(time::months(6)), .to = time::after(time::months(9))},
        .ordinal = 7,
        .every = time::months(3),
    },
};

/// The national contact course 2015-2019.
inline constexpr Regime regime{
    .id = "national_2015",
    .name = {"Det nationale kontaktforløb 2015-2019", "The national contact course 2015-2019"},
    .entry = Entry::national,
    .valid = {{2015, 7, 1}, {2019, 12, 31}},
    .known_until = national_shared::known_until,
    .requirements = requirements,
    .merging = std::nullopt,
    .form = {.rule = {"national_2015.form", RuleKind::prohibition, form::text, form::basis, form::readings},
             .rows = form::national_rows,
             .reported = true,
             .remote_forms = form::remote},
    .handover = std::nullopt,
    .exemptions = exemptions,
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
                   national_shared::transition_basis,
                   {}},
    .coverage = std::nullopt,
};

} // namespace kontaktforloeb::tables::national_2015
