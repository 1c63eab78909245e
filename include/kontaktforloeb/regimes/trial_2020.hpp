#pragma once
/// @file
/// The trial 2020-2023 that gave nine a-kasser the first three months of the contact course.

#include <kontaktforloeb/regimes/exemptions.hpp>
#include <kontaktforloeb/regimes/form.hpp>
#include <kontaktforloeb/regimes/sources.hpp>
#include <kontaktforloeb/regimes/time.hpp>
#include <kontaktforloeb/rule.hpp>

#include <array>

/// The a-kasse trial 2020-2023. The trial order itself is not yet read: its §§ are cited through STAR.
namespace kontaktforloeb::tables::trial_2020 {

/// Consumption of benefit beyond which the jobcenter takes over.
inline constexpr Bound window_used{
    Clock::benefit_consumption, {41000, 33300}, Edge::exceeded, Test::end_of_month};
/// The same limit, tested every day.
inline constexpr std::array handover_under{
    BoundUnder{{Reading::handover_test, 1},
               {Clock::benefit_consumption, {41000, 33300}, Edge::exceeded, Test::on_the_day}}};
/// The ordinary deadline of the rådighedssamtale.
inline constexpr std::array raadighed_under{
    BoundUnder{{Reading::trial_raadighed_deadline, 1},
               {Clock::aggregate_unemployment, time::months(3), Edge::reached, Test::on_the_day}}};

/// Sources of the programme.
inline constexpr Basis programme{
    sources::ramboell_p9,
    {},
    "minimum to jobsamtaler, en fællessamtale med jobcenteret samt en CV-samtale, ... og "
    "en rådgivningssamtale, ... dvs. minimum tre samtaler.",
    Evidence::report};
/// @cond basis
inline constexpr std::array cv_basis{
    programme, Basis{sources::bupl, sources::bupl_url,
                     "En CV-samtale som vi skal holde med dig senest 2 uger ...", Evidence::secondary}};
inline constexpr std::array jobsamtale_basis{
    programme, Basis{sources::call, sources::call_url,
                     "i opsigelsesperioden og de første 3 måneder af ledighedsforløbet", Evidence::guidance}};
inline constexpr std::array faellessamtale_basis{
    programme,
    Basis{sources::wiki, sources::wiki_url, "skal altid indkaldes og kan ikke selvbookes",
          Evidence::guidance},
    Basis{"Inferred: in time from the first to the last day of the window; no deadline text is known",
          {},
          {},
          Evidence::inferred}};
inline constexpr std::array raadighedssamtale_basis{
    programme, Basis{sources::ca, sources::ca_url, "inden du har været ledighed i samlet 3 måneder",
                     Evidence::secondary}};
inline constexpr std::array extra_basis{
    Basis{sources::r42a, sources::r42a_url, "opgøres som 15 dage uanset kalendermåneden", Evidence::primary}};
inline constexpr std::array merging_basis{Basis{
    sources::ramboell,
    {},
    "Der er i forsøget mulighed for sammenkobling af maksimalt to samtaler. Følgende samtaler må jf. "
    "bekendtgørelsen for forsøget slås sammen: CV-samtale og jobsamtale, CV-samtale og fælles jobsamtale, "
    "rådgivningssamtale og jobsamtale samt rådgivningssamtale og fælles jobsamtale.",
    Evidence::report}};
inline constexpr std::array handover_basis{
    Basis{
        sources::qav, sources::qav_url,
        "indtil vedkommende har forbrugt mere end tre måneders dagpenge forbrug defineret som hhv. 410 timer for "
        "fuldtidsledige og 333 timer for deltidsforsikrede",
        Evidence::guidance},
    Basis{sources::ma24, sources::ma24_url, "ved udgangen af en måned", Evidence::secondary},
    Basis{sources::ramboell,
          {},
          "fortsætter vedkommende sit kontaktforløb i forsøget, indtil de tre måneder er opbrugte",
          Evidence::report}};
inline constexpr std::array applicability_basis{
    Basis{
        sources::qav, sources::qav_url,
        "Borgeren er omfattet af forsøget hvis vedkommende har fritagelsesmarkeringen id-75 'Kontaktforløb er hos "
        "a-kassen'.",
        Evidence::guidance},
    Basis{sources::metal, sources::metal_url, "din bopæl afgør", Evidence::secondary}};
inline constexpr std::array transition_basis{
    Basis{
        "Inferred: the national fællessamtaler 2 and 3 and rådighedssamtale 2 apply in full after the trial; for how "
        "many of the national jobsamtaler those of the trial stand is not known",
        {},
        {},
        Evidence::inferred},
    Basis{"Inferred: what becomes of persons still covered when the trial ends is not known",
          {},
          {},
          Evidence::inferred}};
/// @endcond

/// @cond readings
inline constexpr std::array cv_readings{
    Reading::two_week_day,    Reading::conversations_before_job, Reading::duties_at_early_end,
    Reading::ordinary_remote, Reading::august_first_2021,        Reading::registration_restarts_two_weeks};
inline constexpr std::array jobsamtale_readings{
    Reading::handover_test,       Reading::hours_within_month, Reading::conversations_before_job,
    Reading::duties_at_early_end, Reading::ordinary_remote,    Reading::august_first_2021};
inline constexpr std::array faellessamtale_readings{
    Reading::handover_test,   Reading::hours_within_month,       Reading::jobcenter_absent,
    Reading::declined_party,  Reading::conversations_before_job, Reading::duties_at_early_end,
    Reading::ordinary_remote, Reading::august_first_2021};
inline constexpr std::array raadighedssamtale_readings{Reading::handover_test,
                                                       Reading::hours_within_month,
                                                       Reading::trial_raadighed_deadline,
                                                       Reading::other_benefit_in_aggregate,
                                                       Reading::conversations_before_job,
                                                       Reading::duties_at_early_end,
                                                       Reading::ordinary_remote,
                                                       Reading::august_first_2021};
/// The extra conversation takes part in the ordinary one's group: what moves that one moves this one.
inline constexpr const auto& extra_readings = raadighedssamtale_readings;
/// Prohibitions look at the meetings up to the course's last day, which the hand-over decides.
inline constexpr std::array merging_readings{Reading::merging_limit, Reading::handover_test,
                                             Reading::hours_within_month};
inline constexpr std::array form_readings{Reading::ordinary_remote, Reading::august_first_2021,
                                          Reading::handover_test, Reading::hours_within_month};
inline constexpr std::array handover_readings{Reading::handover_test, Reading::hours_within_month};
/// @endcond

/// Which empty months call for an extra rådighedssamtale.
inline constexpr EmptyJoblog empty_joblog{{{2022, 4, 1}, {2023, 12, 31}}, 15};

/// What the trial asks for.
inline constexpr std::array requirements{
    Requirement{
        .rule = {"trial_2020.cv_samtale",
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
        .rule = {"trial_2020.jobsamtale",
                 RuleKind::requirement,
                 {"A-kassen holder mindst to jobsamtaler inden for forsøgets vindue.",
                  "The a-kasse holds at least two jobsamtaler within the trial's window."},
                 jobsamtale_basis,
                 jobsamtale_readings},
        .conversation = Conversation::jobsamtale,
        .group = Group::jobsamtale,
        .holder = Party::a_kasse,
        .count = 2,
        .window = {.from = {}, .to = {EndKind::handover, {}, {}}},
    },
    Requirement{
        .rule =
            {"trial_2020.faellessamtale",
             RuleKind::requirement,
             {"A-kassen holder en fællessamtale med jobcenteret inden for forsøgets vindue, før jobcenteret "
              "overtager.",
              "The a-kasse holds a fællessamtale with the jobcenter within the trial's window, before the "
              "jobcenter takes over."},
             faellessamtale_basis,
             faellessamtale_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::a_kasse,
        .participant = Party::jobcenter,
        .participant_absent = Reading::jobcenter_absent,
        .count = 1,
        .window = {.from = {}, .to = {EndKind::handover, {}, {}}},
    },
    Requirement{
        .rule = {"trial_2020.raadighedssamtale",
                 RuleKind::requirement,
                 {"A-kassen holder en rådighedssamtale inden for forsøgets vindue.",
                  "The a-kasse holds a rådighedssamtale within the trial's window."},
                 raadighedssamtale_basis,
                 raadighedssamtale_readings},
        .conversation = Conversation::raadighedssamtale,
        .group = Group::raadighed,
        .holder = Party::a_kasse,
        .count = 1,
        .window = {.from = {}, .to = {EndKind::handover, {}, raadighed_under}},
    },
    Requirement{
        .rule =
            {"trial_2020.raadighedssamtale_extra",
             RuleKind::requirement,
             {"A-kassen holder en ekstra rådighedssamtale inden udgangen af måneden efter en måned uden registreret "
              "jobsøgning.",
              "The a-kasse holds an extra rådighedssamtale before the end of the month after a month without a "
              "logged job search."},
             extra_basis,
             extra_readings},
        .conversation = Conversation::raadighedssamtale,
        .group = Group::raadighed,
        .holder = Party::a_kasse,
        .count = 1,
        .window = {.from = {EndKind::next_month, {}, {}}, .to = {EndKind::next_month, {}, {}}},
        .condition = Condition::empty_joblog,
        .empty_joblog = empty_joblog,
    },
};

/// Conversations that may share a meeting.
inline constexpr std::array pairs{
    Pair{Conversation::cv_samtale, Conversation::jobsamtale},
    Pair{Conversation::cv_samtale, Conversation::faellessamtale},
    Pair{Conversation::raadighedssamtale, Conversation::jobsamtale},
    Pair{Conversation::raadighedssamtale, Conversation::faellessamtale},
};

/// Recorded events that end the a-kasse's course, with their reasons.
inline constexpr std::array ends{
    EndRule{
        EventType::window_used, EndReason::window_used, false, {sources::ramboell, {}, {}, Evidence::report}},
    EndRule{
        EventType::left_a_kasse,
        EndReason::left_a_kasse,
        false,
        {sources::metal, sources::metal_url, "hvis du skifter til en anden a-kasse", Evidence::secondary}},
    EndRule{EventType::moved, EndReason::moved, true, {sources::ramboell, {}, {}, Evidence::report}},
    EndRule{EventType::early_jobcenter_effort,
            EndReason::early_jobcenter_effort,
            false,
            {sources::news22, sources::news22_url, {}, Evidence::guidance}},
    EndRule{EventType::education_order,
            EndReason::education_order,
            false,
            {sources::news22, sources::news22_url, {}, Evidence::guidance}},
    EndRule{EventType::ended_other,
            EndReason::other,
            false,
            {sources::ramboell, {}, "andre årsager", Evidence::report}},
};

/// Municipalities that the trial leaves out because of frikommuneforsøg II.
inline constexpr std::array<std::uint16_t, 15> excluded{151, 201, 210, 270, 773, 787, 810, 813,
                                                        820, 825, 840, 846, 849, 851, 860};
/// Where BUPL-A takes part.
inline constexpr std::array<std::uint16_t, 7> bupl{101, 147, 330, 607, 621, 630, 751};
/// Where MA-A takes part.
inline constexpr std::array<std::uint16_t, 4> ma{101, 147, 461, 751};

/// @cond basis
inline constexpr Basis excluded_basis{
    sources::ramboell, {}, "alle landets kommuner (ekskl. frikommuner)", Evidence::report};
inline constexpr Basis unknown_basis{
    sources::call, sources::call_url,
    "som led i frikommuneforsøg II har eller kan have forsøg med kontaktforløbet", Evidence::guidance};
/// @endcond

/// Where which a-kasse takes part.
inline constexpr std::array admissions{
    Admission{"3F-A", AdmissionList::unknown, excluded, unknown_basis},
    Admission{
        "BUPL-A", AdmissionList::only, bupl, {sources::bupl, sources::bupl_url, {}, Evidence::secondary}},
    Admission{"Dansk Metal-A", AdmissionList::all_except, excluded, excluded_basis},
    Admission{"FOA-A", AdmissionList::all_except, excluded, excluded_basis},
    Admission{"FTF-A", AdmissionList::unknown, excluded, unknown_basis},
    Admission{"HK-A", AdmissionList::unknown, excluded, unknown_basis},
    Admission{"MA-A", AdmissionList::only, ma, {sources::ma, sources::ma_url, {}, Evidence::secondary}},
    Admission{"Min-A", AdmissionList::unknown, excluded, unknown_basis},
    Admission{"SL-A", AdmissionList::all_except, excluded, excluded_basis},
};

/// The trial.
inline constexpr Regime regime{
    .id = "trial_2020",
    .name = {"A-kasseforsøget 2020-2023", "The a-kasse trial 2020-2023"},
    .entry = Entry::visited,
    .valid = {{2020, 1, 1}, {2023, 12, 31}},
    .known_until = {2023, 12, 31},
    .requirements = requirements,
    .merging =
        Merging{.rule = {"trial_2020.merging",
                         RuleKind::prohibition,
                         {"Højst to samtaler må holdes i ét møde, og kun de par, som forsøget nævner.",
                          "At most two conversations may share a meeting, and only the pairs that the trial "
                          "names."},
                         merging_basis,
                         merging_readings},
                .pairs = pairs,
                .most = 2},
    .form = {.rule = {"trial_2020.form", RuleKind::prohibition, form::text, form::basis, form_readings},
             .rows = form::rows,
             .reported = true,
             .remote_forms = form::remote},
    .handover =
        Handover{
            .rule = {"trial_2020.handover",
                     RuleKind::state,
                     {"A-kassen har kontaktforløbet, til dagpengeforbruget er mere end 410 timer (333 for "
                      "deltidsforsikrede) ved udgangen af en måned; derefter har jobcenteret det.",
                      "The a-kasse has the contact course until benefit consumption is more than 410 "
                      "hours (333 for part-time insured) at the end of a month; then the jobcenter has it."},
                     handover_basis,
                     handover_readings},
            .window = {EndKind::bound, window_used, handover_under},
            .ends = ends,
            .admissions = admissions},
    .exemptions = exemptions,
    .applicability = {"trial_2020.applicability",
                      RuleKind::state,
                      {"Om forløbet hører under forsøget.", "Whether the course belongs to the trial."},
                      applicability_basis,
                      {}},
    .transition =
        {"trial_2020.transition",
         RuleKind::state,
         {"Hvad de nationale regler kræver efter forsøgets vindue, og hvad der gælder, når et forløb varer længere end "
          "forsøget.",
          "What the national rules ask for after the trial's window, and what holds when a course outlives the "
          "trial."},
         transition_basis,
         {}},
    .coverage = std::nullopt,
};

} // namespace kontaktforloeb::tables::trial_2020
