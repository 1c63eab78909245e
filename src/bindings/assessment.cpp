
#include "question.hpp"
#include "values.hpp"

#include <kontaktforloeb/deadlines.hpp>
#include <kontaktforloeb/parallel.hpp>

#include <pybind11/stl.h>

#include <algorithm>
#include <utility>

namespace kontaktforloeb::bindings {
namespace {

/// An assessment with what it was made of. Whether its findings are contested is worked out when they are
/// first looked at: trying all readings costs ten times what the verdict costs.
class PyAssessment {
public:
  PyAssessment(SharedCourse course, Question question)
      : course_(std::move(course)), question_(std::move(question)) {
    bare_ = judge(false);
  }

  [[nodiscard]] const SharedCourse& course() const { return course_; }
  [[nodiscard]] const Question& question() const { return question_; }
  /// The assessment without regard to what is contested.
  [[nodiscard]] const Assessment& bare() const { return bare_; }
  /// The whole assessment. May work; callers let go of the GIL first.
  [[nodiscard]] const Assessment& whole() {
    if (!question_.contested) return bare_;
    std::call_once(once_, [this] { whole_ = judge(true); });
    return whole_;
  }
  /// When what is open falls due, with conversations on all working days; nothing for a plan, which has no
  /// today. May work; callers let go of the GIL first.
  [[nodiscard]] const std::vector<Deadline>& deadlines() {
    std::call_once(deadlines_once_, [this] {
      if (question_.as_planned || bare_.next.empty()) return;
      thread_local DeadlineBuffer buffer;
      deadlines_ = kontaktforloeb::deadlines(course_->course, question_.as_of,
                                             {question_.options(false), WorkingDays{}}, buffer);
    });
    return deadlines_;
  }
  /// The row of a report. Expects the GIL and lets go of it while it works.
  [[nodiscard]] AssessedCourse row() {
    const py::gil_scoped_release release;
    return {course_->file, course_->course.facts().id, whole(), course_->positions};
  }

private:
  [[nodiscard]] const Assessment& judge(bool contested) const {
    thread_local AssessmentBuffer buffer;
    return kontaktforloeb::assess(course_->course, question_.as_of, question_.options(contested), buffer);
  }

  SharedCourse course_;
  Question question_;
  Assessment bare_, whole_;
  std::vector<Deadline> deadlines_;
  std::once_flag once_, deadlines_once_;
};
using SharedAssessment = std::shared_ptr<PyAssessment>;

py::object hours(Hours value) { return Convert<Hours>::to(value); }

SharedAssessment assess_one(const py::object& given, const py::object& as_of, const py::object& regime,
                            const py::object& readings, const py::object& as_planned,
                            const py::object& contested, const py::object& admitted) {
  SharedCourse course = need_course(given, Where{"course"});
  Question question = question_of({as_of, regime, readings, as_planned, contested, admitted});
  const Date day = today_if_needed(question, *course);
  question = settled(std::move(question), *course, day);
  const py::gil_scoped_release release;
  return std::make_shared<PyAssessment>(std::move(course), std::move(question));
}

py::list assess_many(const py::object& courses, const py::object& as_of, const py::object& regime,
                     const py::object& readings, const py::object& as_planned, const py::object& contested,
                     const py::object& threads, const py::object& admitted) {
  const Question question = question_of({as_of, regime, readings, as_planned, contested, admitted});
  std::vector<SharedCourse> list;
  const Where where{"courses"};
  if (py::isinstance<PyCourse>(courses)) refuse(where, "a list of courses", courses);
  Where item{{}, &where, 0};
  Date day;
  for (auto each = begin_list(courses, where); each != py::iterator::sentinel(); ++each, ++item.index) {
    list.push_back(need_course(py::reinterpret_borrow<py::object>(*each), item));
    if (!day.is_set()) day = today_if_needed(question, *list.back());
  }
  const unsigned workers = threads_of(threads);
  std::vector<SharedAssessment> results(list.size());
  {
    const py::gil_scoped_release release;
    kontaktforloeb::detail::in_parallel(list.size(), workers, [&] {
      return [&](std::size_t i) {
        results[i] = std::make_shared<PyAssessment>(list[i], settled(question, *list[i], day));
        static_cast<void>(results[i]->whole());
      };
    });
  }
  py::list assessments(results.size());
  for (std::size_t i = 0; i < results.size(); ++i) assessments[i] = py::cast(std::move(results[i]));
  return assessments;
}

/// The classes of the package's Python part, looked up once.
struct Classes {
  py::object finding, not_counted, contested_by, position, basis, text, state, handover, clocks, next, phase,
      flip;

