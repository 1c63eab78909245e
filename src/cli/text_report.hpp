#pragma once
/// @file
/// The report that a person reads.

#include <kontaktforloeb/assessment_json.hpp>

#include <string>

namespace kontaktforloeb::cli {

/// One line a course, then each finding that matters with its reason, its last day and its source.
std::string text_report(const Report& report, Language language, bool colour);

} // namespace kontaktforloeb::cli
