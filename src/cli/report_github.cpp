#include "file_names.hpp"
#include "formats.hpp"

#include <fmt/format.h>

#include <iterator>

namespace kontaktforloeb::cli {
namespace {

/// GitHub shows ten annotations of a kind for each step.
constexpr std::size_t most_annotations = 10;

/// A command's message: the runner decodes these three.
std::string message_data(std::string_view text) {
  std::string escaped;
  for (const char c : text) switch (c) {
    case '%':
      escaped += "%25";
      break;
    case '\r':
      escaped += "%0D";
      break;
    case '\n':
      escaped += "%0A";
      break;
    default:
      escaped += c;
    }
  return escaped;
}

/// A command's property: the runner also decodes what ends one.
std::string property(std::string_view text) {
  std::string escaped;
  for (const char c : message_data(text))
    if (c == ':')
      escaped += "%3A";
    else if (c == ',')
      escaped += "%2C";
    else
      escaped += c;
  return escaped;
}

std::string_view command_of(Severity severity) {
  switch (severity) {
  case Severity::error:
    return "error";
  case Severity::warning:
    return "warning";
  default:
    return "notice";
  }
}

} // namespace

std::string github_report(const ReportView& view) {
  const std::vector<Issue> issues = issues_of(view);
  std::string out;
  std::size_t told = 0;
  for (const std::size_t i : worst_first(issues, most_annotations)) {
    const Issue& issue = issues[i];
    if (issue.suppression != Suppression::none) break;
    std::string properties = "file=" + property(printable(name_seen_from(view.directory, issue.file)));
    if (issue.position)
      properties += fmt::format(",line={},col={}", issue.position->line, issue.position->column);
    std::string text = message_of(issue, view.language);
    if (issue.finding != nullptr) text += '\n' + source_in_words(*issue.finding->rule, view.language);
    fmt::format_to(std::back_inserter(out), "::{} {},title={}::{}\n", command_of(issue.severity), properties,
                   property(issue.rule), message_data(text));
    ++told;
  }
  const Totals totals = totals_of(view);
  std::size_t all = 0;
  for (const Issue& issue : issues) all += issue.suppression == Suppression::none ? 1u : 0u;
  out += fmt::format("kontaktforloeb: {}; {}", courses_in_words(totals, view.language),
                     findings_in_words(totals, view.language));
  if (told < all)
    out += view.language == Language::da ? fmt::format("; de {} værste af {} er vist", told, all)
                                         : fmt::format("; the {} worst of {} are shown", told, all);
  return out + '\n';
}

} // namespace kontaktforloeb::cli
