#include "catch2_compat.hpp"

#include "io/tree.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

using namespace kontaktforloeb;
using namespace kontaktforloeb::io;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

/// Every fault as one line, `line:column: key: message`.
std::vector<std::string> lines(const Parsed& parsed) {
  std::vector<std::string> texts;
  for (const Fault& fault : parsed.faults) texts.push_back(fault.text());
  return texts;
}
std::vector<std::string> yaml_faults(std::string_view text) { return lines(parse_yaml(text)); }
std::vector<std::string> json_faults(std::string_view text) { return lines(parse_json(text)); }

using Lines = std::vector<std::string>;

/// The root of a text without faults.
Node yaml(std::string_view text) {
  Parsed parsed = parse_yaml(text);
  REQUIRE(lines(parsed) == Lines{});
  REQUIRE(parsed.root.has_value());
  return *parsed.root;
}
Node json(std::string_view text) {
  Parsed parsed = parse_json(text);
  REQUIRE(lines(parsed) == Lines{});
  REQUIRE(parsed.root.has_value());
  return *parsed.root;
}

/// Whether two trees are the same apart from positions.
bool same(const Node& a, const Node& b) {
  return a.kind == b.kind && a.type == b.type && a.text == b.text &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                    [](const Entry& x, const Entry& y) { return x.key == y.key && same(x.value, y.value); });
}

/// Where the value at a path stands, as `line:column`.
std::string place(Position position) {
  return std::to_string(position.line) + ":" + std::to_string(position.column);
}
std::string place(const Node& root, std::string_view path) {
  const Node* const node = root.at(path);
  return node == nullptr ? "nowhere" : place(node->position);
}
/// Where all keys and values stand.
std::string places(const Node& node) {
  std::string all = place(node.position);
  for (const Node& item : node.items) all += joined({" ", places(item)});
  for (const Entry& entry : node.entries)
    all += joined({" ", place(entry.key_position), "=", places(entry.value)});
  return all;
}
/// Where the key of the root's entry stands.
std::string key_place(const Node& mapping, std::size_t index) {
  return place(mapping.entries.at(index).key_position);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

constexpr std::string_view yaml_sample =
    "# a course\n"
    "schema: kontaktforloeb/course-1\n"
    "id: \"Jørgen \\\"æ\\\" 1\"\n"
    "person: {insurance: [{from: 2021-09-06, status: full_time}], birth_year: 1977}\n"
    "education: true\n"
    "placed: ~\n"
    "as_of:\n"
    "note: 'true'\n"
    "benefit:\n"
    "  - {month: 2021-09, hours: 140.60}\n"
    "  - month: 2021-10\n"
    "    hours: '160.33'\n"
    "events: []\n"
    "readings: {}\n";
constexpr std::string_view json_sample = R"({
  "schema": "kontaktforloeb/course-1",
  "id": "J\u00f8rgen \"æ\" 1",
  "person": {"insurance": [{"from": "2021-09-06", "status": "full_time"}], "birth_year": 1977},
  "education": true,
  "placed": null,
  "as_of": null,
  "note": "true",
  "benefit": [
    {"month": "2021-09", "hours": 140.60},
    {"month": "2021-10", "hours": "160.33"}],
  "events": [],
  "readings": {}
}
)";

constexpr std::string_view cpr = "0101701234";

} // namespace

TEST_CASE("the same data in YAML and JSON are the same tree") {
  const Node from_yaml = yaml(yaml_sample);
  const Node from_json = json(json_sample);
  CHECK(same(from_yaml, from_json));

  CHECK(from_yaml.kind == Node::Kind::mapping);
  CHECK(from_yaml.entries.size() == 10);
  CHECK(from_yaml.find("id")->text == "Jørgen \"æ\" 1");
  CHECK(from_yaml.find("placed")->is_null());
  CHECK(from_yaml.find("as_of")->is_null());
  CHECK(from_yaml.find("as_of")->type == Node::Type::null_value);
  CHECK(from_yaml.find("education")->type == Node::Type::boolean);
  CHECK(from_yaml.find("note")->type == Node::Type::text);
  CHECK(from_yaml.at("person.birth_year")->type == Node::Type::number);
  CHECK(from_yaml.at("benefit[0].hours")->text == "140.60");
  CHECK(from_yaml.at("benefit[0].month")->type == Node::Type::text);
  CHECK(from_yaml.at("benefit[1].hours")->type == Node::Type::text);
  CHECK(from_yaml.find("events")->kind == Node::Kind::sequence);
  CHECK(from_yaml.find("readings")->kind == Node::Kind::mapping);
}

TEST_CASE("JSON read as YAML is the same tree, each value in the same place") {
  for (const std::string& text :
       {std::string(json_sample),
        "[[1,[2 ,-3.5e1]],{\"æ\":[],\"b\" : {\"ø\":\"😀\", \"c\":null}} ,\r\n [true,\"x\\ty\"]]"s}) {
    const Node from_yaml = yaml(text);
    const Node from_json = json(text);
    CHECK(same(from_yaml, from_json));
    CHECK(places(from_yaml) == places(from_json));
  }
}

