#include "file_names.hpp"
#include "formats.hpp"

#include <nlohmann/json.hpp>

namespace kontaktforloeb::cli {
namespace {

/// GitLab knows info, minor, major, critical and blocker. What cannot be judged at all outranks what is
/// broken.
std::string_view severity_of(const Issue& issue) {
  if (issue.finding == nullptr) return "critical";
  switch (issue.severity) {
  case Severity::error:
    return "major";
  case Severity::warning:
    return "minor";
  default:
    return "info";
  }
}

} // namespace

std::string gitlab_report(const ReportView& view) {
  using Json = nlohmann::ordered_json;
  const std::vector<Issue> issues = issues_of(view);
  const std::vector<std::string> fingerprints = fingerprints_of(issues);
  Json report = Json::array();
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const Issue& issue = issues[i];
    // The format has no word for a finding that does not count; told of, it would fail merge requests.
    if (issue.suppression != Suppression::none) continue;
    report.push_back({{"type", "issue"},
                      {"check_name", issue.rule},
                      {"description", message_of(issue, view.language)},
                      {"categories", {"Bug Risk"}},
                      {"severity", severity_of(issue)},
                      {"fingerprint", fingerprints[i]},
                      {"location",
                       {{"path", name_seen_from(view.directory, issue.file)},
                        {"lines", {{"begin", issue.position ? issue.position->line : 1}}}}}});
  }
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace kontaktforloeb::cli
