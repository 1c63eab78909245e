#include "cli.hpp"
#include "text_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <iterator>
#include <memory>
#include <system_error>

namespace kontaktforloeb::cli {
namespace {

enum class Format : std::uint8_t { text, json };
enum class FailOn : std::uint8_t { note, warning, error, never };

struct CheckArguments {
  std::vector<std::string> paths;
  std::string as_of, regime, output;
  std::vector<std::string> readings;
  Format format = Format::text;
  FailOn fail_on = FailOn::error;
  Language language = Language::en;
  bool as_planned = false, strict = false, allow_digit_ids = false, no_contested = false;
};

/// A file to read, or what is wrong with a path.
struct Input {
  std::filesystem::path path;
  bool searched = false; ///< Found in a directory: passed over if it is no course.
  std::string problem;   ///< What is wrong with it already.
};

Date today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
#ifdef _WIN32
  localtime_s(&local, &now);
#else
  localtime_r(&now, &local);
#endif
  return {local.tm_year + 1900, local.tm_mon + 1, local.tm_mday};
}

Date parse_day(const std::string& text) {
  const auto day = Date::parse(text);
  if (!day)
    throw UsageError(fmt::format("--as-of: '{}' is not a day of the calendar, written YYYY-MM-DD", text));
  if (*day < first_day || *day > last_day)
    throw UsageError(fmt::format("--as-of: {} lies outside 1990-01-01 to 2099-12-31", text));
  return *day;
}

std::vector<ReadingChoice> parse_readings(const std::vector<std::string>& texts) {
  std::vector<ReadingChoice> choices;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    const std::string key = text.substr(0, equals);
    const auto reading = find_reading(key);
    if (equals == std::string::npos) throw UsageError(fmt::format("--reading: '{}' is not KEY=VALUE", text));
    if (!reading) {
      std::vector<std::string_view> ids;
      for (const ReadingInfo& known : reading_ids) ids.push_back(known.id);
      throw UsageError(Fault::unknown("--reading", "reading", key, ids).text());
    }
    const std::string value = text.substr(equals + 1);
    const auto number = find_value(*reading, value);
    if (!number) {
      const ReadingInfo& known = info(*reading);
      throw UsageError(
          Fault::unknown("--reading " + key, "value", value, std::span{known.values}.first(known.size()))
              .text());
    }
    choices.push_back({*reading, *number});
  }
  return choices;
}

/// The course files below a directory, in byte order of their paths. Links to directories are not followed.
///
/// What cannot be searched or opened is kept, so that reading it says so.
std::vector<Input> search(const std::filesystem::path& root) {
  namespace fs = std::filesystem;
  std::vector<Input> found;
  std::vector<fs::path> waiting{root};
  while (!waiting.empty()) {
    const fs::path directory = std::move(waiting.back());
    waiting.pop_back();
    std::error_code error;
    fs::directory_iterator entry{directory, error};
    for (; !error && entry != fs::directory_iterator{}; entry.increment(error)) {
      std::error_code ignored;
      const fs::file_type type = entry->status(ignored).type();
      const auto ending = entry->path().extension();
      if (type == fs::file_type::directory && !entry->is_symlink(ignored))
        waiting.push_back(entry->path());
      else if ((ending == ".yaml" || ending == ".yml" || ending == ".json") &&
               (type == fs::file_type::regular || type == fs::file_type::not_found ||
                type == fs::file_type::none))
        found.push_back({entry->path(), true, {}});
    }
    if (error) found.push_back({directory, true, fmt::format("cannot be searched: {}", error.message())});
  }
  std::sort(found.begin(), found.end(),
            [](const Input& a, const Input& b) { return a.path.native() < b.path.native(); });
  return found;
}

class Check {
public:
  explicit Check(const CheckArguments& arguments) : arguments_(arguments) {
    readings_ = parse_readings(arguments.readings);
    options_.readings = readings_;
    options_.as_planned = arguments.as_planned;
    options_.contested = !arguments.no_contested;
    if (!arguments.regime.empty()) {
      if (arguments.regime != "auto") need_regime(arguments.regime);
      options_.regime = arguments.regime;
    }
    if (!arguments.as_of.empty()) as_of_ = parse_day(arguments.as_of);
    today_ = today();
  }

  int run() {
    std::vector<Input> inputs;
    for (const std::string& path : arguments_.paths) {
      std::error_code error;
      if (path != "-" && std::filesystem::is_directory(path, error)) {
        auto found = search(path);
        std::move(found.begin(), found.end(), std::back_inserter(inputs));
      } else {
        inputs.push_back({path, false, {}});
      }
    }
    const bool progress = inputs.size() > 200 && progress_wanted();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (progress && (i % 50 == 0 || i + 1 == inputs.size()))
        fmt::print(stderr, "\r{} of {} files", i + 1, inputs.size());
      read(inputs[i]);
    }
    if (progress) fmt::print(stderr, "\n");
    if (passed_over_ != 0)
      fmt::print(stderr, "kontaktforloeb: {} file(s) without the schema key '{}' passed over\n", passed_over_,
                 course_schema_id);
    if (report_.courses.empty() && report_.faults.empty())
      throw UsageError(fmt::format("no course found; course files carry 'schema: {}'", course_schema_id));

