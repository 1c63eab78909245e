#pragma once
/// @file
/// What a regime asks for as a whole: obligations, merging, the fewest meetings, admission.

#include <algorithm>
#include <bit>
#include <kontaktforloeb/rule.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// The readings that a rule names, as bits.
constexpr std::uint32_t readings_of(const Rule& rule) {
  std::uint32_t used = 0;
  for (const Reading reading : rule.readings) used |= 1u << static_cast<unsigned>(reading);
  return used;
}

/// The readings that a regime's rules use, as bits.
constexpr std::uint32_t readings_of(const Regime& regime) {
  std::uint32_t used = 0;
  for (const Requirement& requirement : regime.requirements) used |= readings_of(requirement.rule);
  for_each_other_rule(regime, [&](const Rule& rule) { used |= readings_of(rule); });
  return used;
}

/// Whether a rule names a reading.
constexpr bool names(const Rule& rule, Reading reading) {
  return (readings_of(rule) >> static_cast<unsigned>(reading) & 1u) != 0;
}

/// Whether two conversations may share a meeting; nothing for a regime without a rule about it.
constexpr std::optional<bool> may_merge(const Regime& regime, Conversation a, Conversation b) {
  if (!regime.merging) return std::nullopt;
  return std::any_of(regime.merging->pairs.begin(), regime.merging->pairs.end(), [&](const Pair& pair) {
    return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
  });
}

/// Whether a rule asks every person of its regime for conversations of its own.
constexpr bool is_unconditional(const Requirement& requirement) {
  return requirement.group != Group::a_kasse_first &&
         (requirement.condition == Condition::none ||
          requirement.condition == Condition::not_jobcenter_track);
}

/// How many conversations a regime names within so much aggregate unemployment, with those that only a need
/// or a request calls for.
///
/// A conversation that two rules ask for is one: the a-kasse's first jobsamtale is one of its jobsamtaler,
/// and where joint conversations are jobsamtaler too they are among them. What nobody is owed unless
/// something else happened (an empty joblog, the jobcenter's track) is left out.
constexpr int conversations_within(const Regime& regime, Limit limit) {
  int sum = 0, among = 0;
  bool joint_are_jobsamtaler = false;
  for (const Requirement& requirement : regime.requirements)
    joint_are_jobsamtaler |= requirement.or_else == Conversation::faellessamtale;
  for (const Requirement& requirement : regime.requirements) {
    const WindowEnd& to = requirement.window.to;
    const bool within = to.kind == EndKind::handover ||
                        (to.kind == EndKind::bound &&
                         (to.bound.clock == Clock::calendar || to.bound.limit.full_time <= limit.full_time));
    if (!within || requirement.condition == Condition::empty_joblog ||
        requirement.condition == Condition::jobcenter_track)
      continue;
    sum += requirement.count;
    if (requirement.group == Group::a_kasse_first ||
        (requirement.group == Group::joint && joint_are_jobsamtaler))
      among += requirement.count;
  }
  return sum - among;
}

/// How many conversations a regime asks of every course; nothing while the regime is not whole, where they
/// go on without an end, and for a variant.
///
/// A variant has no number of its own: it puts a rule in the place of one of the national regime below it,
/// and which regime that is hangs on the day. What that regime asks for is what a course under the variant
/// has to hold.
///
/// Conversations that only a need, a request, an empty joblog or the jobcenter's track calls for are left
/// out; the a-kasse's first jobsamtale is one of its jobsamtaler.
constexpr std::optional<int> obligations(const Regime& regime) {
  if (!regime.whole() || regime.entry == Entry::municipality) return std::nullopt;
  int sum = 0;
  for (const Requirement& requirement : regime.requirements) {
    if (requirement.every != Limit{}) return std::nullopt;
    if (is_unconditional(requirement)) sum += requirement.count;
  }
  return sum;
}

/// The fewest meetings that can hold a regime's obligations: obligations less a largest matching of mergeable
/// pairs.
///
/// Nothing where `obligations` gives nothing, and for a regime without a rule about merging.
constexpr std::optional<int> minimum_meetings(const Regime& regime) {
  if (!obligations(regime) || !regime.merging) return std::nullopt;
  std::vector<Conversation> duties;
  for (const Requirement& requirement : regime.requirements)
    if (is_unconditional(requirement))
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

/// What is known of an a-kasse in a municipality under a trial on a day: admitted, not admitted, or nothing.
///
/// `own` are lists of the caller's for a-kassers whose list the law's tables do not know.
constexpr std::optional<bool> admitted(const Handover& handover, std::string_view a_kasse,
                                       std::uint16_t municipality, Date day = {},
                                       std::span<const Admission> own = {}) {
  if (a_kasse.empty() || municipality == 0) return std::nullopt;
  const auto listed = [&](const Admission& admission) {
    return std::find(admission.municipalities.begin(), admission.municipalities.end(), municipality) !=
           admission.municipalities.end();
  };
  const auto answer = [&](const Admission& admission) -> std::optional<bool> {
    switch (admission.list) {
    case AdmissionList::only:
      return listed(admission);
    case AdmissionList::all_except:
      return !listed(admission);
    case AdmissionList::unknown:
      break;
    }
    return listed(admission) ? std::optional{false} : std::nullopt;
  };
  for (const Admission& admission : handover.admissions) {
    if (admission.a_kasse != a_kasse) continue;
    if (const std::optional<bool> known = answer(admission)) return known;
    std::optional<bool> told;
    for (const Admission& more : own)
      if (more.a_kasse == a_kasse && (!day.is_set() || more.days.contains(day)))
        told = told.value_or(false) || answer(more).value_or(false);
    return told;
  }
  return false;
}

} // namespace kontaktforloeb
