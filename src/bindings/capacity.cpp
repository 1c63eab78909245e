#include "casters.hpp"
#include "module.hpp"

#include <kontaktforloeb/capacity_document.hpp>

namespace kontaktforloeb::bindings {
namespace {

/// The calculator with these inputs; raises ValueError for one that may not be.
Capacity need_capacity(const py::object& citizens, const py::object& days, const py::object& weeks,
                       const py::object& intensive_share) {
  CapacityInputs inputs;
  const auto take = [&inputs](CapacityInput input, const py::object& given) {
    const Where where{word(input)};
    const auto value = Convert<std::int32_t>::from(given, where);
    if (!may_be(input, value)) refuse_value(where, std::to_string(value) + " is not " + wanted(input));
    inputs.set(input, value);
  };
  take(CapacityInput::citizens, citizens);
  take(CapacityInput::days, days);
  take(CapacityInput::weeks, weeks);
  take(CapacityInput::intensive_share, intensive_share);
  return Capacity::from(inputs).value_or(Capacity{});
}

/// A whole number within limits of ours.
std::int32_t need_from_to(const py::object& given, std::string_view name, std::int32_t least,
                          std::int32_t most) {
  const Where where{name};
  const auto value = Convert<std::int32_t>::from(given, where);
  if (value < least || value > most)
    refuse_value(where, std::to_string(value) + " is not a whole number from " + std::to_string(least) +
                            " to " + std::to_string(most));
  return value;
}

} // namespace

void add_capacity(py::module_& module) {
  using Given = const py::object&;
  module.def("_capacity_json", [](Given citizens, Given days, Given weeks, Given share) {
    return to_json(need_capacity(citizens, days, weeks, share));
  });
  module.def("_capacity_csv", [](Given citizens, Given days, Given weeks, Given share) {
    return to_csv(need_capacity(citizens, days, weeks, share));
  });
  module.def("_capacity_fte", [](Given citizens, Given days, Given weeks, Given share, Given conversations,
                                 Given per_day) {
    const Staff staff = need_capacity(citizens, days, weeks, share)
                            .fte(need_from_to(conversations, "conversations", 0, most_conversations),
                                 need_from_to(per_day, "per_day", 1, most_per_day))
                            .value_or(Staff{});
    return py::make_tuple(staff.numerator, staff.denominator,
                          static_cast<double>(staff.thousandths()) / 1000.0, staff.whole());
  });
}

} // namespace kontaktforloeb::bindings
