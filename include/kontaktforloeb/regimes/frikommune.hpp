#pragma once
/// @file
/// Variants of the free-municipality trial (frikommuneforsøg II): Aalborg, Rebild and Hjørring.

#include <kontaktforloeb/regimes/national_2015.hpp>

#include <array>
#include <string_view>

/// Variants of the free-municipality trial: what they put in the place of national rules; all others stay.
namespace kontaktforloeb::tables::frikommune {

/// Days of the free-municipality trial.
inline constexpr DateRange valid{{2017, 7, 1}, {2021, 12, 31}};
/// From here the national law gives the room that the variants asked for.
inline constexpr Date national_decides_from{2020, 1, 1};

/// @cond basis
inline constexpr Basis order{
    sources::bek_fri, sources::bek_fri_url,
    "En frikommune kan alene igangsætte forsøg efter denne bekendtgørelse, som frikommunen "
    "har søgt om og fået godkendt.",
    Evidence::primary};
/// Whether a variant had begun on a day before the latest start that the order allows is not known.
inline constexpr Basis start{
    "BEK om frikommuneforsøg II § 1 stk. 4 (2017); that the variant holds from 1 July 2017 on is inferred: the rounds "
    "began on 2017-07-01, 2018-01-01 and 2018-07-01, and findings before 2018-10-01 rest on that",
    sources::bek_fri_url, "skal være iværksat senest den 1. oktober 2018", Evidence::inferred};
inline constexpr std::array aalborg_basis{
    Basis{
        sources::ab,
        {},
        "Pga. frikommuneforsøget er første fælles samtale i Aalborg rykket hen til 9 – 12 uger i stedet for 3 – 6 "
        "uger.",
        Evidence::report},
    order, start};
inline constexpr std::array rebild_basis{
    Basis{
        sources::re, sources::re_url,
        "1. fællessamtale med a-kassen afholdes som samtale nr. 2 i Jobcentret. Samtalen skal senest være afholdt i "
        "den lediges uge 10 (sammenlagt ledighed).",
        Evidence::report},
    Basis{sources::re, sources::re_url, "Den ledige kan fortsat fravælge a-kassens deltagelse.",
          Evidence::report},
    order, start};
inline constexpr std::array hjoerring_basis{
    Basis{sources::hn, sources::hn_url,
          "Kadence: Den første fællessamtale flyttes til 2. eller 3. samtale i jobcenteret.",
          Evidence::report},
    order, start};
inline constexpr std::array period_basis{
    Basis{sources::nf, sources::nf_url, "Forsøgene slutter senest 31. december 2021.", Evidence::report},
    order};

inline constexpr std::array aalborg_readings{
    Reading::hours_within_month, Reading::declined_party, Reading::conversations_before_job,
    Reading::ordinary_remote,    Reading::opt_out_effect, Reading::other_benefit_in_aggregate,
    Reading::week_9_lower,       Reading::variant_effect, Reading::august_first_2021};
inline constexpr std::array rebild_readings{Reading::hours_within_month,
                                            Reading::declined_party,
                                            Reading::conversations_before_job,
                                            Reading::ordinary_remote,
                                            Reading::opt_out_effect,
                                            Reading::other_benefit_in_aggregate,
                                            Reading::week_10_boundary,
                                            Reading::carry_over_previous_period,
                                            Reading::jobcenter_conversation_number,
                                            Reading::variant_effect,
                                            Reading::august_first_2021};
/// The variant asks no clock, but the national window beside it under `variant_effect` does.
inline constexpr std::array hjoerring_readings{Reading::hours_within_month,
                                               Reading::declined_party,
                                               Reading::conversations_before_job,
                                               Reading::ordinary_remote,
                                               Reading::opt_out_effect,
                                               Reading::jobcenter_conversation_number,
                                               Reading::other_benefit_in_aggregate,
                                               Reading::variant_effect,
                                               Reading::august_first_2021};

inline constexpr std::array week_9_under{
    BoundUnder{{Reading::week_9_lower, 1},
               {Clock::aggregate_unemployment, time::weeks(8), Edge::reached, Test::on_the_day}}};
inline constexpr std::array week_10_under{
    BoundUnder{{Reading::week_10_boundary, 1},
               {Clock::aggregate_unemployment, time::weeks(10), Edge::before, Test::on_the_day}},
    BoundUnder{{Reading::week_10_boundary, 2},
               {Clock::aggregate_unemployment, time::months(2), Edge::reached, Test::on_the_day}}};
/// @endcond

/// Aalborg's first joint conversation.
inline constexpr std::array aalborg_requirements{
    Requirement{
        .rule =
            {"aalborg.faellessamtale_1",
             RuleKind::requirement,
             {"Jobcenteret holder første fællessamtale med a-kassen mellem 9 og 12 ugers sammenlagt ledighed, efter "
              "CV-samtalen.",
              "The jobcenter holds the first fællessamtale with the a-kasse between 9 and 12 weeks of aggregate "
              "unemployment, after the CV-samtale."},
             aalborg_basis,
             aalborg_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .count = 1,
        .window = {.from = {EndKind::bound,
                            {Clock::aggregate_unemployment, time::weeks(9), Edge::reached, Test::on_the_day},
                            week_9_under},
                   .to = {EndKind::bound,
                          {Clock::aggregate_unemployment, time::weeks(12), Edge::reached, Test::on_the_day},
                          {}}},
        .after_cv = true,
        .choosable = Choosable{Party::a_kasse},
        .replaces = "national_2015.faellessamtale_1",
        .beside = "national_2020.faellessamtale_1",
    },
};

/// Rebild's first joint conversation.
inline constexpr std::array rebild_requirements{
    Requirement{
        .rule =
            {"rebild.faellessamtale_1",
             RuleKind::requirement,
             {"Jobcenteret holder første fællessamtale med a-kassen som samtale nr. 2 i jobcenteret, senest i uge 10 "
              "af den sammenlagte ledighed, efter CV-samtalen.",
              "The jobcenter holds the first fællessamtale with the a-kasse as its conversation no. 2, at most in "
              "week 10 of aggregate unemployment, after the CV-samtale."},
             rebild_basis,
             rebild_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .count = 1,
        .window = {.from = {},
                   .to = {EndKind::bound,
                          {Clock::aggregate_unemployment, time::weeks(10), Edge::reached, Test::on_the_day},
                          week_10_under}},
        .ordinals = {2, 2},
        .after_cv = true,
        .choosable = Choosable{Party::a_kasse},
        .replaces = "national_2015.faellessamtale_1",
        .beside = "national_2020.faellessamtale_1",
    },
};

/// Hjørring's first joint conversation.
inline constexpr std::array hjoerring_requirements{
    Requirement{
        .rule =
            {"hjoerring.faellessamtale_1",
             RuleKind::requirement,
             {"Jobcenteret holder første fællessamtale med a-kassen som samtale nr. 2 eller 3 i jobcenteret, efter "
              "CV-samtalen.",
              "The jobcenter holds the first fællessamtale with the a-kasse as its conversation no. 2 or 3, after "
              "the CV-samtale."},
             hjoerring_basis,
             hjoerring_readings},
        .conversation = Conversation::faellessamtale,
        .group = Group::joint,
        .holder = Party::jobcenter,
        .participant = Party::a_kasse,
        .count = 1,
        .window = {},
        .ordinals = {2, 3},
        .after_cv = true,
        .choosable = Choosable{Party::a_kasse},
        .replaces = "national_2015.faellessamtale_1",
        .beside = "national_2020.faellessamtale_1",
    },
};

/// @cond basis
inline constexpr std::array substitution_basis{
    Basis{
        sources::re, sources::re_url,
        "kan der med fordel afholdes gruppesamtaler i en afgrænset periode, som kan sættes i stedet for en individuel "
        "samtale",
        Evidence::report},
    Basis{sources::re, sources::re_url, "Ved at fritage fra formkravet om individuelle samtaler",
          Evidence::report},
    Basis{"Inferred: it never stands for the first individual conversation nor for the fællessamtale",
          {},
          {},
          Evidence::inferred},
    order};
inline constexpr std::array theme_basis{
    Basis{sources::re, sources::re_url,
          "En gruppesamtale indeholder som minimum et af følgende temaer:", Evidence::report},
    order};
inline constexpr std::array track_basis{
    Basis{sources::re, sources::re_url,
          "ledige uden kompetencegivende uddannelse (og ledige over 30 år med forældet erhvervsuddannelse)",
          Evidence::report},
    Basis{sources::re, sources::re_url, "Alle i målgruppen screenes", Evidence::report},
    Basis{sources::re, sources::re_url,
          "afklares, at borgeren ikke skal uddannelsesvejen følges igen de almene formkrav til opfølgning",
          Evidence::report},
    Basis{sources::re, sources::re_url,
          "Ved at fritage fra det lovpligtige indhold i det individuelle kontaktforløb", Evidence::report},
    order};
inline constexpr std::array substitution_readings{
    Reading::group_substitution_cap, Reading::jobcenter_conversation_number, Reading::ordinary_remote,
    Reading::august_first_2021, Reading::over_30};
inline constexpr std::array track_readings{Reading::over_30};

inline constexpr std::array<std::string_view, 7> education_themes{"afklaring_af_kompetencer",
                                                                  "behov_for_faglaert_arbejdskraft",
                                                                  "investering_i_fremtidigt_arbejdsliv",
                                                                  "realkompetencevurdering",
                                                                  "motivation",
                                                                  "barrierer_for_uddannelse",
                                                                  "kvalitetssikring_af_jobnet_cv"};
inline constexpr std::array<std::string_view, 7> general_themes{"arbejdsmarkedets_behov",
                                                                "vinterfyring",
                                                                "kompetenceloeft",
                                                                "beskaeftigelsesfremmende_tilbud",
                                                                "kvalitet_i_cv_ansoegning_og_jobsamtale",
                                                                "flaskehalsindsats",
                                                                "rettigheder_og_pligter"};
inline constexpr std::array rebild_themes{ThemeList{Track::education, education_themes},
                                          ThemeList{Track::general, general_themes}};
/// @endcond

/// Rebild's group conversations.
inline constexpr GroupConversations rebild_groups{
    .substitution =
        {"rebild.gruppesamtale_substitution",
         RuleKind::prohibition,
         {"En gruppesamtale kan træde i stedet for en individuel jobsamtale, dog ikke den første.",
          "A gruppesamtale may stand for an individual jobsamtale, though not for the first one."},
         substitution_basis,
         substitution_readings},
    .theme = {"rebild.gruppesamtale_theme",
              RuleKind::prohibition,
              {"En gruppesamtale har mindst ét tema fra sit eget spors liste.",
               "A gruppesamtale has at least one theme of its own track's list."},
              theme_basis,
              {}},
    .track =
        {"rebild.education_track",
         RuleKind::prohibition,
         {"Uddannelsessporet er for ledige uden kompetencegivende uddannelse og for ledige over 30 år med forældet "
          "erhvervsuddannelse, der er screenet til gruppe, indtil det er afklaret, at uddannelse ikke er vejen.",
          "The education track is for persons without a qualifying education and for persons over 30 with an "
          "outdated vocational one, screened for groups, until it is settled that education is not the way."},
         track_basis,
         track_readings},
    .stands_for = Conversation::jobsamtale,
    .themes = rebild_themes,
    .least_themes = 1,
    .older_than = 30,
    .cap = 1,
};

/// North Jutland municipalities with the same trial whose local rules are not known: Brønderslev,
/// Frederikshavn, Læsø, Jammerbugt, Mariagerfjord, Thisted, Vesthimmerland.
inline constexpr std::array<std::uint16_t, 7> not_known{787, 810, 813, 820, 825, 846, 849};
/// From 2020 the national law gives the room that they asked for.
inline constexpr std::array unknown_variants{
    UnknownVariant{not_known,
                   {valid.from, national_decides_from - 1},
                   {sources::vh, sources::vh_url, {}, Evidence::report}}};

/// What the three variants share.
constexpr Regime variant(std::string_view id, Text name, std::uint16_t municipality,
                         std::span<const Requirement> requirements, std::string_view applicability_id,
                         std::string_view transition_id, std::optional<GroupConversations> groups = {}) {
  return {
      .id = id,
      .name = name,
      .entry = Entry::municipality,
      .valid = valid,
      .known_until = valid.to,
      .municipality = municipality,
      .requirements = requirements,
      .groups = groups,
      .national_decides_from = national_decides_from,
      .applicability = {applicability_id,
                        RuleKind::state,
                        {"Om forløbet hører under frikommuneforsøget.",
                         "Whether the course belongs to the free-municipality trial."},
                        period_basis,
                        {}},
      .transition = {transition_id,
                     RuleKind::state,
                     {"Hvad der gælder for et forløb, der varer længere end frikommuneforsøget.",
                      "What holds for a course that outlives the free-municipality trial."},
                     period_basis,
                     {}},
  };
}

/// Aalborg.
inline constexpr Regime aalborg =
    variant("aalborg", {"Aalborgs frikommuneforsøg", "Aalborg's free-municipality trial"}, 851,
            aalborg_requirements, "aalborg.applicability", "aalborg.transition");
/// Rebild.
inline constexpr Regime rebild =
    variant("rebild", {"Rebilds frikommuneforsøg", "Rebild's free-municipality trial"}, 840,
            rebild_requirements, "rebild.applicability", "rebild.transition", rebild_groups);
/// Hjørring.
inline constexpr Regime hjoerring =
    variant("hjoerring", {"Hjørrings frikommuneforsøg", "Hjørring's free-municipality trial"}, 860,
            hjoerring_requirements, "hjoerring.applicability", "hjoerring.transition");

} // namespace kontaktforloeb::tables::frikommune
