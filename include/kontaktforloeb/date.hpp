#pragma once
/// @file
/// Days and ranges of days. The only door to Boost.Date_Time.

#include <boost/date_time/gregorian/greg_date.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kontaktforloeb {

/// A calendar day from 1990-01-01 to 2099-12-31, or a day near it that arithmetic led to.
///
/// A thin value over Boost.Date_Time's day number. Boost's special values (not-a-date, infinities) never get
/// in. A default-constructed Date is *unset*: it lies before every other day and is refused by
/// `Course::from`.
class Date {
public:
  /// The unset day.
  constexpr Date() = default;

  /// The day `year`-`month`-`day`; unset if there is no such day or the year lies outside 1900-2199.
  constexpr Date(int year, int month, int day) {
    if (year < 1900 || year > 2199 || month < 1 || month > 12) return;
    if (day < 1 || day > days_in(year, month)) return;
    number_ = static_cast<std::int32_t>(
        Calendar::day_number({static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                              static_cast<unsigned short>(day)}));
  }

  /// The day of a Boost date; unset for Boost's special values.
  static constexpr Date from_boost(const boost::gregorian::date& day) {
    if (day.is_special()) return {};
    return from_number(static_cast<std::int32_t>(day.day_number()));
  }

  /// The day with this Julian day number.
  static constexpr Date from_number(std::int32_t number) {
    Date day;
    day.number_ = number;
    return day;
  }

  /// Reads exactly `YYYY-MM-DD`; nothing for any other text and for days that do not exist.
  static constexpr std::optional<Date> parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t count) {
      int value = 0;
      for (std::size_t i = from; i < from + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
      }
      return value;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    const Date date{year, month, day};
    return date.is_set() ? std::optional{date} : std::nullopt;
  }

  /// Whether this is a day at all.
  [[nodiscard]] constexpr bool is_set() const { return number_ != 0; }
  /// The Julian day number; 0 when unset.
  [[nodiscard]] constexpr std::int32_t number() const { return number_; }
  /// The same day for Boost.Date_Time. Precondition: the day is set.
  [[nodiscard]] constexpr boost::gregorian::date to_boost() const {
    const auto parts = ymd();
    return {parts.year, parts.month, parts.day};
  }

  /// The year. Precondition, here and for the parts below: the day is set.
  [[nodiscard]] constexpr int year() const { return ymd().year; }
  /// The month, 1 to 12.
  [[nodiscard]] constexpr int month() const { return ymd().month; }
  /// The day of the month, from 1.
  [[nodiscard]] constexpr int day() const { return ymd().day; }
  /// Day of the week, Monday 0 to Sunday 6.
  [[nodiscard]] constexpr int weekday() const { return number_ % 7; }

  /// The day as `YYYY-MM-DD`; empty when unset, and a number for days that no calendar of ours has.
  [[nodiscard]] std::string iso() const {
    if (!is_set()) return {};
    if (number_ < earliest || number_ > latest) return "day number " + std::to_string(number_);
    const auto parts = ymd();
    std::string text = "0000-00-00";
    const auto put = [&](std::size_t last, int value) {
      for (; value != 0; value /= 10) text[last--] = static_cast<char>('0' + value % 10);
    };
    put(3, parts.year);
    put(6, parts.month);
    put(9, parts.day);
    return text;
  }

  friend constexpr auto operator<=>(Date, Date) = default;
  /// The day `days` later.
  friend constexpr Date operator+(Date day, int days) { return from_number(day.number_ + days); }
  /// The day `days` earlier.
  friend constexpr Date operator-(Date day, int days) { return from_number(day.number_ - days); }
  /// Days from `b` to `a`.
  friend constexpr int operator-(Date a, Date b) { return a.number_ - b.number_; }

  /// Number of days in a month.
  static constexpr int days_in(int year, int month) {
    return Calendar::end_of_month_day(static_cast<unsigned short>(year), static_cast<unsigned short>(month));
  }

private:
  friend class Month;
  using Calendar = boost::gregorian::gregorian_calendar;
  /// 1400-01-01 and 9999-12-31: beyond them Boost throws.
  static constexpr std::int32_t earliest = 2'232'400, latest = 5'373'484;
  [[nodiscard]] constexpr Calendar::ymd_type ymd() const {
    return Calendar::from_day_number(static_cast<Calendar::date_int_type>(number_));
  }
  std::int32_t number_ = 0;
};

/// First day that facts may carry.
inline constexpr Date first_day{1990, 1, 1};
/// Last day that facts may carry.
inline constexpr Date last_day{2099, 12, 31};

namespace detail {

/// First days of months as numbers, for the months that reckoning meets: far faster than asking the calendar.
inline constexpr int first_table_year = 1985;
inline constexpr int last_table_year = 2200;
inline constexpr auto first_days_of_months = [] {
  std::array<std::int32_t, (last_table_year - first_table_year) * 12 + 1> table{};
  Date day{first_table_year, 1, 1};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = day.number();
    day = day + Date::days_in(first_table_year + static_cast<int>(i) / 12, static_cast<int>(i) % 12 + 1);
  }
  return table;
}();

} // namespace detail

