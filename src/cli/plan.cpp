#include "cli.hpp"
#include "inputs.hpp"
#include "report_view.hpp"
#include "text_page.hpp"

#include <kontaktforloeb/plan_document.hpp>

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>

namespace kontaktforloeb::cli {
namespace {

enum class PlanFormat : std::uint8_t { text, json, ics };

struct PlanArguments {
  Settings settings;
  std::vector<std::string> paths;
  std::vector<Date> closed;
  PlanOptions plan;
  PlanFormat format = PlanFormat::text;
  Language language = Language::en;
  std::string output;
  bool office_closing_days = false, allow_digit_ids = false;
};

/// The plans as a page for reading.
class PlanPage : TextPage {
public:
  PlanPage(const Report& report, Language language, bool colour)
      : TextPage(language, colour), report_(report) {}

  std::string write() {
    for (const Fault& fault : report_.faults) {
      label(say("ulæselig", "unreadable"), bold(fmt::terminal_color::red));
      line("{}", printable(fault.text()));
    }
    if (!report_.faults.empty()) line("");
    for (const AssessedCourse& course : report_.courses)
      if (course.plan) write_course(course, *course.plan);
    sum_up();
    return take();
  }

private:
  [[nodiscard]] static fmt::text_style bold(fmt::terminal_color colour) {
    return fmt::fg(colour) | fmt::emphasis::bold;
  }

  void sum_up() {
    std::size_t feasible = 0, added = 0;
    for (const AssessedCourse& course : report_.courses) {
      if (!course.plan) continue;
      feasible += course.plan->feasible ? 1u : 0u;
      added += course.plan->proposed.size();
    }
    const std::size_t count = report_.courses.size();
    line("{} {}: {} {}; {} {}", count, count == 1 ? say("forløb", "course") : say("forløb", "courses"),
         feasible, say("kan overholde reglerne", "can keep the rules"), added,
         added == 1 ? say("møde skal tilføjes", "meeting to be added")
                    : say("møder skal tilføjes", "meetings to be added"));
  }

  void write_course(const AssessedCourse& course, const Plan& plan) {
    if (plan.problem == PlanProblem::no_law) {
      label(say("ukendt", "unknown"), bold(fmt::terminal_color::magenta));
      line("{}: {}  [{}]", course.id, no_law_message(plan.completed, language()), printable(course.file));
      line("");
      return;
    }
    label(plan.feasible ? say("muligt", "feasible") : say("ikke muligt", "not feasible"),
          bold(plan.feasible ? fmt::terminal_color::green : fmt::terminal_color::red));
    line("{}: {}, {} {}, {}; {} {}{}  [{}]", course.id, plan.completed.regime->id,
         say("planlagt den", "planned on"), day(plan.completed.as_of), say(in_words(plan.prefer)),
         plan.proposed.size(),
         plan.proposed.size() == 1 ? say("møde skal tilføjes", "meeting to be added")
                                   : say("møder skal tilføjes", "meetings to be added"),
         plan.proven ? "" : say(", måske ikke det mindste antal", ", perhaps not the fewest"),
         printable(course.file));
    for (const ProposedMeeting& meeting : plan.proposed) write_meeting(plan, meeting);
    for (const Conflict& conflict : plan.conflicts) {
      sublabel(say("konflikt", "conflict"), bold(fmt::terminal_color::red));
      line("{} {}: {}", conflict.rule->id, say(in_words(conflict.status)), message(conflict, language()));
    }
    list(say("venter", "waiting"), plan.waiting);
    list(say("senere", "later"), plan.later);
    list(say("uafklaret", "undecided"), plan.undecided);
    line("");
  }

  void write_meeting(const Plan& plan, const ProposedMeeting& meeting) {
    sublabel(say("tilføj", "add"), bold(fmt::terminal_color::green));
    detail::Words words{language()};
    words.day(meeting.date).as_is(": ").conversations(meeting.conversations);
    words.say(", holdt af ", ", held by ").say(in_words(meeting.holder));
    line("{}", words.done());
    indented(why(meeting, plan.prefer, language()));
    std::string rules;
    for (const Rule* rule : plan.discharges(meeting))
      rules += fmt::format("{}{}", rules.empty() ? "" : ", ", rule->id);
    indented(fmt::format("{} {}", say("opfylder", "keeps"), rules));
  }
  void indented(std::string_view text) {
    indent();
    line("  {}", text);
  }
  void list(std::string_view what, const std::vector<const Rule*>& rules) {
    for (const Rule* rule : rules) {
      sublabel(what, bold(fmt::terminal_color::cyan));
      line("{}", rule->id);
    }
  }

