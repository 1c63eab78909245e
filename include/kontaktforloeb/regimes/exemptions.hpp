#pragma once
/// @file
/// Exemptions that free from every conversation.

#include <kontaktforloeb/regimes/sources.hpp>
#include <kontaktforloeb/rule.hpp>

#include <array>

namespace kontaktforloeb::tables {

/// @cond basis
inline constexpr Basis less_intensive_basis{sources::lab106, sources::lab106_url, {}, Evidence::primary};
inline constexpr Basis less_intensive_guidance{
    sources::q20, sources::q20_url, "dvs. hverken cv-samtaler eller jobsamtaler", Evidence::guidance};
/// @endcond

/// Mindre intensiv indsats, before the main act of 2024 by the guidance of 2020.
inline constexpr std::array exemptions{
    Exemption{ExemptReason::less_intensive, less_intensive_guidance},
    Exemption{ExemptReason::sent_home, less_intensive_guidance},
    Exemption{ExemptReason::work_sharing, less_intensive_guidance},
};

/// Mindre intensiv indsats in the main act of 2024.
inline constexpr std::array exemptions_2024{
    Exemption{ExemptReason::less_intensive, less_intensive_basis},
    Exemption{ExemptReason::sent_home, less_intensive_basis},
    Exemption{ExemptReason::work_sharing, less_intensive_basis},
};

} // namespace kontaktforloeb::tables
