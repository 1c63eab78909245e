#pragma once
/// @file
/// Arrow data to and from Python: capsules, as the Arrow PyCapsule interface lays them down.

#include "arrow_export.hpp"
#include "casters.hpp"

#include <string>

namespace kontaktforloeb::bindings {

/// Batches of a table that Python gave, one after the other.
class Source {
public:
  /// Asks the table for its stream, or for its one array; raises TypeError for what has neither.
  Source(const py::object& table, const Where& where);
  /// The table's type.
  [[nodiscard]] const arrow::ArrowSchema& schema() const { return *schema_; }
  /// The next batch; false at the end. Called without the GIL; throws ColumnError if the source fails.
  bool next(arrow::Owned<arrow::ArrowArray>& batch);

private:
  std::string name_;
  arrow::Owned<arrow::ArrowSchema> schema_;
  arrow::Owned<arrow::ArrowArrayStream> stream_;
  arrow::Owned<arrow::ArrowArray> array_;
};

/// A capsule `arrow_schema`.
py::object schema_capsule(const arrow::Built& built);
/// A capsule `arrow_array`.
py::object array_capsule(arrow::Built built);
/// A capsule `arrow_array_stream`.
py::object stream_capsule(arrow::Built built);

/// `_arrow_table`: columns of Python objects, as described by the package's Python part.
void add_described_tables(py::module_& module);

} // namespace kontaktforloeb::bindings
