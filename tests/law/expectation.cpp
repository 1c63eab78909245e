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
  if (one.is_no_course()) return;
  const Assessment assessment = cases::judge(one, current_law, false).assessment;
  if (assessment.regime == nullptr) return;
  regime = assessment.regime->id;
  look_at_groups(one, assessment);
}

/// The substitution has no finding of its own: it shows in those of the rule that a group conversation may
/// count for.
void Expectation::look_at_groups(const cases::Case& one, const Assessment& assessment) {
  if (!assessment.regime->groups) return;
  const cases::Prepared ready = cases::prepare(one);
  const auto is_group = [&](std::uint32_t meeting) {
    const auto& all = ready.course.facts().meetings.at(meeting).conversations;
    return std::find(all.begin(), all.end(), Conversation::gruppesamtale) != all.end();
  };
  for (const Finding& finding : assessment.findings) {
    if (finding.requirement == nullptr || !rules.contains(finding.rule->id) ||
        finding.requirement->conversation != assessment.regime->groups->stands_for)
      continue;
    const auto counted = assessment.meetings(finding);
    const auto not_counted = assessment.not_counted(finding);
    group_stands |= std::any_of(counted.begin(), counted.end(), is_group);
    group_does_not |= std::any_of(not_counted.begin(), not_counted.end(),
                                  [&](const NotCounted& meeting) { return is_group(meeting.meeting); });
  }
  if (group_stands || group_does_not) substitution = assessment.regime->groups->substitution.id;
}

bool Expectation::speaks_of(const Rule& rule) const {
  if (rules.contains(rule.id) || absent.contains(rule.id) || substitution == rule.id) return true;
  return rule.id.ends_with(".handover") && regime == regime_of(rule.id) &&
         (stage || ended_reason || handover);
}

} // namespace kontaktforloeb::lawcheck