  const Report& report_;
};

Date day_from(std::string_view option, const std::string& text) {
  const auto day = Date::parse(text);
  if (!day || *day < first_day || *day > last_day)
    throw UsageError(fmt::format(
        "{}: {}", option, Fault::not_a({}, text, "a day from 1990-01-01 to 2099-12-31, YYYY-MM-DD").text()));
  return *day;
}

/// What kept every course from being planned at all is wrong usage.
void refuse_problems(const Report& report, const PlanArguments& arguments) {
  for (const AssessedCourse& course : report.courses) {
    if (!course.plan) continue;
    if (course.plan->problem == PlanProblem::horizon_too_short)
      throw UsageError(fmt::format(
          "--horizon: no open day lies between {}, the day of planning of {}, and {}; give a later day",
          course.assessment.as_of.iso(), course.id, arguments.plan.horizon.iso()));
    if (course.plan->problem == PlanProblem::closed_throughout)
      throw UsageError(fmt::format(
          "--closed: no open day is left on which {} could be planned; close fewer days", course.id));
  }
}

int run(const PlanArguments& arguments) {
  AdmittedLists admitted;
  if (arguments.settings.admitted) admitted = need_admitted(*arguments.settings.admitted);
  JudgeOptions options;
  options.assess.readings = arguments.settings.readings;
  options.assess.contested = false;
  options.assess.admissions = admitted.view();
  if (arguments.settings.regime) options.assess.regime = *arguments.settings.regime;
  if (arguments.settings.day) options.as_of = arguments.settings.day->as_of;
  options.allow_digit_ids = arguments.allow_digit_ids;
  options.deadlines = false;
  options.plan = arguments.plan;
  options.days = {arguments.office_closing_days, arguments.closed};
  spare_course("--output", arguments.output);
  if (!arguments.output.empty()) options.skip.push_back(arguments.output);
  if (std::count(arguments.paths.begin(), arguments.paths.end(), "-") > 1)
    throw UsageError("PATH: - is named twice; standard input can be read once");
  const Judged judged = judge_paths(arguments.paths, options);
  const Report& report = judged.report;
  if (report.courses.empty() && report.faults.empty())
    throw UsageError(fmt::format("no course found; course files carry 'schema: {}'", course_schema_id));
  refuse_problems(report, arguments);
  // A calendar cannot say that a course is missing from it: then there is none.
  if (arguments.format == PlanFormat::ics && !report.faults.empty()) {
    for (const Fault& fault : report.faults)
      fmt::print(stderr, "kontaktforloeb: {}\n", without_cpr(printable(fault.text())));
    return usage;
  }
  const bool to_file = !arguments.output.empty();
  std::string document;
  switch (arguments.format) {
  case PlanFormat::text:
    document = PlanPage{report, arguments.language, !to_file && colour_wanted()}.write();
    break;
  case PlanFormat::json:
    document = plans_to_json(report, arguments.language);
    break;
  case PlanFormat::ics:
    document = plans_to_ics(report, arguments.language);
    break;
  }
  if (to_file)
    StagedFile{"--output", arguments.output, document}.commit();
  else
    write_output(document);
  if (!report.faults.empty()) return usage;
  const auto any = [&](auto&& is) {
    return std::any_of(report.courses.begin(), report.courses.end(),
                       [&](const AssessedCourse& course) { return course.plan && is(*course.plan); });
  };
  if (any([](const Plan& plan) { return plan.problem == PlanProblem::no_law; })) return no_known_law;
  return any([](const Plan& plan) { return !plan.feasible; }) ? findings : fine;
}

} // namespace

void add_plan(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("plan", "Complete courses with as few meetings as possible");
  auto arguments = std::make_shared<PlanArguments>();
  PlanArguments& a = *arguments;
  Settings& s = a.settings;
  command->add_option("PATH", a.paths, "Course files, directories, or - for standard input")->required();
  add_setting(*command, "--as-of", s, set_as_of, "Day of planning (default: the course's, else today)",
              "YYYY-MM-DD");
  add_choice<Prefer>(
      *command, "--prefer", a.plan.prefer, "Which days are preferred (default spread)",
      {{"spread", Prefer::spread}, {"earliest", Prefer::earliest}, {"latest", Prefer::latest}});
  command
      ->add_option_function<std::vector<std::string>>(
          "--closed",
          [&a](const std::vector<std::string>& texts) {
            for (const std::string& text : texts) a.closed.push_back(day_from("--closed", text));
          },
          "A day on which no conversation can be held; repeatable")
      ->option_text("YYYY-MM-DD")
      ->allow_extra_args(false);
  command->add_flag("--office-closing-days", a.office_closing_days,
                    "Close the day after Ascension, 5 June, 24 and 31 December too");
  command
      ->add_option_function<std::string>(
          "--horizon", [&a](const std::string& text) { a.plan.horizon = day_from("--horizon", text); },
          "Plan only what falls due by this day")
      ->option_text("YYYY-MM-DD");
  command->add_flag("--move-booked", a.plan.move_booked, "Give up booked meetings and plan them anew");
  add_setting(*command, "--regime", s, set_regime,
              "Apply this regime instead of the one that the facts choose", "ID|auto");
  add_settings(
      *command, "--reading", s,
      [](Settings& settings, const std::string& text) { return add_reading(settings, text); },
      "Read an open question of the law differently; repeatable", "KEY=VALUE");
  add_setting(*command, "--admitted", s, set_admitted,
              "Where a-kasser take part in the trial whose list is not known", "FILE");
  add_choice<PlanFormat>(*command, "--format", a.format, "Format of the plans (default text)",
                         {{"text", PlanFormat::text}, {"json", PlanFormat::json}, {"ics", PlanFormat::ics}});
  add_language(*command, a.language);
  add_text(*command, "--output", a.output, "Write to a file, whole or not at all", "FILE");
  command->add_flag("--allow-digit-ids", a.allow_digit_ids,
                    "Admit ids of ten digits that look like CPR numbers");
  command->callback([arguments, &status] { status = run(*arguments); });
}

} // namespace kontaktforloeb::cli
