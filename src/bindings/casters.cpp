#include "casters.hpp"

#include <kontaktforloeb/error.hpp>

#include <datetime.h>

#include <algorithm>

namespace kontaktforloeb::bindings {
namespace {

/// Python's C API of dates, loaded on first use in this file.
void need_datetime() {
  if (PyDateTimeAPI == nullptr) {
    PyDateTime_IMPORT; // NOLINT: Python's macro
    if (PyDateTimeAPI == nullptr) throw py::error_already_set();
  }
}

std::string type_name(py::handle value) {
  const py::handle type = py::type::handle_of(value);
  const auto module = py::cast<std::string>(type.attr("__module__"));
  const auto name = py::cast<std::string>(type.attr("__qualname__"));
  return module == "builtins" ? name : module + "." + name;
}

bool is_decimal(py::handle value) {
  PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<py::object> storage;
  const auto import = [] { return py::object(py::module_::import("decimal").attr("Decimal")); };
  return py::isinstance(value, storage.call_once_and_store_result(import).get_stored());
}

std::string quoted(std::string_view text) { return "'" + without_cpr(std::string(text)) + "'"; }

} // namespace

std::string Where::text() const {
  std::string path = within != nullptr ? within->text() : std::string{};
  if (index >= 0) path += "[" + std::to_string(index) + "]";
  if (!name.empty()) {
    if (!path.empty()) path += '.';
    path += name;
  }
  return path;
}

void refuse(const Where& where, std::string_view expected, py::handle found) {
  throw py::type_error(where.text() + ": expected " + std::string(expected) + ", got " + type_name(found));
}

void refuse_value(const Where& where, std::string_view sentence) {
  throw py::value_error(where.text() + ": " + std::string(sentence));
}

bool Convert<bool>::from(py::handle value, const Where& where) {
  if (!PyBool_Check(value.ptr())) refuse(where, "True or False", value);
  return value.ptr() == Py_True;
}

std::int32_t Convert<std::int32_t>::from(py::handle value, const Where& where) {
  // By __index__, so that NumPy's whole numbers are whole numbers too.
  if (!PyIndex_Check(value.ptr()) || PyBool_Check(value.ptr())) refuse(where, "a whole number", value);
  const auto whole = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
  if (!whole) throw py::error_already_set();
  int overflow = 0;
  const long long number = PyLong_AsLongLongAndOverflow(whole.ptr(), &overflow);
  if (overflow != 0 || number < -1'000'000'000 || number > 1'000'000'000)
    refuse_value(where, "the number is far outside what it may be");
  return static_cast<std::int32_t>(number);
}

std::string_view utf8(py::handle text, const Where& where) {
  py::ssize_t size = 0;
  const char* data = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
  if (data == nullptr) {
    PyErr_Clear();
    refuse_value(where, "has a half character (a surrogate); write plain text");
  }
  return {data, static_cast<std::size_t>(size)};
}

std::string Convert<std::string>::from(py::handle value, const Where& where) {
  if (!PyUnicode_Check(value.ptr())) refuse(where, "text", value);
  return std::string(utf8(value, where));
}

Date Convert<Date>::from(py::handle value, const Where& where) {
  need_datetime();
  if (value.is_none()) return {};
  if (PyDateTime_Check(value.ptr()))
    refuse(where, "datetime.date (a moment is a day only in some time zone; say which with .date())", value);
  if (!PyDate_Check(value.ptr())) refuse(where, "datetime.date", value);
  const int year = PyDateTime_GET_YEAR(value.ptr());
  const Date day{year, PyDateTime_GET_MONTH(value.ptr()), PyDateTime_GET_DAY(value.ptr())};
  if (day < first_day || day > last_day) {
    const std::string bounds = first_day.iso() + " to " + last_day.iso();
    refuse_value(where, py::cast<std::string>(py::str(value)) + " lies outside " + bounds);
  }
  return day;
}

py::object Convert<Date>::to(Date value) {
  need_datetime();
  if (!value.is_set()) return py::none();
  const auto day = value.to_boost().year_month_day();
  return py::reinterpret_steal<py::object>(PyDate_FromDate(day.year, day.month, day.day));
}

Month Convert<Month>::from(py::handle value, const Where& where) {
  if (value.is_none()) return {};
  if (PyUnicode_Check(value.ptr())) {
    const std::string_view text = utf8(value, where);
    if (const auto month = Month::parse(text)) return *month;
    refuse_value(where, quoted(text) + " is not a month, written YYYY-MM");
  }
  const Date day = Convert<Date>::from(value, where);
  if (day.day() != 1) refuse_value(where, day.iso() + " is not the first of a month; write YYYY-MM");
  return Month{day};
}

py::object Convert<Month>::to(Month value) {
  if (value == Month{}) return py::none();
  return py::str(value.iso());
}

Hours Convert<Hours>::from(py::handle value, const Where& where) {
  if (PyFloat_Check(value.ptr())) {
    const double hours = PyFloat_AS_DOUBLE(value.ptr());
    if (!std::isfinite(hours)) refuse_value(where, "is not a number of hours (it is NaN or infinite)");
    const double hundredths = std::round(hours * 100);
    if (hours < 0) refuse_value(where, "is negative; hours have no sign");
    if (hundredths > 999'999'999) refuse_value(where, "is more than any month has");
    if (hundredths / 100 != hours)
      refuse_value(where, without_cpr(py::cast<std::string>(py::repr(value))) +
                              " has more than two decimals; round it first");
    return {static_cast<std::int32_t>(hundredths)};
  }
  const bool whole = PyIndex_Check(value.ptr()) && !PyBool_Check(value.ptr());
  if (!whole && !is_decimal(value)) refuse(where, "hours (int, float or Decimal)", value);
  std::string text;
  if (whole) {
    text = std::to_string(Convert<std::int32_t>::from(value, where));
  } else {
    // Written out, a number with a large exponent would be very long.
    if (py::cast<long>(value.attr("adjusted")()) > 9) refuse_value(where, "is more than any month has");
    text = py::cast<std::string>(py::str(value.attr("__format__")("f")));
  }
  if (const auto hours = Hours::parse(text)) return *hours;
  refuse_value(where, without_cpr(text.substr(0, 40)) +
                          " is not a number of hours; hours have no sign and at most two decimals");
}

void refuse_word(const Where& where, const char* name, std::span<const std::string_view> allowed,
                 py::handle found) {
  if (PyUnicode_Check(found.ptr())) {
    // Fault::unknown words it as files do.
    throw py::value_error(Fault::unknown(where.text(), "word", utf8(found, where), allowed).text());
  }
  std::string list;
  for (const std::string_view word : allowed) list += (list.empty() ? "" : ", ") + std::string(word);
  refuse(where, std::string("a word or a member of ") + name + " (" + list + ")", found);
}

void load_members(const char* name, std::span<const std::string_view> words, std::span<py::object> members) {
  const py::object type = py::module_::import("kontaktforloeb._terms").attr(name);
  for (std::size_t i = 0; i < words.size(); ++i) members[i] = type(py::str(words[i].data(), words[i].size()));
}

py::iterator begin_list(py::handle value, const Where& where) {
  if (value.is_none() || PyUnicode_Check(value.ptr()) || PyBytes_Check(value.ptr()) ||
      PyDict_Check(value.ptr()) || !py::hasattr(value, "__iter__"))
    refuse(where, "a list", value);
  return py::iter(value);
}

std::vector<ReadingChoice> Convert<std::vector<ReadingChoice>>::from(py::handle value, const Where& where) {
  std::vector<ReadingChoice> choices;
  if (value.is_none()) return choices;
  if (!py::hasattr(value, "items")) refuse(where, "a mapping from readings to their values", value);
  const py::dict mapping{py::reinterpret_borrow<py::object>(value)};
  for (const auto& [key, chosen] : mapping) {
    if (!PyUnicode_Check(key.ptr())) refuse(where, "a mapping from text to text", key);
    const std::string_view id = utf8(key, where);
    const Where at{id, &where};
    const auto reading = find_reading(id);
    if (!reading) {
      std::vector<std::string_view> ids;
      for (const ReadingInfo& known : reading_ids) ids.push_back(known.id);
      throw py::value_error(Fault::unknown(where.text(), "reading", id, ids).text());
    }
    if (!PyUnicode_Check(chosen.ptr())) refuse(at, "text", chosen);
    const ReadingInfo& known = info(*reading);
    const auto number = find_value(*reading, utf8(chosen, at));
    if (!number)
      throw py::value_error(
          Fault::unknown(at.text(), "value", utf8(chosen, at), std::span{known.values}.first(known.size()))
              .text());
    choices.push_back({*reading, *number});
  }
  // In one order, so that equal mappings are equal.
  std::sort(choices.begin(), choices.end(),
            [](const ReadingChoice& a, const ReadingChoice& b) { return a.reading < b.reading; });
  return choices;
}

py::object Convert<std::vector<ReadingChoice>>::to(const std::vector<ReadingChoice>& choices) {
  py::dict mapping;
  for (const ReadingChoice& choice : choices) {
    const ReadingInfo& known = info(choice.reading);
    mapping[py::str(known.id.data(), known.id.size())] =
        py::str(known.values[choice.value].data(), known.values[choice.value].size());
  }
  return mapping;
}

py::list basis_as_dicts(std::span<const Basis> basis) {
  py::list list;
  for (const Basis& source : basis) {
    py::dict item;
    item["source"] = text(source.source);
    item["url"] = text_or_none(source.url);
    item["quote"] = text_or_none(source.quote);
    item["evidence"] = text(word(source.evidence));
    list.append(item);
  }
  return list;
}

Date need_day(const py::object& day) {
  if (day.is_none()) refuse(Where{"day"}, "datetime.date", day);
  return Convert<Date>::from(day, Where{"day"});
}

std::vector<Date> need_days(const py::object& given, std::string_view name) {
  std::vector<Date> days;
  const Where where{name};
  Where item{{}, &where, 0};
  for (auto each = begin_list(given, where); each != py::iterator::sentinel(); ++each, ++item.index) {
    if (each->is_none()) refuse(item, "datetime.date", *each);
    days.push_back(Convert<Date>::from(*each, item));
  }
  return days;
}

} // namespace kontaktforloeb::bindings
