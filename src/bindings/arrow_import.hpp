#pragma once
/// @file
/// Cohorts from Arrow: one table with lists, or tables that a key joins.

#include "arrow_read.hpp"
#include "cohort_store.hpp"

#include <kontaktforloeb/rule.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::bindings {

/// The columns that a table or a struct may have.
struct TableShape {
  std::span<const std::string_view> columns;
  std::span<const std::string_view> required;
};

/// The lists of a course.
enum class ListOf : std::uint8_t { benefit, meetings, events, observed };
/// Their columns.
inline constexpr std::string_view list_names[] = {"benefit", "meetings", "events", "observed"};

/// Reads batches of one type into a cohort's columns. What the type itself has wrong is thrown as ColumnError
/// when the reader is made.
class CohortReader {
public:
  /// A reader of tables of courses. With a key, the column of that name is kept in `keys`, and stands for
  /// `id` if there is none.
  CohortReader(const arrow::ArrowSchema& schema, const Law& law, std::string_view key = {});
  /// A reader of the rows of one list, each with the key of its course.
  CohortReader(const arrow::ArrowSchema& schema, const Law& law, std::string_view key, ListOf list);

  /// Reads some rows of a batch into the store's columns; of a list's table into that list's columns, with no
  /// offsets.
  void read(const arrow::ArrowArray& batch, std::int64_t begin, std::int64_t count, CohortStore& store);
  /// The keys of all rows read, in their order; empty where there was none. Their text lies in the store.
  [[nodiscard]] const std::vector<std::string_view>& keys() const { return keys_; }

private:
  class Fields;
  void check(std::string_view table);
  void read_all(const arrow::ArrowArray* batch, std::int64_t begin, std::int64_t count, CohortStore& store);
  void courses(const Fields& in, const arrow::Rows& rows, CohortStore& store);
  void ids(const Fields& in, const arrow::Rows& rows, CohortStore& store);
  void insurance(const Fields& in, const arrow::Rows& rows, CohortStore& store);
  void a_kasser(const Fields& in, const arrow::Rows& rows, CohortStore& store);
  void benefit(const Fields& in, const arrow::Rows& rows, BenefitLists& out);
  void meetings(const Fields& in, const arrow::Rows& rows, MeetingLists& out, TextArena& texts);
  void conversations(const Fields& in, const arrow::Rows& rows, MeetingLists& out);
  void absences(const Fields& in, const arrow::Rows& rows, MeetingLists& out);
  void themes(const Fields& in, const arrow::Rows& rows, MeetingLists& out, TextArena& texts);
  void events(const Fields& in, const arrow::Rows& rows, EventLists& out);
  void observed(const Fields& in, const arrow::Rows& rows, ObservedLists& out);
  template <class Lists, class Read>
  void list(const Fields& in, std::string_view name, std::int64_t most, const arrow::Rows& rows,
            CohortStore& store, Lists& out, const TableShape& shape, const Read& read);
  template <class Enum>
  void words(const Fields& in, std::string_view name, std::string_view what, const arrow::Rows& rows,
             std::vector<std::uint8_t>& out, std::vector<BadValue>& bad);
  void municipalities(const Fields& in, std::string_view key, const arrow::Rows& rows,
                      std::vector<std::uint16_t>& out, std::vector<BadValue>& bad);
  arrow::CodeCache& cache(const std::string& path);

  arrow::Type type_;
  const Law& law_;
  std::string key_;
  std::optional<ListOf> list_;
  std::map<std::string, arrow::CodeCache, std::less<>> caches_;
  std::vector<std::string_view> keys_;
};

/// Puts the rows of a list's table, read in any order, into the lists of their courses; rows of one course
/// keep their order. A row whose key no course has becomes a fault of row -1.
void join(CohortStore& store, const std::vector<std::string_view>& course_keys, ListOf list,
          const std::vector<std::string_view>& keys, std::string_view key_name);
/// Makes a fault of each course whose key an earlier one has, or that has none.
void find_repeated(CohortStore& store, const std::vector<std::string_view>& keys, std::string_view key_name);

} // namespace kontaktforloeb::bindings
