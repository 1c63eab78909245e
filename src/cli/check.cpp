#include "baseline.hpp"
#include "cli.hpp"
#include "config_file.hpp"
#include "file_names.hpp"
#include "inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <system_error>

namespace kontaktforloeb::cli {
namespace {

namespace fs = std::filesystem;

/// What only the command line can say, beside the settings.
struct CheckArguments {
  Settings settings;
  std::vector<std::string> paths, formats, outputs;
  std::string output; ///< Of an --output without a --format.
  std::string stdin_filename, write_baseline, config;
  bool no_config = false, only_courses = false, all_readings = false, suggest = false;
};

/// GitHub takes at most 1 MiB for a step's summary.
constexpr std::size_t most_summary = 1'000'000;
/// Stale entries named one by one.
constexpr std::size_t most_stale = 10;

class Check {
public:
  explicit Check(const CheckArguments& arguments) : arguments_(arguments), settings_(arguments.settings) {
    // Names stay relative if the working directory has no name any more.
    std::error_code error;
    directory_ = fs::current_path(error);
    settings_.fill_from(settings_of_environment());
    if (const auto config = config_file()) settings_.fill_from(read_config(*config, directory_));
    if (!settings_.requests) settings_.requests = {Request{}};
    if (!arguments_.output.empty()) place_alone();
    check_settings();
    read_known();
    if (settings_.admitted) admitted_ = need_admitted(*settings_.admitted);
  }

  int run() {
    Judged judged = judge_paths(*settings_.paths, judge_options());
    if (judged.passed_over != 0)
      say(fmt::format("{} file(s) without the schema key '{}' passed over", judged.passed_over,
                      course_schema_id));
    if (judged.report.courses.empty() && judged.report.faults.empty() && !arguments_.only_courses)
      throw UsageError(fmt::format("no course found; course files carry 'schema: {}'", course_schema_id));

    judged.report.flips = arguments_.all_readings;
    const std::optional<Baseline> baseline = compare_with(judged.report);
    const Suppressed suppressed = suppress(judged.report, baseline ? &*baseline : nullptr, settings_.ignored);
    tell_stale(suppressed.stale);

    ReportView view{.report = judged.report,
                    .suppressions = suppressed.findings,
                    .language = settings_.language.value_or(Language::en),
                    .fail_on = settings_.fail_on.value_or(FailOn::error),
                    .baseline = baseline.has_value(),
                    .jobs = settings_.jobs.value_or(0),
                    .directory = directory_};
    view.status = status_of(view);
    write(view, arguments_.write_baseline.empty() ? nullptr : &*baseline);
    return view.status;
  }

private:
  static void say(std::string_view sentence) {
    fmt::print(stderr, "kontaktforloeb: {}\n", without_cpr(printable(sentence)));
  }

  [[nodiscard]] std::optional<fs::path> config_file() const {
    if (arguments_.no_config) return std::nullopt;
    if (!arguments_.config.empty()) return arguments_.config;
    if (const std::string named = environment("KONTAKTFORLOEB_CONFIG"); !named.empty()) return named;
    return find_config(directory_);
  }

  /// An --output without a --format belongs to the one document that weaker settings ask for.
  void place_alone() {
    if (settings_.requests->size() != 1)
      throw UsageError(fmt::format("--output: {} of {} formats is meant? Put the --format before it",
                                   arguments_.output, settings_.requests->size()));
    settings_.requests->front().output = arguments_.output;
  }

  /// What no origin could see alone.
  void check_settings() const {
    if (!settings_.paths || settings_.paths->empty())
      throw UsageError("PATH is required: name course files, directories, or - for standard input");
    const auto standard = std::count(settings_.paths->begin(), settings_.paths->end(), "-");
    if (standard > 1) throw UsageError("PATH: - is named twice; standard input can be read once");
    if (standard == 0 && !arguments_.stdin_filename.empty())
      throw UsageError("--stdin-filename: names standard input, which is read only when a PATH is -");
    if (const auto problem = problem_of(*settings_.requests)) throw UsageError("--format: " + *problem);
    for (const Request& request : *settings_.requests) spare_course("--output", request.output);
    spare_course("--write-baseline", arguments_.write_baseline);
    for (const Request& request : *settings_.requests)
      if (!request.output.empty() && !arguments_.write_baseline.empty() &&
          same_file(request.output, arguments_.write_baseline))
        throw UsageError(fmt::format("--write-baseline: {} is an --output too", arguments_.write_baseline));
  }

