#include "cohort.hpp"

#include "arrow_import.hpp"

#include <utility>

namespace kontaktforloeb::bindings {
namespace {

py::module_ helpers() { return py::module_::import("kontaktforloeb._cohort"); }

/// The table as something that Source can read.
Source open_table(const py::object& table, const char* name) {
  return Source{helpers().attr("source")(table, name), Where{name}};
}

bool wants_net(const py::object& corrections) {
  if (corrections.is_none()) return false;
  const auto word = Convert<std::string>::from(corrections, Where{"corrections"});
  if (word == "net") return true;
  refuse_value(Where{"corrections"}, "'" + without_cpr(word) + "' is not 'net'; None refuses negative hours");
}

/// After the last batch: faults find their rows, and benefit is netted if that is asked for.
void finish(PyCohort& cohort, bool net) {
  cohort.store.settle();
  if (!net) return;
  net_benefit(cohort.store, cohort.places);
  cohort.netted = cohort.store.benefit.offsets;
}

SharedCohort read_cohort(const py::object& table, const py::object& corrections) {
  const bool net = wants_net(corrections);
  Source source = open_table(table, "table");
  auto cohort = std::make_shared<PyCohort>();
  const py::gil_scoped_release release;
  CohortReader reader{source.schema(), current_law};
  arrow::Owned<arrow::ArrowArray> batch;
  while (source.next(batch)) reader.read(*batch, 0, batch->length, cohort->store);
  finish(*cohort, net);
  return cohort;
}

SharedCohort read_tables(const py::object& courses, const py::object& benefit, const py::object& meetings,
                         const py::object& events, const py::object& observed, const py::object& key,
                         const py::object& corrections) {
  const bool net = wants_net(corrections);
  const auto key_name = Convert<std::string>::from(key, Where{"key"});
  if (key_name.empty()) refuse_value(Where{"key"}, "is empty; it names the column that joins the tables");
  auto cohort = std::make_shared<PyCohort>();
  CohortStore& store = cohort->store;
  Source source = open_table(courses, "courses");
  std::vector<std::string_view> keys;
  arrow::Owned<arrow::ArrowArray> batch;
  {
    const py::gil_scoped_release release;
    CohortReader reader{source.schema(), current_law, key_name};
    while (source.next(batch)) reader.read(*batch, 0, batch->length, store);
    keys = reader.keys();
  }
  const auto read_list = [&](const py::object& table, const char* name, ListOf list, const Lists& nested) {
    if (table.is_none()) return;
    if (!nested.offsets.empty())
      throw arrow::ColumnError(std::string("column ") + name +
                               ": the courses have it as a column of lists already, "
                               "and a table of it was given too; one of them says it");
    Source rows = open_table(table, name);
    const py::gil_scoped_release release;
    CohortReader reader{rows.schema(), current_law, key_name, list};
    while (rows.next(batch)) reader.read(*batch, 0, batch->length, store);
    join(store, keys, list, reader.keys(), key_name);
  };
  read_list(benefit, "benefit", ListOf::benefit, store.benefit);
  read_list(meetings, "meetings", ListOf::meetings, store.meetings);
  read_list(events, "events", ListOf::events, store.events);
  read_list(observed, "observed", ListOf::observed, store.observed);
  const py::gil_scoped_release release;
  find_repeated(store, keys, key_name);
  finish(*cohort, net);
  return cohort;
}

/// A result with the question that it answers.
class PyCohortResult {
public:
  PyCohortResult(SharedCohort cohort, Question question, unsigned threads)
      : cohort_(std::move(cohort)), question_(std::move(question)), threads_(threads), result_(run(false)) {
    table_.name = "CohortResult";
    table_.rows = static_cast<std::size_t>(cohort_->store.rows);
    const CohortResult& all = result_;
    const auto words_of = [](const std::vector<std::uint8_t>& codes, auto words) {
      return arrow::Words{codes, {}, {words.begin(), words.end()}};
    };
    std::vector<std::string_view> regimes;
    for (const Regime& regime : current_law.regimes) regimes.push_back(regime.id);
    table_.columns = {{"id", arrow::Texts{cohort_->store.id}, false},
                      {"regime", arrow::Words{all.regime, {}, regimes}},
                      {"stage", words_of(all.stage, words<Stage>)},
                      {"ended_reason", words_of(all.ended_reason, words<EndReason>)},
                      {"responsible", words_of(all.responsible, words<Party>)},
                      {"last_day", arrow::Days{all.last_day}},
                      {"last_day_projected", arrow::Flags{all.last_day_projected}},
                      {"verdict", words_of(all.verdict, words<Verdict>)},
                      {"errors", arrow::Numbers{all.errors}, false},
                      {"warnings", arrow::Numbers{all.warnings}, false},
                      {"notes", arrow::Numbers{all.notes}, false},
                      {"reasons", arrow::Bits{all.reasons}, false}};
  }

