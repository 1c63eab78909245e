// Plans: what is proposed, that nothing smaller does, and what is said where no plan keeps the law.
#include "catch2_compat.hpp"

#include "support/plan_oracle.hpp"
#include "support/random_course.hpp"
#include "support/some_course.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>
#include <kontaktforloeb/plan.hpp>
#include <kontaktforloeb/plan_messages.hpp>
#include <kontaktforloeb/planned_facts.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace kontaktforloeb {
namespace {

namespace rc = random_course;
using namespace some_course;
using enum Conversation;

std::string conversations_of(const ProposedMeeting& meeting) {
  detail::Words words{Language::en};
  return words.conversations(meeting.conversations).done();
}
std::string rules_of(const Plan& plan, const ProposedMeeting& meeting) {
  std::string text;
  for (const Rule* rule : plan.discharges(meeting)) text += std::string(rule->id) + ' ';
  return text;
}
Plan plan_of(const CourseFacts& facts, const char* as_of, const PlanOptions& options = {}) {
  return plan(Course::checked(facts), day(as_of), options);
}
std::vector<std::string> days_of(const Plan& plan) {
  std::vector<std::string> days;
  for (const ProposedMeeting& meeting : plan.proposed) days.push_back(meeting.date.iso());
  return days;
}
SCENARIO("plan: a trial course of which nothing is held yet takes three meetings") {
  GIVEN("a course on the day of its registration") {
    WHEN("it is planned with the days apart") {
      const Plan plan = plan_of(trial(), "2022-03-01");
      THEN(
          "the pairs of the evaluation's examples share a meeting, the joint one comes last, a week is left") {
        REQUIRE(plan.feasible);
        CHECK(plan.proven);
        REQUIRE(days_of(plan) == std::vector<std::string>{"2022-03-09", "2022-04-13", "2022-05-24"});
        CHECK(conversations_of(plan.proposed[0]) == "CV-samtale and jobsamtale.");
        CHECK(conversations_of(plan.proposed[1]) == "jobsamtale.");
        CHECK(conversations_of(plan.proposed[2]) == "fællessamtale and rådighedssamtale.");
        CHECK(rules_of(plan, plan.proposed[0]) == "trial_2020.cv_samtale trial_2020.jobsamtale ");
        CHECK(rules_of(plan, plan.proposed[2]) == "trial_2020.faellessamtale trial_2020.raadighedssamtale ");
        CHECK(plan.proposed[0].window == DateRange{{2022, 3, 2}, {2022, 3, 15}});
        CHECK(plan.proposed[2].window == DateRange{{2022, 3, 2}, {2022, 5, 31}});
        CHECK(
            why(plan.proposed[0], plan.prefer) ==
            "The conversations may share a meeting. Apart from the other conversations; 6 days are left until the "
            "last day in time, 15 March 2022.");
        CHECK(why(plan.proposed[1], plan.prefer, Language::da) ==
              "Med afstand til de andre samtaler; 48 dage er tilbage til sidste dag i tide, 31. maj 2022.");
      }
    }
    WHEN("early or late days are preferred") {
      THEN("each meeting is put there, one a day") {
        CHECK(days_of(plan_of(trial(), "2022-03-01", {.prefer = Prefer::earliest})) ==
              std::vector<std::string>{"2022-03-02", "2022-03-03", "2022-03-04"});
        const Plan latest = plan_of(trial(), "2022-03-01", {.prefer = Prefer::latest});
        CHECK(days_of(latest) == std::vector<std::string>{"2022-03-15", "2022-05-30", "2022-05-31"});
        CHECK(why(latest.proposed[2], latest.prefer) ==
              "The conversations may share a meeting. The latest open day; it is the last day in time.");
      }
    }
  }
}

SCENARIO("plan: a regime's fewest meetings are found again") {
  for (const Regime& regime : regimes()) {
    const auto fewest = minimum_meetings(regime);
    if (!fewest) continue;
    CourseFacts facts = regime.entry == Entry::visited ? trial() : national("2022-03-01");
    facts.regime = std::string(regime.id);
    INFO(regime.id);
    CHECK(plan_of(facts, "2022-03-01").proposed.size() == static_cast<std::size_t>(*fewest));
  }
}

SCENARIO("plan: what is held and booked stays") {
  const CourseFacts facts =
      with(trial(), {held("2022-03-11", {cv_samtale, jobsamtale}), meeting("2022-04-07", {jobsamtale}),
                     meeting("2022-06-14", {faellessamtale})});
  GIVEN("a booked meeting that is too late") {
    const Plan plan = plan_of(facts, "2022-03-14");
    THEN("one in time is added, and nothing moved") {
      CHECK(plan.feasible);
      CHECK(plan.kept == std::vector<std::uint32_t>{0, 1, 2});
      REQUIRE(plan.proposed.size() == 1);
      CHECK(conversations_of(plan.proposed[0]) == "fællessamtale and rådighedssamtale.");
    }
    WHEN("booked meetings may be given up") {
      const Plan anew = plan_of(facts, "2022-03-14", {.move_booked = true});
      THEN("what is left is planned anew") {
        CHECK(anew.kept == std::vector<std::uint32_t>{0});
        CHECK(anew.given_up == std::vector<std::uint32_t>{1, 2});
        CHECK(anew.proposed.size() == 2);
      }
    }
  }
  GIVEN("a CV conversation still to come after a joint one that was held") {
    const CourseFacts cv_open =
        with(national("2019-01-01"), {held("2019-01-08", {faellessamtale}, Holder::jobcenter)});
    THEN("no plan makes a joint conversation worthless that counts") {
      const Plan plan = plan_of(cv_open, "2019-01-09");
      for (const Finding& finding : plan.completed.findings)
        if (finding.requirement != nullptr) CHECK(finding.severity() != Severity::error);
    }
  }
}

SCENARIO("plan: days on which nobody works are left out") {
  const std::vector<Date> closed{day("2022-03-09"), day("2022-05-24"), day("2022-04-13")};
  const Plan plan = plan_of(trial(), "2022-03-01", {.days = {.closed = closed}});
  CHECK(days_of(plan) == std::vector<std::string>{"2022-03-08", "2022-04-12", "2022-05-23"});
  // 13 to 18 April 2022 is Easter with one working day before; 26 May is Ascension, the day after an office's
  // own.
  const Plan latest = plan_of(with(trial("2022-02-28"), {}), "2022-02-28", {.prefer = Prefer::latest});
  for (const ProposedMeeting& meeting : latest.proposed) CHECK(WorkingDays{}.contains(meeting.date));
  GIVEN("closed days without an end") {
    std::vector<Date> all;
    for (Date d = day("2022-03-01"); d < day("2022-07-01"); d = d + 1) all.push_back(d);
    THEN("that is said instead of a plan") {
      const Plan none = plan_of(trial(), "2022-03-01", {.days = {.closed = all}});
      CHECK(none.problem == PlanProblem::closed_throughout);
      CHECK(none.proposed.empty());
      CHECK_FALSE(none.feasible);
    }
  }
}

SCENARIO("plan: a horizon leaves for later what falls due after it") {
  const Plan plan = plan_of(trial(), "2022-03-01", {.horizon = day("2022-03-31")});
  CHECK(plan.feasible);
  REQUIRE(plan.proposed.size() == 1);
  CHECK(conversations_of(plan.proposed[0]) == "CV-samtale.");
  CHECK(plan.later.size() == 3);
  CHECK(plan_of(trial(), "2022-03-01", {.horizon = day("2022-03-15")}).proposed.size() == 1);
  CHECK(plan_of(trial(), "2022-03-01", {.horizon = day("2022-03-14")}).proposed.empty());
  CHECK(plan_of(trial(), "2022-03-04", {.horizon = day("2022-03-06")}).problem ==
        PlanProblem::horizon_too_short);
  CHECK(plan_of(trial(), "2022-03-04", {.horizon = day("2022-03-07")}).problem == PlanProblem::none);
}

SCENARIO("plan: where no plan keeps the law, the rules in conflict and the best possible are told") {
  GIVEN("one day left for what takes three meetings") {
    const Plan plan = plan_of(with(trial(), {held("2022-03-11", {cv_samtale})}), "2022-05-30");
    THEN("a merged meeting holds two conversations; the others find no day") {
      CHECK_FALSE(plan.feasible);
      REQUIRE(plan.proposed.size() == 1);
      CHECK(plan.proposed[0].date == day("2022-05-31"));
      CHECK(std::popcount(plan.proposed[0].conversations) == 2);
      std::int32_t missing = 0;
      for (const Conflict& conflict : plan.conflicts) {
        CHECK(conflict.why == ConflictReason::too_few_days);
        missing += conflict.missing;
      }
      CHECK(missing == 2);
    }
  }
  GIVEN("a last day that has passed") {
    const Plan plan = plan_of(trial(), "2022-03-16");
    THEN("that rule is history, the rest is planned all the same") {
      CHECK_FALSE(plan.feasible);
      REQUIRE(plan.conflicts.size() == 1);
      CHECK(plan.conflicts[0].rule->id == "trial_2020.cv_samtale");
      CHECK(plan.conflicts[0].why == ConflictReason::passed);
      CHECK(message(plan.conflicts[0]) == "The last day was 15 March 2022.");
      CHECK(plan.proposed.size() == 3);
    }
  }
  GIVEN("a weekend before the last day, a Sunday") {
    const CourseFacts facts = with(national("2022-02-27"), {});
    THEN("no open day is left") {
      const Plan plan = plan_of(facts, "2022-03-11");
      REQUIRE_FALSE(plan.conflicts.empty());
      CHECK(plan.conflicts[0].why == ConflictReason::no_open_day);
      CHECK(plan.conflicts[0].due == day("2022-03-13"));
    }
    THEN("on the Friday there was one") {
      for (const Conflict& conflict : plan_of(facts, "2022-03-10").conflicts)
        CHECK(conflict.rule->id != "national_2020.cv_samtale");
    }
  }
  GIVEN("a booked meeting that breaks a prohibition") {
    const Plan plan =
        plan_of(with(trial(), {meeting("2022-03-11", {cv_samtale, raadighedssamtale})}), "2022-03-01");
    THEN("it is named and left as it is") {
      REQUIRE(plan.conflicts.size() == 1);
      CHECK(plan.conflicts[0].why == ConflictReason::booked);
    }
  }
}

SCENARIO("plan: what stands in the way of an order or a number is planned around") {
  const Holder jobcenter = Holder::jobcenter;
  GIVEN("a trial's joint conversation that must be the second or third, and a CV conversation booked late") {
    CourseFacts facts = national("2018-01-01");
    facts.person.municipality = "Hjørring";
    facts.meetings = {held("2018-01-15", {jobsamtale}, jobcenter), meeting("2018-09-12", {cv_samtale})};
    THEN("an earlier CV conversation opens the way, though nobody owes it") {
      const Plan plan = plan_of(facts, "2018-01-20");
      CHECK(plan.proven);
      REQUIRE(plan.proposed.size() == 9);
      CHECK(plan.proposed[1].conversations == detail::bit(cv_samtale));
      CHECK(rules_of(plan, plan.proposed[2]) == "national_2015.jobsamtale_3 hjoerring.faellessamtale_1 ");
      REQUIRE(plan.conflicts.size() == 1);
      CHECK(plan.conflicts[0].rule->id == "national_2015.cv_samtale");
    }
  }
  GIVEN("two booked meetings before which the numbers would be used up") {
    CourseFacts facts = national("2018-08-09");
    facts.person.municipality = "Hjørring";
    facts.meetings = {held("2018-09-21", {jobsamtale}, jobcenter), held("2018-10-01", {cv_samtale}),
                      meeting("2019-01-03", {jobsamtale}, jobcenter),
                      meeting("2019-02-04", {faellessamtale}, jobcenter)};
    THEN(
        "new ones come before them, and the booked ones are no longer needed for what they would have filled") {
      const Plan plan = plan_of(facts, "2018-12-16");
      REQUIRE(plan.proposed.size() == 4);
      CHECK(rules_of(plan, plan.proposed[0]) == "national_2015.jobsamtale_5 national_2015.faellessamtale_2 ");
      CHECK(rules_of(plan, plan.proposed[1]) == "national_2015.jobsamtale_6 hjoerring.faellessamtale_1 ");
      REQUIRE(plan.conflicts.size() == 1);
      CHECK(plan.conflicts[0].rule->id == "national_2015.cv_samtale");
    }
  }
  GIVEN("a joint conversation that is booked before the CV conversation can be held") {
    CourseFacts facts = national("2017-09-05");
    facts.person.municipality = "Vejle";
    facts.meetings = {meeting("2017-10-12", {faellessamtale}, jobcenter),
                      meeting("2018-01-03", {cv_samtale})};
    THEN("another one comes after a new CV conversation") {
      const Plan plan = plan_of(facts, "2017-10-11");
      REQUIRE(plan.proposed.size() == 8);
      CHECK(plan.proposed[0].conversations == detail::bit(cv_samtale));
      CHECK(rules_of(plan, plan.proposed[1]) == "national_2015.jobsamtale_3 national_2015.faellessamtale_1 ");
      REQUIRE(plan.conflicts.size() == 1);
      CHECK(plan.conflicts[0].rule->id == "national_2015.cv_samtale");
    }
  }
  GIVEN("a trial's rådighedssamtale that was missed, and one booked too late for the national one after it") {
    CourseFacts facts = trial("2021-05-24");
    int month = 5;
    for (const int hours : {13000, 10824, 605, 13000, 13000, 5412, 13000})
      facts.benefit.push_back({.month = {2021, month++}, .hours = {hours}});
    facts.meetings = {meeting("2022-03-22", {raadighedssamtale})};
    THEN("one catches up with the trial, another one is for the national rule") {
      const Plan plan = plan_of(facts, "2022-01-30");
      std::size_t count = 0;
      for (const ProposedMeeting& proposed : plan.proposed)
        if ((proposed.conversations & detail::bit(raadighedssamtale)) != 0) ++count;
      CHECK(count == 2);
      for (const Conflict& conflict : plan.conflicts) CHECK(conflict.why == ConflictReason::passed);
    }
  }
  GIVEN("a month of an empty joblog whose conversation finds no open day before the national ones") {
    CourseFacts facts = trial("2022-07-31");
    for (int month = 8; month <= 10; ++month)
      facts.benefit.push_back({.month = {2022, month}, .hours = {6000}});
    facts.meetings = {held("2022-08-05", {cv_samtale, jobsamtale}), held("2022-09-06", {jobsamtale}),
                      held("2022-11-25", {faellessamtale, raadighedssamtale})};
    const auto add = [&](EventType type, const char* date) -> EventFacts& {
      EventFacts& event = facts.events.emplace_back();
      event.type = type;
      if (*date != 0) event.date = day(date);
      return event;
    };
    add(EventType::window_used, "2022-12-20");
    add(EventType::deregistered, "2023-01-13");
    add(EventType::registered_again, "2023-03-12");
    EventFacts& empty = add(EventType::joblog_empty, "");
    empty.month = Month{2022, 12};
    empty.duty_days = 16;
    THEN("it is held late, for it would take the national one's") {
      const Plan plan = plan_of(facts, "2023-01-19");
      REQUIRE(plan.proposed.size() == 4);
      CHECK(rules_of(plan, plan.proposed[0]) == "trial_2020.raadighedssamtale_extra ");
      CHECK(rules_of(plan, plan.proposed[1]) == "national_2020.raadighedssamtale_2 ");
      REQUIRE(plan.conflicts.size() == 1);
      CHECK(plan.conflicts[0].why == ConflictReason::no_open_day);
    }
  }
  GIVEN("a joint conversation that must be the second or third, beside others of its kind") {
    CourseFacts facts = national("2019-05-08");
    facts.person.municipality = "Hjørring";
    facts.benefit = {{.month = {2019, 5}, .hours = {13000}}};
    facts.meetings = {held("2019-10-08", {jobsamtale}, jobcenter)};
    THEN("it is held before the day from which a later one would take its meeting") {
      const Plan plan = plan_of(facts, "2019-11-03");
      for (const Conflict& conflict : plan.conflicts)
        CHECK(conflict.rule->id != "hjoerring.faellessamtale_1");
      CHECK(plan.proposed.size() == 4);
    }
  }
  GIVEN("a booked joint conversation that has the right number only with a new one before it") {
    CourseFacts facts = national("2018-01-12");
    facts.person.municipality = "Hjørring";
    int month = 1;
    for (const int hours : {13000, 12238, 6122, 13000, 3106, 6971, 12992})
      facts.benefit.push_back({.month = {2018, month++}, .hours = {hours}});
    facts.meetings = {held("2018-02-21", {raadighedssamtale}), meeting("2018-08-03", {jobsamtale}, jobcenter),
                      meeting("2018-09-22", {faellessamtale}, jobcenter)};
    EventFacts exempt;
    exempt.type = EventType::exempt;
    exempt.from = day("2018-05-06");
    exempt.to = day("2018-06-04");
    exempt.reason = ExemptReason::sent_home;
    facts.events = {exempt};
    THEN("the booked one is left to it, though another one is due earlier") {
      const Plan plan = plan_of(facts, "2018-06-27");
      CHECK(plan.proposed.size() == 3);
      for (const Conflict& conflict : plan.conflicts) CHECK(conflict.why == ConflictReason::passed);
    }
  }
  GIVEN("a joint conversation without a last day, and a CV conversation booked after all that has one") {
    CourseFacts facts = national("2017-06-28");
    facts.person.municipality = "Hjørring";
    facts.regime = "hjoerring";
    facts.benefit = {{.month = {2017, 7}, .hours = {16033}}, {.month = {2017, 8}, .hours = {8588}}};
    facts.meetings = {held("2017-07-05", {jobsamtale}, jobcenter), meeting("2021-12-17", {cv_samtale})};
    EventFacts early;
    early.type = EventType::early_jobcenter_effort;
    early.date = day("2017-12-16");
    facts.events = {early};
    THEN("it is held after that one") {
      const Plan plan = plan_of(facts, "2018-06-25");
      REQUIRE(plan.proposed.size() == 2);
      CHECK(rules_of(plan, plan.proposed[1]) == "national_2015.jobsamtale_3 hjoerring.faellessamtale_1 ");
      CHECK(plan.proposed[1].date > day("2021-12-17"));
    }
  }
  GIVEN("the same, and jobsamtaler that are due before it") {
    CourseFacts facts = national("2017-12-19");
    facts.person.municipality = "Hjørring";
    facts.benefit = {{.month = {2018, 1}, .hours = {13000}}};
    facts.readings = {{Reading::joint_counts_towards_jobsamtaler, 1}};
    THEN("what would take its meeting comes first, and not what is due first") {
      const Plan plan = plan_of(facts, "2018-05-23");
      for (const Conflict& conflict : plan.conflicts)
        CHECK(conflict.rule->id != "hjoerring.faellessamtale_1");
    }
  }
  GIVEN("a benefit period that begins after the day of planning, so that nothing is numbered yet") {
    CourseFacts facts = national("2017-07-01");
    facts.person.municipality = "Hjørring";
    facts.benefit = {{.month = {2017, 11}, .hours = {16033}}, {.month = {2018, 2}, .hours = {13113}}};
    facts.meetings = {meeting("2017-08-14", {faellessamtale}, jobcenter),
                      meeting("2018-05-10", {cv_samtale})};
    THEN("the conversations before it leave the numbers to later ones") {
      const Plan plan = plan_of(facts, "2017-08-11");
      for (const ProposedMeeting& proposed : plan.proposed)
        CHECK(proposed.conversations != detail::bit(cv_samtale));
      for (const Conflict& conflict : plan.conflicts)
        CHECK(conflict.rule->id != "hjoerring.faellessamtale_1");
    }
  }
  GIVEN("a joint conversation that must be the second or third, and nothing else that can be reached yet") {
    CourseFacts facts = national("2017-11-06");
    facts.person.municipality = "Hjørring";
    facts.benefit = {{.month = {2018, 2}, .hours = {16033}}, {.month = {2018, 3}, .hours = {2000}}};
    facts.meetings = {held("2017-11-13", {cv_samtale})};
    EventFacts deregistered;
    deregistered.type = EventType::deregistered;
    deregistered.date = day("2018-04-26");
    facts.events = {deregistered};
    THEN("a conversation that nobody owes yet gives it its number") {
      const Plan plan = plan_of(facts, "2018-04-03");
      REQUIRE(days_of(plan) == std::vector<std::string>{"2018-04-10", "2018-04-18"});
      CHECK(plan.proposed[0].conversations == detail::bit(jobsamtale));
      CHECK(plan.proposed[0].window == DateRange{{2018, 4, 4}, {2018, 7, 4}});
      CHECK(plan.proposed[1].window == DateRange{{2018, 4, 4}, {2018, 7, 4}});
      REQUIRE(plan.conflicts.size() == 1);
      CHECK(plan.conflicts[0].rule->id == "national_2015.jobsamtale_1");
    }
  }
  GIVEN("a conversation by telephone, and a rule of which one conversation finds no day") {
    // What a booked one in another form might spare is not what keeps a rule halfway.
    CourseFacts facts = trial("2021-12-12");
    facts.meetings = {held("2021-12-16", {cv_samtale}),
                      held("2022-01-25", {raadighedssamtale, faellessamtale})};
    MeetingFacts by_telephone = meeting("2022-03-01", {faellessamtale});
    by_telephone.form = Form::telephone;
    facts.meetings.push_back(by_telephone);
    facts.benefit = {{.month = {2021, 12}, .hours = {16033}}, {.month = {2022, 1}, .hours = {16033}}};
    THEN("the other one is held all the same") {
      const Plan plan = plan_of(facts, "2022-02-25", {.horizon = day("2022-02-28")});
      REQUIRE(plan.proposed.size() == 1);
    }
  }
}

SCENARIO("plan: the same course gives the same plan, and a plan taken needs no other") {
  const std::uint64_t samples = rc::samples(400);
  PlanBuffer buffer;
  for (std::uint64_t seed = 0; seed < samples; ++seed) {
    const rc::Sample sample = rc::sample(seed);
    if (sample.as_planned) continue;
    const Course course = Course::checked(sample.facts);
    PlanOptions options{.assess = sample.options(false), .prefer = static_cast<Prefer>(seed % 3)};
    const Plan first = plan(course, sample.as_of, options);
    if (first.problem != PlanProblem::none) continue;
    INFO("seed " << seed << "\n" << rc::describe(sample));
    const Plan& again = plan(course, sample.as_of, options, buffer);
    REQUIRE(days_of(first) == days_of(again));
    REQUIRE(first.proven);
    for (const ProposedMeeting& meeting : first.proposed) {
      REQUIRE(meeting.date > sample.as_of);
      REQUIRE(options.days.contains(meeting.date));
      REQUIRE(meeting.window.contains(meeting.date));
      REQUIRE(meeting.discharges_size != 0);
    }
    const CourseFacts facts = completed(sample.facts, first);
    const Plan after = plan(Course::checked(facts), sample.as_of, options);
    // What could not be placed at first cannot be placed now either.
    REQUIRE(after.proposed.empty());
    REQUIRE(after.feasible == first.feasible);
  }
}

SCENARIO("plan: no smaller set of meetings does, says an oracle that tries every set") {
  const std::uint64_t samples = rc::samples(350);
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; seed < samples; ++seed) {
    rc::Sample sample = rc::sample(seed);
    if (sample.as_planned) continue;
    // The oracle asks the engine, to which a meeting without a recorded outcome makes rules undecided.
    std::erase_if(sample.facts.meetings, [&](const MeetingFacts& meeting) {
      return meeting.status == MeetingStatus::planned && meeting.date <= sample.as_of;
    });
    const Course course = Course::checked(sample.facts);
    const PlanOptions options{.assess = sample.options(false), .prefer = static_cast<Prefer>(seed % 3)};
    const Plan found = plan(course, sample.as_of, options);
    if (found.problem != PlanProblem::none || found.proposed.empty() || found.proposed.size() > 3) continue;
    const Assessment before = assess(course, sample.as_of, options.assess);
    plan_oracle::Goal goal;
    bool whole = true;
    for (const Conflict& conflict : found.conflicts) whole = whole && conflict.why == ConflictReason::passed;
    for (std::size_t i = 0; i < before.findings.size() && before.findings[i].requirement != nullptr; ++i) {
      const Finding& finding = before.findings[i];
      const Status after = found.completed.findings[i].status;
      if (finding.status != Status::open && finding.status != Status::planned_late &&
          finding.status != Status::undecided)
        continue;
      // Of several windows the engine shows one.
      if (finding.requirement->condition == Condition::empty_joblog) whole = false;
      if (after != Status::met && after != Status::planned) {
        whole = whole && finding.status == Status::undecided;
        continue;
      }
      goal.rules.emplace_back(finding.rule->id);
      goal.last = std::max(goal.last, finding.due.is_set() ? finding.due : sample.as_of + 100);
    }
    if (!whole || goal.rules.empty()) continue;
    ++compared;
    const auto answer = plan_oracle::fewest_meetings(course, sample.as_of, options.assess, options.days, goal,
                                                     found.proposed.size() - 1);
    INFO("seed " << seed << "\n" << rc::describe(sample));
    REQUIRE_FALSE(answer.fewest);
  }
  CHECK(compared > samples / 8);
}

} // namespace
} // namespace kontaktforloeb
