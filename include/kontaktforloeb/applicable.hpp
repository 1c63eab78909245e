#pragma once
/// @file
/// Which regimes hold for a benefit period that begins on a day, before there is a course: what applies, and
/// why.

#include <kontaktforloeb/programme.hpp>
#include <kontaktforloeb/regimes/regimes.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// Whether a regime holds.
enum class Applicable : std::uint8_t {
  yes,        ///< It does.
  as_base,    ///< It does, below a variant that takes the place of some of its rules.
  if_visited, ///< It does for persons who are visited to it.
  perhaps,    ///< What decides is not known.
  no,         ///< It does not.
};

/// @cond words
template <>
inline constexpr std::array<std::string_view, 5> words<Applicable>{"yes", "as_base", "if_visited", "perhaps",
                                                                   "no"};
/// @endcond

/// Why a regime holds or does not.
enum class WhyApplicable : std::uint8_t {
  national_law,         ///< It is the national law of that day.
  outside_dates,        ///< It does not hold on that day.
  by_name_only,         ///< It is asked for by name only.
  municipality,         ///< It is this municipality's variant.
  other_municipality,   ///< It is another municipality's variant.
  municipality_unknown, ///< The municipality is not given.
  admitted,             ///< The a-kasse takes part in the municipality.
  not_admitted,         ///< The a-kasse does not take part in the municipality.
  admission_unknown,    ///< Whether the a-kasse takes part in the municipality is not known.
  a_kasse_unknown,      ///< The a-kasse or the municipality is not given.
};

/// What is known of one regime.
struct Applicability {
  const Regime* regime = nullptr;                   ///< The regime.
  Applicable applies = Applicable::no;              ///< Whether it holds.
  WhyApplicable why = WhyApplicable::outside_dates; ///< Why.
  friend constexpr bool operator==(const Applicability&, const Applicability&) = default;
};

/// What applies to a benefit period that begins on `day`, one answer for each regime in the law's order.
///
/// `a_kasse` is a code or empty, `municipality` a code or 0. No national regime that holds: no law is known
/// for that day.
inline std::vector<Applicability> applicable(Date day, std::string_view a_kasse, std::uint16_t municipality,
                                             const Law& law = current_law,
                                             std::span<const Admission> admissions = {}) {
  std::vector<Applicability> all;
  bool variant = false;
  for (const Regime& regime : law.regimes) {
    if (regime.entry != Entry::municipality || !regime.valid.contains(day)) continue;
    variant |= municipality == regime.municipality;
  }
  for (const Regime& regime : law.regimes) {
    Applicability one{&regime, Applicable::no, WhyApplicable::outside_dates};
    const auto say = [&](Applicable applies, WhyApplicable why) {
      one.applies = applies;
      one.why = why;
    };
    if (regime.entry == Entry::by_name) {
      say(Applicable::no, WhyApplicable::by_name_only);
    } else if (regime.valid.contains(day)) {
      switch (regime.entry) {
      case Entry::national:
        say(variant ? Applicable::as_base : Applicable::yes, WhyApplicable::national_law);
        break;
      case Entry::municipality:
        if (municipality == 0)
          say(Applicable::perhaps, WhyApplicable::municipality_unknown);
        else if (municipality == regime.municipality)
          say(Applicable::yes, WhyApplicable::municipality);
        else
          say(Applicable::no, WhyApplicable::other_municipality);
        break;
      case Entry::visited: {
        const std::optional<bool> there =
            regime.handover ? admitted(*regime.handover, a_kasse, municipality, day, admissions)
                            : std::nullopt;
        if (there == true)
          say(Applicable::if_visited, WhyApplicable::admitted);
        else if (there == false)
          say(Applicable::no, WhyApplicable::not_admitted);
        else
          say(Applicable::perhaps, a_kasse.empty() || municipality == 0 ? WhyApplicable::a_kasse_unknown
                                                                        : WhyApplicable::admission_unknown);
        break;
      }
      case Entry::by_name:
        break;
      }
    }
    all.push_back(one);
  }
  return all;
}

} // namespace kontaktforloeb
