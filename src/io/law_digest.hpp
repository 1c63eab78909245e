#pragma once
// Written by `make law-digest`; a test keeps it in step with the tables.

#include <string_view>

namespace kontaktforloeb {

// clang-format off
/// SHA-256 of the law as JSON.
inline constexpr std::string_view encoded_law_digest = "sha256:902afc44699aeb00d9850dc45104b32a7df89c96ab5ff260fc115161c17e270a";
// clang-format on

} // namespace kontaktforloeb
