#pragma once
/// @file
/// `rules --on DATE`: which regimes hold for a benefit period that begins on a day, and why.

#include "cli.hpp"

#include <string>

namespace kontaktforloeb::cli {

/// What is asked.
struct Where {
  std::string on = {};           ///< The day on which the benefit period begins.
  std::string a_kasse = {};      ///< Code or alias, or empty.
  std::string municipality = {}; ///< Name or code, or empty.
  std::string admitted = {};     ///< File with a caller's lists, or empty.
};

/// The answer as a document and its exit status: 3 when no national law is known for that day.
struct Answer {
  std::string document = {}; ///< Text, Markdown or JSON.
  int status = fine;         ///< Exit status.
};

/// Answers which regimes hold; throws UsageError for what cannot be understood.
[[nodiscard]] Answer applicable_as_text(const Where& where, Language language, bool markdown);
/// The same as `kontaktforloeb/applicable-1`.
[[nodiscard]] Answer applicable_as_json(const Where& where);

} // namespace kontaktforloeb::cli