TEST_CASE("keys and values of YAML have line and column") {
  const Node root = yaml(yaml_sample);
  CHECK(place(root, "") == "2:1");
  CHECK(key_place(root, 1) == "3:1");
  CHECK(place(root, "id") == "3:5");
  CHECK(place(root, "person") == "4:9");
  CHECK(place(root, "person.insurance") == "4:21");
  CHECK(place(root, "person.insurance[0].status") == "4:49");
  CHECK(place(root, "placed") == "6:9");
  CHECK(place(root, "as_of") == "7:7"); // nothing stands there: right after the colon
  CHECK(place(root, "benefit") == "10:3");
  CHECK(place(root, "benefit[0]") == "10:5");
  CHECK(place(root, "benefit[1].hours") == "12:12");

  SECTION("columns count characters") {
    const Node danish = yaml("æøå: {é: 1, 😀: [ß, 2]}\n");
    CHECK(place(danish, "æøå") == "1:6");
    CHECK(place(danish, "æøå.é") == "1:10");
    CHECK(key_place(*danish.find("æøå"), 1) == "1:13");
    CHECK(place(danish, "æøå.😀[1]") == "1:20");
  }
  SECTION("flow sequences inside each other, over lines") {
    const Node nested = yaml("a: [[1, [2]],\n    {b: [3]}]\n");
    CHECK(place(nested, "a[0][1][0]") == "1:10");
    CHECK(place(nested, "a[1]") == "2:5");
    CHECK(place(nested, "a[1].b[0]") == "2:10");
  }
  SECTION("every kind of line end counts one line") {
    for (const std::string_view end : {"\n"sv, "\r\n"sv, "\r"sv}) {
      const std::string text = joined({"a: 1", end, "b:", end, "  - 2", end});
      const Node root_of = yaml(text);
      CHECK(place(root_of, "b[0]") == "3:5");
      CHECK(root_of.at("b[0]")->text == "2");
    }
  }
  SECTION("a byte order mark has no column") {
    const Node marked = yaml("\xEF\xBB\xBF"
                             "a: 1\n");
    CHECK(key_place(marked, 0) == "1:1");
    CHECK(place(marked, "a") == "1:4");
  }
  SECTION("directives and document marks") {
    CHECK(place(yaml("%YAML 1.1\n%TAG !e! tag:example,2000:\n---\na: 1\n...\n"), "a") == "4:4");
  }
}

TEST_CASE("keys and values of JSON have line and column") {
  const Node root = json(json_sample);
  CHECK(place(root, "") == "1:1");
  CHECK(key_place(root, 1) == "3:3");
  CHECK(place(root, "id") == "3:9");
  CHECK(place(root, "person.insurance[0]") == "4:28");
  CHECK(place(root, "person.insurance[0].status") == "4:61");
  CHECK(place(root, "placed") == "6:13");
  CHECK(place(root, "benefit") == "9:14");
  CHECK(place(root, "benefit[1].hours") == "11:35");
  CHECK(place(root, "readings") == "13:15");

  SECTION("columns count characters") {
    const Node danish = json(R"({"æøå": {"é": 1, "😀": ["ß", 2]}})");
    CHECK(key_place(danish, 0) == "1:2");
    CHECK(place(danish, "æøå") == "1:9");
    CHECK(place(danish, "æøå.é") == "1:15");
    CHECK(key_place(*danish.find("æøå"), 1) == "1:18");
    CHECK(place(danish, "æøå.😀[1]") == "1:29");
  }
  SECTION("numbers right before brackets, blanks and commas") {
    const Node numbers = json("[1,[2],{\"a\":3},4 ,\n5\n,[[6]],{\"b\" :\t7 }]");
    CHECK(place(numbers, "[0]") == "1:2");
    CHECK(place(numbers, "[1]") == "1:4");
    CHECK(place(numbers, "[1][0]") == "1:5");
    CHECK(place(numbers, "[2]") == "1:8");
    CHECK(place(numbers, "[2].a") == "1:13");
    CHECK(place(numbers, "[3]") == "1:16");
    CHECK(place(numbers, "[4]") == "2:1");
    CHECK(place(numbers, "[5]") == "3:2");
    CHECK(place(numbers, "[5][0][0]") == "3:4");
    CHECK(key_place(*numbers.at("[6]"), 0) == "3:9");
    CHECK(place(numbers, "[6].b") == "3:15");
  }
  SECTION("literals, empty brackets and texts with brackets inside") {
    const Node mixed = json(R"([true,[],{},null,"],[:,",false])");
    CHECK(place(mixed, "[1]") == "1:7");
    CHECK(place(mixed, "[2]") == "1:10");
    CHECK(place(mixed, "[3]") == "1:13");
    CHECK(place(mixed, "[4]") == "1:18");
    CHECK(place(mixed, "[5]") == "1:26");
    CHECK(mixed.at("[5]")->text == "false");
  }
  SECTION("a tab is one column") { CHECK(place(json("{\t\"a\":\t1}"), "a") == "1:8"); }
  SECTION("every kind of line end counts one line") {
    for (const std::string_view end : {"\n"sv, "\r\n"sv, "\r"sv}) {
      const std::string text = joined({"{", end, "\"a\":", end, " 1}", end});
      CHECK(place(json(text), "a") == "3:2");
    }
  }
  SECTION("a byte order mark has no column") {
    CHECK(place(json("\xEF\xBB\xBF"
                     "{\"a\":1}"),
                "a") == "1:6");
  }
}

