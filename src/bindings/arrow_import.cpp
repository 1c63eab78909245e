#include "arrow_import.hpp"

#include <kontaktforloeb/fact_check.hpp>
#include <kontaktforloeb/places.hpp>

#include <algorithm>

namespace kontaktforloeb::bindings {

using arrow::CodeCache;
using arrow::Column;
using arrow::ColumnError;
using arrow::Kind;
using arrow::Rows;
using arrow::shown;
using arrow::Type;
using arrow::View;

namespace {

constexpr std::string_view course_columns[] = {"id",
                                               "insurance",
                                               "a_kasse",
                                               "municipality",
                                               "birth_year",
                                               "qualifying_education",
                                               "vocational_education_outdated",
                                               "registered",
                                               "placed",
                                               "regime",
                                               "benefit",
                                               "meetings",
                                               "events",
                                               "observed"};
constexpr std::string_view course_required[] = {"registered", "insurance"};
constexpr std::string_view insurance_columns[] = {"from", "status"};
constexpr std::string_view insurance_required[] = {"status"};
constexpr std::string_view benefit_columns[] = {"month", "from", "to", "hours", "hours_hundredths", "kind"};
constexpr std::string_view meeting_columns[] = {"id",           "date",   "conversations", "holder",
                                                "on_behalf_of", "status", "form",          "summoned",
                                                "absent",       "track",  "themes"};
constexpr std::string_view meeting_required[] = {"date", "conversations", "holder"};
constexpr std::string_view absent_columns[] = {"party", "why"};
constexpr std::string_view event_columns[] = {"type",         "date",         "from",    "to",       "month",
                                              "municipality", "conversation", "ordinal", "party",    "by",
                                              "choice",       "reason",       "outcome", "duty_days"};
constexpr std::string_view event_required[] = {"type"};
constexpr std::string_view observed_columns[] = {"clock", "date", "hours", "hours_hundredths"};
constexpr std::string_view observed_required[] = {"clock", "date"};

constexpr TableShape courses_shape{course_columns, course_required};
constexpr TableShape insurance_shape{insurance_columns, insurance_required};
constexpr TableShape benefit_shape{benefit_columns, {}};
constexpr TableShape meetings_shape{meeting_columns, meeting_required};
constexpr TableShape absent_shape{absent_columns, absent_columns};
constexpr TableShape events_shape{event_columns, event_required};
constexpr TableShape observed_shape{observed_columns, observed_required};

constexpr std::int64_t most_entries = 1'000; // as `Course::from` has it
constexpr std::int64_t most_benefit = 10'000;
constexpr std::size_t longest_text = 200; // as course files have it

std::string join_path(std::string_view path, std::string_view name) {
  return path.empty() ? std::string(name) : std::string(path) + "." + std::string(name);
}

std::string item(std::string_view list, std::int64_t i) {
  return std::string(list) + "[" + std::to_string(i) + "]";
}

template <class Enum>
std::uint16_t word_code(std::string_view text) {
  if constexpr (std::is_same_v<Enum, Conversation>) {
    const auto known = find_conversation(text);
    return known ? static_cast<std::uint16_t>(*known) : CodeCache::unknown;
  } else {
    const auto known = from_word<Enum>(text);
    return known ? static_cast<std::uint16_t>(*known) : CodeCache::unknown;
  }
}

std::uint16_t municipality_code(std::string_view text) {
  return find_municipality(text).value_or(CodeCache::unknown);
}

/// What is wrong with a text that is no name at all, if anything.
std::optional<Fault> text_fault(std::string_view text) {
  if (text.empty()) return Fault::because({}, "is empty; write a text, or nothing (null)");
  if (text.size() > longest_text) return Fault::because({}, "has more than 200 bytes; write a shorter text");
  return std::nullopt;
}

Fault with_key(Fault fault, std::string_view key) {
  fault.key = key;
  return fault;
}

template <class Enum>
std::string all_words() {
  std::string all;
  for (const std::string_view word : kontaktforloeb::words<Enum>) {
    if (!all.empty()) all += ", ";
    all += word;
  }
  return all;
}

/// Tells bad values of one field, those read first at `base`.
arrow::Tell teller(std::vector<BadValue>& bad, std::size_t base, std::string_view key) {
  return [&bad, base, key](std::int64_t i, Fault fault) {
    bad.push_back({static_cast<std::int64_t>(base) + i, with_key(std::move(fault), key)});
  };
}

} // namespace

/// The columns of a table or the fields of a struct.
class CohortReader::Fields {
public:
  Fields(View view, std::string path) : view_(view), path_(std::move(path)) {}

