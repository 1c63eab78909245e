#include "file_names.hpp"
#include "formats.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <sstream>

namespace kontaktforloeb::cli {
namespace {

/// What a test case comes to, the gravest last.
enum class TestOutcome : std::uint8_t { passed, skipped, failed, broken };

/// Test cases by outcome, as the attributes of suites count them.
struct Counts {
  std::size_t tests = 0, skipped = 0, failures = 0, errors = 0;

  void add(TestOutcome outcome) {
    ++tests;
    skipped += outcome == TestOutcome::skipped ? 1u : 0u;
    failures += outcome == TestOutcome::failed ? 1u : 0u;
    errors += outcome == TestOutcome::broken ? 1u : 0u;
  }
  void add(const Counts& other) {
    tests += other.tests;
    skipped += other.skipped;
    failures += other.failures;
    errors += other.errors;
  }
  void write(pugi::xml_node node) const {
    for (const auto& [name, value] :
         {std::pair{"tests", tests}, {"failures", failures}, {"errors", errors}, {"skipped", skipped}})
      node.append_attribute(name) = static_cast<unsigned long long>(value);
  }
};

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(printable(value).c_str());
}

/// Text of several lines: each is made printable, the ends of lines stay.
void set_text(pugi::xml_node node, const std::string& lines) { node.text().set(lines.c_str()); }

class JunitReport {
public:
  explicit JunitReport(const ReportView& view) : view_(view) {}

  std::string write() {
    pugi::xml_node declaration = document_.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node root = document_.append_child("testsuites");
    root.append_attribute("name") = "kontaktforloeb";
    for (std::size_t i = 0; i < view_.report.faults.size();) i = write_unreadable(root, i);
    for (std::size_t c = 0; c < view_.report.courses.size(); ++c) write_course(root, c);
    all_.write(root);
    std::ostringstream text;
    document_.save(text, "  ");
    return text.str();
  }

private:
  /// One suite and one broken test case for a file with faults; gives the place of the next file's faults.
  std::size_t write_unreadable(pugi::xml_node root, std::size_t first) {
    const std::vector<Fault>& faults = view_.report.faults;
    const std::string file = name_of(faults[first].file);
    std::string text;
    std::size_t end = first;
    for (; end < faults.size() && faults[end].file == faults[first].file; ++end)
      text += printable(faults[end].text()) + '\n';
    pugi::xml_node suite = root.append_child("testsuite");
    set(suite, "name", file);
    Counts counts;
    counts.add(TestOutcome::broken);
    counts.write(suite);
    all_.add(counts);
    pugi::xml_node test = test_case(suite, fault_rule, file, file, faults[first].position);
    pugi::xml_node error = test.append_child("error");
    set(error, "type", "unreadable");
    set(error, "message",
        end - first == 1
            ? faults[first].message
            : fmt::format("{} {}", end - first, view_.say("fejl i filen", "faults in the file")));
    set_text(error, text);
    return end;
  }

  void write_course(pugi::xml_node root, std::size_t c) {
    const AssessedCourse& course = view_.report.courses[c];
    pugi::xml_node suite = root.append_child("testsuite");
    set(suite, "name", course.id);
    Counts counts;
    const std::string file = name_of(course.file);
    if (!course.assessment.verdict) {
      const Position position = course.positions ? course.positions->course : Position{};
      pugi::xml_node test = test_case(suite, no_law_rule, course.id, file, position);
      pugi::xml_node error = test.append_child("error");
      set(error, "type", "no_known_law");
      const std::string reason = no_law_message(course.assessment, view_.language);
      set(error, "message", reason);
      set_text(error, printable(fmt::format("{}: {}", course.id, reason)) + '\n');
      counts.add(TestOutcome::broken);
    }
    const std::vector<Finding>& findings = course.assessment.findings;
    for (std::size_t f = 0; f < findings.size(); ++f) {
      const auto of_rule = [&](const Finding& finding) { return finding.rule == findings[f].rule; };
      const auto here = findings.begin() + static_cast<std::ptrdiff_t>(f);
      if (std::none_of(findings.begin(), here, of_rule)) counts.add(write_rule(suite, c, f, file));
    }
    all_.add(counts);
    counts.write(suite);
  }

