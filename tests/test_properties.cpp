// What must hold of every course, tried on some thousand of them. KONTAKTFORLOEB_SAMPLES=100000 searches
// longer.
#include "catch2_compat.hpp"

#include "support/random_course.hpp"

#include <kontaktforloeb/assessment_json.hpp>
#include <kontaktforloeb/course_file.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

namespace kf = kontaktforloeb;
namespace rc = kontaktforloeb::random_course;

namespace {

/// What came of trying a property on one sample.
struct Tried {
  bool fits = true;       ///< Whether the sample was one that the property speaks of.
  std::string wrong = {}; ///< What is wrong, or empty.
  std::string other = {}; ///< The changed course, where one was made.
};
const Tried passed_over{false, {}, {}};

/// Tries a property on so many samples of its kind; the first that breaks it is told with its seed and its
/// course.
template <class Property>
void for_all(std::uint64_t usual, rc::Kind kind, const Property& property) {
  const std::uint64_t count = rc::samples(usual);
  std::uint64_t fitting = 0;
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    const rc::Sample sample = rc::sample(seed, kind);
    rc::Dice dice{~seed};
    const Tried tried = property(sample, dice);
    fitting += tried.fits ? 1 : 0;
    if (!tried.wrong.empty())
      FAIL("seed " << seed << ": " << tried.wrong << "\n" << rc::describe(sample) << tried.other);
  }
  // A property that speaks of next to no course says nothing.
  INFO(fitting << " of " << count << " samples fitted");
  CHECK(fitting >= count / 20);
}

std::string json(const kf::CourseFacts& facts, const kf::Assessment& assessment,
                 kf::Language language = kf::Language::en) {
  return kf::to_json({{{"", facts.id, assessment, std::nullopt}}, {}, 0}, language);
}

/// All of a finding as one line, meetings renamed by `name`.
std::string line(const kf::Assessment& assessment, const kf::Finding& finding,
                 const std::function<std::size_t(std::size_t)>& name) {
  std::vector<std::size_t> meetings;
  for (const std::uint32_t meeting : assessment.meetings(finding)) meetings.push_back(name(meeting));
  std::sort(meetings.begin(), meetings.end());
  std::map<std::size_t, std::string_view> uncounted;
  for (const kf::NotCounted& meeting : assessment.not_counted(finding))
    uncounted[name(meeting.meeting)] = kf::word(meeting.why);
  std::string all = std::string(finding.rule->id) + " " + std::string(kf::word(finding.status)) + " " +
                    std::to_string(static_cast<int>(finding.cause)) + " " + std::to_string(finding.counted) +
                    "/" + std::to_string(finding.required) + " from " + rc::text(finding.not_before) +
                    " due " + rc::text(finding.due) + (finding.due_projected ? "?" : "") + " done " +
                    rc::text(finding.completed_on) + " meetings";
  for (const std::size_t meeting : meetings) all += " " + std::to_string(meeting);
  all += " not counted";
  for (const auto& [meeting, why] : uncounted) all += " " + std::to_string(meeting) + ":" + std::string(why);
  if (finding.contested)
    all += " contested by " + std::string(kf::info(finding.contested_by.reading).id) + " " +
           std::to_string(finding.contested_by.value) + " " +
           (finding.contested_vanishes ? "-" : std::string(kf::word(finding.contested_status)));
  return all + " | " + kf::message(finding);
}

std::vector<std::string> lines(
    const kf::Assessment& assessment,
    const std::function<std::size_t(std::size_t)>& name = [](std::size_t meeting) { return meeting; }) {
  std::vector<std::string> all;
  for (const kf::Finding& finding : assessment.findings) all.push_back(line(assessment, finding, name));
  return all;
}

std::string first_difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i)
    if (i >= a.size() || i >= b.size() || a[i] != b[i])
      return "\n  " + (i < a.size() ? a[i] : "nothing") + "\n  " + (i < b.size() ? b[i] : "nothing");
  return {};
}

kf::Assessment judge(const kf::CourseFacts& facts, kf::Date as_of, const kf::AssessOptions& options) {
  return kf::assess(kf::Course::checked(facts), as_of, options);
}

/// The days of the same form rule around a day; nothing when the effort is suspended.
std::optional<kf::DateRange> form_row(kf::Date day) {
  for (const kf::FormRow& row : kf::tables::form::rows)
    if (row.days.contains(day)) return row.suspended ? std::nullopt : std::optional{row.days};
  return kf::DateRange{kf::tables::form::rows.back().days.to + 1, {}};
}

/// The first day on which a meeting can count and be neither before the course nor before a new start in it.
kf::Date fresh_start(const kf::CourseFacts& facts, const kf::Assessment& assessment, kf::Date not_after) {
  kf::Date start = std::max(facts.registered, facts.placed);
  for (const kf::EventFacts& event : facts.events) {
    const bool starts = event.type == kf::EventType::visited || event.type == kf::EventType::placed ||
                        event.type == kf::EventType::registered_again;
    if (starts && event.date <= not_after) start = std::max(start, event.date);
    if (event.type == kf::EventType::job && event.from <= not_after &&
        !assessment.readings.is_default(kf::Reading::conversations_before_job))
      start = std::max(start, event.from);
  }
  return start;
}

