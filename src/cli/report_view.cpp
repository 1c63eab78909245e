#include "report_view.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

namespace kontaktforloeb::cli {
namespace {

bool da(Language language) { return language == Language::da; }

/// Parts of a name; no part can hold the separator, because control characters are refused in ids.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    text += part;
    text += '\x1F';
  }
  return text;
}

} // namespace

Text text_of_pseudo_rule(std::string_view rule) {
  if (rule == fault_rule)
    return {"Filen kan læses som et forløb uden fejl.", "The file can be read as a course without faults."};
  return {"Reglerne for forløbet er kendt.", "The law for the course is known."};
}

std::vector<Issue> issues_of(const ReportView& view) {
  std::vector<Issue> issues;
  for (const Fault& fault : view.report.faults) {
    Issue issue{.rule = fault_rule, .fault = &fault, .file = fault.file};
    if (fault.position.line != 0) issue.position = fault.position;
    issues.push_back(issue);
  }
  for (std::size_t c = 0; c < view.report.courses.size(); ++c) {
    const AssessedCourse& course = view.report.courses[c];
    if (!course.assessment.verdict) {
      Issue issue{.rule = no_law_rule, .course = &course, .file = course.file};
      if (course.positions) issue.position = course.positions->course;
      issues.push_back(issue);
    }
    const std::vector<Finding>& findings = course.assessment.findings;
    for (std::size_t f = 0; f < findings.size(); ++f)
      if (findings[f].severity() != Severity::none)
        issues.push_back({.rule = findings[f].rule->id,
                          .severity = findings[f].severity(),
                          .suppression = view.suppression(c, f),
                          .course = &course,
                          .finding = &findings[f],
                          .file = course.file,
                          .position = position_of(course, findings[f])});
  }
  return issues;
}

