#include "fact_reader.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <initializer_list>
#include <set>
#include <span>
#include <utility>

namespace kontaktforloeb::io {
namespace {

using Keys = std::span<const std::string_view>;

std::string join(std::string_view path, std::string_view key) {
  std::string joined{path};
  if (!joined.empty()) joined += '.';
  joined += key;
  return joined;
}

std::string index(std::string_view path, std::size_t i) {
  std::string joined{path};
  joined += '[';
  joined += std::to_string(i);
  joined += ']';
  return joined;
}

/// Whether `path` is `around` or lies inside it.
bool inside(std::string_view path, std::string_view around) {
  return path.starts_with(around) && (path.size() == around.size() || around.empty() ||
                                      path[around.size()] == '.' || path[around.size()] == '[');
}

class FactReader {
public:
  FactReader(const Node& root, const ReadOptions& options, std::vector<Fault> before, bool schema_required)
      : root_(root), options_(options), faults_(std::move(before)), before_(faults_.size()),
        schema_required_(schema_required) {}

  CourseFile run() {
    CourseFile result;
    result.file = options_.file;
    if (read()) {
      for (std::size_t i = before_; i < faults_.size(); ++i)
        if (!faults_[i].key.empty()) own_.insert(faults_[i].key);
      for (Fault& fault : find_faults(facts_, options_.check, *options_.law)) {
        if (told_already(fault)) continue;
        fault.position = root_.position_of(fault.key);
        faults_.push_back(std::move(fault));
      }
    }
    if (faults_.empty()) {
      auto checked = Course::from(std::move(facts_), options_.check, *options_.law);
      result.course = *std::move(checked);
      result.positions.course = root_.position;
      result.positions.meetings_list = root_.position_of("meetings");
      if (const Node* meetings = root_.find("meetings"))
        for (const Node& meeting : meetings->items) result.positions.meetings.push_back(meeting.position);
      return result;
    }
    std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) {
      return std::pair{a.position.line, a.position.column} < std::pair{b.position.line, b.position.column};
    });
    for (Fault& fault : faults_) fault.file = options_.file;
    result.faults = std::move(faults_);
    return result;
  }

private:
  // --- faults
  // ------------------------------------------------------------------------------------------------------

  void fault(Fault fault, Position position) {
    fault.position = position;
    fault.key = without_cpr(std::move(fault.key)); // a key of the file may be anything
    faults_.push_back(std::move(fault));
  }

  /// A fact that could not be read is absent from the facts; neither its absence nor what follows from it is
  /// a second fault. Faults of the text itself say nothing about the facts.
  [[nodiscard]] bool told_already(const Fault& later) const {
    const std::string_view key = later.key;
    for (std::size_t end = 0; end < key.size(); ++end)
      if ((key[end] == '.' || key[end] == '[') && own_.contains(key.substr(0, end))) return true;
    if (own_.contains(key)) return true;
    // A row without readable hours or kind may still lack its days.
    if (later.message.starts_with("is required") && any_inside(key, {".hours", ".kind"})) return true;
    const std::string item{key.substr(0, key.find('.'))};
    if (item.starts_with("events[") && own_.contains(item + ".type")) return true;
    if (key == item + ".on_behalf_of") return own_.contains(item + ".holder");
    return (key == item + ".track" || key == item + ".themes") && any_inside(item + ".conversations", {});
  }

  /// Whether a fault of the shape lies inside a key's value, those with these endings left aside.
  [[nodiscard]] bool any_inside(std::string_view key, std::initializer_list<std::string_view> without) const {
    for (auto own = own_.lower_bound(key); own != own_.end() && own->starts_with(key); ++own) {
      const auto ends = [&](std::string_view ending) { return own->ends_with(ending); };
      if (inside(*own, key) && std::none_of(without.begin(), without.end(), ends)) return true;
    }
    return false;
  }

  // --- shapes
  // ------------------------------------------------------------------------------------------------------