  /// Checks the names against a shape; `also`: a column besides.
  void check(const TableShape& shape, std::string_view also = {}) const {
    const std::string where = path_.empty() ? "the table" : "column " + path_;
    std::vector<std::string_view> seen;
    for (const Type& child : view_.type->children) {
      if (std::find(seen.begin(), seen.end(), child.name) != seen.end())
        throw ColumnError(where + ": '" + shown(child.name) + "' stands there twice");
      seen.push_back(child.name);
      if (child.name == also && !also.empty()) continue;
      if (std::find(shape.columns.begin(), shape.columns.end(), child.name) != shape.columns.end()) continue;
      if (path_.empty() && child.name == "person")
        throw ColumnError(
            "column person: has its fields as columns of the table: insurance, a_kasse, municipality, "
            "birth_year, qualifying_education, vocational_education_outdated");
      throw ColumnError(
          Fault::unknown(where, path_.empty() ? "column" : "field", shown(child.name), shape.columns).text());
    }
    for (const std::string_view name : shape.required)
      if (view_.type->find(name) == nullptr)
        throw ColumnError(where + ": has no " + (path_.empty() ? "column" : "field") + " '" +
                          std::string(name) + "', which every " +
                          std::string(path_.empty() ? "course" : "entry") + " needs");
  }

