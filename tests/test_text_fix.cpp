// Changes as replacements in a course file's text: read back, they give the facts with the changes made.
#include "catch2_compat.hpp"

#include "support/random_course.hpp"

#include <kontaktforloeb/planned_facts.hpp>
#include <kontaktforloeb/repair.hpp>
#include <kontaktforloeb/text_fix.hpp>

#include <string>
#include <vector>

namespace kontaktforloeb {
namespace {

namespace rc = random_course;

/// What a text becomes by the best repair on a day; empty where it is not changed.
std::string fixed(const std::string& text, const char* as_of) {
  const CourseFile file = read_course(text);
  REQUIRE(file.course);
  const Repair found = repair(*file.course, Date::parse(as_of).value());
  REQUIRE_FALSE(found.remedies.empty());
  const auto replacements = fix_text(text, file, found.remedies.front());
  return replacements.empty() ? std::string{} : replaced(text, replacements);
}

const std::string head = "schema: kontaktforloeb/course-1\n"
                         "id: blåbær # ends with æ\n"
                         "person: {insurance: full_time, a_kasse: FOA-A, municipality: Odense}\n"
                         "registered: 2022-03-01\n"
                         "events:\n"
                         "  - {type: visited, date: 2022-03-01}\n";

SCENARIO("text_fix: a meeting moved in flow style, what stands around it untouched") {
  const std::string before =
      head + "meetings:\n"
             "  - {date: 2022-03-11, conversations: [cv_samtale, jobsamtale], holder: a_kasse}\n"
             "  - {date: 2022-04-07, conversations: [raadighedssamtale, jobsamtale], holder: a_kasse}  # ok\n"
             "  - {date: 2022-06-07, conversations: [faellessamtale], holder: a_kasse}  # too late\n"
             "as_of: 2022-03-01\n";
  std::string after = before;
  after.replace(after.find("2022-06-07"), 10, "2022-05-31");
  CHECK(fixed(before, "2022-03-01") == after);
}

SCENARIO("text_fix: block style, what is added stands after the last one") {
  const std::string before = head + "meetings:\n"
                                    "  - date: 2022-03-11\n"
                                    "    conversations: [cv_samtale, jobsamtale]\n"
                                    "    holder: a_kasse\n"
                                    "  # the second\n"
                                    "  - date: 2022-04-07\n"
                                    "    conversations:\n"
                                    "      - raadighedssamtale\n"
                                    "      - jobsamtale\n"
                                    "    holder: a_kasse\n"
                                    "as_of: 2022-03-01\n";
  std::string after = before;
  after.insert(after.find("\nas_of"),
               "\n  - {date: 2022-05-24, conversations: [faellessamtale], holder: a_kasse}");
  CHECK(fixed(before, "2022-03-01") == after);

  WHEN("its lines end as on Windows") {
    const auto windows = [](std::string text) {
      for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
        text.insert(at, "\r");
      return text;
    };
    THEN("they still do") { CHECK(fixed(windows(before), "2022-03-01") == windows(after)); }
  }
}

SCENARIO("text_fix: brackets and comments within a meeting are no end of it") {
  const std::string before =
      head + "meetings:\n"
             "  - {date: 2022-03-11, conversations: [cv_samtale, jobsamtale], holder: a_kasse}\n"
             "  - date: 2022-04-07 # a } and a ]\n"
             "\n"
             "    conversations: [raadighedssamtale, jobsamtale]\n"
             "    holder: a_kasse # ends here\n"
             "  # the last\n"
             "  - {id: \"}]\", date: 2022-06-07, # a }\n"
             "     conversations: [faellessamtale], holder: a_kasse} # too late\n"
             "as_of: 2022-03-01\n";
  std::string after = before;
  const std::size_t from = after.find("{id:"), to = after.find(" # too late");
  after.replace(from, to - from,
                "{id: \"}]\", date: 2022-05-31, conversations: [faellessamtale], holder: a_kasse}");
  CHECK(fixed(before, "2022-03-01") == after);

  WHEN("the one in block style is to be held by another party") {
    std::string wrong = after;
    wrong.replace(wrong.find("a_kasse # ends"), 7, "jobcenter");
    std::string right = after;
    const std::size_t begin = right.find("date: 2022-04-07"), end = right.find(" # ends here");
    right.replace(begin, end - begin,
                  "{date: 2022-04-07, conversations: [raadighedssamtale, jobsamtale], holder: a_kasse}");
    THEN("what follows its last value stays") { CHECK(fixed(wrong, "2022-03-01") == right); }
  }
}

SCENARIO("text_fix: a course without a list of meetings gets one") {
  const std::string after = fixed(head, "2022-03-01");
  CHECK(
      after.starts_with(head + "meetings:\n  - {date: 2022-03-09, conversations: [cv_samtale, jobsamtale]"));
}

SCENARIO("text_fix: JSON stays JSON") {
  const std::string before =
      R"({"schema": "kontaktforloeb/course-1", "id": "x", "person": {"insurance": "full_time", "a_kasse": "FOA-A",
 "municipality": "Odense"}, "registered": "2022-03-01", "events": [{"type": "visited", "date": "2022-03-01"}],
 "meetings": [{"date": "2022-03-11", "conversations": ["cv_samtale", "jobsamtale"], "holder": "a_kasse"},
  {"date": "2022-04-07", "conversations": ["raadighedssamtale", "jobsamtale"], "holder": "a_kasse"}]})";
  std::string after = before;
  after.insert(after.size() - 2,
               R"(, {"date": "2022-05-24", "conversations": ["faellessamtale"], "holder": "a_kasse"})");
  CHECK(fixed(before, "2022-03-01") == after);
}

SCENARIO("text_fix: read back, every repair of a random course gives the facts with the changes made") {
  std::size_t wanted = 0, made = 0;
  const std::uint64_t samples = rc::samples(400);
  for (std::uint64_t seed = 0; seed < samples; ++seed) {
    const rc::Sample sample = rc::sample(seed);
    const std::string text = rc::as_yaml(sample.facts);
    const CourseFile file = read_course(text);
    REQUIRE(file.course);
    RepairOptions options;
    options.assess = sample.options(false);
    const Repair found = repair(*file.course, sample.as_of, options);
    for (const Remedy& remedy : found.remedies) {
      ++wanted;
      const auto replacements = fix_text(text, file, remedy);
      if (replacements.empty()) continue;
      ++made;
      INFO("seed " << seed);
      const CourseFile after = read_course(replaced(text, replacements));
      REQUIRE(after.course);
      REQUIRE(after.course->facts() == repaired(file.course->facts(), remedy));
    }
  }
  CHECK(wanted > samples / 4);
  CHECK(made * 20 > wanted * 19);
}

} // namespace
} // namespace kontaktforloeb
