// Plans, deadlines and repairs: made once, kept with what was asked, given as values.
#include "question.hpp"
#include "values.hpp"

#include <kontaktforloeb/deadlines.hpp>
#include <kontaktforloeb/parallel.hpp>
#include <kontaktforloeb/plan.hpp>
#include <kontaktforloeb/plan_document.hpp>
#include <kontaktforloeb/planned_facts.hpp>
#include <kontaktforloeb/repair.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kontaktforloeb::bindings {
namespace {

/// What `plan` is asked.
struct PlanQuestion {
  Question question = {};
  Days days = {};
  Prefer prefer = Prefer::spread;
  Date horizon = {};
  bool move_booked = false;
  friend bool operator==(const PlanQuestion&, const PlanQuestion&) = default;
};

/// What `repair` is asked.
struct RepairQuestion {
  Question question = {};
  Days days = {};
  friend bool operator==(const RepairQuestion&, const RepairQuestion&) = default;
};

/// A result with what it was made of.
template <class Asked, class Result>
struct Made {
  SharedCourse course;
  Asked asked;
  Result result;
};
using PyPlan = Made<PlanQuestion, Plan>;
using PyRepair = Made<RepairQuestion, Repair>;

/// The classes of the package's Python part, looked up once.
struct PlanningClasses {
  py::object proposed, days, conflict, deadline, edit, text;

