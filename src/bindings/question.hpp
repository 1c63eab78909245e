#pragma once
/// @file
/// How courses are judged, as Python asks for it.

#include "module.hpp"

#include <kontaktforloeb/assess.hpp>
#include <kontaktforloeb/working_days.hpp>

namespace kontaktforloeb::bindings {

/// What `assess`, `assess_many` and `assess_cohort` are asked.
struct Question {
  Date as_of = {}; ///< Unset: the course's own, else today.
  std::optional<std::string> regime = {};
  std::vector<ReadingChoice> readings = {};
  bool as_planned = false;
  bool contested = true;
  AdmittedLists admitted = {};

  [[nodiscard]] AssessOptions options(bool with_contested) const {
    return {regime ? std::string_view{*regime} : std::string_view{},
            readings,
            as_planned,
            with_contested,
            admitted.view(),
            &current_law};
  }
  friend bool operator==(const Question&, const Question&) = default;
};

/// The keywords that they share, as given.
struct Asked {
  const py::object &as_of, &regime, &readings, &as_planned, &contested, &admitted;
};

/// The question; raises what is wrong with it.
Question question_of(const Asked& asked);
/// The keywords that ask this question again.
py::dict keywords_of(const Question& question);
/// Today's local day.
Date today();
/// Today, if the question and the course leave the day open.
Date today_if_needed(const Question& question, const PyCourse& course);
/// The question with its day settled for one course.
Question settled(Question question, const PyCourse& course, Date today);
/// A language by its name.
Language language_named(const py::object& lang);
/// On which days conversations can be held, as Python says it.
struct Days {
  std::vector<Date> closed = {}; ///< Ascending, each once.
  bool office_closing_days = false;

  [[nodiscard]] WorkingDays view() const { return {office_closing_days, closed}; }
  friend bool operator==(const Days&, const Days&) = default;
};

/// The days; raises what is wrong with them.
Days days_of(const py::object& closed, const py::object& office_closing_days);

/// How many threads: None is 0, as many as the machine runs at once.
unsigned threads_of(const py::object& threads);

} // namespace kontaktforloeb::bindings