  static const Classes& get() {
    PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<Classes> storage;
    return storage
        .call_once_and_store_result([] {
          const py::module_ values = py::module_::import("kontaktforloeb._values");
          return Classes{values.attr("Finding"),  values.attr("NotCounted"), values.attr("ContestedBy"),
                         values.attr("Position"), values.attr("Basis"),      values.attr("Text"),
                         values.attr("State"),    values.attr("Handover"),   values.attr("Clocks"),
                         values.attr("Next"),     values.attr("Phase"),      values.attr("Flip")};
        })
        .get_stored();
  }
};

py::object basis_to_python(std::span<const Basis> basis) {
  py::tuple list(basis.size());
  for (std::size_t i = 0; i < basis.size(); ++i)
    list[i] = Classes::get().basis(py::arg("source") = text(basis[i].source),
                                   py::arg("url") = text_or_none(basis[i].url),
                                   py::arg("quote") = text_or_none(basis[i].quote),
                                   py::arg("evidence") = Convert<Evidence>::to(basis[i].evidence));
  return list;
}

py::object contested_to_python(const Finding& finding) {
  if (!finding.contested) return py::none();
  const ReadingInfo& reading = info(finding.contested_by.reading);
  return Classes::get().contested_by(py::arg("reading") = text(reading.id),
                                     py::arg("value") = text(reading.values[finding.contested_by.value]),
                                     py::arg("status") = finding.contested_vanishes
                                                             ? py::object(py::none())
                                                             : Convert<Status>::to(finding.contested_status));
}

py::object finding_to_python(const AssessedCourse& row, const Finding& finding) {
  const Classes& classes = Classes::get();
  const bool requirement = finding.requirement != nullptr;
  const auto count = [&](std::int32_t value) {
    return requirement ? py::object(py::int_(value)) : py::none();
  };
  const auto meetings = row.assessment.meetings(finding);
  const auto uncounted = row.assessment.not_counted(finding);
  py::tuple meeting_list(meetings.size()), uncounted_list(uncounted.size());
  for (std::size_t i = 0; i < meetings.size(); ++i) meeting_list[i] = py::int_(meetings[i]);
  for (std::size_t i = 0; i < uncounted.size(); ++i)
    uncounted_list[i] = classes.not_counted(py::arg("meeting") = uncounted[i].meeting,
                                            py::arg("why") = Convert<NotCountedReason>::to(uncounted[i].why));
  py::object position = py::none();
  if (const auto place = position_of(row, finding))
    position = classes.position(py::arg("line") = place->line, py::arg("column") = place->column);
  return classes.finding(
      py::arg("rule") = text(finding.rule->id), py::arg("status") = Convert<Status>::to(finding.status),
      py::arg("severity") = Convert<Severity>::to(finding.severity()),
      py::arg("required") = count(finding.required), py::arg("counted") = count(finding.counted),
      py::arg("not_before") = Convert<Date>::to(finding.not_before),
      py::arg("due") = Convert<Date>::to(finding.due), py::arg("due_projected") = finding.due_projected,
      py::arg("completed_on") = Convert<Date>::to(finding.completed_on), py::arg("meetings") = meeting_list,
      py::arg("not_counted") = uncounted_list, py::arg("contested") = finding.contested,
      py::arg("contested_by") = contested_to_python(finding), py::arg("position") = position,
      py::arg("basis") = basis_to_python(finding.rule->basis),
      py::arg("text") = classes.text(py::arg("da") = message(finding, Language::da),
                                     py::arg("en") = message(finding, Language::en)));
}

py::object findings_of(PyAssessment& self) {
  const AssessedCourse row = self.row();
  py::tuple list(row.assessment.findings.size());
  for (std::size_t i = 0; i < row.assessment.findings.size(); ++i)
    list[i] = finding_to_python(row, row.assessment.findings[i]);
  return list;
}

py::object next_of(PyAssessment& self) {
  const std::vector<Deadline>* deadlines = nullptr;
  {
    const py::gil_scoped_release release;
    deadlines = &self.deadlines();
  }
  const Assessment& assessment = self.bare();
  py::tuple list(assessment.next.size());
  for (std::size_t i = 0; i < assessment.next.size(); ++i) {
    const Finding& finding = assessment.findings[assessment.next[i]];
    const auto deadline = std::find_if(deadlines->begin(), deadlines->end(), [&](const Deadline& candidate) {
      return candidate.finding == assessment.next[i];
    });
    const bool known = deadline != deadlines->end();
    list[i] = Classes::get().next(
        py::arg("rule") = text(finding.rule->id), py::arg("due") = Convert<Date>::to(finding.due),
        py::arg("due_projected") = finding.due_projected,
        py::arg("slack_days") =
            known ? Convert<std::optional<std::int32_t>>::to(deadline->slack_days) : py::object(py::none()),
        py::arg("last_feasible_day") = Convert<Date>::to(known ? deadline->last_feasible_day : Date{}));
  }
  return list;
}

py::object phases_of(const PyAssessment& self) {
  const std::vector<Phase>& phases = self.bare().phases;
  py::tuple list(phases.size());
  for (std::size_t i = 0; i < phases.size(); ++i)
    list[i] = Classes::get().phase(
        py::arg("regime") = text(phases[i].regime->id), py::arg("from_") = Convert<Date>::to(phases[i].from),
        py::arg("to") = Convert<Date>::to(phases[i].to),
        py::arg("ended_reason") = Convert<std::optional<EndReason>>::to(phases[i].ended_reason));
  return list;
}

/// Every value of a reading that changes a finding, by finding.
py::object contested_of(PyAssessment& self) {
  const AssessedCourse row = self.row();
  const Assessment& assessment = row.assessment;
  py::list list;
  for (std::size_t i = 0; i < assessment.findings.size(); ++i)
    for (const Flip& flip : assessment.flips) {
      if (flip.finding != i) continue;
      const Finding& finding = assessment.findings[i];
      const ReadingInfo& reading = info(flip.by.reading);
      const auto meetings = assessment.meetings(finding);
      list.append(Classes::get().flip(py::arg("finding") = i, py::arg("rule") = text(finding.rule->id),
                                      py::arg("meeting") = finding.requirement == nullptr && !meetings.empty()
                                                               ? py::object(py::int_(meetings.front()))
                                                               : py::object(py::none()),
                                      py::arg("status") = Convert<Status>::to(finding.status),
                                      py::arg("reading") = text(reading.id),
                                      py::arg("value") = text(reading.values[flip.by.value]),
                                      py::arg("becomes") = Convert<std::optional<Status>>::to(flip.status)));
    }
  return py::tuple(list);
}

py::object state_of(const PyAssessment& self) {
  const Assessment& assessment = self.bare();
  if (assessment.regime == nullptr) return py::none();
  const Classes& classes = Classes::get();
  const CourseState& state = assessment.state;
  py::object handover = py::none();
  if (state.handover) {
    const HandoverState& h = *state.handover;
    handover =
        classes.handover(py::arg("last_day") = Convert<Date>::to(h.last_day),
                         py::arg("jobcenter_from") =
                             h.last_day.is_set() ? Convert<Date>::to(h.last_day + 1) : py::object(py::none()),
                         py::arg("projected") = h.projected,
                         py::arg("hours") = h.hours ? hours(*h.hours) : py::object(py::none()),
                         py::arg("threshold") = hours(h.threshold));
  }
  return classes.state(
      py::arg("stage") = Convert<std::optional<Stage>>::to(state.stage),
      py::arg("ended_reason") = Convert<std::optional<EndReason>>::to(state.ended_reason),
      py::arg("responsible") = Convert<Party>::to(state.responsible), py::arg("handover") = handover,
      py::arg("clocks") =
          classes.clocks(py::arg("calendar") = Convert<std::optional<std::int32_t>>::to(state.calendar),
                         py::arg("aggregate_unemployment") = hours(state.aggregate_unemployment),
                         py::arg("benefit_consumption") = hours(state.benefit_consumption)));
}

py::dict readings_of_python(const Assessment& assessment) {
  py::dict readings;
  if (assessment.regime == nullptr) return readings;
  const std::uint32_t bits = assessment.readings_used();
  std::vector<Reading> used;
  for (std::size_t i = 0; i < reading_count; ++i)
    if ((bits >> i & 1u) != 0) used.push_back(static_cast<Reading>(i));
  std::sort(used.begin(), used.end(), [](Reading a, Reading b) { return info(a).id < info(b).id; });
  for (const Reading reading : used)
    readings[text(info(reading).id)] = text(assessment.readings.value(reading));
  return readings;
}

std::string represent(const py::object& self) {
  const auto& assessment = self.cast<const PyAssessment&>();
  std::string written = "assess(" + py::cast<std::string>(py::repr(py::cast(assessment.course())));
  for (const auto& [key, value] : keywords_of(assessment.question()))
    written += ", " + py::cast<std::string>(key) + "=" + py::cast<std::string>(py::repr(value));
  return written + ")";
}

std::string report_of(const std::vector<SharedAssessment>& assessments, Language language) {
  Report report;
  for (const SharedAssessment& assessment : assessments) report.courses.push_back(assessment->row());
  const py::gil_scoped_release release;
  for (std::size_t i = 0; i < assessments.size(); ++i)
    report.courses[i].deadlines = assessments[i]->deadlines();
  return to_json(report, language);
}

std::vector<SharedAssessment> assessments_of(const py::object& list) {
  std::vector<SharedAssessment> assessments;
  const Where where{"assessments"};
  Where item{{}, &where, 0};
  for (auto each = begin_list(list, where); each != py::iterator::sentinel(); ++each, ++item.index) {
    if (!py::isinstance<PyAssessment>(*each)) refuse(item, "Assessment", *each);
    assessments.push_back(each->cast<SharedAssessment>());
  }
  return assessments;
}

/// Findings as columns, for data frames; words as text.
py::dict columns(const py::object& list, const py::object& lang) {
  const Language language = language_named(lang);
  constexpr std::array names{"course",   "id",         "file",   "as_of",         "regime",
                             "verdict",  "rule",       "status", "severity",      "required",
                             "counted",  "not_before", "due",    "due_projected", "completed_on",
                             "meetings", "contested",  "message"};
  std::array<py::list, names.size()> column;
  std::size_t course = 0;
  for (const SharedAssessment& assessment : assessments_of(list)) {
    const AssessedCourse row = assessment->row();
    const py::object id = text(row.id), file = text_or_none(row.file);
    const py::object as_of = Convert<Date>::to(row.assessment.as_of);
    for (const Finding& finding : row.assessment.findings) {
      const bool requirement = finding.requirement != nullptr;
      py::list meetings;
      for (const std::uint32_t meeting : row.assessment.meetings(finding)) meetings.append(meeting);
      const std::array<py::object, names.size()> cells{
          py::int_(course),
          id,
          file,
          as_of,
          text(row.assessment.regime->id),
          row.assessment.verdict ? py::object(text(word(*row.assessment.verdict))) : py::none(),
          text(finding.rule->id),
          text(word(finding.status)),
          text(word(finding.severity())),
          requirement ? py::object(py::int_(finding.required)) : py::none(),
          requirement ? py::object(py::int_(finding.counted)) : py::none(),
          Convert<Date>::to(finding.not_before),
          Convert<Date>::to(finding.due),
          py::bool_(finding.due_projected),
          Convert<Date>::to(finding.completed_on),
          meetings,
          py::bool_(finding.contested),
          py::str(message(finding, language))};
      for (std::size_t i = 0; i < cells.size(); ++i) column[i].append(cells[i]);
    }
    ++course;
  }
  py::dict all;
  for (std::size_t i = 0; i < names.size(); ++i) all[names[i]] = column[i];
  return all;
}

/// What other readings change, as columns for data frames; words as text.
py::dict flip_columns(const py::object& list) {
  constexpr std::array names{"course", "id", "rule", "meeting", "status", "reading", "value", "becomes"};
  std::array<py::list, names.size()> column;
  std::size_t course = 0;
  for (const SharedAssessment& assessment : assessments_of(list)) {
    const py::object id = text(assessment->course()->course.facts().id);
    for (const py::handle flip : contested_of(*assessment)) {
      const std::array<py::object, names.size()> cells{py::int_(course),    id,
                                                       flip.attr("rule"),   flip.attr("meeting"),
                                                       flip.attr("status"), flip.attr("reading"),
                                                       flip.attr("value"),  flip.attr("becomes")};
      for (std::size_t i = 0; i < cells.size(); ++i) column[i].append(cells[i]);
    }
    ++course;
  }
  py::dict all;
  for (std::size_t i = 0; i < names.size(); ++i) all[names[i]] = column[i];
  return all;
}

SharedAssessment restore_assessment(const SharedCourse& course, const py::dict& keywords,
                                    const std::string& digest) {
  if (digest != law_digest())
    if (PyErr_WarnEx(
            py::module_::import("kontaktforloeb._values").attr("LawChangedWarning").ptr(),
            "the assessment was made under other tables of the law and has been judged again under these",
            1) != 0)
      throw py::error_already_set();
  return py::module_::import("kontaktforloeb._core")
      .attr("assess")(course, **keywords)
      .cast<SharedAssessment>();
}

} // namespace

Date today() {
  return Convert<Date>::from(py::module_::import("datetime").attr("date").attr("today")(), Where{"today"});
}

Language language_named(const py::object& lang) {
  const auto name = Convert<std::string>::from(lang, Where{"lang"});
  if (const auto language = from_word<Language>(name)) return *language;
  refuse_value(Where{"lang"}, "'" + without_cpr(name) + "' is not one of en, da");
}

Question settled(Question question, const PyCourse& course, Date today) {
  if (question.as_planned) return question;
  if (!question.as_of.is_set()) question.as_of = course.course.facts().as_of;
  if (!question.as_of.is_set()) question.as_of = today;
  return question;
}

Date today_if_needed(const Question& question, const PyCourse& course) {
  const bool needed =
      !question.as_planned && !question.as_of.is_set() && !course.course.facts().as_of.is_set();
  return needed ? today() : Date{};
}

Days days_of(const py::object& closed, const py::object& office_closing_days) {
  Days days{need_days(closed, "closed"),
            Convert<bool>::from(office_closing_days, Where{"office_closing_days"})};
  // In one order, so that equal sets are equal.
  std::sort(days.closed.begin(), days.closed.end());
  days.closed.erase(std::unique(days.closed.begin(), days.closed.end()), days.closed.end());
  return days;
}

Question question_of(const Asked& asked) {
  Question question{Convert<Date>::from(asked.as_of, Where{"as_of"}),
                    Convert<std::optional<std::string>>::from(asked.regime, Where{"regime"}),
                    Convert<std::vector<ReadingChoice>>::from(asked.readings, Where{"readings"}),
                    Convert<bool>::from(asked.as_planned, Where{"as_planned"}),
                    Convert<bool>::from(asked.contested, Where{"contested"}),
                    admitted_lists(asked.admitted)};
  if (question.as_planned && question.as_of.is_set())
    refuse_value(Where{"as_of"}, "a plan is judged after every last day; give either as_of or as_planned");
  if (question.regime && *question.regime != "auto" && current_law.find(*question.regime) == nullptr)
    refuse_regime(*question.regime, true);
  return question;
}

py::dict keywords_of(const Question& question) {
  py::dict keywords;
  if (question.as_planned)
    keywords["as_planned"] = true;
  else
    keywords["as_of"] = Convert<Date>::to(question.as_of);
  if (question.regime) keywords["regime"] = *question.regime;
  if (!question.readings.empty())
    keywords["readings"] = Convert<std::vector<ReadingChoice>>::to(question.readings);
  if (!question.contested) keywords["contested"] = false;
  if (!question.admitted.facts().empty())
    keywords["admitted"] = Convert<std::vector<AdmittedFacts>>::to(question.admitted.facts());
  return keywords;
}

unsigned threads_of(const py::object& threads) {
  if (threads.is_none()) return 0;
  const std::int32_t asked = Convert<std::int32_t>::from(threads, Where{"threads"});
  if (asked < 1) refuse_value(Where{"threads"}, "at least one thread is needed");
  return static_cast<unsigned>(asked);
}

void add_assessment(py::module_& module) {
  py::class_<PyAssessment, SharedAssessment> type(module, "Assessment", py::is_final(), plain_class(),
                                                  R"(The judgement of one course; made by `assess`.

Attributes
----------
course : Course
    The course.
as_of : datetime.date or None
    Day of assessing; None for a plan.
as_planned : bool
    Whether the plan itself was judged.
regime, base : str or None
    The regime, and for a variant the national one below; None when no law is known.
readings : dict of str to str
    The readings that the regime uses, with the values in use.
verdict : Verdict or None
    The answer; None when no law is known.
state : State or None
    Where the course stands.
phases : tuple of Phase
    Under which regime the course was when.
findings : tuple of Finding
    One a rule in the regime's order; offending meetings one each.
next : tuple of Next
    What is still to be held, by last day.)");
  forbid_new(type);
  type.def_property_readonly("course", [](const PyAssessment& self) { return self.course(); });
  type.def_property_readonly("as_of",
                             [](const PyAssessment& self) { return Convert<Date>::to(self.bare().as_of); });
  type.def_property_readonly("as_planned", [](const PyAssessment& self) { return self.bare().as_planned; });
  type.def_property_readonly("regime", [](const PyAssessment& self) {
    const Regime* regime = self.bare().regime;
    return text_or_none(regime != nullptr ? regime->id : std::string_view{});
  });
  type.def_property_readonly("base", [](const PyAssessment& self) { return text_or_none(self.bare().base); });
  type.def_property_readonly("readings",
                             [](const PyAssessment& self) { return readings_of_python(self.bare()); });
  type.def_property_readonly("verdict", [](const PyAssessment& self) {
    return Convert<std::optional<Verdict>>::to(self.bare().verdict);
  });
  type.def_property_readonly("state", &state_of);
  type.def_property_readonly("phases", &phases_of);
  type.def_property_readonly("findings", &findings_of);
  type.def_property_readonly("next", &next_of);
  type.def("contested", &contested_of,
           R"(Tell every value of a reading that changes a finding, and to what; one reading at a time.

Returns
-------
tuple of Flip
    In the order of the findings, then of the readings; empty when the sources settle every finding.)");
  type.def(
      "reason",
      [](const PyAssessment& self, const py::object& lang) {
        return text_or_none(no_law_message(self.bare(), language_named(lang)));
      },
      py::arg("lang") = "en",
      R"(Say why there is no verdict; None when there is one.

Parameters
----------
lang : {"en", "da"}
    English or Danish.)");
  type.def(
      "to_json",
      [](const SharedAssessment& self, const py::object& lang) {
        return report_of({self}, language_named(lang));
      },
      py::arg("lang") = "en",
      R"(Give the document ``kontaktforloeb/assessment-1`` with this one course, as the command prints it.

Parameters
----------
lang : {"en", "da"}
    Language of the messages.)");
  type.def(
      "to_dict",
      [](const SharedAssessment& self, const py::object& lang) {
        return py::module_::import("json").attr("loads")(report_of({self}, language_named(lang)));
      },
      py::arg("lang") = "en",
      R"(Give the document ``kontaktforloeb/assessment-1`` with this one course; days are text.

Parameters
----------
lang : {"en", "da"}
    Language of the messages.)");
  type.def(
      "to_html",
      [](const py::object& self, const py::object& lang) {
        return py::module_::import("kontaktforloeb.display")
            .attr("assessment_html")(self, text(word(language_named(lang))));
      },
      py::arg("lang") = "en",
      R"(Give the assessment as HTML that stands alone: a picture of the course and the findings.

Parameters
----------
lang : {"en", "da"}
    English or Danish.)");
  type.def("_repr_html_", [](const py::object& self) { return self.attr("to_html")(); });
  type.def(
      "plot",
      [](const py::object& self, const py::object& ax, const py::object& lang) {
        return py::module_::import("kontaktforloeb.plot")
            .attr("plot")(self, ax, py::arg("lang") = text(word(language_named(lang))));
      },
      py::arg("ax") = py::none(), py::kw_only(), py::arg("lang") = "en",
      R"(Draw the course with Matplotlib; gives the axes.

Parameters
----------
ax : matplotlib.axes.Axes, optional
    Where to draw; by default new axes.
lang : {"en", "da"}
    English or Danish.)");
  type.def("__repr__", &represent);
  type.def("__eq__", [](const PyAssessment& self, const py::object& other) -> py::object {
    if (!py::isinstance<PyAssessment>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
    const auto& that = other.cast<const PyAssessment&>();
    return py::bool_(self.question() == that.question() && self.course()->course == that.course()->course);
  });
  type.def("__hash__", [](const PyAssessment& self) {
    return py::hash(py::make_tuple(py::hash(py::cast(self.course())), self.question().as_of.number()));
  });
  type.def("__reduce__", [](const PyAssessment& self) {
    const std::string digest{law_digest()};
    return py::make_tuple(py::module_::import("kontaktforloeb._core").attr("_restore_assessment"),
                          py::make_tuple(self.course(), keywords_of(self.question()), digest));
  });

  constexpr const char* assess_doc = R"(Judge a course on a day.

Never fails for facts or law that are not known: these come out as ``undecided``, or as a verdict of None.

Parameters
----------
course : Course
    The course.
as_of : datetime.date, optional
    Day of assessing; by default the course's own, else today.
regime : str, optional
    A regime's id or ``auto``; by default what the course says.
readings : dict of str to str, optional
    Readings on top of the course's own.
as_planned : bool
    Judge the plan itself: all planned meetings held, every last day past.
contested : bool
    Whether to try every other value of every reading. Done when the findings are first looked at.
admitted : list of Admitted, optional
    Where a-kasser take part in the trial, for those whose list is not known.

Raises
------
ValueError
    For an unknown regime or reading; names the nearest.
TypeError
    For a day that is no ``datetime.date``.)";
  module.def("assess", &assess_one, py::arg("course"), py::kw_only(), py::arg("as_of") = py::none(),
             py::arg("regime") = py::none(), py::arg("readings") = py::none(), py::arg("as_planned") = false,
             py::arg("contested") = true, py::arg("admitted") = py::none(), assess_doc);
  module.def("assess_many", &assess_many, py::arg("courses"), py::kw_only(), py::arg("as_of") = py::none(),
             py::arg("regime") = py::none(), py::arg("readings") = py::none(), py::arg("as_planned") = false,
             py::arg("contested") = true, py::arg("threads") = py::none(), py::arg("admitted") = py::none(),
             R"(Judge many courses, on several threads; the result does not depend on their number.

Parameters
----------
courses : iterable of Course
    The courses.
as_of : datetime.date, optional
    Day of assessing; by default each course's own, else today.
regime : str, optional
    A regime's id or ``auto``; by default what each course says.
readings : dict of str to str, optional
    Readings on top of the courses' own.
as_planned : bool
    Judge the plans themselves.
contested : bool
    Whether to try every other value of every reading.
threads : int, optional
    How many threads; by default as many as the machine runs at once.
admitted : list of Admitted, optional
    Where a-kasser take part in the trial, for those whose list is not known.

Returns
-------
list of Assessment
    In the order of the courses.)");
  module.def(
      "to_json",
      [](const py::object& assessments, const py::object& lang) {
        return report_of(assessments_of(assessments), language_named(lang));
      },
      py::arg("assessments"), py::kw_only(), py::arg("lang") = "en",
      R"(Give the document ``kontaktforloeb/assessment-1`` with all the assessments, as the command prints it.

Parameters
----------
assessments : iterable of Assessment
    What `assess` or `assess_many` gave.
lang : {"en", "da"}
    Language of the messages.)");
  module.def("_columns", &columns);
  module.def("_flip_columns", &flip_columns);
  module.def("_restore_assessment", &restore_assessment);
}

} // namespace kontaktforloeb::bindings
