#include "baseline.hpp"

#include "cli.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace kontaktforloeb::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema_id = "kontaktforloeb/baseline-1";

BaselineEntry entry_of(const AssessedCourse& course, const Finding& finding) {
  return {course.id, std::string(finding.rule->id), meeting_key(course, finding),
          std::string(word(finding.status))};
}

bool is_ignored(const AssessedCourse& course, const Finding& finding, const std::vector<Ignored>& ignored) {
  return std::any_of(ignored.begin(), ignored.end(), [&](const Ignored& one) {
    return one.rule == finding.rule->id && (one.course.empty() || one.course == course.id);
  });
}

/// Takes a baseline apart; every way in which it is not one is a sentence.
class BaselineReader {
public:
  explicit BaselineReader(const std::filesystem::path& file) : file_(file.generic_string()) {}

  Baseline read(std::istream& in) const {
    Json json;
    try {
      json = Json::parse(in);
    } catch (const Json::exception& error) {
      // The library's sentence begins with its own name for the error in brackets.
      const std::string_view what = error.what();
      fail(fmt::format("is no JSON: {}", what.substr(what.find("] ") + 2)));
    }
    if (!json.is_object()) fail("is no baseline: it must be an object with schema and entries");
    const auto schema = json.find("schema");
    if (schema == json.end() || !schema->is_string())
      fail(fmt::format("is no baseline: it carries no 'schema: {}'", schema_id));
    if (*schema != schema_id)
      fail(
          fmt::format("carries the schema '{}', this version reads '{}'; write it anew with --write-baseline",
                      printable(schema->get<std::string>()), schema_id));
    const auto entries = json.find("entries");
    if (entries == json.end() || !entries->is_array()) fail("entries: must be a list");
    Baseline baseline;
    for (std::size_t i = 0; i < entries->size(); ++i) baseline.entries.push_back(entry((*entries)[i], i));
    return baseline;
  }

private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw UsageError(fmt::format("--baseline: {}: {}", file_, reason));
  }

  [[nodiscard]] BaselineEntry entry(const Json& json, std::size_t i) const {
    if (!json.is_object()) fail(fmt::format("entries[{}]: must be an object", i));
    const auto text = [&](const char* key, bool may_be_null) -> std::string {
      const auto value = json.find(key);
      if (may_be_null && (value == json.end() || value->is_null())) return {};
      if (value == json.end() || !value->is_string())
        fail(fmt::format("entries[{}].{}: must be a text", i, key));
      return value->get<std::string>();
    };
    BaselineEntry entry{text("course", false), text("rule", false), text("meeting", true),
                        text("status", false)};
    if (!from_word<Status>(entry.status)) {
      const Fault fault =
          Fault::unknown(fmt::format("entries[{}].status", i), "status", entry.status, words<Status>);
      fail(fault.text());
    }
    return entry;
  }

  std::string file_;
};

} // namespace

Baseline read_baseline(const std::filesystem::path& file) {
  const BaselineReader reader{file};
  std::error_code error;
  if (std::filesystem::is_directory(file, error))
    throw UsageError(fmt::format("--baseline: {}: is a directory; name a file", file.generic_string()));
  errno = 0;
  std::ifstream in{file, std::ios::binary};
  if (!in)
    throw UsageError(fmt::format("--baseline: {}: cannot be opened: {}", file.generic_string(),
                                 std::strerror(errno != 0 ? errno : EIO)));
  return reader.read(in);
}

std::string to_json(const Baseline& baseline) {
  std::vector<BaselineEntry> sorted = baseline.entries;
  std::sort(sorted.begin(), sorted.end());
  Json entries = Json::array();
  for (const BaselineEntry& entry : sorted)
    entries.push_back({{"course", entry.course},
                       {"rule", entry.rule},
                       {"meeting", entry.meeting.empty() ? Json(nullptr) : Json(entry.meeting)},
                       {"status", entry.status}});
  const Json json = {{"schema", schema_id},
                     {"law", {{"revision", current_law.revision}, {"digest", law_digest()}}},
                     {"entries", std::move(entries)}};
  return json.dump(2) + '\n';
}

Baseline baseline_of(const Report& report, const std::vector<Ignored>& ignored) {
  Baseline baseline;
  for (const AssessedCourse& course : report.courses)
    for (const Finding& finding : course.assessment.findings)
      if (finding.severity() != Severity::none && !is_ignored(course, finding, ignored))
        baseline.entries.push_back(entry_of(course, finding));
  return baseline;
}

std::vector<BaselineEntry> entries_not_checked(const Baseline& baseline, const Report& report) {
  std::set<std::string_view> checked;
  for (const AssessedCourse& course : report.courses) checked.insert(course.id);
  std::vector<BaselineEntry> others;
  std::copy_if(baseline.entries.begin(), baseline.entries.end(), std::back_inserter(others),
               [&](const BaselineEntry& entry) { return !checked.contains(entry.course); });
  return others;
}

Suppressed suppress(const Report& report, const Baseline* baseline, const std::vector<Ignored>& ignored) {
  Suppressed result;
  if (baseline == nullptr && ignored.empty()) return result;
  std::map<BaselineEntry, std::size_t> left;
  if (baseline != nullptr)
    for (const BaselineEntry& entry : baseline->entries) ++left[entry];
  for (const AssessedCourse& course : report.courses) {
    const std::vector<Finding>& findings = course.assessment.findings;
    std::vector<Suppression>& row = result.findings.emplace_back(findings.size(), Suppression::none);
    for (std::size_t f = 0; f < findings.size(); ++f) {
      if (findings[f].severity() == Severity::none) continue;
      // An entry is used up even when its finding is ignored: it is not stale.
      const auto known = left.find(entry_of(course, findings[f]));
      if (known != left.end() && known->second != 0) {
        --known->second;
        row[f] = Suppression::baseline;
      }
      if (is_ignored(course, findings[f], ignored)) row[f] = Suppression::ignored;
    }
  }
  if (baseline == nullptr) return result;
  for (const BaselineEntry& entry : entries_not_checked(*baseline, report)) left.erase(entry);
  for (const auto& [entry, count] : left) result.stale.insert(result.stale.end(), count, entry);
  return result;
}

std::string entry_in_words(const BaselineEntry& entry) {
  return fmt::format("{}: {}{}: {}", printable(entry.course), printable(entry.rule),
                     entry.meeting.empty() ? "" : fmt::format(" ({})", printable(entry.meeting)),
                     entry.status);
}

} // namespace kontaktforloeb::cli
