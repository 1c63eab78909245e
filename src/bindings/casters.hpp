#pragma once
/// @file
/// The one place where Python's values become ours and ours Python's.
///
/// Not pybind11 type casters, because those see neither the name of the field nor why a value was refused:
/// every conversion here is told which field it reads and raises a sentence about it.

#include <kontaktforloeb/facts.hpp>
#include <kontaktforloeb/planning.hpp>
#include <kontaktforloeb/rule.hpp>

#include <pybind11/pybind11.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace kontaktforloeb::bindings {

namespace py = pybind11;

/// Where a value stands, for messages: `meetings[2].date`. Nothing is written until something is wrong.
struct Where {
  std::string_view name;         ///< Name of the field.
  const Where* within = nullptr; ///< What it belongs to.
  py::ssize_t index = -1;        ///< Place in a list, or -1.

  /// The path as text.
  [[nodiscard]] std::string text() const;
};

/// Raises TypeError: `where` is not what was expected; says what was found and what would be right.
[[noreturn]] void refuse(const Where& where, std::string_view expected, py::handle found);
/// Raises ValueError with a sentence about `where`.
[[noreturn]] void refuse_value(const Where& where, std::string_view sentence);

/// Our classes are of Python's own `type`: nobody derives from them, and no attribute of theirs is static.
inline py::metaclass plain_class() {
  return py::metaclass(
      py::reinterpret_borrow<py::object>(py::handle(reinterpret_cast<PyObject*>(&PyType_Type))));
}

/// Lets nobody but us make instances of a class.
inline void forbid_new(py::handle type) { reinterpret_cast<PyTypeObject*>(type.ptr())->tp_new = nullptr; }

/// The C++ value of an object that has been made whole; raises TypeError for one that `__new__` alone has
/// made.
template <class T>
const T& whole(py::handle object) {
  auto* instance = reinterpret_cast<py::detail::instance*>(object.ptr());
  if (!instance->get_value_and_holder().holder_constructed())
    throw py::type_error("the object was made by __new__ alone and has no value");
  return object.cast<const T&>();
}

/// Conversions of one type: `from` Python, `to` Python.
template <class T>
struct Convert;

template <>
struct Convert<bool> {
  static bool from(py::handle value, const Where& where);
  static py::object to(bool value) { return py::bool_(value); }
};

template <>
struct Convert<std::int32_t> {
  static std::int32_t from(py::handle value, const Where& where);
  static py::object to(std::int32_t value) { return py::int_(value); }
};

template <>
struct Convert<std::string> {
  static std::string from(py::handle value, const Where& where);
  static py::object to(const std::string& value) { return py::str(value); }
};

/// Days: `datetime.date`, and None for the unset day. Nothing else: a `datetime` is a day only in some time
/// zone.
template <>
struct Convert<Date> {
  static Date from(py::handle value, const Where& where);
  static py::object to(Date value);
};

/// Months: text `YYYY-MM`, or the month's first day; None for no month.
template <>
struct Convert<Month> {
  static Month from(py::handle value, const Where& where);
  static py::object to(Month value);
};

/// Hours: int, Decimal, or a float that is the nearest to a number with at most two decimals.
template <>
struct Convert<Hours> {
  static Hours from(py::handle value, const Where& where);
  static py::object to(Hours value) { return py::float_(value.hundredths / 100.0); }
};

/// The name under which a closed list is an enumeration in Python.
template <class Enum>
inline constexpr const char* python_name = nullptr;
#define KONTAKTFORLOEB_PYTHON_NAME(Enum)                                                                     \
  template <>                                                                                                \
  inline constexpr const char* python_name<Enum> = #Enum
KONTAKTFORLOEB_PYTHON_NAME(Conversation);
KONTAKTFORLOEB_PYTHON_NAME(Party);
KONTAKTFORLOEB_PYTHON_NAME(Holder);
KONTAKTFORLOEB_PYTHON_NAME(MeetingStatus);
KONTAKTFORLOEB_PYTHON_NAME(Form);
KONTAKTFORLOEB_PYTHON_NAME(Absence);
KONTAKTFORLOEB_PYTHON_NAME(Insurance);
KONTAKTFORLOEB_PYTHON_NAME(BenefitKind);
KONTAKTFORLOEB_PYTHON_NAME(Clock);
KONTAKTFORLOEB_PYTHON_NAME(EventType);
KONTAKTFORLOEB_PYTHON_NAME(ExemptReason);
KONTAKTFORLOEB_PYTHON_NAME(Chooser);
KONTAKTFORLOEB_PYTHON_NAME(ChoiceValue);
KONTAKTFORLOEB_PYTHON_NAME(Track);
KONTAKTFORLOEB_PYTHON_NAME(ScreeningOutcome);
KONTAKTFORLOEB_PYTHON_NAME(Status);
KONTAKTFORLOEB_PYTHON_NAME(Severity);
KONTAKTFORLOEB_PYTHON_NAME(Verdict);
KONTAKTFORLOEB_PYTHON_NAME(Stage);
KONTAKTFORLOEB_PYTHON_NAME(EndReason);
KONTAKTFORLOEB_PYTHON_NAME(NotCountedReason);
KONTAKTFORLOEB_PYTHON_NAME(Evidence);
KONTAKTFORLOEB_PYTHON_NAME(RuleKind);
KONTAKTFORLOEB_PYTHON_NAME(Prefer);
KONTAKTFORLOEB_PYTHON_NAME(ConflictReason);
KONTAKTFORLOEB_PYTHON_NAME(EditOp);
KONTAKTFORLOEB_PYTHON_NAME(EditField);
#undef KONTAKTFORLOEB_PYTHON_NAME

