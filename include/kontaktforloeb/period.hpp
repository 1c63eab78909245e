#pragma once
/// @file
/// Which benefit period is judged, and which regime governs it.

#include <algorithm>
#include <bit>
#include <kontaktforloeb/course.hpp>
#include <kontaktforloeb/finding.hpp>
#include <optional>
#include <string_view>

namespace kontaktforloeb::detail {

/// After every deadline.
inline constexpr Date end_of_time{2199, 12, 31};

/// The benefit period in force on a day, and what belongs to it.
struct Period {
  Date placing;         ///< Its first day.
  Date next_placing;    ///< First day of the next one, or unset.
  Date registered;      ///< Registration that led to it, or its first day when there is none of its own.
  bool registered_here; ///< Whether a registration belongs to it.
  bool first;           ///< Whether it is the course's first.

  constexpr Period(const CourseView& course, Date as_of) {
    std::size_t at = 0;
    while (at + 1 < course.placings.size() && course.placings[at + 1] <= as_of) ++at;
    first = at == 0;
    placing = course.placings[at];
    next_placing = at + 1 < course.placings.size() ? course.placings[at + 1] : Date{};
    registered = first ? course.registered : placing;
    registered_here = first;
    if (first) return;
    for (const Date day : course.registrations)
      if (belongs(course, day)) {
        registered = day;
        registered_here = true;
        break;
      }
  }

  /// Whether a day belongs to this period: no benefit of an earlier period was paid from it on.
  [[nodiscard]] constexpr bool belongs(const CourseView& course, Date day) const {
    if (next_placing.is_set() && day >= next_placing) return false;
    if (first || day >= placing) return true;
    return std::none_of(course.benefit.begin(), course.benefit.end(), [&](const BenefitRow& row) {
      return row.hours.hundredths > 0 && row.last() >= day && row.month.first() < placing;
    });
  }
};

/// Which regime governs, or why none does, and what is doubtful about it.
struct Applies {
  const Regime* regime = nullptr;
  std::string_view base = {};
  const Regime* base_regime = nullptr; ///< For variants: the national regime below, if it is in this version.
  const Regime* following = nullptr;   ///< For a trial: the national regime that comes after it.
  NoLaw no_law = NoLaw::none;
  std::string_view no_law_regime = {};
  Date no_law_date = {};
  bool by_name = false;
  Cause doubt = Cause::none;
  Date doubt_date = {};
};

/// The first visitation of a period, or unset.
constexpr Date first_visit(const CourseView& course, const Period& period) {
  for (const EventRow& event : course.events)
    if (event.type == EventType::visited && period.belongs(course, event.date)) return event.date;
  return {};
}

constexpr Applies choose_regime(const CourseView& course, const Period& period, const Law& law,
                                std::string_view asked) {
  Applies applies;
  const Date visit = first_visit(course, period);
  const Date day = period.placing;
  const NationalPeriod* national = nullptr;
  for (const NationalPeriod& candidate : law.national)
    if (candidate.valid.contains(day)) national = &candidate;

  const auto take = [&](const Regime& regime) {
    applies.regime = &regime;
    if (national == nullptr) return;
    if (regime.entry == Entry::municipality) {
      applies.base = national->id;
      applies.base_regime = law.find(national->id);
    } else if (regime.entry == Entry::visited && !applies.by_name) {
      applies.following = law.find(national->id);
    }
  };
  if (asked != "auto") {
    applies.by_name = true;
    if (const Regime* regime = law.find(asked)) {
      take(*regime);
      const bool entered_by_visit = regime->entry == Entry::visited;
      const Date entry = !entered_by_visit ? day : visit.is_set() ? visit : period.registered;
      if (entered_by_visit && !visit.is_set()) {
        applies.doubt = Cause::not_visited;
        applies.doubt_date = entry;
      }
      if (!regime->valid.contains(entry)) {
        applies.doubt = Cause::outside_dates;
        applies.doubt_date = entry;
      }
    } else {
      applies.no_law = NoLaw::not_encoded;
      applies.no_law_regime = asked;
    }
    return applies;
  }

  const std::uint16_t municipality = course.municipality_on(day);
  for (const Regime& regime : law.regimes) {
    if (regime.entry == Entry::visited && visit.is_set() && regime.valid.contains(visit)) {
      take(regime);
      return applies;
    }
  }
  for (const Regime& regime : law.regimes) {
    if (regime.entry != Entry::municipality || !regime.valid.contains(day)) continue;
    if (municipality == regime.municipality) {
      take(regime);
      return applies;
    }
    if (municipality == 0) {
      applies.doubt = Cause::municipality_unknown;
      applies.doubt_date = day;
    }
  }
  if (national == nullptr) {
    applies.no_law = NoLaw::no_regime;
    applies.no_law_date = day;
  } else if (const Regime* regime = law.find(national->id)) {
    take(*regime);
    for (const UnknownVariant& variant : law.unknown_variants)
      if (variant.days.contains(day) &&
          std::find(variant.municipalities.begin(), variant.municipalities.end(), municipality) !=
              variant.municipalities.end()) {
        applies.doubt = Cause::variant_unknown;
        applies.doubt_date = day;
      }
  } else {
    applies.no_law = NoLaw::not_encoded;
    applies.no_law_regime = national->id;
    applies.no_law_date = day;
  }
  return applies;
}

} // namespace kontaktforloeb::detail
