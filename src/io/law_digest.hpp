#pragma once
// Written by `make law-digest`; a test keeps it in step with the tables.

#include <string_view>

namespace kontaktforloeb {

// clang-format off
/// SHA-256 of the law as JSON.
inline constexpr std::string_view encoded_law_digest = "sha256:47e80186f283eb8bd3d1f35168e27605b046dc75a4cf8cc090a1045b53454640";
// clang-format on

} // namespace kontaktforloeb
