// What a rule names as its readings is all that can change it: contested findings, the report's list of
// readings and `rules` are built from it.
#include "catch2_compat.hpp"

#include "support/cases.hpp"
#include "support/random_course.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kf = kontaktforloeb;
namespace rc = kontaktforloeb::random_course;

namespace {

/// Changes of findings by rule and reading.
struct Change {
  std::string how;
  bool announced;
};
using Changes = std::map<std::pair<const kf::Rule*, kf::Reading>, Change>;

/// Whether a rule's findings say whether others are unfinished: they change with every reading that those
/// name.
bool follows_from_others(const kf::Rule& rule) {
  return rule.id.ends_with(".applicability") || rule.id.ends_with(".transition") ||
         rule.id.ends_with(".coverage");
}

/// Whether a rule announces a reading: by its own list, or, for a national rule below a variant or after a
/// trial, by that of the regime that governs the course.
bool announces(const kf::Regime& governing, const kf::Rule& rule, kf::Reading reading) {
  if (kf::names(rule, reading)) return true;
  const bool own = rule.id.starts_with(std::string(governing.id) + ".");
  return !own && (kf::readings_of(governing) >> static_cast<unsigned>(reading) & 1u) != 0;
}

/// All that is said under each rule, contested or not.
std::map<const kf::Rule*, std::string> said(const kf::Assessment& assessment) {
  std::map<const kf::Rule*, std::string> all;
  for (const kf::Finding& finding : assessment.findings) {
    if (follows_from_others(*finding.rule)) continue;
    std::string& line = all[finding.rule];
    line += std::string(kf::word(finding.status)) + " " + std::to_string(finding.counted) + "/" +
            std::to_string(finding.required) + " from " + rc::text(finding.not_before) + " due " +
            rc::text(finding.due) + (finding.due_projected ? "?" : "") + " done " +
            rc::text(finding.completed_on);
    for (const std::uint32_t meeting : assessment.meetings(finding)) line += " " + std::to_string(meeting);
    for (const kf::NotCounted& meeting : assessment.not_counted(finding))
      line += " not " + std::to_string(meeting.meeting) + " " + std::string(kf::word(meeting.why));
    line += " | " + kf::message(finding) + "\n";
  }
  if (assessment.state.handover) {
    const kf::CourseState& state = assessment.state;
    std::string& line = all[&assessment.regime->handover->rule];
    line = state.stage ? std::string(kf::word(*state.stage)) : "no stage";
    if (state.ended_reason) line += " " + std::string(kf::word(*state.ended_reason));
    line += std::string(" ") + std::string(kf::word(state.responsible)) + " " +
            rc::text(state.handover->last_day) + (state.handover->projected ? "?" : "") + " " +
            (state.handover->hours ? state.handover->hours->text() : "-") + " " +
            state.handover->threshold.text();
  }
  return all;
}

/// Tries every other value of every reading; says which rules changed and how.
void look(const kf::Course& course, kf::Date as_of, kf::AssessOptions options, const std::string& about,
          Changes& changes, kf::AssessmentBuffer& buffer) {
  options.contested = false;
  const std::vector<kf::ReadingChoice> own(options.readings.begin(), options.readings.end());
  const kf::Assessment before = kf::assess(course, as_of, options, buffer);
  if (before.regime == nullptr) return;
  const auto said_before = said(before);
  for (std::size_t i = 0; i < kf::reading_count; ++i) {
    const auto reading = static_cast<kf::Reading>(i);
    for (std::uint8_t value = 0; value < kf::info(reading).size(); ++value) {
      if (value == before.readings[reading]) continue;
      std::vector<kf::ReadingChoice> chosen = own;
      chosen.push_back({reading, value});
      options.readings = chosen;
      const kf::Assessment& after = kf::assess(course, as_of, options, buffer);
      // Where no law is known under a reading, nothing is said of any rule.
      if (after.regime == nullptr) continue;
      auto said_after = said(after);
      const auto tell = [&](const kf::Rule* rule, const std::string& how) {
        const bool announced = announces(*before.regime, *rule, reading);
        const auto [at, fresh] = changes.try_emplace({rule, reading}, Change{how, announced});
        if (!fresh && at->second.announced && !announced) at->second = {how, false};
      };
      for (const auto& [rule, line] : said_before)
        if (said_after[rule] != line) tell(rule, about + "\n" + line + "\n" + said_after[rule]);
      for (const auto& [rule, line] : said_after)
        if (said_before.find(rule) == said_before.end()) tell(rule, about + "\nnothing\n" + line);
    }
  }
}

/// The changes that the rule does not announce.
std::string not_named(const Changes& changes) {
  std::string wrong;
  for (const auto& [change, it] : changes)
    if (!it.announced)
      wrong += std::string(change.first->id) + " does not name " + std::string(kf::info(change.second).id) +
               ": " + it.how + "\n";
  return wrong;
}

} // namespace

TEST_CASE("each case: a reading that changes a finding is named by its rule", "[readings]") {
  Changes changes;
  kf::AssessmentBuffer buffer;
  for (const kf::cases::Case& one :
       kf::cases::load(std::filesystem::path{KONTAKTFORLOEB_SOURCE_DIR} / "tests/cases")) {
    if (one.is_no_course()) continue;
    const kf::cases::Prepared ready = kf::cases::prepare(one);
    look(ready.course, ready.as_of, ready.options(), one.title(), changes, buffer);
  }
  CHECK(changes.size() > 50);
  CHECK(not_named(changes) == "");
}

TEST_CASE("courses by chance: a reading that changes a finding is named by its rule", "[readings]") {
  Changes changes;
  kf::AssessmentBuffer buffer;
  const char* more = std::getenv("KONTAKTFORLOEB_SAMPLES"); // NOLINT(concurrency-mt-unsafe): nobody sets it
  const std::uint64_t count = more != nullptr ? std::stoull(more) : 20000;
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    rc::Sample sample = rc::sample(seed);
    rc::Dice dice{~seed};
    // Readings act together: every other course has all of them by chance.
    if (dice.percent(50)) {
      sample.readings.clear();
      for (std::size_t i = 0; i < kf::reading_count; ++i) {
        const auto reading = static_cast<kf::Reading>(i);
        sample.readings.push_back({reading, static_cast<std::uint8_t>(dice.below(kf::info(reading).size()))});
      }
    }
    look(kf::Course::checked(sample.facts), sample.as_of, sample.options(), rc::describe(sample), changes,
         buffer);
  }
  CHECK(changes.size() > 50);
  CHECK(not_named(changes) == "");
  // And what is named does something, if the search is long enough to show it.
  if (more != nullptr)
    for (const kf::Regime& regime : kf::current_law.regimes) {
      const auto idle = [&](const kf::Rule& rule) {
        for (const kf::Reading reading : rule.readings)
          if (changes.find({&rule, reading}) == changes.end())
            WARN(rule.id << " names " << kf::info(reading).id << ", which changed nothing");
      };
      for (const kf::Requirement& requirement : regime.requirements) idle(requirement.rule);
      kf::for_each_other_rule(regime, idle);
    }
}