TEST_CASE("numbers keep their spelling") {
  SECTION("JSON") {
    for (const std::string_view text :
         {"0", "-0", "1e3", "140.60", "160.33", "-1.50E+07", "0.10", "18446744073709551616",
          "-9223372036854775809", "0.1000000000000000055511151231257827"}) {
      const Node alone = json(text);
      CHECK(alone.text == text);
      CHECK(alone.type == Node::Type::number);
      const Node in_list = json(joined({"[", text, "]"}));
      CHECK(in_list.at("[0]")->text == text);
      const Node in_mapping = json(joined({"{\"a\":", text, "}"}));
      CHECK(in_mapping.at("a")->text == text);
    }
  }
  SECTION("YAML") {
    for (const std::string_view text :
         {"0", "-0", "+1", "1e3", "140.60", "007", ".5", "1.", "-1.50E+07", "18446744073709551616"}) {
      const Node node = yaml(joined({"a: ", text}));
      CHECK(node.at("a")->text == text);
      CHECK(node.at("a")->type == Node::Type::number);
    }
  }
}

TEST_CASE("plain YAML scalars are resolved, others are text") {
  const auto type = [](std::string_view text) { return yaml(joined({"a: ", text})).at("a")->type; };
  for (const std::string_view text :
       {"2021-09-06", "2021-09", "0x1F",  "0o17", ".inf",   ".nan",      ".",   "-x",   "1e",
        "1.2.3",      "1_000",   "12:30", "yes",  "no",     "on",        "off", "tRUE", "'1'",
        "\"true\"",   "'~'",     "''",    "\"\"", "|\n  1", ">\n  null", "+",   "e5",   "1 2"})
    CHECK(type(text) == Node::Type::text);
  for (const std::string_view text : {"true", "True", "TRUE"}) {
    CHECK(type(text) == Node::Type::boolean);
    CHECK(yaml(joined({"a: ", text})).at("a")->text == "true");
  }
  for (const std::string_view text : {"false", "False", "FALSE"})
    CHECK(yaml(joined({"a: ", text})).at("a")->text == "false");
  for (const std::string_view text : {"", "~", "null", "Null", "NULL"}) {
    const Node node = yaml(joined({"a: ", text}));
    CHECK(node.at("a")->is_null());
    CHECK(node.at("a")->type == Node::Type::null_value);
    CHECK(node.at("a")->text.empty());
  }
  CHECK(yaml("a: ''").at("a")->kind == Node::Kind::scalar);
  CHECK(yaml("a: \"x\\0y\"").at("a")->text == "x\0y"sv);
  CHECK(json(R"(["x\u0000y"])").at("[0]")->text == "x\0y"sv);
  CHECK(yaml("{a, b: }").at("a")->is_null());
}

TEST_CASE("keys are text, whatever they look like") {
  const Node root = yaml("1: a\ntrue: b\n~: c\n\"\": d\n<<: e\n? |\n  long\n: f\n");
  REQUIRE(root.entries.size() == 6);
  CHECK(root.entries[0].key == "1");
  CHECK(root.entries[1].key == "true");
  CHECK(root.entries[2].key == "~");
  CHECK(root.entries[3].key.empty());
  CHECK(root.entries[4].key == "<<");
  CHECK(root.entries[5].key == "long\n");
}

TEST_CASE("key paths") {
  const Node root = yaml("a: 1\nbenefit:\n  - {hours: 2}\n  - [x, [y]]\nperson: {insurance: [{from: z}]}\n");
  CHECK(root.at("") == &root);
  CHECK(root.at("a")->text == "1");
  CHECK(root.at("benefit[0].hours")->text == "2");
  CHECK(root.at("benefit[1][1][0]")->text == "y");
  CHECK(root.at("person.insurance[0].from")->text == "z");
  CHECK(root.at("benefit[1]")->at("[0]")->text == "x");
  for (const std::string_view path :
       {"b", "a.b", "a[0]", "benefit[2]", "benefit.hours", "benefit[0].from", "benefit[", "benefit[]",
        "benefit[0", "benefit[-1]", "benefit[+0]", "benefit[0]hours", "benefit[99999999999999999999]", ".a",
        "a.", "[0]", "."})
    CHECK(root.at(path) == nullptr);

  SECTION("the place of a path that does not exist is that of the nearest value around it") {
    CHECK(place(root.position_of("benefit[0].hours")) == "3:13");
    CHECK(place(root.position_of("benefit[0].from")) == "3:5");
    CHECK(place(root.position_of("benefit[7].hours")) == "3:3");
    CHECK(place(root.position_of("person.insurance[0].status")) == "5:22");
    CHECK(place(root.position_of("a.b.c")) == "1:4");
    CHECK(place(root.position_of("nothing")) == "1:1");
    CHECK(place(root.position_of("")) == "1:1");
  }
  SECTION("of a scalar nothing is found") {
    CHECK(root.at("a")->find("a") == nullptr);
    CHECK(root.at("benefit")->find("hours") == nullptr);
  }
}