bool ordinals_in(const kf::Regime& regime) {
  return std::any_of(regime.requirements.begin(), regime.requirements.end(),
                     [](const kf::Requirement& requirement) { return requirement.ordinals.last != 0; });
}

/// How many requirements and prohibitions have one of these severities.
std::size_t count(const kf::Assessment& assessment, std::initializer_list<kf::Severity> severities) {
  return static_cast<std::size_t>(
      std::count_if(assessment.findings.begin(), assessment.findings.end(), [&](const kf::Finding& finding) {
        return finding.rule->kind != kf::RuleKind::state &&
               std::find(severities.begin(), severities.end(), finding.severity()) != severities.end();
      }));
}

/// A requirement that was met and is not any more, as text.
std::string no_longer_met(const kf::Assessment& before, const kf::Assessment& after) {
  for (const kf::Finding& finding : before.findings) {
    if (finding.requirement == nullptr || finding.status != kf::Status::met) continue;
    const kf::Finding* now = after.find(finding.rule->id);
    if (now == nullptr || now->status != kf::Status::met)
      return first_difference(lines(before), lines(after));
  }
  return {};
}

bool has(const kf::MeetingFacts& meeting, kf::Conversation conversation) {
  const auto& kinds = meeting.conversations;
  return std::find(kinds.begin(), kinds.end(), conversation) != kinds.end();
}

bool has_event(const kf::CourseFacts& facts, kf::EventType type) {
  return std::any_of(facts.events.begin(), facts.events.end(),
                     [&](const kf::EventFacts& event) { return event.type == type; });
}

bool group_is_met(const kf::Assessment& assessment, kf::Group group) {
  return std::all_of(assessment.findings.begin(), assessment.findings.end(), [&](const kf::Finding& finding) {
    return finding.requirement == nullptr || finding.requirement->group != group ||
           finding.status == kf::Status::met;
  });
}

} // namespace

TEST_CASE("seeds give the same throws everywhere", "[properties]") {
  rc::Dice dice{5489};
  std::vector<int> thrown;
  for (int i = 0; i < 8; ++i) thrown.push_back(dice.between(1, 6));
  CHECK(thrown == std::vector<int>{5, 1, 3, 5, 3, 5, 2, 1});
  std::vector<int> list{1, 2, 3, 4, 5};
  dice.shuffle(list);
  CHECK(list == std::vector<int>{4, 5, 1, 3, 2});
}

TEST_CASE("a course written as YAML is read back as the same facts", "[properties]") {
  for_all(2000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice&) -> Tried {
    const kf::CourseFile file = kf::read_course(rc::as_yaml(sample.facts));
    if (!file.course) return {true, file.faults.front().text()};
    return {true, *file.course == kf::Course::checked(sample.facts) ? "" : "the facts differ"};
  });
}

TEST_CASE("facts are kept as given and readings in their own order", "[properties]") {
  for_all(1000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice&) -> Tried {
    kf::CourseFacts facts = sample.facts;
    const kf::Course course = kf::Course::checked(facts);
    facts.readings = course.facts().readings;
    if (course.facts() != facts) return {true, "the facts differ"};
    kf::CourseFacts turned = sample.facts;
    std::reverse(turned.readings.begin(), turned.readings.end());
    return {true, kf::Course::checked(turned) == course ? "" : "the order of readings makes another course"};
  });
}

TEST_CASE("the same course gives the same bytes", "[properties]") {
  for_all(1000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice&) -> Tried {
    const kf::Course course = kf::Course::checked(sample.facts);
    const kf::Course copy = course; // NOLINT(performance-unnecessary-copy-initialization): the copy is tested
    kf::Course moved_from = course;
    const kf::Course moved = std::move(moved_from);
    const std::string once = json(sample.facts, kf::assess(course, sample.as_of, sample.options()));
    for (const kf::Course* other : {&course, &copy, &moved})
      if (json(sample.facts, kf::assess(*other, sample.as_of, sample.options())) != once)
        return {true, "the documents differ"};
    return {};
  });
}

TEST_CASE("a buffer that other courses have used gives what a fresh one gives", "[properties]") {
  kf::AssessmentBuffer buffer;
  for_all(2000, rc::Kind::any, [&](const rc::Sample& sample, rc::Dice& dice) -> Tried {
    const kf::Course course = kf::Course::checked(sample.facts);
    const kf::AssessOptions options = sample.options(dice.percent(50));
    const kf::Assessment fresh = kf::assess(course, sample.as_of, options);
    const kf::Assessment& reused = kf::assess(course, sample.as_of, options, buffer);
    if (json(sample.facts, fresh) != json(sample.facts, reused)) return {true, "the documents differ"};
    return {true, first_difference(lines(fresh), lines(reused))};
  });
}

