#pragma once
// One partial course as facts for an answer set solver, from its findings and the law's tables: nothing of
// how plans are searched for is used.

#include <kontaktforloeb/plan.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::prove {

/// A partial course, and how it is to be completed.
struct Question {
  std::string name = {};                    ///< How it was made.
  CourseFacts facts = {};                   ///< The course.
  Date as_of = {};                          ///< Day of planning.
  std::string regime = {};                  ///< Regime asked for; empty: what the facts say.
  std::vector<ReadingChoice> readings = {}; ///< Readings on top of the course's own.
  std::vector<Date> closed = {};            ///< Closed days.
  bool office_closing_days = false;         ///< Whether offices' own closing days are closed.

  /// The options of its plan, which refer to this question.
  [[nodiscard]] PlanOptions options() const {
    PlanOptions options;
    options.assess = {.regime = regime, .readings = readings, .contested = false};
    options.days = {office_closing_days, closed};
    return options;
  }
};

/// The course of a seed from tests/support/random_course, whatever there is in it.
Question any_course(std::uint64_t seed);
/// The course of a seed under some regime, partly held and partly booked.
Question partial_course(std::uint64_t seed);
/// A course of the trial on its first day, for measuring.
Question fresh_trial();

/// What became of a question.
struct Instance {
  std::string text = {};         ///< Its facts; empty when it is passed over.
  std::string_view skipped = {}; ///< Why it is passed over.
  std::size_t meetings = 0;      ///< How many meetings the plan adds.
  std::size_t wanted = 0;        ///< How many conversations can still be held in time and are owed.
  bool proven = true;            ///< Whether the plan says that it is the best one.
};

/// A new meeting by its names in an instance: the place of its moment, and its kind.
struct Named {
  std::size_t point = 0, type = 0;
};

/// What the engine says of a question with these meetings in the place of the plan's: the meetings, and every
/// rule that is not kept then.
std::string judge(const Question& question, const std::vector<Named>& meetings);

/// The facts of a question and its plan.
Instance instance_of(const Question& question);

/// The question for people: how to ask it by hand, and the plan as it came out.
std::string describe(const Question& question);

} // namespace kontaktforloeb::prove
