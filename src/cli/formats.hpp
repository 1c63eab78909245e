#pragma once
/// @file
/// The formats of `check`, one file each, behind one table.

#include "report_view.hpp"

#include <array>
#include <string>
#include <string_view>

namespace kontaktforloeb::cli {

/// For reading: a line a course, then each finding that matters with its reason, its last day and its source.
[[nodiscard]] std::string text_report(const ReportView& view);
/// The document `kontaktforloeb/assessment-1`; with `suppressed` when findings do not count.
[[nodiscard]] std::string json_report(const ReportView& view);
/// JUnit XML: a test case for each course and rule.
[[nodiscard]] std::string junit_report(const ReportView& view);
/// SARIF 2.1.0, within the limits of GitHub's code scanning.
[[nodiscard]] std::string sarif_report(const ReportView& view);
/// GitHub's workflow commands: annotations of the worst, and how many there are.
[[nodiscard]] std::string github_report(const ReportView& view);
/// GitLab's code quality report.
[[nodiscard]] std::string gitlab_report(const ReportView& view);
/// A summary and a table in Markdown.
[[nodiscard]] std::string markdown_report(const ReportView& view);
/// The same with as many rows as fit into `most` bytes, and how many are left out.
[[nodiscard]] std::string markdown_report(const ReportView& view, std::size_t most);

/// A format by its name.
struct Format {
  std::string_view name;                   ///< As `--format` takes it.
  std::string (*write)(const ReportView&); ///< Writes the document.
};

/// All formats; the first is the default.
inline constexpr std::array<Format, 7> formats{{{"text", text_report},
                                                {"json", json_report},
                                                {"junit", junit_report},
                                                {"sarif", sarif_report},
                                                {"github", github_report},
                                                {"gitlab", gitlab_report},
                                                {"markdown", markdown_report}}};

} // namespace kontaktforloeb::cli
