#pragma once
/// @file
/// The columns of a cohort as Python keeps them: what `CohortColumns` shows, owned.

#include <kontaktforloeb/cohort_columns.hpp>
#include <kontaktforloeb/hours.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kontaktforloeb::bindings {

/// Text that stays where it is while more is added.
class TextArena {
public:
  /// Keeps a copy; the view lives as long as the arena.
  std::string_view keep(std::string_view text) {
    if (text.size() > left_) {
      const std::size_t size = std::max<std::size_t>(text.size(), std::size_t{1} << 16);
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
      next_ = blocks_.back().get();
      left_ = size;
    }
    if (!text.empty()) std::memcpy(next_, text.data(), text.size());
    const std::string_view kept{next_, text.size()};
    next_ += text.size();
    left_ -= text.size();
    return kept;
  }

private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

/// A value that could not be taken over: where in its columns, and what is wrong. The key is the rest of the
/// path: `hours`, of `benefit[2].hours`.
struct BadValue {
  std::int64_t position = 0;
  Fault fault = {};
};

/// Columns of lists. `offsets` has one entry more than there are rows, or none if no row has a list.
struct Lists {
  std::vector<std::int64_t> offsets = {};
  std::int64_t size = 0; ///< How many elements.
  std::vector<BadValue> bad = {};
};

struct InsuranceLists : Lists {
  std::vector<Date> from;
  std::vector<std::uint8_t> status;
};
struct BenefitLists : Lists {
  std::vector<Month> month;
  std::vector<Date> from, to;
  std::vector<std::int32_t> hours;
  std::vector<std::uint8_t> kind;
};
struct MeetingLists : Lists {
  std::vector<Date> date, summoned;
  std::vector<std::uint8_t> conversations, conversation_count, holder, on_behalf_of, status, form, absent,
      track;
  std::vector<std::int64_t> theme_offsets;
  std::vector<std::string_view> themes;
};
struct EventLists : Lists {
  std::vector<Date> date, from, to;
  std::vector<Month> month;
  std::vector<std::uint16_t> municipality;
  std::vector<std::int32_t> ordinal, duty_days;
  std::vector<std::uint8_t> type, conversation, party, by, choice, reason, outcome;
};
struct ObservedLists : Lists {
  std::vector<Date> date;
  std::vector<std::int32_t> hours;
  std::vector<std::uint8_t> clock;
};

/// A cohort's columns, owned; a column that no row has is empty.
struct CohortStore {
  std::int64_t rows = 0;
  std::int64_t first_row = 0; ///< Number of the first row, for cohorts that come in parts.
  TextArena texts;
  std::vector<std::string_view> id;
  InsuranceLists insurance;
  std::vector<std::uint16_t> a_kasse, municipality;
  std::vector<std::string_view> a_kasse_names;
  std::unordered_map<std::string_view, std::uint16_t> a_kasse_places;
  std::vector<std::int32_t> birth_year;
  std::vector<std::uint8_t> qualifying_education, vocational_education_outdated, regime;
  std::vector<Date> registered, placed;
  BenefitLists benefit;
  MeetingLists meetings;
  EventLists events;
  ObservedLists observed;
  std::vector<BadValue> bad;    ///< Of columns that are no lists.
  std::vector<RowFault> faults; ///< Faults of the tables, by row; row -1: of no course.

  /// What the engine reads; valid as long as nothing is added.
  [[nodiscard]] CohortColumns view() const;
  /// Turns bad values into faults of rows, in the order of the rows.
  void settle();
};

/// Adds up benefit rows of the same days and kind, negative ones too; what comes out negative is a fault.
/// `places` gets, for each row that is left, its place in the list as it was.
void net_benefit(CohortStore& store, std::vector<std::int32_t>& places);

} // namespace kontaktforloeb::bindings
