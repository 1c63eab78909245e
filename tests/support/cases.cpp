#include "cases.hpp"

#include "fact_reader.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace kontaktforloeb::cases {
namespace {

using Json = nlohmann::ordered_json;

const io::Node& need(const io::Node& node, std::string_view key, const std::string& file) {
  const io::Node* value = node.find(key);
  if (value == nullptr)
    throw std::runtime_error(file + ":" + std::to_string(node.position.line) + ": needs '" +
                             std::string(key) + "'");
  return *value;
}

void set(io::Node& mapping, const io::Entry& entry) {
  for (io::Entry& present : mapping.entries)
    if (present.key == entry.key) {
      present = entry;
      return;
    }
  mapping.entries.push_back(entry);
}

io::Node scalar(std::string text) {
  io::Node node;
  node.kind = io::Node::Kind::scalar;
  node.type = io::Node::Type::text;
  node.text = std::move(text);
  return node;
}

/// Whether the expected scalar is what the document says.
bool same(const io::Node& expected, const Json& actual) {
  if (expected.is_null() || actual.is_null()) return expected.is_null() && actual.is_null();
  if (actual.is_string()) return expected.text == actual.get<std::string>();
  if (actual.is_boolean()) return expected.text == (actual.get<bool>() ? "true" : "false");
  return std::stod(expected.text) == actual.get<double>();
}

void compare(const io::Node& expected, const Json& actual, const std::string& path,
             std::vector<std::string>& out);

void compare_findings(const io::Node& expected, const Json& actual, const std::string& path,
                      std::vector<std::string>& out) {
  std::vector<bool> used(actual.size());
  for (const io::Node& wanted : expected.items) {
    const std::string rule = wanted.find("rule")->text;
    std::vector<std::string> best{path + " has no " + rule};
    std::size_t at = actual.size();
    for (std::size_t i = 0; i < actual.size(); ++i) {
      if (used[i] || actual[i]["rule"] != rule) continue;
      std::vector<std::string> here;
      compare(wanted, actual[i], path + "." + rule, here);
      if (at == actual.size() || here.size() < best.size()) {
        best = here;
        at = i;
      }
    }
    if (at != actual.size()) used[at] = true;
    out.insert(out.end(), best.begin(), best.end());
  }
}

/// Everything expected must be there; what is not mentioned may be anything.
void compare(const io::Node& expected, const Json& actual, const std::string& path,
             std::vector<std::string>& out) {
  switch (expected.kind) {
  case io::Node::Kind::mapping:
    for (const io::Entry& entry : expected.entries) {
      const std::string where = path + "." + entry.key;
      if (entry.key == "absent" && path == "expect") {
        for (const io::Node& rule : entry.value.items)
          for (const Json& finding : actual["findings"])
            if (finding["rule"] == rule.text) out.push_back("there is a finding " + rule.text);
      } else if (!actual.is_object() || !actual.contains(entry.key)) {
        out.push_back(where + " is missing");
      } else if (entry.key == "findings") {
        compare_findings(entry.value, actual[entry.key], where, out);
      } else {
        compare(entry.value, actual[entry.key], where, out);
      }
    }
    return;
  case io::Node::Kind::sequence:
    if (!actual.is_array() || actual.size() != expected.items.size()) {
      out.push_back(path + " is " + actual.dump());
      return;
    }
    for (std::size_t i = 0; i < expected.items.size(); ++i)
      compare(expected.items[i], actual[i], path + "[" + std::to_string(i) + "]", out);
    return;
  default:
    if (!same(expected, actual))
      out.push_back(path + " is " + actual.dump() + ", not " + (expected.is_null() ? "null" : expected.text));
  }
}

CourseFile read(const Case& one, const Law& law) {
  ReadOptions options;
  options.file = one.file;
  options.law = &law;
  return io::read_course(one.course, options, {}, false);
}

Prepared prepare(const Case& one, const Course& course) {
  Prepared ready{course};
  if (const io::Node* chosen = one.options.find("readings"))
    for (const io::Entry& entry : chosen->entries) {
      const auto reading = find_reading(entry.key);
      if (!reading || !find_value(*reading, entry.value.text))
        throw std::runtime_error(one.title() + ": unknown reading " + entry.key + " = " + entry.value.text);
      ready.readings.push_back({*reading, *find_value(*reading, entry.value.text)});
    }
  if (const io::Node* regime = one.options.find("regime")) ready.regime = regime->text;
  if (const io::Node* planned = one.options.find("as_planned")) ready.as_planned = planned->text == "true";
  ready.as_of = course.facts().as_of;
  if (const io::Node* day = one.options.find("as_of")) ready.as_of = Date::parse(day->text).value_or(Date{});
  if (!ready.as_of.is_set() && !ready.as_planned)
    throw std::runtime_error(one.title() + ": needs as_of or as_planned");
  return ready;
}

AssessedCourse judge(const Case& one, const CourseFile& file, const Law& law, bool contested) {
  const Prepared ready = prepare(one, *file.course);
  AssessOptions options = ready.options();
  options.law = &law;
  options.contested = contested;
  return {one.file, ready.course.facts().id, assess(ready.course, ready.as_of, options), file.positions};
}

} // namespace

