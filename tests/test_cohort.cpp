// A cohort is judged as each of its courses alone is, bit for bit, whatever stands around it.
#include "catch2_compat.hpp"

#include "support/cases.hpp"
#include "support/columns.hpp"
#include "support/random_course.hpp"

#include <kontaktforloeb/cohort.hpp>
#include <kontaktforloeb/course_file.hpp>
#include <kontaktforloeb/kontaktforloeb.hpp>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace kf = kontaktforloeb;
namespace rc = kontaktforloeb::random_course;
using kf::columns::Table;

namespace {

using rc::text;

// --- one row as text

template <class Enum>
std::string text(const std::optional<Enum>& value) {
  return value ? std::string(kf::word(*value)) : "-";
}

/// A code column's word.
template <class Enum>
std::string decoded(std::uint8_t code) {
  return code == kf::no_code ? "-" : std::string(kf::words<Enum>[code]);
}

std::string text(const std::vector<kf::Fault>& faults) {
  std::string all = "faults";
  for (const kf::Fault& fault : faults) all += "\n  " + fault.text();
  return all;
}

/// What a course alone gives.
std::string alone(const kf::CourseFacts& facts, kf::Date as_of, const kf::AssessOptions& options) {
  const auto course = kf::Course::from(facts);
  if (!course) return text(course.faults());
  const kf::Assessment a = kf::assess(*course, as_of, options);
  if (a.regime == nullptr) return "no law";
  std::string all = std::string(a.regime->id);
  all += " " + text(a.state.stage) + " " + text(a.state.ended_reason) + " " +
         std::string(kf::word(a.state.responsible));
  all += a.state.handover ? " " + text(a.state.handover->last_day) + (a.state.handover->projected ? "?" : "")
                          : " no hand-over";
  all += " " + text(a.verdict);
  std::map<kf::Severity, int> counts;
  std::set<std::string> reasons;
  for (const kf::Finding& finding : a.findings) {
    ++counts[finding.severity()];
    if (finding.severity() == kf::Severity::error) reasons.insert(std::string(finding.rule->id));
  }
  for (const auto severity : {kf::Severity::error, kf::Severity::warning, kf::Severity::note})
    all += " " + std::to_string(counts[severity]);
  for (const std::string& reason : reasons) all += "\n  because " + reason;
  for (const kf::Finding& finding : a.findings)
    all += "\n  " + std::string(finding.rule->id) + " " + std::string(kf::word(finding.status)) + " " +
           text(finding.due) + (finding.due_projected ? "? " : " ") +
           (finding.requirement != nullptr ? std::to_string(finding.counted) : "-") + " " +
           text(finding.completed_on);
  return all;
}

/// What each row of a cohort gives.
std::vector<std::string> rows_of(const kf::CohortResult& result, std::size_t rows) {
  static const auto ids = kf::rule_ids();
  std::vector<std::string> all;
  for (std::size_t row = 0; row < rows; ++row) {
    std::string line = "no law";
    if (result.regime[row] != kf::no_code) {
      const auto& regimes = kf::current_law.regimes;
      const kf::Regime& regime = regimes[result.regime[row]];
      line = std::string(regime.id) + " " + decoded<kf::Stage>(result.stage[row]) + " " +
             decoded<kf::EndReason>(result.ended_reason[row]) + " " +
             decoded<kf::Party>(result.responsible[row]);
      line += result.last_day_projected[row] == kf::no_code
                  ? " no hand-over"
                  : " " + text(result.last_day[row]) + (result.last_day_projected[row] == 1 ? "?" : "");
      line += " " + decoded<kf::Verdict>(result.verdict[row]) + " " + std::to_string(result.errors[row]) +
              " " + std::to_string(result.warnings[row]) + " " + std::to_string(result.notes[row]);
      const auto bits = kf::reason_rules(
          regime, result.national[row] == kf::no_code ? nullptr : &regimes[result.national[row]]);
      std::set<std::string> reasons;
      for (std::size_t bit = 0; bit < 64; ++bit)
        if ((result.reasons[row] >> bit & 1u) != 0) reasons.insert(std::string(bits.at(bit)));
      for (const std::string& reason : reasons) line += "\n  because " + reason;
    }
    all.push_back(std::move(line));
  }
  const kf::FindingColumns& findings = result.findings;
  for (std::size_t i = 0; i < findings.row.size(); ++i) {
    std::string& line = all.at(static_cast<std::size_t>(findings.row[i]));
    line += "\n  " + std::string(ids.at(findings.rule[i])) + " " + decoded<kf::Status>(findings.status[i]) +
            " " + text(findings.due[i]) + (findings.due_projected[i] == 1 ? "? " : " ") +
            (findings.counted[i] == kf::no_number ? "-" : std::to_string(findings.counted[i])) + " " +
            text(findings.completed_on[i]);
  }
  std::map<std::int64_t, std::vector<kf::Fault>> faults;
  for (const kf::RowFault& fault : result.faults) faults[fault.row].push_back(fault.fault);
  for (const auto& [row, told] : faults) all.at(static_cast<std::size_t>(row)) = text(told);
  return all;
}

bool same(const kf::FindingColumns& a, const kf::FindingColumns& b) {
  return a.row == b.row && a.rule == b.rule && a.status == b.status && a.due == b.due &&
         a.due_projected == b.due_projected && a.counted == b.counted && a.completed_on == b.completed_on;
}

bool same(const kf::CohortResult& a, const kf::CohortResult& b) {
  return a.regime == b.regime && a.national == b.national && a.stage == b.stage &&
         a.ended_reason == b.ended_reason && a.responsible == b.responsible && a.last_day == b.last_day &&
         a.last_day_projected == b.last_day_projected && a.verdict == b.verdict && a.errors == b.errors &&
         a.warnings == b.warnings && a.notes == b.notes && a.reasons == b.reasons &&
         same(a.findings, b.findings) &&
         std::equal(a.faults.begin(), a.faults.end(), b.faults.begin(), b.faults.end(),
                    [](const kf::RowFault& x, const kf::RowFault& y) {
                      return x.row == y.row && x.fault == y.fault;
                    });
}

// --- courses

/// How a cohort is judged; owns what the options refer to.
struct Question {
  kf::Date as_of = {};
  bool as_planned = false;
  std::string regime = {};
  std::vector<kf::ReadingChoice> readings = {};