std::vector<std::size_t> worst_first(const std::vector<Issue>& issues, std::size_t most) {
  std::vector<std::size_t> order(issues.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto rank = [&](std::size_t i) {
    const Issue& issue = issues[i];
    return std::pair{issue.suppression != Suppression::none, -static_cast<int>(issue.severity)};
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  order.resize(std::min(order.size(), most));
  return order;
}

std::string message_of(const Issue& issue, Language language) {
  if (issue.fault != nullptr)
    return issue.fault->key.empty() ? issue.fault->message
                                    : fmt::format("{}: {}", issue.fault->key, issue.fault->message);
  return fmt::format("{}: {}", issue.course->id,
                     issue.finding != nullptr ? message(*issue.finding, language)
                                              : no_law_message(issue.course->assessment, language));
}

std::string meeting_key(const AssessedCourse& course, const Finding& finding) {
  if (finding.requirement != nullptr) return {};
  const auto offending = course.assessment.meetings(finding);
  if (offending.empty() || offending.front() >= course.meetings.size()) return {};
  const MeetingName& meeting = course.meetings[offending.front()];
  return meeting.id.empty() ? meeting.date.iso() : meeting.id;
}

std::vector<std::string> fingerprints_of(const std::vector<Issue>& issues) {
  // A namespace of our own, so that no other program's names meet ours.
  static const boost::uuids::name_generator_sha1 in_ours{
      boost::uuids::name_generator_sha1{boost::uuids::ns::url()}("urn:kontaktforloeb:finding")};
  std::unordered_map<std::string, std::size_t> seen;
  std::vector<std::string> fingerprints;
  fingerprints.reserve(issues.size());
  for (const Issue& issue : issues) {
    std::string key =
        issue.fault != nullptr
            ? joined({issue.rule, issue.fault->file, issue.fault->key, issue.fault->message})
            : joined({issue.rule, issue.course->id,
                      issue.finding != nullptr ? meeting_key(*issue.course, *issue.finding) : ""});
    if (const std::size_t before = seen[key]++; before != 0) key += std::to_string(before);
    fingerprints.push_back(to_string(in_ours(key)));
  }
  return fingerprints;
}

std::string meeting_in_words(const AssessedCourse& course, std::uint32_t meeting, Language language) {
  const MeetingName name = meeting < course.meetings.size() ? course.meetings[meeting] : MeetingName{};
  std::string text = fmt::format("{} {}", da(language) ? "møde" : "meeting",
                                 name.id.empty() ? std::to_string(meeting + 1) : name.id);
  if (name.date.is_set())
    text += fmt::format("{}{}", da(language) ? " den " : " on ", in_words(name.date, language));
  return text;
}

std::string source_in_words(const Rule& rule, Language language) {
  const Basis& basis = rule.basis.front();
  return fmt::format("{}: {} ({})", da(language) ? "kilde" : "source", basis.source,
                     in(language, in_words(basis.evidence)));
}

std::string flip_in_words(const Flip& flip, Language language) {
  const ReadingInfo& reading = info(flip.by.reading);
  return fmt::format("{}={}: {}", reading.id, reading.values[flip.by.value],
                     !flip.status ? (da(language) ? "ikke der" : "not there")
                                  : in(language, in_words(*flip.status)));
}

std::vector<FlipCount> flips_of(const Report& report) {
  std::map<std::pair<Reading, std::uint8_t>, FlipCount> counts;
  for (const AssessedCourse& course : report.courses) {
    std::set<std::pair<Reading, std::uint8_t>> here;
    for (const Flip& flip : course.assessment.flips) {
      const std::pair key{flip.by.reading, flip.by.value};
      FlipCount& count = counts[key];
      count.by = flip.by;
      ++count.findings;
      if (here.insert(key).second) ++count.courses;
    }
  }
  std::vector<FlipCount> list;
  for (const auto& [key, count] : counts) list.push_back(count);
  return list;
}

std::string contested_in_words(const Finding& finding, Language language) {
  if (!finding.contested) return {};
  const ReadingInfo& reading = info(finding.contested_by.reading);
  return fmt::format("{} {}={}: {}", da(language) ? "Omtvistet, med" : "Contested, with", reading.id,
                     reading.values[finding.contested_by.value],
                     finding.contested_vanishes ? (da(language) ? "ikke der" : "not there")
                                                : in(language, in_words(finding.contested_status)));
}

Text in_words(Suppression suppression) {
  switch (suppression) {
  case Suppression::baseline:
    return {"kendt i forvejen", "in the baseline"};
  case Suppression::ignored:
    return {"ignoreret", "ignored"};
  case Suppression::none:
    break;
  }
  return {};
}

Totals totals_of(const ReportView& view) {
  Totals totals;
  totals.courses = view.report.courses.size();
  totals.unreadable = view.report.unreadable;
  for (std::size_t c = 0; c < totals.courses; ++c) {
    const Assessment& assessment = view.report.courses[c].assessment;
    if (assessment.verdict)
      ++totals.verdicts[static_cast<std::size_t>(*assessment.verdict)];
    else
      ++totals.unknown;
    for (std::size_t f = 0; f < assessment.findings.size(); ++f) {
      const Suppression suppression = view.suppression(c, f);
      totals.known += suppression == Suppression::baseline ? 1u : 0u;
      totals.ignored += suppression == Suppression::ignored ? 1u : 0u;
      if (suppression == Suppression::none)
        ++totals.severities[static_cast<std::size_t>(assessment.findings[f].severity())];
    }
  }
  return totals;
}

std::string courses_in_words(const Totals& totals, Language language) {
  const bool danish = da(language);
  std::string text = fmt::format("{} {}:", totals.courses,
                                 danish                ? "forløb"
                                 : totals.courses == 1 ? "course"
                                                       : "courses");
  for (std::size_t i = 0; i < totals.verdicts.size(); ++i)
    text += fmt::format("{} {} {}", i == 0 ? "" : ",", totals.verdicts[i],
                        in(language, in_words(static_cast<Verdict>(i))));
  if (totals.unknown != 0)
    text += fmt::format(", {} {}", totals.unknown, danish ? "uden kendte regler" : "without known law");
  if (totals.unreadable != 0)
    text += fmt::format("; {} {}", totals.unreadable, danish ? "ulæselige" : "unreadable");
  return text;
}

std::string findings_in_words(const Totals& totals, Language language) {
  const bool danish = da(language);
  const auto number = [&](Severity severity, Text one, Text several) {
    const std::size_t count = totals.severities[static_cast<std::size_t>(severity)];
    return fmt::format("{} {}", count, in(language, count == 1 ? one : several));
  };
  std::string text =
      fmt::format("{}, {}, {}", number(Severity::error, {"fejl", "error"}, {"fejl", "errors"}),
                  number(Severity::warning, {"advarsel", "warning"}, {"advarsler", "warnings"}),
                  number(Severity::note, {"note", "note"}, {"noter", "notes"}));
  if (totals.known + totals.ignored != 0) text += danish ? "; ikke talt med:" : "; not counted:";
  if (totals.known != 0)
    text += fmt::format(" {} {}", totals.known, in(language, in_words(Suppression::baseline)));
  if (totals.ignored != 0)
    text += fmt::format("{} {} {}", totals.known != 0 ? "," : "", totals.ignored,
                        in(language, in_words(Suppression::ignored)));
  return text;
}

std::string printable(std::string_view text) {
  std::string clean{text};
  bool ascii = true;
  for (char& c : clean) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) c = '?';
    ascii &= byte < 0x80;
  }
  if (ascii) return clean;
  // nlohmann knows UTF-8: what it writes with replacements can be read again.
  using nlohmann::json;
  clean = json::parse(json(clean).dump(-1, ' ', false, json::error_handler_t::replace)).get<std::string>();
  // XML admits neither U+FFFE nor U+FFFF, which differ from U+FFFD in the last byte.
  constexpr std::string_view begin = "\xEF\xBF";
  for (std::size_t at = clean.find(begin); at != std::string::npos; at = clean.find(begin, at + 3))
    if (clean[at + 2] == '\xBE' || clean[at + 2] == '\xBF') clean[at + 2] = '\xBD';
  return clean;
}

void for_each_rule(const std::function<void(const Rule&, const Regime*, const Requirement*)>& each) {
  for (const Regime& regime : current_law.regimes) {
    for (const Requirement& requirement : regime.requirements) each(requirement.rule, &regime, &requirement);
    for_each_other_rule(regime, [&](const Rule& rule) { each(rule, &regime, nullptr); });
  }
  each(current_law.time.observed, nullptr, nullptr);
}

} // namespace kontaktforloeb::cli
