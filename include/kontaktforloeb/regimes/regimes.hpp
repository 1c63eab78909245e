#pragma once
/// @file
/// All the law of this version in one value.

#include <kontaktforloeb/regimes/frikommune.hpp>
#include <kontaktforloeb/regimes/national_2015.hpp>
#include <kontaktforloeb/regimes/normalindsats.hpp>
#include <kontaktforloeb/regimes/time.hpp>
#include <kontaktforloeb/regimes/trial_2020.hpp>

#include <array>
#include <span>

namespace kontaktforloeb {

/// The law as bare tables, one file a regime.
namespace tables {

/// The regimes of this version.
inline constexpr std::array all{trial_2020::regime,  normalindsats::regime, national_2015::regime,
                                frikommune::aalborg, frikommune::rebild,    frikommune::hjoerring};

/// The national law by date, in this version or not.
inline constexpr std::array national{
    NationalPeriod{"national_2015",
                   {{2015, 7, 1}, {2019, 12, 31}},
                   {"Bill L 58 (2014-15), told by STAR (primary text not yet read)",
                    sources::kf_url,
                    {},
                    Evidence::guidance}},
    NationalPeriod{"national_2020",
                   {{2020, 1, 1}, {2023, 12, 31}},
                   {"Lov 548/2019; LAB § 31 (LBK 701/2022)", sources::lab31_22_url, {}, Evidence::primary}},
    NationalPeriod{"national_2024",
                   {{2024, 1, 1}, {2026, 6, 30}},
                   {"Lov 727/2023; LAB § 31 (LBK 280/2024)", sources::lab31_24_url, {}, Evidence::primary}},
    NationalPeriod{"national_2026",
                   {{2026, 7, 1}, {2026, 12, 31}},
                   {"Lov 1750/2025, told by STAR (primary text not yet read)",
                    "https://star.dk/implementering/beskaeftigelsesreform/"
                    "svar-paa-spoergsmaal-fra-webinar-den-21-januar-2026",
                    "træder i kraft den 1. juli 2026", Evidence::guidance}},
};

} // namespace tables

/// The law of this version.
inline constexpr Law current_law{
    .revision = "2026-11-22",
    .time = tables::time::law,
    .suspensions = tables::time::suspensions,
    .national = tables::national,
    .regimes = tables::all,
};

} // namespace kontaktforloeb