  [[nodiscard]] JudgeOptions judge_options() const {
    JudgeOptions options;
    options.assess.readings = settings_.readings;
    options.assess.contested = arguments_.all_readings || settings_.contested.value_or(true);
    options.assess.admissions = admitted_.view();
    if (settings_.regime) options.assess.regime = *settings_.regime;
    if (settings_.day) {
      options.assess.as_planned = settings_.day->as_planned;
      options.as_of = settings_.day->as_of;
    }
    options.strict = settings_.strict.value_or(false);
    options.only_courses = arguments_.only_courses;
    options.suggest = arguments_.suggest;
    options.allow_digit_ids = settings_.allow_digit_ids.value_or(false);
    options.jobs = settings_.jobs.value_or(0);
    options.standard_input = arguments_.stdin_filename;
    for (const Request& request : *settings_.requests)
      if (!request.output.empty()) options.skip.push_back(request.output);
    if (settings_.baseline) options.skip.push_back(*settings_.baseline);
    if (settings_.admitted) options.skip.push_back(*settings_.admitted);
    if (!arguments_.write_baseline.empty()) options.skip.push_back(arguments_.write_baseline);
    return options;
  }

  /// Reads the baseline before any course. The one that is about to be written need not be there yet.
  void read_known() {
    std::error_code error;
    if (!settings_.baseline) return;
    const bool first = !arguments_.write_baseline.empty() && !fs::exists(*settings_.baseline, error) &&
                       same_file(*settings_.baseline, arguments_.write_baseline);
    if (!first) known_ = read_baseline(*settings_.baseline);
  }

  /// The baseline to compare with: the one that is asked for, or the one that is about to be written. That
  /// one keeps the entries of courses which are not checked now.
  [[nodiscard]] std::optional<Baseline> compare_with(const Report& report) const {
    if (arguments_.write_baseline.empty()) return known_;
    Baseline baseline = baseline_of(report, settings_.ignored);
    if (known_) {
      const auto kept = entries_not_checked(*known_, report);
      baseline.entries.insert(baseline.entries.end(), kept.begin(), kept.end());
    }
    return baseline;
  }

  void tell_stale(const std::vector<BaselineEntry>& stale) const {
    if (stale.empty()) return;
    say(fmt::format("{}: {} {} no longer found; write it anew with --write-baseline", *settings_.baseline,
                    stale.size(), stale.size() == 1 ? "entry is" : "entries are"));
    for (std::size_t i = 0; i < std::min(stale.size(), most_stale); ++i) say("  " + entry_in_words(stale[i]));
    if (stale.size() > most_stale) say(fmt::format("  and {} more", stale.size() - most_stale));
  }

  static int status_of(const ReportView& view) {
    if (!view.report.faults.empty()) return usage;
    int status = fine;
    for (const Issue& issue : issues_of(view)) {
      if (issue.rule == no_law_rule) return no_known_law;
      if (issue.fails(view.fail_on)) status = findings;
    }
    return status;
  }

  /// All files or none, then standard output.
  void write(ReportView& view, const Baseline* baseline) const {
    std::vector<StagedFile> files;
    const Request* standard = nullptr;
    bool github = false;
    for (const Request& request : *settings_.requests) {
      github |= request.format->write == github_report;
      if (request.output.empty())
        standard = &request;
      else
        files.emplace_back("--output", request.output, request.format->write(view));
    }
    if (baseline != nullptr)
      files.emplace_back("--write-baseline", arguments_.write_baseline, to_json(*baseline));
    view.colour = standard != nullptr && colour_wanted();
    const std::string document = standard != nullptr ? standard->format->write(view) : std::string{};
    view.colour = false;
    if (github) append_summary(view);
    for (StagedFile& file : files) file.commit();
    if (standard != nullptr) write_output(document);
  }

  /// The table for the page of the job, where GitHub asks for it.
  static void append_summary(const ReportView& view) {
    const std::string name = environment("GITHUB_STEP_SUMMARY");
    if (name.empty()) return;
    errno = 0;
    std::ofstream file{name, std::ios::binary | std::ios::app};
    file << markdown_report(view, most_summary) << '\n';
    file.close();
    if (!file)
      throw UsageError(fmt::format("GITHUB_STEP_SUMMARY: {} cannot be written: {}", name,
                                   std::strerror(errno != 0 ? errno : EIO)));
  }

