#include "module.hpp"
#include "values.hpp"

#include <pybind11/stl.h>

#include <filesystem>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace kontaktforloeb::bindings {
namespace {

/// Version of the form in which courses are pickled; old ones must be read for ever.
constexpr int pickle_version = 1;

py::object values_module() { return py::module_::import("kontaktforloeb._values"); }

SharedCourse share(CourseOrFaults made, bool allow_digit_ids) {
  if (!made) raise_faults(made.faults());
  return std::make_shared<PyCourse>(PyCourse{*std::move(made), {}, {}, allow_digit_ids});
}

SharedCourse from_python_keywords(py::dict keywords) {
  CheckOptions options;
  if (keywords.contains("allow_digit_ids")) {
    options.allow_digit_ids =
        Convert<bool>::from(keywords["allow_digit_ids"], Where{"Course.allow_digit_ids"});
    keywords = keywords.attr("copy")();
    keywords.attr("pop")("allow_digit_ids");
  }
  return share(Course::from(from_keywords<CourseFacts>(keywords, Where{"Course"}), options),
               options.allow_digit_ids);
}

SharedCourse read_bytes(std::string_view text, ReadOptions options) {
  CourseFile result;
  {
    const py::gil_scoped_release release;
    result = read_course(text, options);
  }
  if (!result.course) {
    // In a text that nobody has seen places say nothing.
    if (options.any_size)
      for (Fault& fault : result.faults) fault.position = {};
    raise_faults(result.faults);
  }
  return std::make_shared<PyCourse>(PyCourse{*std::move(result.course), std::move(options.file),
                                             std::move(result.positions), options.check.allow_digit_ids});
}

CheckOptions check_options(const py::object& allow_digit_ids) {
  return {Convert<bool>::from(allow_digit_ids, Where{"allow_digit_ids"})};
}

/// A file that Python named: its text, its place, and how reports show it.
struct NamedText {
  std::string text;
  std::filesystem::path place;
  std::string shown;
};

/// Reads a file; raises Python's own error if it cannot be opened, CourseError if it cannot be read.
NamedText text_of_file(const py::object& path) {
  const py::module_ os = py::module_::import("os");
  const py::object named = os.attr("fspath")(path);
  const py::bytes bytes = os.attr("fsencode")(named);
  const std::filesystem::path place{std::string(bytes)};
  // A name that is not UTF-8 is shown as reports show it.
  const auto shown =
      std::filesystem::path{bytes.attr("decode")("utf-8", "replace").cast<std::string>()}.generic_string();
  const bool cut = place.native().find('\0') != std::string::npos;
  std::string problem;
  auto text = cut ? std::nullopt : read_text(place, problem);
  if (!text) {
    // Python's own error, if it cannot open the file either: FileNotFoundError, PermissionError,
    // IsADirectoryError.
    py::module_::import("builtins").attr("open")(named, "rb").attr("close")();
    raise_faults({{{}, problem, shown, {}}});
  }
  return {*std::move(text), place, shown};
}

SharedCourse read(const py::object& path, const py::object& allow_digit_ids) {
  const NamedText file = text_of_file(path);
  return read_bytes(file.text, {format_of(file.place), file.shown, check_options(allow_digit_ids)});
}

TextFormat format_named(const py::object& format) {
  const auto name = Convert<std::optional<std::string>>::from(format, Where{"format"});
  if (!name) return TextFormat::detect;
  if (*name == "yaml") return TextFormat::yaml;
  if (*name == "json") return TextFormat::json;
  throw py::value_error("format: '" + without_cpr(*name) + "' is not one of yaml, json");
}

/// The bytes of text or bytes.
std::string bytes_of(const py::object& text) {
  if (py::isinstance<py::bytes>(text)) return std::string(py::reinterpret_borrow<py::bytes>(text));
  return Convert<std::string>::from(text, Where{"text"});
}

py::object position_to_python(const Position& position) {
  return py::make_tuple(position.line, position.column);
}

using Place = std::pair<int, int>;

Position position_of(const Place& place) { return {place.first, place.second}; }

py::object reduce(const PyCourse& course) {
  py::object positions = py::none();
  if (course.positions) {
    py::list meetings;
    for (const Position& meeting : course.positions->meetings) meetings.append(position_to_python(meeting));
    positions = py::make_tuple(position_to_python(course.positions->course),
                               position_to_python(course.positions->meetings_list), meetings);
  }
  const py::object facts = as_in_file(course.course.facts());
  return py::make_tuple(
      py::module_::import("kontaktforloeb._core").attr("_restore_course"),
      py::make_tuple(pickle_version, facts, course.file, positions, course.allow_digit_ids));
}

SharedCourse from_document(const py::object& document, bool allow_digit_ids) {
  const auto text = py::module_::import("kontaktforloeb._document").attr("to_text")(document);
  ReadOptions options{TextFormat::json, {}, {allow_digit_ids}};
  options.any_size = true; // the limit is for files
  SharedCourse course = read_bytes(text.cast<std::string>(), std::move(options));
  course->positions.reset();
  return course;
}

SharedCourse restore_course(int version, py::dict facts, const std::string& file, const py::object& positions,
                            bool allow_digit_ids) {
  if (version != pickle_version)
    throw py::value_error("the course was pickled by a later version of kontaktforloeb (form " +
                          std::to_string(version) + "; this one reads " + std::to_string(pickle_version) +
                          ")");
  facts["schema"] = py::str(course_schema_id.data(), course_schema_id.size());
  SharedCourse course = from_document(facts, allow_digit_ids);
  course->file = file;
  if (!positions.is_none()) {
    const auto [whole, list, meetings] = positions.cast<std::tuple<Place, Place, std::vector<Place>>>();
    CoursePositions places{position_of(whole), position_of(list), {}};
    for (const Place& meeting : meetings) places.meetings.push_back(position_of(meeting));
    course->positions = std::move(places);
  }
  return course;
}

} // namespace

