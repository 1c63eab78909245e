#pragma once
/// @file
/// How courses are judged, as Python asks for it.

#include "module.hpp"

#include <kontaktforloeb/assess.hpp>

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
/// How many threads: None is 0, as many as the machine runs at once.
unsigned threads_of(const py::object& threads);

} // namespace kontaktforloeb::bindings