  [[nodiscard]] const PyTable& table() const { return table_; }
  [[nodiscard]] const SharedCohort& cohort() const { return cohort_; }
  [[nodiscard]] const Question& question() const { return question_; }
  [[nodiscard]] const CohortResult& result() const { return result_; }
  /// The findings; judged for when they are first asked for. Called without the GIL.
  const PyTable& findings() {
    std::call_once(once_, [this] {
      found_ = run(true).findings;
      std::vector<std::string_view> rules{rule_ids(current_law)};
      findings_.name = "CohortTable";
      findings_.rows = found_.row.size();
      findings_.columns = {
          {"row", arrow::LongNumbers{found_.row}, false},
          {"rule", arrow::Words{{}, found_.rule, std::move(rules)}, false},
          {"status", arrow::Words{found_.status, {}, {words<Status>.begin(), words<Status>.end()}}, false},
          {"due", arrow::Days{found_.due}},
          {"due_projected", arrow::Flags{found_.due_projected}, false},
          {"counted", arrow::Numbers{found_.counted}},
          {"completed_on", arrow::Days{found_.completed_on}}};
    });
    return findings_;
  }

private:
  [[nodiscard]] CohortResult run(bool findings) const {
    CohortOptions options;
    options.as_of = question_.as_of;
    options.as_planned = question_.as_planned;
    if (question_.regime) options.regime = *question_.regime;
    options.readings = question_.readings;
    options.admissions = question_.admitted.view();
    options.threads = threads_;
    options.findings = findings;
    return judge(*cohort_, options);
  }

  SharedCohort cohort_;
  Question question_;
  unsigned threads_;
  CohortResult result_;
  PyTable table_;
  std::once_flag once_;
  FindingColumns found_;
  PyTable findings_;
};
using SharedResult = std::shared_ptr<PyCohortResult>;

/// The course of a row; raises CourseError with the faults of one that is none.
py::object course_of(const PyCohort& cohort, std::int64_t number) {
  const std::size_t row = cohort.row(number);
  if (const std::vector<Fault> faults = faults_of(cohort, row); !faults.empty()) raise_faults(faults);
  return py::cast(
      std::make_shared<PyCourse>(PyCourse{Course::checked(course_facts(cohort.store.view(), row))}));
}

/// The question with its day settled: a cohort is judged on one day.
Question settled(const Asked& asked) {
  Question question = question_of(asked);
  if (!question.as_planned && !question.as_of.is_set()) question.as_of = today();
  return question;
}

/// Judges a table part by part, so that one larger than memory can be judged.
class PyBatches {
public:
  PyBatches(Source source, Question question, unsigned threads, bool net, std::int64_t rows)
      : source_(std::move(source)), reader_(source_.schema(), current_law), question_(std::move(question)),
        threads_(threads), net_(net), rows_(rows) {}

