#pragma once
/// @file
/// What the module is made of; each function adds one topic.

#include "casters.hpp"

#include <kontaktforloeb/admitted_file.hpp>
#include <kontaktforloeb/assessment_json.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace kontaktforloeb::bindings {

namespace py = pybind11;

/// A course with where it came from; shared by its assessments, never changed.
struct PyCourse {
  Course course;
  std::string file = {};
  std::optional<CoursePositions> positions = {};
  bool allow_digit_ids = false;
};
using SharedCourse = std::shared_ptr<PyCourse>;

/// Raises kontaktforloeb.CourseError with these faults.
[[noreturn]] void raise_faults(const std::vector<Fault>& faults);

/// The course in a Python object; raises TypeError for anything else.
SharedCourse need_course(const py::object& course, const Where& where);
/// Raises ValueError for an unknown regime, naming the nearest; `with_auto`: whether `auto` is allowed.
[[noreturn]] void refuse_regime(std::string_view id, bool with_auto);

/// Lists of where a-kasser take part; their faults are raised as CourseError.
AdmittedLists admitted_lists(const py::object& given);

/// Facts: Person, Benefit, Meeting, ...
void add_values(py::module_& module);
/// Course, read, read_text.
void add_course(py::module_& module);
/// Assessment, assess, assess_many, to_json.
void add_assessment(py::module_& module);
/// Cohort, assess_cohort, assess_batches.
void add_cohort(py::module_& module);
/// Clocks, merging, the fewest meetings, the law's tables.
void add_law(py::module_& module);
/// The public codes of DFDG.
void add_dfdg(py::module_& module);
/// The resource calculator.
void add_capacity(py::module_& module);
/// Plans, deadlines, repairs.
void add_planning(py::module_& module);
/// Easter, closed days, working days.
void add_working_days(py::module_& module);

} // namespace kontaktforloeb::bindings