void refuse_regime(std::string_view id, bool with_auto) {
  std::vector<std::string_view> known;
  if (with_auto) known.emplace_back("auto");
  for (const Regime& regime : current_law.regimes) known.push_back(regime.id);
  throw py::value_error(Fault::unknown("regime", "regime", id, known).text());
}

AdmittedLists admitted_lists(const py::object& given) {
  if (given.is_none()) return {};
  auto facts = Convert<std::vector<AdmittedFacts>>::from(given, Where{"admitted"});
  if (const auto faults = find_faults(facts); !faults.empty()) raise_faults(faults);
  return AdmittedLists{std::move(facts)};
}

void raise_faults(const std::vector<Fault>& faults) {
  const py::object module = values_module();
  const py::object type = module.attr("Fault");
  const auto text = [](const std::string& value) {
    return value.empty() ? py::object(py::none()) : py::str(value);
  };
  const auto number = [](int value) { return value == 0 ? py::object(py::none()) : py::int_(value); };
  py::list list;
  for (const Fault& fault : faults)
    list.append(type(py::arg("message") = fault.message, py::arg("key") = text(fault.key),
                     py::arg("file") = text(fault.file), py::arg("line") = number(fault.position.line),
                     py::arg("column") = number(fault.position.column)));
  const py::object error = module.attr("CourseError");
  PyErr_SetObject(error.ptr(), error(py::tuple(list)).ptr());
  throw py::error_already_set();
}

SharedCourse need_course(const py::object& course, const Where& where) {
  if (!py::isinstance<PyCourse>(course)) refuse(where, "Course", course);
  static_cast<void>(whole<PyCourse>(course));
  return course.cast<SharedCourse>();
}

