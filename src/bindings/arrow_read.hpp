#pragma once
/// @file
/// Values of Arrow columns as ours: days, hours, words as codes.

#include "arrow.hpp"

#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/error.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::arrow {

/// Throws ColumnError: the column is of a type that cannot be taken.
[[noreturn]] void refuse_type(std::string_view path, const Type& found, std::string_view expected);

/// Text of a table as messages repeat it: shortened, always UTF-8, without CPR numbers and control
/// characters.
[[nodiscard]] std::string shown(std::string_view text);

/// Which rows of a column are read: a stretch, or rows one by one, -1 for what is not there.
struct Rows {
  std::int64_t count = 0;
  std::int64_t begin = 0;
  const std::vector<std::int64_t>* places = nullptr; ///< If not a stretch.

  /// The place of the i-th row, or -1.
  [[nodiscard]] std::int64_t operator[](std::int64_t i) const {
    if (places == nullptr) return begin + i;
    const std::int64_t place = (*places)[static_cast<std::size_t>(i)];
    return place < 0 ? place : begin + place;
  }
};

/// A column with the name that messages use: `meetings.holder`.
struct Column {
  View view = {};
  std::string path = {};

  /// Whether there is such a column, and anything in it.
  [[nodiscard]] explicit operator bool() const {
    return view.type != nullptr && view.type->kind != Kind::null;
  }
};

/// Calls `each(i, place)` for every row that has a value, `none(i)` for the others.
template <class Each, class None>
void walk(const View& view, const Rows& rows, const Each& each, const None& none) {
  const std::uint8_t* bits = view.validity();
  if (view.is_all_null()) {
    for (std::int64_t i = 0; i < rows.count; ++i) none(i);
  } else if (rows.places != nullptr) {
    for (std::int64_t i = 0; i < rows.count; ++i) {
      const std::int64_t place = rows[i];
      if (place >= 0 && (bits == nullptr || View::bit(bits, view.array->offset + place)))
        each(i, place);
      else
        none(i);
    }
  } else if (bits == nullptr) {
    for (std::int64_t i = 0; i < rows.count; ++i) each(i, rows.begin + i);
  } else {
    const std::int64_t first = view.array->offset + rows.begin;
    for (std::int64_t i = 0; i < rows.count; ++i)
      if (View::bit(bits, first + i))
        each(i, rows.begin + i);
      else
        none(i);
  }
}

/// A bad value is told by its place among the rows read and the sentence about it, without a key.
using Tell = std::function<void(std::int64_t, Fault)>;

/// Codes of words and names that were met before: names repeat, and looking one up by hand is dear.
class CodeCache {
public:
  static constexpr std::uint16_t unknown = 0xFFFF;
  using LookUp = std::uint16_t (*)(std::string_view);

  /// The code of a text, by `look_up` if it is new.
  template <class Slow>
  std::uint16_t operator()(std::string_view text, const Slow& look_up) {
    const Ends ends{text};
    Slot& slot = slots_[ends.hash() % slots_.size()];
    if (slot.used && slot.ends == ends && (text.size() <= 16 || slot.text == text)) return slot.code;
    const std::uint16_t code = look_up(text);
    if (text.size() <= longest) slot = {true, code, ends, std::string(text)};
    return code;
  }

private:
  static constexpr std::size_t longest = 64; // what is longer is no word, and need not be kept

  /// A text's size and both its ends: all of it, up to 16 bytes.
  struct Ends {
    std::uint64_t size = 0, first = 0, last = 0;
    Ends() = default;
    explicit Ends(std::string_view text) : size(text.size()) {
      if (size >= 8) {
        std::memcpy(&first, text.data(), 8);
        std::memcpy(&last, text.data() + size - 8, 8);
      } else if (size >= 4) {
        std::memcpy(&first, text.data(), 4);
        std::memcpy(&last, text.data() + size - 4, 4);
      } else {
        for (const char c : text) first = first << 8 | static_cast<unsigned char>(c);
      }
    }
    [[nodiscard]] std::uint64_t hash() const {
      return ((first ^ (last * 0x9E3779B97F4A7C15u) ^ size) * 0xBF58476D1CE4E5B9u) >> 40;
    }
    friend bool operator==(const Ends&, const Ends&) = default;
  };
  struct Slot {
    bool used = false;
    std::uint16_t code = 0;
    Ends ends = {};
    std::string text = {};
  };
  std::array<Slot, 512> slots_{};
};

/// The text at a place of a column of texts; precondition: there is one.
[[nodiscard]] std::string_view text_at(const View& view, std::int64_t place);
/// The index into a dictionary; throws ColumnError for one beyond it.
[[nodiscard]] std::int64_t index_at(const View& view, std::int64_t place);

