#pragma once
/// @file
/// How time is counted, and when the whole effort stood still.

#include <kontaktforloeb/regimes/sources.hpp>
#include <kontaktforloeb/rule.hpp>

#include <array>

/// How time is counted.
namespace kontaktforloeb::tables::time {

/// Hours of one week of aggregate unemployment, hundredths.
inline constexpr Limit week{3700, 3000};
/// Hours of one month of aggregate unemployment, hundredths.
inline constexpr Limit month{16033, 13000};

/// `n` weeks of aggregate unemployment in hours; an exact product.
constexpr Limit weeks(int n) { return {n * week.full_time, n * week.part_time}; }
/// `n` months of aggregate unemployment in hours; an exact product.
constexpr Limit months(int n) { return {n * month.full_time, n * month.part_time}; }

/// A point on the clock of aggregate unemployment.
constexpr Bound aggregate(Limit limit) {
  return {Clock::aggregate_unemployment, limit, Edge::reached, Test::on_the_day};
}
/// The first day on which aggregate unemployment is at least so much.
constexpr WindowEnd after(Limit limit) { return {EndKind::bound, aggregate(limit), {}}; }

/// Two weeks from registration.
inline constexpr Bound two_weeks{Clock::calendar, {14, 14}, Edge::reached, Test::on_the_day};
/// Two weeks when the day of registration counts as the first.
inline constexpr std::array two_weeks_under{
    BoundUnder{{Reading::two_week_day, 1}, {Clock::calendar, {13, 13}, Edge::reached, Test::on_the_day}}};
/// At most two weeks after registration.
inline constexpr WindowEnd within_two_weeks{EndKind::bound, two_weeks, two_weeks_under};

/// Days that count on no hour clock; together whole months.
inline constexpr std::array dead_periods{
    DeadPeriod{{{2020, 3, 1}, {2020, 5, 31}}, {sources::l142, sources::l142_url, {}, Evidence::primary}},
    DeadPeriod{{{2020, 6, 1}, {2020, 6, 30}},
               {"Lov 473 of 22/4/2020, told by Danske A-kasser", sources::akd_url, {}, Evidence::secondary}},
    DeadPeriod{{{2020, 7, 1}, {2020, 8, 31}},
               {"Lov 960 of 26/6/2020, told by STAR", sources::qah_url, "før efter d. 31. august 2020",
                Evidence::guidance}},
    DeadPeriod{{{2021, 1, 1}, {2021, 2, 28}},
               {"Lov 57 of 19/1/2021 (bill L 135)",
                "https://polspy.org/dk/dokumenter/886677",
                {},
                Evidence::primary}},
    DeadPeriod{{{2021, 3, 1}, {2021, 4, 30}},
               {"Bill L 165 (2020-21), in force 2021-03-22; law number not known",
                "https://ft.dk/samling/20201/lovforslag/l165/20201_l165_som_fremsat.htm",
                {},
                Evidence::primary}},
    DeadPeriod{{{2021, 5, 1}, {2021, 6, 30}},
               {"Bill L 218 (2020-21), adopted 2021-05-11; law number not known",
                "https://star.dk/om-styrelsen/nyt/nyheder/2021/04/"
                "forlaengelse-af-suspension-af-dagpengeforbrug-midlertidige-ret-til-sygedagpenge-og-"
                "12-maandersperioden-i-225-timersreglen/",
                {},
                Evidence::guidance}},
};

/// A month's benefit hours.
inline constexpr std::array norms{
    MonthNorm{
        {1990, 1, 1},
        {18500, 15000},
        {"Inferred: benefit was paid for periods of up to five weeks of 37 h (30 h) before hours per month",
         {},
         {},
         Evidence::inferred}},
    MonthNorm{{2017, 7, 1},
              month,
              {sources::udb, sources::udb_url,
               "et fast timetal på 160,33 timer for fuldtidsforsikrede og på 130 timer for deltidsforsikrede",
               Evidence::guidance}},
};

/// Sources of the clocks' other numbers.
inline constexpr std::array basis{
    Basis{
        "BEK 2636 of 28/12/2021 om en aktiv beskæftigelsesindsats § 7 stk. 2", sources::bab7_url,
        "ikke timer i perioden fra og med den 1. marts 2020 til og med den 31. august 2020 og fra og med den 1. "
        "januar 2021 til og med den 30 juni 2021",
        Evidence::primary},
    Basis{sources::bab7, sources::bab7_url, "ved at gange 1 uge med 37 timer og 1 måned med 160,33 timer",
          Evidence::primary},
    Basis{
        sources::lab9, sources::lab9_url,
        "Perioder i §§ 31 og 32 om kontaktforløbet ... opgøres for personer omfattet af: 1) § 6, nr. 1, som "
        "sammenlagt ledighed.",
        Evidence::primary},
    Basis{
        "BEK 2636 of 28/12/2021 om en aktiv beskæftigelsesindsats § 7 stk. 4; that earlier hours drop out is "
        "inferred",
        sources::bab7_url, "Hvis personen erhverver ret til en ny dagpengeperiode ...", Evidence::primary},
    Basis{sources::dp8, sources::dp8_url, "Timer, hvor der er udbetalt dagpenge.", Evidence::primary},
    Basis{sources::akdt, sources::akdt_url,
          "Fra denne dato er sammenlagt ledighed opgjort på baggrund af timer", Evidence::secondary},
};

/// Sources of the finding on official counts.
inline constexpr std::array observed_basis{
    Basis{"Inferred: an official count outranks the computed one; a difference is told, not hidden",
          {},
          {},
          Evidence::inferred},
};
/// Open questions of the computed count.
inline constexpr std::array observed_readings{Reading::hours_within_month,
                                              Reading::other_benefit_in_aggregate};

/// How time is counted.
inline constexpr TimeLaw law{
    .dead_periods = dead_periods,
    .norms = norms,
    .month = month,
    .day = {740, 600},
    .aggregate_kinds = kinds(BenefitKind::dagpenge, BenefitKind::loentilskud),
    .aggregate_kinds_if_counted = kinds(BenefitKind::feriedagpenge, BenefitKind::sygedagpenge),
    .consumption_kinds = kinds(BenefitKind::dagpenge, BenefitKind::loentilskud, BenefitKind::feriedagpenge,
                               BenefitKind::sygedagpenge, BenefitKind::karantaene, BenefitKind::efterloen),
    .limited_kind = BenefitKind::sygedagpenge,
    .limited_hours = weeks(6),
    .aggregate_in_hours_from = {2017, 7, 1},
    .aggregate_lapses_after_years = 5,
    .basis = basis,
    .observed = {"facts.observed",
                 RuleKind::state,
                 {"Et officielt timetal afviger fra det beregnede.",
                  "An official count differs from the computed one."},
                 observed_basis,
                 observed_readings},
};

/// Suspensions of the whole effort.
inline constexpr std::array suspensions{
    Suspension{{{2020, 3, 12}, {2020, 5, 26}},
               {"BEK of 20/3/2020, told by STAR", sources::cov_url, "vil ikke være nulstillende samtaler",
                Evidence::guidance}},
};

} // namespace kontaktforloeb::tables::time
