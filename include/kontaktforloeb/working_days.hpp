#pragma once
/// @file
/// Working days: Danish public holidays by rule, days on which offices close, and a caller's own closed days.

#include <kontaktforloeb/basis.hpp>
#include <kontaktforloeb/date.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace kontaktforloeb {

/// Easter Sunday of a year, 1900 to 2199, by the Gregorian rule; unset for other years.
constexpr Date easter_sunday(int year) {
  const int golden = year % 19, century = year / 100, rest = year % 100;
  const int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  const int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
  const int back = (golden + 11 * epact + 22 * weekday) / 451;
  const int day = epact + weekday - 7 * back + 114;
  return {year, day / 31, day % 31 + 1};
}

/// How a day that comes every year is found.
enum class Yearly : std::uint8_t {
  fixed,       ///< The same day of the same month.
  from_easter, ///< So many days after Easter Sunday.
};

/// Who does not work on a closed day.
enum class Closed : std::uint8_t {
  public_holiday, ///< Nobody: a public holiday.
  office,         ///< Offices that choose so.
};

/// A day of every year on which no conversation is held.
struct ClosedDay {
  Text name = {};                         ///< What it is called.
  Closed closed = Closed::public_holiday; ///< Who does not work.
  Yearly yearly = Yearly::fixed;          ///< How it is found.
  std::int16_t month = 0;                 ///< For a fixed day: its month.
  std::int16_t day = 0;                   ///< For a fixed day: its day; else days after Easter Sunday.
  std::int16_t last_year = 0;             ///< The last year in which it is closed; 0: still is.
  Basis basis = {};                       ///< Source.

  /// The day in a year; unset after its last year, and for years outside 1900 to 2199.
  [[nodiscard]] constexpr Date in(int year) const {
    // The unset day plus some days is no day of ours, but it would be set.
    if (year < 1900 || year > 2199 || (last_year != 0 && year > last_year)) return {};
    return yearly == Yearly::fixed ? Date{year, month, day} : easter_sunday(year) + day;
  }
};

namespace tables {

/// @cond basis
inline constexpr Basis holidays_basis{
    "Kirkeministeriet: svar på KIU alm. del spm. 19 (2022-23, 2. samling), on lov om detailsalg fra butikker § 2",
    "https://ft.dk/samling/20222/almdel/kiu/spm/19/svar/1931096/2662590/index.htm",
    "1. og 2. juledag, nytårsdag, skærtorsdag, langfredag, 1. og 2. påskedag, store bededag og Kr. "
    "Himmelfartsdag og 1. og 2. pinsedag",
    Evidence::guidance};
inline constexpr Basis bededag_basis{
    "Lov om konsekvenser ved afskaffelsen af store bededag som helligdag (L 13, 2022-23, 2. samling; primary "
    "text not yet read)",
    "https://fho.dk/blog/faq/skal-min-chef-give-mig-fri-en-anden-dag/",
    "Efter lovens ikrafttræden den 1. januar 2024", Evidence::secondary};
inline constexpr Basis office_basis{
    "Practice: no law closes offices on this day; an option, off unless asked for",
    {},
    {},
    Evidence::inferred};
/// @endcond

/// Every day of the year on which no conversation is held, by its place in the year, office closing days
/// last.
inline constexpr std::array closed_days{
    ClosedDay{
        {"nytårsdag", "New Year's Day"}, Closed::public_holiday, Yearly::fixed, 1, 1, 0, holidays_basis},
    ClosedDay{{"skærtorsdag", "Maundy Thursday"},
              Closed::public_holiday,
              Yearly::from_easter,
              0,
              -3,
              0,
              holidays_basis},
    ClosedDay{
        {"langfredag", "Good Friday"}, Closed::public_holiday, Yearly::from_easter, 0, -2, 0, holidays_basis},
    ClosedDay{{"1. påskedag", "Easter Sunday"},
              Closed::public_holiday,
              Yearly::from_easter,
              0,
              0,
              0,
              holidays_basis},
    ClosedDay{{"2. påskedag", "Easter Monday"},
              Closed::public_holiday,
              Yearly::from_easter,
              0,
              1,
              0,
              holidays_basis},
    ClosedDay{{"store bededag", "Store Bededag"},
              Closed::public_holiday,
              Yearly::from_easter,
              0,
              26,
              2023,
              bededag_basis},
    ClosedDay{{"Kristi himmelfartsdag", "Ascension Day"},
              Closed::public_holiday,
              Yearly::from_easter,
              0,
              39,
              0,
              holidays_basis},
    ClosedDay{{"1. pinsedag", "Whit Sunday"},
              Closed::public_holiday,
              Yearly::from_easter,
              0,
              49,
              0,
              holidays_basis},
    ClosedDay{{"2. pinsedag", "Whit Monday"},
              Closed::public_holiday,
              Yearly::from_easter,
              0,
              50,
              0,
              holidays_basis},
    ClosedDay{
        {"1. juledag", "Christmas Day"}, Closed::public_holiday, Yearly::fixed, 12, 25, 0, holidays_basis},
    ClosedDay{{"2. juledag", "Boxing Day"}, Closed::public_holiday, Yearly::fixed, 12, 26, 0, holidays_basis},
    ClosedDay{{"dagen efter Kristi himmelfartsdag", "the day after Ascension Day"},
              Closed::office,
              Yearly::from_easter,
              0,
              40,
              0,
              office_basis},
    ClosedDay{{"grundlovsdag", "Constitution Day"}, Closed::office, Yearly::fixed, 6, 5, 0, office_basis},
    ClosedDay{{"juleaftensdag", "Christmas Eve"}, Closed::office, Yearly::fixed, 12, 24, 0, office_basis},
    ClosedDay{{"nytårsaftensdag", "New Year's Eve"}, Closed::office, Yearly::fixed, 12, 31, 0, office_basis},
};

} // namespace tables

