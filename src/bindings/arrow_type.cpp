#include "arrow.hpp"

#include <charconv>

namespace kontaktforloeb::arrow {
namespace {

constexpr int most_levels = 16; // a course has four

[[noreturn]] void broken(std::string_view what) {
  throw ColumnError("the Arrow data are broken: " + std::string(what));
}

int whole(std::string_view text) {
  int number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) broken("a type's number is none");
  return number;
}

void set(Type& type, Kind kind, std::string_view shown, int width = 0, bool has_sign = true) {
  type.kind = kind;
  type.shown = shown;
  type.width = width;
  type.has_sign = has_sign;
}

void set_simple(Type& type, char code) {
  switch (code) {
  case 'n':
    return set(type, Kind::null, "null");
  case 'b':
    return set(type, Kind::boolean, "bool");
  case 'c':
    return set(type, Kind::integer, "int8", 1);
  case 'C':
    return set(type, Kind::integer, "uint8", 1, false);
  case 's':
    return set(type, Kind::integer, "int16", 2);
  case 'S':
    return set(type, Kind::integer, "uint16", 2, false);
  case 'i':
    return set(type, Kind::integer, "int32", 4);
  case 'I':
    return set(type, Kind::integer, "uint32", 4, false);
  case 'l':
    return set(type, Kind::integer, "int64", 8);
  case 'L':
    return set(type, Kind::integer, "uint64", 8, false);
  case 'e':
    return set(type, Kind::other, "float16");
  case 'f':
    return set(type, Kind::floating, "float32", 4);
  case 'g':
    return set(type, Kind::floating, "float64", 8);
  case 'z':
  case 'Z':
    return set(type, Kind::other, "binary");
  case 'u':
    type.layout = Layout::narrow;
    return set(type, Kind::text, "text");
  case 'U':
    type.layout = Layout::wide;
    return set(type, Kind::text, "text");
  default:
    return set(type, Kind::other, std::string("Arrow's '") + code + "'");
  }
}

/// `d:19,10` or `d:19,10,256`: precision, scale, bits.
void set_decimal(Type& type, std::string_view parts) {
  const std::size_t comma = parts.find(',');
  if (comma == std::string_view::npos) broken("a decimal type has no scale");
  const std::string_view rest = parts.substr(comma + 1);
  const std::size_t second = rest.find(',');
  const int bits = second == std::string_view::npos ? 128 : whole(rest.substr(second + 1));
  type.scale = whole(rest.substr(0, second));
  set(type, Kind::decimal,
      "decimal(" + std::string(parts.substr(0, comma)) + ", " + std::to_string(type.scale) + ")", bits / 8);
  if (bits != 32 && bits != 64 && bits != 128 && bits != 256) type.kind = Kind::other;
  if (type.scale < -38 || type.scale > 76) type.kind = Kind::other;
}

/// `tdD`, `tdm`, `tsn:UTC` and what else is time.
void set_time(Type& type, std::string_view format) {
  constexpr std::int64_t seconds = 86'400;
  if (format == "tdD") return set(type, Kind::date32, "date32", 4);
  if (format == "tdm") {
    type.per_day = seconds * 1'000;
    return set(type, Kind::instant, "date64", 8);
  }
  if (format.size() < 4 || format[1] != 's' || format[3] != ':')
    return set(type, Kind::other,
               format.starts_with("tD")   ? "duration"
               : format.starts_with("ti") ? "interval"
                                          : "time of day");
  const std::string_view zone = format.substr(4);
  std::string_view unit = "s";
  type.per_day = seconds;
  if (format[2] == 'm') {
    unit = "ms";
    type.per_day = seconds * 1'000;
  } else if (format[2] == 'u') {
    unit = "us";
    type.per_day = seconds * 1'000'000;
  } else if (format[2] == 'n') {
    unit = "ns";
    type.per_day = seconds * 1'000'000'000;
  }
  type.foreign_zone = !zone.empty() && zone != "UTC" && zone != "Etc/UTC" && zone != "Z" && zone != "+00:00";
  set(type, Kind::instant,
      "timestamp[" + std::string(unit) + (zone.empty() ? "" : ", " + std::string(zone)) + "]", 8);
}

/// Whether the format is nested; sets the kind, children come later.
bool set_nested(Type& type, std::string_view format) {
  if (format == "+s") {
    type.kind = Kind::structure;
  } else if (format == "+l" || format == "+L" || format == "+vl" || format == "+vL") {
    type.kind = Kind::list;
    type.layout = format == "+l"    ? Layout::narrow
                  : format == "+L"  ? Layout::wide
                  : format == "+vl" ? Layout::view
                                    : Layout::wide_view;
  } else if (format.starts_with("+w:")) {
    type.kind = Kind::list;
    type.layout = Layout::fixed_size;
    type.size = whole(format.substr(3));
    if (type.size < 0) broken("lists have a negative length");
  } else {
    set(type, Kind::other,
        format == "+m"             ? "map"
        : format == "+r"           ? "run-end encoded"
        : format.starts_with("+u") ? "union"
                                   : "Arrow's '" + std::string(format) + "'");
    return false;
  }
  return true;
}

int buffers_of(const Type& type) {
  if (type.values != nullptr) return 2;
  switch (type.kind) {
  case Kind::null:
    return 0;
  case Kind::structure:
    return 1;
  case Kind::text:
    return 3; // views have at least so many
  case Kind::list:
    return type.layout == Layout::fixed_size                                 ? 1
           : type.layout == Layout::view || type.layout == Layout::wide_view ? 3
                                                                             : 2;
  default:
    return 2;
  }
}

} // namespace

