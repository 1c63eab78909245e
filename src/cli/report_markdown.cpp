#include "file_names.hpp"
#include "formats.hpp"
#include "markdown.hpp"

#include <fmt/format.h>

#include <iterator>
#include <limits>

namespace kontaktforloeb::cli {
namespace {

std::string row_of(const ReportView& view, const Issue& issue) {
  std::string severity{view.say(in_words(issue.severity))};
  if (issue.suppression != Suppression::none)
    severity += fmt::format(" ({})", view.say(in_words(issue.suppression)));
  std::string place = name_seen_from(view.directory, issue.file);
  if (issue.position) place += fmt::format(":{}:{}", issue.position->line, issue.position->column);
  std::string what, source;
  if (issue.finding != nullptr) {
    const Basis& basis = issue.finding->rule->basis.front();
    what = message(*issue.finding, view.language);
    source = basis.url.empty() ? escaped(basis.source) : link(escaped(basis.source), basis.url);
  } else {
    what = issue.fault != nullptr ? message_of(issue, view.language)
                                  : no_law_message(issue.course->assessment, view.language);
  }
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", severity,
                     code(issue.course != nullptr ? issue.course->id : ""), code(issue.rule), escaped(what),
                     source, code(place));
}

} // namespace

std::string markdown_report(const ReportView& view, std::size_t most) {
  const Totals totals = totals_of(view);
  const std::vector<Issue> issues = issues_of(view);
  std::string out =
      fmt::format("## {}\n\n{}.\n{}.\n", view.say("Kontaktforløb", "Contact courses"),
                  courses_in_words(totals, view.language), findings_in_words(totals, view.language));
  if (issues.empty()) return out;
  fmt::format_to(std::back_inserter(out), "\n| {} | {} | {} | {} | {} | {} |\n|---|---|---|---|---|---|\n",
                 view.say("alvor", "severity"), view.say("forløb", "course"), view.say("regel", "rule"),
                 view.say("hvad", "what"), view.say("kilde", "source"), view.say("sted", "place"));
  std::size_t told = 0;
  for (const std::size_t i : worst_first(issues, issues.size())) {
    const std::string row = row_of(view, issues[i]);
    if (out.size() + row.size() > most) break;
    out += row;
    ++told;
  }
  if (told < issues.size())
    fmt::format_to(std::back_inserter(out), "\n{} {}.\n", issues.size() - told,
                   view.say("rækker er udeladt", "rows are left out"));
  return out;
}

std::string markdown_report(const ReportView& view) {
  return markdown_report(view, std::numeric_limits<std::size_t>::max());
}

} // namespace kontaktforloeb::cli
