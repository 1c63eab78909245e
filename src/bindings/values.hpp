#pragma once
/// @file
/// Plain structs as Python values, from one list of their fields: keywords in, properties out, equality,
/// hash, a representation that evaluates, pickling, and the form that files have.

#include "casters.hpp"

#include <kontaktforloeb/admitted.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace kontaktforloeb::bindings {

/// One field of a struct.
template <class T, class Member>
struct Field {
  using Value = Member;
  const char* name;      ///< Keyword and property; `from_` stands for the file's `from`.
  Member T::*member;     ///< Where it lies.
  bool required = false; ///< Whether the keyword must be given.
  bool code = false;     ///< Whether a whole number may be given for its text, or a text of its list.
};

/// What Python calls a struct and its fields; specialised below for every kind of fact.
template <class T>
struct Shape;

template <>
struct Shape<InsuranceFacts> {
  static constexpr const char* name = "InsuranceChange";
  static constexpr std::tuple fields{Field{"from_", &InsuranceFacts::from},
                                     Field{"status", &InsuranceFacts::status, true}};
};
template <>
struct Shape<PersonFacts> {
  static constexpr const char* name = "Person";
  static constexpr std::tuple fields{
      Field{"insurance", &PersonFacts::insurance, true},
      Field{"a_kasse", &PersonFacts::a_kasse},
      Field{"municipality", &PersonFacts::municipality, false, true},
      Field{"birth_year", &PersonFacts::birth_year},
      Field{"qualifying_education", &PersonFacts::qualifying_education},
      Field{"vocational_education_outdated", &PersonFacts::vocational_education_outdated}};
};
template <>
struct Shape<BenefitFacts> {
  static constexpr const char* name = "Benefit";
  static constexpr std::tuple fields{Field{"month", &BenefitFacts::month},
                                     Field{"from_", &BenefitFacts::from}, Field{"to", &BenefitFacts::to},
                                     Field{"hours", &BenefitFacts::hours, true},
                                     Field{"kind", &BenefitFacts::kind}};
};
template <>
struct Shape<AbsentFacts> {
  static constexpr const char* name = "Absent";
  static constexpr std::tuple fields{Field{"party", &AbsentFacts::party, true},
                                     Field{"why", &AbsentFacts::why, true}};
};
template <>
struct Shape<MeetingFacts> {
  static constexpr const char* name = "Meeting";
  static constexpr std::tuple fields{Field{"id", &MeetingFacts::id},
                                     Field{"date", &MeetingFacts::date, true},
                                     Field{"conversations", &MeetingFacts::conversations, true},
                                     Field{"holder", &MeetingFacts::holder, true},
                                     Field{"on_behalf_of", &MeetingFacts::on_behalf_of},
                                     Field{"status", &MeetingFacts::status},
                                     Field{"form", &MeetingFacts::form},
                                     Field{"summoned", &MeetingFacts::summoned},
                                     Field{"absent", &MeetingFacts::absent},
                                     Field{"track", &MeetingFacts::track},
                                     Field{"themes", &MeetingFacts::themes}};
};
template <>
struct Shape<EventFacts> {
  static constexpr const char* name = "Event";
  static constexpr std::tuple fields{Field{"type", &EventFacts::type, true},
                                     Field{"date", &EventFacts::date},
                                     Field{"from_", &EventFacts::from},
                                     Field{"to", &EventFacts::to},
                                     Field{"month", &EventFacts::month},
                                     Field{"municipality", &EventFacts::municipality, false, true},
                                     Field{"conversation", &EventFacts::conversation},
                                     Field{"ordinal", &EventFacts::ordinal},
                                     Field{"party", &EventFacts::party},
                                     Field{"by", &EventFacts::by},
                                     Field{"choice", &EventFacts::choice},
                                     Field{"reason", &EventFacts::reason},
                                     Field{"outcome", &EventFacts::outcome},
                                     Field{"duty_days", &EventFacts::duty_days}};
};
template <>
struct Shape<ObservedFacts> {
  static constexpr const char* name = "Observed";
  static constexpr std::tuple fields{Field{"clock", &ObservedFacts::clock, true},
                                     Field{"date", &ObservedFacts::date, true},
                                     Field{"hours", &ObservedFacts::hours, true}};
};
template <>
struct Shape<AdmittedFacts> {
  static constexpr const char* name = "Admitted";
  static constexpr std::tuple fields{Field{"a_kasse", &AdmittedFacts::a_kasse, true},
                                     Field{"municipalities", &AdmittedFacts::municipalities, true, true},
                                     Field{"from_", &AdmittedFacts::from}, Field{"to", &AdmittedFacts::to}};
};
template <>
struct Shape<CourseFacts> {
  static constexpr const char* name = "Course";
  static constexpr std::tuple fields{Field{"id", &CourseFacts::id, true},
                                     Field{"person", &CourseFacts::person, true},
                                     Field{"registered", &CourseFacts::registered, true},
                                     Field{"placed", &CourseFacts::placed},
                                     Field{"benefit", &CourseFacts::benefit},
                                     Field{"meetings", &CourseFacts::meetings},
                                     Field{"events", &CourseFacts::events},
                                     Field{"observed", &CourseFacts::observed},
                                     Field{"regime", &CourseFacts::regime},
                                     Field{"readings", &CourseFacts::readings},
                                     Field{"as_of", &CourseFacts::as_of}};
};

