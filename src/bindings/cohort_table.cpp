#include "cohort.hpp"

#include <utility>

namespace kontaktforloeb::bindings {
namespace {

/// Bytes of values of one kind, and which of them are missing.
template <class Value, class Get>
std::pair<py::bytes, py::object> bytes_of(std::size_t begin, std::size_t end, const Get& get) {
  std::vector<Value> values(end - begin);
  std::string missing(end - begin, '\0');
  bool any = false;
  for (std::size_t i = begin; i < end; ++i) {
    const std::optional<Value> value = get(i);
    if (value)
      values[i - begin] = *value;
    else
      missing[i - begin] = '\1', any = true;
  }
  return {py::bytes(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value)),
          any ? py::object(py::bytes(missing)) : py::object(py::none())};
}

template <class Value, class Span, class None>
auto all_but(const Span& values, std::size_t begin, std::size_t end, None none) {
  return bytes_of<Value>(begin, end, [&](std::size_t i) {
    return values[i] == none ? std::nullopt : std::optional{static_cast<Value>(values[i])};
  });
}

struct Data {
  std::size_t begin, end;

  py::tuple operator()(const arrow::Words& words) const {
    const auto [bytes, missing] = bytes_of<std::int16_t>(begin, end, [&](std::size_t i) {
      const std::size_t at = words.at(i);
      return at < words.words.size() ? std::optional{static_cast<std::int16_t>(at)} : std::nullopt;
    });
    py::list names;
    for (const std::string_view word : words.words) names.append(py::str(word.data(), word.size()));
    return py::make_tuple("words", bytes, missing, names);
  }
  py::tuple operator()(const arrow::Days& days) const {
    constexpr std::int32_t epoch = Date{1970, 1, 1}.number();
    const auto [bytes, missing] = bytes_of<std::int32_t>(begin, end, [&](std::size_t i) {
      return days[i].is_set() ? std::optional{days[i].number() - epoch} : std::nullopt;
    });
    return py::make_tuple("days", bytes, missing, py::none());
  }
  py::tuple operator()(const arrow::Flags& flags) const {
    const auto [bytes, missing] = all_but<std::uint8_t>(flags.values, begin, end, no_code);
    return py::make_tuple("bool", bytes, missing, py::none());
  }
  py::tuple operator()(const arrow::Numbers& numbers) const {
    const auto [bytes, missing] = all_but<std::int32_t>(numbers, begin, end, no_number);
    return py::make_tuple("int32", bytes, missing, py::none());
  }
  py::tuple operator()(const arrow::LongNumbers& numbers) const {
    const auto [bytes, missing] = bytes_of<std::int64_t>(
        begin, end, [&](std::size_t i) { return numbers[i] < 0 ? std::nullopt : std::optional{numbers[i]}; });
    return py::make_tuple("int64", bytes, missing, py::none());
  }
  py::tuple operator()(const arrow::Bits& bits) const {
    const auto [bytes, missing] =
        bytes_of<std::uint64_t>(begin, end, [&](std::size_t i) { return std::optional{bits[i]}; });
    return py::make_tuple("uint64", bytes, missing, py::none());
  }
  py::tuple operator()(const arrow::Texts& texts) const {
    py::list all;
    for (std::size_t i = begin; i < end; ++i) all.append(decoded(texts[i]));
    return py::make_tuple("text", all, py::none(), py::none());
  }

private:
  /// Text of a table may be no UTF-8; that is a fault, and is shown all the same.
  static py::object decoded(std::string_view text) {
    return py::reinterpret_steal<py::object>(
        PyUnicode_DecodeUTF8(text.data(), static_cast<py::ssize_t>(text.size()), "replace"));
  }
};

} // namespace

py::list column_data(const PyTable& table, const py::object& rows) {
  std::size_t end = table.rows;
  if (!rows.is_none()) end = std::min(end, rows.cast<std::size_t>());
  py::list all;
  for (const arrow::OutColumn& column : table.columns) {
    const py::tuple data = std::visit(Data{0, end}, column.values);
    all.append(py::make_tuple(py::str(column.name.data(), column.name.size()), data[0], data[1], data[2],
                              data[3], column.nullable));
  }
  return all;
}

std::string table_repr(const PyTable& table) {
  std::string text = table.name + "(" + std::to_string(table.rows) + (table.rows == 1 ? " row: " : " rows: ");
  for (const arrow::OutColumn& column : table.columns)
    text += (&column == table.columns.data() ? "" : ", ") + std::string(column.name);
  return text + ")";
}

std::shared_ptr<PyTable> fault_table(const std::vector<RowFault>& faults, std::int64_t first_row) {
  struct Columns {
    std::vector<std::int64_t> row;
    std::vector<std::string> text;
    std::vector<std::string_view> key, message;
  };
  auto columns = std::make_shared<Columns>();
  columns->text.reserve(2 * faults.size());
  for (const RowFault& fault : faults) {
    columns->row.push_back(fault.row < 0 ? -1 : first_row + fault.row);
    columns->key.push_back(columns->text.emplace_back(fault.fault.key));
    columns->message.push_back(columns->text.emplace_back(fault.fault.message));
  }
  auto table = std::make_shared<PyTable>();
  table->name = "CohortTable";
  table->rows = faults.size();
  table->columns = {{"row", arrow::LongNumbers{columns->row}},
                    {"key", arrow::Texts{columns->key}, false},
                    {"message", arrow::Texts{columns->message}, false}};
  table->owner = columns;
  return table;
}

void add_cohort_tables(py::module_& module) {
  py::class_<PyTable, std::shared_ptr<PyTable>> type(
      module, "CohortTable", py::is_final(), plain_class(),
      R"(Findings or faults of a cohort as a table; anything that reads the Arrow PyCapsule interface reads it.

Attributes
----------
column_names : tuple of str
    The columns.)");
  forbid_new(type);
  add_table_methods(type, [](const PyTable& self) -> const PyTable& { return self; });
  type.def("__repr__", &table_repr);
}

} // namespace kontaktforloeb::bindings
