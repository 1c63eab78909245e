#include "file_names.hpp"
#include "formats.hpp"

#include <kontaktforloeb/parallel.hpp>
#include <kontaktforloeb/plan_messages.hpp>
#include <kontaktforloeb/version.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_map>

namespace kontaktforloeb::cli {
namespace {

using Json = nlohmann::ordered_json;

/// GitHub's limits,
/// <https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads>:
/// 25,000 results in a run; of locations it shows 100 a result and 1,000 a thread flow, of which it accepts
/// ten times as many.
constexpr std::size_t most_results = 25'000;
constexpr std::size_t most_locations = 100;
constexpr std::string_view root_id = "%SRCROOT%";

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json text(std::string_view words) { return {{"text", words}}; }

std::string_view level_of(Severity severity) {
  switch (severity) {
  case Severity::error:
    return "error";
  case Severity::warning:
    return "warning";
  case Severity::note:
    return "note";
  case Severity::none:
    break;
  }
  return "none";
}

class SarifReport {
public:
  explicit SarifReport(const ReportView& view)
      : view_(view), issues_(issues_of(view)), fingerprints_(fingerprints_of(issues_)),
        shown_(worst_first(issues_, most_results)) {
    std::sort(shown_.begin(), shown_.end());
    for (const std::size_t i : shown_)
      if (rule_places_.try_emplace(issues_[i].rule, rules_.size()).second) rules_.push_back(rule(issues_[i]));
  }

  /// The results are written by several threads and put into the document as text, one a line.
  std::string write() {
    std::vector<std::string> results(shown_.size());
    kontaktforloeb::detail::in_parallel(shown_.size(), view_.jobs, [&] {
      return [&](std::size_t i) { results[i] = dump(result(shown_[i])); };
    });
    std::string out = dump({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                            {"version", "2.1.0"},
                            {"runs", {run()}}});
    constexpr std::string_view place = R"("results":[])";
    const std::size_t at = out.rfind(place) + place.size() - 1;
    std::string list;
    for (const std::string& result : results) {
      list += list.empty() ? "\n" : ",\n";
      list += result;
    }
    return out.insert(at, list) + '\n';
  }

private:
  [[nodiscard]] Json run() const {
    Json driver = {{"name", "kontaktforloeb"},
                   {"version", KONTAKTFORLOEB_VERSION},
                   {"semanticVersion", KONTAKTFORLOEB_VERSION},
                   {"language", language()},
                   {"rules", rules_}};
    std::string root = uri_of(view_.directory.generic_string());
    if (!root.ends_with('/')) root += '/';
    // `results` comes last, where `write` looks for it.
    return {{"tool", {{"driver", std::move(driver)}}},
            {"language", language()},
            {"columnKind", "unicodeCodePoints"},
            {"originalUriBaseIds", {{root_id, {{"uri", root}}}}},
            {"invocations", {invocation()}},
            {"properties", {{"lawRevision", current_law.revision}, {"lawDigest", law_digest()}}},
            {"results", Json::array()}};
  }

  [[nodiscard]] std::string_view language() const { return word(view_.language); }

  [[nodiscard]] Json invocation() const {
    Json json = {{"executionSuccessful", view_.report.faults.empty()}, {"exitCode", view_.status}};
    if (shown_.size() < issues_.size())
      json["toolExecutionNotifications"] = {
          {{"level", "warning"},
           {"message",
            text(view_.language == Language::da ? fmt::format("{} resultater, hvoraf de {} værste er med.",
                                                              issues_.size(), shown_.size())
                                                : fmt::format("{} results, of which the {} worst are here.",
                                                              issues_.size(), shown_.size()))}}};
    return json;
  }

