#include "text_report.hpp"

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace kontaktforloeb::cli {
namespace {

constexpr std::size_t width = 16; // of the first column

/// Text of strangers for a terminal: control characters come out as question marks.
std::string printable(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  return text;
}

class TextReport {
public:
  TextReport(const Report& report, Language language, bool colour)
      : report_(report), language_(language), colour_(colour) {}

  std::string write() {
    for (const Fault& fault : report_.faults) {
      label(say("ulæselig", "unreadable"), fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold);
      line("{}", printable(fault.text()));
    }
    if (!report_.faults.empty()) line("");
    for (const AssessedCourse& course : report_.courses) write_course(course);
    write_summary();
    return std::move(out_);
  }

private:
  [[nodiscard]] std::string_view say(std::string_view da, std::string_view en) const {
    return language_ == Language::da ? da : en;
  }
  [[nodiscard]] std::string_view say(const Text& text) const { return in(language_, text); }
  [[nodiscard]] std::string day(Date day) const { return in_words(day, language_); }

  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }
  void label(std::string_view text, const fmt::text_style& style) {
    // Padding counts characters, not bytes: æ, ø and å are two bytes.
    const auto characters =
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
    if (colour_)
      out_ += fmt::format(style, "{}", text);
    else
      out_ += text;
    out_.append(static_cast<std::size_t>(
                    std::max<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(width) - characters)),
                ' ');
  }
  void indent() { out_.append(width, ' '); }

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

  void write_course(const AssessedCourse& course) {
    const Assessment& assessment = course.assessment;
    if (!assessment.verdict) {
      label(say("ukendt", "unknown"), fmt::fg(fmt::terminal_color::magenta));
      line("{}: {}{}", course.id, no_law_message(assessment, language_), place(course, nullptr));
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
    for (const Finding& finding : assessment.findings)
      if (finding.severity() != Severity::none || finding.contested) write_finding(course, finding);
    write_next(assessment);
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
    constexpr std::array<Text, 4> names{
        {{"omtvistet", "contested"}, {"note", "note"}, {"advarsel", "warning"}, {"fejl", "error"}}};
    out_ += "  ";
    label(say(names[static_cast<std::size_t>(severity)]), style(severity));
    line("{} {}{}", finding.rule->id, say(in_words(finding.status)), place(course, &finding));
    indent();
    line("  {}", message(finding, language_));
    for (const NotCounted& meeting : course.assessment.not_counted(finding)) {
      indent();
      line("  {} {}: {}", say("møde", "meeting"), meeting.meeting + 1, say(in_words(meeting.why)));
    }
    if (finding.contested) {
      indent();
      const ReadingInfo& reading = info(finding.contested_by.reading);
      const std::string_view then =
          finding.contested_vanishes ? say("ikke der", "not there") : say(in_words(finding.contested_status));
      line("  {} {}={}: {}", say("Omtvistet, med", "Contested, with"), reading.id,
           reading.values[finding.contested_by.value], then);
    }
    indent();
    const Basis& basis = finding.rule->basis.front();
    line("  {}: {} ({})", say("kilde", "source"), basis.source, say(in_words(basis.evidence)));
  }

  void write_next(const Assessment& assessment) {
    for (const std::uint32_t i : assessment.next) {
      const Finding& finding = assessment.findings[i];
      out_ += "  ";
      label(say("næste", "next"), {});
      if (finding.due.is_set())
        line("{} {} {}{}", finding.rule->id, say("senest", "by"), day(finding.due),
             finding.due_projected ? say(" (forventet)", " (expected)") : "");
      else
        line("{} {}", finding.rule->id, say("uden sidste dag", "without a last day"));
    }
  }

  void write_summary() {
    std::array<std::size_t, words<Verdict>.size()> verdicts{};
    std::array<std::size_t, words<Severity>.size()> severities{};
    std::size_t unknown = 0;
    for (const AssessedCourse& course : report_.courses) {
      if (course.assessment.verdict)
        ++verdicts[static_cast<std::size_t>(*course.assessment.verdict)];
      else
        ++unknown;
      for (const Finding& finding : course.assessment.findings)
        ++severities[static_cast<std::size_t>(finding.severity())];
    }
    std::string text =
        fmt::format("{} {}:", report_.courses.size(),
                    report_.courses.size() == 1 ? say("forløb", "course") : say("forløb", "courses"));
    for (std::size_t i = 0; i < verdicts.size(); ++i)
      text += fmt::format("{} {} {}", i == 0 ? "" : ",", verdicts[i], say(in_words(static_cast<Verdict>(i))));
    if (unknown != 0) text += fmt::format(", {} {}", unknown, say("uden kendte regler", "without known law"));
    if (report_.unreadable != 0)
      text += fmt::format("; {} {}", report_.unreadable, say("ulæselige", "unreadable"));
    line("{}", text);
    const std::size_t errors = severities[3], warnings = severities[2], notes = severities[1];
    if (language_ == Language::da)
      line("{} fejl, {} {}, {} {}", errors, warnings, warnings == 1 ? "advarsel" : "advarsler", notes,
           notes == 1 ? "note" : "noter");
    else
      line("{} {}, {} {}, {} {}", errors, errors == 1 ? "error" : "errors", warnings,
           warnings == 1 ? "warning" : "warnings", notes, notes == 1 ? "note" : "notes");
  }

  const Report& report_;
  Language language_;
  bool colour_;
  std::string out_;
};

} // namespace

std::string text_report(const Report& report, Language language, bool colour) {
  return TextReport{report, language, colour}.write();
}

} // namespace kontaktforloeb::cli
