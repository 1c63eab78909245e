#include "formats.hpp"
#include "text_page.hpp"

#include <kontaktforloeb/plan_messages.hpp>

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kontaktforloeb::cli {
namespace {

class TextReport : TextPage {
public:
  explicit TextReport(const ReportView& view)
      : TextPage(view.language, view.colour), view_(view), report_(view.report) {}

  std::string write() {
    for (const Fault& fault : report_.faults) {
      label(say("ulæselig", "unreadable"), fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold);
      line("{}", printable(fault.text()));
    }
    if (!report_.faults.empty()) line("");
    for (std::size_t c = 0; c < report_.courses.size(); ++c) write_course(c);
    if (report_.flips) write_flips();
    const Totals totals = totals_of(view_);
    line("{}", courses_in_words(totals, language()));
    line("{}", findings_in_words(totals, language()));
    return take();
  }

private:
  [[nodiscard]] static fmt::text_style style(Severity severity) {
    switch (severity) {
    case Severity::error:
      return fmt::fg(fmt::terminal_color::red);
    case Severity::warning:
      return fmt::fg(fmt::terminal_color::yellow);
    case Severity::note:
      return fmt::fg(fmt::terminal_color::cyan);
    case Severity::none:
      break;
    }
    return fmt::fg(fmt::terminal_color::green);
  }
  [[nodiscard]] static Severity severity_of(Verdict verdict) {
    switch (verdict) {
    case Verdict::violated:
      return Severity::error;
    case Verdict::open:
      return Severity::warning;
    case Verdict::undecided:
      return Severity::note;
    case Verdict::fulfilled:
      break;
    }
    return Severity::none;
  }

  void write_course(std::size_t c) {
    const AssessedCourse& course = report_.courses[c];
    const Assessment& assessment = course.assessment;
    if (!assessment.verdict) {
      label(say("ukendt", "unknown"), fmt::fg(fmt::terminal_color::magenta));
      line("{}: {}{}", course.id, no_law_message(assessment, language()), place(course, nullptr));
      line("");
      return;
    }
    label(say(in_words(*assessment.verdict)), style(severity_of(*assessment.verdict)) | fmt::emphasis::bold);
    const std::string when = assessment.as_planned
                                 ? std::string(say("som planlagt", "as planned"))
                                 : fmt::format("{} {}", say("pr.", "as of"), day(assessment.as_of));
    line("{}: {}{}, {}{}{}", course.id, assessment.regime->id,
         assessment.base.empty() ? "" : fmt::format(" ({} {})", say("over", "over"), assessment.base), when,
         state(assessment), place(course, nullptr));
    for (std::size_t f = 0; f < assessment.findings.size(); ++f) {
      const Finding& finding = assessment.findings[f];
      const bool matters = finding.severity() != Severity::none || finding.contested;
      if (matters && view_.suppression(c, f) == Suppression::none) write_finding(course, finding);
    }
    write_next(course);
    if (course.repair) write_repair(*course.repair);
    line("");
  }

  [[nodiscard]] std::string state(const Assessment& assessment) const {
    const CourseState& state = assessment.state;
    if (!state.handover) return {};
    std::string text =
        fmt::format("; {} {}", say(in_words(state.responsible)), say("har ansvaret", "is responsible"));
    if (!state.stage) return text;
    if (state.ended_reason)
      text += fmt::format(" ({} {}: {})", say(in_words(*state.stage)), day(state.handover->last_day),
                          say(in_words(*state.ended_reason)));
    else if (state.handover->last_day.is_set())
      text += fmt::format(" {} {}{}", say("til", "until"), day(state.handover->last_day),
                          state.handover->projected ? say(" (forventet)", " (expected)") : "");
    return text;
  }

  [[nodiscard]] static std::string place(const AssessedCourse& course, const Finding* finding) {
    if (course.file.empty()) return {};
    if (finding == nullptr) return fmt::format("  [{}]", printable(course.file));
    const auto position = position_of(course, *finding);
    return position ? fmt::format("  [{}:{}:{}]", printable(course.file), position->line, position->column)
                    : std::string{};
  }

  void write_finding(const AssessedCourse& course, const Finding& finding) {
    const Severity severity = finding.severity();
    sublabel(say(in_words(severity)), style(severity));
    line("{} {}{}", finding.rule->id, say(in_words(finding.status)), place(course, &finding));
    indent();
    line("  {}", message(finding, language()));
    for (const NotCounted& meeting : course.assessment.not_counted(finding)) {
      indent();
      line("  {} {}: {}", say("møde", "meeting"), meeting.meeting + 1, say(in_words(meeting.why)));
    }
    if (report_.flips) {
      for (const Flip& flip : course.assessment.flips)
        if (&course.assessment.findings[flip.finding] == &finding) {
          indent();
          line("  {} {}", say("omtvistet, med", "contested, with"), flip_in_words(flip, language()));
        }
    } else if (finding.contested) {
      indent();
      line("  {}", contested_in_words(finding, language()));
    }
    indent();
    line("  {}", source_in_words(*finding.rule, language()));
  }

  /// What each reading changes over all courses.
  void write_flips() {
    for (const FlipCount& count : flips_of(report_)) {
      const ReadingInfo& reading = info(count.by.reading);
      label(say("læsning", "reading"), fmt::fg(fmt::terminal_color::cyan));
      line("{}={}: {} {}, {} {}", reading.id, reading.values[count.by.value], count.findings,
           count.findings == 1 ? say("fund ændret", "finding changed")
                               : say("fund ændret", "findings changed"),
           count.courses, count.courses == 1 ? say("forløb", "course") : say("forløb", "courses"));
    }
    put("\n");
  }

  void write_next(const AssessedCourse& course) {
    for (const std::uint32_t i : course.assessment.next) {
      const Finding& finding = course.assessment.findings[i];
      sublabel(say("næste", "next"), {});
      if (finding.due.is_set())
        line("{} {} {}{}{}", finding.rule->id, say("senest", "by"), day(finding.due),
             finding.due_projected ? say(" (forventet)", " (expected)") : "", last_chance(course, i));
      else
        line("{} {}", finding.rule->id, say("uden sidste dag", "without a last day"));
    }
  }
  /// The last day from which it can still be kept, where that is another one than the last day.
  [[nodiscard]] std::string last_chance(const AssessedCourse& course, std::uint32_t finding) const {
    for (const Deadline& deadline : course.deadlines)
      if (deadline.finding == finding && deadline.last_feasible_day.is_set() &&
          deadline.last_feasible_day != deadline.due)
        return fmt::format("; {} {}", say("skal begyndes senest", "to be begun by"),
                           day(deadline.last_feasible_day));
    return {};
  }

  void write_repair(const Repair& repair) {
    bool first = true;
    for (const Remedy& remedy : repair.remedies) {
      bool next = true;
      for (const Edit& edit : remedy.edits) {
        sublabel(!next   ? say("og", "and")
                 : first ? say("ret", "repair")
                         : say("eller", "or"),
                 next ? fmt::fg(fmt::terminal_color::green) : fmt::text_style{});
        line("{}", message(edit, language()));
        next = first = false;
      }
    }
    if (repair.remedies.empty() && !repair.proven) {
      sublabel(say("ret", "repair"), fmt::fg(fmt::terminal_color::yellow));
      line("{}", say("ingen ændringer fundet; søgningen blev opgivet",
                     "no changes found; the search was given up"));
    }
    for (const Rule* rule : repair.beyond_repair) {
      sublabel(say("kan ikke rettes", "beyond repair"), fmt::fg(fmt::terminal_color::red));
      line("{}", rule->id);
    }
    for (const Rule* rule : repair.late_still) {
      sublabel(say("stadig", "still"), fmt::fg(fmt::terminal_color::yellow));
      line("{}", late_still_message(*rule, language()));
    }
  }

  const ReportView& view_;
  const Report& report_;
};

} // namespace

std::string text_report(const ReportView& view) { return TextReport{view}.write(); }

} // namespace kontaktforloeb::cli
