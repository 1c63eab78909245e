#include "casters.hpp"
#include "module.hpp"

#include <kontaktforloeb/working_days.hpp>

#include <algorithm>
#include <utility>

namespace kontaktforloeb::bindings {
namespace {

/// A year of our calendar.
int need_year(const py::object& given) {
  const auto year = Convert<std::int32_t>::from(given, Where{"year"});
  if (year < first_day.year() || year > last_day.year())
    refuse_value(Where{"year"}, std::to_string(year) + " lies outside " + std::to_string(first_day.year()) +
                                    " to " + std::to_string(last_day.year()));
  return year;
}

py::list closed_days_of(int year, bool office) {
  std::vector<std::pair<Date, const ClosedDay*>> found;
  for (const ClosedDay& closed : tables::closed_days)
    if (const Date day = closed.in(year); day.is_set() && (office || closed.closed == Closed::public_holiday))
      found.emplace_back(day, &closed);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  py::list list;
  for (const auto& [day, closed] : found)
    list.append(py::make_tuple(Convert<Date>::to(day), text(closed->name.da), text(closed->name.en),
                               closed->closed == Closed::office, basis_as_dicts({&closed->basis, 1})));
  return list;
}

} // namespace

void add_working_days(py::module_& module) {
  module.def(
      "easter_sunday",
      [](const py::object& year) { return Convert<Date>::to(easter_sunday(need_year(year))); },
      py::arg("year"),
      R"(Give Easter Sunday of a year.

Parameters
----------
year : int
    The year, 1990 to 2099.)");
  module.def(
      "is_working_day",
      [](const py::object& day, const py::object& office, const py::object& closed) {
        const std::vector<Date> own = need_days(closed, "closed");
        return WorkingDays{Convert<bool>::from(office, Where{"office_closing_days"}), own}.contains(
            need_day(day));
      },
      py::arg("day"), py::kw_only(), py::arg("office_closing_days") = false, py::arg("closed") = py::tuple(),
      R"(Whether a conversation can be held on a day: Monday to Friday, no public holiday, none of the closed days.

Parameters
----------
day : datetime.date
    The day.
office_closing_days : bool, optional
    Whether the days on which many offices close are closed, too: the day after Ascension Day, 5 June, 24 and 31 December.
closed : iterable of datetime.date, optional
    Your own closed days, in any order.)");
  module.def("_closed_days", [](const py::object& year, const py::object& office) {
    return closed_days_of(need_year(year), Convert<bool>::from(office, Where{"office"}));
  });
}

} // namespace kontaktforloeb::bindings