    const bool json = arguments_.format == Format::json;
    const std::string document =
        json ? to_json(report_, arguments_.language)
             : text_report(report_, arguments_.language, arguments_.output.empty() && colour_wanted());
    if (arguments_.output.empty())
      write_output(document);
    else
      write_file(arguments_.output, document);
    return status();
  }

private:
  void read(const Input& input) {
    ReadOptions options;
    options.file = input.path == "-" ? "<stdin>" : input.path.generic_string();
    options.format = format_of(input.path);
    options.check.allow_digit_ids = arguments_.allow_digit_ids;
    std::string problem = input.problem;
    std::optional<std::string> text;
    if (!problem.empty()) return unreadable({Fault::because({}, problem)}, options.file);
    if (input.path == "-")
      text.emplace(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
    else
      text = read_text(input.path, problem);
    if (!text) return unreadable({Fault::because({}, problem)}, options.file);
    if (input.searched && !looks_like_course(*text, options.format)) {
      if (arguments_.strict)
        return unreadable({Fault::because({}, fmt::format("carries no schema key '{}'", course_schema_id))},
                          options.file);
      ++passed_over_;
      return;
    }
    CourseFile file = read_course(*text, options);
    if (!file.course) return unreadable(std::move(file.faults), options.file);
    const Course& course = *file.course;
    const Date own = course.facts().as_of;
    const Date day = as_of_.is_set() ? as_of_ : own.is_set() ? own : today_;
    report_.courses.push_back(
        {options.file, course.facts().id, assess(course, day, options_, buffer_), std::move(file.positions)});
  }

  void unreadable(std::vector<Fault> faults, const std::string& file) {
    ++report_.unreadable;
    for (Fault& fault : faults) {
      fault.file = file;
      report_.faults.push_back(std::move(fault));
    }
  }

  [[nodiscard]] int status() const {
    if (!report_.faults.empty()) return usage;
    bool found = false, unknown = false;
    for (const AssessedCourse& course : report_.courses) {
      unknown |= !course.assessment.verdict;
      for (const Finding& finding : course.assessment.findings) switch (arguments_.fail_on) {
        case FailOn::error:
          found |= finding.severity() >= Severity::error;
          break;
        case FailOn::warning:
          found |= finding.severity() >= Severity::warning;
          break;
        case FailOn::note:
          found |= finding.severity() >= Severity::note;
          break;
        case FailOn::never:
          break;
        }
    }
    return unknown ? no_known_law : found ? findings : fine;
  }

  const CheckArguments& arguments_;
  std::vector<ReadingChoice> readings_;
  AssessOptions options_;
  Date as_of_, today_;
  Report report_;
  std::size_t passed_over_ = 0;
  AssessmentBuffer buffer_;
};

} // namespace

void add_check(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("check", "Check course files, or all course files below directories");
  auto arguments = std::make_shared<CheckArguments>();
  CheckArguments& a = *arguments;
  command->add_option("PATH", a.paths, "Course files, directories, or - for standard input")->required();
  auto* as_of = add_text(*command, "--as-of", a.as_of, "Day of assessing (default: the course's, else today)",
                         "YYYY-MM-DD");
  command
      ->add_flag("--as-planned", a.as_planned,
                 "Judge the plan: all planned meetings held, every last day past")
      ->excludes(as_of);
  add_text(*command, "--regime", a.regime, "Apply this regime instead of the one that the facts choose",
           "ID|auto");
  command->add_option("--reading", a.readings, "Read an open question of the law differently; repeatable")
      ->option_text("KEY=VALUE")
      ->allow_extra_args(false);
  add_choice<Format>(*command, "--format", a.format, "Format of the report (default text)",
                     {{"text", Format::text}, {"json", Format::json}});
  add_text(*command, "--output", a.output, "Write the report to a file, whole or not at all", "FILE");
  add_choice<FailOn>(*command, "--fail-on", a.fail_on,
                     "Least severity that gives exit status 1 (default error)",
                     {{"error", FailOn::error},
                      {"warning", FailOn::warning},
                      {"note", FailOn::note},
                      {"never", FailOn::never}});
  add_language(*command, a.language);
  command->add_flag("--strict", a.strict, "A file of a directory that is no course is a fault");
  command->add_flag("--allow-digit-ids", a.allow_digit_ids,
                    "Admit ids of ten digits that look like CPR numbers");
  command->add_flag("--no-contested", a.no_contested, "Do not try other readings");
  command->callback([arguments, &status] { status = Check{*arguments}.run(); });
}

} // namespace kontaktforloeb::cli
