#pragma once
/// @file
/// What a regime asks for as a whole: obligations, merging, the fewest meetings, admission.

#include <algorithm>
#include <bit>
#include <kontaktforloeb/rule.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// The readings that a regime's rules use, as bits.
constexpr std::uint32_t readings_of(const Regime& regime) {
  std::uint32_t used = 0;
  const auto add = [&](const Rule& rule) {
    for (const Reading reading : rule.readings) used |= 1u << static_cast<unsigned>(reading);
  };
  for (const Requirement& requirement : regime.requirements) add(requirement.rule);
  if (regime.merging) add(regime.merging->rule);
  if (regime.form.reported) add(regime.form.rule);
  if (regime.handover) add(regime.handover->rule);
  return used;
}

/// Whether two conversations may share a meeting; nothing for a regime without a rule about it.
constexpr std::optional<bool> may_merge(const Regime& regime, Conversation a, Conversation b) {
  if (!regime.merging) return std::nullopt;
  return std::any_of(regime.merging->pairs.begin(), regime.merging->pairs.end(), [&](const Pair& pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

/// How many conversations a regime asks of every course; nothing while the regime is not whole.
constexpr std::optional<int> obligations(const Regime& regime) {
  if (!regime.whole()) return std::nullopt;
  int sum = 0;
  for (const Requirement& requirement : regime.requirements)
    if (requirement.condition == Condition::none) sum += requirement.count;
  return sum;
}

/// The fewest meetings that can hold a regime's obligations: obligations less a largest matching of mergeable
/// pairs.
///
/// Nothing while the regime is not whole.
constexpr std::optional<int> minimum_meetings(const Regime& regime) {
  if (!regime.whole()) return std::nullopt;
  std::vector<Conversation> duties;
  for (const Requirement& requirement : regime.requirements)
    if (requirement.condition == Condition::none)
      duties.insert(duties.end(), static_cast<std::size_t>(requirement.count), requirement.conversation);
  // fewest[set]: meetings for the duties in the set; each set takes its first duty alone or with a partner.
  std::vector<int> fewest(std::size_t{1} << duties.size(), 0);
  for (std::size_t set = 1; set < fewest.size(); ++set) {
    const auto first = static_cast<std::size_t>(std::countr_zero(set));
    const std::size_t rest = set & (set - 1);
    fewest[set] = fewest[rest] + 1;
    for (std::size_t other = first + 1; other < duties.size(); ++other)
      if ((rest >> other & 1u) != 0 && may_merge(regime, duties[first], duties[other]).value_or(false))
        fewest[set] = std::min(fewest[set], fewest[rest & ~(std::size_t{1} << other)] + 1);
  }
  return fewest.back();
}

/// What is known of an a-kasse in a municipality under a trial: admitted, not admitted, or nothing.
constexpr std::optional<bool> admitted(const Handover& handover, std::string_view a_kasse,
                                       std::uint16_t municipality) {
  if (a_kasse.empty() || municipality == 0) return std::nullopt;
  for (const Admission& admission : handover.admissions) {
    if (admission.a_kasse != a_kasse) continue;
    const bool listed = std::find(admission.municipalities.begin(), admission.municipalities.end(),
                                  municipality) != admission.municipalities.end();
    switch (admission.list) {
    case AdmissionList::only:
      return listed;
    case AdmissionList::all_except:
      return !listed;
    case AdmissionList::unknown:
      return listed ? std::optional{false} : std::nullopt;
    }
  }
  return false;
}

} // namespace kontaktforloeb
