#pragma once
// What a case's expectation speaks of: only that counts as tested by it.

#include "support/cases.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::lawcheck {

/// What one case expects.
struct Expectation {
  explicit Expectation(const cases::Case& one);
  /// Whether it speaks of a rule: of a finding, of its absence, or, for its regime's hand-over, of the state.
  [[nodiscard]] bool speaks_of(const Rule& rule) const;

  std::string regime;                        ///< The regime that it comes under, or empty.
  std::set<std::string, std::less<>> rules;  ///< Rules of the findings.
  std::set<std::string, std::less<>> absent; ///< Rules without a finding.
  std::string_view substitution;             ///< Rule by which a group conversation stands for another.
  bool group_stands = false;                 ///< Whether one stands for another in an expected finding.
  bool group_does_not = false;               ///< Whether one does not.
  bool contested = false;                    ///< Whether it says what is contested.
  bool stage = false;                        ///< Whether it says the stage.
  bool ended_reason = false;                 ///< Whether it says why the course ended.
  bool handover = false;                     ///< Whether it says the hand-over's day.
  bool nothing_undecided = false;            ///< Whether its verdict rules out that anything is undecided.

private:
  void look_at_groups(const cases::Case& one, const Assessment& assessment);
};

/// The regime that a rule id belongs to: what stands before the point.
constexpr std::string_view regime_of(std::string_view rule) { return rule.substr(0, rule.find('.')); }

} // namespace kontaktforloeb::lawcheck