/// A calendar month; months count on without gaps, so a month plus one is the next.
class Month {
public:
  /// The month before all others, never a real one.
  constexpr Month() = default;
  /// The month `month` (1 to 12) of `year`.
  constexpr Month(int year, int month) : index_(year * 12 + month - 1) {}
  /// The month that a day lies in; the month before all others for the unset day.
  constexpr explicit Month(Date day) : Month() {
    if (!day.is_set()) return;
    const auto& table = detail::first_days_of_months;
    if (day.number() >= table.front() && day.number() < table.back()) {
      // 30.44 days a month come at most one month too far or too near.
      auto at = static_cast<std::size_t>((day.number() - table.front()) * 100 / 3044);
      while (table[at] > day.number()) --at;
      while (at + 1 < table.size() && table[at + 1] <= day.number()) ++at;
      index_ = detail::first_table_year * 12 + static_cast<std::int32_t>(at);
      return;
    }
    const auto parts = day.ymd();
    *this = Month{parts.year, parts.month};
  }

  /// Reads exactly `YYYY-MM`; nothing for any other text.
  static constexpr std::optional<Month> parse(std::string_view text) {
    if (text.size() != 7) return std::nullopt;
    std::array<char, 10> day{};
    for (std::size_t i = 0; i < 7; ++i) day[i] = text[i];
    day[7] = '-';
    day[8] = '0';
    day[9] = '1';
    const auto first = Date::parse({day.data(), day.size()});
    return first ? std::optional{Month{*first}} : std::nullopt;
  }

  /// The year.
  [[nodiscard]] constexpr int year() const { return index_ / 12; }
  /// The month of the year, 1 to 12.
  [[nodiscard]] constexpr int month() const { return index_ % 12 + 1; }
  /// The month's first day.
  [[nodiscard]] constexpr Date first() const {
    return in_table() ? Date::from_number(detail::first_days_of_months[place()]) : Date{year(), month(), 1};
  }
  /// The month's last day.
  [[nodiscard]] constexpr Date last() const { return first() + (length() - 1); }
  /// How many days it has.
  [[nodiscard]] constexpr int length() const {
    return in_table() ? detail::first_days_of_months[place() + 1] - detail::first_days_of_months[place()]
                      : Date::days_in(year(), month());
  }
  /// The month as `YYYY-MM`.
  [[nodiscard]] std::string iso() const { return first().iso().substr(0, 7); }

  friend constexpr auto operator<=>(Month, Month) = default;
  /// The month `months` later.
  friend constexpr Month operator+(Month month, int months) {
    month.index_ += months;
    return month;
  }
  /// Months from `b` to `a`.
  friend constexpr int operator-(Month a, Month b) { return a.index_ - b.index_; }

private:
  /// Whether this month and the next stand in the table.
  [[nodiscard]] constexpr bool in_table() const {
    return index_ >= detail::first_table_year * 12 && index_ < detail::last_table_year * 12;
  }
  [[nodiscard]] constexpr std::size_t place() const {
    return static_cast<std::size_t>(index_ - detail::first_table_year * 12);
  }
  std::int32_t index_ = 0;
};

/// A range of days, inclusive at both ends; an unset end is open on that side.
struct DateRange {
  Date from = {}; ///< First day; unset: no first day.
  Date to = {};   ///< Last day; unset: no last day.

  /// Whether the day lies in the range.
  [[nodiscard]] constexpr bool contains(Date day) const { return day >= from && (!to.is_set() || day <= to); }
  /// Whether the two ranges share a day.
  [[nodiscard]] constexpr bool overlaps(const DateRange& other) const {
    return (!to.is_set() || other.from <= to) && (!other.to.is_set() || from <= other.to);
  }
  friend constexpr bool operator==(const DateRange&, const DateRange&) = default;
};

/// Days of one month as bits: bit 0 is the 1st.
using DayMask = std::uint32_t;

/// How many days a mask has; without a machine's own instruction `std::popcount` is a call.
constexpr int count_days(DayMask days) {
  days -= (days >> 1) & 0x55555555u;
  days = (days & 0x33333333u) + ((days >> 2) & 0x33333333u);
  return static_cast<int>((((days + (days >> 4)) & 0x0F0F0F0Fu) * 0x01010101u) >> 24);
}

/// The days of `month` that lie in `range`.
constexpr DayMask days_within(Month month, const DateRange& range) {
  const Date first = month.first();
  const int length = month.length();
  const int from = range.from > first ? range.from - first : 0;
  const int to = range.to.is_set() && range.to - first < length - 1 ? range.to - first : length - 1;
  if (to < from) return 0;
  return (~DayMask{0} >> (31 - to)) & (~DayMask{0} << from);
}

/// The days Monday to Friday of `month`.
constexpr DayMask weekdays_of(Month month) {
  const auto monday_to_friday = std::uint64_t{0b0011111'0011111'0011111'0011111'0011111'0011111};
  const auto shifted = monday_to_friday >> month.first().weekday();
  return static_cast<DayMask>(shifted) & (~DayMask{0} >> (32 - month.length()));
}

/// The n-th day Monday to Friday of `month`, from 1.
constexpr Date weekday_of(Month month, int n) {
  const Date first = month.first();
  const int weekday = first.weekday();
  const Date monday = weekday < 5 ? first - weekday : first + (7 - weekday);
  const int steps = (weekday < 5 ? weekday : 0) + n - 1;
  return monday + (steps / 5 * 7 + steps % 5);
}

} // namespace kontaktforloeb
