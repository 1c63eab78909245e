#pragma once
/// @file
/// Which findings do not count: those of a baseline, and those that the user ignores.

#include "report_view.hpp"
#include "settings.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace kontaktforloeb::cli {

/// A finding by what stays when lines move.
struct BaselineEntry {
  std::string course = {}; ///< The course's id.
  std::string rule = {};   ///< The rule's id.
  std::string meeting =
      {}; ///< The offending meeting's id, else its day; empty for a finding about the course.
  std::string status = {}; ///< The status's word.
  friend auto operator<=>(const BaselineEntry&, const BaselineEntry&) = default;
};

/// The findings that were there before, the document `kontaktforloeb/baseline-1`.
struct Baseline {
  std::vector<BaselineEntry> entries = {}; ///< One a finding; equal ones stand for as many findings.
};

/// Reads a baseline; throws UsageError when it cannot be read whole.
[[nodiscard]] Baseline read_baseline(const std::filesystem::path& file);

/// The document of a baseline. The same entries give the same bytes.
[[nodiscard]] std::string to_json(const Baseline& baseline);

/// The report's findings as a baseline, without those that are ignored.
[[nodiscard]] Baseline baseline_of(const Report& report, const std::vector<Ignored>& ignored);

/// Entries of a baseline that speak of courses which the report does not have.
[[nodiscard]] std::vector<BaselineEntry> entries_not_checked(const Baseline& baseline, const Report& report);

/// What does not count, and what is stale.
struct Suppressed {
  Suppressions findings = {};            ///< For every finding.
  std::vector<BaselineEntry> stale = {}; ///< Entries of checked courses that no finding answers to.
};

/// Holds a report against a baseline (null: none) and against what is ignored.
[[nodiscard]] Suppressed suppress(const Report& report, const Baseline* baseline,
                                  const std::vector<Ignored>& ignored);

/// "member-0042: trial_2020.form (2021-09-17): breached".
[[nodiscard]] std::string entry_in_words(const BaselineEntry& entry);

} // namespace kontaktforloeb::cli
