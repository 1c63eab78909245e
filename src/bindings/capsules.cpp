#include "capsules.hpp"

#include <cstring>
#include <utility>

namespace kontaktforloeb::bindings {
namespace {

template <class Struct>
inline constexpr const char* capsule_name = nullptr;
template <>
inline constexpr const char* capsule_name<arrow::ArrowSchema> = "arrow_schema";
template <>
inline constexpr const char* capsule_name<arrow::ArrowArray> = "arrow_array";
template <>
inline constexpr const char* capsule_name<arrow::ArrowArrayStream> = "arrow_array_stream";

/// Takes what a capsule holds.
template <class Struct>
arrow::Owned<Struct> take(py::handle capsule, const std::string& where) {
  if (!PyCapsule_IsValid(capsule.ptr(), capsule_name<Struct>))
    throw py::type_error(where + ": gave no capsule '" + capsule_name<Struct> + "'");
  auto* held = static_cast<Struct*>(PyCapsule_GetPointer(capsule.ptr(), capsule_name<Struct>));
  if (held->release == nullptr) throw py::value_error(where + ": its Arrow data have been taken already");
  return arrow::Owned<Struct>{*held};
}

/// A capsule that lets go of what it holds unless somebody has taken it.
template <class Struct>
py::object make(arrow::Owned<Struct> held) {
  auto* kept = new arrow::Owned<Struct>(std::move(held));
  // The pointer is to the struct, which lies at the owner's start.
  static_assert(sizeof(arrow::Owned<Struct>) == sizeof(Struct));
  PyObject* capsule = PyCapsule_New(&**kept, capsule_name<Struct>, [](PyObject* self) {
    delete static_cast<arrow::Owned<Struct>*>(PyCapsule_GetPointer(self, capsule_name<Struct>));
  });
  if (capsule == nullptr) {
    delete kept;
    throw py::error_already_set();
  }
  return py::reinterpret_steal<py::object>(capsule);
}

/// An array from its description: format, name, length, how many are missing, buffers, children.
arrow::Built built_of(const py::handle& description) {
  const auto parts = py::reinterpret_borrow<py::tuple>(description);
  arrow::Built built;
  built.format = parts[0].cast<std::string>();
  built.name = parts[1].cast<std::string>();
  built.length = parts[2].cast<std::int64_t>();
  built.null_count = parts[3].cast<std::int64_t>();
  for (const py::handle& each : parts[4]) {
    const auto bytes = each.cast<std::string_view>();
    auto& buffer = built.buffers.emplace_back(bytes.size());
    if (!bytes.empty()) std::memcpy(buffer.data(), bytes.data(), bytes.size());
  }
  for (const py::handle& child : parts[5]) built.children.push_back(built_of(child));
  return built;
}

/// A table that was described; it can be taken once.
struct DescribedTable {
  arrow::Built built;
};

} // namespace

Source::Source(const py::object& table, const Where& where) : name_(where.text()) {
  if (py::hasattr(table, "__arrow_c_stream__")) {
    stream_ = take<arrow::ArrowArrayStream>(table.attr("__arrow_c_stream__")(), name_);
    const py::gil_scoped_release release;
    if (stream_->get_schema(&*stream_, &*schema_) != 0) {
      const char* why = stream_->get_last_error(&*stream_);
      throw arrow::ColumnError(name_ + ": cannot be read: " + (why != nullptr ? why : "it does not say why"));
    }
  } else if (py::hasattr(table, "__arrow_c_array__")) {
    const py::tuple both{table.attr("__arrow_c_array__")()};
    if (both.size() != 2) throw py::type_error(name_ + ": __arrow_c_array__ gave no pair");
    schema_ = take<arrow::ArrowSchema>(both[0], name_);
    array_ = take<arrow::ArrowArray>(both[1], name_);
  } else {
    refuse(
        where,
        "a table: something with the Arrow PyCapsule interface (a frame of polars or pandas, a table of pyarrow, a "
        "relation of DuckDB), a dict of columns, or a list of courses",
        table);
  }
}

bool Source::next(arrow::Owned<arrow::ArrowArray>& batch) {
  batch.reset();
  if (array_) {
    std::swap(batch, array_);
    return true;
  }
  if (!stream_) return false;
  if (stream_->get_next(&*stream_, &*batch) != 0) {
    const char* why = stream_->get_last_error(&*stream_);
    throw arrow::ColumnError(name_ + ": cannot be read: " + (why != nullptr ? why : "it does not say why"));
  }
  if (!batch) stream_.reset();
  return static_cast<bool>(batch);
}

void add_described_tables(py::module_& module) {
  py::class_<DescribedTable>(module, "_DescribedTable", py::is_final(), plain_class())
      .def(
          "__arrow_c_stream__",
          [](DescribedTable& self, const py::object&) { return stream_capsule(std::move(self.built)); },
          py::arg("requested_schema") = py::none());
  module.def("_arrow_table",
             [](const py::tuple& description) { return DescribedTable{built_of(description)}; });
}

py::object schema_capsule(const arrow::Built& built) {
  arrow::Owned<arrow::ArrowSchema> schema;
  arrow::hand_over_schema(built, *schema);
  return make(std::move(schema));
}

py::object array_capsule(arrow::Built built) {
  arrow::Owned<arrow::ArrowArray> array;
  arrow::hand_over_array(std::move(built), *array);
  return make(std::move(array));
}

py::object stream_capsule(arrow::Built built) {
  arrow::Owned<arrow::ArrowArrayStream> stream;
  arrow::hand_over_stream(std::move(built), *stream);
  return make(std::move(stream));
}

} // namespace kontaktforloeb::bindings