  [[nodiscard]] Json rule(const Issue& issue) const {
    if (issue.finding == nullptr) {
      const std::string_view words = view_.say(text_of_pseudo_rule(issue.rule));
      return {{"id", issue.rule},
              {"shortDescription", text(words)},
              {"fullDescription", text(words)},
              {"help", {{"text", words}, {"markdown", words}}},
              {"defaultConfiguration", {{"level", "error"}}},
              {"properties", {{"problem.severity", "error"}}}};
    }
    const Rule& rule = *issue.finding->rule;
    const std::string_view words = view_.say(rule.text);
    std::string plain{words}, markdown{words}, uri;
    for (const Basis& basis : rule.basis) {
      const std::string_view evidence = view_.say(in_words(basis.evidence));
      plain += fmt::format("\n{} ({})", basis.source, evidence);
      markdown += basis.url.empty() ? fmt::format("\n\n* {} ({})", basis.source, evidence)
                                    : fmt::format("\n\n* [{}]({}) ({})", basis.source, basis.url, evidence);
      if (!basis.quote.empty()) {
        plain += fmt::format(": »{}«", basis.quote);
        markdown += fmt::format(": »{}«", basis.quote);
      }
      if (uri.empty()) uri = basis.url;
    }
    const bool state = rule.kind == RuleKind::state;
    Json json = {{"id", rule.id},
                 {"shortDescription", text(words)},
                 {"fullDescription", text(words)},
                 {"help", {{"text", plain}, {"markdown", markdown}}}};
    if (!uri.empty()) json["helpUri"] = uri;
    json["defaultConfiguration"] = {{"level", state ? "note" : "error"}};
    json["properties"] = {{"tags", {rule.id.substr(0, rule.id.find('.')), word(rule.kind)}},
                          {"problem.severity", state ? "recommendation" : "error"}};
    return json;
  }

  [[nodiscard]] Json result(std::size_t place) const {
    const Issue& issue = issues_[place];
    Json json = {{"ruleId", issue.rule},
                 {"ruleIndex", rule_places_.at(issue.rule)},
                 {"level", level_of(issue.severity)},
                 {"message", text(message_of(issue, view_.language))},
                 {"locations", {location(issue.file, issue.position.value_or(Position{}))}},
                 {"partialFingerprints", {{"courseRuleMeeting/v1", fingerprints_[place]}}}};
    if (issue.course != nullptr) json["locations"][0]["logicalLocations"] = {{{"name", issue.course->id}}};
    if (issue.finding != nullptr) derive(json, issue);
    if (issue.finding != nullptr && issue.finding == first_to_mend(*issue.course))
      json["fixes"] = {fix_of(*issue.course)};
    if (issue.suppression != Suppression::none)
      json["suppressions"] = {{{"kind", "external"},
                               {"status", "accepted"},
                               {"justification", view_.say(in_words(issue.suppression))}}};
    if (view_.baseline)
      json["baselineState"] = issue.suppression == Suppression::baseline ? "unchanged" : "new";
    return json;
  }

  /// The finding that carries its course's fix, which mends the whole plan: the first that is not beyond
  /// repair; null where there is none.
  [[nodiscard]] static const Finding* first_to_mend(const AssessedCourse& course) {
    if (course.fix.empty()) return nullptr;
    const std::vector<const Rule*>& beyond = course.repair->beyond_repair;
    for (const Finding& finding : course.assessment.findings)
      if ((finding.severity() == Severity::error || finding.severity() == Severity::warning) &&
          std::find(beyond.begin(), beyond.end(), finding.rule) == beyond.end())
        return &finding;
    return nullptr;
  }

  [[nodiscard]] Json fix_of(const AssessedCourse& course) const {
    std::string words;
    for (const Edit& edit : course.repair->remedies.front().edits)
      words += (words.empty() ? "" : " ") + message(edit, view_.language);
    Json replacements = Json::array();
    for (const TextReplacement& replacement : course.fix)
      replacements.push_back({{"deletedRegion",
                               {{"startLine", replacement.from.line},
                                {"startColumn", replacement.from.column},
                                {"endLine", replacement.to.line},
                                {"endColumn", replacement.to.column}}},
                              {"insertedContent", text(replacement.text)}});
    return {{"description", text(words)},
            {"artifactChanges",
             {{{"artifactLocation", artifact(course.file)}, {"replacements", std::move(replacements)}}}}};
  }

