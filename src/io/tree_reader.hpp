#pragma once
/// @file
/// What readers of trees share: shapes and values, and the faults of those that are wrong.

#include "tree.hpp"

#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/hours.hpp>
#include <kontaktforloeb/terms.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb::io {

using Keys = std::span<const std::string_view>;

inline std::string join(std::string_view path, std::string_view key) {
  std::string joined{path};
  if (!joined.empty()) joined += '.';
  joined += key;
  return joined;
}

inline std::string index(std::string_view path, std::size_t i) {
  std::string joined{path};
  joined += '[';
  joined += std::to_string(i);
  joined += ']';
  return joined;
}

/// Takes values out of a tree and gathers faults.
class TreeReader {
protected:
  explicit TreeReader(std::vector<Fault> before) : faults(std::move(before)) {}

  void fault(Fault fault, Position position) {
    fault.position = position;
    fault.key = without_cpr(std::move(fault.key)); // a key of the file may be anything
    faults.push_back(std::move(fault));
  }

  // --- shapes
  // ------------------------------------------------------------------------------------------------------

  static std::string_view kind_of(const Node& node) {
    switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
    case Node::Kind::scalar:
      break;
    }
    return node.type == Node::Type::boolean  ? "true or false"
           : node.type == Node::Type::number ? "a number"
                                             : "text";
  }

  bool expect(const Node& node, Node::Kind kind, std::string_view path, std::string_view what) {
    if (node.kind == kind) return true;
    fault(Fault::because(std::string(path),
                         "is " + std::string(kind_of(node)) + "; it must be " + std::string(what)),
          node.position);
    return false;
  }

  /// A mapping with no keys but these.
  bool mapping(const Node& node, std::string_view path, Keys keys, std::string_view what = "a mapping") {
    if (!expect(node, Node::Kind::mapping, path, what)) return false;
    for (const Entry& entry : node.entries)
      if (std::find(keys.begin(), keys.end(), entry.key) == keys.end())
        fault(Fault::unknown(join(path, entry.key), "key", shown(entry.key), keys), entry.key_position);
    return true;
  }

  /// The value of a key, unless it is absent or null.
  static const Node* present(const Node& node, std::string_view key) {
    const Node* value = node.find(key);
    return value != nullptr && !value->is_null() ? value : nullptr;
  }

  template <class Each>
  void list(const Node& parent, std::string_view path, std::string_view key, const Each& each) {
    const Node* node = present(parent, key);
    const std::string where = join(path, key);
    if (node == nullptr || !expect(*node, Node::Kind::sequence, where, "a list")) return;
    for (std::size_t i = 0; i < node->items.size(); ++i) each(node->items[i], index(where, i));
  }

  // --- values
  // ------------------------------------------------------------------------------------------------------

  bool scalar(const Node& node, std::string_view path, std::string_view what) {
    return expect(node, Node::Kind::scalar, path, what);
  }

  void text(const Node& parent, std::string_view path, std::string_view key, std::string& out) {
    if (const Node* node = present(parent, key)) text(*node, join(path, key), out);
  }

  void text(const Node& node, const std::string& where, std::string& out) {
    if (!scalar(node, where, "text")) return;
    if (node.type == Node::Type::boolean)
      return fault(Fault::because(where, "is true or false; it must be text"), node.position);
    if (node.text.empty()) return fault(Fault::because(where, "is empty; write a text"), node.position);
    if (node.text.size() > 200)
      return fault(Fault::because(where, "has more than 200 bytes; write a shorter text"), node.position);
    out = node.text;
  }

  template <class Value, class Parse>
  void value(const Node& parent, std::string_view path, std::string_view key, std::string_view what,
             Value& out, const Parse& parse) {
    const Node* node = present(parent, key);
    if (node == nullptr) return;
    const std::string where = join(path, key);
    if (!scalar(*node, where, what)) return;
    if (const auto parsed = parse(*node))
      out = *parsed;
    else
      fault(Fault::not_a(where, shown(node->text), what), node->position);
  }

  void date(const Node& parent, std::string_view path, std::string_view key, Date& out) {
    value(parent, path, key, "a day of the calendar, written YYYY-MM-DD", out,
          [](const Node& node) { return Date::parse(node.text); });
  }

  void month(const Node& parent, std::string_view path, std::string_view key, Month& out) {
    value(parent, path, key, "a month, written YYYY-MM", out,
          [](const Node& node) { return Month::parse(node.text); });
  }

  void hours(const Node& parent, std::string_view path, Hours& out) {
    const Node* node = present(parent, "hours");
    if (node == nullptr)
      return fault(Fault::missing(join(path, "hours"), "a number with at most two decimals"),
                   parent.position);
    value(parent, path, "hours",
          "a number of hours with at most two decimals, without sign or exponent (140.60)", out,
          [](const Node& number) { return Hours::parse(number.text); });
  }

  void boolean(const Node& parent, std::string_view path, std::string_view key, std::optional<bool>& out) {
    const Node* node = present(parent, key);
    if (node == nullptr) return;
    if (node->type == Node::Type::boolean)
      out = node->text == "true";
    else
      fault(Fault::because(join(path, key), "is " + std::string(kind_of(*node)) +
                                                "; it must be true or false, without quotation marks"),
            node->position);
  }

  void integer(const Node& parent, std::string_view path, std::string_view key,
               std::optional<std::int32_t>& out) {
    value(parent, path, key, "a whole number", out, [](const Node& node) {
      std::int32_t number = 0;
      const char* end = node.text.data() + node.text.size();
      const auto parsed = std::from_chars(node.text.data(), end, number);
      return parsed.ec == std::errc{} && parsed.ptr == end ? std::optional{number} : std::nullopt;
    });
  }

  template <class Enum>
  std::optional<Enum> word_of(const Node& node, std::string_view where, std::string_view what) {
    if (!scalar(node, where, what)) return std::nullopt;
    if (const auto known = from_word<Enum>(node.text)) return known;
    fault(Fault::unknown(std::string(where), what, shown(node.text), words<Enum>), node.position);
    return std::nullopt;
  }

  /// Stands for a word that could not be read: like no other, so that nothing is concluded from it.
  template <class Enum>
  static constexpr Enum no_value = static_cast<Enum>(255);

  template <class Enum, class Out>
  void choice(const Node& parent, std::string_view path, std::string_view key, std::string_view what,
              Out& out) {
    if (const Node* node = present(parent, key))
      if (const auto known = word_of<Enum>(*node, join(path, key), what)) out = *known;
  }

  template <class Enum>
  void choice(const Node& parent, std::string_view path, std::string_view key, std::string_view what,
              Enum& out, Enum if_unknown) {
    if (const Node* node = present(parent, key))
      out = word_of<Enum>(*node, join(path, key), what).value_or(if_unknown);
  }

  template <class Enum, class Out>
  void required_choice(const Node& parent, std::string_view path, std::string_view key, std::string_view what,
                       Out& out) {
    if (present(parent, key) != nullptr) return choice<Enum>(parent, path, key, what, out);
    std::string allowed;
    for (const std::string_view word : words<Enum>) {
      if (!allowed.empty()) allowed += ", ";
      allowed += word;
    }
    fault(Fault::missing(join(path, key), "one of " + allowed), parent.position);
  }

  /// The value of `schema` must be this one.
  void schema(const Node& root, std::string_view wanted) {
    const Node* node = present(root, "schema");
    if (node == nullptr)
      return fault(Fault::missing("schema", "'" + std::string(wanted) + "'"), root.position);
    if (!scalar(*node, "schema", "text")) return;
    if (node->text != wanted)
      fault(Fault::because("schema", "is '" + shown(node->text) + "'; this version reads '" +
                                         std::string(wanted) + "'"),
            node->position);
  }

  /// Faults in the order of the text, under the file's name.
  [[nodiscard]] std::vector<Fault> faults_in_order(const std::string& file) {
    std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
      return std::pair{a.position.line, a.position.column} < std::pair{b.position.line, b.position.column};
    });
    for (Fault& fault : faults) fault.file = file;
    return std::move(faults);
  }

  std::vector<Fault> faults;
};

} // namespace kontaktforloeb::io
