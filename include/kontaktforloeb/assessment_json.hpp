#pragma once
/// @file
/// Assessments and the law as JSON. Links kontaktforloeb::io.

#include <kontaktforloeb/course_file.hpp>
#include <kontaktforloeb/finding.hpp>
#include <kontaktforloeb/messages.hpp>
#include <kontaktforloeb/planning.hpp>
#include <kontaktforloeb/text_fix.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// What a report calls a meeting.
struct MeetingName {
  std::string id = {}; ///< Its id, or empty.
  Date date = {};      ///< Its day.
};

/// The names of a course's meetings, in the file's order.
[[nodiscard]] std::vector<MeetingName> meeting_names(const Course& course);

/// One course's assessment with what identifies it.
struct AssessedCourse {
  std::string file = {};                         ///< The file, or empty for a course built in memory.
  std::string id = {};                           ///< The course's id.
  Assessment assessment = {};                    ///< The assessment.
  std::optional<CoursePositions> positions = {}; ///< Where things stand in the file, if it came from one.
  std::vector<MeetingName> meetings = {};        ///< What its meetings are called; may be left out.
  std::vector<Deadline> deadlines = {};          ///< When what is open falls due; may be left out.
  std::optional<Plan> plan = {};                 ///< The course completed, if that was asked for.
  std::optional<Repair> repair = {};             ///< What makes the plan lawful, if that was asked for.
  std::vector<TextReplacement> fix = {};         ///< The best of it in the file's text, where that is known.
};

/// What one run found: the model behind every format.
struct Report {
  std::vector<AssessedCourse> courses = {}; ///< Readable courses, in the order of reading.
  std::vector<Fault> faults = {};           ///< Faults of the others.
  std::size_t unreadable = 0;               ///< How many files gave faults instead of a course.
  bool flips = false; ///< Whether each finding lists every reading that changes it, as `flips`.
};

/// Where a finding points: its first meeting, else its first uncounted one, else the list of meetings.
[[nodiscard]] std::optional<Position> position_of(const AssessedCourse& course, const Finding& finding);

/// The document `kontaktforloeb/assessment-1`. The same report gives the same bytes.
///
/// Keys in a fixed order, two spaces, one final newline; bytes that are not UTF-8 come out as U+FFFD.
[[nodiscard]] std::string to_json(const Report& report, Language language = Language::en);

/// The law as encoded, the document `kontaktforloeb/rules-1`; `regime` empty for all, else with the readings
/// that its rules use. Every entry of the law's tables stands in it.
[[nodiscard]] std::string law_to_json(const Law& law = current_law, std::string_view regime = {});

/// Digest of the law of this version: `sha256:` and the SHA-256 of `law_to_json()`.
[[nodiscard]] std::string_view law_digest();

} // namespace kontaktforloeb