  /// A column; empty if there is none.
  [[nodiscard]] Column get(std::string_view name) const {
    for (std::size_t i = 0; i < view_.type->children.size(); ++i)
      if (view_.type->children[i].name == name) return {view_.child(i), join_path(path_, name)};
    return {};
  }
  [[nodiscard]] bool has(std::string_view name) const { return view_.type->find(name) != nullptr; }
  [[nodiscard]] const std::string& path() const { return path_; }

private:
  View view_;
  std::string path_;
};

arrow::CodeCache& CohortReader::cache(const std::string& path) { return caches_[path]; }

CohortReader::CohortReader(const arrow::ArrowSchema& schema, const Law& law, std::string_view key)
    : type_(arrow::type_of(schema)), law_(law), key_(key) {
  check("the table of courses");
}

CohortReader::CohortReader(const arrow::ArrowSchema& schema, const Law& law, std::string_view key,
                           ListOf list)
    : type_(arrow::type_of(schema)), law_(law), key_(key), list_(list) {
  check("the table of " + std::string(list_names[static_cast<std::size_t>(list)]));
}

void CohortReader::check(std::string_view table) {
  if (type_.kind != Kind::structure)
    throw ColumnError("the table is a column of " + type_.shown +
                      "; right would be a table, or an array of structs");
  if (!key_.empty() && type_.find(key_) == nullptr) {
    std::vector<std::string_view> names;
    for (const Type& child : type_.children) names.emplace_back(child.name);
    std::string message = std::string(table) + " has no column '" + key_ + "', the key";
    if (const std::string guess = nearest(key_, names); !guess.empty())
      message += "; did you mean '" + guess + "'?";
    throw ColumnError(message);
  }
  // Reads no rows, so that every type is looked at even if no batch comes.
  CohortStore nothing;
  read_all(nullptr, 0, 0, nothing);
}

void CohortReader::read(const arrow::ArrowArray& batch, std::int64_t begin, std::int64_t count,
                        CohortStore& store) {
  arrow::check_array(type_, batch);
  read_all(&batch, begin, count, store);
}

void CohortReader::read_all(const arrow::ArrowArray* batch, std::int64_t begin, std::int64_t count,
                            CohortStore& store) {
  const View view{&type_, batch};
  const Fields in{view, list_ ? std::string(list_names[static_cast<std::size_t>(*list_)]) : std::string{}};
  std::vector<std::int64_t> places;
  std::vector<std::int64_t> nothing;
  const Rows rows = arrow::rows_of_struct(view, {count, begin, nullptr}, places,
                                          [&](std::int64_t i) { nothing.push_back(i); });
  if (!key_.empty()) {
    const Column keys = in.get(key_);
    arrow::read_texts(keys, rows, true, [&](std::int64_t, std::optional<std::string_view> text) {
      keys_.push_back(text ? store.texts.keep(*text) : std::string_view{});
    });
  }
  const auto read_list = [&](auto& out, const TableShape& shape, const auto& read) {
    in.check(shape, key_);
    read(out);
    out.size += count;
  };
  if (!list_) {
    in.check(courses_shape, key_);
    for (const std::int64_t i : nothing)
      store.bad.push_back({store.rows + i, Fault::because({}, "the row is null; it must be a course")});
    return courses(in, rows, store);
  }
  switch (*list_) {
  case ListOf::benefit:
    return read_list(store.benefit, benefit_shape, [&](BenefitLists& out) { benefit(in, rows, out); });
  case ListOf::meetings:
    return read_list(store.meetings, meetings_shape,
                     [&](MeetingLists& out) { meetings(in, rows, out, store.texts); });
  case ListOf::events:
    return read_list(store.events, events_shape, [&](EventLists& out) { events(in, rows, out); });
  case ListOf::observed:
    return read_list(store.observed, observed_shape, [&](ObservedLists& out) { observed(in, rows, out); });
  }
}

template <class Enum>
void CohortReader::words(const Fields& in, std::string_view name, std::string_view what, const Rows& rows,
                         std::vector<std::uint8_t>& out, std::vector<BadValue>& bad) {
  const Column column = in.get(name);
  if (column.view.type == nullptr) return;
  if (column && column.view.type->kind != Kind::text)
    arrow::refuse_type(column.path, *column.view.type, "text, one of " + all_words<Enum>());
  const std::size_t base = out.size();
  arrow::read_codes(
      column, rows, cache(column.path), no_code, out, word_code<Enum>,
      [&](std::int64_t i, std::string_view text) {
        bad.push_back({static_cast<std::int64_t>(base) + i,
                       Fault::unknown(std::string(name), what, shown(text), kontaktforloeb::words<Enum>)});
      });
}

void CohortReader::municipalities(const Fields& in, std::string_view key, const Rows& rows,
                                  std::vector<std::uint16_t>& out, std::vector<BadValue>& bad) {
  const Column column = in.get("municipality");
  if (column.view.type == nullptr) return;
  const std::size_t base = out.size();
  const auto told = [&](std::int64_t i, std::string_view text) {
    const auto no_text = text_fault(text);
    bad.push_back({static_cast<std::int64_t>(base) + i,
                   no_text ? with_key(*no_text, key) : unknown_municipality(std::string(key), shown(text))});
  };
  CodeCache& known = cache(column.path);
  if (column.view.type->kind == Kind::text || !column)
    return arrow::read_codes(column, rows, known, std::uint16_t{0}, out, municipality_code, told);
  out.resize(base + static_cast<std::size_t>(rows.count), 0);
  arrow::read_texts(column, rows, true, [&](std::int64_t i, std::optional<std::string_view> text) {
    if (!text) return;
    const std::uint16_t code = known(*text, municipality_code);
    if (code == CodeCache::unknown)
      told(i, *text);
    else
      out[base + static_cast<std::size_t>(i)] = code;
  });
}

// --- courses -----------------------------------------------------------------------------------------------

void CohortReader::courses(const Fields& in, const Rows& rows, CohortStore& store) {
  const auto base = static_cast<std::size_t>(store.rows);
  const auto days = [&](std::string_view name, std::vector<Date>& out) {
    if (const Column column = in.get(name); column.view.type != nullptr)
      arrow::read_days(column, rows, out, teller(store.bad, base, name));
  };
  ids(in, rows, store);
  insurance(in, rows, store);
  a_kasser(in, rows, store);
  municipalities(in, "person.municipality", rows, store.municipality, store.bad);
  if (const Column column = in.get("birth_year"); column.view.type != nullptr)
    arrow::read_numbers(column, rows, store.birth_year, teller(store.bad, base, "person.birth_year"));
  if (const Column column = in.get("qualifying_education"); column.view.type != nullptr)
    arrow::read_flags(column, rows, store.qualifying_education);
  if (const Column column = in.get("vocational_education_outdated"); column.view.type != nullptr)
    arrow::read_flags(column, rows, store.vocational_education_outdated);
  days("registered", store.registered);
  days("placed", store.placed);
  if (const Column column = in.get("regime"); column.view.type != nullptr) {
    if (column && column.view.type->kind != Kind::text)
      arrow::refuse_type(column.path, *column.view.type, "text, a regime's id");
    const auto look_up = [&](std::string_view text) -> std::uint16_t {
      if (text == "auto") return no_code;
      for (std::size_t i = 0; i < law_.regimes.size(); ++i)
        if (law_.regimes[i].id == text) return static_cast<std::uint16_t>(i);
      return CodeCache::unknown;
    };
    arrow::read_codes(
        column, rows, cache("regime"), no_code, store.regime, look_up,
        [&](std::int64_t i, std::string_view text) {
          std::vector<std::string_view> known{"auto"};
          for (const Regime& regime : law_.regimes) known.push_back(regime.id);
          store.bad.push_back({store.rows + i, Fault::unknown("regime", "regime", shown(text), known)});
        });
  }
  list(in, "benefit", most_benefit, rows, store, store.benefit, benefit_shape,
       [&](const Fields& each, const Rows& inside) { benefit(each, inside, store.benefit); });
  list(in, "meetings", most_entries, rows, store, store.meetings, meetings_shape,
       [&](const Fields& each, const Rows& inside) { meetings(each, inside, store.meetings, store.texts); });
  list(in, "events", most_entries, rows, store, store.events, events_shape,
       [&](const Fields& each, const Rows& inside) { events(each, inside, store.events); });
  list(in, "observed", most_entries, rows, store, store.observed, observed_shape,
       [&](const Fields& each, const Rows& inside) { observed(each, inside, store.observed); });
  store.rows += rows.count;
}

void CohortReader::ids(const Fields& in, const Rows& rows, CohortStore& store) {
  Column column = in.get("id");
  if (column.view.type == nullptr && !key_.empty()) column = in.get(key_);
  store.id.reserve(store.id.size() + static_cast<std::size_t>(rows.count));
  const auto number = [&](std::int64_t i) {
    return store.texts.keep(std::to_string(store.first_row + store.rows + i));
  };
  if (column.view.type == nullptr) {
    for (std::int64_t i = 0; i < rows.count; ++i) store.id.push_back(number(i));
    return;
  }
  arrow::read_texts(column, rows, true, [&](std::int64_t i, std::optional<std::string_view> text) {
    if (!text) return store.id.push_back(number(i));
    store.id.push_back({});
    if (!detail::is_utf8(*text)) // nor would it be text in what comes out
      store.bad.push_back({store.rows + i, Fault::because("id", "is not UTF-8 text; write it in UTF-8")});
    else if (auto fault = text_fault(*text))
      store.bad.push_back({store.rows + i, with_key(*std::move(fault), "id")});
    else
      store.id.back() = store.texts.keep(*text);
  });
}

void CohortReader::insurance(const Fields& in, const Rows& rows, CohortStore& store) {
  const Column column = in.get("insurance");
  InsuranceLists& out = store.insurance;
  if (column && column.view.type->kind == Kind::list)
    return list(
        in, "insurance", most_entries, rows, store, out, insurance_shape,
        [&](const Fields& each, const Rows& inside) {
          const Column from = each.get("from");
          if (from.view.type != nullptr)
            arrow::read_days(from, inside, out.from, teller(out.bad, out.from.size(), "from"));
          const std::size_t before = out.bad.size();
          words<Insurance>(each, "status", "insurance status", inside, out.status, out.bad);
          std::vector<std::int64_t> told;
          for (std::size_t i = before; i < out.bad.size(); ++i) told.push_back(out.bad[i].position);
          for (auto i = static_cast<std::size_t>(out.size); i < out.status.size(); ++i) {
            if (out.status[i] != no_code) continue;
            out.status[i] = 0; // the row has a fault and is not judged
            const auto position = static_cast<std::int64_t>(i);
            if (inside[position - out.size] >= 0 && !std::binary_search(told.begin(), told.end(), position))
              out.bad.push_back({position, Fault::missing("status", "one of " + all_words<Insurance>())});
          }
        });
  if (column && column.view.type->kind != Kind::text)
    arrow::refuse_type(column.path, *column.view.type,
                       "text, full_time or part_time, or a list of struct(from, status)");
  std::vector<std::uint8_t> status;
  arrow::read_codes(column, rows, cache(column.path), no_code, status, word_code<Insurance>,
                    [&](std::int64_t i, std::string_view text) {
                      store.bad.push_back(
                          {store.rows + i, Fault::unknown("person.insurance", "insurance status", shown(text),
                                                          kontaktforloeb::words<Insurance>)});
                    });
  if (out.offsets.empty()) out.offsets.push_back(0);
  for (const std::uint8_t code : status) {
    if (code != no_code) {
      out.status.push_back(code);
      ++out.size;
    }
    out.offsets.push_back(out.size);
  }
}

void CohortReader::a_kasser(const Fields& in, const Rows& rows, CohortStore& store) {
  const Column column = in.get("a_kasse");
  if (column.view.type == nullptr) return;
  if (column && column.view.type->kind != Kind::text)
    arrow::refuse_type(column.path, *column.view.type, "text, an a-kasse's code or other:NAME");
  // Places belong to the store, so the cache serves it alone.
  if (store.a_kasse_names.empty()) cache(column.path) = {};
  const auto look_up = [&](std::string_view text) -> std::uint16_t {
    if (text.size() > longest_text) return CodeCache::unknown;
    const std::string_view code = find_a_kasse(text);
    if (code.empty()) return CodeCache::unknown;
    if (const auto known = store.a_kasse_places.find(code); known != store.a_kasse_places.end())
      return known->second;
    if (store.a_kasse_names.size() >= 60'000)
      throw ColumnError("column a_kasse: names more than 60,000 a-kasser; there are a few dozen");
    store.a_kasse_names.push_back(store.texts.keep(code));
    const auto place = static_cast<std::uint16_t>(store.a_kasse_names.size());
    store.a_kasse_places.emplace(store.a_kasse_names.back(), place);
    return place;
  };
  arrow::read_codes(column, rows, cache(column.path), std::uint16_t{0}, store.a_kasse, look_up,
                    [&](std::int64_t i, std::string_view text) {
                      auto no_text = text_fault(text);
                      store.bad.push_back(
                          {store.rows + i, no_text ? with_key(*std::move(no_text), "person.a_kasse")
                                                   : unknown_a_kasse("person.a_kasse", shown(text))});
                    });
}

// --- lists -------------------------------------------------------------------------------------------------

template <class Lists, class Read>
void CohortReader::list(const Fields& in, std::string_view name, std::int64_t most, const Rows& rows,
                        CohortStore& store, Lists& out, const TableShape& shape, const Read& read) {
  const Column column = in.get(name);
  if (column.view.type == nullptr) return;
  if (out.offsets.empty()) out.offsets.push_back(0);
  const std::string key = name == "insurance" ? "person.insurance" : std::string(name);
  const auto fields = [&](const Type& type) {
    std::string all;
    for (const std::string_view field : shape.columns) all += (all.empty() ? "" : ", ") + std::string(field);
    arrow::refuse_type(column.path, type, "a list of struct(" + all + ")");
  };
  if (!column) {
    out.offsets.resize(out.offsets.size() + static_cast<std::size_t>(rows.count), out.size);
    return;
  }
  if (column.view.type->kind != Kind::list) fields(*column.view.type);
  const View child = column.view.child(0);
  if (child.type->kind != Kind::structure && child.type->kind != Kind::null) fields(*column.view.type);
  arrow::Elements elements;
  arrow::read_lists(column, rows, most, out.offsets, elements, [&](std::int64_t i, std::int64_t size) {
    store.bad.push_back(
        {store.rows + i, Fault::because(key, "has " + std::to_string(size) +
                                                 " entries; a course has at most " + std::to_string(most))});
  });
  const std::int64_t before = out.size, count = elements.rows.count;
  const auto is_null = [&](std::int64_t i) {
    out.bad.push_back({before + i, Fault::because({}, "is null; it must be a struct with its fields")});
  };
  if (child.type->kind == Kind::null) {
    for (std::int64_t i = 0; i < count; ++i) is_null(i);
    out.size += count;
    return;
  }
  const Fields each{child, column.path};
  each.check(shape);
  std::vector<std::int64_t> places;
  read(each, arrow::rows_of_struct(child, elements.rows, places, is_null));
  out.size += count;
}

namespace {

/// A struct has one column of hours, under one of two names.
Column hours_column(const auto& in, bool& hundredths) {
  hundredths = in.has("hours_hundredths");
  if (hundredths && in.has("hours"))
    throw ColumnError("column " + in.path() +
                      ": has both 'hours' and 'hours_hundredths'; one of them says it");
  if (!hundredths && !in.has("hours"))
    throw ColumnError("column " + in.path() +
                      ": has no field 'hours' (or 'hours_hundredths'), which every entry needs");
  return in.get(hundredths ? "hours_hundredths" : "hours");
}

} // namespace

void CohortReader::benefit(const Fields& in, const Rows& rows, BenefitLists& out) {
  const auto base = static_cast<std::size_t>(out.size);
  bool hundredths = false;
  const Column hours = hours_column(in, hundredths);
  if (!in.has("month") && !(in.has("from") && in.has("to")))
    throw ColumnError("column " + in.path() +
                      ": has no field 'month', nor 'from' and 'to', which every entry needs");
  if (in.has("month"))
    arrow::read_months(in.get("month"), rows, cache(in.path() + ".month"), out.month,
                       teller(out.bad, base, "month"));
  if (in.has("from")) arrow::read_days(in.get("from"), rows, out.from, teller(out.bad, base, "from"));
  if (in.has("to")) arrow::read_days(in.get("to"), rows, out.to, teller(out.bad, base, "to"));
  arrow::read_hours(hours, rows, hundredths, out.hours, teller(out.bad, base, "hours"));
  words<BenefitKind>(in, "kind", "kind of benefit", rows, out.kind, out.bad);
}

void CohortReader::meetings(const Fields& in, const Rows& rows, MeetingLists& out, TextArena& texts) {
  const auto base = static_cast<std::size_t>(out.size);
  arrow::read_days(in.get("date"), rows, out.date, teller(out.bad, base, "date"));
  conversations(in, rows, out);
  words<Holder>(in, "holder", "holder", rows, out.holder, out.bad);
  words<Party>(in, "on_behalf_of", "party", rows, out.on_behalf_of, out.bad);
  words<MeetingStatus>(in, "status", "status", rows, out.status, out.bad);
  words<Form>(in, "form", "form", rows, out.form, out.bad);
  if (in.has("summoned"))
    arrow::read_days(in.get("summoned"), rows, out.summoned, teller(out.bad, base, "summoned"));
  absences(in, rows, out);
  words<Track>(in, "track", "track", rows, out.track, out.bad);
  themes(in, rows, out, texts);
}

namespace {

/// The lists inside a meeting: walks them and tells of those that are too long.
struct Inner {
  std::vector<std::int64_t> offsets{0};
  arrow::Elements elements;
  std::int64_t base = 0;

  Inner(const Column& column, std::string_view name, std::string_view expected, const Rows& rows,
        MeetingLists& out)
      : base(out.size) {
    if (column.view.type->kind != Kind::list) arrow::refuse_type(column.path, *column.view.type, expected);
    arrow::read_lists(column, rows, most_entries, offsets, elements, [&](std::int64_t i, std::int64_t size) {
      out.bad.push_back(
          {out.size + i, Fault::because(std::string(name), "has " + std::to_string(size) +
                                                               " entries; a meeting has at most " +
                                                               std::to_string(most_entries))});
    });
  }
  /// Calls `each(meeting, place in the list, element)` for all elements.
  template <class Each>
  void walk(const Each& each) const {
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i)
      for (std::int64_t j = offsets[i]; j < offsets[i + 1]; ++j)
        each(base + static_cast<std::int64_t>(i), j - offsets[i], static_cast<std::size_t>(j));
  }
};

} // namespace

void CohortReader::conversations(const Fields& in, const Rows& rows, MeetingLists& out) {
  const Column column = in.get("conversations");
  const auto base = static_cast<std::size_t>(out.size);
  out.conversations.resize(base + static_cast<std::size_t>(rows.count), 0);
  out.conversation_count.resize(base + static_cast<std::size_t>(rows.count), 0);
  if (!column) return;
  constexpr std::string_view expected = "a list of text, kinds of conversation";
  const Inner lists{column, "conversations", expected, rows, out};
  const Column kinds{column.view.child(0), column.path};
  if (kinds && kinds.view.type->kind != Kind::text)
    arrow::refuse_type(column.path, *column.view.type, expected);
  std::vector<std::uint8_t> codes;
  constexpr std::uint8_t not_known = 254;
  std::vector<std::string_view> unknown;
  arrow::read_codes(
      kinds, lists.elements.rows, cache(column.path), no_code, codes,
      [&](std::string_view text) -> std::uint16_t {
        const std::uint16_t code = word_code<Conversation>(text);
        return code == CodeCache::unknown ? not_known : code;
      },
      [](std::int64_t, std::string_view) {});
  lists.walk([&](std::int64_t meeting, std::int64_t place, std::size_t element) {
    const std::uint8_t code = codes[element];
    const auto at = static_cast<std::size_t>(meeting);
    if (code < kontaktforloeb::words<Conversation>.size()) {
      out.conversations[at] = static_cast<std::uint8_t>(out.conversations[at] | 1u << code);
      if (out.conversation_count[at] < 255) ++out.conversation_count[at];
      return;
    }
    const std::string key = item("conversations", place);
    if (code == no_code)
      out.bad.push_back({meeting, Fault::because(key, "is null; it must be a kind of conversation")});
    else
      out.bad.push_back(
          {meeting, Fault::unknown(key, "conversation",
                                   shown(arrow::text_at(
                                       kinds.view, lists.elements.rows[static_cast<std::int64_t>(element)])),
                                   kontaktforloeb::words<Conversation>)});
  });
}

void CohortReader::absences(const Fields& in, const Rows& rows, MeetingLists& out) {
  const Column column = in.get("absent");
  if (column.view.type == nullptr) return;
  out.absent.resize(static_cast<std::size_t>(out.size + rows.count), 0);
  if (!column) return;
  constexpr std::string_view expected = "a list of struct(party, why)";
  const Inner lists{column, "absent", expected, rows, out};
  const View child = column.view.child(0);
  std::vector<std::uint8_t> party, why;
  std::vector<BadValue> bad;
  if (child.type->kind == Kind::structure) {
    const Fields each{child, column.path};
    each.check(absent_shape);
    std::vector<std::int64_t> places;
    const Rows inside = arrow::rows_of_struct(child, lists.elements.rows, places, [&](std::int64_t i) {
      bad.push_back({i, Fault::because({}, "is null; it must be a struct with its fields")});
    });
    words<Party>(each, "party", "party", inside, party, bad);
    words<Absence>(each, "why", "reason of absence", inside, why, bad);
  } else if (child.type->kind == Kind::null) {
    for (std::int64_t i = 0; i < lists.elements.rows.count; ++i)
      bad.push_back({i, Fault::because({}, "is null; it must be a struct with its fields")});
  } else {
    arrow::refuse_type(column.path, *column.view.type, expected);
  }
  party.resize(static_cast<std::size_t>(lists.elements.rows.count), no_code);
  why.resize(party.size(), no_code);
  std::stable_sort(bad.begin(), bad.end(),
                   [](const BadValue& a, const BadValue& b) { return a.position < b.position; });
  auto told = bad.begin();
  lists.walk([&](std::int64_t meeting, std::int64_t place, std::size_t element) {
    const std::string key = item("absent", place);
    bool fine = true;
    for (; told != bad.end() && told->position == static_cast<std::int64_t>(element); ++told, fine = false)
      out.bad.push_back(
          {meeting, with_key(told->fault, told->fault.key.empty() ? key : key + "." + told->fault.key)});
    if (!fine) return;
    if (party[element] == no_code)
      return out.bad.push_back({meeting, Fault::missing(key + ".party", "one of " + all_words<Party>())});
    if (why[element] == no_code)
      return out.bad.push_back({meeting, Fault::missing(key + ".why", "one of " + all_words<Absence>())});
    std::uint8_t& both = out.absent[static_cast<std::size_t>(meeting)];
    const unsigned shift = party[element] == static_cast<std::uint8_t>(Party::jobcenter) ? 4 : 0;
    if ((both >> shift & 0xF) != 0)
      return out.bad.push_back({meeting, Fault::because(key, "names a party that stands there already")});
    both = static_cast<std::uint8_t>(both | (1u + why[element]) << shift);
  });
}

void CohortReader::themes(const Fields& in, const Rows& rows, MeetingLists& out, TextArena& texts) {
  const Column column = in.get("themes");
  if (column.view.type == nullptr) return;
  if (out.theme_offsets.empty()) out.theme_offsets.push_back(0);
  if (!column) {
    out.theme_offsets.resize(out.theme_offsets.size() + static_cast<std::size_t>(rows.count),
                             out.theme_offsets.back());
    return;
  }
  constexpr std::string_view expected = "a list of text";
  const Inner lists{column, "themes", expected, rows, out};
  const Column words{column.view.child(0), column.path};
  if (words && words.view.type->kind != Kind::text)
    arrow::refuse_type(column.path, *column.view.type, expected);
  std::vector<std::string_view> read;
  std::vector<std::uint8_t> there;
  arrow::read_texts(words, lists.elements.rows, false,
                    [&](std::int64_t, std::optional<std::string_view> text) {
                      there.push_back(text ? 1 : 0);
                      read.push_back(text && !text_fault(*text) ? texts.keep(*text) : std::string_view{});
                    });
  lists.walk([&](std::int64_t meeting, std::int64_t place, std::size_t element) {
    if (!read[element].empty()) return;
    out.bad.push_back({meeting, Fault::because(item("themes", place),
                                               there[element] != 0
                                                   ? "has no text, or more than 200 bytes; write a short text"
                                                   : "is null; it must be text")});
  });
  const std::int64_t before = out.theme_offsets.back();
  for (std::size_t i = 1; i < lists.offsets.size(); ++i)
    out.theme_offsets.push_back(before + lists.offsets[i]);
  out.themes.insert(out.themes.end(), read.begin(), read.end());
}

void CohortReader::events(const Fields& in, const Rows& rows, EventLists& out) {
  const auto base = static_cast<std::size_t>(out.size);
  const auto days = [&](std::string_view name, std::vector<Date>& into) {
    if (in.has(name)) arrow::read_days(in.get(name), rows, into, teller(out.bad, base, name));
  };
  const auto numbers = [&](std::string_view name, std::vector<std::int32_t>& into) {
    if (in.has(name)) arrow::read_numbers(in.get(name), rows, into, teller(out.bad, base, name));
  };
  words<EventType>(in, "type", "type of event", rows, out.type, out.bad);
  days("date", out.date);
  days("from", out.from);
  days("to", out.to);
  if (in.has("month"))
    arrow::read_months(in.get("month"), rows, cache(in.path() + ".month"), out.month,
                       teller(out.bad, base, "month"));
  municipalities(in, "municipality", rows, out.municipality, out.bad);
  words<Conversation>(in, "conversation", "conversation", rows, out.conversation, out.bad);
  numbers("ordinal", out.ordinal);
  words<Party>(in, "party", "party", rows, out.party, out.bad);
  words<Chooser>(in, "by", "party", rows, out.by, out.bad);
  words<ChoiceValue>(in, "choice", "choice", rows, out.choice, out.bad);
  words<ExemptReason>(in, "reason", "reason", rows, out.reason, out.bad);
  words<ScreeningOutcome>(in, "outcome", "outcome", rows, out.outcome, out.bad);
  numbers("duty_days", out.duty_days);
}

void CohortReader::observed(const Fields& in, const Rows& rows, ObservedLists& out) {
  const auto base = static_cast<std::size_t>(out.size);
  bool hundredths = false;
  const Column hours = hours_column(in, hundredths);
  words<Clock>(in, "clock", "clock", rows, out.clock, out.bad);
  arrow::read_days(in.get("date"), rows, out.date, teller(out.bad, base, "date"));
  arrow::read_hours(hours, rows, hundredths, out.hours, teller(out.bad, base, "hours"));
}

} // namespace kontaktforloeb::bindings