TEST_CASE("threads may judge the same courses at once", "[properties]") {
  std::vector<rc::Sample> all;
  std::vector<kf::Course> courses;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    all.push_back(rc::sample(seed));
    courses.push_back(kf::Course::checked(all.back().facts));
  }
  // Catch2 may be asked from one thread only, so the threads just write down what they find.
  const auto judge_all = [&](std::size_t first) {
    std::vector<std::string> found(all.size());
    kf::AssessmentBuffer buffer;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t at = (i + first) % all.size();
      found[at] = json(all[at].facts, kf::assess(courses[at], all[at].as_of, all[at].options(), buffer));
    }
    return found;
  };
  const std::vector<std::string> expected = judge_all(0);
  std::vector<std::vector<std::string>> found(4);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < found.size(); ++i)
    threads.emplace_back([&, i] { found[i] = judge_all(i * 7); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& one : found) CHECK(one == expected);
}

TEST_CASE("the order of the file decides nothing between meetings of different days", "[properties]") {
  for_all(3000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice& dice) -> Tried {
    kf::CourseFacts facts = sample.facts;
    std::set<kf::Date> days;
    std::erase_if(facts.meetings,
                  [&](const kf::MeetingFacts& meeting) { return !days.insert(meeting.date).second; });
    std::vector<std::size_t> order(facts.meetings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    dice.shuffle(order);
    kf::CourseFacts shuffled = facts;
    for (std::size_t i = 0; i < order.size(); ++i) shuffled.meetings[i] = facts.meetings[order[i]];

    const kf::Assessment before = judge(facts, sample.as_of, sample.options());
    const kf::Assessment after = judge(shuffled, sample.as_of, sample.options());
    // Findings of single meetings come in the file's order, so their order is not compared.
    auto a = lines(before), b = lines(after, [&](std::size_t meeting) { return order[meeting]; });
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    if (before.verdict != after.verdict) return {true, "the verdict differs"};
    return {order.size() > 1, first_difference(a, b), "shuffled:\n" + rc::as_yaml(shuffled)};
  });
}

TEST_CASE("the order of the file decides nothing between benefit rows, counts and events of different days",
          "[properties]") {
  for_all(2000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice& dice) -> Tried {
    kf::CourseFacts facts = sample.facts;
    std::set<kf::Date> days;
    std::erase_if(facts.events, [&](const kf::EventFacts& event) {
      return !days.insert(std::max({event.date, event.from, event.month.first()})).second;
    });
    std::erase_if(facts.observed,
                  [&](const kf::ObservedFacts& count) { return !days.insert(count.date).second; });
    kf::CourseFacts shuffled = facts;
    dice.shuffle(shuffled.events);
    dice.shuffle(shuffled.benefit);
    dice.shuffle(shuffled.observed);
    const std::string before = json(facts, judge(facts, sample.as_of, sample.options()));
    const std::string after = json(facts, judge(shuffled, sample.as_of, sample.options()));
    return {facts.events.size() + facts.benefit.size() > 1, before == after ? "" : "the documents differ",
            "shuffled:\n" + rc::as_yaml(shuffled)};
  });
}

TEST_CASE("looking for what is contested changes nothing else", "[properties]") {
  for_all(3000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice&) -> Tried {
    const kf::Course course = kf::Course::checked(sample.facts);
    kf::Assessment with = kf::assess(course, sample.as_of, sample.options(true));
    const kf::Assessment without = kf::assess(course, sample.as_of, sample.options(false));
    for (kf::Finding& finding : with.findings) {
      if (finding.contested && !finding.contested_vanishes && finding.contested_status == finding.status)
        return {true, "contested without another status: " + std::string(finding.rule->id)};
      finding.contested = false;
    }
    if (const std::string wrong = first_difference(lines(with), lines(without)); !wrong.empty())
      return {true, wrong};
    return {true, json(sample.facts, with) == json(sample.facts, without) ? "" : "the documents differ"};
  });
}

TEST_CASE("what is contested is so by a reading that the rule names", "[properties]") {
  for_all(3000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice&) -> Tried {
    const kf::Assessment assessment = judge(sample.facts, sample.as_of, sample.options());
    for (const kf::Finding& finding : assessment.findings) {
      // A reading under which no law is known takes every finding away, whatever the rule.
      if (!finding.contested || finding.rule->kind == kf::RuleKind::state || finding.contested_vanishes)
        continue;
      // A national rule below a variant or after a trial hangs on the readings of the regime that governs
      // too.
      const bool own = finding.rule->id.starts_with(std::string(assessment.regime->id) + ".");
      const auto reading = static_cast<unsigned>(finding.contested_by.reading);
      if (!kf::names(*finding.rule, finding.contested_by.reading) &&
          (own || (kf::readings_of(*assessment.regime) >> reading & 1u) == 0))
        return {true, std::string(finding.rule->id) + " by " +
                          std::string(kf::info(finding.contested_by.reading).id)};
    }
    return {};
  });
}