  [[nodiscard]] kf::CohortOptions many(unsigned threads = 1) const {
    return {.as_of = as_of,
            .as_planned = as_planned,
            .regime = regime,
            .readings = readings,
            .threads = threads,
            .findings = true};
  }
  [[nodiscard]] kf::AssessOptions one() const {
    return {.regime = regime, .readings = readings, .as_planned = as_planned, .contested = false};
  }
};

/// What a table keeps of a course: readings belong to the question there.
kf::CourseFacts without_readings(kf::CourseFacts facts) {
  facts.readings.clear();
  facts.as_of = {};
  return facts;
}

/// Facts with something wrong that columns can say too.
void spoil(kf::CourseFacts& facts, rc::Dice& dice) {
  const auto any_day = [&] {
    return dice.percent(30)   ? kf::Date{}
           : dice.percent(50) ? kf::Date::from_number(static_cast<std::int32_t>(dice.below(4'000'000'000)))
                              : facts.registered + dice.between(-300, 300);
  };
  for (int left = dice.between(1, 3); left > 0; --left) {
    switch (dice.between(0, 17)) {
    case 0:
      facts.registered = any_day();
      break;
    case 1:
      facts.placed = any_day();
      break;
    case 2:
      facts.id = dice.percent(50) ? "0101011234" : "a\tb";
      break;
    case 3:
      facts.person.a_kasse = dice.percent(50) ? "3G-A" : "other:010101-1234";
      break;
    case 4:
      facts.person.municipality = "999";
      break;
    case 5:
      facts.person.birth_year = dice.between(1880, 2120);
      break;
    case 6:
      facts.person.insurance.push_back({any_day(), kf::Insurance::part_time});
      break;
    case 7:
      facts.person.insurance.clear();
      break;
    case 8:
      facts.benefit.push_back({.month = kf::Month{2021, 9} + dice.between(0, 3), .hours = {16033}});
      break;
    case 9:
      facts.benefit.push_back({.from = any_day(), .to = any_day(), .hours = {dice.between(-200, 20000)}});
      break;
    case 10:
      facts.benefit.push_back(
          {.month = kf::Month{1980, 1} + dice.between(0, 2000), .from = any_day(), .hours = {}});
      break;
    case 11: {
      kf::EventFacts event;
      event.type = dice.any<kf::EventType>();
      event.date = any_day();
      event.from = any_day();
      event.to = any_day();
      if (dice.percent(50)) event.ordinal = dice.between(-1, 101);
      if (dice.percent(50)) event.duty_days = dice.between(-1, 33);
      if (dice.percent(20)) event.month = kf::Month{1989, 1} + dice.between(0, 2000);
      if (dice.percent(20)) event.municipality = dice.percent(50) ? "999" : "101";
      if (dice.percent(20)) event.reason = kf::ExemptReason::sent_home;
      facts.events.push_back(event);
      break;
    }
    case 12: {
      kf::EventFacts placed;
      placed.type = kf::EventType::placed;
      placed.date = any_day();
      facts.events.push_back(placed);
      break;
    }
    case 13:
      facts.observed.push_back({dice.any<kf::Clock>(), any_day(), {dice.between(-2, 2)}});
      if (dice.percent(50)) facts.observed.push_back(facts.observed.back());
      break;
    default: {
      kf::MeetingFacts meeting;
      meeting.date = any_day();
      if (dice.percent(80)) meeting.conversations = {dice.any<kf::Conversation>()};
      meeting.holder = dice.any<kf::Holder>();
      if (dice.percent(30)) meeting.on_behalf_of = dice.any<kf::Party>();
      if (dice.percent(50)) meeting.summoned = any_day();
      if (dice.percent(20)) meeting.track = kf::Track::general;
      if (dice.percent(20)) meeting.themes = {dice.percent(50) ? "010101-1234" : "\xFF"};
      facts.meetings.push_back(meeting);
    }
    }
  }
}

struct Cohort {
  std::vector<kf::CourseFacts> facts;
  std::vector<std::string> expected(const Question& question) const {
    std::vector<std::string> all;
    for (const kf::CourseFacts& one : facts) all.push_back(alone(one, question.as_of, question.one()));
    return all;
  }
};

/// Random courses, so many of a hundred of them with faults.
Cohort random_cohort(std::uint64_t first_seed, std::size_t size, int faulty) {
  Cohort cohort;
  for (std::uint64_t seed = first_seed; seed < first_seed + size; ++seed) {
    cohort.facts.push_back(without_readings(rc::sample(seed).facts));
    for (kf::MeetingFacts& meeting : cohort.facts.back().meetings) meeting.id.clear();
    rc::Dice dice{~seed};
    if (dice.percent(faulty)) spoil(cohort.facts.back(), dice);
  }
  return cohort;
}

const std::vector<Question>& questions() {
  static const std::vector<Question> all{
      {.as_of = {2021, 12, 31}},
      {.as_of = {2024, 2, 1}, .readings = {{kf::Reading::handover_test, 1}}},
      {.as_of = {2019, 3, 1}},
      {.as_planned = true},
      {.as_of = {2022, 6, 30}, .regime = "trial_2020"},
      {.as_of = {2020, 9, 30}, .regime = "rebild"},
      {.as_of = {2022, 6, 30}, .regime = "of no law"},
  };
  return all;
}

void equal(const std::vector<std::string>& batch, const std::vector<std::string>& scalar,
           const Cohort& cohort) {
  REQUIRE(batch.size() == scalar.size());
  for (std::size_t i = 0; i < batch.size(); ++i)
    if (batch[i] != scalar[i])
      FAIL("row " << i << "\nthe cohort gives " << batch[i] << "\nthe course alone " << scalar[i] << "\n"
                  << rc::as_yaml(cohort.facts[i]));
}

std::vector<std::string> judged(const kf::CohortColumns& columns, const kf::CohortOptions& options) {
  return rows_of(kf::assess_cohort(columns, options), columns.rows);
}

/// Some rows of a cohort, as a window on the same columns.
kf::CohortColumns slice(kf::CohortColumns all, std::size_t from, std::size_t size) {
  const auto rows = [&](auto& column) {
    if (!column.empty()) column = column.subspan(from, size);
  };
  const auto lists = [&](kf::Offsets& offsets) {
    if (!offsets.empty()) offsets = offsets.subspan(from, size + 1);
  };
  all.rows = size;
  rows(all.id);
  rows(all.a_kasse);
  rows(all.municipality);
  rows(all.birth_year);
  rows(all.qualifying_education);
  rows(all.vocational_education_outdated);
  rows(all.registered);
  rows(all.placed);
  rows(all.regime);
  lists(all.insurance.offsets);
  lists(all.benefit.offsets);
  lists(all.meetings.offsets);
  lists(all.events.offsets);
  lists(all.observed.offsets);
  return all;
}

/// A plain course of the trial.
kf::CourseFacts plain_trial() {
  kf::CourseFacts facts;
  facts.id = "trial";
  facts.person = {{{{}, kf::Insurance::full_time}}, "BUPL-A", "Vejle", {}, {}, {}};
  facts.registered = {2021, 9, 6};
  for (int i = 0; i < 4; ++i)
    facts.benefit.push_back({.month = kf::Month{2021, 9} + i, .hours = {i == 0 ? 14060 : 16033}});
  kf::MeetingFacts meeting;
  meeting.date = {2021, 9, 17};
  meeting.conversations = {kf::Conversation::cv_samtale};
  meeting.status = kf::MeetingStatus::held;
  facts.meetings = {meeting};
  kf::EventFacts visited;
  visited.date = facts.registered;
  facts.events = {visited};
  return facts;
}

std::vector<std::string> faults_of(const Table& table, std::size_t row = 0) {
  std::vector<std::string> all;
  for (const kf::RowFault& fault : kf::assess_cohort(table.view(), {.as_of = {2021, 12, 31}}).faults)
    if (fault.row == static_cast<std::int64_t>(row)) all.push_back(fault.fault.text());
  return all;
}

} // namespace

TEST_CASE("random courses are judged in a cohort as they are alone", "[cohort]") {
  const Cohort cohort = random_cohort(1, rc::samples(2'000), 25);
  const Table table{cohort.facts};
  for (const Question& question : questions()) {
    INFO(question.as_of.iso() << " " << question.regime);
    const auto scalar = cohort.expected(question);
    equal(judged(table.view(), question.many()), scalar, cohort);
    equal(judged(table.view(true), question.many(2)), scalar, cohort);
  }
}

TEST_CASE("a cohort's result depends on neither threads, nor order, nor parts", "[cohort]") {
  Cohort cohort = random_cohort(5'000, 2'600, 15);
  const Question question{.as_of = {2021, 12, 31}};
  const Table table{cohort.facts};
  const kf::CohortResult once = kf::assess_cohort(table.view(), question.many());
  const auto scalar = cohort.expected(question);
  equal(rows_of(once, cohort.facts.size()), scalar, cohort);
  CHECK(once.faults.size() > 100);
  for (const unsigned threads : {0u, 2u, 5u})
    CHECK(same(once, kf::assess_cohort(table.view(), question.many(threads))));

  std::vector<std::string> in_parts;
  rc::Dice dice{7};
  for (std::size_t from = 0; from < cohort.facts.size();) {
    const std::size_t size = std::min<std::size_t>(dice.below(700), cohort.facts.size() - from);
    const auto part = judged(slice(table.view(), from, size), question.many(2));
    in_parts.insert(in_parts.end(), part.begin(), part.end());
    from += size;
  }
  equal(in_parts, scalar, cohort);

  std::vector<std::size_t> order(cohort.facts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  dice.shuffle(order);
  Cohort mixed;
  std::vector<std::string> expected;
  for (const std::size_t i : order) {
    mixed.facts.push_back(cohort.facts[i]);
    expected.push_back(scalar[i]);
  }
  const Table mixed_table{mixed.facts};
  equal(judged(mixed_table.view(), question.many(5)), expected, mixed);
}

TEST_CASE("many threads on one cohort, again and again", "[cohort]") {
  const Cohort cohort = random_cohort(20'000, 1'100, 20);
  const Table table{cohort.facts};
  const Question question{.as_of = {2022, 3, 1}};
  const kf::CohortResult once = kf::assess_cohort(table.view(), question.many());
  kf::CohortResult again;
  for (int round = 0; round < 20; ++round) {
    kf::assess_cohort(table.view(), question.many(8), again);
    REQUIRE(same(once, again));
  }
}

TEST_CASE("the courses of all cases are judged in a cohort as they are alone", "[cohort]") {
  const std::filesystem::path source{KONTAKTFORLOEB_SOURCE_DIR};
  Cohort all;
  for (const kf::cases::Case& one : kf::cases::load(source / "tests/cases")) {
    if (one.is_no_course()) continue;
    const kf::cases::Prepared ready = kf::cases::prepare(one);
    Cohort cohort;
    cohort.facts = {without_readings(ready.course.facts())};
    Question question{ready.as_of, ready.as_planned, ready.regime, ready.course.facts().readings};
    question.readings.insert(question.readings.end(), ready.readings.begin(), ready.readings.end());
    const Table table{cohort.facts};
    INFO(one.title());
    equal(judged(table.view(), question.many()), cohort.expected(question), cohort);
    all.facts.push_back(cohort.facts.front());
  }
  CHECK(all.facts.size() > 300);
  const Table table{all.facts};
  for (const Question& question : questions())
    equal(judged(table.view(), question.many(2)), all.expected(question), all);
}

TEST_CASE("the example courses are judged in a cohort as they are alone", "[cohort]") {
  Cohort cohort;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path{KONTAKTFORLOEB_SOURCE_DIR} / "examples/courses")) {
    const kf::CourseFile file = kf::read_course_file(entry.path());
    REQUIRE(file.course);
    cohort.facts.push_back(without_readings(file.course->facts()));
  }
  CHECK(cohort.facts.size() > 20);
  const Table table{cohort.facts};
  for (const Question& question : questions())
    equal(judged(table.view(), question.many()), cohort.expected(question), cohort);
}

TEST_CASE("rows of a cohort become the rows of a course, and what has no fault is plainly fine", "[cohort]") {
  const Cohort cohort = random_cohort(40'000, rc::samples(3'000), 20);
  const Table table{cohort.facts};
  const kf::CohortColumns columns = table.view();
  const kf::detail::AKassePlaces a_kasser{columns.a_kasse_names};
  kf::detail::CourseRows rows;
  kf::detail::RowScratch scratch;
  const auto equal_lists = [](const auto& a, const auto& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  };
  for (std::size_t row = 0; row < columns.rows; ++row) {
    INFO(rc::as_yaml(cohort.facts[row]));
    const auto course = kf::Course::from(kf::course_facts(columns, row));
    kf::detail::PlainRow plain{columns, a_kasser, kf::current_law, row};
    bool fine = plain.is_plain();
    if (fine) rows.fill(plain, kf::current_law, scratch);
    fine = fine && plain.is_plain() && plain.fits_together(rows.view(), scratch.spells);
    REQUIRE(fine == static_cast<bool>(course));
    if (!fine) continue;
    const kf::CourseView a = course->view(), b = rows.view();
    REQUIRE(a.a_kasse == plain.a_kasse());
    REQUIRE((a.registered == b.registered && a.municipality == b.municipality &&
             a.birth_year == b.birth_year && a.qualifying_education == b.qualifying_education &&
             a.vocational_education_outdated == b.vocational_education_outdated));
    REQUIRE((equal_lists(a.insurance, b.insurance) && equal_lists(a.placings, b.placings) &&
             equal_lists(a.registrations, b.registrations) && equal_lists(a.jobs, b.jobs) &&
             equal_lists(a.deregistered, b.deregistered) && equal_lists(a.benefit, b.benefit) &&
             equal_lists(a.meetings, b.meetings) && equal_lists(a.events, b.events) &&
             equal_lists(a.exempt, b.exempt) && equal_lists(a.closed, b.closed) &&
             equal_lists(a.choices, b.choices) && equal_lists(a.requests, b.requests) &&
             equal_lists(a.joblog, b.joblog) && equal_lists(a.observed, b.observed) &&
             equal_lists(a.postponed, b.postponed)));
  }
}

TEST_CASE("columns by chance crash nothing, and each row has a judgement or its faults", "[cohort]") {
  for (std::uint64_t seed = 1; seed <= rc::samples(300); ++seed) {
    INFO("seed " << seed);
    const Cohort cohort = random_cohort(60'000 + 10 * seed, 10, 0);
    Table table{cohort.facts};
    rc::Dice dice{seed};
    const auto upset = [&](auto& column, const auto& value) {
      if (!column.empty() && dice.percent(15)) column[dice.below(column.size())] = value();
    };
    const auto code = [&] { return static_cast<std::uint8_t>(dice.below(256)); };
    const auto number = [&] {
      const std::int32_t most = std::numeric_limits<std::int32_t>::max();
      return dice.percent(30) ? (dice.percent(50) ? most : -most) : dice.between(-5, 20'000);
    };
    const auto day = [&] { return kf::Date::from_number(number()); };
    const auto month = [&] { return kf::Month{number() / 20, 1}; };
    const auto place = [&] { return static_cast<std::uint16_t>(dice.below(65'536)); };
    for (auto* column : {&table.qualifying_education,
                         &table.vocational_education_outdated,
                         &table.regime,
                         &table.insurance_status,
                         &table.benefit_kind,
                         &table.conversations,
                         &table.conversation_count,
                         &table.holder,
                         &table.on_behalf_of,
                         &table.status,
                         &table.form,
                         &table.absent,
                         &table.track,
                         &table.type,
                         &table.conversation,
                         &table.party,
                         &table.by,
                         &table.choice,
                         &table.reason,
                         &table.outcome,
                         &table.clock})
      upset(*column, code);
    for (auto* column : {&table.registered, &table.placed, &table.insurance_from, &table.benefit_from,
                         &table.benefit_to, &table.meeting_date, &table.summoned, &table.event_date,
                         &table.event_from, &table.event_to, &table.observed_date})
      upset(*column, day);
    for (auto* column : {&table.benefit_month, &table.event_month}) upset(*column, month);
    for (auto* column :
         {&table.birth_year, &table.benefit_hours, &table.ordinal, &table.duty_days, &table.observed_hours})
      upset(*column, number);
    for (auto* column : {&table.a_kasse, &table.municipality, &table.event_municipality})
      upset(*column, place);
    const kf::CohortColumns columns = table.view();
    const kf::CohortResult result = kf::assess_cohort(columns, {.as_of = {2021, 12, 31}, .findings = true});
    std::vector<kf::RowFault> told = result.faults;
    for (std::size_t row = 0; row < columns.rows; ++row) {
      const auto faults = kf::find_faults(columns, row);
      std::vector<kf::Fault> mine;
      for (const kf::RowFault& fault : result.faults)
        if (fault.row == static_cast<std::int64_t>(row)) mine.push_back(fault.fault);
      REQUIRE(mine == faults);
      if (faults.empty()) continue;
      REQUIRE(result.regime[row] == kf::no_code);
      REQUIRE(result.verdict[row] == kf::no_code);
    }
  }
}

TEST_CASE("codes that stand for nothing and values that are missing are told by name", "[cohort]") {
  const std::vector<kf::CourseFacts> one{plain_trial()};
  const auto faults = [&](const auto& change) {
    Table table{one};
    change(table);
    return faults_of(table);
  };
  using Faults = std::vector<std::string>;
  CHECK(faults([](Table&) {}).empty());
  CHECK(faults([](Table& t) { t.holder[0] = kf::no_code; }) ==
        Faults{"meetings[0].holder: is required: one of a_kasse, jobcenter, other_actor"});
  CHECK(faults([](Table& t) { t.holder[0] = 3; }) ==
        Faults{"meetings[0].holder: has code 3, which stands for nothing; codes are 0 to 2"});
  CHECK(faults([](Table& t) { t.status[0] = 4; }) ==
        Faults{"meetings[0].status: has code 4, which stands for nothing; codes are 0 to 3"});
  CHECK(faults([](Table& t) { t.conversations[0] = 32; }) ==
        Faults{"meetings[0].conversations: has code 32, which stands for nothing; codes are 0 to 31"});
  CHECK(faults([](Table& t) { t.absent[0] = 4; }) ==
        Faults{"meetings[0].absent: has code 4, which stands for nothing; codes are 0 to 3"});
  CHECK(faults([](Table& t) { t.benefit_hours[2] = kf::no_number; }) ==
        Faults{"benefit[2].hours: is required: a number with at most two decimals"});
  CHECK(faults([](Table& t) { t.benefit_kind[1] = 6; }) ==
        Faults{"benefit[1].kind: has code 6, which stands for nothing; codes are 0 to 5"});
  CHECK(faults([](Table& t) { t.type[0] = 21; }) ==
        Faults{"events[0].type: has code 21, which stands for nothing; codes are 0 to 20"});
  CHECK(faults([](Table& t) { t.insurance_status[0] = kf::no_code; }) ==
        Faults{"person.insurance[0].status: is required: one of full_time, part_time"});
  CHECK(faults([](Table& t) { t.a_kasse[0] = 2; }) ==
        Faults{"person.a_kasse: has code 2, which stands for nothing; codes are 0 to 1"});
  CHECK(faults([](Table& t) { t.regime[0] = 9; }) ==
        Faults{"regime: has code 9, which stands for nothing; codes are 0 to 8"});
  CHECK(faults([](Table& t) { t.qualifying_education[0] = 2; }) ==
        Faults{"person.qualifying_education: has code 2, which stands for nothing; codes are 0 to 1"});
  CHECK(faults([](Table& t) { t.id[0] = "010101-1234"; }) ==
        Faults{"id: looks like a CPR number; use an opaque name that says nothing of the person"});
  CHECK(faults([](Table& t) { t.registered[0] = kf::Date::from_number(7); }) ==
        Faults{"registered: day number 7 lies outside 1990-01-01 to 2099-12-31"});
  CHECK(faults([](Table& t) {
          t.holder[0] = 9;
          t.meeting_date[0] = {};
          t.placed[0] = {1980, 1, 1};
        }) == Faults{"meetings[0].holder: has code 9, which stands for nothing; codes are 0 to 2",
                     "placed: 1980-01-01 lies outside 1990-01-01 to 2099-12-31"});
}

TEST_CASE("each single fault of a row is found", "[cohort]") {
  // Alone, so that no other fault of the row hides what the quick look overlooks.
  const auto faults = [](const auto& change) {
    std::vector<kf::CourseFacts> one{plain_trial()};
    change(one.front());
    std::vector<std::string> expected;
    for (const kf::Fault& fault : kf::find_faults(one.front())) expected.push_back(fault.text());
    const Table table{one};
    CHECK(faults_of(table) == expected);
    return expected.size();
  };
  const kf::Date too_early{1989, 12, 31}, too_late{2100, 1, 1};
  CHECK(faults([](kf::CourseFacts&) {}) == 0);
  for (const kf::Date day : {too_early, too_late}) {
    CHECK(faults([&](kf::CourseFacts& f) { f.placed = day; }) == 1);
    CHECK(faults([&](kf::CourseFacts& f) { f.meetings[0].date = day; }) == 1);
    CHECK(faults([&](kf::CourseFacts& f) { f.events[0].date = day; }) == 1);
    CHECK(faults([&](kf::CourseFacts& f) { f.person.insurance[0].from = day; }) == 1);
    CHECK(faults([&](kf::CourseFacts& f) { f.benefit[0].month = kf::Month{day}; }) == 1);
    CHECK(faults([&](kf::CourseFacts& f) {
            f.observed = {{kf::Clock::benefit_consumption, day, {100}}};
          }) == 1);
  }
  CHECK(faults([](kf::CourseFacts& f) { f.registered = {}; }) == 1);
  CHECK(faults([&](kf::CourseFacts& f) { f.meetings[0].summoned = too_early; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.meetings[0].summoned = f.meetings[0].date + 1; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.meetings[0].summoned = f.meetings[0].date; }) == 0);
  CHECK(faults([](kf::CourseFacts& f) { f.meetings[0].date = {}; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.meetings[0].conversations.clear(); }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.meetings[0].holder = kf::Holder::other_actor; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.meetings[0].on_behalf_of = kf::Party::a_kasse; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.meetings[0].track = kf::Track::general; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.meetings[0].themes = {"CV"}; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) {
          f.meetings[0].conversations = {kf::Conversation::gruppesamtale};
          f.meetings[0].themes = {"010101-1234"};
        }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.meetings.assign(1001, kf::MeetingFacts{f.meetings[0]}); }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.events.assign(1001, kf::EventFacts{f.events[0]}); }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.benefit[0].hours = {-1}; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.benefit[1].hours = {16034}; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.benefit[0].from = {2021, 9, 6}; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.benefit[0] = {.from = {2021, 9, 7}, .to = {2021, 9, 6}}; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.benefit[0] = {.from = {2021, 8, 31}, .to = {2021, 9, 1}}; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) {
          f.benefit.push_back({.from = {2021, 9, 30}, .to = {2021, 9, 30}});
        }) == 1);
  CHECK(faults([](kf::CourseFacts& f) {
          f.benefit.push_back(
              {.from = {2021, 9, 30}, .to = {2021, 9, 30}, .kind = kf::BenefitKind::karantaene});
        }) == 0);
  for (const int year : {1899, 2100})
    CHECK(faults([&](kf::CourseFacts& f) { f.person.birth_year = year; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.person.municipality = "999"; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.person.a_kasse = "3G-A"; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.person.insurance.clear(); }) == 1);
  CHECK(faults([](kf::CourseFacts& f) {
          f.person.insurance = {{{2021, 9, 6}, kf::Insurance::full_time},
                                {{2021, 9, 6}, kf::Insurance::full_time}};
        }) == 1);
  CHECK(faults([](kf::CourseFacts& f) {
          f.observed = {{kf::Clock::benefit_consumption, {2021, 10, 1}, {100}},
                        {kf::Clock::aggregate_unemployment, {2021, 10, 1}, {100}},
                        {kf::Clock::benefit_consumption, {2021, 10, 1}, {100}}};
        }) == 1);
  CHECK(faults([](kf::CourseFacts& f) { f.observed = {{kf::Clock::calendar, {2021, 10, 1}, {100}}}; }) == 1);
  CHECK(faults([](kf::CourseFacts& f) {
          f.observed = {{kf::Clock::benefit_consumption, {2021, 10, 1}, {-1}}};
        }) == 1);
}

TEST_CASE("each single fault of an event is found", "[cohort]") {
  const auto faults = [](kf::EventType type, const auto& change) {
    std::vector<kf::CourseFacts> one{plain_trial()};
    kf::EventFacts event;
    event.type = type;
    change(event);
    one.front().events.push_back(event);
    std::vector<std::string> expected;
    for (const kf::Fault& fault : kf::find_faults(one.front())) expected.push_back(fault.text());
    const Table table{one};
    CHECK(faults_of(table) == expected);
    return expected.size();
  };
  using enum kf::EventType;
  const kf::Date day{2022, 1, 2};
  CHECK(faults(visited, [](kf::EventFacts&) {}) == 1);
  CHECK(faults(placed, [&](kf::EventFacts& e) { e.date = day; }) == 1);
  CHECK(faults(placed, [&](kf::EventFacts& e) { e.date = day - 1; }) == 0);
  CHECK(faults(moved, [&](kf::EventFacts& e) { e.date = day, e.municipality = "999"; }) == 1);
  CHECK(faults(job, [&](kf::EventFacts& e) { e.from = day, e.to = day - 1; }) == 1);
  CHECK(faults(job, [&](kf::EventFacts& e) { e.from = day, e.date = day; }) == 1);
  CHECK(faults(job, [&](kf::EventFacts& e) { e.from = day, e.to = {2100, 1, 1}; }) == 1);
  CHECK(faults(joblog_empty, [](kf::EventFacts& e) { e.month = {2022, 4}, e.duty_days = 32; }) == 1);
  CHECK(faults(joblog_empty, [](kf::EventFacts& e) { e.month = {2022, 4}, e.duty_days = -1; }) == 1);
  CHECK(faults(joblog_empty, [](kf::EventFacts& e) { e.month = {2100, 1}, e.duty_days = 31; }) == 1);
  for (const int ordinal : {0, 1, 99, 100})
    CHECK(faults(request, [&](kf::EventFacts& e) {
            e.date = day;
            e.conversation = kf::Conversation::faellessamtale;
            e.by = kf::Chooser::person;
            e.ordinal = ordinal;
          }) == (ordinal == 0 || ordinal == 100 ? 1 : 0));
  CHECK(faults(postponed, [&](kf::EventFacts& e) {
          e.date = day;
          e.conversation = kf::Conversation::jobsamtale;
          e.ordinal = 1;
          e.to = day - 1;
        }) == 1);
}

TEST_CASE("a result that is kept says nothing of what it held before", "[cohort]") {
  const Cohort good = random_cohort(1, 600, 0), faulty = random_cohort(1, 600, 60);
  const Table first{good.facts}, second{faulty.facts};
  const Question question{.as_of = {2021, 12, 31}};
  const kf::CohortResult expected = kf::assess_cohort(second.view(), question.many());
  const kf::CohortColumns few = slice(first.view(), 0, 10);
  for (const unsigned threads : {1u, 2u}) {
    kf::CohortResult kept = kf::assess_cohort(first.view(), question.many());
    kf::assess_cohort(second.view(), question.many(threads), kept);
    CHECK(same(kept, expected));
    kf::assess_cohort(few, question.many(threads), kept);
    CHECK(same(kept, kf::assess_cohort(few, question.many())));
  }
}

TEST_CASE("columns that do not fit together are refused by name", "[cohort]") {
  const std::vector<kf::CourseFacts> two{plain_trial(), plain_trial()};
  const Table table{two};
  const auto refused = [&](const auto& change) {
    kf::CohortColumns columns = table.view();
    change(columns);
    std::string all;
    for (const kf::Fault& fault : kf::find_faults(columns)) all += fault.text() + "\n";
    if (!all.empty()) CHECK_THROWS_AS(kf::assess_cohort(columns, {.as_of = {2021, 12, 31}}), kf::CourseError);
    return all;
  };
  CHECK(refused([](kf::CohortColumns&) {}) == "");
  CHECK(refused([](kf::CohortColumns& c) { c.registered = c.registered.first(1); }) ==
        "registered: has 1 values; its table has 2\n");
  CHECK(refused([](kf::CohortColumns& c) { c.benefit.hours = c.benefit.hours.first(7); }) ==
        "benefit.hours: has 7 values; its table has 8\n");
  CHECK(refused([](kf::CohortColumns& c) { c.meetings.offsets = c.meetings.offsets.first(2); }) ==
        "meetings.offsets: has 2 values; its table has 3\n");
  const std::vector<std::int64_t> descending{0, 2, 1}, negative{-1, 0, 1}, beyond{0, 1, 3};
  CHECK(refused([&](kf::CohortColumns& c) { c.events.offsets = descending; }) ==
        "events.offsets: must not be negative nor descend\n");
  CHECK(refused([&](kf::CohortColumns& c) { c.observed.offsets = negative; }) ==
        "observed.offsets: must not be negative nor descend\n");
  CHECK(refused([&](kf::CohortColumns& c) { c.meetings.theme_offsets = beyond; }) ==
        "meetings.themes: has 0 values; its table has 3\n");
  CHECK_THROWS_WITH(kf::assess_cohort(table.view(), {}), "as_of: is required: the day of assessing");
}

TEST_CASE("columns that are left out: an id is the row's number, a kind of conversation was named once",
          "[cohort]") {
  const std::vector<kf::CourseFacts> two{plain_trial(), plain_trial()};
  const Table table{two};
  kf::CohortColumns columns = table.view();
  CHECK(kf::course_facts(columns, 1).id == "trial");
  CHECK(kf::assess_cohort(columns, {.as_of = {2021, 12, 31}}).faults.empty());
  columns.id = {};
  CHECK(kf::course_facts(columns, 1).id == "1");
  // Without a column of how many, each kind of conversation was named once.
  columns.meetings.conversation_count = {};
  CHECK(kf::course_facts(columns, 1).meetings == two[1].meetings);
  const kf::detail::AKassePlaces a_kasser{columns.a_kasse_names};
  kf::detail::PlainRow row{columns, a_kasser, kf::current_law, 1};
  kf::MeetingRow meeting;
  row.meeting(0, meeting);
  CHECK(meeting.conversation_count == 1);
  CHECK(kf::assess_cohort(columns, {.as_of = {2021, 12, 31}}).faults.empty());
  CHECK(kf::assess_cohort(kf::CohortColumns{}, {.as_of = {2021, 12, 31}}).regime.empty());
}

TEST_CASE("columns give back the facts that they were made of", "[cohort]") {
  const Cohort cohort = random_cohort(80'000, 500, 0);
  const Table table{cohort.facts};
  for (std::size_t row = 0; row < cohort.facts.size(); ++row) {
    kf::CourseFacts expected = cohort.facts[row];
    const auto code_of = [](std::string& name) {
      if (!name.empty()) name = std::to_string(*kf::find_municipality(name));
    };
    code_of(expected.person.municipality);
    for (kf::EventFacts& event : expected.events) code_of(event.municipality);
    for (kf::MeetingFacts& meeting : expected.meetings) {
      auto& kinds = meeting.conversations;
      std::sort(kinds.begin(), kinds.end());
      const auto last = std::unique(kinds.begin(), kinds.end());
      std::fill(last, kinds.end(), kinds.front());
      std::sort(meeting.absent.begin(), meeting.absent.end(),
                [](const auto& a, const auto& b) { return a.party < b.party; });
    }
    INFO(rc::as_yaml(expected));
    REQUIRE(kf::course_facts(table.view(), row) == expected);
  }
}

TEST_CASE("the rules of the law have numbers, and those of a course fit a word", "[cohort]") {
  const auto ids = kf::rule_ids();
  CHECK(std::set<std::string_view>(ids.begin(), ids.end()).size() == ids.size());
  CHECK(ids.back() == "facts.observed");
  for (const kf::Regime& regime : kf::current_law.regimes) {
    CHECK(kf::reason_rules(regime).front() == regime.requirements.front().rule.id);
    for (const kf::Regime& national : kf::current_law.regimes)
      if (national.entry == kf::Entry::national) CHECK(kf::reason_rules(regime, &national).size() < 64);
  }
}
