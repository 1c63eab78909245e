#pragma once
/// @file
/// The Arrow C data interface: its three structs, who owns them, and what a column's type says.
///
/// https://arrow.apache.org/docs/format/CDataInterface.html. Nothing here knows Python.

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb::arrow {

extern "C" {
/// A type, as the interface lays it down.
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);
  void* private_data;
};
/// Values, as the interface lays them down.
struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};
/// A sequence of arrays of one type, as the interface lays it down.
struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
  int (*get_next)(ArrowArrayStream*, ArrowArray*);
  const char* (*get_last_error)(ArrowArrayStream*);
  void (*release)(ArrowArrayStream*);
  void* private_data;
};
}

/// Owns one of the three structs: what was moved out of a capsule, or made here.
template <class Struct>
class Owned {
public:
  Owned() = default;
  /// Takes what `from` owns; it owns nothing afterwards.
  explicit Owned(Struct& from) : value_(std::exchange(from, Struct{})) {}
  Owned(Owned&& other) noexcept : value_(std::exchange(other.value_, Struct{})) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Owned() { reset(); }
  /// Lets go of it.
  void reset() {
    if (value_.release != nullptr) value_.release(&value_);
    value_ = {};
  }
  /// Whether there is something.
  [[nodiscard]] explicit operator bool() const { return value_.release != nullptr; }
  Struct& operator*() { return value_; }
  const Struct& operator*() const { return value_; }
  Struct* operator->() { return &value_; }
  const Struct* operator->() const { return &value_; }

private:
  Struct value_{};
};

/// A table that is no cohort: a column is missing, unknown or of another type. Says which and what is right.
class ColumnError : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};

/// What a column can be for us.
enum class Kind : std::uint8_t {
  null,      ///< Nothing in any row.
  boolean,   ///< Bits.
  integer,   ///< Whole numbers of 1 to 8 bytes.
  floating,  ///< float32, float64.
  decimal,   ///< Decimal numbers of 4 to 32 bytes.
  text,      ///< UTF-8 in one of three layouts.
  date32,    ///< Days since 1970.
  instant,   ///< date64 and timestamps: 64 bits of some unit since 1970.
  list,      ///< Lists in one of five layouts.
  structure, ///< Structs, and whole tables.
  other,     ///< Everything else.
};

/// How offsets lie in memory.
enum class Layout : std::uint8_t {
  narrow,     ///< Offsets of 32 bits.
  wide,       ///< Offsets of 64 bits.
  view,       ///< Views: of text 16 bytes, of lists offset and size of 32 bits.
  wide_view,  ///< Offset and size of 64 bits.
  fixed_size, ///< All lists are of one length.
};

/// A column's type, read from its schema.
struct Type {
  Kind kind = Kind::other;
  Layout layout = Layout::narrow;    ///< Of texts and lists.
  std::string name = {};             ///< The column's name.
  std::string shown = {};            ///< The type for people: `timestamp[ns, UTC]`.
  int width = 0;                     ///< Bytes of a value.
  bool has_sign = true;              ///< Of integers.
  int scale = 0;                     ///< Decimals of decimal numbers.
  std::int64_t per_day = 0;          ///< Units in a day, of instants.
  bool foreign_zone = false;         ///< Whether an instant's zone is another than UTC.
  std::int64_t size = 0;             ///< Length of lists of one length.
  std::vector<Type> children = {};   ///< Of lists and structs.
  std::unique_ptr<Type> values = {}; ///< Of the dictionary; `width` and `has_sign` are then the index's.

  /// The child with this name, or null.
  [[nodiscard]] const Type* find(std::string_view child) const;
};

/// Reads a type; throws ColumnError for schemas that are none.
Type type_of(const ArrowSchema& schema, int depth = 0);

/// Checks that an array has the buffers and children that its type asks for; throws ColumnError if not.
///
/// What a buffer holds cannot be checked: its length is not told.
void check_array(const Type& type, const ArrowArray& array);

/// One column's values: an array, read through its type.
struct View {
  const Type* type = nullptr;
  const ArrowArray* array = nullptr; ///< Null: no rows yet, the type alone is looked at.

  /// Values of a fixed width; index 0 is the array's own first value.
  template <class T>
  [[nodiscard]] const T* data(int buffer = 1) const {
    return array == nullptr || array->buffers[buffer] == nullptr
               ? nullptr
               : static_cast<const T*>(array->buffers[buffer]) + array->offset;
  }
  /// A bit of a bitmap.
  [[nodiscard]] static bool bit(const std::uint8_t* bits, std::int64_t i) {
    return (bits[i >> 3] >> (i & 7) & 1) != 0;
  }
  /// The bitmap of what is there; null: everything is.
  [[nodiscard]] const std::uint8_t* validity() const {
    return array == nullptr || array->n_buffers == 0 || array->null_count == 0
               ? nullptr
               : static_cast<const std::uint8_t*>(array->buffers[0]);
  }
  /// Whether there is a value.
  [[nodiscard]] bool has(std::int64_t i) const {
    if (type->kind == Kind::null) return false;
    const std::uint8_t* bits = validity();
    return bits == nullptr || bit(bits, array->offset + i);
  }
  /// A child's view. For structs its rows are this one's rows from `first_of_child` on.
  [[nodiscard]] View child(std::size_t i) const {
    return {&type->children[i], array == nullptr ? nullptr : array->children[i]};
  }
  /// Where a struct's rows start in its children.
  [[nodiscard]] std::int64_t first_of_child() const { return array == nullptr ? 0 : array->offset; }
};

} // namespace kontaktforloeb::arrow