void add_course(py::module_& module) {
  py::class_<PyCourse, SharedCourse> type(
      module, "Course", py::is_final(), plain_class(),
      R"(The facts of one course, checked: past this door there are no faults left.

Every field is a keyword; lists also take dicts of their fields' keywords.

Parameters
----------
id : str
    Opaque; text shaped like a CPR number is refused.
person : Person
    The person.
registered : datetime.date
    Day of registration (tilmelding).
placed : datetime.date, optional
    Day of the placing in a benefit period (indplacering).
benefit : list of Benefit
    Hours of benefit.
meetings : list of Meeting
    Meetings; findings name them by their place in this list, from 0.
events : list of Event
    Events.
observed : list of Observed
    Official counts of clocks.
regime : str
    ``auto`` or a regime's id.
readings : dict of str to str
    Readings chosen for this course; see `kontaktforloeb.readings`.
as_of : datetime.date, optional
    Day of assessing, unless `assess` is told another.
allow_digit_ids : bool
    Admit ids of ten digits without a separator although they look like CPR numbers.

Raises
------
CourseError
    With every fault, if the facts make no course.
TypeError
    For a value of a wrong type, an unknown or a missing keyword.
ValueError
    For a value that cannot be, such as a NaN.)");
  type.def(py::init([](const py::args& others, const py::kwargs& keywords) {
    refuse_positions("Course", others);
    return from_python_keywords(keywords);
  }));
  add_value<CourseFacts>(type,
                         [](const PyCourse& course) -> const CourseFacts& { return course.course.facts(); });
  type.def_property_readonly("file", [](py::handle self) -> py::object {
    const auto& course = whole<PyCourse>(self);
    return course.file.empty() ? py::object(py::none()) : py::str(course.file);
  });
  type.def("__hash__", [](py::handle self) {
    const CourseFacts& facts = whole<PyCourse>(self).course.facts();
    return py::hash(py::make_tuple(facts.id, facts.registered.number(), facts.meetings.size()));
  });
  type.def("__repr__", [](py::handle self) {
    const auto& course = whole<PyCourse>(self);
    py::dict keywords = keywords_of(course.course.facts());
    if (course.allow_digit_ids) keywords["allow_digit_ids"] = true;
    return representation("Course", keywords);
  });
  type.def("__reduce__", [](py::handle self) { return reduce(whole<PyCourse>(self)); });
  type.def(
      "replace",
      [](py::handle self, const py::kwargs& changes) {
        const auto& course = whole<PyCourse>(self);
        py::dict keywords = keywords_of(course.course.facts());
        keywords["allow_digit_ids"] = course.allow_digit_ids;
        keywords.attr("update")(changes);
        return from_python_keywords(keywords);
      },
      R"(Give the course with some fields changed; it no longer belongs to a file.

Parameters
----------
**changes
    Fields and their new values, as for `Course`.)");
  type.def(
      "to_dict",
      [](py::handle self) {
        const auto& course = whole<PyCourse>(self);
        py::dict document;
        document["schema"] = py::str(course_schema_id.data(), course_schema_id.size());
        document.attr("update")(as_in_file(course.course.facts()));
        return document;
      },
      "Give the document of a course file, ready for `json.dump`; days are text.");
  type.def_static(
      "from_dict",
      [](const py::object& document, const py::object& allow_digit_ids) {
        return from_document(document, check_options(allow_digit_ids).allow_digit_ids);
      },
      py::arg("document"), py::kw_only(), py::arg("allow_digit_ids") = false,
      R"(Make a course of the document of a course file, as `json.load` or a YAML library gives it.

Parameters
----------
document : dict
    The document; days are text or ``datetime.date``.
allow_digit_ids : bool
    Admit ids of ten digits without a separator although they look like CPR numbers.

Raises
------
CourseError
    With every fault, each with its key.)");
  type.def(
      "to_html",
      [](const py::object& course, const py::object& lang) {
        return py::module_::import("kontaktforloeb.display")
            .attr("course_html")(course, Convert<std::string>::from(lang, Where{"lang"}));
      },
      py::arg("lang") = "en",
      R"(Give the facts as HTML: a picture of the course and its tables.

Parameters
----------
lang : {"en", "da"}
    English or Danish.)");
  type.def("_repr_html_", [](const py::object& course) { return course.attr("to_html")(); });

  module.def("read", &read, py::arg("path"), py::kw_only(), py::arg("allow_digit_ids") = false,
             R"(Read a course file, YAML or JSON.

Parameters
----------
path : str or os.PathLike
    The file.
allow_digit_ids : bool
    Admit ids of ten digits without a separator although they look like CPR numbers.

Raises
------
CourseError
    With every fault of the file, each with line, column and key.
OSError
    If the file cannot be opened.)");
  module.def(
      "read_text",
      [](const py::object& text, const py::object& file, const py::object& format,
         const py::object& allow_digit_ids) {
        const auto name = Convert<std::optional<std::string>>::from(file, Where{"file"});
        return read_bytes(bytes_of(text),
                          {format_named(format), name.value_or(""), check_options(allow_digit_ids)});
      },
      py::arg("text"), py::kw_only(), py::arg("file") = py::none(), py::arg("format") = py::none(),
      py::arg("allow_digit_ids") = false,
      R"(Read a course from text, YAML or JSON.

Parameters
----------
text : str or bytes
    The text; bytes are UTF-8.
file : str, optional
    Name that faults and assessments carry.
format : {"yaml", "json"}, optional
    How the text is written; by default JSON if it starts with ``{`` or ``[``, else YAML.
allow_digit_ids : bool
    Admit ids of ten digits without a separator although they look like CPR numbers.

Raises
------
CourseError
    With every fault of the text.)");
  module.def(
      "read_admitted",
      [](const py::object& path) {
        const NamedText named = text_of_file(path);
        const AdmittedFile file = read_admitted(named.text, format_of(named.place), named.shown);
        if (!file.faults.empty()) raise_faults(file.faults);
        return Convert<std::vector<AdmittedFacts>>::to(file.lists.facts());
      },
      py::arg("path"),
      R"(Read lists of where a-kasser take part in the trial, YAML or JSON, as ``check --admitted`` does.

Parameters
----------
path : str or os.PathLike
    The file.

Returns
-------
tuple of Admitted
    One a list.

Raises
------
CourseError
    With every fault of the file, each with line, column and key.
OSError
    If the file cannot be opened.)");
  module.def(
      "looks_like_course",
      [](const py::object& text, const py::object& format) {
        return looks_like_course(bytes_of(text), format_named(format));
      },
      py::arg("text"), py::kw_only(), py::arg("format") = py::none(),
      R"(Whether a text carries the schema key of a course, of whatever version.

Parameters
----------
text : str or bytes
    The text.
format : {"yaml", "json"}, optional
    How the text is written.)");
  module.def("_restore_course", &restore_course);
}

} // namespace kontaktforloeb::bindings
