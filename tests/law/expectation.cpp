#include "expectation.hpp"

#include <algorithm>

namespace kontaktforloeb::lawcheck {
namespace {

bool has_key(const io::Node& node, std::string_view key) {
  return std::any_of(node.entries.begin(), node.entries.end(),
                     [&](const io::Entry& entry) { return entry.key == key || has_key(entry.value, key); }) ||
         std::any_of(node.items.begin(), node.items.end(),
                     [&](const io::Node& item) { return has_key(item, key); });
}

} // namespace

Expectation::Expectation(const cases::Case& one) : contested(has_key(one.expect, "contested")) {
  if (const io::Node* findings = one.expect.find("findings"))
    for (const io::Node& finding : findings->items)
      if (const io::Node* rule = finding.find("rule")) rules.insert(rule->text);
  if (const io::Node* without = one.expect.find("absent"))
    for (const io::Node& rule : without->items) absent.insert(rule.text);
  if (const io::Node* state = one.expect.find("state")) {
    stage = state->find("stage") != nullptr;
    ended_reason = state->find("ended_reason") != nullptr;
    handover = state->find("handover") != nullptr;
  }
  if (const io::Node* verdict = one.expect.find("verdict"))
    nothing_undecided = verdict->text == word(Verdict::fulfilled) || verdict->text == word(Verdict::open);
}

bool Expectation::speaks_of(const Rule& rule) const {
  if (rules.contains(rule.id) || absent.contains(rule.id)) return true;
  return rule.id.ends_with(".handover") && (stage || ended_reason || handover);
}

} // namespace kontaktforloeb::lawcheck