/// Refuses a word outside a closed list, naming the nearest.
[[noreturn]] void refuse_word(const Where& where, const char* name, std::span<const std::string_view> allowed,
                              py::handle found);
/// The members of a Python enumeration in the order of our words.
void load_members(const char* name, std::span<const std::string_view> words, std::span<py::object> members);
/// The text of a Python string; valid as long as the string.
std::string_view utf8(py::handle text, const Where& where);

/// The value that a word stands for, with the other names that files may use.
template <class Enum>
std::optional<Enum> find_word(std::string_view text) {
  if constexpr (std::is_same_v<Enum, Conversation>)
    return find_conversation(text);
  else
    return from_word<Enum>(text);
}

/// Words: the enumeration's member or its text in, the member out.
template <class Enum>
requires(python_name<Enum> != nullptr) struct Convert<Enum> {
  static Enum from(py::handle value, const Where& where) {
    if (PyUnicode_Check(value.ptr()))
      if (const auto known = find_word<Enum>(utf8(value, where))) return *known;
    refuse_word(where, python_name<Enum>, words<Enum>, value);
  }
  static py::object to(Enum value) {
    using Members = std::array<py::object, words<Enum>.size()>;
    PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<Members> storage;
    const Members& members = storage
                                 .call_once_and_store_result([] {
                                   Members loaded;
                                   load_members(python_name<Enum>, words<Enum>, loaded);
                                   return loaded;
                                 })
                                 .get_stored();
    return members[static_cast<std::size_t>(value)];
  }
};

template <class T>
struct Convert<std::optional<T>> {
  static std::optional<T> from(py::handle value, const Where& where) {
    if (value.is_none()) return std::nullopt;
    return Convert<T>::from(value, where);
  }
  static py::object to(const std::optional<T>& value) {
    return value ? Convert<T>::to(*value) : py::object(py::none());
  }
};

/// Starts going through a list; text, mappings and what cannot be gone through are refused.
py::iterator begin_list(py::handle value, const Where& where);

/// Lists: any iterable in, a tuple out.
template <class T>
struct Convert<std::vector<T>> {
  static std::vector<T> from(py::handle value, const Where& where) {
    std::vector<T> list;
    if (PyList_Check(value.ptr()) || PyTuple_Check(value.ptr()))
      list.reserve(static_cast<std::size_t>(PySequence_Fast_GET_SIZE(value.ptr())));
    Where item{{}, &where, 0};
    for (auto each = begin_list(value, where); each != py::iterator::sentinel(); ++each, ++item.index)
      list.push_back(Convert<T>::from(*each, item));
    return list;
  }
  static py::object to(const std::vector<T>& values) {
    py::tuple list(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      PyTuple_SET_ITEM(list.ptr(), static_cast<py::ssize_t>(i), Convert<T>::to(values[i]).release().ptr());
    return list;
  }
};

/// Readings: a mapping from names to values in, a dict out.
template <>
struct Convert<std::vector<ReadingChoice>> {
  static std::vector<ReadingChoice> from(py::handle value, const Where& where);
  static py::object to(const std::vector<ReadingChoice>& choices);
};

/// A text of ours as one of Python's.
[[nodiscard]] inline py::str text(std::string_view value) { return {value.data(), value.size()}; }
/// The same, None where there is none.
[[nodiscard]] inline py::object text_or_none(std::string_view value) {
  return value.empty() ? py::object(py::none()) : text(value);
}
/// Sources as dicts, as documents have them.
[[nodiscard]] py::list basis_as_dicts(std::span<const Basis> basis);
/// A day that must be there.
[[nodiscard]] Date need_day(const py::object& day);
/// A list of days. None is no day among them, though elsewhere it stands for an absent one.
[[nodiscard]] std::vector<Date> need_days(const py::object& given, std::string_view name);

} // namespace kontaktforloeb::bindings
