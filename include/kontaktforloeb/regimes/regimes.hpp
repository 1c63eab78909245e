#pragma once
/// @file
/// All the law of this version in one value.

#include <kontaktforloeb/regimes/frikommune.hpp>
#include <kontaktforloeb/regimes/national_2015.hpp>
#include <kontaktforloeb/regimes/national_2020.hpp>
#include <kontaktforloeb/regimes/national_2024.hpp>
#include <kontaktforloeb/regimes/national_2026.hpp>
#include <kontaktforloeb/regimes/normalindsats.hpp>
#include <kontaktforloeb/regimes/readings.hpp>
#include <kontaktforloeb/regimes/time.hpp>
#include <kontaktforloeb/regimes/trial_2020.hpp>

#include <array>
#include <span>

namespace kontaktforloeb {

/// The law as bare tables, one file a regime.
namespace tables {

/// The regimes of this version.
inline constexpr std::array all{trial_2020::regime,    normalindsats::regime, national_2015::regime,
                                national_2020::regime, national_2024::regime, national_2026::regime,
                                frikommune::aalborg,   frikommune::rebild,    frikommune::hjoerring};

/// The national law by date.
inline constexpr std::array national{
    NationalPeriod{national_2015::regime.id, national_2015::regime.valid, national_2015::law_basis[0]},
    NationalPeriod{national_2020::regime.id, national_2020::regime.valid, national_2020::law_basis[0]},
    NationalPeriod{national_2024::regime.id, national_2024::regime.valid, national_2024::law_basis[0]},
    NationalPeriod{national_2026::regime.id, national_2026::regime.valid, national_2026::law_basis[0]},
};

} // namespace tables

/// The law of this version.
inline constexpr Law current_law{
    .revision = "2026-11-22",
    .time = tables::time::law,
    .suspensions = tables::time::suspensions,
    .national = tables::national,
    .regimes = tables::all,
    .unknown_variants = tables::frikommune::unknown_variants,
    .readings = tables::readings::all,
};

} // namespace kontaktforloeb