/// Reads texts; `each` gets the place among the rows and the text, or nothing. Whole numbers may stand for
/// texts where `numbers` says so.
void read_texts(const Column& column, const Rows& rows, bool numbers,
                const std::function<void(std::int64_t, std::optional<std::string_view>)>& each);

/// Appends the codes of texts; `absent` for what is not there and for what `look_up` does not know, which is
/// told.
template <class Code, class LookUp, class Unknown>
void read_codes(const Column& column, const Rows& rows, CodeCache& cache, Code absent, std::vector<Code>& out,
                const LookUp& look_up, const Unknown& told) {
  const View& view = column.view;
  const auto take = [&](std::int64_t i, std::string_view text) {
    const std::uint16_t code = cache(text, look_up);
    if (code == CodeCache::unknown) {
      told(i, text);
      return absent;
    }
    return static_cast<Code>(code);
  };
  const std::size_t before = out.size();
  out.resize(before + static_cast<std::size_t>(rows.count), absent);
  Code* next = out.data() + before;
  if (view.type->kind == Kind::null) return;
  if (view.type->values != nullptr) {
    const View values{view.type->values.get(), view.array == nullptr ? nullptr : view.array->dictionary};
    const auto size = values.array == nullptr ? 0 : static_cast<std::size_t>(values.array->length);
    std::vector<Code> codes(size);
    std::vector<std::uint8_t> known(size, 0); // 1: the code stands; 2: told of each time
    for (std::int64_t i = 0; i < rows.count; ++i) {
      const std::int64_t place = rows[i];
      if (place < 0 || !view.has(place)) continue;
      const std::int64_t index = index_at(view, place);
      const auto at = static_cast<std::size_t>(index);
      if (known[at] == 1) {
        next[i] = codes[at];
        continue;
      }
      if (!values.has(index)) continue;
      const std::string_view text = text_at(values, index);
      next[i] = take(i, text);
      codes[at] = next[i];
      known[at] = cache(text, look_up) == CodeCache::unknown ? 2 : 1;
    }
    return;
  }
  const auto nothing = [](std::int64_t) {};
  const auto read = [&](const auto& text_of) {
    walk(
        view, rows, [&](std::int64_t i, std::int64_t place) { next[i] = take(i, text_of(place)); }, nothing);
  };
  if (view.type->layout == Layout::view && view.array != nullptr) {
    // Short texts lie in the view itself, and words are short.
    const auto* entries = static_cast<const char*>(view.array->buffers[1]) + view.array->offset * 16;
    read([&](std::int64_t place) {
      std::int32_t size = 0;
      std::memcpy(&size, entries + place * 16, 4);
      return size <= 12 && size >= 0
                 ? std::string_view{entries + place * 16 + 4, static_cast<std::size_t>(size)}
                 : text_at(view, place);
    });
  } else {
    read([&](std::int64_t place) { return text_at(view, place); });
  }
}

/// Appends days; what is no whole day or far away is told and left unset.
void read_days(const Column& column, const Rows& rows, std::vector<Date>& out, const Tell& tell);
/// Appends months: texts `YYYY-MM`, or days that are the 1st.
void read_months(const Column& column, const Rows& rows, CodeCache& cache, std::vector<Month>& out,
                 const Tell& tell);
/// Appends hours as hundredths; `hundredths`: the column counts hundredths already.
void read_hours(const Column& column, const Rows& rows, bool hundredths, std::vector<std::int32_t>& out,
                const Tell& tell);
/// Appends whole numbers, `no_number` for what is not there.
void read_numbers(const Column& column, const Rows& rows, std::vector<std::int32_t>& out, const Tell& tell);
/// Appends 0, 1 or `no_code`.
void read_flags(const Column& column, const Rows& rows, std::vector<std::uint8_t>& out);

/// The elements of lists.
struct Elements {
  Rows rows = {};                        ///< Places in the child.
  std::vector<std::int64_t> places = {}; ///< What `rows` points to if they are no stretch.
};
/// Walks lists: appends where each ends to `offsets`, and gives the elements. Lists of more than `most` are
/// told of and read as empty. `offsets` holds at least its first 0.
void read_lists(const Column& column, const Rows& rows, std::int64_t most, std::vector<std::int64_t>& offsets,
                Elements& elements, const std::function<void(std::int64_t, std::int64_t)>& too_long);
/// The rows of a struct as rows of its children; what is null is told of.
Rows rows_of_struct(const View& view, const Rows& rows, std::vector<std::int64_t>& places,
                    const std::function<void(std::int64_t)>& is_null);

} // namespace kontaktforloeb::arrow
