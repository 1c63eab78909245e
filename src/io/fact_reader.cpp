#include "fact_reader.hpp"
#include "told_faults.hpp"
#include "tree_reader.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

namespace kontaktforloeb::io {
namespace {

class FactReader : TreeReader {
public:
  FactReader(const Node& root, const ReadOptions& options, std::vector<Fault> before, bool schema_required)
      : TreeReader(std::move(before)), root_(root), options_(options), before_(faults.size()),
        schema_required_(schema_required) {}

  CourseFile run() {
    CourseFile result;
    result.file = options_.file;
    if (read()) {
      for (std::size_t i = before_; i < faults.size(); ++i) told_.add(faults[i].key);
      for (Fault& fault : find_faults(facts_, options_.check, *options_.law)) {
        if (told_.covers(fault)) continue;
        fault.position = root_.position_of(fault.key);
        faults.push_back(std::move(fault));
      }
    }
    if (faults.empty()) {
      auto checked = Course::from(std::move(facts_), options_.check, *options_.law);
      result.course = *std::move(checked);
      result.positions.course = root_.position;
      result.positions.meetings_list = root_.position_of("meetings");
      if (const Node* meetings = root_.find("meetings"))
        for (const Node& meeting : meetings->items) {
          result.positions.meetings.push_back(meeting.position);
          result.positions.meeting_ends.push_back(meeting.end);
        }
      return result;
    }
    result.faults = faults_in_order(options_.file);
    return result;
  }

private:
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
    if (schema_required_ || root_.find("schema") != nullptr) schema(root_, course_schema_id);
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
    const std::size_t faultsbefore = faults.size();
    EventFacts row;
    if (expect(node, Node::Kind::mapping, path, "a mapping with 'type'"))
      required_choice<EventType>(node, path, "type", "type of event", row.type);
    if (faults.size() == faultsbefore) {
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
  std::size_t before_; ///< How many of them are of the text itself.
  ToldFaults told_;    ///< Of values that could not be read.
  bool schema_required_;
  CourseFacts facts_;
};

} // namespace

CourseFile read_course(const Node& root, const ReadOptions& options, std::vector<Fault> before,
                       bool schema_required) {
  return FactReader{root, options, std::move(before), schema_required}.run();
}

} // namespace kontaktforloeb::io
