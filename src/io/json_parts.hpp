#pragma once
// Small parts that the documents of assessments and of the law share.

#include <kontaktforloeb/basis.hpp>
#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/error.hpp>
#include <kontaktforloeb/hours.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kontaktforloeb::json {

/// A JSON value that keeps the order of its keys.
using Json = nlohmann::ordered_json;

inline Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }
inline Json day_or_null(Date day) { return text_or_null(day.iso()); }
inline Json text_to_json(const Text& text) { return {{"da", text.da}, {"en", text.en}}; }
inline Json hours(Hours value) { return value.hundredths / 100.0; }

/// The word of a value, or null.
template <class Enum>
Json word_or_null(const std::optional<Enum>& value) {
  return value ? Json(word(*value)) : Json(nullptr);
}

inline Json basis_to_json(std::span<const Basis> basis) {
  Json list = Json::array();
  for (const Basis& source : basis)
    list.push_back({{"source", source.source},
                    {"url", text_or_null(source.url)},
                    {"quote", text_or_null(source.quote)},
                    {"evidence", word(source.evidence)}});
  return list;
}

/// A fault as reports list it.
inline Json fault_to_json(const Fault& fault) {
  return {{"file", text_or_null(fault.file)},
          {"line", fault.position.line != 0 ? Json(fault.position.line) : Json(nullptr)},
          {"column", fault.position.line != 0 ? Json(fault.position.column) : Json(nullptr)},
          {"key", text_or_null(fault.key)},
          {"message", fault.message}};
}

/// A document as text: two spaces, one final newline; bytes that are not UTF-8 come out as U+FFFD.
inline std::string dump(const Json& document) {
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

} // namespace kontaktforloeb::json