TEST_CASE("which text looks like JSON") {
  for (const std::string_view text : {"{}"sv, "[1]"sv, " \t\r\n{"sv, "\xEF\xBB\xBF[]"sv, "\xEF\xBB\xBF\n{"sv})
    CHECK(looks_like_json(text));
  for (const std::string_view text :
       {""sv, " \n"sv, "a: {}"sv, "# {\n{}"sv, "- []"sv, "\"{\""sv, "\xEF\xBB"sv})
    CHECK_FALSE(looks_like_json(text));
}

TEST_CASE("duplicate keys are named with the place of the first, whose value stays") {
  const Parsed from_yaml = parse_yaml("a: 1\nb: {c: 2, c: {d: 3, d: 4}}\na: [5]\na: 6\n");
  CHECK(lines(from_yaml) ==
        Lines{"2:11: b.c: duplicate key 'c': the first stands at line 2, column 5; keep one of them",
              "2:21: b.c.d: duplicate key 'd': the first stands at line 2, column 15; keep one of them",
              "3:1: a: duplicate key 'a': the first stands at line 1, column 1; keep one of them",
              "4:1: a: duplicate key 'a': the first stands at line 1, column 1; keep one of them"});
  REQUIRE(from_yaml.root);
  CHECK(from_yaml.root->entries.size() == 2);
  CHECK(from_yaml.root->at("a")->text == "1");
  CHECK(from_yaml.root->at("b.c")->text == "2");

  const Parsed from_json = parse_json("{\"a\": 1,\n \"a\": [{\"b\": 2, \"b\": 3}]}");
  CHECK(lines(from_json) ==
        Lines{"2:2: a: duplicate key 'a': the first stands at line 1, column 2; keep one of them",
              "2:17: a[0].b: duplicate key 'b': the first stands at line 2, column 9; keep one of them"});
  CHECK(from_json.root->at("a")->text == "1");

  CHECK(yaml_faults("1: a\n\"1\": b\n").size() == 1); // the same text is the same key, quoted or not
  CHECK(json_faults("[{\"a\":1},{\"a\":1}]").empty());
}

TEST_CASE("anchors, aliases and tags are refused, all of them") {
  const Parsed parsed = parse_yaml("a: &one [1, &two 2]\n"
                                   "b: *one\n"
                                   "c: !!str 3\n"
                                   "d: ! 4\n"
                                   "e: ! \"5\"\n"
                                   "f: !local {g: &x !!int 6}\n"
                                   "!!str h: 7\n"
                                   "&i i: 8\n"
                                   "*i : {j: *x}\n"
                                   "k: !<tag:example.org,2000:k> 9\n"
                                   "<<: *one\n");
  CHECK(lines(parsed) ==
        Lines{"1:4: a: the anchor '&one' is not accepted; write the value out wherever it is meant",
              "1:13: a[1]: the anchor '&two' is not accepted; write the value out wherever it is meant",
              "2:4: b: the alias '*one' is not accepted; write the value out here",
              "3:4: c: the tag '!!str' is not accepted; write the value without it",
              "4:4: d: the tag '!' is not accepted; write the value without it",
              "5:4: e: the tag '!' is not accepted; write the value without it",
              "6:4: f: the tag '!local' is not accepted; write the value without it",
              "6:15: f.g: the anchor '&x' is not accepted; write the value out wherever it is meant",
              "6:15: f.g: the tag '!!int' is not accepted; write the value without it",
              "7:1: h: the tag '!!str' is not accepted; write the value without it",
              "8:1: i: the anchor '&i' is not accepted; write the value out wherever it is meant",
              "9:1: ?: the alias '*i' is not accepted; write the value out here",
              "9:10: ?.j: the alias '*x' is not accepted; write the value out here",
              "10:4: k: the tag 'tag:example.org,2000:k' is not accepted; write the value without it",
              "11:5: <<: the alias '*one' is not accepted; write the value out here"});
  REQUIRE(parsed.root);
  CHECK(parsed.root->at("a[1]")->text == "2");
  CHECK(parsed.root->at("b")->is_null());
  CHECK(parsed.root->at("c")->type == Node::Type::text);
  CHECK(parsed.root->at("h")->text == "7");
  CHECK(parsed.root->at("i")->text == "8");
  CHECK(parsed.root->find("<<") != nullptr);
  CHECK(parsed.root->find("?") == nullptr);

  CHECK(yaml_faults("a: !e!x 1") ==
        Lines{"1:4: a: this is not valid YAML: tags are not accepted; write the value without one"});
  CHECK(yaml_faults("a: [\"!\", '! x', \"& x\"]\nb: |\n  ! &x *y\n").empty());
}

