#pragma once
/// @file
/// The rules of the law by number, for columns and reason words.

#include <kontaktforloeb/regimes/regimes.hpp>
#include <kontaktforloeb/rule.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

namespace detail {

/// Calls `each` with every rule of a regime in the order in which they are reported.
template <class Each>
void for_each_rule(const Regime& regime, const Each& each) {
  for (const Requirement& requirement : regime.requirements) each(requirement.rule);
  for_each_other_rule(regime, each);
}

/// The rules of a law by number: those of each regime one after the other, then those of none.
class RuleIndex {
public:
  explicit RuleIndex(const Law& law) : law_(law) {
    for (const Regime& regime : law.regimes) {
      starts_.push_back(rules_.size());
      for_each_rule(regime, [&](const Rule& rule) { rules_.push_back(&rule); });
    }
    starts_.push_back(rules_.size());
    rules_.push_back(&law.time.observed);
  }

  /// All of them.
  [[nodiscard]] const std::vector<const Rule*>& rules() const { return rules_; }
  /// How many rules a regime has.
  [[nodiscard]] std::size_t size(const Regime& regime) const {
    return starts_[at(regime) + 1] - starts_[at(regime)];
  }
  /// The place of a rule in its regime's table, or nothing.
  [[nodiscard]] std::optional<std::size_t> place_in(const Regime& regime, const Rule& rule) const {
    const std::size_t start = starts_[at(regime)];
    for (std::size_t i = start; i < starts_[at(regime) + 1]; ++i)
      if (rules_[i] == &rule) return i - start;
    return std::nullopt;
  }
  /// The place of a rule among all of the law's.
  [[nodiscard]] std::size_t place(const Regime& regime, const Regime* national, const Rule& rule) const {
    if (const auto own = place_in(regime, rule)) return starts_[at(regime)] + *own;
    if (national != nullptr)
      if (const auto below = place_in(*national, rule)) return starts_[at(*national)] + *below;
    return rules_.size() - 1;
  }

private:
  [[nodiscard]] std::size_t at(const Regime& regime) const {
    return static_cast<std::size_t>(&regime - law_.regimes.data());
  }

  const Law& law_;
  std::vector<const Rule*> rules_;
  std::vector<std::size_t> starts_;
};

} // namespace detail

/// The ids of all rules of a law: those of each regime in the order in which they are reported, regime after
/// regime, then those that belong to none. `FindingColumns::rule` counts in this list.
inline std::vector<std::string_view> rule_ids(const Law& law = current_law) {
  std::vector<std::string_view> ids;
  const detail::RuleIndex index{law};
  for (const Rule* rule : index.rules()) ids.push_back(rule->id);
  return ids;
}

/// The ids of the rules that the bits of a reason word stand for, bit 0 first.
///
/// The regime's own rules come first, in the order in which they are reported; then those of `national`, the
/// national regime below a variant or after a trial (`CohortResult::national`).
inline std::vector<std::string_view> reason_rules(const Regime& regime, const Regime* national = nullptr) {
  std::vector<std::string_view> ids;
  const auto add = [&](const Rule& rule) { ids.push_back(rule.id); };
  detail::for_each_rule(regime, add);
  if (national != nullptr) detail::for_each_rule(*national, add);
  return ids;
}

} // namespace kontaktforloeb
