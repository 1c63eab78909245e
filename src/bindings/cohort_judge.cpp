#include "arrow_import.hpp"
#include "cohort.hpp"

#include "io/told_faults.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace kontaktforloeb::bindings {
namespace {

/// Where a row of benefit stood before netting, in keys and sentences: `benefit[1]` becomes `benefit[2]`.
void renumber(std::string& text, const PyCohort& cohort, std::size_t row) {
  constexpr std::string_view list = "benefit[";
  for (std::size_t at = text.find(list); at != std::string::npos; at = text.find(list, at + 1)) {
    const std::size_t begin = at + list.size(), end = text.find(']', begin);
    if (end == std::string::npos) return;
    std::size_t place = 0;
    std::from_chars(text.data() + begin, text.data() + end, place);
    place += static_cast<std::size_t>(cohort.netted[row]);
    if (place < cohort.places.size()) text.replace(begin, end - begin, std::to_string(cohort.places[place]));
  }
}

/// Rows with faults of the table say nothing.
void blank(CohortResult& result, std::size_t row) {
  for (auto* codes : {&result.regime, &result.national, &result.stage, &result.ended_reason,
                      &result.responsible, &result.last_day_projected, &result.verdict})
    (*codes)[row] = no_code;
  result.last_day[row] = {};
  result.errors[row] = result.warnings[row] = result.notes[row] = 0;
  result.reasons[row] = 0;
}

template <class Values>
void keep(Values& values, const std::vector<std::uint8_t>& kept) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (kept[i] != 0) values[next++] = values[i];
  values.resize(next);
}

void drop_findings(FindingColumns& findings, const std::vector<std::uint8_t>& faulty) {
  std::vector<std::uint8_t> kept;
  kept.reserve(findings.row.size());
  for (const std::int64_t row : findings.row)
    kept.push_back(faulty[static_cast<std::size_t>(row)] == 0 ? 1 : 0);
  keep(findings.row, kept);
  keep(findings.rule, kept);
  keep(findings.status, kept);
  keep(findings.due, kept);
  keep(findings.due_projected, kept);
  keep(findings.counted, kept);
  keep(findings.completed_on, kept);
}

constexpr auto by_row = [](const RowFault& a, const RowFault& b) { return a.row < b.row; };

/// Faults of the table, and those of the facts that do not follow from them, by row.
std::vector<RowFault> all_faults(const PyCohort& cohort, std::span<const RowFault> own,
                                 std::vector<RowFault> of_facts) {
  std::vector<RowFault> all;
  auto next = own.begin();
  for (auto fault = of_facts.begin(); fault != of_facts.end();) {
    const std::int64_t row = fault->row;
    io::ToldFaults told;
    bool nothing = false;
    for (; next != own.end() && next->row <= row; ++next) {
      all.push_back(*next);
      if (next->row != row) continue;
      told.add(next->fault.key);
      nothing = nothing || next->fault.key.empty();
    }
    for (; fault != of_facts.end() && fault->row == row; ++fault) {
      if (!cohort.netted.empty()) {
        renumber(fault->fault.key, cohort, static_cast<std::size_t>(row));
        renumber(fault->fault.message, cohort, static_cast<std::size_t>(row));
      }
      if (!nothing && !told.covers(fault->fault)) all.push_back(std::move(*fault));
    }
  }
  all.insert(all.end(), next, own.end());
  std::stable_sort(all.begin(), all.end(), by_row);
  return all;
}

} // namespace

std::size_t PyCohort::row(std::int64_t number) const {
  if (store.rows == 0) throw py::index_error("row " + std::to_string(number) + ": there are no rows");
  if (number < store.first_row || number >= store.first_row + store.rows)
    throw py::index_error("row " + std::to_string(number) + ": the rows are " +
                          std::to_string(store.first_row) + " to " +
                          std::to_string(store.first_row + store.rows - 1));
  return static_cast<std::size_t>(number - store.first_row);
}

CohortResult judge(const PyCohort& cohort, const CohortOptions& options) {
  CohortResult result = assess_cohort(cohort.store.view(), options);
  const std::vector<RowFault>& own = cohort.store.faults;
  if (!own.empty()) {
    std::vector<std::uint8_t> faulty(static_cast<std::size_t>(cohort.store.rows), 0);
    for (const RowFault& fault : own) {
      if (fault.row < 0) continue;
      faulty[static_cast<std::size_t>(fault.row)] = 1;
      blank(result, static_cast<std::size_t>(fault.row));
    }
    drop_findings(result.findings, faulty);
  }
  if (!own.empty() || !cohort.netted.empty())
    result.faults = all_faults(cohort, own, std::move(result.faults));
  if (cohort.store.first_row != 0)
    for (std::int64_t& row : result.findings.row) row += cohort.store.first_row;
  return result;
}

const std::vector<RowFault>& faults_of(PyCohort& cohort) {
  std::call_once(cohort.once, [&cohort] {
    CohortOptions options;
    options.as_of = first_day; // what is wrong with facts does not depend on the day
    cohort.faults = judge(cohort, options).faults;
  });
  return cohort.faults;
}

std::vector<Fault> faults_of(const PyCohort& cohort, std::size_t row) {
  const auto number = static_cast<std::int64_t>(row);
  const auto own = std::ranges::equal_range(cohort.store.faults, RowFault{number, {}}, by_row);
  std::vector<RowFault> of_facts;
  for (Fault& fault : find_faults(cohort.store.view(), row)) of_facts.push_back({number, std::move(fault)});
  std::vector<Fault> faults;
  for (RowFault& fault : all_faults(cohort, {own.begin(), own.end()}, std::move(of_facts)))
    faults.push_back(std::move(fault.fault));
  return faults;
}

} // namespace kontaktforloeb::bindings