TEST_CASE("a key must be a scalar") {
  const Parsed parsed = parse_yaml("? [a, {b: &x c}]\n: {d: &y e}\n? {f: g}\n: h\ni: {[j]: k}\nl: m\n");
  CHECK(lines(parsed) ==
        Lines{"1:3: a key cannot be a list; write 'key: value'",
              "1:11: the anchor '&x' is not accepted; write the value out wherever it is meant",
              "2:7: ?.d: the anchor '&y' is not accepted; write the value out wherever it is meant",
              "3:3: a key cannot be a mapping; write 'key: value'",
              "5:5: i: a key cannot be a list; write 'key: value'"});
  REQUIRE(parsed.root);
  CHECK(parsed.root->entries.size() == 2);
  CHECK(parsed.root->at("l")->text == "m");
}

TEST_CASE("one file holds one document") {
  const Parsed two = parse_yaml("a: 1\n---\nb: 2\n");
  CHECK(lines(two) ==
        Lines{"2:1: one file holds one document; put what follows '---' into a file of its own"});
  CHECK(two.root->at("a")->text == "1");
  CHECK(yaml_faults("a: 1\n...\nb: 2\n") ==
        Lines{"3:1: this is not valid YAML: one file holds one document; nothing may follow its end"});
  CHECK(yaml_faults("a: 1\n---\n").size() == 1);
  CHECK(yaml_faults("---\na: 1\n...\n").empty());

  const Parsed json_two = parse_json("{\"a\": 1}\n{\"b\": 2}");
  CHECK(lines(json_two) == Lines{"2:1: one file holds one document; nothing may follow its end"});
  CHECK(json_two.root->at("a")->text == "1");
  CHECK(json_faults("1 , x") == Lines{"1:5: one file holds one document; nothing may follow its end"});
}

TEST_CASE("an empty document is a fault") {
  const Lines empty{"1:1: the document is empty; it must hold keys and values"};
  for (const std::string_view text : {""sv, " "sv, "\n\r\n\t"sv, "\xEF\xBB\xBF"sv, "\xEF\xBB\xBF \n"sv}) {
    CHECK(yaml_faults(text) == empty);
    CHECK(json_faults(text) == empty);
  }
  CHECK(yaml_faults("# nothing\n") == empty);
  CHECK(yaml_faults("--- # nothing\n").size() == 1);
  CHECK_FALSE(parse_yaml("---\n").root.has_value());
  CHECK(yaml_faults("--- &a\n") ==
        Lines{"1:5: the anchor '&a' is not accepted; write the value out wherever it is meant"});
  CHECK(json("null").is_null()); // says null, and is not empty
  CHECK(yaml("~").is_null());
}

TEST_CASE("text that is not UTF-8") {
  const auto both = [](std::string_view text, std::string_view byte, std::string_view where) {
    const std::string place_in_words = joined({"line ", where.substr(0, 1), ", column ", where.substr(2)});
    const Lines expected{joined(
        {where, ": the text is not UTF-8: byte 0x", byte, " at ", place_in_words, "; save it as UTF-8"})};
    CHECK(yaml_faults(text) == expected);
    CHECK(json_faults(text) == expected);
  };
  both("a: \xE6"sv, "E6", "1:4");                // Latin-1
  both("\n\"\xC3\xA6\xE6\xF8\""sv, "E6", "2:3"); // after an æ that is one
  both("x\r\n\r\n\x80"sv, "80", "3:1");          // no first byte
  both("\xC0\x80"sv, "C0", "1:1");               // overlong
  both("ab\xE0\x9F\xBF"sv, "E0", "1:3");         // overlong
  both("\xED\xA0\x80"sv, "ED", "1:1");           // surrogate
  both("\xF0\x8F\xBF\xBF"sv, "F0", "1:1");       // overlong
  both("\xF4\x90\x80\x80"sv, "F4", "1:1");       // above U+10FFFF
  both("\xF5\x80\x80\x80"sv, "F5", "1:1");       // no such first byte
  both("\xE2\x82"sv, "E2", "1:1");               // cut off
  both("\xF0\x9F\x98!"sv, "F0", "1:1");          // cut off
  both("\xFF\xFE{\0}\0"sv, "FF", "1:1");         // UTF-16, little-endian
  both("\xFE\xFF\0{\0}"sv, "FE", "1:1");         // UTF-16, big-endian
  both("{\0}\0"sv, "00", "1:2");                 // UTF-16 without a mark
  both("\0{\0}"sv, "00", "1:1");                 // UTF-16 without a mark
  CHECK(yaml("a: \"é € 😀 \xF4\x8F\xBF\xBD\"").at("a")->text == "é € 😀 \xF4\x8F\xBF\xBD");
  CHECK(json("[\"é € 😀 \xF4\x8F\xBF\xBF\"]").at("[0]")->text == "é € 😀 \xF4\x8F\xBF\xBF");
}

TEST_CASE("control characters") {
  CHECK(yaml_faults("a: b\0"sv) ==
        Lines{"1:5: the control character U+0000 cannot stand in a text; remove it"});
  CHECK(json_faults("{}\n\0 &"sv) ==
        Lines{"2:1: the control character U+0000 cannot stand in a text; remove it"});
  CHECK(json_faults("[\"\x1B\"]") ==
        Lines{"1:3: the control character U+001B cannot stand in a text; remove it"});
  CHECK(yaml_faults("é: &x 1\na: \"\xC2\x80\"\n") ==
        Lines{"2:5: the character U+0080 cannot stand in YAML; remove it"});
}