TEST_CASE("verdict, severity and what is next agree with the findings", "[properties]") {
  for_all(4000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice&) -> Tried {
    const kf::Assessment assessment = judge(sample.facts, sample.as_of, sample.options(false));
    if (assessment.regime == nullptr) {
      const bool empty = !assessment.verdict && assessment.findings.empty() && assessment.next.empty();
      return {false,
              empty && assessment.no_law != kf::NoLaw::none ? "" : "law that is not known gives findings"};
    }
    if (!assessment.verdict || assessment.no_law != kf::NoLaw::none)
      return {true, "a regime without a verdict"};

    std::set<kf::Status> statuses;
    for (const kf::Finding& finding : assessment.findings) {
      statuses.insert(finding.status);
      const bool error = finding.status == kf::Status::late || finding.status == kf::Status::missed ||
                         finding.status == kf::Status::planned_late || finding.status == kf::Status::breached;
      const kf::Severity expected = error                                     ? kf::Severity::error
                                    : finding.status == kf::Status::open      ? kf::Severity::warning
                                    : finding.status == kf::Status::undecided ? kf::Severity::note
                                                                              : kf::Severity::none;
      if (finding.severity() != expected) return {true, "wrong severity"};
      if (finding.status == kf::Status::breached && finding.requirement != nullptr)
        return {true, "a requirement is breached"};
    }
    const bool error = count(assessment, {kf::Severity::error}) != 0;
    const kf::Verdict expected = error                                      ? kf::Verdict::violated
                                 : statuses.contains(kf::Status::undecided) ? kf::Verdict::undecided
                                 : statuses.contains(kf::Status::open)      ? kf::Verdict::open
                                                                            : kf::Verdict::fulfilled;
    if (*assessment.verdict != expected) return {true, "the verdict does not follow from the findings"};

    std::set<std::uint32_t> next(assessment.next.begin(), assessment.next.end());
    if (next.size() != assessment.next.size()) return {true, "next names a finding twice"};
    for (std::uint32_t i = 0; i < assessment.findings.size(); ++i) {
      const kf::Status status = assessment.findings[i].status;
      if (next.contains(i) != (status == kf::Status::open || status == kf::Status::planned))
        return {true, "next does not hold just what is open and planned"};
    }
    const auto key = [&](std::uint32_t i) {
      const kf::Date due = assessment.findings[i].due;
      return std::tuple{!due.is_set(), due, i};
    };
    for (std::size_t i = 1; i < assessment.next.size(); ++i)
      if (key(assessment.next[i - 1]) > key(assessment.next[i]))
        return {true, "next is not sorted by last day"};

    if (sample.as_planned)
      for (const kf::Status status : {kf::Status::open, kf::Status::planned, kf::Status::planned_late})
        if (statuses.contains(status))
          return {true, "the plan itself is judged, and something is still to come"};
    return {};
  });
}

