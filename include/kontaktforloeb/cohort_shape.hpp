#pragma once
/// @file
/// Whether the columns of a cohort fit together.

#include <kontaktforloeb/cohort_columns.hpp>
#include <kontaktforloeb/error.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

namespace detail {

/// Collects what does not fit.
class ShapeCheck {
public:
  explicit ShapeCheck(const CohortColumns& columns) : columns_(columns) {}

  std::vector<Fault> run() {
    const CohortColumns& all = columns_;
    at_least("id", all.id, all.rows);
    at_least("a_kasse", all.a_kasse, all.rows);
    at_least("municipality", all.municipality, all.rows);
    at_least("birth_year", all.birth_year, all.rows);
    at_least("qualifying_education", all.qualifying_education, all.rows);
    at_least("vocational_education_outdated", all.vocational_education_outdated, all.rows);
    at_least("registered", all.registered, all.rows);
    at_least("placed", all.placed, all.rows);
    at_least("regime", all.regime, all.rows);
    std::size_t size = lists("insurance.offsets", all.insurance.offsets, all.rows);
    at_least("insurance.from", all.insurance.from, size);
    at_least("insurance.status", all.insurance.status, size);
    size = lists("benefit.offsets", all.benefit.offsets, all.rows);
    at_least("benefit.month", all.benefit.month, size);
    at_least("benefit.from", all.benefit.from, size);
    at_least("benefit.to", all.benefit.to, size);
    at_least("benefit.hours", all.benefit.hours, size);
    at_least("benefit.kind", all.benefit.kind, size);
    check_meetings(all.meetings);
    check_events(all.events);
    size = lists("observed.offsets", all.observed.offsets, all.rows);
    at_least("observed.clock", all.observed.clock, size);
    at_least("observed.date", all.observed.date, size);
    at_least("observed.hours", all.observed.hours, size);
    return std::move(faults_);
  }

private:
  void check_meetings(const MeetingColumns& all) {
    const std::size_t size = lists("meetings.offsets", all.offsets, columns_.rows);
    at_least("meetings.date", all.date, size);
    at_least("meetings.conversations", all.conversations, size);
    at_least("meetings.conversation_count", all.conversation_count, size);
    at_least("meetings.holder", all.holder, size);
    at_least("meetings.on_behalf_of", all.on_behalf_of, size);
    at_least("meetings.status", all.status, size);
    at_least("meetings.form", all.form, size);
    at_least("meetings.summoned", all.summoned, size);
    at_least("meetings.absent", all.absent, size);
    at_least("meetings.track", all.track, size);
    const std::size_t themes = lists("meetings.theme_offsets", all.theme_offsets, size);
    // Unlike other columns this one may not be left out where there are lists.
    if (themes > all.themes.size()) too_short("meetings.themes", all.themes.size(), themes);
  }

  void check_events(const EventColumns& all) {
    const std::size_t size = lists("events.offsets", all.offsets, columns_.rows);
    at_least("events.type", all.type, size);
    at_least("events.date", all.date, size);
    at_least("events.from", all.from, size);
    at_least("events.to", all.to, size);
    at_least("events.month", all.month, size);
    at_least("events.municipality", all.municipality, size);
    at_least("events.conversation", all.conversation, size);
    at_least("events.ordinal", all.ordinal, size);
    at_least("events.party", all.party, size);
    at_least("events.by", all.by, size);
    at_least("events.choice", all.choice, size);
    at_least("events.reason", all.reason, size);
    at_least("events.outcome", all.outcome, size);
    at_least("events.duty_days", all.duty_days, size);
  }

  void too_short(std::string_view column, std::size_t size, std::size_t wanted) {
    faults_.push_back(
        Fault::because(std::string(column),
                       "has " + std::to_string(size) + " values; its table has " + std::to_string(wanted)));
  }

  template <class Value>
  void at_least(std::string_view column, std::span<const Value> values, std::size_t wanted) {
    if (!values.empty() && values.size() < wanted) too_short(column, values.size(), wanted);
  }

  /// How many values the lists speak of; 0 when they are wrong.
  std::size_t lists(std::string_view column, Offsets offsets, std::size_t rows) {
    if (offsets.empty()) return 0;
    if (offsets.size() <= rows) {
      too_short(column, offsets.size(), rows + 1);
      return 0;
    }
    bool ascending = offsets[0] >= 0;
    for (std::size_t i = 0; i < rows; ++i) ascending &= offsets[i] <= offsets[i + 1];
    if (ascending) return static_cast<std::size_t>(offsets[rows]);
    faults_.push_back(Fault::because(std::string(column), "must not be negative nor descend"));
    return 0;
  }

  const CohortColumns& columns_;
  std::vector<Fault> faults_;
};

} // namespace detail

/// What does not fit together in columns: too few values, offsets that descend. The key is the column's name
/// in `CohortColumns`. Empty when every row can be read.
inline std::vector<Fault> find_faults(const CohortColumns& columns) {
  return detail::ShapeCheck{columns}.run();
}

} // namespace kontaktforloeb
