#include "arrow_read.hpp"

#include "io/tree.hpp"

#include <kontaktforloeb/cohort_columns.hpp>
#include <kontaktforloeb/fact_check.hpp>
#include <kontaktforloeb/hours.hpp>

#include <charconv>
#include <cmath>
#include <limits>

namespace kontaktforloeb::arrow {
namespace {

constexpr std::int32_t epoch = Date{1970, 1, 1}.number();
constexpr std::int64_t not_a_time = std::numeric_limits<std::int64_t>::min(); // as NumPy writes it

[[noreturn]] void broken(const Column& column, std::string_view what) {
  throw ColumnError("column " + column.path + ": the Arrow data are broken: " + std::string(what));
}

/// Calls `use` with the values of a whole number's width.
template <class Use>
void with_integers(const View& view, const Use& use) {
  const bool sign = view.type->has_sign;
  switch (view.type->width) {
  case 1:
    return sign ? use(view.data<std::int8_t>()) : use(view.data<std::uint8_t>());
  case 2:
    return sign ? use(view.data<std::int16_t>()) : use(view.data<std::uint16_t>());
  case 4:
    return sign ? use(view.data<std::int32_t>()) : use(view.data<std::uint32_t>());
  default:
    return sign ? use(view.data<std::int64_t>()) : use(view.data<std::uint64_t>());
  }
}

template <class Number>
std::string text_of(Number number) {
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

std::string two(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// A day for messages, far outside our calendar too. Days since 1970 to civil date, after Howard Hinnant.
std::string day_text(std::int64_t days) {
  if (days < -1'000'000 || days > 3'000'000) return "a day " + std::to_string(days) + " days from 1970-01-01";
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const auto of_era = static_cast<unsigned>(shifted - era * 146'097);
  const unsigned year_of_era = (of_era - of_era / 1'460 + of_era / 36'524 - of_era / 146'096) / 365;
  const unsigned of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned month = (5 * of_year + 2) / 153;
  const std::int64_t year = static_cast<std::int64_t>(year_of_era) + era * 400 + (month >= 10 ? 1 : 0);
  return std::to_string(year) + "-" + two(month < 10 ? month + 3 : month - 9) + "-" +
         two(of_year - (153 * month + 2) / 5 + 1);
}

std::string instant_text(std::int64_t value, std::int64_t per_day) {
  const std::int64_t days = value / per_day - (value % per_day < 0 ? 1 : 0);
  const auto seconds = static_cast<unsigned>((value - days * per_day) / (per_day / 86'400));
  return day_text(days) + "T" + two(seconds / 3'600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

/// Days of a column of days or instants; `each` gets days since 1970.
template <class Each, class None>
void walk_days(const Column& column, const Rows& rows, const Each& each, const None& none, const Tell& tell) {
  const View& view = column.view;
  if (view.type->kind == Kind::date32) {
    const auto* days = view.data<std::int32_t>();
    return walk(
        view, rows, [&](std::int64_t i, std::int64_t place) { each(i, std::int64_t{days[place]}); }, none);
  }
  if (view.type->foreign_zone)
    refuse_type(column.path, *view.type,
                "days, or moments without a time zone or in UTC: a moment of another zone is a "
                "day only there; make it a date first");
  const auto* moments = view.data<std::int64_t>();
  const std::int64_t per_day = view.type->per_day;
  walk(
      view, rows,
      [&](std::int64_t i, std::int64_t place) {
        const std::int64_t value = moments[place];
        if (value == not_a_time) return none(i);
        if (value % per_day != 0) {
          tell(i, Fault::not_a({}, instant_text(value, per_day), "a whole day; make it a date first"));
          return none(i);
        }
        each(i, value / per_day);
      },
      none);
}

bool is_days(const View& view) { return view.type->kind == Kind::date32 || view.type->kind == Kind::instant; }

/// A day of our calendar; one outside it is told.
Date day_of(std::int64_t days, std::int64_t i, const Tell& tell) {
  constexpr std::int64_t first = first_day.number() - epoch, last = last_day.number() - epoch;
  if (days >= first && days <= last) return Date::from_number(static_cast<std::int32_t>(days) + epoch);
  tell(i, Fault::because({}, day_text(days) + " lies outside 1990-01-01 to 2099-12-31"));
  return {};
}

constexpr std::string_view hours_expected =
    "a number of hours with at most two decimals, without sign or exponent (140.60)";
constexpr std::int64_t most_hundredths = 999'999'999;

/// A decimal number of any width as text.
std::string decimal_text(const unsigned char* value, int width, int scale) {
  std::array<std::uint32_t, 8> limbs{};
  std::memcpy(limbs.data(), value, static_cast<std::size_t>(width));
  const auto count = static_cast<std::size_t>(width / 4);
  const bool negative = (limbs[count - 1] >> 31) != 0;
  if (negative) {
    std::uint64_t carry = 1;
    for (std::size_t i = 0; i < count; ++i) {
      carry += static_cast<std::uint32_t>(~limbs[i]);
      limbs[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  std::string digits;
  const auto any = [&] {
    for (std::size_t i = 0; i < count; ++i)
      if (limbs[i] != 0) return true;
    return false;
  };
  while (any()) {
    std::uint64_t rest = 0;
    for (std::size_t i = count; i-- > 0;) {
      rest = rest << 32 | limbs[i];
      limbs[i] = static_cast<std::uint32_t>(rest / 10);
      rest %= 10;
    }
    digits.insert(digits.begin(), static_cast<char>('0' + rest));
  }
  if (digits.empty()) return "0";
  if (scale < 0) digits.append(static_cast<std::size_t>(-scale), '0');
  if (scale > 0) {
    const auto decimals = static_cast<std::size_t>(scale);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, ".");
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return (negative ? "-" : "") + digits;
}

/// Hundredths of a plain decimal text, perhaps negative.
std::optional<std::int32_t> hundredths_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  const auto hours = Hours::parse(negative ? text.substr(1) : text);
  if (!hours) return std::nullopt;
  return negative ? -hours->hundredths : hours->hundredths;
}

/// Hundredths of a floating number that is the nearest to one with two decimals.
template <class Float>
std::optional<std::int32_t> hundredths_of(Float hours) {
  const double hundredths = std::round(static_cast<double>(hours) * 100);
  if (!(std::abs(hundredths) <= static_cast<double>(most_hundredths))) return std::nullopt;
  if (static_cast<Float>(hundredths / 100) != hours) return std::nullopt;
  return static_cast<std::int32_t>(hundredths);
}

template <class Float>
void read_float_hours(const View& view, const Rows& rows, std::int32_t* out, const Tell& tell) {
  const auto* values = view.data<Float>();
  walk(
      view, rows,
      [&](std::int64_t i, std::int64_t place) {
        const Float hours = values[place];
        if (std::isnan(hours)) return;
        if (const auto known = hundredths_of(hours))
          out[i] = *known;
        else
          tell(i, Fault::not_a({}, text_of(hours), hours_expected));
      },
      [](std::int64_t) {});
}

void read_decimal_hours(const View& view, const Rows& rows, std::int32_t* out, const Tell& tell) {
  const int width = view.type->width, scale = view.type->scale;
  const auto* bytes =
      view.array == nullptr ? nullptr : static_cast<const unsigned char*>(view.array->buffers[1]);
  walk(
      view, rows,
      [&](std::int64_t i, std::int64_t place) {
        const unsigned char* value = bytes + (view.array->offset + place) * width;
        // The usual case, by hand: two decimals, and small enough for 32 bits.
        if (scale == 2) {
          std::int32_t low = 0;
          std::memcpy(&low, value, 4);
          bool fits = true;
          for (int byte = 4; byte < width; ++byte) fits = fits && value[byte] == (low < 0 ? 0xFF : 0x00);
          if (fits && low <= most_hundredths && low >= -most_hundredths) {
            out[i] = low;
            return;
          }
        }
        const std::string text = decimal_text(value, width, scale);
        if (const auto known = hundredths_of(std::string_view{text}))
          out[i] = *known;
        else
          tell(i, Fault::not_a({}, text, hours_expected));
      },
      [](std::int64_t) {});
}

} // namespace

void refuse_type(std::string_view path, const Type& found, std::string_view expected) {
  throw ColumnError("column " + std::string(path) + ": is " + found.shown + "; right would be " +
                    std::string(expected));
}

std::string shown(std::string_view text) {
  if (detail::is_utf8(text)) return io::shown(text);
  std::string safe{text.substr(0, io::max_shown)};
  for (char& c : safe)
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  return io::shown(safe);
}

std::int64_t index_at(const View& view, std::int64_t place) {
  std::int64_t index = 0;
  with_integers(view, [&](const auto* values) {
    const auto value = values[place];
    index = std::cmp_less_equal(value, std::numeric_limits<std::int64_t>::max())
                ? static_cast<std::int64_t>(value)
                : -1;
  });
  if (index < 0 || index >= view.array->dictionary->length)
    throw ColumnError("column " + view.type->name +
                      ": the Arrow data are broken: an index lies outside the dictionary");
  return index;
}

std::string_view text_at(const View& view, std::int64_t place) {
  const auto between = [&](auto from, auto to) {
    if (from < 0 || to < from)
      throw ColumnError("column " + view.type->name + ": the Arrow data are broken: offsets go backwards");
    const auto* characters = static_cast<const char*>(view.array->buffers[2]);
    return to == from ? std::string_view{}
                      : std::string_view{characters + from, static_cast<std::size_t>(to - from)};
  };
  if (view.type->values != nullptr)
    return text_at({view.type->values.get(), view.array->dictionary}, index_at(view, place));
  switch (view.type->layout) {
  case Layout::narrow: {
    const auto* offsets = view.data<std::int32_t>() + place;
    return between(offsets[0], offsets[1]);
  }
  case Layout::wide: {
    const auto* offsets = view.data<std::int64_t>() + place;
    return between(offsets[0], offsets[1]);
  }
  default:
    break;
  }
  // A view: length, then 12 bytes of text, or 4 of it, the buffer's number and where in it.
  const auto* entry = static_cast<const char*>(view.array->buffers[1]) + (view.array->offset + place) * 16;
  std::int32_t size = 0;
  std::memcpy(&size, entry, 4);
  if (size <= 12) return {entry + 4, static_cast<std::size_t>(std::max(size, 0))};
  std::int32_t number = 0, from = 0;
  std::memcpy(&number, entry + 8, 4);
  std::memcpy(&from, entry + 12, 4);
  // After validity and views come the buffers of text, and last their sizes.
  const std::int64_t buffers = view.array->n_buffers - 3;
  if (number < 0 || number >= buffers || from < 0 ||
      from + std::int64_t{size} > static_cast<const std::int64_t*>(view.array->buffers[buffers + 2])[number])
    throw ColumnError("column " + view.type->name +
                      ": the Arrow data are broken: a text lies outside its buffer");
  return {static_cast<const char*>(view.array->buffers[number + 2]) + from, static_cast<std::size_t>(size)};
}

void read_texts(const Column& column, const Rows& rows, bool numbers,
                const std::function<void(std::int64_t, std::optional<std::string_view>)>& each) {
  const View& view = column.view;
  const auto none = [&](std::int64_t i) { each(i, std::nullopt); };
  if (view.type->kind == Kind::integer && numbers) {
    with_integers(view, [&](const auto* values) {
      walk(
          view, rows, [&](std::int64_t i, std::int64_t place) { each(i, text_of(values[place])); }, none);
    });
    return;
  }
  if (view.type->kind != Kind::text && view.type->kind != Kind::null)
    refuse_type(column.path, *view.type, numbers ? "text (or whole numbers)" : "text");
  if (view.type->values == nullptr)
    return walk(
        view, rows, [&](std::int64_t i, std::int64_t place) { each(i, text_at(view, place)); }, none);
  const View values{view.type->values.get(), view.array == nullptr ? nullptr : view.array->dictionary};
  walk(
      view, rows,
      [&](std::int64_t i, std::int64_t place) {
        const std::int64_t index = index_at(view, place);
        if (values.has(index))
          each(i, text_at(values, index));
        else
          none(i);
      },
      none);
}

void read_days(const Column& column, const Rows& rows, std::vector<Date>& out, const Tell& tell) {
  const std::size_t before = out.size();
  out.resize(before + static_cast<std::size_t>(rows.count));
  if (column.view.type->kind == Kind::null) return;
  if (!is_days(column.view))
    refuse_type(column.path, *column.view.type, "days: date32, date64 or timestamp of whole days");
  Date* next = out.data() + before;
  walk_days(
      column, rows, [&](std::int64_t i, std::int64_t days) { next[i] = day_of(days, i, tell); },
      [](std::int64_t) {}, tell);
}

void read_months(const Column& column, const Rows& rows, CodeCache& cache, std::vector<Month>& out,
                 const Tell& tell) {
  const std::size_t before = out.size();
  out.resize(before + static_cast<std::size_t>(rows.count));
  if (column.view.type->kind == Kind::null) return;
  Month* next = out.data() + before;
  if (is_days(column.view)) {
    const auto take = [&](std::int64_t i, std::int64_t days) {
      const Date day = day_of(days, i, tell);
      if (!day.is_set()) return;
      next[i] = Month{day};
      if (next[i].first() == day) return;
      next[i] = {};
      tell(i,
           Fault::because({}, day.iso() + " is not the first of a month; write the 1st, or YYYY-MM as text"));
    };
    return walk_days(
        column, rows, take, [](std::int64_t) {}, tell);
  }
  if (column.view.type->kind != Kind::text)
    refuse_type(column.path, *column.view.type, "months: text YYYY-MM, or the day that is the 1st");
  // Months repeat: their numbers since 1900 are codes.
  constexpr Month start{1900, 1};
  constexpr std::uint16_t none = CodeCache::unknown - 1;
  std::vector<std::uint16_t> codes;
  read_codes(
      column, rows, cache, none, codes,
      [](std::string_view text) {
        const auto month = Month::parse(text);
        return month ? static_cast<std::uint16_t>((month->year() - 1900) * 12 + month->month() - 1)
                     : CodeCache::unknown;
      },
      [&](std::int64_t i, std::string_view text) {
        tell(i, Fault::not_a({}, shown(text), "a month, written YYYY-MM"));
      });
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (codes[i] != none) next[i] = start + codes[i];
}

void read_hours(const Column& column, const Rows& rows, bool hundredths, std::vector<std::int32_t>& out,
                const Tell& tell) {
  const std::size_t before = out.size();
  out.resize(before + static_cast<std::size_t>(rows.count), no_number);
  std::int32_t* next = out.data() + before;
  const View& view = column.view;
  switch (view.type->kind) {
  case Kind::null:
    return;
  case Kind::integer: {
    const std::int64_t unit = hundredths ? 1 : 100;
    with_integers(view, [&](const auto* values) {
      walk(
          view, rows,
          [&](std::int64_t i, std::int64_t place) {
            const auto value = values[place];
            if (std::cmp_less_equal(value, most_hundredths / unit) &&
                std::cmp_greater_equal(value, -most_hundredths / unit))
              next[i] = static_cast<std::int32_t>(static_cast<std::int64_t>(value) * unit);
            else
              tell(i, Fault::because({}, "is more than any month has"));
          },
          [](std::int64_t) {});
    });
    return;
  }
  case Kind::floating:
    if (hundredths) break;
    return view.type->width == 4 ? read_float_hours<float>(view, rows, next, tell)
                                 : read_float_hours<double>(view, rows, next, tell);
  case Kind::decimal:
    if (hundredths) break;
    return read_decimal_hours(view, rows, next, tell);
  default:
    break;
  }
  refuse_type(column.path, *view.type,
              hundredths ? "whole numbers of hundredths of an hour"
                         : "hours: decimal(·, 2), whole numbers, or float64 with at most two decimals");
}

void read_numbers(const Column& column, const Rows& rows, std::vector<std::int32_t>& out, const Tell& tell) {
  const std::size_t before = out.size();
  out.resize(before + static_cast<std::size_t>(rows.count), no_number);
  std::int32_t* next = out.data() + before;
  const View& view = column.view;
  constexpr std::int64_t most = 1'000'000'000;
  const auto far = [&](std::int64_t i) { tell(i, Fault::because({}, "is far outside what it may be")); };
  if (view.type->kind == Kind::integer) {
    with_integers(view, [&](const auto* values) {
      walk(
          view, rows,
          [&](std::int64_t i, std::int64_t place) {
            const auto value = values[place];
            if (std::cmp_less_equal(value, most) && std::cmp_greater_equal(value, -most))
              next[i] = static_cast<std::int32_t>(value);
            else
              far(i);
          },
          [](std::int64_t) {});
    });
  } else if (view.type->kind == Kind::floating) {
    // Whole numbers with gaps are floating numbers in pandas.
    const auto read = [&](const auto* values) {
      walk(
          view, rows,
          [&](std::int64_t i, std::int64_t place) {
            const auto value = static_cast<double>(values[place]);
            if (std::isnan(value)) return;
            if (std::abs(value) > static_cast<double>(most)) return far(i);
            if (std::trunc(value) != value)
              return tell(i, Fault::not_a({}, text_of(values[place]), "a whole number"));
            next[i] = static_cast<std::int32_t>(value);
          },
          [](std::int64_t) {});
    };
    view.type->width == 4 ? read(view.data<float>()) : read(view.data<double>());
  } else if (view.type->kind != Kind::null) {
    refuse_type(column.path, *view.type, "whole numbers");
  }
}

void read_flags(const Column& column, const Rows& rows, std::vector<std::uint8_t>& out) {
  const std::size_t before = out.size();
  out.resize(before + static_cast<std::size_t>(rows.count), no_code);
  const View& view = column.view;
  if (view.type->kind == Kind::null) return;
  if (view.type->kind != Kind::boolean) refuse_type(column.path, *view.type, "true or false (bool)");
  if (view.array == nullptr) return;
  const auto* bits = static_cast<const std::uint8_t*>(view.array->buffers[1]);
  walk(
      view, rows,
      [&](std::int64_t i, std::int64_t place) {
        out[before + static_cast<std::size_t>(i)] = View::bit(bits, view.array->offset + place) ? 1 : 0;
      },
      [](std::int64_t) {});
}

void read_lists(const Column& column, const Rows& rows, std::int64_t most, std::vector<std::int64_t>& offsets,
                Elements& elements, const std::function<void(std::int64_t, std::int64_t)>& too_long) {
  const View& view = column.view;
  const Layout layout = view.type->layout;
  const std::int64_t available = view.array == nullptr ? 0 : view.array->children[0]->length;
  std::int64_t end = offsets.back(), next = -1, begin = 0;
  bool stretch = true;
  const auto extent = [&](std::int64_t place) -> std::pair<std::int64_t, std::int64_t> {
    const auto between = [](auto from, auto to) {
      return std::pair{std::int64_t{from}, std::int64_t{to} - std::int64_t{from}};
    };
    switch (layout) {
    case Layout::narrow:
      return between(view.data<std::int32_t>()[place], view.data<std::int32_t>()[place + 1]);
    case Layout::wide:
      return between(view.data<std::int64_t>()[place], view.data<std::int64_t>()[place + 1]);
    case Layout::view:
      return {view.data<std::int32_t>()[place], view.data<std::int32_t>(2)[place]};
    case Layout::wide_view:
      return {view.data<std::int64_t>()[place], view.data<std::int64_t>(2)[place]};
    case Layout::fixed_size:
      break;
    }
    return {(view.array->offset + place) * view.type->size, view.type->size};
  };
  offsets.reserve(offsets.size() + static_cast<std::size_t>(rows.count));
  const std::int64_t first = end;
  walk(
      view, rows,
      [&](std::int64_t i, std::int64_t place) {
        const auto [from, size] = extent(place);
        if (from < 0 || size < 0 || from > available || size > available - from)
          broken(column, "a list lies outside its elements");
        if (size > most) {
          too_long(i, size);
        } else if (size > 0) {
          if (next < 0) begin = next = from;
          if (stretch && from != next) {
            stretch = false;
            for (std::int64_t j = begin; j < next; ++j) elements.places.push_back(j);
          }
          if (!stretch)
            for (std::int64_t j = from; j < from + size; ++j) elements.places.push_back(j);
          next = from + size;
          end += size;
        }
        offsets.push_back(end);
      },
      [&](std::int64_t) { offsets.push_back(end); });
  elements.rows = {end - first, stretch ? begin : 0, stretch ? nullptr : &elements.places};
}

Rows rows_of_struct(const View& view, const Rows& rows, std::vector<std::int64_t>& places,
                    const std::function<void(std::int64_t)>& is_null) {
  Rows inside = rows;
  if (view.validity() != nullptr || rows.places != nullptr) {
    places.reserve(static_cast<std::size_t>(rows.count));
    for (std::int64_t i = 0; i < rows.count; ++i) {
      const std::int64_t place = rows[i];
      const bool there = place >= 0 && view.has(place);
      if (!there && place >= 0) is_null(i);
      places.push_back(there ? place : -1);
    }
    inside = {rows.count, 0, &places};
  }
  inside.begin += view.first_of_child();
  return inside;
}

} // namespace kontaktforloeb::arrow
