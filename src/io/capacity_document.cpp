// The calculator's numbers as documents. Both walk over the same totals, in the order in which the guide
// prints them.

#include "json_parts.hpp"

#include <kontaktforloeb/capacity_document.hpp>

#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace kontaktforloeb {
namespace {

/// Whole numbers stay whole: 2376, not 2376.0.
json::Json number(Conversations conversations) {
  if (conversations.hundredths % 100 == 0) return conversations.hundredths / 100;
  return static_cast<double>(conversations.hundredths) / 100.0;
}

/// The staff that a total needs, for each number of conversations a day of the grid.
json::Json staff_to_json(const Capacity& capacity, std::int64_t total) {
  json::Json list = json::Json::array();
  for (std::int32_t per_day = 1; per_day <= Capacity::grid_per_day; ++per_day) {
    const Staff staff = capacity.fte(total, per_day).value_or(Staff{});
    const std::int64_t thousandths = staff.thousandths();
    list.push_back(
        {{"per_day", per_day},
         {"numerator", staff.numerator},
         {"denominator", staff.denominator},
         {"decimal", thousandths % 1000 == 0 ? json::Json(thousandths / 1000)
                                             : json::Json(static_cast<double>(thousandths) / 1000.0)},
         {"whole", staff.whole()}});
  }
  return list;
}

/// Writes rows of tidy CSV. No field needs quotes: all are words of ours and numbers.
class CapacityRows {
public:
  explicit CapacityRows(const CapacityInputs& inputs) {
    for (const CapacityInputInfo& input : tables::capacity_inputs) {
      out_ += word(input.input);
      out_ += ',';
      prefix_ += std::to_string(inputs.get(input.input));
      prefix_ += ',';
    }
    out_ += "measure,effort,frequency,part,per_day,staff,value\r\n";
  }

  void add(std::initializer_list<std::string_view> fields) {
    out_ += prefix_;
    std::string_view between;
    for (const std::string_view field : fields) {
      out_ += between;
      out_ += field;
      between = ",";
    }
    out_ += "\r\n";
  }

  /// What a total needs: the fraction as a number rounded up, and whole staff.
  void add_staff(const Capacity& capacity, std::string_view effort, Frequency frequency, std::int64_t total) {
    for (std::int32_t per_day = 1; per_day <= Capacity::grid_per_day; ++per_day) {
      const Staff staff = capacity.fte(total, per_day).value_or(Staff{});
      const std::string day = std::to_string(per_day), whole = std::to_string(staff.whole());
      add({"fte", effort, word(frequency), "total", day, {}, staff.text()});
      add({"staff", effort, word(frequency), "total", day, {}, whole});
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

private:
  std::string out_, prefix_;
};

} // namespace

std::string to_json(const Capacity& capacity) {
  using json::Json;
  Json inputs, general, general_fte, intensive, intensive_fte;
  for (const CapacityInputInfo& input : tables::capacity_inputs)
    inputs[std::string(word(input.input))] = capacity.inputs().get(input.input);
  for (const Frequency frequency : tables::general_frequencies) {
    const std::string name{word(frequency)};
    general[name] = capacity.general(frequency);
    general_fte[name] = staff_to_json(capacity, capacity.general(frequency));
  }
  for (const Frequency frequency : tables::intensive_frequencies) {
    const std::string name{word(frequency)};
    const IntensiveEffort effort = capacity.intensive(frequency);
    intensive[name] = {
        {"intensive", number(effort.intensive)}, {"timely", number(effort.timely)}, {"total", effort.total}};
    intensive_fte[name] = staff_to_json(capacity, effort.total);
  }
  Json grid = Json::array();
  for (std::int32_t per_day = 1; per_day <= Capacity::grid_per_day; ++per_day) {
    Json row = Json::array();
    for (std::int32_t staff = 1; staff <= Capacity::grid_staff; ++staff)
      row.push_back(capacity.held(per_day, staff));
    grid.push_back(std::move(row));
  }
  Json frequencies = Json::array(), input_sources = Json::array();
  for (const FrequencyInfo& row : tables::frequencies)
    frequencies.push_back({{"frequency", word(row.frequency)},
                           {"per_year", row.per_year},
                           {"text", json::text_to_json(row.name)},
                           {"basis", json::basis_to_json({&row.basis, 1})}});
  for (const CapacityInputInfo& row : tables::capacity_inputs)
    input_sources.push_back({{"input", word(row.input)},
                             {"usual", row.usual},
                             {"text", json::text_to_json(row.name)},
                             {"basis", json::basis_to_json({&row.basis, 1})}});
  const Json document{{"schema", "kontaktforloeb/capacity-1"},
                      {"inputs", std::move(inputs)},
                      {"general", std::move(general)},
                      {"intensive", std::move(intensive)},
                      {"grid", std::move(grid)},
                      {"fte", {{"general", std::move(general_fte)}, {"intensive", std::move(intensive_fte)}}},
                      {"frequencies", std::move(frequencies)},
                      {"usual", std::move(input_sources)},
                      {"caveat",
                       {{"text", json::text_to_json(tables::capacity_caveat_text)},
                        {"basis", json::basis_to_json({&tables::capacity_caveat_basis, 1})}}}};
  return json::dump(document);
}

std::string to_csv(const Capacity& capacity) {
  CapacityRows rows{capacity.inputs()};
  for (const Frequency frequency : tables::general_frequencies)
    rows.add({"conversations",
              "general",
              word(frequency),
              "total",
              {},
              {},
              std::to_string(capacity.general(frequency))});
  for (const Frequency frequency : tables::intensive_frequencies) {
    const IntensiveEffort effort = capacity.intensive(frequency);
    const auto add = [&](std::string_view part, const std::string& value) {
      rows.add({"conversations", "intensive", word(frequency), part, {}, {}, value});
    };
    add("intensive", effort.intensive.text());
    add("timely", effort.timely.text());
    add("total", std::to_string(effort.total));
  }
  for (std::int32_t per_day = 1; per_day <= Capacity::grid_per_day; ++per_day)
    for (std::int32_t staff = 1; staff <= Capacity::grid_staff; ++staff)
      rows.add({"held",
                {},
                {},
                {},
                std::to_string(per_day),
                std::to_string(staff),
                std::to_string(capacity.held(per_day, staff))});
  for (const Frequency frequency : tables::general_frequencies)
    rows.add_staff(capacity, "general", frequency, capacity.general(frequency));
  for (const Frequency frequency : tables::intensive_frequencies)
    rows.add_staff(capacity, "intensive", frequency, capacity.intensive(frequency).total);
  return rows.take();
}

} // namespace kontaktforloeb