  [[nodiscard]] TestOutcome outcome(const Finding& finding, Suppression suppression) const {
    if (finding.severity() == Severity::none) return TestOutcome::passed;
    if (suppression != Suppression::none) return TestOutcome::skipped;
    if (finding.severity() == Severity::error || fails(finding.severity(), view_.fail_on))
      return TestOutcome::failed;
    return finding.status == Status::undecided ? TestOutcome::skipped : TestOutcome::passed;
  }

  /// One test case for all findings of a rule in a course.
  TestOutcome write_rule(pugi::xml_node suite, std::size_t c, std::size_t first, const std::string& file) {
    const AssessedCourse& course = view_.report.courses[c];
    const std::vector<Finding>& findings = course.assessment.findings;
    const Rule& rule = *findings[first].rule;
    TestOutcome worst = TestOutcome::passed;
    std::size_t worst_at = first;
    std::string text;
    for (std::size_t f = first; f < findings.size(); ++f) {
      if (findings[f].rule != &rule) continue;
      const Suppression suppression = view_.suppression(c, f);
      const TestOutcome now = outcome(findings[f], suppression);
      if (now > worst) {
        worst = now;
        worst_at = f;
      }
      if (findings[f].severity() != Severity::none) text += tell(course, findings[f], suppression);
    }
    const Finding& told = findings[worst_at];
    pugi::xml_node test =
        test_case(suite, rule.id, course.id, file, position_of(course, told).value_or(Position{}));
    if (worst == TestOutcome::passed) {
      if (!text.empty()) set_text(test.append_child("system-out"), text + about(rule));
      return worst;
    }
    pugi::xml_node result = test.append_child(worst == TestOutcome::failed ? "failure" : "skipped");
    if (worst == TestOutcome::failed) set(result, "type", word(told.status));
    const Suppression suppression = view_.suppression(c, worst_at);
    set(result, "message",
        fmt::format("{}{}{}", view_.say(in_words(suppression)), suppression == Suppression::none ? "" : ": ",
                    message(told, view_.language)));
    set_text(result, text + about(rule));
    return worst;
  }

  /// A finding with its place, so that the text stands alone.
  [[nodiscard]] std::string tell(const AssessedCourse& course, const Finding& finding,
                                 Suppression suppression) const {
    std::string place = name_of(course.file);
    if (const auto position = position_of(course, finding))
      place += fmt::format(":{}:{}", position->line, position->column);
    std::string text =
        fmt::format("{}: {}: {} ({}{}{}): {}", place, course.id, finding.rule->id,
                    view_.say(in_words(finding.status)), suppression == Suppression::none ? "" : ", ",
                    view_.say(in_words(suppression)), message(finding, view_.language));
    text = printable(text) + '\n';
    for (const NotCounted& meeting : course.assessment.not_counted(finding))
      text += printable(fmt::format("  {}: {}", meeting_in_words(course, meeting.meeting, view_.language),
                                    view_.say(in_words(meeting.why)))) +
              '\n';
    if (finding.contested) text += fmt::format("  {}\n", contested_in_words(finding, view_.language));
    return text;
  }

  [[nodiscard]] std::string about(const Rule& rule) const {
    return fmt::format("{}\n{}\n", view_.say(rule.text), source_in_words(rule, view_.language));
  }

  static pugi::xml_node test_case(pugi::xml_node suite, std::string_view name, std::string_view class_name,
                                  const std::string& file, Position position) {
    pugi::xml_node test = suite.append_child("testcase");
    set(test, "name", name);
    set(test, "classname", class_name);
    if (!file.empty()) set(test, "file", file);
    if (position.line != 0) test.append_attribute("line") = position.line;
    return test;
  }

  [[nodiscard]] std::string name_of(const std::string& file) const {
    return file.empty() ? std::string{} : name_seen_from(view_.directory, file);
  }

  const ReportView& view_;
  pugi::xml_document document_;
  Counts all_;
};

} // namespace

std::string junit_report(const ReportView& view) { return JunitReport{view}.write(); }

} // namespace kontaktforloeb::cli
