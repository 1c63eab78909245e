#pragma once
/// @file
/// Courses from YAML and JSON text, with every fault's place. Links kontaktforloeb::io.

#include <kontaktforloeb/course.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// The value of a course file's `schema` key.
inline constexpr std::string_view course_schema_id = "kontaktforloeb/course-1";

/// How text is written.
enum class TextFormat : std::uint8_t {
  detect, ///< By the file's ending; else JSON if the first character is `{` or `[`, YAML if not.
  yaml,   ///< YAML 1.1 or 1.2, the parts of it that courses need.
  json,   ///< JSON.
};

/// How a course is read.
struct ReadOptions {
  TextFormat format = TextFormat::detect; ///< How the text is written.
  std::string file = {};                  ///< Name that faults carry; not opened.
  CheckOptions check = {};                ///< How strictly facts are checked.
  const Law* law = &current_law;          ///< The law whose regimes and norms facts are checked against.
  bool any_size = false;                  ///< JSON of more than 4 MiB too: for text that no stranger wrote.
};

/// Where a course's parts stand in its file.
struct CoursePositions {
  Position course = {};                    ///< The course itself.
  Position meetings_list = {};             ///< The list of meetings, or the course when there is none.
  std::vector<Position> meetings = {};     ///< Each meeting, in the file's order.
  std::vector<Position> meeting_ends = {}; ///< Behind the last character of each.
};

/// What reading a course gave: the course, or all faults.
struct CourseFile {
  std::string file = {};             ///< The name given in the options.
  std::optional<Course> course = {}; ///< The course, unless there are faults.
  CoursePositions positions = {};    ///< Where its parts stand.
  std::vector<Fault> faults = {};    ///< Every fault, in the text's order; empty if there is a course.
};

/// Reads one course from text. Never throws for bad text: every fault is listed.
[[nodiscard]] CourseFile read_course(std::string_view text, const ReadOptions& options = {});

/// Reads one course from a file; a file that cannot be read is a fault.
[[nodiscard]] CourseFile read_course_file(const std::filesystem::path& path, const ReadOptions& options = {});

/// Whether a text carries the schema key of a course, of whatever version; broken text counts if it names the
/// schema.
[[nodiscard]] bool looks_like_course(std::string_view text, TextFormat format = TextFormat::detect);

/// A file's bytes, or nothing with the reason in `problem`. Reads at most one byte more than a course may
/// have.
[[nodiscard]] std::optional<std::string> read_text(const std::filesystem::path& path, std::string& problem);

/// The format that a file's ending names.
[[nodiscard]] TextFormat format_of(const std::filesystem::path& path);

} // namespace kontaktforloeb