  const CheckArguments& arguments_;
  Settings settings_;
  fs::path directory_;
  std::optional<Baseline> known_;
  AdmittedLists admitted_;
};

/// The requests in the order in which they were typed: an --output belongs to the --format before it; a lone
/// one before the only --format to that one. One without any --format is left in `alone`.
std::optional<std::vector<Request>> requests_typed(const std::vector<CLI::Option*>& order,
                                                   const CLI::Option* format, const CLI::Option* output,
                                                   std::string& alone) {
  std::vector<Request> requests;
  std::string early;
  std::size_t formats_seen = 0, outputs_seen = 0;
  for (const CLI::Option* option : order) {
    if (option == format) {
      const std::string& name = format->results()[formats_seen++];
      const Format* found = find_format(name);
      if (found == nullptr) throw UsageError("--format: " + unknown_format(name).text());
      requests.push_back({found, {}});
    } else if (option == output) {
      const std::string& file = output->results()[outputs_seen++];
      if (file.empty()) throw UsageError("--output: is empty");
      std::string& place = requests.empty() ? early : requests.back().output;
      if (!place.empty())
        throw UsageError(fmt::format("--output: {} and {} are both given for one --format", place, file));
      place = file;
    }
  }
  if (requests.empty()) {
    alone = early;
    return std::nullopt;
  }
  if (early.empty()) return requests;
  if (requests.size() > 1 || !requests.front().output.empty())
    throw UsageError(
        fmt::format("--output: {} stands before the first --format; of several, each --output follows "
                    "its --format",
                    early));
  requests.front().output = early;
  return requests;
}

std::string format_names() {
  std::string names;
  for (const Format& format : formats) {
    names += names.empty() ? "" : "|";
    names += format.name;
  }
  return names;
}

/// A switch with its opposite, so that the command line can outrank a configuration.
void add_switch(CLI::App& command, const std::string& name, std::optional<bool>& value,
                const std::string& help) {
  command.add_flag_function(
      "--" + name + ",!--no-" + name, [&value](std::int64_t count) { value = count > 0; }, help);
}

} // namespace

void add_check(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("check", "Check course files, or all course files below directories");
  auto arguments = std::make_shared<CheckArguments>();
  CheckArguments& a = *arguments;
  Settings& s = a.settings;
  command->add_option("PATH", a.paths, "Course files, directories, or - for standard input");
  auto* as_of = add_setting(*command, "--as-of", s, set_as_of,
                            "Day of assessing (default: the course's, else today)", "YYYY-MM-DD");
  command
      ->add_flag_callback(
          "--as-planned", [&s] { s.day = DayChoice{.as_planned = true}; },
          "Judge the plan: all planned meetings held, every last day past")
      ->excludes(as_of);
  command->add_flag_callback(
      "--no-as-planned",
      [&s] {
        if (!s.day) s.day = DayChoice{};
      },
      "Judge what was held on a day, though a weaker setting asks for the plan");
  add_setting(*command, "--regime", s, set_regime,
              "Apply this regime instead of the one that the facts choose", "ID|auto");
  add_settings(
      *command, "--reading", s,
      [](Settings& settings, const std::string& text) { return add_reading(settings, text); },
      "Read an open question of the law differently; repeatable", "KEY=VALUE");
  add_choice<bool>(*command, "--readings", a.all_readings,
                   "Tell for each finding every reading that changes it, and to what", {{"all", true}});
  add_setting(*command, "--admitted", s, set_admitted,
              "Where a-kasser take part in the trial whose list is not known", "FILE");
  auto* format = command
                     ->add_option("--format", a.formats,
                                  "Format of the report (default text); repeatable, each with an --output")
                     ->option_text(format_names())
                     ->allow_extra_args(false);
  auto* output = command
                     ->add_option("--output", a.outputs,
                                  "Write the report of the --format before it to a file, whole or not at all")
                     ->option_text("FILE")
                     ->allow_extra_args(false);
  add_setting(*command, "--fail-on", s, set_fail_on,
              "Least severity that gives exit status 1 (default error)", "error|warning|note|never");
  add_setting(*command, "--lang", s, set_language, "Language of messages (default en)", "en|da");
  add_setting(*command, "--baseline", s, set_baseline,
              "Findings that do not count, because they were there before", "FILE");
  add_text(*command, "--write-baseline", a.write_baseline, "Write the findings as a baseline", "FILE");
  add_settings(*command, "--ignore", s, add_ignored, "Findings that do not count; repeatable",
               "RULE[:COURSE]");
  add_text(*command, "--config", a.config, "Configuration (default: kontaktforloeb.toml here or above)",
           "FILE");
  command->add_flag("--no-config", a.no_config, "Read no configuration file")->excludes("--config");
  add_text(*command, "--stdin-filename", a.stdin_filename, "What standard input is called in reports",
           "NAME");
  add_setting(
      *command, "--jobs", s,
      [](Settings& settings, const std::string& text) -> std::optional<Fault> {
        settings.jobs = threads_from(text);
        return settings.jobs ? std::nullopt : std::optional{Fault::not_a({}, text, threads_wanted)};
      },
      "Threads (default: as many as the machine runs at once)", "N");
  add_switch(*command, "strict", s.strict, "A file of a directory that is no course is a fault");
  command->add_flag("--only-courses", a.only_courses,
                    "Pass over what is no course even if it is named; nothing left is no error");
  add_switch(*command, "allow-digit-ids", s.allow_digit_ids,
             "Admit ids of ten digits that look like CPR numbers");
  add_switch(*command, "contested", s.contested, "Try other readings (default)");
  command->add_flag("--suggest", a.suggest, "Look for the smallest change that makes each plan lawful");
  command->callback([arguments, command, format, output, &status] {
    if (!arguments->paths.empty()) arguments->settings.paths = arguments->paths;
    arguments->settings.requests = requests_typed(command->parse_order(), format, output, arguments->output);
    status = Check{*arguments}.run();
  });
}

} // namespace kontaktforloeb::cli
