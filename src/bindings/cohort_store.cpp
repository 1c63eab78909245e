#include "cohort_store.hpp"
#include "arrow_import.hpp"

#include <tuple>
#include <type_traits>

namespace kontaktforloeb::bindings {
namespace {

/// What is wrong with values of lists becomes faults of their rows.
void settle(std::vector<RowFault>& faults, Lists& lists, std::string_view name) {
  for (BadValue& bad : lists.bad) {
    const auto after = std::upper_bound(lists.offsets.begin(), lists.offsets.end(), bad.position);
    const std::int64_t row = after - lists.offsets.begin() - 1;
    const std::int64_t place = bad.position - lists.offsets[static_cast<std::size_t>(row)];
    std::string key = std::string(name) + "[" + std::to_string(place) + "]";
    if (!bad.fault.key.empty()) key += "." + bad.fault.key;
    bad.fault.key = std::move(key);
    faults.push_back({row, std::move(bad.fault)});
  }
  lists.bad.clear();
}

/// A column in another order; a column that no row has stays so.
template <class... Columns>
void reorder(const std::vector<std::int64_t>& order, Columns&... columns) {
  const auto one = [&order](auto& column) {
    if (column.empty()) return;
    std::remove_reference_t<decltype(column)> sorted;
    sorted.reserve(order.size());
    for (const std::int64_t place : order) sorted.push_back(column[static_cast<std::size_t>(place)]);
    column = std::move(sorted);
  };
  (one(columns), ...);
}

void reorder(const std::vector<std::int64_t>& order, BenefitLists& lists) {
  reorder(order, lists.month, lists.from, lists.to, lists.hours, lists.kind);
}
void reorder(const std::vector<std::int64_t>& order, MeetingLists& lists) {
  if (!lists.theme_offsets.empty()) {
    std::vector<std::int64_t> offsets{0};
    std::vector<std::string_view> themes;
    for (const std::int64_t place : order) {
      const auto at = static_cast<std::size_t>(place);
      for (std::int64_t i = lists.theme_offsets[at]; i < lists.theme_offsets[at + 1]; ++i)
        themes.push_back(lists.themes[static_cast<std::size_t>(i)]);
      offsets.push_back(static_cast<std::int64_t>(themes.size()));
    }
    lists.theme_offsets = std::move(offsets);
    lists.themes = std::move(themes);
  }
  reorder(order, lists.date, lists.summoned, lists.conversations, lists.conversation_count, lists.holder,
          lists.on_behalf_of, lists.status, lists.form, lists.absent, lists.track);
}
void reorder(const std::vector<std::int64_t>& order, EventLists& lists) {
  reorder(order, lists.date, lists.from, lists.to, lists.month, lists.municipality, lists.ordinal,
          lists.duty_days, lists.type, lists.conversation, lists.party, lists.by, lists.choice, lists.reason,
          lists.outcome);
}
void reorder(const std::vector<std::int64_t>& order, ObservedLists& lists) {
  reorder(order, lists.date, lists.hours, lists.clock);
}

/// Gives the rows of a table to their courses; `row_of` says whose each is, -1: nobody's.
template <class Lists>
void give(Lists& lists, std::int64_t courses, const std::vector<std::int64_t>& row_of) {
  lists.offsets.assign(static_cast<std::size_t>(courses) + 1, 0);
  for (const std::int64_t row : row_of)
    if (row >= 0) ++lists.offsets[static_cast<std::size_t>(row) + 1];
  for (std::size_t i = 1; i < lists.offsets.size(); ++i) lists.offsets[i] += lists.offsets[i - 1];
  std::vector<std::int64_t> next(lists.offsets.begin(), lists.offsets.end() - 1);
  std::vector<std::int64_t> order(static_cast<std::size_t>(lists.offsets.back())),
      place_of(row_of.size(), -1);
  for (std::size_t i = 0; i < row_of.size(); ++i) {
    if (row_of[i] < 0) continue;
    place_of[i] = next[static_cast<std::size_t>(row_of[i])]++;
    order[static_cast<std::size_t>(place_of[i])] = static_cast<std::int64_t>(i);
  }
  reorder(order, lists);
  lists.size = static_cast<std::int64_t>(order.size());
  std::erase_if(lists.bad, [&](BadValue& bad) {
    bad.position = place_of[static_cast<std::size_t>(bad.position)];
    return bad.position < 0;
  });
}

} // namespace

CohortColumns CohortStore::view() const {
  CohortColumns all;
  all.rows = static_cast<std::size_t>(rows);
  all.id = id;
  all.insurance = {insurance.offsets, insurance.from, insurance.status};
  all.a_kasse = a_kasse;
  all.a_kasse_names = a_kasse_names;
  all.municipality = municipality;
  all.birth_year = birth_year;
  all.qualifying_education = qualifying_education;
  all.vocational_education_outdated = vocational_education_outdated;
  all.registered = registered;
  all.placed = placed;
  all.regime = regime;
  all.benefit = {benefit.offsets, benefit.month, benefit.from, benefit.to, benefit.hours, benefit.kind};
  all.meetings = {
      meetings.offsets,  meetings.date,         meetings.conversations, meetings.conversation_count,
      meetings.holder,   meetings.on_behalf_of, meetings.status,        meetings.form,
      meetings.summoned, meetings.absent,       meetings.track,         meetings.theme_offsets,
      meetings.themes};
  all.events = {events.offsets, events.type,         events.date,         events.from,    events.to,
                events.month,   events.municipality, events.conversation, events.ordinal, events.party,
                events.by,      events.choice,       events.reason,       events.outcome, events.duty_days};
  all.observed = {observed.offsets, observed.clock, observed.date, observed.hours};
  return all;
}

void CohortStore::settle() {
  for (BadValue& each : bad) faults.push_back({each.position, std::move(each.fault)});
  bad.clear();
  bindings::settle(faults, insurance, "person.insurance");
  bindings::settle(faults, benefit, "benefit");
  bindings::settle(faults, meetings, "meetings");
  bindings::settle(faults, events, "events");
  bindings::settle(faults, observed, "observed");
  const auto by_row = [](const RowFault& a, const RowFault& b) { return a.row < b.row; };
  std::stable_sort(faults.begin(), faults.end(), by_row);
}

void join(CohortStore& store, const std::vector<std::string_view>& course_keys, ListOf list,
          const std::vector<std::string_view>& keys, std::string_view key_name) {
  const std::string name{list_names[static_cast<std::size_t>(list)]};
  std::unordered_map<std::string_view, std::int64_t> rows;
  rows.reserve(course_keys.size());
  for (std::size_t i = 0; i < course_keys.size(); ++i)
    if (!course_keys[i].empty()) rows.emplace(course_keys[i], static_cast<std::int64_t>(i));
  std::vector<std::int64_t> row_of(keys.size(), -1);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto found = rows.find(keys[i]);
    if (found != rows.end()) {
      row_of[i] = found->second;
      continue;
    }
    const std::string what = keys[i].empty()
                                 ? "has no '" + std::string(key_name) + "'; it belongs to no course"
                                 : "belongs to '" + without_cpr(arrow::shown(keys[i])) +
                                       "', which no course has as its '" + std::string(key_name) + "'";
    store.faults.push_back({-1, Fault::because(name + "[" + std::to_string(i) + "]", what)});
  }
  switch (list) {
  case ListOf::benefit:
    return give(store.benefit, store.rows, row_of);
  case ListOf::meetings:
    return give(store.meetings, store.rows, row_of);
  case ListOf::events:
    return give(store.events, store.rows, row_of);
  case ListOf::observed:
    return give(store.observed, store.rows, row_of);
  }
}