  /// The next part; null at the end. Called without the GIL.
  SharedResult next() {
    const std::lock_guard lock{guard_}; // two threads may ask for the next part at once
    while (!batch_ || begin_ >= batch_->length) {
      begin_ = 0;
      if (!source_.next(batch_)) return nullptr;
    }
    auto cohort = std::make_shared<PyCohort>();
    cohort->store.first_row = first_row_;
    const std::int64_t count = std::min(rows_, batch_->length - begin_);
    reader_.read(*batch_, begin_, count, cohort->store);
    begin_ += count;
    first_row_ += count;
    finish(*cohort, net_);
    return std::make_shared<PyCohortResult>(std::move(cohort), question_, threads_);
  }

private:
  Source source_;
  CohortReader reader_;
  Question question_;
  unsigned threads_;
  bool net_;
  std::int64_t rows_;
  arrow::Owned<arrow::ArrowArray> batch_;
  std::int64_t begin_ = 0, first_row_ = 0;
  std::mutex guard_;
};

std::string result_repr(const PyCohortResult& result) {
  const auto size = result.table().rows;
  std::array<std::size_t, words<Verdict>.size() + 1> counts{};
  for (const std::uint8_t code : result.result().verdict)
    ++counts[std::min<std::size_t>(code, counts.size() - 1)];
  std::string text = "CohortResult(" + std::to_string(size) + (size == 1 ? " course" : " courses");
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] != 0)
      text += (text.find(':') == std::string::npos ? ": " : ", ") + std::to_string(counts[i]) + " " +
              std::string(i < words<Verdict>.size() ? words<Verdict>[i] : "without a verdict");
  return text + ")";
}

void add_cohort_class(py::module_& module) {
  py::class_<PyCohort, SharedCohort> type(module, "Cohort", py::is_final(), plain_class(),
                                          R"(Many courses as columns, one row a course.

Parameters
----------
table : table
    Anything with the Arrow PyCapsule interface, a pandas or polars frame, a dict of columns, or a list of courses.
    Columns are the keys of course files.
corrections : {"net"}, optional
    With ``net`` rows of benefit of the same days and kind are added up, negative hours taken off; without it such rows
    are faults.

Raises
------
CohortError
    For a table that is no cohort; names the column.)");
  type.def(py::init(&read_cohort), py::arg("table"), py::kw_only(), py::arg("corrections") = py::none());
  type.def_static("from_tables", &read_tables, py::arg("courses"), py::kw_only(),
                  py::arg("benefit") = py::none(), py::arg("meetings") = py::none(),
                  py::arg("events") = py::none(), py::arg("observed") = py::none(), py::arg("key") = "id",
                  py::arg("corrections") = py::none(),
                  R"(Make a cohort of tables that a key joins, rows in any order.

Parameters
----------
courses : table
    One row a course.
benefit : table, optional
    One row for each row of benefit, with the key of its course.
meetings : table, optional
    One row for each meeting, with the key of its course.
events : table, optional
    One row for each event, with the key of its course.
observed : table, optional
    One row for each official count, with the key of its course.
key : str
    The column that joins them.
corrections : {"net"}, optional
    As for `Cohort`.

Returns
-------
Cohort
    The courses in the order of their table; rows of one course keep their order.

Raises
------
CohortError
    For a table that does not fit; names the column.)");
  type.def("__len__", [](const PyCohort& self) { return self.store.rows; });
  type.def(
      "course", [](const PyCohort& self, std::int64_t row) { return course_of(self, row); }, py::arg("row"),
      R"(Give one course.

Parameters
----------
row : int
    Its row, from 0.

Raises
------
CourseError
    If the row has faults; carries them.)");
  type.def(
      "faults",
      [](PyCohort& self) {
        const py::gil_scoped_release release;
        return fault_table(faults_of(self), self.store.first_row);
      },
      R"(Give what is wrong with rows.

Returns
-------
CohortTable
    Columns ``row`` (from 0; null for rows of other tables that belong to no course), ``key`` and ``message``.)");
  type.def("__repr__", [](const PyCohort& self) {
    return "Cohort(" + std::to_string(self.store.rows) + (self.store.rows == 1 ? " course)" : " courses)");
  });
}