TEST_CASE("witnesses agree with the counts", "[properties]") {
  for_all(4000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice&) -> Tried {
    const kf::CourseFacts& facts = sample.facts;
    const kf::Assessment assessment = judge(facts, sample.as_of, sample.options(false));
    for (const kf::Finding& finding : assessment.findings) {
      const auto fail = [&](std::string_view what) -> Tried {
        return {true, std::string(what) + ": " + line(assessment, finding, [](std::size_t i) { return i; })};
      };
      const auto filling = assessment.meetings(finding);
      const auto uncounted = assessment.not_counted(finding);
      std::set<std::size_t> seen;
      for (std::size_t i = 0; i < filling.size(); ++i) {
        if (filling[i] >= facts.meetings.size()) return fail("a meeting that is not there");
        if (finding.gap.from.is_set() && finding.gap.contains(facts.meetings[filling[i]].date))
          return fail("a meeting between two windows");
        if (i != 0 && filling[i - 1] >= filling[i]) return fail("meetings are not ascending");
        seen.insert(filling[i]);
      }
      for (std::size_t i = 0; i < uncounted.size(); ++i) {
        if (uncounted[i].meeting >= facts.meetings.size()) return fail("a meeting that is not there");
        if (i != 0 && uncounted[i - 1].meeting >= uncounted[i].meeting)
          return fail("uncounted are not ascending");
        if (!seen.insert(uncounted[i].meeting).second) return fail("a meeting counts and does not count");
      }
      if (finding.requirement == nullptr) {
        if (filling.size() > 1 || !uncounted.empty()) return fail("one meeting at most");
        if (finding.required != 0 || finding.counted != 0 || finding.due.is_set() ||
            finding.completed_on.is_set())
          return fail("no counts and days here");
        continue;
      }
      const kf::Requirement& requirement = *finding.requirement;
      const bool other_kinds = requirement.or_else || assessment.regime->groups;
      const auto of_the_kind = [&](std::size_t i) {
        return other_kinds || has(facts.meetings[i], requirement.conversation);
      };
      if (!std::all_of(seen.begin(), seen.end(), of_the_kind)) return fail("a meeting of another kind");
      // Where nothing is asked for, what is planned in time is told all the same.
      const bool unasked = finding.required == 0;
      if (!unasked && static_cast<std::int32_t>(filling.size()) > finding.required)
        return fail("more meetings than slots");
      // Which kinds fill its slots then hangs on more than the rule.
      if (other_kinds) continue;

      // What stands in neither list was in time without being needed, or fills a slot of a rule of the same
      // group.
      std::set<std::size_t> elsewhere;
      for (const kf::Finding& other : assessment.findings)
        if (&other != &finding && other.requirement != nullptr &&
            other.requirement->group == requirement.group)
          for (const std::uint32_t meeting : assessment.meetings(other)) elsewhere.insert(meeting);
      std::int32_t held = 0, surplus = 0;
      kf::Date latest;
      const auto is_held = [&](std::size_t i) {
        const kf::MeetingFacts& meeting = facts.meetings[i];
        return sample.as_planned ? meeting.status <= kf::MeetingStatus::planned
                                 : meeting.status == kf::MeetingStatus::held && meeting.date <= sample.as_of;
      };
      for (std::size_t i = 0; i < facts.meetings.size(); ++i)
        if (of_the_kind(i) && !seen.contains(i) && is_held(i) && !elsewhere.contains(i)) ++surplus;
      for (const std::uint32_t meeting : filling) {
        held += is_held(meeting) ? 1 : 0;
        latest = std::max(latest, facts.meetings[meeting].date);
      }
      if (finding.required != 0) {
        // What the national regime after a trial, or beside a variant, takes is surplus to the other.
        const bool taken_later = assessment.phases.size() > 1 || !assessment.base.empty();
        if (!taken_later && (finding.counted > held + surplus || finding.counted < surplus))
          return fail("counted is not what was held in time");
        if (finding.completed_on.is_set() != (held == finding.required)) return fail("completed on no day");
        if (finding.completed_on.is_set() && finding.completed_on != latest)
          return fail("completed another day");
      }
      if (finding.status == kf::Status::met &&
          (finding.counted < finding.required || !finding.completed_on.is_set()))
        return fail("met without being so");
      if (finding.status == kf::Status::met && requirement.condition == kf::Condition::none &&
          finding.due.is_set() && finding.completed_on > finding.due && finding.rule->readings.size() != 0 &&
          requirement.replaces.empty())
        return fail("met after the last day");
      if (finding.status == kf::Status::late &&
          (!finding.completed_on.is_set() || finding.counted - surplus >= finding.required))
        return fail("late without being so");
      if ((finding.status == kf::Status::planned || finding.status == kf::Status::planned_late) &&
          (static_cast<std::int32_t>(filling.size()) != finding.required || held == finding.required))
        return fail("planned without being so");
    }
    return {};
  });
}

TEST_CASE("a status follows from the printed days and the meetings that may count", "[properties]") {
  for_all(4000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice&) -> Tried {
    const kf::CourseFacts& facts = sample.facts;
    const kf::Assessment assessment = judge(facts, sample.as_of, sample.options(false));
    bool fits = false;
    for (const kf::Finding& finding : assessment.findings) {
      // Told by other things than days: numbers, an order of conversations, excuses, doubts, two windows at
      // once.
      if (finding.requirement == nullptr || finding.requirement->condition != kf::Condition::none ||
          finding.requirement->ordinals.last != 0 || finding.requirement->after_cv ||
          !assessment.readings.is_default(kf::Reading::variant_effect) || finding.requirement->or_else ||
          finding.requirement->every != kf::Limit{} || assessment.regime->groups ||
          assessment.phases.size() > 1 ||
          (finding.requirement->window.from.kind != kf::EndKind::open && !finding.not_before.is_set()) ||
          finding.status == kf::Status::not_required || finding.status == kf::Status::undecided)
        continue;
      const bool shared =
          std::any_of(assessment.findings.begin(), assessment.findings.end(), [&](const kf::Finding& other) {
            return other.requirement != nullptr && other.requirement != finding.requirement &&
                   other.requirement->group == finding.requirement->group && other.required != 0;
          });
      if (shared) continue;
      fits = true;

      std::set<std::size_t> barred;
      for (const kf::NotCounted& meeting : assessment.not_counted(finding))
        if (meeting.why != kf::NotCountedReason::before_window &&
            meeting.why != kf::NotCountedReason::after_window)
          barred.insert(meeting.meeting);
      const kf::Date today = sample.as_planned ? kf::Date{2199, 12, 31} : sample.as_of;
      std::vector<kf::Date> held, held_late, planned, planned_late;
      for (std::size_t i = 0; i < facts.meetings.size(); ++i) {
        const kf::MeetingFacts& meeting = facts.meetings[i];
        if (!has(meeting, finding.requirement->conversation) || barred.contains(i) ||
            meeting.date < finding.not_before)
          continue;
        const bool late = finding.due.is_set() && meeting.date > finding.due;
        if (meeting.date <= today)
          (late ? held_late : held).push_back(meeting.date);
        else
          (late ? planned_late : planned).push_back(meeting.date);
      }
      const auto wanted = static_cast<std::size_t>(finding.required);
      const bool passed = finding.due.is_set() ? today > finding.due : sample.as_planned;
      const std::size_t in_time = held.size() + planned.size();
      const kf::Status expected =
          held.size() >= wanted                                                         ? kf::Status::met
          : in_time < wanted && held_late.size() >= wanted - in_time && planned.empty() ? kf::Status::late
          : passed                                                                      ? kf::Status::missed
          : in_time >= wanted                                                           ? kf::Status::planned
          : in_time + held_late.size() + planned_late.size() >= wanted ? kf::Status::planned_late
                                                                       : kf::Status::open;
      const auto fail = [&](std::string_view what) -> Tried {
        return {true, std::string(what) + ": " + line(assessment, finding, [](std::size_t i) { return i; })};
      };
      if (finding.status != expected) return fail("expected " + std::string(kf::word(expected)));
      if (finding.counted != static_cast<std::int32_t>(held.size())) return fail("wrong count");
      std::sort(held.begin(), held.end());
      if (expected == kf::Status::met && finding.completed_on != held[wanted - 1])
        return fail("done another day");
    }
    return {fits};
  });
}

