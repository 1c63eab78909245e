#pragma once
// Written by `make law-digest`; a test keeps it in step with the tables.

#include <string_view>

namespace kontaktforloeb {

// clang-format off
/// SHA-256 of the law as JSON.
inline constexpr std::string_view encoded_law_digest = "sha256:08941bb7315c0e43f5c6bc16d8dc5a2b6af94b9101474c989e14872e6f23725e";
// clang-format on

} // namespace kontaktforloeb