  static std::string_view kind_of(const Node& node) {
    switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
    case Node::Kind::scalar:
      break;
    }
    return node.type == Node::Type::boolean  ? "true or false"
           : node.type == Node::Type::number ? "a number"
                                             : "text";
  }

  bool expect(const Node& node, Node::Kind kind, std::string_view path, std::string_view what) {
    if (node.kind == kind) return true;
    fault(Fault::because(std::string(path),
                         "is " + std::string(kind_of(node)) + "; it must be " + std::string(what)),
          node.position);
    return false;
  }

  /// A mapping with no keys but these.
  bool mapping(const Node& node, std::string_view path, Keys keys, std::string_view what = "a mapping") {
    if (!expect(node, Node::Kind::mapping, path, what)) return false;
    for (const Entry& entry : node.entries)
      if (std::find(keys.begin(), keys.end(), entry.key) == keys.end())
        fault(Fault::unknown(join(path, entry.key), "key", shown(entry.key), keys), entry.key_position);
    return true;
  }

  /// The value of a key, unless it is absent or null.
  static const Node* present(const Node& node, std::string_view key) {
    const Node* value = node.find(key);
    return value != nullptr && !value->is_null() ? value : nullptr;
  }

  template <class Each>
  void list(const Node& parent, std::string_view path, std::string_view key, const Each& each) {
    const Node* node = present(parent, key);
    const std::string where = join(path, key);
    if (node == nullptr || !expect(*node, Node::Kind::sequence, where, "a list")) return;
    for (std::size_t i = 0; i < node->items.size(); ++i) each(node->items[i], index(where, i));
  }

  // --- values
  // ------------------------------------------------------------------------------------------------------

  bool scalar(const Node& node, std::string_view path, std::string_view what) {
    return expect(node, Node::Kind::scalar, path, what);
  }

  void text(const Node& parent, std::string_view path, std::string_view key, std::string& out) {
    if (const Node* node = present(parent, key)) text(*node, join(path, key), out);
  }

  void text(const Node& node, const std::string& where, std::string& out) {
    if (!scalar(node, where, "text")) return;
    if (node.type == Node::Type::boolean)
      return fault(Fault::because(where, "is true or false; it must be text"), node.position);
    if (node.text.empty()) return fault(Fault::because(where, "is empty; write a text"), node.position);
    if (node.text.size() > 200)
      return fault(Fault::because(where, "has more than 200 bytes; write a shorter text"), node.position);
    out = node.text;
  }

  template <class Value, class Parse>
  void value(const Node& parent, std::string_view path, std::string_view key, std::string_view what,
             Value& out, const Parse& parse) {
    const Node* node = present(parent, key);
    if (node == nullptr) return;
    const std::string where = join(path, key);
    if (!scalar(*node, where, what)) return;
    if (const auto parsed = parse(*node))
      out = *parsed;
    else
      fault(Fault::not_a(where, shown(node->text), what), node->position);
  }

  void date(const Node& parent, std::string_view path, std::string_view key, Date& out) {
    value(parent, path, key, "a day of the calendar, written YYYY-MM-DD", out,
          [](const Node& node) { return Date::parse(node.text); });
  }

  void month(const Node& parent, std::string_view path, std::string_view key, Month& out) {
    value(parent, path, key, "a month, written YYYY-MM", out,
          [](const Node& node) { return Month::parse(node.text); });
  }

  void hours(const Node& parent, std::string_view path, Hours& out) {
    const Node* node = present(parent, "hours");
    if (node == nullptr)
      return fault(Fault::missing(join(path, "hours"), "a number with at most two decimals"),
                   parent.position);
    value(parent, path, "hours",
          "a number of hours with at most two decimals, without sign or exponent (140.60)", out,
          [](const Node& number) { return Hours::parse(number.text); });
  }

  void boolean(const Node& parent, std::string_view path, std::string_view key, std::optional<bool>& out) {
    const Node* node = present(parent, key);
    if (node == nullptr) return;
    if (node->type == Node::Type::boolean)
      out = node->text == "true";
    else
      fault(Fault::because(join(path, key), "is " + std::string(kind_of(*node)) +
                                                "; it must be true or false, without quotation marks"),
            node->position);
  }

  void integer(const Node& parent, std::string_view path, std::string_view key,
               std::optional<std::int32_t>& out) {
    value(parent, path, key, "a whole number", out, [](const Node& node) {
      std::int32_t number = 0;
      const char* end = node.text.data() + node.text.size();
      const auto parsed = std::from_chars(node.text.data(), end, number);
      return parsed.ec == std::errc{} && parsed.ptr == end ? std::optional{number} : std::nullopt;
    });
  }

  template <class Enum>
  std::optional<Enum> word_of(const Node& node, std::string_view where, std::string_view what) {
    if (!scalar(node, where, what)) return std::nullopt;
    if (const auto known = from_word<Enum>(node.text)) return known;
    fault(Fault::unknown(std::string(where), what, shown(node.text), words<Enum>), node.position);
    return std::nullopt;
  }

  /// Stands for a word that could not be read: like no other, so that nothing is concluded from it.
  template <class Enum>
  static constexpr Enum no_value = static_cast<Enum>(255);

  template <class Enum, class Out>
  void choice(const Node& parent, std::string_view path, std::string_view key, std::string_view what,
              Out& out) {
    if (const Node* node = present(parent, key))
      if (const auto known = word_of<Enum>(*node, join(path, key), what)) out = *known;
  }

  template <class Enum>
  void choice(const Node& parent, std::string_view path, std::string_view key, std::string_view what,
              Enum& out, Enum if_unknown) {
    if (const Node* node = present(parent, key))
      out = word_of<Enum>(*node, join(path, key), what).value_or(if_unknown);
  }

  template <class Enum, class Out>
  void required_choice(const Node& parent, std::string_view path, std::string_view key, std::string_view what,
                       Out& out) {
    if (present(parent, key) != nullptr) return choice<Enum>(parent, path, key, what, out);
    std::string allowed;
    for (const std::string_view word : words<Enum>) {
      if (!allowed.empty()) allowed += ", ";
      allowed += word;
    }
    fault(Fault::missing(join(path, key), "one of " + allowed), parent.position);
  }

  std::optional<Conversation> conversation(const Node& node, std::string_view where) {
    if (node.kind == Node::Kind::scalar)
      if (const auto known = find_conversation(node.text)) return known;
    return word_of<Conversation>(node, where, "conversation");
  }

  // --- the course
  // --------------------------------------------------------------------------------------------------

  /// Reads all facts that can be read; false if the root is no course at all.
  bool read() {
    static constexpr std::string_view keys[] = {"schema",   "id",      "person",   "registered",
                                                "placed",   "benefit", "meetings", "events",
                                                "observed", "regime",  "readings", "as_of"};
    if (!mapping(root_, "", keys,
                 "a course, that is a mapping with 'schema', 'id', 'person' and 'registered'"))
      return false;
    if (schema_required_ || root_.find("schema") != nullptr) schema();
    text(root_, "", "id", facts_.id);
    person();
    date(root_, "", "registered", facts_.registered);
    date(root_, "", "placed", facts_.placed);
    list(root_, "", "benefit", [&](const Node& node, const std::string& path) { benefit(node, path); });
    list(root_, "", "meetings", [&](const Node& node, const std::string& path) { meeting(node, path); });
    list(root_, "", "events", [&](const Node& node, const std::string& path) { event(node, path); });
    list(root_, "", "observed", [&](const Node& node, const std::string& path) { observed(node, path); });
    text(root_, "", "regime", facts_.regime);
    readings();
    date(root_, "", "as_of", facts_.as_of);
    return true;
  }

  void schema() {
    const Node* node = present(root_, "schema");
    if (node == nullptr)
      return fault(Fault::missing("schema", "'" + std::string(course_schema_id) + "'"), root_.position);
    if (!scalar(*node, "schema", "text")) return;
    if (node->text != course_schema_id)
      fault(Fault::because("schema", "is '" + shown(node->text) + "'; this version reads '" +
                                         std::string(course_schema_id) + "'"),
            node->position);
  }

  void person() {
    static constexpr std::string_view keys[] = {"insurance",
                                                "a_kasse",
                                                "municipality",
                                                "birth_year",
                                                "qualifying_education",
                                                "vocational_education_outdated"};
    const Node* node = present(root_, "person");
    if (node == nullptr) return fault(Fault::missing("person", "a mapping with 'insurance'"), root_.position);
    if (!mapping(*node, "person", keys)) return;
    PersonFacts& person = facts_.person;
    if (const Node* insurance = present(*node, "insurance")) {
      if (insurance->kind == Node::Kind::sequence) {
        list(*node, "person", "insurance", [&](const Node& item, const std::string& path) {
          static constexpr std::string_view item_keys[] = {"from", "status"};
          InsuranceFacts status;
          if (mapping(item, path, item_keys)) {
            date(item, path, "from", status.from);
            required_choice<Insurance>(item, path, "status", "insurance status", status.status);
          }
          person.insurance.push_back(status);
        });
      } else if (const auto status = word_of<Insurance>(*insurance, "person.insurance", "insurance status")) {
        person.insurance.push_back({{}, *status});
      }
    }
    text(*node, "person", "a_kasse", person.a_kasse);
    text(*node, "person", "municipality", person.municipality);
    integer(*node, "person", "birth_year", person.birth_year);
    boolean(*node, "person", "qualifying_education", person.qualifying_education);
    boolean(*node, "person", "vocational_education_outdated", person.vocational_education_outdated);
  }

  void benefit(const Node& node, const std::string& path) {
    static constexpr std::string_view keys[] = {"month", "from", "to", "hours", "kind"};
    BenefitFacts row;
    if (mapping(node, path, keys)) {
      month(node, path, "month", row.month);
      date(node, path, "from", row.from);
      date(node, path, "to", row.to);
      hours(node, path, row.hours);
      choice<BenefitKind>(node, path, "kind", "kind of benefit", row.kind, no_value<BenefitKind>);
    }
    facts_.benefit.push_back(row);
  }

  void meeting(const Node& node, const std::string& path) {
    static constexpr std::string_view keys[] = {"id",           "date",   "conversations", "holder",
                                                "on_behalf_of", "status", "form",          "summoned",
                                                "absent",       "track",  "themes"};
    MeetingFacts row;
    if (mapping(node, path, keys)) {
      text(node, path, "id", row.id);
      date(node, path, "date", row.date);
      list(node, path, "conversations", [&](const Node& item, const std::string& where) {
        if (const auto kind = conversation(item, where)) row.conversations.push_back(*kind);
      });
      required_choice<Holder>(node, path, "holder", "holder", row.holder);
      choice<Party>(node, path, "on_behalf_of", "party", row.on_behalf_of);
      choice<MeetingStatus>(node, path, "status", "status", row.status);
      choice<Form>(node, path, "form", "form", row.form);
      date(node, path, "summoned", row.summoned);
      list(node, path, "absent", [&](const Node& item, const std::string& where) {
        static constexpr std::string_view item_keys[] = {"party", "why"};
        AbsentFacts absent{.party = no_value<Party>};
        if (mapping(item, where, item_keys)) {
          required_choice<Party>(item, where, "party", "party", absent.party);
          required_choice<Absence>(item, where, "why", "reason of absence", absent.why);
        }
        row.absent.push_back(absent);
      });
      choice<Track>(node, path, "track", "track", row.track);
      list(node, path, "themes", [&](const Node& item, const std::string& where) {
        row.themes.emplace_back();
        text(item, where, row.themes.back());
      });
    }
    facts_.meetings.push_back(std::move(row));
  }

  void event(const Node& node, const std::string& path) {
    const std::size_t faults_before = faults_.size();
    EventFacts row;
    if (expect(node, Node::Kind::mapping, path, "a mapping with 'type'"))
      required_choice<EventType>(node, path, "type", "type of event", row.type);
    if (faults_.size() == faults_before) {
      std::vector<std::string_view> keys{"type"};
      const EventFields fields = event_fields(row.type);
      for (std::size_t bit = 0; bit < event_field_keys.size(); ++bit)
        if (has(fields.required | fields.optional, static_cast<EventField>(1u << bit)))
          keys.push_back(event_field_keys[bit]);
      mapping(node, path, keys);
      const auto allowed = [&](std::string_view key) {
        return std::find(keys.begin(), keys.end(), key) != keys.end();
      };
      if (allowed("date")) date(node, path, "date", row.date);
      if (allowed("from")) date(node, path, "from", row.from);
      if (allowed("to")) date(node, path, "to", row.to);
      if (allowed("month")) month(node, path, "month", row.month);
      if (allowed("municipality")) text(node, path, "municipality", row.municipality);
      if (const Node* kind = allowed("conversation") ? present(node, "conversation") : nullptr)
        row.conversation = conversation(*kind, join(path, "conversation"));
      if (allowed("ordinal")) integer(node, path, "ordinal", row.ordinal);
      if (allowed("party")) choice<Party>(node, path, "party", "party", row.party);
      if (allowed("by")) choice<Chooser>(node, path, "by", "party", row.by);
      if (allowed("choice")) choice<ChoiceValue>(node, path, "choice", "choice", row.choice);
      if (allowed("reason")) choice<ExemptReason>(node, path, "reason", "reason", row.reason);
      if (allowed("outcome")) choice<ScreeningOutcome>(node, path, "outcome", "outcome", row.outcome);
      if (allowed("duty_days")) integer(node, path, "duty_days", row.duty_days);
    }
    facts_.events.push_back(std::move(row));
  }

  void observed(const Node& node, const std::string& path) {
    static constexpr std::string_view keys[] = {"clock", "date", "hours"};
    ObservedFacts row;
    if (mapping(node, path, keys)) {
      row.clock = no_value<Clock>;
      required_choice<Clock>(node, path, "clock", "clock", row.clock);
      date(node, path, "date", row.date);
      hours(node, path, row.hours);
    }
    facts_.observed.push_back(row);
  }

  void readings() {
    const Node* node = present(root_, "readings");
    if (node == nullptr || !expect(*node, Node::Kind::mapping, "readings", "a mapping of readings to values"))
      return;
    for (const Entry& entry : node->entries) {
      const std::string path = join("readings", entry.key);
      const auto reading = find_reading(entry.key);
      if (!reading) {
        std::vector<std::string_view> ids;
        for (const ReadingInfo& known : reading_ids) ids.push_back(known.id);
        fault(Fault::unknown(path, "reading", shown(entry.key), ids), entry.key_position);
        continue;
      }
      if (entry.value.is_null() || !scalar(entry.value, path, "text")) continue;
      if (const auto number = find_value(*reading, entry.value.text)) {
        facts_.readings.push_back({*reading, *number});
      } else {
        const ReadingInfo& known = info(*reading);
        fault(Fault::unknown(path, "value", shown(entry.value.text),
                             std::span{known.values}.first(known.size())),
              entry.value.position);
      }
    }
  }

  const Node& root_;
  const ReadOptions& options_;
  std::vector<Fault> faults_;
  std::size_t before_;                     ///< How many of them are of the text itself.
  std::set<std::string, std::less<>> own_; ///< Keys whose values could not be read.
  bool schema_required_;
  CourseFacts facts_;
};

} // namespace

CourseFile read_course(const Node& root, const ReadOptions& options, std::vector<Fault> before,
                       bool schema_required) {
  return FactReader{root, options, std::move(before), schema_required}.run();
}

} // namespace kontaktforloeb::io
