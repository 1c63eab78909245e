#include "inputs.hpp"

#include "cli.hpp"
#include "file_names.hpp"

#include <kontaktforloeb/deadlines.hpp>
#include <kontaktforloeb/parallel.hpp>
#include <kontaktforloeb/repair.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <iterator>
#include <mutex>
#include <system_error>

namespace kontaktforloeb::cli {
namespace {

namespace fs = std::filesystem;

/// A file to read, or what is wrong with a path.
struct Input {
  fs::path path;
  bool searched = false; ///< Found in a directory: passed over if it is no course.
  std::string problem;   ///< What is wrong with it already.
};

/// What one input gave.
struct Outcome {
  std::string file;
  std::optional<AssessedCourse> course;
  std::vector<Fault> faults;
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

/// The course files below a directory, in byte order of their paths. Links to directories are not followed.
///
/// What cannot be searched or opened is kept, so that reading it says so.
std::vector<Input> search(const fs::path& root) {
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

std::vector<Input> inputs_of(const std::vector<std::string>& paths, const std::vector<std::string>& skip) {
  std::vector<Input> inputs;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) {
      inputs.push_back({path, false, {}});
      continue;
    }
    for (Input& input : search(path)) {
      // By name first: asking the system about every file and every name would take long.
      const bool ours = std::any_of(skip.begin(), skip.end(), [&](const std::string& name) {
        return fs::path{name}.filename() == input.path.filename() && same_file(name, input.path);
      });
      if (!ours) inputs.push_back(std::move(input));
    }
  }
  return inputs;
}

/// Counts files on standard error when it is a terminal and there are many.
class Progress {
public:
  explicit Progress(std::size_t count) : count_(count), shown_(count > 200 && progress_wanted()) {}
  void one_more() {
    if (!shown_) return;
    const std::lock_guard lock{guard_};
    if (++done_ % 50 == 0 || done_ == count_) fmt::print(stderr, "\r{} of {} files", done_, count_);
    if (done_ == count_) fmt::print(stderr, "\n");
  }

private:
  std::size_t count_, done_ = 0;
  bool shown_;
  std::mutex guard_;
};

/// Reads and judges one file after the other.
class Judge {
public:
  Judge(const JudgeOptions& options, Date today) : options_(options), today_(today) {}

  /// Nothing: the file was passed over.
  std::optional<Outcome> operator()(const Input& input, const std::string* standard_input) {
    Outcome outcome;
    ReadOptions read;
    read.file = input.path.generic_string();
    if (standard_input != nullptr)
      read.file = options_.standard_input.empty() ? "<stdin>" : options_.standard_input;
    outcome.file = read.file;
    read.format = format_of(standard_input != nullptr ? fs::path{options_.standard_input} : input.path);
    read.check.allow_digit_ids = options_.allow_digit_ids;
    std::string problem = input.problem;
    std::optional<std::string> own;
    if (standard_input == nullptr && problem.empty()) own = read_text(input.path, problem);
    const std::string* text = standard_input != nullptr ? standard_input : own ? &*own : nullptr;
    if (text == nullptr) return unreadable(std::move(outcome), {Fault::because({}, problem)});
    if ((input.searched || options_.only_courses) && !looks_like_course(*text, read.format)) {
      if (!input.searched || !options_.strict) return std::nullopt;
      return unreadable(std::move(outcome),
                        {Fault::because({}, fmt::format("carries no schema key '{}'", course_schema_id))});
    }
    CourseFile file = read_course(*text, read);
    if (!file.course) return unreadable(std::move(outcome), std::move(file.faults));
    const Course& course = *file.course;
    const Date own_day = course.facts().as_of;
    const Date day = options_.as_of.is_set() ? options_.as_of : own_day.is_set() ? own_day : today_;
    outcome.course =
        AssessedCourse{outcome.file, course.facts().id, assess(course, day, options_.assess, buffer_),
                       file.positions, meeting_names(course)};
    look_ahead(course, day, *outcome.course);
    if (outcome.course->repair && !outcome.course->repair->remedies.empty())
      outcome.course->fix = fix_text(*text, file, outcome.course->repair->remedies.front(), read);
    return outcome;
  }

private:
  static Outcome unreadable(Outcome outcome, std::vector<Fault> faults) {
    outcome.faults = std::move(faults);
    for (Fault& fault : outcome.faults) fault.file = outcome.file;
    return outcome;
  }

  /// Finds what is asked for beyond the judgement.
  void look_ahead(const Course& course, Date day, AssessedCourse& out) {
    if (!out.assessment.verdict) {
      if (options_.plan) out.plan = plan(course, day, plan_options());
      return;
    }
    if (options_.deadlines && !options_.assess.as_planned && !out.assessment.next.empty())
      out.deadlines = deadlines(course, day, {options_.assess, options_.days}, deadlines_);
    if (options_.suggest) out.repair = repair(course, day, {options_.assess, options_.days});
    if (options_.plan) out.plan = plan(course, day, plan_options());
  }
  [[nodiscard]] PlanOptions plan_options() const {
    PlanOptions options = *options_.plan;
    options.assess = options_.assess;
    options.days = options_.days;
    return options;
  }

  const JudgeOptions& options_;
  Date today_;
  AssessmentBuffer buffer_;
  DeadlineBuffer deadlines_;
};

} // namespace

void spare_course(std::string_view option, const std::string& file) {
  std::error_code error;
  std::string problem;
  if (file.empty() || !fs::is_regular_file(file, error)) return;
  const auto text = read_text(file, problem);
  if (text && looks_like_course(*text, format_of(file)))
    throw UsageError(fmt::format("{}: {} is a course file, which would be lost", option, file));
}

Judged judge_paths(const std::vector<std::string>& paths, const JudgeOptions& options) {
  const std::vector<Input> inputs = inputs_of(paths, options.skip);
  std::optional<std::string> standard_input;
  if (std::find(paths.begin(), paths.end(), "-") != paths.end())
    standard_input.emplace(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());

  std::vector<std::optional<Outcome>> outcomes(inputs.size());
  const Date day = today();
  Progress progress{inputs.size()};
  kontaktforloeb::detail::in_parallel(inputs.size(), options.jobs, [&] {
    return [&, judge = Judge{options, day}](std::size_t i) mutable {
      const bool standard = !inputs[i].searched && inputs[i].path == "-";
      outcomes[i] = judge(inputs[i], standard ? &*standard_input : nullptr);
      progress.one_more();
    };
  });

  Judged judged;
  for (std::optional<Outcome>& outcome : outcomes) {
    if (!outcome) {
      ++judged.passed_over;
    } else if (outcome->course) {
      judged.report.courses.push_back(std::move(*outcome->course));
    } else {
      ++judged.report.unreadable;
      std::move(outcome->faults.begin(), outcome->faults.end(), std::back_inserter(judged.report.faults));
    }
  }
  return judged;
}

} // namespace kontaktforloeb::cli