  /// The meetings that the finding looked at, and the way from the law by the facts to the verdict.
  void derive(Json& json, const Issue& issue) const {
    const AssessedCourse& course = *issue.course;
    const Finding& finding = *issue.finding;
    Json related = Json::array(), steps = Json::array();
    const auto step = [&](Position position, const std::string& words, std::string_view importance) {
      Json at = location(course.file, position);
      at["message"] = text(words);
      steps.push_back({{"location", std::move(at)}, {"importance", importance}});
    };
    const auto fact = [&](std::uint32_t meeting, std::string_view what) {
      if (related.size() == most_locations) return;
      const auto position = place_of(course, meeting);
      const std::string words =
          fmt::format("{}: {}", meeting_in_words(course, meeting, view_.language), what);
      Json at = location(course.file, position);
      at["id"] = related.size() + 1;
      at["message"] = text(words);
      related.push_back(std::move(at));
      step(position, words, "important");
    };
    const auto whole = course.positions ? course.positions->course : Position{};
    step(whole,
         fmt::format("{} {}", view_.say(finding.rule->text), source_in_words(*finding.rule, view_.language)),
         "essential");
    if (const std::string window = window_of(finding); !window.empty()) step(whole, window, "important");
    const std::string_view counts = finding.requirement != nullptr
                                        ? view_.say("talt med", "counted")
                                        : view_.say("bryder reglen", "breaks the rule");
    for (const std::uint32_t meeting : course.assessment.meetings(finding)) fact(meeting, counts);
    for (const NotCounted& meeting : course.assessment.not_counted(finding))
      fact(meeting.meeting, view_.say(in_words(meeting.why)));
    if (finding.contested) step(whole, contested_in_words(finding, view_.language), "important");
    step(issue.position.value_or(Position{}),
         fmt::format("{}: {}", view_.say(in_words(finding.status)), message(finding, view_.language)),
         "essential");
    if (!related.empty()) json["relatedLocations"] = std::move(related);
    json["codeFlows"] = {{{"threadFlows", {{{"locations", std::move(steps)}}}}}};
    json["properties"] = {
        {"course", course.id}, {"status", word(finding.status)}, {"contested", finding.contested}};
    if (finding.due.is_set()) json["properties"]["due"] = finding.due.iso();
  }

  [[nodiscard]] std::string window_of(const Finding& finding) const {
    if (finding.requirement == nullptr || (!finding.not_before.is_set() && !finding.due.is_set())) return {};
    std::string words{view_.say("Vinduet:", "The window:")};
    if (finding.not_before.is_set())
      words += fmt::format(" {} {}", view_.say("fra", "from"), in_words(finding.not_before, view_.language));
    if (finding.due.is_set())
      words += fmt::format(" {} {}{}", view_.say("til", "to"), in_words(finding.due, view_.language),
                           finding.due_projected ? view_.say(" (forventet)", " (expected)") : "");
    return words;
  }

  [[nodiscard]] static Position place_of(const AssessedCourse& course, std::uint32_t meeting) {
    if (!course.positions || meeting >= course.positions->meetings.size()) return {};
    return course.positions->meetings[meeting];
  }

  [[nodiscard]] Json artifact(std::string_view file) const {
    const std::string name = name_seen_from(view_.directory, file);
    Json artifact = {{"uri", uri_of(name)}};
    if (is_below(name)) artifact["uriBaseId"] = root_id;
    return artifact;
  }

  [[nodiscard]] Json location(std::string_view file, Position at) const {
    Json physical = {{"artifactLocation", artifact(file)}};
    // Without a place GitHub shows a result nowhere; the file's first line stands for the file.
    physical["region"] = {{"startLine", std::max(1, at.line)}, {"startColumn", std::max(1, at.column)}};
    return {{"physicalLocation", std::move(physical)}};
  }

  const ReportView& view_;
  std::vector<Issue> issues_;
  std::vector<std::string> fingerprints_;
  std::vector<std::size_t> shown_;
  std::unordered_map<std::string_view, std::size_t> rule_places_;
  Json rules_ = Json::array();
};

} // namespace

std::string sarif_report(const ReportView& view) { return SarifReport{view}.write(); }

} // namespace kontaktforloeb::cli