TEST_CASE("YAML that is not well-formed") {
  const auto says = [](std::string_view text, std::string_view expected) {
    const Parsed parsed = parse_yaml(text);
    CHECK(lines(parsed) == Lines{std::string(expected)});
    CHECK_FALSE(parsed.root.has_value());
  };
  says("a: b: c",
       "1:5: this is not valid YAML: a ':' stands where no key can be; begin a new line for a key, or put "
       "the text in quotes");
  says("a: @x",
       "1:4: this is not valid YAML: no value begins with this character; indent with spaces, and put other "
       "text in quotes");
  says("a: 1\n\tb: 2",
       "2:1: this is not valid YAML: indent with spaces, not with tabs (while scanning a plain scalar "
       "that begins at line 1, column 4)");
  says("a: |\n\tb",
       "2:1: this is not valid YAML: indent with spaces, not with tabs (while scanning a block scalar that "
       "begins at line 1, column 4)");
  says("a: |\n  x\n y",
       "3:2: this is not valid YAML: a key was expected here; indent all keys of a mapping alike "
       "(while parsing a block mapping that begins at line 1, column 1)");
  says("a: 1\nb",
       "2:2: this is not valid YAML: a key must be followed by ':' and a space (while scanning a simple key "
       "that begins at line 2, column 1)");
  says("- a\nb: 1",
       "2:1: [1]: this is not valid YAML: a '-' was expected here; indent all entries of a list alike "
       "(while parsing a block collection that begins at line 1, column 1)");
  says("a: - b", "1:4: this is not valid YAML: a '-' cannot stand here; begin the list on a new line");
  says("a: \"b",
       "1:6: this is not valid YAML: the text ends inside quotes; close them (while scanning a quoted scalar "
       "that begins at line 1, column 4)");
  says("a:\n  b: [1, 2\n",
       "3:1: a.b[2]: this is not valid YAML: a ',' or the closing ']' of a list was expected here "
       "(while parsing a flow sequence that begins at line 2, column 6)");
  says("a: {b: 1\n",
       "2:1: a: this is not valid YAML: a ',' or the closing '}' of a mapping was expected here (while "
       "parsing a flow mapping that begins at line 1, column 4)");
  says("a: ]", "1:4: a: this is not valid YAML: a value was expected here");
  says("%YAML 3.0\n---\na: 1", "1:1: this is not valid YAML: only YAML 1.1 and 1.2 are read");
  says("a: \"\\q\"",
       "1:5: this is not valid YAML: found unknown escape character (while parsing a quoted scalar that "
       "begins at line 1, column 4)");

  SECTION("what was found before is kept") { CHECK(yaml_faults("a: &x 1\na: 2\nb: [\n").size() == 3); }
  SECTION("a text ends where it ends, whether its last line does or not") {
    // libyaml ends the last line itself and then counts it.
    const auto ends = [](std::string_view text, std::string_view where) {
      const Parsed parsed = parse_yaml(text);
      REQUIRE(parsed.faults.size() == 1);
      CHECK(place(parsed.faults[0].position) == where);
    };
    ends("a:\n  b: [1, 2\n", "3:1");
    ends("a:\n  b: [1, 2", "2:11");
    ends("a: {b: 1\r\n", "2:1");
    ends("a: {b: 1", "1:9");
    ends("a: {b: æ€😀", "1:11");
    ends("\xEF\xBB\xBF"
         "a: [1",
         "1:6");
    ends("a: [1,\r\n2\r  ", "3:3");
    ends("a: \"b\nc", "2:2");
    ends("---", "1:4");
  }
}

