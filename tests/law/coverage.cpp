// Which rules and readings the cases reach.

#include "checks.hpp"
#include "expectation.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <utility>

namespace kontaktforloeb::lawcheck {
namespace {

/// Cases by what they show of one rule.
using Hits = std::map<std::string, int, std::less<>>;

/// Statuses by rule and offending meeting.
using Statuses = std::map<std::pair<std::string_view, std::vector<std::uint32_t>>, Status>;

constexpr std::string_view appears = "appears";
constexpr std::string_view stays_away = "does not appear";
constexpr std::string_view after_trial = "after a trial";
constexpr std::string_view stands = "stands for another";
constexpr std::string_view does_not_stand = "does not stand for another";

/// Names of the causes in the order of their enumeration.
constexpr std::array<std::string_view, 44> cause_names{"none",
                                                       "lapsed",
                                                       "exempt",
                                                       "suspended",
                                                       "deregistered",
                                                       "earlier_period",
                                                       "opted_out",
                                                       "national_decides",
                                                       "rule_ended",
                                                       "not_asked_for",
                                                       "on_jobcenter_track",
                                                       "too_few_duty_days",
                                                       "month_not_covered",
                                                       "number_used_up",
                                                       "postponed_too_far",
                                                       "after_trial",
                                                       "unreported_month",
                                                       "in_job",
                                                       "unrecorded_meeting",
                                                       "unknown_summons",
                                                       "unknown_form_rule",
                                                       "unknown_first",
                                                       "unknown_group",
                                                       "unknown_track",
                                                       "other_unit",
                                                       "after_projected_end",
                                                       "theme_missing",
                                                       "not_in_target_group",
                                                       "pair_not_allowed",
                                                       "too_many_merged",
                                                       "form_not_allowed",
                                                       "letter",
                                                       "not_visited",
                                                       "not_admitted",
                                                       "admission_unknown",
                                                       "visited_again",
                                                       "outside_dates",
                                                       "beyond_known",
                                                       "track_unknown",
                                                       "variant_unknown",
                                                       "municipality_unknown",
                                                       "crossing",
                                                       "not_whole",
                                                       "count_differs"};
static_assert(static_cast<std::size_t>(Cause::count_differs) + 1 == cause_names.size());

std::string_view name(Cause cause) { return cause_names.at(static_cast<std::size_t>(cause)); }

Statuses statuses(const Assessment& assessment) {
  Statuses all;
  for (const Finding& finding : assessment.findings) {
    std::vector<std::uint32_t> meetings;
    if (finding.requirement == nullptr) {
      const auto offending = assessment.meetings(finding);
      meetings.assign(offending.begin(), offending.end());
    }
    all[{finding.rule->id, meetings}] = finding.status;
  }
  return all;
}

/// The case with one reading chosen on top of its own.
cases::Case with(const cases::Case& one, ReadingChoice choice) {
  const auto scalar = [](std::string_view text) {
    io::Node node;
    node.kind = io::Node::Kind::scalar;
    node.type = io::Node::Type::text;
    node.text = text;
    return node;
  };
  cases::Case changed = one;
  auto& entries = changed.options.entries;
  auto readings = std::find_if(entries.begin(), entries.end(),
                               [](const io::Entry& entry) { return entry.key == "readings"; });
  if (readings == entries.end()) {
    io::Node mapping;
    mapping.kind = io::Node::Kind::mapping;
    entries.push_back({"readings", {}, mapping});
    readings = entries.end() - 1;
  }
  // The last choice of a reading holds.
  readings->value.entries.push_back(
      {std::string(info(choice.reading).id), {}, scalar(info(choice.reading).values.at(choice.value))});
  return changed;
}

class Coverage {
public:
  void look_at(const cases::Case& one) {
    if (one.is_no_course()) return;
    const Expectation expected{one};
    const AssessedCourse course = cases::judge(one, current_law, false);
    count_findings(expected, course.assessment);
    if (course.assessment.regime != nullptr) count_flips(one, course.assessment);
  }