/// A struct with a shape.
template <class T>
concept Shaped = requires {
  Shape<T>::name;
};

/// Calls `each` with every field of a struct.
template <Shaped T, class Each>
constexpr void for_each_field(const Each& each) {
  std::apply([&](const auto&... field) { (each(field), ...); }, Shape<T>::fields);
}

/// Raises TypeError for a keyword that no field has, naming the nearest.
[[noreturn]] void refuse_keyword(const Where& where, std::string_view key,
                                 std::span<const std::string_view> known);
/// Raises TypeError if anything was given without its keyword.
void refuse_positions(const char* name, const py::args& others);
/// Raises TypeError for a keyword that is there twice, as `from` and as `from_`.
[[noreturn]] void refuse_twice(const Where& where, std::string_view key);
/// Raises TypeError for a keyword that is required and missing.
[[noreturn]] void refuse_missing(const Where& where, std::string_view key);

/// Whether a keyword means a field: by its name, or by the file's key `from`, which Python reserves.
constexpr bool means(std::string_view key, std::string_view name) {
  return key == name || (key == "from" && name == "from_");
}

/// A whole number as text, anything else as it is: municipalities have codes of three digits.
py::object code_as_text(py::handle value);

/// A value for whose text, or for any text of whose list, a whole number may be given.
template <class Value>
Value from_codes(py::handle value, const Where& where) {
  if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
    Value list;
    Where item{{}, &where, 0};
    for (auto each = begin_list(value, where); each != py::iterator::sentinel(); ++each, ++item.index)
      list.push_back(Convert<std::string>::from(code_as_text(*each), item));
    return list;
  } else {
    return Convert<Value>::from(code_as_text(value), where);
  }
}

/// Fills a struct from keywords. None for a field that is not required means: not given.
template <Shaped T>
T from_keywords(const py::dict& keywords, const Where& where) {
  T value{};
  unsigned given = 0;
  for (const auto& [key, argument] : keywords) {
    if (!PyUnicode_Check(key.ptr())) refuse(where, "keys that are text", key);
    const std::string_view name = utf8(key, where);
    unsigned bit = 1;
    bool found = false;
    for_each_field<T>([&](const auto& field) {
      if (!found && means(name, field.name)) {
        using Value = typename std::decay_t<decltype(field)>::Value;
        if ((given & bit) != 0) refuse_twice(where, field.name);
        found = true;
        given |= bit;
        if (field.required || !argument.is_none())
          value.*field.member = field.code ? from_codes<Value>(argument, Where{field.name, &where})
                                           : Convert<Value>::from(argument, Where{field.name, &where});
      }
      bit <<= 1;
    });
    if (!found) {
      std::vector<std::string_view> known;
      for_each_field<T>([&](const auto& field) { known.emplace_back(field.name); });
      refuse_keyword(where, name, known);
    }
  }
  unsigned bit = 1;
  for_each_field<T>([&](const auto& field) {
    if (field.required && (given & bit) == 0) refuse_missing(where, field.name);
    bit <<= 1;
  });
  return value;
}