TEST_CASE("JSON that is not well-formed") {
  const auto says = [](std::string_view text, std::string_view expected) {
    const Parsed parsed = parse_json(text);
    CHECK(lines(parsed) == Lines{std::string(expected)});
    CHECK_FALSE(parsed.root.has_value());
  };
  const auto not_a_value = [](std::string_view word) {
    return joined(
        {"this is not valid JSON: '", word,
         "' is not a value; text wants double quotation marks, and true, false and null are written so"});
  };
  says("[1,]", "1:3: [1]: this is not valid JSON: nothing follows this comma; remove it");
  says("{\"a\": 1\n,\n}", "2:1: this is not valid JSON: nothing follows this comma; remove it");
  says("[1,,2]", "1:4: [1]: this is not valid JSON: unexpected ','; expected a value");
  says(",", "1:1: this is not valid JSON: unexpected ','; expected a value");
  says("]", "1:1: this is not valid JSON: unexpected ']'; expected a value");
  says("{\"a\",1}", "1:5: a: this is not valid JSON: unexpected ','; expected ':'");
  says("{\"a\" \"b\"}", "1:6: a: this is not valid JSON: unexpected string literal; expected ':'");
  says("{\"a\":1 \"b\":2}", "1:8: this is not valid JSON: unexpected string literal; expected ',' or '}'");
  says("[1\"abc\"]", "1:3: [1]: this is not valid JSON: unexpected string literal; expected ',' or ']'");
  says("[1-2]", "1:3: [1]: this is not valid JSON: unexpected number literal; expected ',' or ']'");
  says("[1 true]", "1:4: [1]: this is not valid JSON: unexpected true literal; expected ',' or ']'");
  says("[1}", "1:3: [1]: this is not valid JSON: unexpected '}'; expected ',' or ']'");
  says("{1:2}",
       "1:2: this is not valid JSON: unexpected number literal; expected a key in double quotation marks");
  says("{a: 1}", "1:2: " + not_a_value("a"));
  says("{\"a\": b}", "1:7: a: " + not_a_value("b"));
  says("[1, x]", "1:5: [1]: " + not_a_value("x"));
  says("[1 x]", "1:4: [1]: " + not_a_value("x"));
  says("[True]", "1:2: [0]: " + not_a_value("True"));
  says("[nul]", "1:2: [0]: " + not_a_value("nul"));
  says("['a']", "1:2: [0]: " + not_a_value("'a'"));
  says("// no\n{}", "1:1: " + not_a_value("//"));
  says("[-]", "1:2: [0]: this is not valid JSON: '-' is not a number; write it as 160.33");
  says("[1, 2.]", "1:5: [1]: this is not valid JSON: '2.' is not a number; write it as 160.33");
  says("[1 2.]", "1:4: [1]: this is not valid JSON: '2.' is not a number; write it as 160.33");
  says("[007]",
       "1:3: [1]: this is not valid JSON: a number other than 0 cannot begin with 0; put codes and ids in "
       "double quotation marks");
  says("[1e999]", "1:2: [0]: this number is too large; write it as 160.33");
  says("[\"abc", "1:2: [0]: this is not valid JSON: the text that begins here has no closing quotation mark");
  says("[\"æ\tb\"]",
       "1:4: [0]: this is not valid JSON: in a text, control character U+0009 (HT) must be escaped to "
       "\\u0009 or \\t");
  says("[\"\\x\"]", "1:4: [0]: this is not valid JSON: in a text, forbidden character after backslash");
  says("[\"\\u12g\"]", "1:7: [0]: this is not valid JSON: in a text, '\\u' must be followed by 4 hex digits");
  says("[\"\\ud800\"]",
       "1:9: [0]: this is not valid JSON: in a text, surrogate U+D800..U+DBFF must be followed by "
       "U+DC00..U+DFFF");
  says("{\n  \"a\": [1, 2",
       "2:13: a[2]: this is not valid JSON: the text ends before the '[' at line 2, column 8 is closed");
  says("{\"a\":",
       "1:6: a: this is not valid JSON: the text ends before the '{' at line 1, column 1 is closed");

  SECTION("what was found before is kept") {
    CHECK(json_faults("{\"a\": 1, \"a\": 2, \"b\" 3}").size() == 2);
  }
}