TEST_CASE("holding a conversation earlier in its window spoils nothing that was met", "[properties]") {
  for_all(6000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice& dice) -> Tried {
    const kf::Assessment before = judge(sample.facts, sample.as_of, sample.options(false));
    // A variant that only permits has two windows with days between them.
    if (before.regime == nullptr || ordinals_in(*before.regime) ||
        !before.readings.is_default(kf::Reading::variant_effect))
      return passed_over;
    std::vector<std::pair<const kf::Finding*, std::uint32_t>> candidates;
    for (const kf::Finding& finding : before.findings)
      if (finding.requirement != nullptr && finding.status == kf::Status::met)
        for (const std::uint32_t meeting : before.meetings(finding))
          // A conversation goes to the slot that is due first: another rule of the group that lacks one would
          // take it.
          if (group_is_met(before, finding.requirement->group) &&
              sample.facts.meetings[meeting].conversations.size() == 1 &&
              sample.facts.meetings[meeting].form == kf::Form::in_person)
            candidates.emplace_back(&finding, meeting);
    if (candidates.empty()) return passed_over;

    const auto [finding, index] = dice.one_of(candidates);
    kf::CourseFacts facts = sample.facts;
    kf::MeetingFacts& meeting = facts.meetings[index];
    const auto row = form_row(meeting.date);
    if (!row) return passed_over;
    kf::Date from = std::max({finding->not_before, row->from, fresh_start(facts, before, meeting.date)});
    if (finding->requirement->condition == kf::Condition::empty_joblog)
      from = std::max(from, kf::Month{meeting.date}.first());
    if (finding->requirement->after_cv)
      for (const kf::MeetingFacts& other : facts.meetings)
        if (has(other, kf::Conversation::cv_samtale) && other.date <= meeting.date)
          from = std::max(from, other.date);
    if (from >= meeting.date) return passed_over;
    meeting.date = dice.day(from, meeting.date - 1);
    if (meeting.summoned > meeting.date) meeting.summoned = {};
    const kf::Assessment after = judge(facts, sample.as_of, sample.options(false));
    return {true, no_longer_met(before, after), "moved:\n" + rc::as_yaml(facts)};
  });
}

TEST_CASE("one more conversation as the law wants it does no harm", "[properties]") {
  for (const std::string_view regime : {"trial_2020", "normalindsats"}) DYNAMIC_SECTION(regime) {
      const rc::Kind kind = regime == "trial_2020" ? rc::Kind::trial : rc::Kind::normal;
      for_all(4000, kind, [&](const rc::Sample& sample, rc::Dice& dice) -> Tried {
        kf::AssessOptions options = sample.options(false);
        options.regime = regime;
        const kf::Assessment before = judge(sample.facts, sample.as_of, options);
        const kf::Date today = sample.as_planned ? kf::Date{2024, 12, 31} : sample.as_of;
        const kf::Finding& finding = dice.one_of(before.findings);
        if (finding.requirement == nullptr) return passed_over;
        const kf::Date to = finding.due.is_set() ? std::min(finding.due, today) : today;
        const kf::Date from = std::max(finding.not_before, fresh_start(sample.facts, before, today));
        if (from > to) return passed_over;
        kf::MeetingFacts added;
        added.date = dice.day(from, to);
        if (!form_row(added.date)) return passed_over;
        added.conversations = {finding.requirement->conversation};
        added.holder =
            finding.requirement->holder == kf::Party::a_kasse ? kf::Holder::a_kasse : kf::Holder::jobcenter;
        added.status = kf::MeetingStatus::held;
        kf::CourseFacts facts = sample.facts;
        facts.meetings.push_back(added);

        const kf::Assessment after = judge(facts, sample.as_of, options);
        const std::string what = "added:\n" + rc::as_yaml(facts);
        if (std::string wrong = no_longer_met(before, after); !wrong.empty()) return {true, wrong, what};
        // Where something about a meeting is not known, one more conversation may be the one that makes it
        // matter: »planned or planned« becomes »planned or met«, which is undecided.
        const bool known =
            std::all_of(facts.meetings.begin(), facts.meetings.end(), [&](const kf::MeetingFacts& meeting) {
              return (meeting.status != kf::MeetingStatus::planned || meeting.date > today) &&
                     meeting.form == kf::Form::in_person;
            });
        const auto all = {kf::Severity::error, kf::Severity::warning, kf::Severity::note};
        if (known && count(after, all) > count(before, all))
          return {true, first_difference(lines(before), lines(after)), what};
        // A requirement with an empty slot is open; once the last slots are planned, but too late, it is an
        // error: filling one leads from the one to the other.
        const bool past = std::all_of(facts.meetings.begin(), facts.meetings.end(),
                                      [&](const kf::MeetingFacts& meeting) { return meeting.date <= today; });
        if (known && past && count(after, {kf::Severity::error}) > count(before, {kf::Severity::error}))
          return {true, first_difference(lines(before), lines(after)), what};
        return {};
      });
    }
}

