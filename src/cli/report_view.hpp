#pragma once
/// @file
/// What the formats share: the report as a list of things to tell, with the words for them.

#include <kontaktforloeb/assessment_json.hpp>

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::cli {

/// Least severity that gives exit status 1; the numbers are those of `Severity`.
enum class FailOn : std::uint8_t { note = 1, warning, error, never };

/// Whether a severity is at or above the threshold.
constexpr bool fails(Severity severity, FailOn fail_on) {
  return severity != Severity::none && static_cast<unsigned>(severity) >= static_cast<unsigned>(fail_on);
}

/// Why a finding does not count for the exit status.
enum class Suppression : std::uint8_t {
  none,     ///< It counts.
  baseline, ///< The baseline has it.
  ignored,  ///< The user asked for it.
};

/// Suppressions of every finding: by course, then by finding. Empty when none was asked for.
using Suppressions = std::vector<std::vector<Suppression>>;

/// A report with how it is to be told. What it refers to must outlive it.
struct ReportView {
  const Report& report;                 ///< What was found.
  const Suppressions& suppressions;     ///< What of it does not count.
  Language language = Language::en;     ///< Language of sentences.
  FailOn fail_on = FailOn::error;       ///< From where on findings fail.
  bool baseline = false;                ///< Whether a baseline was given.
  bool colour = false;                  ///< Whether text may be coloured.
  int status = 0;                       ///< The exit status.
  unsigned jobs = 0;                    ///< Threads to use at most; 0: as many as the machine runs at once.
  std::filesystem::path directory = {}; ///< Working directory, absolute, from which names are relative.

  /// Why a finding does not count.
  [[nodiscard]] Suppression suppression(std::size_t course, std::size_t finding) const {
    return suppressions.empty() ? Suppression::none : suppressions[course][finding];
  }
  /// The words of one language.
  [[nodiscard]] std::string_view say(std::string_view da, std::string_view en) const {
    return language == Language::da ? da : en;
  }
  /// A text in the language.
  [[nodiscard]] std::string_view say(const Text& text) const { return in(language, text); }
};

/// Names of what is no rule of the law but is told like one.
inline constexpr std::string_view fault_rule = "facts.fault";
/// The same for a course without known law.
inline constexpr std::string_view no_law_rule = "law.unknown";
/// What those two say, in one sentence.
[[nodiscard]] Text text_of_pseudo_rule(std::string_view rule);

/// One thing to tell: a finding that matters, a course without known law, or a fault.
struct Issue {
  std::string_view rule = {};                  ///< The rule's id, or one of the names above.
  Severity severity = Severity::error;         ///< How much it matters.
  Suppression suppression = Suppression::none; ///< Why it does not count.
  const AssessedCourse* course = nullptr;      ///< The course; null for a fault.
  const Finding* finding = nullptr;            ///< The finding, if it is one.
  const Fault* fault = nullptr;                ///< The fault, if it is one.
  std::string_view file = {};                  ///< The file, or empty.
  std::optional<Position> position = {};       ///< Where in it.

  /// Whether it makes the command fail.
  [[nodiscard]] bool fails(FailOn fail_on) const {
    return suppression == Suppression::none && (finding == nullptr || cli::fails(severity, fail_on));
  }
};

/// Everything to tell: faults first, then the courses' findings, in the report's order.
[[nodiscard]] std::vector<Issue> issues_of(const ReportView& view);

/// Places of the issues, what counts before what does not, the worst first, else in their order; at most
/// `most`.
[[nodiscard]] std::vector<std::size_t> worst_first(const std::vector<Issue>& issues, std::size_t most);

/// The issue in one sentence that says which course it speaks of.
[[nodiscard]] std::string message_of(const Issue& issue, Language language);

/// The offending meeting's id, else its day; empty when the finding is about the course.
[[nodiscard]] std::string meeting_key(const AssessedCourse& course, const Finding& finding);

/// A name for each issue that stays when lines move: made of course, rule and offending meeting; no two are
/// equal.
[[nodiscard]] std::vector<std::string> fingerprints_of(const std::vector<Issue>& issues);

/// "meeting m1 on 17 September 2021", "meeting 2 on 17 September 2021".
[[nodiscard]] std::string meeting_in_words(const AssessedCourse& course, std::uint32_t meeting,
                                           Language language);

/// "source: law, § 1 (primary)".
[[nodiscard]] std::string source_in_words(const Rule& rule, Language language);

/// "Contested, with two_week_day=plus_13: late"; empty for a finding that is not.
[[nodiscard]] std::string contested_in_words(const Finding& finding, Language language);
/// One reading under which a finding comes out otherwise: "handover_test=immediate: missed".
[[nodiscard]] std::string flip_in_words(const Flip& flip, Language language);

/// What one value of a reading changes in a report.
struct FlipCount {
  ReadingChoice by = {};    ///< The reading and its value.
  std::size_t findings = 0; ///< Findings that come out otherwise under it.
  std::size_t courses = 0;  ///< Courses with such a finding.
};
/// How much each value of each reading changes, in the readings' order; those that change nothing are left
/// out.
[[nodiscard]] std::vector<FlipCount> flips_of(const Report& report);

/// A severity in words; of none: what is contested.
constexpr Text in_words(Severity severity) {
  constexpr std::array<Text, 4> names{
      {{"omtvistet", "contested"}, {"note", "note"}, {"advarsel", "warning"}, {"fejl", "error"}}};
  return names[static_cast<std::size_t>(severity)];
}

/// "in the baseline", "ignored".
[[nodiscard]] Text in_words(Suppression suppression);

/// How many of what.
struct Totals {
  std::array<std::size_t, words<Verdict>.size()> verdicts{};    ///< Courses by verdict.
  std::array<std::size_t, words<Severity>.size()> severities{}; ///< Findings that count, by severity.
  std::size_t courses = 0, unknown = 0, unreadable = 0;         ///< Courses, those without law, other files.
  std::size_t known = 0, ignored = 0; ///< Findings in the baseline, findings ignored.
};

/// Counts a report.
[[nodiscard]] Totals totals_of(const ReportView& view);

/// "2 courses: 1 fulfilled, 0 open, 0 undecided, 1 violated".
[[nodiscard]] std::string courses_in_words(const Totals& totals, Language language);
/// "1 error, 0 warnings, 0 notes; not counted: 2 in the baseline, 1 ignored".
[[nodiscard]] std::string findings_in_words(const Totals& totals, Language language);

/// Text of strangers for terminals and XML: control characters come out as question marks, bytes that are not
/// UTF-8 and characters that XML does not admit as U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// Calls `each` with every rule of the law, and with its regime and requirement where it has them.
void for_each_rule(const std::function<void(const Rule&, const Regime*, const Requirement*)>& each);

} // namespace kontaktforloeb::cli