void add_result_class(py::module_& module) {
  py::class_<PyCohortResult, SharedResult> type(
      module, "CohortResult", py::is_final(), plain_class(),
      R"(The judgement of a cohort, one row a course; made by `assess_cohort`.

Anything that reads the Arrow PyCapsule interface reads it. Columns: ``id``, ``regime``, ``stage``, ``ended_reason``,
``responsible``, ``last_day``, ``last_day_projected``, ``verdict``, ``errors``, ``warnings``, ``notes``, ``reasons`` (bit i: the
i-th rule of the regime has an error, then those of the national regime below or after it; `reasons_of` names them). Rows with
faults have no words and no days.

Attributes
----------
column_names : tuple of str
    The columns.
cohort : Cohort
    The courses.
as_of : datetime.date or None
    Day of assessing; None for plans.
first_row : int
    Number of the first row; 0 but for parts of `assess_batches`.)");
  forbid_new(type);
  add_table_methods(type, [](const PyCohortResult& self) -> const PyTable& { return self.table(); });
  type.def_property_readonly("cohort", [](const PyCohortResult& self) { return self.cohort(); });
  type.def_property_readonly(
      "as_of", [](const PyCohortResult& self) { return Convert<Date>::to(self.question().as_of); });
  type.def_property_readonly("first_row",
                             [](const PyCohortResult& self) { return self.cohort()->store.first_row; });
  type.def(
      "findings",
      [](const SharedResult& self) {
        const py::gil_scoped_release release;
        auto table = std::make_shared<PyTable>(self->findings());
        table->owner = self;
        return table;
      },
      R"(Give the findings, one a row, in the order of the courses.

Returns
-------
CohortTable
    Columns ``row``, ``rule``, ``status``, ``due``, ``due_projected``, ``counted``, ``completed_on``.)");
  type.def(
      "faults",
      [](const PyCohortResult& self) {
        const py::gil_scoped_release release;
        return fault_table(self.result().faults, self.cohort()->store.first_row);
      },
      R"(Give what is wrong with rows; rows with faults were not judged.

Returns
-------
CohortTable
    Columns ``row`` (null for rows of other tables that belong to no course), ``key`` and ``message``.)");
  type.def(
      "course", [](const PyCohortResult& self, std::int64_t row) { return course_of(*self.cohort(), row); },
      py::arg("row"),
      R"(Give the course of a row.

Parameters
----------
row : int
    The row, as tables number it.

Raises
------
CourseError
    If the row has faults; carries them.)");
  type.def(
      "assessment",
      [](const PyCohortResult& self, std::int64_t row) {
        return py::module_::import("kontaktforloeb._core")
            .attr("assess")(course_of(*self.cohort(), row), **keywords_of(self.question()));
      },
      py::arg("row"),
      R"(Give the whole assessment of a row: its findings with reasons and sources.

Parameters
----------
row : int
    The row, as tables number it.

Raises
------
CourseError
    If the row has faults; carries them.)");
  type.def(
      "reasons_of",
      [](const PyCohortResult& self, std::int64_t number) {
        const std::size_t row = self.cohort()->row(number);
        py::list rules;
        const auto regime_at = [](std::uint8_t code) {
          return code != no_code ? &current_law.regimes[code] : nullptr;
        };
        if (const Regime* regime = regime_at(self.result().regime[row])) {
          const auto ids = reason_rules(*regime, regime_at(self.result().national[row]));
          for (std::size_t i = 0; i < ids.size() && i < 64; ++i)
            if ((self.result().reasons[row] >> i & 1u) != 0)
              rules.append(py::str(ids[i].data(), ids[i].size()));
        }
        return py::tuple(rules);
      },
      py::arg("row"),
      R"(Give the rules whose bits are set in ``reasons``.

Parameters
----------
row : int
    The row, as tables number it.

Returns
-------
tuple of str
    Ids of rules that have an error.)");
  type.def("__repr__", &result_repr);
}

} // namespace