TEST_CASE("what is met stays met as the days go by", "[properties]") {
  for_all(3000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice& dice) -> Tried {
    // A new benefit period is another course; a regime asked for by name may end in doubt but not in silence.
    if (has_event(sample.facts, kf::EventType::placed) || sample.as_planned) return passed_over;
    const kf::Date later = sample.as_of + dice.between(1, 200);
    const kf::Assessment before = judge(sample.facts, sample.as_of, sample.options(false));
    const kf::Assessment after = judge(sample.facts, later, sample.options(false));
    if (before.regime == nullptr || after.regime == nullptr || ordinals_in(*before.regime))
      return passed_over;
    return {true, no_longer_met(before, after), "later: " + later.iso() + "\n"};
  });
}

TEST_CASE("more benefit never moves the hand-over to a later day", "[properties]") {
  for_all(6000, rc::Kind::trial, [](const rc::Sample& sample, rc::Dice& dice) -> Tried {
    kf::CourseFacts facts = sample.facts;
    facts.observed.clear();
    // Rows without hours may begin the benefit period; sickness that does not count uses its run up all the
    // same.
    const auto idle = [&](const kf::BenefitFacts& row) {
      const kf::Date first = std::max(row.month.first(), row.from);
      const auto& dead = kf::current_law.time.dead_periods;
      return row.kind == kf::BenefitKind::sygedagpenge &&
             (first <= std::max(facts.registered, facts.placed) ||
              std::any_of(dead.begin(), dead.end(),
                          [&](const kf::DeadPeriod& one) { return one.days.contains(first); }));
    };
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < facts.benefit.size(); ++i)
      if (facts.benefit[i].hours.hundredths > 0 && !idle(facts.benefit[i])) rows.push_back(i);
    if (rows.empty()) return passed_over;
    kf::CourseFacts more = facts;
    more.benefit[dice.one_of(rows)].hours.hundredths += dice.percent(50) ? 1 : dice.between(1, 100);
    if (!kf::find_faults(more).empty()) return passed_over; // more than the month's norm

    kf::AssessOptions options = sample.options(false);
    options.regime = "trial_2020";
    const auto last_day = [&](const kf::CourseFacts& judged) {
      const kf::Date day = judge(judged, sample.as_of, options).state.handover->last_day;
      return day.is_set() ? day : kf::Date{2199, 12, 31};
    };
    const kf::Date before = last_day(facts), after = last_day(more);
    return {true, after <= before ? "" : before.iso() + " becomes " + after.iso(),
            "more:\n" + rc::as_yaml(more)};
  });
}

TEST_CASE("a prohibition asks no clock", "[properties]") {
  // The days that are looked at end with the course, which the clock ends in the trial: what lies before both
  // ends is judged alike.
  for_all(6000, rc::Kind::any, [](const rc::Sample& sample, rc::Dice& dice) -> Tried {
    static constexpr kf::Reading clocks[] = {kf::Reading::handover_test,
                                             kf::Reading::hours_within_month,
                                             kf::Reading::two_week_day,
                                             kf::Reading::trial_raadighed_deadline,
                                             kf::Reading::other_benefit_in_aggregate,
                                             kf::Reading::carry_over_previous_period,
                                             kf::Reading::week_10_boundary,
                                             kf::Reading::week_9_lower,
                                             kf::Reading::registration_restarts_two_weeks};
    const kf::Course course = kf::Course::checked(sample.facts);
    const kf::Assessment before = kf::assess(course, sample.as_of, sample.options(false));
    std::vector<kf::ReadingChoice> readings = sample.readings;
    for (const kf::Reading reading : clocks)
      if (dice.percent(50))
        readings.push_back({reading, static_cast<std::uint8_t>(dice.below(kf::info(reading).size()))});
    kf::AssessOptions options = sample.options(false);
    options.readings = readings;
    const kf::Assessment after = kf::assess(course, sample.as_of, options);
    if (before.regime == nullptr || after.regime == nullptr || !before.regime->merging) return passed_over;

    kf::Date last{2199, 12, 31};
    for (const kf::Assessment* one : {&before, &after})
      if (one->state.handover && one->state.handover->last_day.is_set())
        last = std::min(last, one->state.handover->last_day);
    const auto offences = [&](const kf::Assessment& assessment) {
      std::vector<std::string> found;
      for (const kf::Finding& finding : assessment.findings)
        if (finding.rule->kind == kf::RuleKind::prohibition && finding.status != kf::Status::met &&
            finding.cause_date <= last)
          found.push_back(line(assessment, finding, [](std::size_t i) { return i; }));
      return found;
    };
    return {true, first_difference(offences(before), offences(after))};
  });
}

