#pragma once
// Written by `make law-digest`; a test keeps it in step with the tables.

#include <string_view>

namespace kontaktforloeb {

// clang-format off
/// SHA-256 of the law as JSON.
inline constexpr std::string_view encoded_law_digest = "sha256:90ad271fd2d180b21f62eb8124095ba17d11695669a04c15c498980469bda6e0";
// clang-format on

} // namespace kontaktforloeb
