#pragma once
/// @file
/// Where a rule comes from and how sure that is.

#include <kontaktforloeb/terms.hpp>

#include <string_view>

namespace kontaktforloeb {

/// How sure a source is, the surest first.
enum class Evidence : std::uint8_t {
  primary,   ///< Text of a law, an order or a bill.
  guidance,  ///< The agency (STAR) or the ministry.
  report,    ///< The evaluation of 2023, or a municipality.
  secondary, ///< An a-kasse, a union, news.
  inferred,  ///< A conclusion of this library; never law.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 5> words<Evidence>{"primary", "guidance", "report", "secondary",
                                                                 "inferred"};
/// @endcond

/// One source that a rule stands on.
struct Basis {
  std::string_view source = {};           ///< Name of the source and place in it; never empty.
  std::string_view url = {};              ///< Address, or empty when none is known.
  std::string_view quote = {};            ///< The source's own words in Danish, or empty.
  Evidence evidence = Evidence::inferred; ///< How sure it is.
};

/// A text for people in both languages.
struct Text {
  std::string_view da = {}; ///< Danish.
  std::string_view en = {}; ///< English.
};

/// The languages of messages.
enum class Language : std::uint8_t {
  en, ///< English.
  da, ///< Danish.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 2> words<Language>{"en", "da"};
/// @endcond

/// The text in a language.
constexpr std::string_view in(Language language, const Text& text) {
  return language == Language::da ? text.da : text.en;
}

} // namespace kontaktforloeb
