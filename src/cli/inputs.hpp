#pragma once
/// @file
/// From paths to a report: finds course files, reads and judges them.

#include "settings.hpp"

#include <kontaktforloeb/plan.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::cli {

/// How course files are read and judged.
struct JudgeOptions {
  AssessOptions assess = {};    ///< How they are judged.
  Date as_of = {};              ///< Day of assessing; unset: the course's, else today.
  bool strict = false;          ///< Whether a file of a directory that is no course is a fault.
  bool only_courses = false;    ///< Whether a file that is named and no course is passed over too.
  bool allow_digit_ids = false; ///< Whether ids may look like CPR numbers without a separator.
  unsigned jobs = 0;            ///< Threads at most; 0: as many as the machine runs at once.
  bool deadlines = true;        ///< Whether the last days from which duties can be kept are looked for.
  bool suggest = false;         ///< Whether changes that make a plan lawful are looked for.
  std::optional<PlanOptions> plan =
      {};                          ///< How the course is completed, if it shall be; judged as `assess` says.
  WorkingDays days = {};           ///< On which days conversations can be held.
  std::string standard_input = {}; ///< What standard input is called; empty: `<stdin>`.
  std::vector<std::string> skip =
      {}; ///< Files of directories that are not looked at: what the command writes.
};

/// Refuses to write over a course; throws UsageError under the option's name.
void spare_course(std::string_view option, const std::string& file);

/// What reading gave.
struct Judged {
  Report report = {};          ///< The courses and the faults.
  std::size_t passed_over = 0; ///< Files of directories that are no courses.
};

/// Reads and judges all that the paths name, in their order; the report does not depend on the number of
/// threads.
[[nodiscard]] Judged judge_paths(const std::vector<std::string>& paths, const JudgeOptions& options);

} // namespace kontaktforloeb::cli
