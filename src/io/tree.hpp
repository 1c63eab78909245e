#pragma once
/// @file
/// One small tree with positions, into which both YAML and JSON are read.

#include <kontaktforloeb/error.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::io {

/// Most bytes that a text may have; longer texts are refused unread.
inline constexpr std::size_t max_bytes = std::size_t{4} * 1024 * 1024;
/// Most levels of lists and mappings inside each other; a mapping at the root is level 1.
inline constexpr std::size_t max_levels = 64;
/// Most characters of the input that a message repeats in one place.
inline constexpr std::size_t max_shown = 60;

struct Entry;

/// One value of a file, with where it stands.
struct Node {
  /// What the value is built of.
  enum class Kind : std::uint8_t { null, scalar, sequence, mapping };
  /// What a scalar is; lists and mappings have `text`, which says nothing about them.
  enum class Type : std::uint8_t { text, number, boolean, null_value };

  Kind kind = Kind::null;
  Type type = Type::null_value;
  Position position; ///< Of the value's first character; of an empty YAML value the place after its colon.
  Position end;      ///< Of a list or mapping: behind the last character of what is in it, or its bracket.
  std::string text;  ///< Of a scalar: a number as spelt in the file, a boolean as `true` or `false`.
  std::vector<Entry> entries; ///< Of a mapping, in file order; of a key that comes twice the first.
  std::vector<Node> items;    ///< Of a sequence.

  /// Whether the value is missing: `null`, `~` or nothing after the colon.
  [[nodiscard]] bool is_null() const { return kind == Kind::null; }
  /// The value of a key; nullptr if there is none, or if this is not a mapping.
  [[nodiscard]] const Node* find(std::string_view key) const;
  /// The value at the end of a key path such as `benefit[2].hours`; nullptr if there is none, itself for "".
  [[nodiscard]] const Node* at(std::string_view path) const;
  /// Where the value at a key path stands, or the nearest value around it that exists.
  [[nodiscard]] Position position_of(std::string_view path) const;
};

/// One key of a mapping and its value.
struct Entry {
  std::string key;
  Position key_position; ///< Of the key's first character, a quotation mark included.
  Node value;
};

/// What reading a text gave.
struct Parsed {
  /// The tree; nothing if the document could not be read to its end. It may be there although there are
  /// faults, so that a reader can look for more of them: an alias is a null in it, and what anchors and tags
  /// stand on is kept.
  std::optional<Node> root;
  /// All faults found, in the order of the text, with position and key path; `file` is empty.
  std::vector<Fault> faults;
};

/// Reads one YAML document (UTF-8, with or without a byte order mark); throws nothing but std::bad_alloc.
[[nodiscard]] Parsed parse_yaml(std::string_view text);

/// Reads one JSON document (UTF-8, with or without a byte order mark); throws nothing but std::bad_alloc.
[[nodiscard]] Parsed parse_json(std::string_view text, bool any_size = false);

/// Whether the first character that is not blank is `{` or `[`.
[[nodiscard]] bool looks_like_json(std::string_view text);

/// Text of the input as messages repeat it: at most `max_shown` characters, without CPR numbers and control
/// characters.
[[nodiscard]] std::string shown(std::string_view text);

} // namespace kontaktforloeb::io