  static const PlanningClasses& get() {
    PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<PlanningClasses> storage;
    return storage
        .call_once_and_store_result([] {
          const py::module_ planning = py::module_::import("kontaktforloeb._planning");
          return PlanningClasses{
              planning.attr("ProposedMeeting"),
              planning.attr("DayRange"),
              planning.attr("Conflict"),
              planning.attr("Deadline"),
              planning.attr("Edit"),
              py::module_::import("kontaktforloeb._values").attr("Text"),
          };
        })
        .get_stored();
  }
};

/// A sentence in both languages.
template <class Say>
py::object in_both(const Say& say) {
  return PlanningClasses::get().text(py::arg("da") = say(Language::da), py::arg("en") = say(Language::en));
}

py::tuple rules_to_python(const std::vector<const Rule*>& rules) {
  py::tuple list(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) list[i] = text(rules[i]->id);
  return list;
}

py::tuple places_to_python(const std::vector<std::uint32_t>& places) {
  py::tuple list(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) list[i] = py::int_(places[i]);
  return list;
}

py::object conversations_to_python(std::uint8_t bits) {
  return Convert<std::vector<Conversation>>::to(kontaktforloeb::detail::conversations_of(bits));
}

/// A course of changed facts; it no longer belongs to a file.
SharedCourse changed_course(const PyCourse& course, CourseFacts facts) {
  CourseOrFaults made = Course::from(std::move(facts), {course.allow_digit_ids});
  if (!made) raise_faults(made.faults());
  return std::make_shared<PyCourse>(PyCourse{*std::move(made), {}, {}, course.allow_digit_ids});
}

/// The course with what is proposed added, without what is given up.
SharedCourse completed_course(const PyPlan& plan) {
  return changed_course(*plan.course, completed(plan.course->course.facts(), plan.result));
}

void add_days(py::dict& keywords, const Days& days) {
  if (!days.closed.empty()) keywords["closed"] = Convert<std::vector<Date>>::to(days.closed);
  if (days.office_closing_days) keywords["office_closing_days"] = true;
}

/// The keywords that ask again.
py::dict asked_again(const PlanQuestion& asked) {
  py::dict keywords = keywords_of(asked.question);
  if (asked.prefer != Prefer::spread) keywords["prefer"] = Convert<Prefer>::to(asked.prefer);
  add_days(keywords, asked.days);
  if (asked.horizon.is_set()) keywords["horizon"] = Convert<Date>::to(asked.horizon);
  if (asked.move_booked) keywords["move_booked"] = true;
  return keywords;
}

py::dict asked_again(const RepairQuestion& asked) {
  py::dict keywords = keywords_of(asked.question);
  add_days(keywords, asked.days);
  return keywords;
}

/// What every result has that is made of a course and a question.
template <class Self>
void add_made(py::class_<Self, std::shared_ptr<Self>>& type, const char* function) {
  type.def("__repr__", [function](const Self& self) {
    std::string written =
        std::string(function) + "(" + py::cast<std::string>(py::repr(py::cast(self.course)));
    for (const auto& [key, value] : asked_again(self.asked))
      written += ", " + py::cast<std::string>(key) + "=" + py::cast<std::string>(py::repr(value));
    return written + ")";
  });
  type.def("__eq__", [](const Self& self, const py::object& other) -> py::object {
    if (!py::isinstance<Self>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
    const auto& that = other.cast<const Self&>();
    return py::bool_(self.asked == that.asked && self.course->course == that.course->course);
  });
  type.def("__hash__", [function](const Self& self) {
    return py::hash(
        py::make_tuple(function, py::hash(py::cast(self.course)), self.asked.question.as_of.number()));
  });
  type.def("__reduce__", [function](const Self& self) {
    return py::make_tuple(
        py::module_::import("kontaktforloeb._core").attr("_restore_made"),
        py::make_tuple(function, self.course, asked_again(self.asked), std::string{law_digest()}));
  });
}

py::object restore_made(const std::string& function, const SharedCourse& course, const py::dict& keywords,
                        const std::string& digest) {
  if (digest != law_digest())
    if (PyErr_WarnEx(
            py::module_::import("kontaktforloeb._values").attr("LawChangedWarning").ptr(),
            "what was stored was made under other tables of the law and has been made again under these",
            1) != 0)
      throw py::error_already_set();
  return py::module_::import("kontaktforloeb._core").attr(function.c_str())(course, **keywords);
}

/// Judges a course as was asked.
py::object assess_again(const SharedCourse& course, const Question& question) {
  return py::module_::import("kontaktforloeb._core").attr("assess")(course, **keywords_of(question));
}

std::shared_ptr<PyPlan> plan_one(const py::object& given, const py::object& as_of, const py::object& prefer,
                                 const py::object& closed, const py::object& office_closing_days,
                                 const py::object& horizon, const py::object& move_booked,
                                 const py::object& regime, const py::object& readings,
                                 const py::object& admitted) {
  auto made = std::make_shared<PyPlan>();
  made->course = need_course(given, Where{"course"});
  Question question = question_of({as_of, regime, readings, py::bool_(false), py::bool_(true), admitted});
  const Date today = today_if_needed(question, *made->course);
  made->asked = {settled(std::move(question), *made->course, today), days_of(closed, office_closing_days),
                 Convert<Prefer>::from(prefer, Where{"prefer"}),
                 Convert<Date>::from(horizon, Where{"horizon"}),
                 Convert<bool>::from(move_booked, Where{"move_booked"})};
  const PlanQuestion& asked = made->asked;
  {
    const py::gil_scoped_release release;
    thread_local PlanBuffer buffer;
    made->result = kontaktforloeb::plan(
        made->course->course, asked.question.as_of,
        {asked.question.options(false), asked.prefer, asked.days.view(), asked.horizon, asked.move_booked},
        buffer);
  }
  switch (made->result.problem) {
  case PlanProblem::none:
  case PlanProblem::no_law:
    break;
  case PlanProblem::horizon_too_short:
    refuse_value(Where{"horizon"}, "no open day lies between the day of planning, " +
                                       asked.question.as_of.iso() + ", and " + asked.horizon.iso() +
                                       "; give a later day");
  case PlanProblem::closed_throughout:
    refuse_value(Where{"closed"}, "the closed days leave no open day for any conversation after " +
                                      asked.question.as_of.iso() + "; leave some of them open");
  }
  return made;
}

std::shared_ptr<PyRepair> repair_one(const py::object& given, const py::object& as_of,
                                     const py::object& as_planned, const py::object& closed,
                                     const py::object& office_closing_days, const py::object& regime,
                                     const py::object& readings, const py::object& admitted) {
  auto made = std::make_shared<PyRepair>();
  made->course = need_course(given, Where{"course"});
  Question question = question_of({as_of, regime, readings, as_planned, py::bool_(true), admitted});
  const Date today = today_if_needed(question, *made->course);
  made->asked = {settled(std::move(question), *made->course, today), days_of(closed, office_closing_days)};
  const RepairQuestion& asked = made->asked;
  const py::gil_scoped_release release;
  thread_local RepairBuffer buffer;
  made->result = kontaktforloeb::repair(made->course->course, asked.question.as_of,
                                        {asked.question.options(false), asked.days.view()}, buffer);
  return made;
}

py::object no_reason(PlanProblem problem, const Assessment& judged, const py::object& lang) {
  const Language language = language_named(lang);
  return text_or_none(problem == PlanProblem::no_law ? no_law_message(judged, language)
                                                     : message(problem, language));
}

py::tuple proposed_to_python(const Plan& plan) {
  const PlanningClasses& classes = PlanningClasses::get();
  py::tuple list(plan.proposed.size());
  for (std::size_t i = 0; i < plan.proposed.size(); ++i) {
    const ProposedMeeting& meeting = plan.proposed[i];
    const auto rules = plan.discharges(meeting);
    list[i] = classes.proposed(
        py::arg("date") = Convert<Date>::to(meeting.date),
        py::arg("conversations") = conversations_to_python(meeting.conversations),
        py::arg("holder") = Convert<Party>::to(meeting.holder),
        py::arg("form") = Convert<Form>::to(meeting.form),
        py::arg("discharges") = rules_to_python({rules.begin(), rules.end()}),
        py::arg("window") = classes.days(py::arg("from_") = Convert<Date>::to(meeting.window.from),
                                         py::arg("to") = Convert<Date>::to(meeting.window.to)),
        py::arg("why") = in_both([&](Language language) { return why(meeting, plan.prefer, language); }));
  }
  return list;
}

py::tuple conflicts_to_python(const Plan& plan) {
  py::tuple list(plan.conflicts.size());
  for (std::size_t i = 0; i < plan.conflicts.size(); ++i) {
    const Conflict& conflict = plan.conflicts[i];
    list[i] = PlanningClasses::get().conflict(
        py::arg("rule") = text(conflict.rule->id), py::arg("why") = Convert<ConflictReason>::to(conflict.why),
        py::arg("status") = Convert<Status>::to(conflict.status),
        py::arg("due") = Convert<Date>::to(conflict.due), py::arg("missing") = conflict.missing,
        py::arg("message") = in_both([&](Language language) { return message(conflict, language); }));
  }
  return list;
}

py::object edit_to_python(const Edit& edit) {
  const bool is_new = edit.op == EditOp::add;
  return PlanningClasses::get().edit(
      py::arg("op") = Convert<EditOp>::to(edit.op),
      py::arg("field") =
          edit.op == EditOp::change ? Convert<EditField>::to(edit.field) : py::object(py::none()),
      py::arg("meeting") = is_new ? py::object(py::none()) : py::int_(edit.meeting),
      py::arg("into") = edit.op == EditOp::merge ? py::object(py::int_(edit.into)) : py::none(),
      py::arg("from_") = Convert<Date>::to(is_new ? Date{} : edit.from),
      py::arg("date") = Convert<Date>::to(edit.date),
      py::arg("conversations") = conversations_to_python(edit.conversations),
      py::arg("holder") = Convert<Party>::to(edit.holder), py::arg("form") = Convert<Form>::to(edit.form),
      py::arg("text") = in_both([&](Language language) { return message(edit, language); }));
}

py::tuple edits_to_python(const Remedy& remedy) {
  py::tuple list(remedy.edits.size());
  for (std::size_t i = 0; i < remedy.edits.size(); ++i) list[i] = edit_to_python(remedy.edits[i]);
  return list;
}

SharedCourse repaired_course(const PyRepair& self, const py::object& alternative) {
  const std::vector<Remedy>& remedies = self.result.remedies;
  const std::size_t last = remedies.empty() ? 0 : remedies.size() - 1;
  const auto which = Convert<std::int32_t>::from(alternative, Where{"alternative"});
  if (which < 0 || static_cast<std::size_t>(which) > last)
    refuse_value(Where{"alternative"}, std::to_string(which) + " is not " +
                                           (last == 0 ? std::string("0; there are no alternatives")
                                                      : "a whole number from 0 to " + std::to_string(last)));
  const CourseFacts& facts = self.course->course.facts();
  return changed_course(
      *self.course, remedies.empty() ? facts : repaired(facts, remedies[static_cast<std::size_t>(which)]));
}

AssessedCourse row_of_plan(const PyPlan& plan) {
  AssessedCourse row;
  row.file = plan.course->file;
  row.id = plan.course->course.facts().id;
  row.plan = plan.result;
  return row;
}

Report report_of_plan(const PyPlan& plan) {
  Report report;
  report.courses.push_back(row_of_plan(plan));
  return report;
}

/// One plan, or several.
Report report_of_plans(const py::object& plans) {
  if (py::isinstance<PyPlan>(plans)) return report_of_plan(plans.cast<const PyPlan&>());
  Report report;
  const Where where{"plans"};
  Where item{{}, &where, 0};
  for (auto each = begin_list(plans, where); each != py::iterator::sentinel(); ++each, ++item.index) {
    if (!py::isinstance<PyPlan>(*each)) refuse(item, "Plan", *each);
    report.courses.push_back(row_of_plan(each->cast<const PyPlan&>()));
  }
  return report;
}

std::string calendar_of(const Report& report, Language language) {
  const py::gil_scoped_release release;
  return plans_to_ics(report, language);
}

py::object loads(const std::string& document) { return py::module_::import("json").attr("loads")(document); }

/// A question and the days on which conversations can be held, for deadlines.
struct DeadlineQuestion {
  Question question;
  Days days;

  [[nodiscard]] const std::vector<Deadline>& answer(const PyCourse& course, Date as_of) const {
    thread_local DeadlineBuffer buffer;
    return kontaktforloeb::deadlines(course.course, as_of, {question.options(false), days.view()}, buffer);
  }
};

py::object deadline_to_python(const Deadline& deadline) {
  return PlanningClasses::get().deadline(
      py::arg("rule") = text(deadline.rule->id), py::arg("status") = Convert<Status>::to(deadline.status),
      py::arg("to_hold") = deadline.to_hold, py::arg("due") = Convert<Date>::to(deadline.due),
      py::arg("due_projected") = deadline.due_projected,
      py::arg("slack_days") = Convert<std::optional<std::int32_t>>::to(deadline.slack_days),
      py::arg("clock") = Convert<Clock>::to(deadline.clock),
      py::arg("slack_hours") = Convert<std::optional<Hours>>::to(deadline.slack_hours),
      py::arg("last_feasible_day") = Convert<Date>::to(deadline.last_feasible_day));
}

py::tuple deadlines_of(const py::object& given, const py::object& as_of, const py::object& closed,
                       const py::object& office_closing_days, const py::object& regime,
                       const py::object& readings, const py::object& admitted) {
  const SharedCourse course = need_course(given, Where{"course"});
  const DeadlineQuestion asked{
      question_of({as_of, regime, readings, py::bool_(false), py::bool_(false), admitted}),
      days_of(closed, office_closing_days)};
  const Date today = today_if_needed(asked.question, *course);
  std::vector<Deadline> found;
  {
    const py::gil_scoped_release release;
    found = asked.answer(*course, settled(asked.question, *course, today).as_of);
  }
  py::tuple list(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) list[i] = deadline_to_python(found[i]);
  return list;
}

/// Deadlines of many courses as columns, for data frames; words as text.
py::dict deadline_columns(const py::object& courses, const py::object& as_of, const py::object& closed,
                          const py::object& office_closing_days, const py::object& regime,
                          const py::object& readings, const py::object& admitted, const py::object& threads) {
  const DeadlineQuestion asked{
      question_of({as_of, regime, readings, py::bool_(false), py::bool_(false), admitted}),
      days_of(closed, office_closing_days)};
  std::vector<SharedCourse> list;
  const Where where{"courses"};
  Where item{{}, &where, 0};
  Date today;
  for (auto each = begin_list(courses, where); each != py::iterator::sentinel(); ++each, ++item.index) {
    list.push_back(need_course(py::reinterpret_borrow<py::object>(*each), item));
    if (!today.is_set()) today = today_if_needed(asked.question, *list.back());
  }
  const unsigned workers = threads_of(threads);
  std::vector<Date> days(list.size());
  std::vector<std::vector<Deadline>> found(list.size());
  {
    const py::gil_scoped_release release;
    kontaktforloeb::detail::in_parallel(list.size(), workers, [&] {
      return [&](std::size_t i) {
        days[i] = settled(asked.question, *list[i], today).as_of;
        found[i] = asked.answer(*list[i], days[i]);
      };
    });
  }
  constexpr std::array names{"course",           "id",  "file",          "as_of",      "rule",  "status",
                             "to_hold",          "due", "due_projected", "slack_days", "clock", "slack_hours",
                             "last_feasible_day"};
  std::array<py::list, names.size()> column;
  for (std::size_t course = 0; course < list.size(); ++course) {
    const py::object id = text(list[course]->course.facts().id), file = text_or_none(list[course]->file);
    const py::object day = Convert<Date>::to(days[course]);
    for (const Deadline& deadline : found[course]) {
      const std::array<py::object, names.size()> cells{
          py::int_(course),
          id,
          file,
          day,
          text(deadline.rule->id),
          text(word(deadline.status)),
          py::int_(deadline.to_hold),
          Convert<Date>::to(deadline.due),
          py::bool_(deadline.due_projected),
          Convert<std::optional<std::int32_t>>::to(deadline.slack_days),
          text(word(deadline.clock)),
          Convert<std::optional<Hours>>::to(deadline.slack_hours),
          Convert<Date>::to(deadline.last_feasible_day)};
      for (std::size_t i = 0; i < cells.size(); ++i) column[i].append(cells[i]);
    }
  }
  py::dict all;
  for (std::size_t i = 0; i < names.size(); ++i) all[names[i]] = column[i];
  return all;
}

void add_plan(py::module_& module) {
  py::class_<PyPlan, std::shared_ptr<PyPlan>> type(
      module, "Plan", py::is_final(), plain_class(),
      R"(A course completed with as few meetings as possible; made by `plan`.

Attributes
----------
original : Course
    The course that was planned.
as_of : datetime.date
    Day of planning; meetings are proposed for later days.
regime : str or None
    The regime; None when no law is known.
prefer : Prefer
    Which days were preferred.
feasible : bool
    Whether the completed course keeps every rule.
proven : bool
    Whether the search saw everything; else fewer meetings may do.
proposed : tuple of ProposedMeeting
    The meetings to be added, by day.
kept, given_up : tuple of int
    Places in ``original.meetings``, from 0, of the held and booked meetings that stay, and of the booked ones that do not.
conflicts : tuple of Conflict
    Rules that cannot be kept, each with the reason.
waiting : tuple of str
    Rules whose days in time cannot be reached yet.
later : tuple of str
    Rules that fall due after the horizon.
undecided : tuple of str
    Rules that stay undecided whatever is held.
completed : Assessment
    The completed course judged on the day of planning.)");
  forbid_new(type);
  const auto rules = [&type](const char* name, std::vector<const Rule*> Plan::*member) {
    type.def_property_readonly(name,
                               [member](const PyPlan& self) { return rules_to_python(self.result.*member); });
  };
  type.def_property_readonly("original", [](const PyPlan& self) { return self.course; });
  type.def_property_readonly("as_of",
                             [](const PyPlan& self) { return Convert<Date>::to(self.asked.question.as_of); });
  type.def_property_readonly("regime", [](const PyPlan& self) {
    const Regime* regime = self.result.completed.regime;
    return text_or_none(regime != nullptr ? regime->id : std::string_view{});
  });
  type.def_property_readonly("prefer",
                             [](const PyPlan& self) { return Convert<Prefer>::to(self.result.prefer); });
  type.def_property_readonly("feasible", [](const PyPlan& self) { return self.result.feasible; });
  type.def_property_readonly("proven", [](const PyPlan& self) { return self.result.proven; });
  type.def_property_readonly("proposed", [](const PyPlan& self) { return proposed_to_python(self.result); });
  type.def_property_readonly("kept", [](const PyPlan& self) { return places_to_python(self.result.kept); });
  type.def_property_readonly("given_up",
                             [](const PyPlan& self) { return places_to_python(self.result.given_up); });
  type.def_property_readonly("conflicts",
                             [](const PyPlan& self) { return conflicts_to_python(self.result); });
  rules("waiting", &Plan::waiting);
  rules("later", &Plan::later);
  rules("undecided", &Plan::undecided);
  type.def_property_readonly("completed", [](const PyPlan& self) {
    return assess_again(completed_course(self), self.asked.question);
  });
  type.def(
      "course", &completed_course,
      R"(Give the completed course: the proposed meetings added as planned ones, the given-up ones left out.

It no longer belongs to a file.)");
  type.def(
      "reason",
      [](const PyPlan& self, const py::object& lang) {
        return no_reason(self.result.problem, self.result.completed, lang);
      },
      py::arg("lang") = "en",
      R"(Say why nothing was planned; None when something was.

Parameters
----------
lang : {"en", "da"}
    English or Danish.)");
  type.def(
      "to_json",
      [](const PyPlan& self, const py::object& lang) {
        return plans_to_json(report_of_plan(self), language_named(lang));
      },
      py::arg("lang") = "en",
      R"(Give the document ``kontaktforloeb/plan-1`` with this one course.

Parameters
----------
lang : {"en", "da"}
    Language of the sentences.)");
  type.def(
      "to_dict",
      [](const PyPlan& self, const py::object& lang) {
        return loads(plans_to_json(report_of_plan(self), language_named(lang)));
      },
      py::arg("lang") = "en",
      R"(Give the same document as data; days are text.

Parameters
----------
lang : {"en", "da"}
    Language of the sentences.)");
  type.def(
      "to_ics",
      [](const PyPlan& self, const py::object& lang) {
        return calendar_of(report_of_plan(self), language_named(lang));
      },
      py::arg("lang") = "en",
      R"(Give the proposed meetings as a calendar; see `kontaktforloeb.to_ics`.

Parameters
----------
lang : {"en", "da"}
    Language of the calendar.)");
  add_made(type, "plan");

  module.def("plan", &plan_one, py::arg("course"), py::arg("as_of") = py::none(), py::kw_only(),
             py::arg("prefer") = "spread", py::arg("closed") = py::tuple(),
             py::arg("office_closing_days") = false, py::arg("horizon") = py::none(),
             py::arg("move_booked") = false, py::arg("regime") = py::none(), py::arg("readings") = py::none(),
             py::arg("admitted") = py::none(),
             R"(Complete a course with as few meetings as possible.

What is held is history, and what is booked stays. What cannot be kept is named, with the best plan possible beside it; a course
without known law gives a plan that proposes nothing.

Parameters
----------
course : Course
    The course.
as_of : datetime.date, optional
    Day of planning; by default the course's own, else today. Meetings are proposed from the day after it on.
prefer : Prefer
    Which days are preferred once the fewest meetings are found: ``spread``, ``earliest`` or ``latest``.
closed : iterable of datetime.date
    Your own closed days, in any order; weekends and public holidays are closed anyway.
office_closing_days : bool
    Whether the days on which many offices close are closed, too.
horizon : datetime.date, optional
    Plan only what falls due by this day; by default everything in sight.
move_booked : bool
    Whether meetings booked for later days are given up and planned anew.
regime : str, optional
    A regime's id or ``auto``; by default what the course says.
readings : dict of str to str, optional
    Readings on top of the course's own.
admitted : list of Admitted, optional
    Where a-kasser take part in the trial, for those whose list is not known.

Raises
------
ValueError
    For an unknown word, regime or reading, and where the horizon or the closed days leave no open day at all.
TypeError
    For a day that is no ``datetime.date``.)");
  module.def(
      "to_ics",
      [](const py::object& plans, const py::object& lang) {
        const Language language = language_named(lang);
        return calendar_of(report_of_plans(plans), language);
      },
      py::arg("plans"), py::kw_only(), py::arg("lang") = "en",
      R"(Give what plans propose as one calendar (iCalendar, RFC 5545): an all-day event for each meeting.

An event keeps its name when a plan made anew puts it on another day, so that calendars move it. The course's opaque id is all
that is said of the person.

Parameters
----------
plans : Plan or iterable of Plan
    What `plan` gave.
lang : {"en", "da"}
    Language of the calendar.)");
}

void add_repair(py::module_& module) {
  py::class_<PyRepair, std::shared_ptr<PyRepair>> type(
      module, "Repair", py::is_final(), plain_class(),
      R"(The smallest changes of what is booked that make a plan lawful; made by `repair`.

Attributes
----------
original : Course
    The course with the plan.
as_of : datetime.date
    From the day after it on changes are made.
as_planned : bool
    Whether the plan itself was repaired.
possible : bool
    Whether the plan can be made lawful as a whole.
size : int
    How many changes are needed; 0: nothing is to be changed, or nothing would help.
edits : tuple of Edit
    The changes.
alternatives : tuple of tuple of Edit
    Other sets of as many changes.
beyond_repair : tuple of str
    Rules that no change can mend: history, or no day is left.
late_still : tuple of str
    Those of them whose conversation can still be held, late.
proven : bool
    Whether it is proven that no smaller set of changes does.
smaller_tried : int
    How many smaller sets were tried for that.)");
  forbid_new(type);
  type.def_property_readonly("original", [](const PyRepair& self) { return self.course; });
  type.def_property_readonly("as_of",
                             [](const PyRepair& self) { return Convert<Date>::to(self.result.as_of); });
  type.def_property_readonly("as_planned",
                             [](const PyRepair& self) { return self.asked.question.as_planned; });
  type.def_property_readonly("possible", [](const PyRepair& self) { return self.result.possible; });
  type.def_property_readonly("size", [](const PyRepair& self) { return self.result.size(); });
  type.def_property_readonly("edits", [](const PyRepair& self) {
    return self.result.remedies.empty() ? py::tuple() : edits_to_python(self.result.remedies.front());
  });
  type.def_property_readonly("alternatives", [](const PyRepair& self) {
    const std::vector<Remedy>& remedies = self.result.remedies;
    py::tuple list(remedies.empty() ? 0 : remedies.size() - 1);
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = edits_to_python(remedies[i + 1]);
    return list;
  });
  type.def_property_readonly("beyond_repair",
                             [](const PyRepair& self) { return rules_to_python(self.result.beyond_repair); });
  type.def_property_readonly("late_still",
                             [](const PyRepair& self) { return rules_to_python(self.result.late_still); });
  type.def_property_readonly("proven", [](const PyRepair& self) { return self.result.proven; });
  type.def_property_readonly("smaller_tried", [](const PyRepair& self) { return self.result.smaller_tried; });
  type.def("course", &repaired_course, py::arg("alternative") = 0,
           R"(Give the repaired course: the changes made to its meetings, one after the other.

A meeting merged into another one is left out; it no longer belongs to a file.

Parameters
----------
alternative : int
    0 for ``edits``, else which of ``alternatives``, from 1.

Raises
------
ValueError
    For a number beyond the alternatives.)");
  type.def(
      "reason",
      [](const PyRepair& self, const py::object& lang) -> py::object {
        const Language language = language_named(lang);
        if (self.result.problem == PlanProblem::none) return py::none();
        return assess_again(self.course, self.asked.question).attr("reason")(text(word(language)));
      },
      py::arg("lang") = "en",
      R"(Say why nothing was looked for; None when something was.

Parameters
----------
lang : {"en", "da"}
    English or Danish.)");
  type.def(
      "to_json",
      [](const PyRepair& self, const py::object& lang) { return to_json(self.result, language_named(lang)); },
      py::arg("lang") = "en",
      R"(Give the document of the repair, as it stands under its course in ``kontaktforloeb/assessment-1``.

Parameters
----------
lang : {"en", "da"}
    Language of the sentences.)");
  type.def(
      "to_dict",
      [](const PyRepair& self, const py::object& lang) {
        return loads(to_json(self.result, language_named(lang)));
      },
      py::arg("lang") = "en",
      R"(Give the same document as data; days are text.

Parameters
----------
lang : {"en", "da"}
    Language of the sentences.)");
  add_made(type, "repair");

  module.def("repair", &repair_one, py::arg("course"), py::arg("as_of") = py::none(), py::kw_only(),
             py::arg("as_planned") = false, py::arg("closed") = py::tuple(),
             py::arg("office_closing_days") = false, py::arg("regime") = py::none(),
             py::arg("readings") = py::none(), py::arg("admitted") = py::none(),
             R"(Find the smallest change of what is booked that makes a plan lawful.

What is held is history: what it broke is named as beyond repair, and the rest is repaired all the same.

Parameters
----------
course : Course
    The course with its plan.
as_of : datetime.date, optional
    Day of assessing; by default the course's own, else today. Changes are made from the day after it on.
as_planned : bool
    Repair the plan itself, from the day after the last held meeting on.
closed : iterable of datetime.date
    Your own closed days, in any order; weekends and public holidays are closed anyway.
office_closing_days : bool
    Whether the days on which many offices close are closed, too.
regime : str, optional
    A regime's id or ``auto``; by default what the course says.
readings : dict of str to str, optional
    Readings on top of the course's own.
admitted : list of Admitted, optional
    Where a-kasser take part in the trial, for those whose list is not known.

Raises
------
ValueError
    For an unknown regime or reading; names the nearest.
TypeError
    For a day that is no ``datetime.date``.)");
}

} // namespace

void add_planning(py::module_& module) {
  add_plan(module);
  add_repair(module);
  module.def("deadlines", &deadlines_of, py::arg("course"), py::arg("as_of") = py::none(), py::kw_only(),
             py::arg("closed") = py::tuple(), py::arg("office_closing_days") = false,
             py::arg("regime") = py::none(), py::arg("readings") = py::none(),
             py::arg("admitted") = py::none(),
             R"(Tell when what is still to be held falls due, and until when it can still be kept.

Rules of which nothing is left to hold are left out; a course without known law has no deadlines.

Parameters
----------
course : Course
    The course.
as_of : datetime.date, optional
    Day of assessing; by default the course's own, else today.
closed : iterable of datetime.date
    Your own closed days, in any order; weekends and public holidays are closed anyway.
office_closing_days : bool
    Whether the days on which many offices close are closed, too.
regime : str, optional
    A regime's id or ``auto``; by default what the course says.
readings : dict of str to str, optional
    Readings on top of the course's own.
admitted : list of Admitted, optional
    Where a-kasser take part in the trial, for those whose list is not known.

Returns
-------
tuple of Deadline
    By last day, those without one last.)");
  module.def("_deadline_columns", &deadline_columns);
  module.def("_restore_made", &restore_made);
}

} // namespace kontaktforloeb::bindings