void find_repeated(CohortStore& store, const std::vector<std::string_view>& keys, std::string_view key_name) {
  std::unordered_map<std::string_view, std::size_t> first;
  first.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (keys[i].empty()) {
      store.faults.push_back({row, Fault::missing(std::string(key_name), "the key of the course")});
    } else if (const auto [known, is_new] = first.emplace(keys[i], i); !is_new) {
      store.faults.push_back(
          {row, Fault::because(std::string(key_name), "is also that of row " + std::to_string(known->second) +
                                                          "; keys are unique")});
    }
  }
}

void net_benefit(CohortStore& store, std::vector<std::int32_t>& places) {
  BenefitLists& lists = store.benefit;
  if (lists.offsets.empty()) return;
  const auto size = static_cast<std::size_t>(lists.size);
  lists.hours.resize(size, no_number);
  const auto value = [](const auto& column, std::size_t i) {
    return column.empty() ? typename std::decay_t<decltype(column)>::value_type{} : column[i];
  };
  const auto days_and_kind = [&](std::size_t i) {
    const std::uint8_t kind =
        lists.kind.empty() || lists.kind[i] == no_code ? std::uint8_t{0} : lists.kind[i];
    return std::tuple{value(lists.month, i), value(lists.from, i), value(lists.to, i), kind};
  };
  std::vector<std::int64_t> kept, offsets{0};
  std::vector<std::size_t> order;
  std::vector<std::uint8_t> stays(size, 1);
  for (std::size_t row = 0; row + 1 < lists.offsets.size(); ++row) {
    const auto begin = static_cast<std::size_t>(lists.offsets[row]),
               end = static_cast<std::size_t>(lists.offsets[row + 1]);
    order.clear();
    for (std::size_t i = begin; i < end; ++i)
      if (lists.hours[i] != no_number) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const auto left = days_and_kind(a), right = days_and_kind(b);
      return left != right ? left < right : a < b;
    });
    for (std::size_t i = 0; i < order.size();) {
      const std::size_t first = order[i];
      std::int64_t sum = 0;
      for (; i < order.size() && days_and_kind(order[i]) == days_and_kind(first); ++i) {
        sum += lists.hours[order[i]];
        stays[order[i]] = order[i] == first ? 1 : 0;
      }
      const std::string key = "benefit[" + std::to_string(first - begin) + "].hours";
      constexpr std::int64_t most = 999'999'999;
      const auto shown = Hours{static_cast<std::int32_t>(std::clamp(sum, -most, most))}.text();
      lists.hours[first] = static_cast<std::int32_t>(std::clamp<std::int64_t>(sum, 0, most));
      if (sum < 0)
        store.faults.push_back(
            {static_cast<std::int64_t>(row),
             Fault::because(key, "the rows of the same days and kind add up to " + shown +
                                     " hours; corrections cannot take away more than was paid")});
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (stays[i] == 0) continue;
      kept.push_back(static_cast<std::int64_t>(i));
      places.push_back(static_cast<std::int32_t>(i - begin));
    }
    offsets.push_back(static_cast<std::int64_t>(kept.size()));
  }
  reorder(kept, lists);
  lists.offsets = std::move(offsets);
  lists.size = static_cast<std::int64_t>(kept.size());
  std::stable_sort(store.faults.begin(), store.faults.end(),
                   [](const RowFault& a, const RowFault& b) { return a.row < b.row; });
}

} // namespace kontaktforloeb::bindings