const Type* Type::find(std::string_view child) const {
  for (const Type& each : children)
    if (each.name == child) return &each;
  return nullptr;
}

Type type_of(const ArrowSchema& schema, int depth) {
  if (schema.release == nullptr || schema.format == nullptr) broken("a schema has been let go");
  if (depth > most_levels) throw ColumnError("the table is nested more deeply than a cohort can be");
  const std::string_view format = schema.format;
  Type type;
  type.name = schema.name != nullptr ? schema.name : "";
  if (format.starts_with("+")) {
    if (!set_nested(type, format)) return type;
    if (schema.n_children < 0 || (schema.n_children > 0 && schema.children == nullptr))
      broken("a schema has no children");
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
      if (schema.children[i] == nullptr) broken("a schema has no children");
      type.children.push_back(type_of(*schema.children[i], depth + 1));
    }
    if (type.kind == Kind::list && type.children.size() != 1) broken("a list has not one child");
    if (type.kind == Kind::list) {
      type.shown = "list of " + type.children[0].shown;
    } else {
      type.shown = "struct(";
      for (const Type& child : type.children)
        type.shown += (&child == type.children.data() ? "" : ", ") + child.name;
      type.shown += ")";
    }
  } else if (format.size() == 1) {
    set_simple(type, format[0]);
  } else if (format == "vu") {
    type.layout = Layout::view;
    set(type, Kind::text, "text", 16);
  } else if (format.starts_with("d:")) {
    set_decimal(type, format.substr(2));
  } else if (format.starts_with("t")) {
    set_time(type, format);
  } else {
    set(type, Kind::other,
        format == "vz" || format.starts_with("w:") ? "binary" : "Arrow's '" + std::string(format) + "'");
  }
  if (schema.dictionary != nullptr) {
    if (type.kind != Kind::integer) broken("a dictionary's index is not a whole number");
    type.values = std::make_unique<Type>(type_of(*schema.dictionary, depth + 1));
    type.kind = type.values->kind == Kind::text ? Kind::text : Kind::other;
    type.shown = type.kind == Kind::text ? "text" : "dictionary of " + type.values->shown;
  }
  return type;
}

void check_array(const Type& type, const ArrowArray& array) {
  const std::string at = type.name.empty() ? "" : " (" + type.name + ")";
  if (array.release == nullptr) broken("an array has been let go" + at);
  if (array.length < 0 || array.offset < 0 || array.length > (std::int64_t{1} << 48) ||
      array.offset > (std::int64_t{1} << 48))
    broken("an array has a length that cannot be" + at);
  if (type.kind == Kind::other) return; // refused by whoever wants to read it
  const std::int64_t needed = buffers_of(type);
  if (array.n_buffers < needed || (needed > 0 && array.buffers == nullptr))
    broken("an array lacks buffers" + at);
  const bool plain = type.values != nullptr ||
                     (type.kind != Kind::structure && type.kind != Kind::list && type.kind != Kind::text);
  if (array.length > 0 && plain && type.kind != Kind::null && array.buffers[1] == nullptr)
    broken("an array has no values" + at);
  if (array.length > 0 && !plain && type.kind != Kind::structure && type.layout != Layout::fixed_size &&
      array.buffers[1] == nullptr)
    broken("an array has no offsets" + at);
  if (type.values != nullptr) {
    if (array.dictionary == nullptr) broken("an array has no dictionary" + at);
    return check_array(*type.values, *array.dictionary);
  }
  const auto children = static_cast<std::int64_t>(type.children.size());
  if (array.n_children != children || (children > 0 && array.children == nullptr))
    broken("an array has not the children of its type" + at);
  for (std::int64_t i = 0; i < children; ++i) {
    if (array.children[i] == nullptr) broken("an array has not the children of its type" + at);
    check_array(type.children[static_cast<std::size_t>(i)], *array.children[i]);
    const std::int64_t end = array.offset + array.length, size = array.children[i]->length;
    const bool fixed = type.kind == Kind::list && type.layout == Layout::fixed_size && type.size > 0;
    if (type.kind == Kind::structure ? size < end : fixed && size / type.size < end)
      broken("a child is shorter than its parent" + at);
  }
}

} // namespace kontaktforloeb::arrow