  /// Prints everything, and what is missing in the end; gives how much that is.
  std::size_t report() {
    std::cout << "Rules by what the cases show of them\n";
    for (const Regime& regime : current_law.regimes) {
      for (const Requirement& requirement : regime.requirements) want_requirement(requirement);
      for_each_other_rule(regime, [&](const Rule& rule) {
        if (regime.handover && rule.id == regime.handover->rule.id)
          want_handover(*regime.handover);
        else if (regime.groups && rule.id == regime.groups->substitution.id)
          want(rule, {{stands, {stands}}, {does_not_stand, {does_not_stand}}});
        else if (is_share(regime, rule))
          std::cout << "  " << rule.id << ": about many persons together, no course has it\n";
        else if (rule.kind == RuleKind::prohibition)
          want(rule, {{"kept", {word(Status::met)}}, {"breached", {word(Status::breached)}}});
        else if (regime.coverage && rule.id == regime.coverage->id)
          want(rule, {{"there", {appears}}}); // it never stays away from its regime
        else if (regime.keeps_duties && rule.id == regime.transition.id)
          want(rule, {{"not there", {stays_away}}}); // who keeps the duties crosses nothing
        else
          want(rule, {{"there", {appears}}, {"not there", {stays_away}}});
      });
    }
    want(current_law.time.observed, {{"there", {appears}}, {"not there", {stays_away}}});
    std::cout << "\nCauses by the cases that expect a finding with them\n";
    want_causes();
    std::cout << "\nReadings by the cases in which they change a status\n";
    want_readings();
    std::cout << '\n';
    for (const std::string& line : missing_) std::cout << line << '\n';
    return missing_.size();
  }

private:
  /// Something that some case must show of a rule: one of these words.
  struct Wanted {
    std::string_view what;
    std::vector<std::string_view> any_of;
  };

  void count_findings(const Expectation& expected, const Assessment& assessment) {
    std::set<Cause> causes;
    for (const std::string& rule : expected.rules) {
      std::set<std::string_view> seen;
      for (const Finding& finding : assessment.findings)
        if (finding.rule->id == rule) {
          seen.insert(word(finding.status));
          if (finding.rule->kind == RuleKind::state) seen.insert(appears);
          if (finding.cause != Cause::none) seen.insert(name(finding.cause));
          causes.insert(finding.cause);
          if (finding.requirement != nullptr && assessment.regime->entry == Entry::visited &&
              regime_of(rule) != assessment.regime->id)
            seen.insert(after_trial);
        }
      for (const std::string_view what : seen) hit(rule, what);
    }
    for (const Cause cause : causes) ++causes_.at(static_cast<std::size_t>(cause));
    if (expected.group_stands) hit(expected.substitution, stands);
    if (expected.group_does_not) hit(expected.substitution, does_not_stand);
    const auto count_absence = [&](const Rule& rule) {
      const bool away = assessment.regime != nullptr && assessment.find(rule.id) == nullptr;
      if (away && (expected.absent.contains(rule.id) || expected.nothing_undecided)) hit(rule.id, stays_away);
    };
    count_absence(current_law.time.observed);
    if (assessment.regime == nullptr) return;
    count_absence(assessment.regime->applicability);
    count_absence(assessment.regime->transition);
    if (!assessment.regime->handover) return;
    const std::string_view handover = assessment.regime->handover->rule.id;
    if (expected.stage && assessment.state.stage) hit(handover, word(*assessment.state.stage));
    if (expected.ended_reason && assessment.state.ended_reason)
      hit(handover, word(*assessment.state.ended_reason));
  }

  void count_flips(const cases::Case& one, const Assessment& assessment) {
    const Statuses before = statuses(assessment);
    const std::uint32_t used = assessment.readings_used();
    for (std::size_t i = 0; i < reading_count; ++i) {
      if ((used >> i & 1U) == 0) continue;
      const auto reading = static_cast<Reading>(i);
      const std::uint8_t own = assessment.readings[reading];
      bool any = false;
      for (std::size_t value = 0; value < info(reading).size(); ++value) {
        if (value == own) continue;
        const ReadingChoice choice{reading, static_cast<std::uint8_t>(value)};
        const AssessedCourse other = cases::judge(with(one, choice), current_law, false);
        if (statuses(other.assessment) == before) continue;
        ++flips_.at(i).at(value);
        any = true;
      }
      if (any) ++flips_.at(i).at(own);
    }
  }

  void hit(std::string_view rule, std::string_view what) {
    Hits& hits = rules_[std::string(rule)];
    const auto found = hits.find(what);
    if (found != hits.end())
      ++found->second;
    else
      hits.emplace(what, 1);
  }

