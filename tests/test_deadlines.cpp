// Deadlines: the last day in time, slack, and the last day from which everything can still be held.
#include "catch2_compat.hpp"

#include "support/random_course.hpp"
#include "support/some_course.hpp"

#include <kontaktforloeb/deadlines.hpp>
#include <kontaktforloeb/kontaktforloeb.hpp>
#include <kontaktforloeb/plan.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace kontaktforloeb {
namespace {

namespace rc = random_course;
using namespace some_course;
using enum Conversation;

std::vector<Deadline> deadlines_of(const CourseFacts& facts, const char* as_of,
                                   const DeadlineOptions& options = {}) {
  return deadlines(Course::checked(facts), day(as_of), options);
}
const Deadline& of_rule(const std::vector<Deadline>& all, std::string_view rule) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Deadline& d) { return d.rule->id == rule; });
  REQUIRE(at != all.end());
  return *at;
}

SCENARIO("deadlines: a trial course of which nothing is held yet") {
  const auto all = deadlines_of(trial(), "2022-03-01");
  REQUIRE(all.size() == 4);
  const Deadline& cv = of_rule(all, "trial_2020.cv_samtale");
  CHECK(cv.due == day("2022-03-15"));
  CHECK(cv.slack_days == 14);
  CHECK_FALSE(cv.slack_hours);
  CHECK(cv.last_feasible_day == day("2022-03-15"));
  const Deadline& jobs = of_rule(all, "trial_2020.jobsamtale");
  CHECK(jobs.to_hold == 2);
  CHECK(jobs.due == day("2022-05-31"));
  CHECK(jobs.due_projected);
  CHECK(jobs.clock == Clock::benefit_consumption);
  REQUIRE(jobs.slack_hours);
  // March from the 2nd on, of 23 working days, then April and May whole: 160.33 h a month.
  CHECK(jobs.slack_hours->text() == "474.01");
  // Two jobsamtaler, a joint and a rådighedssamtale take three meetings in any case; 26 and 27 May are
  // Ascension and a Friday, 28 and 29 a weekend: 27, 30 and 31 May are the last three open days.
  CHECK(jobs.last_feasible_day == day("2022-05-27"));
  const DeadlineOptions office{.days = {.office_closing_days = true}};
  CHECK(of_rule(deadlines_of(trial(), "2022-03-01", office), "trial_2020.jobsamtale").last_feasible_day ==
        day("2022-05-25"));
}

SCENARIO("deadlines: what is booked counts for the status, what is held for the days") {
  const auto booked = deadlines_of(
      with(trial(), {held("2022-03-11", {cv_samtale, jobsamtale}), meeting("2022-04-07", {jobsamtale})}),
      "2022-03-14");
  CHECK(std::none_of(booked.begin(), booked.end(),
                     [](const Deadline& d) { return d.rule->id == "trial_2020.cv_samtale"; }));
  const Deadline& jobs = of_rule(booked, "trial_2020.jobsamtale");
  CHECK(jobs.status == Status::planned);
  CHECK(jobs.to_hold == 1);
  // One jobsamtale, one joint, one rådighedssamtale: two meetings.
  CHECK(jobs.last_feasible_day == day("2022-05-30"));
}

SCENARIO("deadlines: too late is told by a day that has passed") {
  const auto all = deadlines_of(with(trial(), {held("2022-03-11", {cv_samtale})}), "2022-05-30");
  const Deadline& jobs = of_rule(all, "trial_2020.jobsamtale");
  CHECK(jobs.due == day("2022-05-31"));
  CHECK(jobs.last_feasible_day == day("2022-05-27"));
}

SCENARIO("deadlines: a course without known law has none, one in an open-ended job waits") {
  CourseFacts facts = national("2014-01-01");
  CHECK(deadlines_of(facts, "2014-01-01").empty());
  facts = national("2022-03-01");
  EventFacts job;
  job.type = EventType::job;
  job.from = day("2022-04-01");
  facts.events.push_back(job);
  const auto all = deadlines_of(facts, "2022-04-04");
  const Deadline& late = of_rule(all, "national_2020.faellessamtale_3");
  CHECK_FALSE(late.due.is_set());
  CHECK_FALSE(late.slack_days);
  CHECK_FALSE(late.last_feasible_day.is_set());
}

SCENARIO(
    "deadlines: from the last feasible day a plan keeps what is due, from the next open day it does not") {
  const std::uint64_t samples = rc::samples(1500);
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; seed < samples; ++seed) {
    rc::Sample sample = rc::sample(seed, rc::Kind::trial);
    if (sample.as_planned) continue;
    std::erase_if(sample.facts.meetings, [&](const MeetingFacts& meeting) {
      return meeting.date > sample.as_of || meeting.status == MeetingStatus::planned;
    });
    const Course course = Course::checked(sample.facts);
    const DeadlineOptions options{.assess = sample.options(false)};
    // What nobody owes takes conversations all the same: deadlines are careful there, a plan finds a way.
    const Assessment now = assess(course, sample.as_of, options.assess);
    if (std::any_of(now.findings.begin(), now.findings.end(), [](const Finding& finding) {
          return finding.requirement != nullptr &&
                 (finding.status == Status::not_required || finding.status == Status::undecided);
        }))
      continue;
    const std::vector<Deadline> all = deadlines(course, sample.as_of, options);
    for (const Deadline& deadline : all) {
      const Date last = deadline.last_feasible_day;
      if (!last.is_set() || last <= sample.as_of + 1) continue;
      ++compared;
      INFO("seed " << seed << ", " << deadline.rule->id << "\n" << rc::describe(sample));
      REQUIRE(options.days.contains(last));
      REQUIRE(last <= deadline.due);
      const auto due_by_then = [&](const Conflict& conflict) {
        return conflict.why != ConflictReason::passed &&
               std::any_of(all.begin(), all.end(), [&](const Deadline& other) {
                 return other.rule == conflict.rule && other.due >= last && other.due <= deadline.due;
               });
      };
      // The days before it closed: what is due by then can be kept. That day closed too: not everything.
      std::vector<Date> closed;
      for (Date d = sample.as_of + 1; d < last; d = d + 1) closed.push_back(d);
      PlanOptions planned{.assess = options.assess, .days = {.closed = closed}};
      const Plan kept = plan(course, sample.as_of, planned);
      REQUIRE(std::none_of(kept.conflicts.begin(), kept.conflicts.end(), due_by_then));
      closed.push_back(last);
      planned.days.closed = closed;
      const Plan late = plan(course, sample.as_of, planned);
      const bool lacks = std::any_of(late.conflicts.begin(), late.conflicts.end(), due_by_then);
      REQUIRE((lacks || late.problem == PlanProblem::closed_throughout));
    }
  }
  CHECK(compared > samples / 2);
}

} // namespace
} // namespace kontaktforloeb
