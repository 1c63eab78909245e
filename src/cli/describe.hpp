#pragma once
/// @file
/// Rules in words, for `rules` and `explain`.

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <string>

namespace kontaktforloeb::cli {

/// A regime's dates: "2020-01-01 to 2023-12-31".
std::string dates_in_words(const DateRange& range, Language language);

/// A rule's window: "at most 14 days after registration"; empty for rules without one.
std::string window_in_words(const Requirement& requirement, const Regime& regime, Language language);

/// A point on a clock: "more than 410.00 h (333.00 h) of benefit consumption at the end of a month".
std::string bound_in_words(const Bound& bound, Language language);

} // namespace kontaktforloeb::cli
