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

/// Closed days of every year that facts may carry, as days since 1 January; 0x7fff: none in that year.
inline constexpr auto closed_days_of_years = [] {
  constexpr int years = 2100 - 1990 + 1;
  std::array<std::array<std::int16_t, tables::closed_days.size()>, years> table{};
  for (int year = 1990; year <= 2100; ++year)
    for (std::size_t i = 0; i < tables::closed_days.size(); ++i) {
      const Date day = tables::closed_days[i].in(year);
      table[static_cast<std::size_t>(year - 1990)][i] =
          static_cast<std::int16_t>(day.is_set() ? day - Date{year, 1, 1} : 0x7fff);
    }
  return table;
}();

} // namespace detail

/// The closed day of the year that a day is, or null; `office`: whether offices' own closing days are, too.
/// A day that is both is the public holiday. Known for 1900 to 2199.
constexpr const ClosedDay* closed_day(Date day, bool office = false) {
  if (!day.is_set()) return nullptr;
  const int year = Month{day}.year();
  const auto counts = [office](const ClosedDay& closed) {
    return office || closed.closed == Closed::public_holiday;
  };
  if (year < 1990 || year > 2100) {
    for (const ClosedDay& closed : tables::closed_days)
      if (counts(closed) && closed.in(year) == day) return &closed;
    return nullptr;
  }
  const auto& table = detail::closed_days_of_years[static_cast<std::size_t>(year - 1990)];
  const auto place = static_cast<std::int16_t>(day - Month{year, 1}.first());
  for (std::size_t i = 0; i < table.size(); ++i)
    if (table[i] == place && counts(tables::closed_days[i])) return &tables::closed_days[i];
  return nullptr;
}

/// The days on which conversations can be held: Monday to Friday, no public holiday, none of the caller's
/// closed days.
struct WorkingDays {
  bool office_closing_days =
      false; ///< Whether the day after Ascension, 5 June, 24 and 31 December are closed.
  std::span<const Date> closed = {}; ///< The caller's own closed days, in any order.

  /// Whether a conversation can be held on a day; never on the unset one.
  [[nodiscard]] constexpr bool contains(Date day) const {
    return day.is_set() && day.weekday() < 5 && closed_day(day, office_closing_days) == nullptr &&
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