namespace detail {

/// The first and the last day of the years that facts may carry.
inline constexpr Date closed_days_from{1990, 1, 1}, closed_days_to{2100, 12, 31};

/// A bit for each of those days.
using ClosedBits = std::array<std::uint64_t, (closed_days_to - closed_days_from) / 64 + 1>;
constexpr ClosedBits closed_bits(Closed which) {
  ClosedBits bits{};
  for (int year = closed_days_from.year(); year <= closed_days_to.year(); ++year)
    for (const ClosedDay& closed : tables::closed_days)
      if (const Date day = closed.in(year); closed.closed == which && day.is_set()) {
        const int place = day - closed_days_from;
        bits[static_cast<std::size_t>(place / 64)] |= std::uint64_t{1} << (place % 64);
      }
  return bits;
}
inline constexpr ClosedBits public_holidays = closed_bits(Closed::public_holiday),
                            office_days = closed_bits(Closed::office);

} // namespace detail

/// The closed day of the year that a day is, or null; `office`: whether offices' own closing days are, too.
/// A day that is both is the public holiday. Known for 1900 to 2199.
constexpr const ClosedDay* closed_day(Date day, bool office = false) {
  if (!day.is_set()) return nullptr;
  const int year = day.year();
  for (const ClosedDay& closed : tables::closed_days)
    if ((office || closed.closed == Closed::public_holiday) && closed.in(year) == day) return &closed;
  return nullptr;
}

/// Whether a day is a closed day of the year, without saying which.
constexpr bool is_closed_day(Date day, bool office = false) {
  if (day < detail::closed_days_from || day > detail::closed_days_to)
    return closed_day(day, office) != nullptr;
  const int place = day - detail::closed_days_from;
  const auto word = static_cast<std::size_t>(place / 64);
  const std::uint64_t bits = detail::public_holidays[word] | (office ? detail::office_days[word] : 0);
  return (bits >> (place % 64) & 1u) != 0;
}

/// The days on which conversations can be held: Monday to Friday, no public holiday, none of the caller's
/// closed days.
struct WorkingDays {
  bool office_closing_days =
      false; ///< Whether the day after Ascension, 5 June, 24 and 31 December are closed.
  std::span<const Date> closed = {}; ///< The caller's own closed days, in any order.

  /// Whether a conversation can be held on a day; never on the unset one.
  [[nodiscard]] constexpr bool contains(Date day) const {
    return day.is_set() && day.weekday() < 5 && !is_closed_day(day, office_closing_days) &&
           std::find(closed.begin(), closed.end(), day) == closed.end();
  }
  /// The first working day from `day` to `last`, both inclusive; unset if there is none or either is unset.
  [[nodiscard]] constexpr Date first_from(Date day, Date last) const {
    if (!day.is_set()) return {};
    for (; day <= last; day = day + 1)
      if (contains(day)) return day;
    return {};
  }
  /// The last working day from `first` to `day`, both inclusive; unset if there is none or either is unset.
  [[nodiscard]] constexpr Date last_until(Date day, Date first) const {
    if (!first.is_set()) return {};
    for (; day >= first; day = day - 1)
      if (contains(day)) return day;
    return {};
  }
};

} // namespace kontaktforloeb
