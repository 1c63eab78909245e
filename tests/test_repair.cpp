// Repairs: each kind of change, that no smaller set does, and what is beyond repair.
#include "catch2_compat.hpp"

#include "support/random_course.hpp"
#include "support/some_course.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>
#include <kontaktforloeb/plan_messages.hpp>
#include <kontaktforloeb/planned_facts.hpp>
#include <kontaktforloeb/repair.hpp>

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

namespace kontaktforloeb {
namespace {

namespace rc = random_course;
using namespace some_course;
using enum Conversation;

Repair repair_of(const CourseFacts& facts, const char* as_of) {
  return repair(Course::checked(facts), day(as_of));
}
std::vector<std::string> sentences(const Remedy& remedy, Language language = Language::en) {
  std::vector<std::string> all;
  for (const Edit& edit : remedy.edits) all.push_back(message(edit, language));
  return all;
}
const std::vector<MeetingFacts> lawful{meeting("2022-03-11", {cv_samtale, jobsamtale}),
                                       meeting("2022-04-07", {raadighedssamtale, jobsamtale}),
                                       meeting("2022-05-10", {faellessamtale})};

SCENARIO("repair: a lawful plan needs no change") {
  const Repair none = repair_of(with(trial(), lawful), "2022-03-01");
  CHECK(none.possible);
  CHECK(none.size() == 0);
  CHECK(none.remedies.empty());
  CHECK(none.beyond_repair.empty());
}

SCENARIO("repair: one thing wrong takes one change") {
  GIVEN("a joint conversation after the last day") {
    auto meetings = lawful;
    meetings[2].date = day("2022-06-07");
    const Repair moved = repair_of(with(trial(), meetings), "2022-03-01");
    THEN("it is moved no farther than it must") {
      REQUIRE(moved.possible);
      REQUIRE(moved.size() == 1);
      CHECK(sentences(moved.remedies[0]) ==
            std::vector<std::string>{"Move meeting 3 (fællessamtale, 7 June 2022) to 31 May 2022."});
      CHECK(sentences(moved.remedies[0], Language::da) ==
            std::vector<std::string>{"Flyt møde 3 (fællessamtale, 7. juni 2022) til den 31. maj 2022."});
      CHECK(moved.remedies.size() <= 4);
    }
  }
  GIVEN("a meeting of the wrong holder") {
    auto meetings = lawful;
    meetings[2].holder = Holder::jobcenter;
    const Repair held_by = repair_of(with(trial(), meetings), "2022-03-01");
    THEN("the right one holds it") {
      REQUIRE(held_by.size() == 1);
      CHECK(sentences(held_by.remedies[0]) ==
            std::vector<std::string>{"Let the a-kasse hold meeting 3 (fællessamtale, 10 May 2022)."});
    }
  }
  GIVEN("a meeting in a form that does not count") {
    auto meetings = lawful;
    meetings[1].form = Form::telephone;
    const Repair form = repair_of(with(trial(), meetings), "2022-03-01");
    THEN("it is held in person") {
      REQUIRE(form.size() == 1);
      CHECK(sentences(form.remedies[0]) ==
            std::vector<std::string>{
                "Let meeting 2 (jobsamtale and rådighedssamtale, 7 April 2022) be held in person."});
    }
  }
  GIVEN("a joint conversation without the jobcenter") {
    auto meetings = lawful;
    meetings[2].absent = {{Party::jobcenter, Absence::no_show}};
    const Repair there = repair_of(with(trial(), meetings), "2022-03-01");
    THEN("all take part") {
      REQUIRE(there.size() == 1);
      CHECK(sentences(there.remedies[0]) ==
            std::vector<std::string>{"Let all parties take part in meeting 3 (fællessamtale, 10 May 2022)."});
    }
  }
  GIVEN("three conversations in one meeting") {
    const CourseFacts facts =
        with(trial(), {meeting("2022-03-11", {cv_samtale, jobsamtale, raadighedssamtale}),
                       meeting("2022-04-07", {jobsamtale}), meeting("2022-05-10", {faellessamtale})});
    const Repair split = repair_of(facts, "2022-03-01");
    THEN("one of them gets a meeting of its own") {
      REQUIRE(split.size() == 1);
      CHECK(split.remedies[0].edits[0].op == EditOp::split);
      CHECK(split.remedies[0].edits[0].meeting == 0);
    }
  }
  GIVEN("a conversation that nobody booked") {
    auto meetings = lawful;
    meetings.pop_back();
    const Repair added = repair_of(with(trial(), meetings), "2022-03-01");
    THEN("it is added, a week before the last day") {
      REQUIRE(added.size() == 1);
      CHECK(sentences(added.remedies[0]) ==
            std::vector<std::string>{"Add a meeting on 24 May 2022: fællessamtale, held by the a-kasse."});
    }
  }
}

SCENARIO("repair: several things wrong take several changes, and no fewer") {
  const CourseFacts facts = with(trial(), {meeting("2022-03-11", {cv_samtale, jobsamtale, raadighedssamtale}),
                                           meeting("2022-06-07", {faellessamtale}),
                                           meeting("2022-05-10", {jobsamtale}, Holder::jobcenter)});
  const Repair all = repair_of(facts, "2022-03-01");
  REQUIRE(all.possible);
  CHECK(all.size() == 3);
  CHECK(all.proven);
  CHECK(all.at_least == 3);
  CHECK(all.remedies.size() == 1 + detail::most_alternatives);
  for (const Remedy& remedy : all.remedies) {
    const Repair after = repair_of(repaired(facts, remedy), "2022-03-01");
    CHECK(after.size() == 0);
    CHECK(after.possible);
  }
}

SCENARIO("repair: what is held is history") {
  GIVEN("a CV conversation that was never held, and a joint one booked too late") {
    const CourseFacts facts = with(trial(), {held("2022-03-18", {jobsamtale}),
                                             meeting("2022-04-07", {raadighedssamtale, jobsamtale}),
                                             meeting("2022-06-07", {faellessamtale})});
    const Repair rest = repair_of(facts, "2022-03-21");
    THEN("the first is beyond repair, could still be held, and the other is moved") {
      CHECK_FALSE(rest.possible);
      REQUIRE(rest.beyond_repair.size() == 1);
      CHECK(rest.beyond_repair[0]->id == "trial_2020.cv_samtale");
      REQUIRE(rest.late_still.size() == 1);
      CHECK(late_still_message(*rest.late_still[0]) ==
            "trial_2020.cv_samtale: the conversation can still be held, and then counts as held late.");
      REQUIRE(rest.size() == 1);
      CHECK(rest.remedies[0].edits[0].op == EditOp::move);
    }
  }
  GIVEN("a held meeting that merged too much") {
    const Repair merged =
        repair_of(with(trial(), {held("2022-03-11", {cv_samtale, raadighedssamtale}),
                                 meeting("2022-04-07", {jobsamtale}), meeting("2022-04-21", {jobsamtale}),
                                 meeting("2022-05-10", {faellessamtale})}),
                  "2022-03-14");
    THEN("the merging is beyond repair, and nothing else is wrong") {
      CHECK_FALSE(merged.possible);
      CHECK(merged.size() == 0);
      REQUIRE(merged.beyond_repair.size() == 1);
      CHECK(merged.beyond_repair[0]->id == "trial_2020.merging");
    }
  }
}

/// Every single change of booked meetings, on every open day up to a last one.
template <class Try>
void each_single_change(const CourseFacts& facts, Date as_of, Date last, const Try& attempt) {
  const WorkingDays days;
  const auto busy = [&](Date date) {
    return std::any_of(facts.meetings.begin(), facts.meetings.end(), [&](const MeetingFacts& m) {
      return m.date == date && m.status != MeetingStatus::cancelled && m.status != MeetingStatus::no_show;
    });
  };
  std::vector<Date> open;
  for (Date date = as_of + 1; date <= last; date = date + 1)
    if (days.contains(date) && !busy(date)) open.push_back(date);
  const std::vector<std::vector<Conversation>> kinds{{cv_samtale},
                                                     {jobsamtale},
                                                     {faellessamtale},
                                                     {raadighedssamtale},
                                                     {cv_samtale, jobsamtale},
                                                     {cv_samtale, faellessamtale},
                                                     {jobsamtale, raadighedssamtale},
                                                     {faellessamtale, raadighedssamtale}};
  for (const Date date : open)
    for (const auto& conversations : kinds)
      for (const Holder holder : {Holder::a_kasse, Holder::jobcenter}) {
        CourseFacts changed = facts;
        changed.meetings.push_back({.date = date, .conversations = conversations, .holder = holder});
        attempt(changed);
      }
  for (std::size_t i = 0; i < facts.meetings.size(); ++i) {
    const MeetingFacts& meeting = facts.meetings[i];
    if (meeting.status != MeetingStatus::planned || meeting.date <= as_of) continue;
    CourseFacts changed = facts;
    changed.meetings[i].form = Form::in_person;
    attempt(changed);
    changed = facts;
    changed.meetings[i].absent.clear();
    attempt(changed);
    for (const Holder holder : {Holder::a_kasse, Holder::jobcenter}) {
      changed = facts;
      changed.meetings[i].holder = holder;
      changed.meetings[i].on_behalf_of.reset();
      attempt(changed);
    }
    for (const Date date : open) {
      changed = facts;
      changed.meetings[i].date = date;
      attempt(changed);
      unsigned all = 0;
      for (const Conversation conversation : meeting.conversations)
        all |= 1u << static_cast<unsigned>(conversation);
      for (unsigned part = (all - 1) & all; part != 0; part = (part - 1) & all) {
        changed = facts;
        changed.meetings[i].conversations = detail::conversations_of(all & ~part);
        MeetingFacts own = meeting;
        own.conversations = detail::conversations_of(part);
        own.date = date;
        changed.meetings.push_back(own);
        attempt(changed);
      }
    }
    for (std::size_t j = 0; j < facts.meetings.size(); ++j) {
      if (j == i || facts.meetings[j].status != MeetingStatus::planned || facts.meetings[j].date <= as_of)
        continue;
      changed = facts;
      for (const Conversation conversation : meeting.conversations)
        changed.meetings[j].conversations.push_back(conversation);
      changed.meetings.erase(changed.meetings.begin() + static_cast<std::ptrdiff_t>(i));
      attempt(changed);
    }
  }
}

SCENARIO("repair: no single change does where two are told, says a trial of every single change") {
  // Plans of the trial and of the normal effort, wrong in ways that are thrown.
  rc::Dice dice{2026};
  const std::uint64_t samples = rc::samples(250);
  std::size_t ones = 0, twos = 0, more = 0;
  for (std::uint64_t n = 0; n < samples; ++n) {
    CourseFacts facts = trial(dice.percent(50) ? "2022-03-01" : "2022-08-29");
    const Date as_of = facts.registered + dice.between(0, 60);
    const auto throw_meeting = [&](std::vector<Conversation> conversations) {
      MeetingFacts meeting;
      meeting.date = facts.registered + dice.between(1, 110);
      meeting.conversations = std::move(conversations);
      meeting.holder = dice.percent(15) ? Holder::jobcenter : Holder::a_kasse;
      meeting.form = dice.percent(10) ? Form::telephone : Form::in_person;
      meeting.status = meeting.date <= as_of ? MeetingStatus::held : MeetingStatus::planned;
      if (dice.percent(10)) meeting.absent = {{Party::jobcenter, Absence::no_show}};
      facts.meetings.push_back(meeting);
    };
    throw_meeting(dice.percent(50) ? std::vector{cv_samtale} : std::vector{cv_samtale, jobsamtale});
    throw_meeting({jobsamtale});
    if (dice.percent(70))
      throw_meeting(dice.percent(60) ? std::vector{jobsamtale} : std::vector{jobsamtale, faellessamtale});
    if (dice.percent(80))
      throw_meeting(dice.percent(60) ? std::vector{faellessamtale}
                                     : std::vector{faellessamtale, raadighedssamtale});
    if (dice.percent(60)) throw_meeting({raadighedssamtale});
    const Course course = Course::checked(facts);
    const Repair found = repair(course, as_of);
    INFO(rc::as_yaml(facts) << "as_of " << as_of.iso());
    REQUIRE(found.problem == PlanProblem::none);
    REQUIRE(found.proven);
    REQUIRE(found.remedies.size() <= 1 + detail::most_alternatives);
    const auto wrong = [&](const CourseFacts& changed) {
      const Repair after = repair(Course::checked(changed), as_of);
      return after.size() != 0 || after.beyond_repair.size() > found.beyond_repair.size();
    };
    for (const Remedy& remedy : found.remedies) {
      REQUIRE(remedy.edits.size() == found.size());
      REQUIRE_FALSE(wrong(repaired(facts, remedy)));
    }
    ++(found.size() < 2 ? ones : found.size() == 2 ? twos : more);
    if (found.size() != 2) continue;
    // As the engine sees it: rules that the repair keeps, and no more breaches than beyond repair.
    const CourseFacts best = repaired(facts, found.remedies[0]);
    const AssessOptions options{.contested = false};
    const Assessment goal = assess(Course::checked(best), as_of, options);
    bool single = false;
    AssessmentBuffer buffer;
    each_single_change(facts, as_of, as_of + 130, [&](const CourseFacts& changed) {
      const Assessment& after = assess(Course::checked(changed), as_of, options, buffer);
      std::size_t breaches = 0, allowed = 0;
      bool kept = true;
      for (const Finding& finding : goal.findings) allowed += finding.status == Status::breached ? 1u : 0u;
      for (const Finding& finding : after.findings) breaches += finding.status == Status::breached ? 1u : 0u;
      for (std::size_t i = 0; i < goal.findings.size() && goal.findings[i].requirement != nullptr; ++i) {
        const Status wanted = goal.findings[i].status, got = after.findings[i].status;
        const bool good = got == Status::met || got == Status::planned || got == Status::not_required;
        kept = kept && (good || (wanted != Status::met && wanted != Status::planned));
      }
      single = single || (kept && breaches <= allowed);
    });
    REQUIRE_FALSE(single);
  }
  CHECK(ones > samples / 10);
  CHECK(twos > samples / 10);
  CHECK(more > samples / 20);
}

} // namespace
} // namespace kontaktforloeb
