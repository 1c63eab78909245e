#include "casters.hpp"
#include "module.hpp"
#include "values.hpp"

#include <kontaktforloeb/course_clock.hpp>
#include <kontaktforloeb/messages.hpp>

#include <pybind11/stl.h>

namespace kontaktforloeb::bindings {
namespace {

const Regime& need_regime(const py::object& name) {
  const auto id = Convert<std::string>::from(name, Where{"regime"});
  if (const Regime* regime = current_law.find(id)) return *regime;
  refuse_regime(id, false);
}

/// A clock that keeps its course alive.
struct PyClock {
  SharedCourse course;
  Clock which;
  ClockOfCourse clock;

  [[nodiscard]] py::object amount(Amount amount) const {
    const double hours = amount.truncated().hundredths / 100.0;
    if (which == Clock::calendar) return py::int_(static_cast<int>(hours));
    return py::float_(hours);
  }
};

py::object day_of(const ClockDay& found) {
  return py::module_::import("kontaktforloeb._values")
      .attr("ClockDay")(py::arg("day") = Convert<Date>::to(found.day),
                        py::arg("projected") = found.projected);
}

} // namespace

void add_law(py::module_& module) {
  py::class_<PyClock> type(module, "CourseClock", py::is_final(), plain_class(),
                           "One clock of one course; made by `clock`.");
  forbid_new(type);
  type.def(
          "on",
          [](const PyClock& self, const py::object& day) {
            return self.amount(self.clock.on(need_day(day)));
          },
          py::arg("day"),
          R"(Give the amount at the end of a day: reported hours cut off at two decimals, or days since registration.

Parameters
----------
day : datetime.date
    The day.)")
      .def(
          "expected",
          [](const PyClock& self, const py::object& day) {
            return self.amount(self.clock.expected(need_day(day)));
          },
          py::arg("day"),
          R"(Give the amount at the end of a day, months that are not reported yet at full benefit.

Parameters
----------
day : datetime.date
    The day.)")
      .def(
          "reached",
          [](const PyClock& self, const py::object& amount) {
            return day_of(self.clock.reached(Amount{Convert<Hours>::from(amount, Where{"amount"})}));
          },
          py::arg("amount"),
          R"(Give the first day on which the amount is at least `amount`.

Parameters
----------
amount : int, float or Decimal
    Hours with at most two decimals, or days on the calendar.)")
      .def(
          "exceeded",
          [](const PyClock& self, const py::object& amount) {
            return day_of(self.clock.exceeded(Amount{Convert<Hours>::from(amount, Where{"amount"})}));
          },
          py::arg("amount"),
          R"(Give the first day on which the amount is more than `amount`.

Parameters
----------
amount : int, float or Decimal
    Hours with at most two decimals, or days on the calendar.)");
  module.def(
      "clock",
      [](const py::object& given, const py::object& which, const py::object& as_of,
         const py::object& readings) {
        const SharedCourse course = need_course(given, Where{"course"});
        const auto clock_id = Convert<Clock>::from(which, Where{"clock"});
        ClockOptions options{course->course.readings(), Convert<Date>::from(as_of, Where{"as_of"}),
                             &current_law};
        const auto chosen = Convert<std::vector<ReadingChoice>>::from(readings, Where{"readings"});
        for (const ReadingChoice& choice : chosen) options.readings.set(choice.reading, choice.value);
        return PyClock{course, clock_id, clock(course->course, clock_id, options)};
      },
      py::arg("course"), py::arg("clock"), py::kw_only(), py::arg("as_of") = py::none(),
      py::arg("readings") = py::none(),
      R"(Give one clock of a course.

Parameters
----------
course : Course
    The course.
clock : Clock
    Which clock.
as_of : datetime.date, optional
    Day whose benefit period is meant; by default the last one.
readings : dict of str to str, optional
    Readings on top of the course's own.)");
  module.def(
      "may_merge",
      [](const py::object& regime, const py::object& a, const py::object& b) {
        return may_merge(need_regime(regime), Convert<Conversation>::from(a, Where{"a"}),
                         Convert<Conversation>::from(b, Where{"b"}));
      },
      py::arg("regime"), py::arg("a"), py::arg("b"),
      R"(Whether two conversations may share a meeting; None for a regime without a rule about it.

Parameters
----------
regime : str
    A regime's id.
a, b : Conversation
    The conversations.)");
  module.def(
      "minimum_meetings", [](const py::object& regime) { return minimum_meetings(need_regime(regime)); },
      py::arg("regime"),
      R"(Give the fewest meetings that can hold a regime's obligations; None where no number is to be had.

There is none while the regime is not whole, where its conversations go on without an end, for a variant, and where no rule
says what may share a meeting.

Parameters
----------
regime : str
    A regime's id.)");
  module.def("_applicable", [](const py::object& day, const py::object& a_kasse,
                               const py::object& municipality, const py::object& admitted) {
    const Date date = need_day(day);
    const auto a_kasse_name =
        Convert<std::optional<std::string>>::from(a_kasse, Where{"a_kasse"}).value_or("");
    const auto municipality_text =
        Convert<std::optional<std::string>>::from(code_as_text(municipality), Where{"municipality"})
            .value_or("");
    const std::string_view code = find_a_kasse(a_kasse_name);
    if (!a_kasse_name.empty() && code.empty())
      refuse_value(Where{"a_kasse"}, unknown_a_kasse({}, a_kasse_name).message);
    const auto place = find_municipality(municipality_text);
    if (!municipality_text.empty() && !place)
      refuse_value(Where{"municipality"}, unknown_municipality({}, municipality_text).message);
    const AdmittedLists lists = admitted_lists(admitted);
    py::list all;
    for (const Applicability& one :
         applicable(date, code, place.value_or(std::uint16_t{0}), current_law, lists.view()))
      all.append(py::make_tuple(text(one.regime->id), text(word(one.applies)), text(in_words(one.why).da),
                                text(in_words(one.why).en)));
    return all;
  });
  // A month and a week of aggregate unemployment in hundredths of hours, by the status that governs the day's
  // month.
  module.def("_unemployment_units", [](const py::object& course, const py::object& day) {
    const SharedCourse shared = need_course(course, Where{"course"});
    const Insurance status = shared->course.view().insurance_in(Month{need_day(day)});
    return py::make_tuple(of(tables::time::month, status), of(tables::time::week, status));
  });
  module.def("_law_json", [](const py::object& regime) {
    return law_to_json(current_law, regime.is_none() ? std::string_view{} : need_regime(regime).id);
  });
}

} // namespace kontaktforloeb::bindings
