#pragma once
// Written by `make law-digest`; a test keeps it in step with the tables.

#include <string_view>

namespace kontaktforloeb {

// clang-format off
/// SHA-256 of the law as JSON.
inline constexpr std::string_view encoded_law_digest = "sha256:4e2a94e75b535e59ea7168bccd6e0d7dd3385db93c9effcb947eb815bcf63cd4";
// clang-format on

} // namespace kontaktforloeb
