#pragma once
// Cases as data: tests/cases/*.yaml say what a course must give, and where that is known from.

#include "tree.hpp"

#include <kontaktforloeb/assess.hpp>
#include <kontaktforloeb/assessment_json.hpp>
#include <kontaktforloeb/course_file.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace kontaktforloeb::cases {

/// One case of a suite.
struct Case {
  std::string suite;  ///< Rule id or theme.
  std::string name;   ///< What it shows.
  std::string source; ///< Where the expected outcome is known from.
  std::string file;   ///< The file, relative to the project.
  Position position;  ///< Where in the file.
  io::Node course;    ///< The course, the suite's facts and its own put together.
  io::Node options;   ///< The case itself: as_of, as_planned, regime, readings.
  io::Node expect;    ///< What must come out.

  /// Whether the facts make no course: `faults` lists the keys of all faults.
  [[nodiscard]] bool is_no_course() const { return expect.find("faults") != nullptr; }
  [[nodiscard]] std::string title() const { return suite + ": " + name; }
};

/// All cases below a folder, by file name; throws with a sentence for a file that is not a suite.
std::vector<Case> load(const std::filesystem::path& folder);

/// A case ready to be judged; its options refer to it.
struct Prepared {
  Course course;
  Date as_of = {};
  std::string regime = {};
  std::vector<ReadingChoice> readings = {};
  bool as_planned = false;

  [[nodiscard]] AssessOptions options() const {
    return {.regime = regime, .readings = readings, .as_planned = as_planned};
  }
};

/// A case's course and how it is judged; throws CourseError if it is no course.
Prepared prepare(const Case& one, const Law& law = current_law);

/// Judges a case's course; throws CourseError if it is no course.
AssessedCourse judge(const Case& one, const Law& law = current_law, bool contested = true);

/// What differs from what is expected, a line each; empty if nothing does.
std::vector<std::string> differences(const Case& one, const AssessedCourse& result);

/// The same for a case whose course may not even be readable under a changed law.
std::vector<std::string> differences(const Case& one, const Law& law);

} // namespace kontaktforloeb::cases