/// Structs: their own Python class or a mapping in, their own class out.
template <Shaped T>
struct Convert<T> {
  static T from(py::handle value, const Where& where) {
    if (py::isinstance<T>(value)) return whole<T>(value);
    if (PyDict_Check(value.ptr())) return from_keywords<T>(py::reinterpret_borrow<py::dict>(value), where);
    refuse(where, std::string(Shape<T>::name) + " or a dict of its fields", value);
  }
  static py::object to(const T& value) { return py::cast(value); }
};

/// Insurance: one word for a status that never changes, or the list of changes.
template <>
struct Convert<std::vector<InsuranceFacts>> {
  static std::vector<InsuranceFacts> from(py::handle value, const Where& where) {
    if (PyUnicode_Check(value.ptr())) return {{{}, Convert<Insurance>::from(value, where)}};
    std::vector<InsuranceFacts> list;
    Where item{{}, &where, 0};
    for (auto each = begin_list(value, where); each != py::iterator::sentinel(); ++each, ++item.index)
      list.push_back(Convert<InsuranceFacts>::from(*each, item));
    return list;
  }
  static py::object to(const std::vector<InsuranceFacts>& values) {
    py::tuple list(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) list[i] = Convert<InsuranceFacts>::to(values[i]);
    return list;
  }
};

/// The fields that differ from an empty struct's, and those that are required, by keyword.
template <Shaped T>
py::dict keywords_of(const T& value) {
  const T empty{};
  py::dict keywords;
  for_each_field<T>([&](const auto& field) {
    using Value = typename std::decay_t<decltype(field)>::Value;
    if (field.required || value.*field.member != empty.*field.member)
      keywords[field.name] = Convert<Value>::to(value.*field.member);
  });
  return keywords;
}

/// `Name(key=value, ...)`, which evaluates to an equal value.
std::string representation(const char* name, const py::dict& keywords);

/// The value as a course file writes it: days as text, words as text, `from` for `from_`.
template <class T>
py::object as_in_file(const T& value) {
  if constexpr (Shaped<T>) {
    const T empty{};
    py::dict document;
    for_each_field<T>([&](const auto& field) {
      const std::string_view name = field.name;
      if (field.required || value.*field.member != empty.*field.member)
        document[py::str(name == "from_" ? "from" : field.name)] = as_in_file(value.*field.member);
    });
    return document;
  } else if constexpr (std::is_same_v<T, Date>) {
    return py::str(value.iso());
  } else if constexpr (std::is_same_v<T, std::vector<InsuranceFacts>>) {
    if (value.size() == 1 && !value[0].from.is_set()) return as_in_file(value[0].status);
    py::list list;
    for (const InsuranceFacts& change : value) list.append(as_in_file(change));
    return list;
  } else if constexpr (std::is_enum_v<T>) {
    return py::str(word(value).data(), word(value).size());
  } else if constexpr (requires { value.has_value(); }) {
    return value ? as_in_file(*value) : py::object(py::none());
  } else if constexpr (std::is_same_v<T, std::vector<ReadingChoice>>) {
    return Convert<T>::to(value);
  } else if constexpr (requires { value.front(); } && !std::is_same_v<T, std::string>) {
    py::list list;
    for (const auto& item : value) list.append(as_in_file(item));
    return list;
  } else {
    return Convert<T>::to(value);
  }
}

/// Gives a class what every value has, from the fields of `T`; `get` takes the Python object's C++ value to
/// them.
template <Shaped T, class Class, class Get>
void add_value(Class& type, const Get& get) {
  using Self = typename Class::type;
  for_each_field<T>([&](const auto& field) {
    using Value = typename std::decay_t<decltype(field)>::Value;
    type.def_property_readonly(field.name, [get, member = field.member](py::handle self) {
      return Convert<Value>::to(get(whole<Self>(self)).*member);
    });
  });
  type.def("__eq__", [get](py::handle self, py::handle other) -> py::object {
    if (!py::isinstance<Self>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
    return py::bool_(get(whole<Self>(self)) == get(whole<Self>(other)));
  });
}

} // namespace kontaktforloeb::bindings
