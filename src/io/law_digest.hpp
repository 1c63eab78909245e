#pragma once
// Written by `make law-digest`; a test keeps it in step with the tables.

#include <string_view>

namespace kontaktforloeb {

// clang-format off
/// SHA-256 of the law as JSON.
inline constexpr std::string_view encoded_law_digest = "sha256:f0ee689a57f7b1d5864a86573e883f6ada135c3c0b4b3394b079b2f0ed77ed6c";
// clang-format on

} // namespace kontaktforloeb
