#include "values.hpp"
#include "module.hpp"

#include <kontaktforloeb/error.hpp>

namespace kontaktforloeb::bindings {
namespace {

/// Whole numbers that are equal when values are; lists and dicts count by their text.
py::ssize_t hash_of(const py::dict& keywords) { return py::hash(py::str(py::repr(keywords))); }

template <Shaped T>
void add_class(py::module_& module, const char* summary) {
  const auto itself = [](const T& value) -> const T& { return value; };
  py::class_<T> type(module, Shape<T>::name, py::is_final(), plain_class(), summary);
  type.def(py::init([](const py::args& others, const py::kwargs& keywords) {
    refuse_positions(Shape<T>::name, others);
    return from_keywords<T>(keywords, Where{Shape<T>::name});
  }));
  add_value<T>(type, itself);
  type.def("__repr__",
           [](py::handle self) { return representation(Shape<T>::name, keywords_of(whole<T>(self))); });
  type.def("__hash__", [](py::handle self) { return hash_of(keywords_of(whole<T>(self))); });
  type.def("__reduce__", [](const py::object& self) {
    const py::object restore = py::module_::import("kontaktforloeb._core").attr("_restore");
    return py::make_tuple(restore, py::make_tuple(py::type::of(self), keywords_of(whole<T>(self))));
  });
}

} // namespace

PyObject* need(PyObject* made) {
  if (made == nullptr) throw py::error_already_set();
  return made;
}

py::object code_as_text(py::handle value) {
  if (!PyIndex_Check(value.ptr()) || PyBool_Check(value.ptr()))
    return py::reinterpret_borrow<py::object>(value);
  return py::str(py::reinterpret_steal<py::object>(need(PyNumber_Index(value.ptr()))));
}

void refuse_keyword(const Where& where, std::string_view key, std::span<const std::string_view> known) {
  throw py::type_error(Fault::unknown(where.text(), "field", key, known).text());
}

void refuse_positions(const char* name, const py::args& others) {
  if (!others.empty())
    throw py::type_error(std::string(name) + ": every field is a keyword; write name=value");
}

void refuse_twice(const Where& where, std::string_view key) {
  throw py::type_error(where.text() + ": " + std::string(key) + " is there twice");
}

void refuse_missing(const Where& where, std::string_view key) {
  throw py::type_error(where.text() + ": " + std::string(key) + " is required");
}

std::string representation(const char* name, const py::dict& keywords) {
  std::string text = std::string(name) + "(";
  for (const auto& [key, value] : keywords) {
    if (text.back() != '(') text += ", ";
    text += py::cast<std::string>(key) + "=" + py::cast<std::string>(py::repr(value));
  }
  return text + ")";
}

void add_values(py::module_& module) {
  add_class<InsuranceFacts>(module, R"(Insurance status from a day on; the status on the 1st governs a month.

Parameters
----------
from_ : datetime.date, optional
    First day; needed for every status of a person whose status changes.
status : Insurance
    The status.)");
  add_class<PersonFacts>(module, R"(The unemployed person, as far as the rules ask.

Parameters
----------
insurance : Insurance or list of InsuranceChange
    One status that never changes, or the changes in the order of their first days.
a_kasse, municipality : str
    Code, name or alias; empty: not known.
birth_year : int, optional
    Year of birth.
qualifying_education, vocational_education_outdated : bool, optional
    Has a kompetencegivende uddannelse; has a forældet erhvervsuddannelse.)");
  add_class<BenefitFacts>(module, R"(Benefit hours of a whole month, or of a spell inside one month.

Parameters
----------
month : str or datetime.date, optional
    ``YYYY-MM`` or the month's first day; either this or a spell.
from_, to : datetime.date, optional
    First and last day of a spell, both inclusive.
hours : int, float or Decimal
    Hours paid, at most two decimals.
kind : BenefitKind
    What they were paid as; default dagpenge.)");
  add_class<AbsentFacts>(module, R"(A party that was not at a meeting, and why.

Parameters
----------
party : Party
    Who.
why : Absence
    Why.)");
  add_class<MeetingFacts>(module, R"(One meeting with one or more conversations.

Parameters
----------
id : str
    Opaque, or empty.
date : datetime.date
    Its day.
conversations : list of Conversation
    What it was about; at least one.
holder : Holder
    Who held it.
on_behalf_of : Party, optional
    For another actor: for whom.
status : MeetingStatus
    What became of it; default planned.
form : Form
    How people met; default in_person.
summoned : datetime.date, optional
    Day of the digital summons.
absent : list of Absent
    Parties that were not there.
track : Track, optional
    Track of a group conversation.
themes : list of str
    Themes of a group conversation.)");
  add_class<EventFacts>(module,
                        R"(Something else that happened; which keywords an event has depends on its type.

Parameters
----------
type : EventType
    What happened.
date : datetime.date, optional
    Its day; for ends the first day outside.
from_, to : datetime.date, optional
    First and last day of a stretch, both inclusive; `to` also the day postponed to.
month : str or datetime.date, optional
    The calendar month, ``YYYY-MM``.
municipality : str
    Where to.
conversation : Conversation, optional
    Which conversation.
ordinal : int, optional
    Which of several, from 1.
party : Party, optional
    Whose taking part.
by : Chooser, optional
    Who said so.
choice : ChoiceValue, optional
    What was chosen.
reason : ExemptReason, optional
    Why exempt.
outcome : ScreeningOutcome, optional
    Of a screening.
duty_days : int, optional
    Days with a duty to search, 0 to 31.)");
  add_class<ObservedFacts>(module, R"(An official count of a clock; it holds from the start of its day.

Parameters
----------
clock : Clock
    One of the two hour clocks.
date : datetime.date
    The day.
hours : int, float or Decimal
    The count.)");
  add_class<AdmittedFacts>(module,
                           R"(Where an a-kasse takes part in the trial, for those whose list is not known.

Parameters
----------
a_kasse : str
    Code or alias.
municipalities : list of str or int
    Names or three-digit codes; at least one.
from_, to : datetime.date, optional
    First and last day, both inclusive; by default the trial's.)");
  module.def("_restore", [](const py::object& type, const py::dict& keywords) { return type(**keywords); });
}

} // namespace kontaktforloeb::bindings
