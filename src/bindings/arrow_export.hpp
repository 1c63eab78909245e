#pragma once
/// @file
/// Tables of ours as Arrow. Nothing here knows Python.

#include "arrow.hpp"

#include <kontaktforloeb/cohort_columns.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kontaktforloeb::arrow {

/// An array with its type, before it is handed over.
struct Built {
  std::string format = {};
  std::string name = {};
  bool nullable = true;
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::vector<std::vector<std::byte>> buffers = {}; ///< The first one empty: everything is there.
  std::vector<Built> children = {};
  std::unique_ptr<Built> dictionary = {};
};

/// The type as the interface lays it down; whoever gets it lets it go.
void hand_over_schema(const Built& built, ArrowSchema& out);
/// The values as the interface lays them down; whoever gets them lets them go.
void hand_over_array(Built built, ArrowArray& out);
/// One array as a stream.
void hand_over_stream(Built built, ArrowArrayStream& out);

/// Words by their codes; the code beyond all words is nothing.
struct Words {
  std::span<const std::uint8_t> codes = {};       ///< One of the two has them,
  std::span<const std::uint16_t> wide_codes = {}; ///< or this.
  std::vector<std::string_view> words = {};
  [[nodiscard]] std::size_t size() const { return codes.empty() ? wide_codes.size() : codes.size(); }
  [[nodiscard]] std::size_t at(std::size_t i) const { return codes.empty() ? wide_codes[i] : codes[i]; }
};
/// Days; an unset one is nothing.
using Days = std::span<const Date>;
/// 0 and 1; `no_code` is nothing.
struct Flags {
  std::span<const std::uint8_t> values = {};
};
/// Numbers; `no_number`, and negative long ones, are nothing.
using Numbers = std::span<const std::int32_t>;
using LongNumbers = std::span<const std::int64_t>;
/// Bits.
using Bits = std::span<const std::uint64_t>;
/// Texts.
using Texts = std::span<const std::string_view>;

/// A column of a table of ours.
struct OutColumn {
  std::string_view name;
  std::variant<Words, Days, Flags, Numbers, LongNumbers, Bits, Texts> values;
  bool nullable = true;
};

/// The columns as one array of structs.
Built build_table(std::span<const OutColumn> columns, std::size_t rows);

} // namespace kontaktforloeb::arrow
