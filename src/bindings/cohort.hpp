#pragma once
/// @file
/// Cohorts in Python: the columns, how they are judged, and tables of what came out.

#include "capsules.hpp"
#include "cohort_store.hpp"
#include "question.hpp"

#include <kontaktforloeb/cohort.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace kontaktforloeb::bindings {

/// Courses as columns; shared by its results, never changed once it is read.
struct PyCohort {
  CohortStore store;
  std::vector<std::int32_t> places = {}; ///< After netting: where each row of benefit stood.
  std::vector<std::int64_t> netted = {}; ///< The offsets that go with `places`; empty: nothing was netted.
  std::once_flag once = {};
  std::vector<RowFault> faults = {}; ///< All faults, once somebody has asked.

  /// The row with a number that tables print; raises IndexError for one that is not there.
  [[nodiscard]] std::size_t row(std::int64_t number) const;
};
using SharedCohort = std::shared_ptr<PyCohort>;

/// Judges a cohort. Rows with faults have no codes; `faults` are those of the table, then those of the facts.
CohortResult judge(const PyCohort& cohort, const CohortOptions& options);
/// All faults of a cohort; worked out once. Called without the GIL.
const std::vector<RowFault>& faults_of(PyCohort& cohort);
/// The faults of one row.
std::vector<Fault> faults_of(const PyCohort& cohort, std::size_t row);

/// A table that Python looks at, with what owns its columns.
struct PyTable {
  std::string name;
  std::size_t rows = 0;
  std::vector<arrow::OutColumn> columns = {};
  std::shared_ptr<const void> owner = {};

  [[nodiscard]] arrow::Built build() const { return arrow::build_table(columns, rows); }
};

/// Faults as a table of row, key and message; rows are numbered from `first_row`.
std::shared_ptr<PyTable> fault_table(const std::vector<RowFault>& faults, std::int64_t first_row);

/// The columns for Python's own hands: name, kind, values as bytes, bytes that say what is missing, words.
py::list column_data(const PyTable& table, const py::object& rows);
/// `name(3 rows: row, key, message)`.
std::string table_repr(const PyTable& table);

/// Gives a class what every table of ours has; `get` gives the PyTable of an object.
template <class Class, class Get>
void add_table_methods(Class& type, const Get& get) {
  using Self = typename Class::type;
  type.def("__len__", [get](const Self& self) { return get(self).rows; });
  type.def_property_readonly("column_names", [get](const Self& self) {
    const PyTable& table = get(self);
    py::tuple names(table.columns.size());
    for (std::size_t i = 0; i < names.size(); ++i)
      names[i] = py::str(table.columns[i].name.data(), table.columns[i].name.size());
    return names;
  });
  type.def("__arrow_c_schema__",
           [get](const Self& self) { return schema_capsule(arrow::build_table(get(self).columns, 0)); });
  type.def(
      "__arrow_c_array__",
      [get](const Self& self, const py::object&) {
        arrow::Built built = get(self).build();
        const py::object schema = schema_capsule(built);
        return py::make_tuple(schema, array_capsule(std::move(built)));
      },
      py::arg("requested_schema") = py::none());
  type.def(
      "__arrow_c_stream__",
      [get](const Self& self, const py::object&) { return stream_capsule(get(self).build()); },
      py::arg("requested_schema") = py::none());
  type.def(
      "_column_data",
      [get](const Self& self, const py::object& rows) { return column_data(get(self), rows); },
      py::arg("rows") = py::none());
  const auto frame = [](const char* name) {
    return [name](const py::object& self) {
      return py::module_::import("kontaktforloeb._cohort").attr(name)(self);
    };
  };
  type.def("to_pandas", frame("to_pandas"),
           R"(Give the table as a pandas frame; needs no pyarrow.

Words are categories, days ``datetime64``, numbers that may be missing ``Int32`` and ``Int64``.

Returns
-------
pandas.DataFrame
    One row for each row.

Raises
------
ImportError
    If pandas is not installed; names the extra that brings it.)");
  type.def("to_polars", frame("to_polars"),
           R"(Give the table as a polars frame; needs no pyarrow.

Returns
-------
polars.DataFrame
    One row for each row.

Raises
------
ImportError
    If polars is not installed; names the extra that brings it.)");
  type.def("_repr_html_", [](const py::object& self) {
    return py::module_::import("kontaktforloeb.display").attr("cohort_html")(self);
  });
}

/// CohortTable.
void add_cohort_tables(py::module_& module);

} // namespace kontaktforloeb::bindings