void add_cohort(py::module_& module) {
  py::register_exception_translator([](std::exception_ptr problem) {
    try {
      if (problem) std::rethrow_exception(problem);
    } catch (const arrow::ColumnError& error) {
      const py::object type = py::module_::import("kontaktforloeb._values").attr("CohortError");
      const std::string_view what = error.what(); // names of columns may be anything
      const auto text = py::reinterpret_steal<py::object>(
          PyUnicode_DecodeUTF8(what.data(), static_cast<py::ssize_t>(what.size()), "replace"));
      PyErr_SetObject(type.ptr(), text.ptr());
    }
  });
  add_described_tables(module);
  add_cohort_class(module);
  add_cohort_tables(module);
  add_result_class(module);
  module.def(
      "assess_cohort",
      [](const py::object& table, const py::object& as_of, const py::object& regime,
         const py::object& readings, const py::object& as_planned, const py::object& threads,
         const py::object& admitted, const py::object& corrections) {
        const py::bool_ contested{true};
        Question question = settled({as_of, regime, readings, as_planned, contested, admitted});
        const unsigned workers = threads_of(threads);
        SharedCohort cohort;
        if (py::isinstance<PyCohort>(table)) {
          if (!corrections.is_none())
            refuse_value(Where{"corrections"}, "a Cohort was made with its corrections already");
          cohort = table.cast<SharedCohort>();
        } else {
          cohort = read_cohort(table, corrections);
        }
        const py::gil_scoped_release release;
        return std::make_shared<PyCohortResult>(std::move(cohort), std::move(question), workers);
      },
      py::arg("table"), py::kw_only(), py::arg("as_of") = py::none(), py::arg("regime") = py::none(),
      py::arg("readings") = py::none(), py::arg("as_planned") = false, py::arg("threads") = py::none(),
      py::arg("admitted") = py::none(), py::arg("corrections") = py::none(),
      R"(Judge many courses as columns; the same rules as `assess`, the same answers.

Parameters
----------
table : table or Cohort
    One row a course: anything with the Arrow PyCapsule interface, a pandas or polars frame, a dict of columns, a list of
    courses, or a Cohort.
as_of : datetime.date, optional
    Day of assessing; by default today.
regime : str, optional
    A regime's id or ``auto``; by default what each row says, else ``auto``.
readings : dict of str to str, optional
    Readings for all courses.
as_planned : bool
    Judge the plans themselves: all planned meetings held, every last day past.
threads : int, optional
    How many threads; by default as many as the machine runs at once. The result does not depend on it.
admitted : list of Admitted, optional
    Where a-kasser take part in the trial, for those whose list is not known.
corrections : {"net"}, optional
    As for `Cohort`.

Returns
-------
CohortResult
    One row a course, in the table's order.

Raises
------
CohortError
    For a table that is no cohort; names the column.)");
  py::class_<PyBatches>(module, "_Batches", py::is_final(), plain_class())
      .def("__iter__", [](const py::object& self) { return self; })
      .def("__next__", [](PyBatches& self) {
        SharedResult part;
        {
          const py::gil_scoped_release release;
          part = self.next();
        }
        if (!part) throw py::stop_iteration();
        return part;
      });
  module.def(
      "assess_batches",
      [](const py::object& table, const py::object& rows, const py::object& as_of, const py::object& regime,
         const py::object& readings, const py::object& as_planned, const py::object& threads,
         const py::object& admitted, const py::object& corrections) {
        const py::bool_ contested{true};
        Question question = settled({as_of, regime, readings, as_planned, contested, admitted});
        const std::int32_t most = Convert<std::int32_t>::from(rows, Where{"rows"});
        if (most < 1) refuse_value(Where{"rows"}, "a part has at least one row");
        return std::make_unique<PyBatches>(open_table(table, "table"), std::move(question),
                                           threads_of(threads), wants_net(corrections), most);
      },
      py::arg("table"), py::kw_only(), py::arg("rows") = 100'000, py::arg("as_of") = py::none(),
      py::arg("regime") = py::none(), py::arg("readings") = py::none(), py::arg("as_planned") = false,
      py::arg("threads") = py::none(), py::arg("admitted") = py::none(), py::arg("corrections") = py::none(),
      R"(Judge a table part by part as its batches come, so that it may be larger than memory.

Rows are numbered through: those of the second part go on where the first one ends.

Parameters
----------
table : table
    As for `assess_cohort`; a stream is read once.
rows : int
    How many rows a part has at most; smaller batches are judged as they come.
as_of : datetime.date, optional
    Day of assessing; by default today.
regime : str, optional
    A regime's id or ``auto``; by default what each row says, else ``auto``.
readings : dict of str to str, optional
    Readings for all courses.
as_planned : bool
    Judge the plans themselves.
threads : int, optional
    How many threads; by default as many as the machine runs at once.
admitted : list of Admitted, optional
    Where a-kasser take part in the trial, for those whose list is not known.
corrections : {"net"}, optional
    As for `Cohort`.

Returns
-------
iterator of CohortResult
    One a part.

Raises
------
CohortError
    For a table that is no cohort; names the column.)");
}

} // namespace kontaktforloeb::bindings
