#pragma once
/// @file
/// The law as one page of Markdown.

#include <kontaktforloeb/rule.hpp>

#include <string>
#include <string_view>

namespace kontaktforloeb::cli {

/// The catalogue as a page with contents and anchors; `regime` empty for all, else with what its rules need.
[[nodiscard]] std::string law_page(const Law& law, std::string_view regime, Language language);

} // namespace kontaktforloeb::cli