std::vector<Case> load(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Case> all;
  for (const auto& path : files) {
    const std::string file = "tests/cases/" + std::filesystem::relative(path, folder).string();
    std::ifstream stream{path, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    const io::Parsed parsed = io::parse_yaml(text.str());
    if (!parsed.faults.empty()) throw std::runtime_error(file + ": " + parsed.faults.front().text());
    const io::Node& root = *parsed.root;
    if (need(root, "schema", file).text != "kontaktforloeb/cases-1")
      throw std::runtime_error(file + ": not a suite");
    const io::Node* source = root.find("source");
    const io::Node* base = root.find("course");
    for (const io::Node& item : need(root, "cases", file).items) {
      Case one;
      one.suite = need(root, "suite", file).text;
      one.name = need(item, "name", file).text;
      const io::Node* own = item.find("source");
      one.source = own != nullptr ? own->text : source != nullptr ? source->text : "";
      if (one.source.empty()) throw std::runtime_error(file + ": " + one.name + ": needs a source");
      one.file = file;
      one.position = item.position;
      one.course.kind = io::Node::Kind::mapping;
      set(one.course, {"id", {}, scalar("case")});
      if (base != nullptr)
        for (const io::Entry& entry : base->entries) set(one.course, entry);
      if (const io::Node* facts = item.find("course"))
        for (const io::Entry& entry : facts->entries) set(one.course, entry);
      one.options = item;
      one.expect = need(item, "expect", file);
      all.push_back(std::move(one));
    }
  }
  return all;
}

Prepared prepare(const Case& one, const Law& law) {
  CourseFile file = read(one, law);
  if (!file.course) throw CourseError(std::move(file.faults));
  return prepare(one, *file.course);
}

AssessedCourse judge(const Case& one, const Law& law, bool contested) {
  CourseFile file = read(one, law);
  if (!file.course) throw CourseError(std::move(file.faults));
  return judge(one, file, law, contested);
}

std::vector<std::string> differences(const Case& one, const AssessedCourse& result) {
  const Json document = Json::parse(to_json({{result}, {}, 0}));
  std::vector<std::string> out;
  compare(one.expect, document["courses"][0], "expect", out);
  return out;
}

std::vector<std::string> differences(const Case& one, const Law& law) {
  CourseFile file = read(one, law);
  if (const io::Node* expected = one.expect.find("faults")) {
    std::string keys, wanted;
    for (const Fault& fault : file.faults) keys += fault.key + " ";
    for (const io::Node& key : expected->items) wanted += key.text + " ";
    if (keys == wanted) return {};
    return {"faults are at " + keys + "not at " + wanted};
  }
  if (!file.course) return {"no course: " + file.faults.front().text()};
  return differences(one, judge(one, file, law, true));
}

} // namespace kontaktforloeb::cases
