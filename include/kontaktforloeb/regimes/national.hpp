#pragma once
/// @file
/// What the national regimes share: readings by kind of rule, and how long the law is known.

#include <kontaktforloeb/regimes/exemptions.hpp>
#include <kontaktforloeb/regimes/form.hpp>
#include <kontaktforloeb/regimes/sources.hpp>
#include <kontaktforloeb/regimes/time.hpp>
#include <kontaktforloeb/rule.hpp>

#include <array>

/// What the national regimes share.
namespace kontaktforloeb::tables::national_shared {

/// Last day for which any national law is known.
inline constexpr Date known_until{2026, 12, 31};

/// @cond basis
inline constexpr std::array transition_basis{
    Basis{"Inferred: what holds for a course that crosses a change of law is not settled in the sources",
          {},
          {},
          Evidence::inferred}};
/// @endcond

/// @cond readings
inline constexpr std::array cv_readings{Reading::two_week_day, Reading::conversations_before_job,
                                        Reading::ordinary_remote, Reading::registration_restarts_two_weeks,
                                        Reading::august_first_2021};
inline constexpr std::array hour_readings{Reading::hours_within_month, Reading::conversations_before_job,
                                          Reading::ordinary_remote, Reading::other_benefit_in_aggregate,
                                          Reading::august_first_2021};
inline constexpr std::array joint_readings{
    Reading::hours_within_month, Reading::declined_party, Reading::conversations_before_job,
    Reading::ordinary_remote,    Reading::opt_out_effect, Reading::other_benefit_in_aggregate,
    Reading::august_first_2021};
/// Where joint conversations are jobsamtaler too.
inline constexpr std::array jobsamtale_with_joint_readings{Reading::hours_within_month,
                                                           Reading::conversations_before_job,
                                                           Reading::ordinary_remote,
                                                           Reading::joint_counts_towards_jobsamtaler,
                                                           Reading::other_benefit_in_aggregate,
                                                           Reading::august_first_2021};
/// Where the a-kasse has the first months and the jobcenter comes after it.
inline constexpr std::array first_readings{Reading::two_week_day, Reading::conversations_before_job,
                                           Reading::ordinary_remote,
                                           Reading::registration_restarts_two_weeks};
inline constexpr std::array handed_over_readings{
    Reading::hours_within_month, Reading::conversations_before_job, Reading::ordinary_remote,
    Reading::handover_repair, Reading::other_benefit_in_aggregate};
inline constexpr std::array late_joint_readings{
    Reading::hours_within_month, Reading::declined_party, Reading::conversations_before_job,
    Reading::ordinary_remote,    Reading::opt_out_effect, Reading::other_benefit_in_aggregate};
inline constexpr std::array handover_readings{Reading::hours_within_month};
inline constexpr std::array form_readings{Reading::ordinary_remote, Reading::hours_within_month};
/// @endcond

/// Benefit consumption beyond which the jobcenter takes over, from 2024 always tested at a month's end.
inline constexpr Bound handover{
    Clock::benefit_consumption, {41000, 33300}, Edge::exceeded, Test::end_of_month};

} // namespace kontaktforloeb::tables::national_shared