TEST_CASE("covered are those visited less those ended, on every day", "[properties]") {
  struct Member {
    rc::Sample sample;
    kf::Course course;
    kf::Date entry;
  };
  std::vector<Member> cohort;
  for (std::uint64_t seed = 1; cohort.size() < 500; ++seed) {
    rc::Sample sample = rc::sample(seed, rc::Kind::trial);
    // A new benefit period begins a new course, with a stage of its own.
    std::erase_if(sample.facts.events,
                  [](const kf::EventFacts& event) { return event.type == kf::EventType::placed; });
    kf::Date entry;
    for (const kf::EventFacts& event : sample.facts.events)
      if (event.type == kf::EventType::visited && (!entry.is_set() || event.date < entry)) entry = event.date;
    entry = std::max(entry, sample.facts.registered);
    cohort.push_back({sample, kf::Course::checked(sample.facts), entry});
  }
  kf::AssessmentBuffer buffer;
  std::vector<int> before(cohort.size(), 0);
  for (kf::Date day{2019, 11, 30}; day < kf::Date{2025, 1, 1}; day = day + 13) {
    int visited = 0, ended = 0, covered = 0;
    for (std::size_t i = 0; i < cohort.size(); ++i) {
      kf::AssessOptions options = cohort[i].sample.options(false);
      options.regime = "trial_2020";
      options.as_planned = false;
      const kf::CourseState& state = kf::assess(cohort[i].course, day, options, buffer).state;
      visited += day >= cohort[i].entry ? 1 : 0;
      covered += state.stage == kf::Stage::covered ? 1 : 0;
      ended += state.stage == kf::Stage::ended ? 1 : 0;
      // Null, then covered, then ended, and never back.
      const int stage = !state.stage ? 0 : *state.stage == kf::Stage::covered ? 1 : 2;
      INFO(day.iso() << "\n" << rc::describe(cohort[i].sample));
      REQUIRE(stage >= before[i]);
      REQUIRE(state.ended_reason.has_value() == (stage == 2));
      REQUIRE(state.responsible == (stage == 1 ? kf::Party::a_kasse : kf::Party::jobcenter));
      before[i] = stage;
    }
    INFO(day.iso());
    REQUIRE(covered == visited - ended);
  }
  CHECK(std::count(before.begin(), before.end(), 2) > 150);
}

TEST_CASE("messages are whole sentences in both languages", "[properties]") {
  const auto flaw = [](const std::string& message) -> std::string {
    if (message.empty()) return "nothing is said";
    if (message.back() != '.' || message.ends_with("..")) return "no full stop, or two";
    // What is left when a day, a name or a number is not there.
    for (const std::string_view part : {"  ", " .", " ,", " ;", " :", "{", "}", "0000", "-1", "1399", "1400"})
      if (message.find(part) != std::string::npos) return "'" + std::string(part) + "' in it";
    return message.front() == ' ' ? "a space before it" : "";
  };
  for_all(4000, rc::Kind::any, [&](const rc::Sample& sample, rc::Dice&) -> Tried {
    const kf::Assessment assessment = judge(sample.facts, sample.as_of, sample.options(false));
    for (const kf::Language language : {kf::Language::en, kf::Language::da}) {
      for (const kf::Finding& finding : assessment.findings) {
        const std::string message = kf::message(finding, language);
        if (const std::string wrong = flaw(message); !wrong.empty())
          return {true, wrong + ": " + std::string(finding.rule->id) + ": " + message};
      }
      const std::string why = kf::no_law_message(assessment, language);
      if (why.empty() != assessment.verdict.has_value()) return {true, "a verdict and a reason for none"};
      if (const std::string wrong = why.empty() ? "" : flaw(why); !wrong.empty())
        return {true, wrong + ": " + why};
    }
    return {};
  });
}

TEST_CASE("documents are JSON and come back as they were", "[properties]") {
  for_all(800, rc::Kind::any, [](const rc::Sample& sample, rc::Dice&) -> Tried {
    const kf::Assessment assessment = judge(sample.facts, sample.as_of, sample.options());
    for (const kf::Language language : {kf::Language::en, kf::Language::da}) {
      const std::string document = json(sample.facts, assessment, language);
      const auto parsed = nlohmann::ordered_json::parse(document, nullptr, false);
      if (parsed.is_discarded()) return {true, "not JSON"};
      if (parsed.dump(2) + "\n" != document) return {true, "not the same bytes"};
      if (parsed["courses"][0]["findings"].size() != assessment.findings.size())
        return {true, "findings are lost"};
    }
    return {};
  });
}