  void want(const Rule& rule, const std::vector<Wanted>& all) {
    const Hits& hits = rules_[std::string(rule.id)];
    std::cout << "  " << rule.id << ':';
    if (hits.empty()) std::cout << " nothing";
    std::string_view comma = " ";
    for (const auto& [what, count] : hits) {
      std::cout << comma << what << ' ' << count;
      comma = ", ";
    }
    std::cout << '\n';
    for (const Wanted& wanted : all) {
      const bool shown = std::any_of(wanted.any_of.begin(), wanted.any_of.end(),
                                     [&](std::string_view word) { return hits.contains(word); });
      if (!shown)
        missing_.push_back("No case expects " + std::string(rule.id) + " " + std::string(wanted.what) + ".");
    }
  }

  void want_requirement(const Requirement& requirement) {
    using enum Status;
    const WindowEnd& to = requirement.window.to;
    const bool may_be_broken =
        to.kind != EndKind::open || !to.under.empty() || requirement.ordinals.last != 0;
    std::vector<Wanted> all;
    if (may_be_broken)
      all = {{"met", {word(met)}}, {"violated", {word(late), word(missed), word(planned_late)}}};
    else
      all = {{"not required", {word(not_required)}},
             {"required", {word(met), word(planned), word(open), word(undecided)}}};
    const auto because = [&](Cause cause) { all.push_back({name(cause), {name(cause)}}); };
    if (requirement.condition == Condition::need_or_request) because(Cause::not_asked_for);
    if (requirement.condition == Condition::not_jobcenter_track) because(Cause::on_jobcenter_track);
    if (!requirement.exemptions.empty()) because(Cause::exempt);
    if (requirement.until.is_set()) because(Cause::rule_ended);
    if (requirement.after_trial == AfterTrial::unsettled) because(Cause::after_trial);
    if (requirement.after_trial != AfterTrial::nothing) all.push_back({after_trial, {after_trial}});
    want(requirement.rule, all);
  }

  static bool is_share(const Regime& regime, const Rule& rule) {
    return std::any_of(regime.shares.begin(), regime.shares.end(),
                       [&](const Share& share) { return share.rule.id == rule.id; });
  }

  void want_causes() {
    const bool all_whole = std::all_of(current_law.regimes.begin(), current_law.regimes.end(),
                                       [](const Regime& regime) { return regime.whole(); });
    for (std::size_t i = 1; i < cause_names.size(); ++i) {
      // While all regimes are whole nothing can say that one is not.
      if (static_cast<Cause>(i) == Cause::not_whole && all_whole) continue;
      std::cout << "  " << cause_names[i] << ": " << causes_[i] << '\n';
      if (causes_[i] == 0)
        missing_.push_back("No case expects a finding because of " + std::string(cause_names[i]) + ".");
    }
  }

  void want_handover(const Handover& handover) {
    std::vector<Wanted> all;
    for (const std::string_view stage : words<Stage>) all.push_back({stage, {stage}});
    for (const EndRule& end : handover.ends) all.push_back({word(end.reason), {word(end.reason)}});
    want(handover.rule, all);
  }

  void want_readings() {
    std::uint32_t used = 0;
    for (const Regime& regime : current_law.regimes) used |= readings_of(regime);
    for (std::size_t i = 0; i < reading_count; ++i) {
      if ((used >> i & 1U) == 0) continue;
      const ReadingInfo& reading = reading_ids.at(i);
      std::cout << "  " << reading.id << ':';
      for (std::size_t value = 0; value < reading.size(); ++value) {
        const int count = flips_.at(i).at(value);
        std::cout << (value == 0 ? " " : ", ") << reading.values.at(value) << ' ' << count;
        if (count == 0)
          missing_.push_back("No case changes a status with " + std::string(reading.id) + " = " +
                             std::string(reading.values.at(value)) + ".");
      }
      std::cout << '\n';
    }
  }

  std::map<std::string, Hits, std::less<>> rules_;
  std::array<int, cause_names.size()> causes_{};
  std::array<std::array<int, 3>, reading_count> flips_{};
  std::vector<std::string> missing_;
};

} // namespace

int coverage(const std::vector<cases::Case>& all) {
  Coverage found;
  for (const cases::Case& one : all) found.look_at(one);
  const std::size_t missing = found.report();
  std::cout << all.size() << " cases, " << missing << " missing\n";
  return missing == 0 ? 0 : 1;
}

} // namespace kontaktforloeb::lawcheck