TEST_CASE("at most 64 levels") {
  for (const std::size_t levels : {std::size_t{1}, max_levels}) {
    CHECK(yaml_faults(repeated("[", levels) + repeated("]", levels)).empty());
    CHECK(json_faults(repeated("[", levels) + repeated("]", levels)).empty());
    CHECK(json_faults(joined({repeated("{\"a\":", levels), "1", repeated("}", levels)})).empty());
    CHECK(yaml_faults(repeated("- ", levels) + "1").empty());
  }
  constexpr std::string_view message =
      "lists and mappings are nested more than 64 levels deep; at most 64 are read";
  for (const std::size_t levels : {max_levels + 1, std::size_t{100'000}}) {
    for (const Parsed& parsed : {parse_yaml(repeated("[", levels)), parse_json(repeated("[", levels)),
                                 parse_json(repeated("[", levels) + repeated("]", levels)),
                                 parse_yaml(repeated("[", levels) + repeated("]", levels))}) {
      REQUIRE(parsed.faults.size() == 1);
      CHECK(parsed.faults[0].message == message);
      CHECK(place(parsed.faults[0].position) == "1:65");
      CHECK_FALSE(parsed.root.has_value());
    }
    CHECK(parse_yaml(repeated("- ", levels)).faults.back().message == message);
    CHECK(parse_yaml(repeated("? ", levels)).faults.back().message == message);
    CHECK(parse_yaml(repeated("{", levels)).faults.back().message == message);
    CHECK(parse_yaml(repeated("{a: ", levels)).faults.back().message == message);
    CHECK(parse_json(repeated("{\"a\": ", levels)).faults.back().message == message);
  }
  SECTION("a long key path is cut") {
    const Parsed parsed = parse_json(repeated(joined({"{\"", std::string(100, 'k'), "\": "}), 65));
    REQUIRE(parsed.faults.size() == 1);
    CHECK(parsed.faults[0].key.size() < 220);
    CHECK(parsed.faults[0].key.starts_with(std::string(60, 'k') + "….kkk"));
  }
}

TEST_CASE("at most 4 MiB") {
  std::string text = joined({"[\"", std::string(max_bytes - 4, 'a'), "\"]"});
  REQUIRE(text.size() == max_bytes);
  CHECK(yaml_faults(text).empty());
  CHECK(json_faults(text).empty());
  text += '\n';
  const Lines expected{
      "1:1: the text has 4194305 bytes, more than 4 MiB (4194304); split it into several files"};
  CHECK(yaml_faults(text) == expected);
  CHECK(json_faults(text) == expected);
}

TEST_CASE("large hostile texts are read in time") {
  const auto filled = [](std::string_view part) { return repeated(part, 100'000 / part.size()); };
  for (const std::string_view part :
       {"[",        "{",        "]",     "{\"a\":",  "- ",     "-",       "? ",  ": ",  ":\n",
        "\"",       "'",        "a ",    "a\n",      "a: 1\n", "&a ",     "*a ", "!",   "!!str ",
        "- &a 1\n", "- !x y\n", "---\n", "%a b\n",   "1",      "1,",      "[],", "|\n", "\\",
        "\t",       "#",        ",",     "\"a\":1,", "a, ? ",  "<<: *a\n"}) {
    for (const std::string& text : {filled(part), joined({"[", filled(part), "]"}),
                                    joined({"{", filled(part), "}"}), joined({"a:\n  \"", filled(part)})}) {
      (void)parse_yaml(text);
      (void)parse_json(text);
    }
  }
  SUCCEED();
}

TEST_CASE("a text cut off anywhere is read or refused") {
  for (std::size_t size = 0; size <= yaml_sample.size(); ++size) {
    const Parsed parsed = parse_yaml(yaml_sample.substr(0, size));
    CHECK((parsed.root.has_value() || !parsed.faults.empty()));
  }
  for (std::size_t size = 0; size <= json_sample.size(); ++size) {
    const Parsed parsed = parse_json(json_sample.substr(0, size));
    CHECK(parsed.root.has_value() ==
          (size + 2 > json_sample.size())); // the last brace, and the newline after it
    CHECK(parsed.root.has_value() == parsed.faults.empty());
    (void)parse_yaml(json_sample.substr(0, size));
    (void)parse_json(yaml_sample.substr(0, std::min(size, yaml_sample.size())));
  }
}

TEST_CASE("every byte of a text may be any other") {
  for (std::size_t at = 0; at < json_sample.size(); at += 3) {
    for (const char byte :
         {'\0', '"', '\\', '{', ']', ',', ':', '\n', '&', '*', '!', '-', '\xE6', '0', 'e'}) {
      std::string text{json_sample};
      text[at] = byte;
      const Parsed from_json = parse_json(text);
      CHECK((from_json.root.has_value() || !from_json.faults.empty()));
      const Parsed from_yaml = parse_yaml(text);
      CHECK((from_yaml.root.has_value() || !from_yaml.faults.empty()));
    }
  }
}

TEST_CASE("no message repeats a CPR number") {
  const std::string number{cpr};
  const std::string dashed = "010170-1234";
  for (const std::string& id : {number, dashed, "010170 1234"s, "3112991234"s}) {
    const std::string q = "\"" + id + "\"";
    for (const Parsed& parsed :
         {parse_yaml(q + ": 1\n" + q + ": 2\n"), parse_yaml("a: &" + id + " *" + id),
          parse_yaml("a: !" + id + " 1"), parse_yaml(q + ": {a: &x 1}"), parse_yaml("a: !!" + id + " 1"),
          parse_yaml("? [" + q + "]\n: 1"), parse_yaml(q + ": ["), parse_yaml(q + ": " + q + ": 1"),
          parse_json("{" + q + ":1," + q + ":2}"), parse_json("{" + q + ": [{" + q + ": x}]}"),
          parse_json("['" + id + "']"), parse_json("[\"" + id + "\t\"]"), parse_json("[\"" + id),
          parse_json("[0" + id + "]"), parse_json("[" + id + "e999]"), parse_json("[" + id + ".]"),
          parse_json("[1 " + q + "]")}) {
      CHECK_FALSE(parsed.faults.empty());
      for (const std::string& line : lines(parsed)) {
        CHECK(find_cpr(line) == std::string::npos);
        CHECK(line.find(id) == std::string::npos);
      }
    }
  }
}

TEST_CASE("input is shown short, without CPR numbers and control characters") {
  CHECK(shown("abc") == "abc");
  CHECK(shown(std::string(60, 'a')) == std::string(60, 'a'));
  CHECK(shown(std::string(61, 'a')) == std::string(60, 'a') + "…");
  CHECK(shown(repeated("æ", 61)) == repeated("æ", 60) + "…");
  CHECK(shown(repeated("😀", 1000)) == repeated("😀", 60) + "…");
  CHECK(shown("a\n\t\x1B[0m\x7F") == "a   [0m ");
  CHECK(shown("x 010170\n1234 y") == "x ********** y");
  CHECK(shown(std::string(55, '-') + std::string(cpr)) == std::string(55, '-') + "*****…");
  // Eleven digits are no CPR number, nor are ten and a letter; cut short they would be one.
  CHECK(find_cpr(shown(std::string(50, '-') + std::string(cpr) + "5")) == std::string::npos);
  CHECK(find_cpr(shown(std::string(50, '-') + std::string(cpr) + "a")) == std::string::npos);
  CHECK(find_cpr(shown(repeated(std::string(cpr) + " ", 100'000))) == std::string::npos);
}
