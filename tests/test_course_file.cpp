// Courses from text: every fact kept, every fault told with its place, and none told twice.
#include "catch2_compat.hpp"

#include <kontaktforloeb/course_file.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontaktforloeb {
namespace {

using Lines = std::vector<std::string>;

Lines lines(const std::vector<Fault>& faults) {
  Lines texts;
  for (const Fault& fault : faults) texts.push_back(fault.text());
  return texts;
}

/// Every fault of a text as `line:column: key: message`.
Lines faults(std::string_view text, const ReadOptions& options = {}) {
  const CourseFile file = read_course(text, options);
  CHECK(file.course.has_value() == file.faults.empty());
  return lines(file.faults);
}

/// What every course needs; what a test adds begins on line 5.
constexpr std::string_view needed = "schema: kontaktforloeb/course-1\n"
                                    "id: a\n"
                                    "person: {insurance: full_time}\n"
                                    "registered: 2021-09-06\n";

Lines faults_with(std::string_view more) { return faults(std::string(needed).append(more)); }

CourseFacts facts_of(std::string_view text) {
  CourseFile file = read_course(text);
  REQUIRE(lines(file.faults) == Lines{});
  REQUIRE(file.course.has_value());
  return file.course->facts();
}

/// Facts that have no fault.
CourseFacts plain() {
  CourseFacts facts;
  facts.id = "a";
  facts.person.insurance = {{{}, Insurance::full_time}};
  facts.registered = Date{2021, 9, 6};
  return facts;
}

/// Faults of facts built in memory, which have no place.
Lines faults_of(const CourseFacts& facts, const CheckOptions& options = {}) {
  const auto course = Course::from(facts, options);
  CHECK(static_cast<bool>(course) == course.faults().empty());
  return lines(course.faults());
}

std::string person_with(std::string_view municipality) {
  return "schema: kontaktforloeb/course-1\nid: a\nregistered: 2021-09-06\n"
         "person: {insurance: full_time, municipality: \"" +
         std::string(municipality) + "\"}\n";
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const auto& [big, small] : {std::pair{"Æ", "æ"}, std::pair{"Ø", "ø"}, std::pair{"Å", "å"}})
    text = replaced(std::move(text), big, small);
  return text;
}
std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  for (const auto& [big, small] : {std::pair{"Æ", "æ"}, std::pair{"Ø", "ø"}, std::pair{"Å", "å"}})
    text = replaced(std::move(text), small, big);
  return text;
}

/// The 98 municipalities as Danmarks Statistik lists them.
constexpr std::array<std::pair<int, std::string_view>, 98> all_municipalities{{{101, "København"},
                                                                               {147, "Frederiksberg"},
                                                                               {151, "Ballerup"},
                                                                               {153, "Brøndby"},
                                                                               {155, "Dragør"},
                                                                               {157, "Gentofte"},
                                                                               {159, "Gladsaxe"},
                                                                               {161, "Glostrup"},
                                                                               {163, "Herlev"},
                                                                               {165, "Albertslund"},
                                                                               {167, "Hvidovre"},
                                                                               {169, "Høje-Taastrup"},
                                                                               {173, "Lyngby-Taarbæk"},
                                                                               {175, "Rødovre"},
                                                                               {183, "Ishøj"},
                                                                               {185, "Tårnby"},
                                                                               {187, "Vallensbæk"},
                                                                               {190, "Furesø"},
                                                                               {201, "Allerød"},
                                                                               {210, "Fredensborg"},
                                                                               {217, "Helsingør"},
                                                                               {219, "Hillerød"},
                                                                               {223, "Hørsholm"},
                                                                               {230, "Rudersdal"},
                                                                               {240, "Egedal"},
                                                                               {250, "Frederikssund"},
                                                                               {253, "Greve"},
                                                                               {259, "Køge"},
                                                                               {260, "Halsnæs"},
                                                                               {265, "Roskilde"},
                                                                               {269, "Solrød"},
                                                                               {270, "Gribskov"},
                                                                               {306, "Odsherred"},
                                                                               {316, "Holbæk"},
                                                                               {320, "Faxe"},
                                                                               {326, "Kalundborg"},
                                                                               {329, "Ringsted"},
                                                                               {330, "Slagelse"},
                                                                               {336, "Stevns"},
                                                                               {340, "Sorø"},
                                                                               {350, "Lejre"},
                                                                               {360, "Lolland"},
                                                                               {370, "Næstved"},
                                                                               {376, "Guldborgsund"},
                                                                               {390, "Vordingborg"},
                                                                               {400, "Bornholm"},
                                                                               {410, "Middelfart"},
                                                                               {420, "Assens"},
                                                                               {430, "Faaborg-Midtfyn"},
                                                                               {440, "Kerteminde"},
                                                                               {450, "Nyborg"},
                                                                               {461, "Odense"},
                                                                               {479, "Svendborg"},
                                                                               {480, "Nordfyns"},
                                                                               {482, "Langeland"},
                                                                               {492, "Ærø"},
                                                                               {510, "Haderslev"},
                                                                               {530, "Billund"},
                                                                               {540, "Sønderborg"},
                                                                               {550, "Tønder"},
                                                                               {561, "Esbjerg"},
                                                                               {563, "Fanø"},
                                                                               {573, "Varde"},
                                                                               {575, "Vejen"},
                                                                               {580, "Aabenraa"},
                                                                               {607, "Fredericia"},
                                                                               {615, "Horsens"},
                                                                               {621, "Kolding"},
                                                                               {630, "Vejle"},
                                                                               {657, "Herning"},
                                                                               {661, "Holstebro"},
                                                                               {665, "Lemvig"},
                                                                               {671, "Struer"},
                                                                               {706, "Syddjurs"},
                                                                               {707, "Norddjurs"},
                                                                               {710, "Favrskov"},
                                                                               {727, "Odder"},
                                                                               {730, "Randers"},
                                                                               {740, "Silkeborg"},
                                                                               {741, "Samsø"},
                                                                               {746, "Skanderborg"},
                                                                               {751, "Aarhus"},
                                                                               {756, "Ikast-Brande"},
                                                                               {760, "Ringkøbing-Skjern"},
                                                                               {766, "Hedensted"},
                                                                               {773, "Morsø"},
                                                                               {779, "Skive"},
                                                                               {787, "Thisted"},
                                                                               {791, "Viborg"},
                                                                               {810, "Brønderslev"},
                                                                               {813, "Frederikshavn"},
                                                                               {820, "Vesthimmerlands"},
                                                                               {825, "Læsø"},
                                                                               {840, "Rebild"},
                                                                               {846, "Mariagerfjord"},
                                                                               {849, "Jammerbugt"},
                                                                               {851, "Aalborg"},
                                                                               {860, "Hjørring"}}};

constexpr std::string_view example =
    R"(schema: kontaktforloeb/course-1     # required
id: member-0042                     # required, opaque; text shaped like a CPR number is refused
person:
  insurance: full_time              # full_time | part_time, or a list when it changes
  a_kasse: BUPL-A
  municipality: Vejle
  birth_year: 1977
  qualifying_education: true
  vocational_education_outdated: false
registered: 2021-09-06              # tilmelding, required
placed: 2021-09-01                  # indplacering in a benefit period
benefit:                            # hours, at most two decimals; a month, or an inclusive spell inside one month
  - {month: 2021-09, hours: 140.60}
  - {from: 2021-10-01, to: 2021-10-31, hours: 160.33}
  - {month: 2021-11, hours: 160.33, kind: dagpenge}
meetings:
  - id: m1                          # optional, opaque
    date: 2021-09-17
    conversations: [cv_samtale, jobsamtale]
    holder: a_kasse
    status: held
    form: in_person
    summoned: 2021-09-07            # optional
  - {date: 2021-10-20, conversations: [jobsamtale], holder: a_kasse, status: held}
  - {date: 2021-11-24, conversations: [faellessamtale, raadighedssamtale], holder: a_kasse, status: held}
events:
  - {type: visited, date: 2021-09-06}
regime: auto
readings: {handover_test: end_of_month}
as_of: 2021-12-31
)";

CourseFacts example_facts() {
  CourseFacts facts;
  facts.id = "member-0042";
  facts.person = {.insurance = {{{}, Insurance::full_time}},
                  .a_kasse = "BUPL-A",
                  .municipality = "Vejle",
                  .birth_year = 1977,
                  .qualifying_education = true,
                  .vocational_education_outdated = false};
  facts.registered = Date{2021, 9, 6};
  facts.placed = Date{2021, 9, 1};
  facts.benefit = {{.month = {2021, 9}, .hours = {14060}},
                   {.from = {2021, 10, 1}, .to = {2021, 10, 31}, .hours = {16033}},
                   {.month = {2021, 11}, .hours = {16033}}};
  facts.meetings = {
      {.id = "m1",
       .date = {2021, 9, 17},
       .conversations = {Conversation::cv_samtale, Conversation::jobsamtale},
       .status = MeetingStatus::held,
       .summoned = {2021, 9, 7}},
      {.date = {2021, 10, 20}, .conversations = {Conversation::jobsamtale}, .status = MeetingStatus::held},
      {.date = {2021, 11, 24},
       .conversations = {Conversation::faellessamtale, Conversation::raadighedssamtale},
       .status = MeetingStatus::held}};
  facts.events = {{.type = EventType::visited, .date = {2021, 9, 6}}};
  facts.regime = "auto";
  facts.readings = {{Reading::handover_test, 0}};
  facts.as_of = Date{2021, 12, 31};
  return facts;
}

} // namespace

TEST_CASE("the course that the formats show is read with every fact", "[course_file]") {
  CHECK(facts_of(example) == example_facts());

  const CourseFile file = read_course(example, {.file = "member-0042.yaml"});
  CHECK(file.file == "member-0042.yaml");
  CHECK(file.positions.course == Position{1, 1});
  CHECK(file.positions.meetings_list == Position{17, 3});
  CHECK(file.positions.meetings == std::vector<Position>{{17, 5}, {24, 5}, {25, 5}});
}

TEST_CASE("the same course in JSON is the same facts", "[course_file]") {
  constexpr std::string_view json = R"({
  "schema": "kontaktforloeb/course-1", "id": "member-0042",
  "person": {"insurance": "full_time", "a_kasse": "BUPL-A", "municipality": "Vejle", "birth_year": 1977,
             "qualifying_education": true, "vocational_education_outdated": false},
  "registered": "2021-09-06", "placed": "2021-09-01",
  "benefit": [{"month": "2021-09", "hours": 140.60},
              {"from": "2021-10-01", "to": "2021-10-31", "hours": 160.33},
              {"month": "2021-11", "hours": "160.33", "kind": "dagpenge"}],
  "meetings": [{"id": "m1", "date": "2021-09-17", "conversations": ["cv_samtale", "jobsamtale"],
                "holder": "a_kasse", "status": "held", "form": "in_person", "summoned": "2021-09-07"},
               {"date": "2021-10-20", "conversations": ["jobsamtale"], "holder": "a_kasse", "status": "held"},
               {"date": "2021-11-24", "conversations": ["faellessamtale", "raadighedssamtale"],
                "holder": "a_kasse", "status": "held", "absent": null}],
  "events": [{"type": "visited", "date": "2021-09-06"}], "observed": [],
  "regime": "auto", "readings": {"handover_test": "end_of_month"}, "as_of": "2021-12-31"
})";
  CHECK(facts_of(json) == example_facts());
}

TEST_CASE("every field of a meeting and of a person is kept", "[course_file]") {
  const CourseFacts facts = facts_of(R"(schema: kontaktforloeb/course-1
id: "42"
person:
  insurance: [{from: 2021-01-01, status: full_time}, {from: 2021-08-15, status: part_time}]
  a_kasse: other:Krifa
registered: 2021-09-06
benefit:
  - {month: 2021-09, hours: 1, kind: loentilskud}
  - {month: 2021-09, hours: 2, kind: feriedagpenge}
  - {month: 2021-09, hours: 3, kind: sygedagpenge}
  - {month: 2021-09, hours: 4, kind: karantaene}
  - {month: 2021-09, hours: 5.5, kind: efterloen}
meetings:
  - date: 2021-10-01
    conversations: [gruppesamtale]
    holder: other_actor
    on_behalf_of: jobcenter
    status: no_show
    form: video
    absent: [{party: a_kasse, why: declined_by_person}, {party: jobcenter, why: declined_by_party}]
    track: general
    themes: [vinterfyring, "kompetenceløft"]
  - {date: 2021-10-02, conversations: [jobsamtale], holder: jobcenter, status: cancelled, form: telephone}
  - {date: 2021-10-03, conversations: [jobsamtale], holder: jobcenter, form: chat}
  - {date: 2021-10-04, conversations: [jobsamtale, jobsamtale], holder: jobcenter, form: letter}
observed:
  - {clock: benefit_consumption, date: 2021-10-01, hours: 100.05}
  - {clock: aggregate_unemployment, date: 2021-10-01, hours: 0}
regime: rebild
readings: {week_10_boundary: two_months, over_30: from_30}
)");
  CourseFacts expected;
  expected.id = "42";
  expected.person.insurance = {{{2021, 1, 1}, Insurance::full_time}, {{2021, 8, 15}, Insurance::part_time}};
  expected.person.a_kasse = "other:Krifa";
  expected.registered = Date{2021, 9, 6};
  for (const auto& [kind, hundredths] :
       {std::pair{BenefitKind::loentilskud, 100}, std::pair{BenefitKind::feriedagpenge, 200},
        std::pair{BenefitKind::sygedagpenge, 300}, std::pair{BenefitKind::karantaene, 400},
        std::pair{BenefitKind::efterloen, 550}})
    expected.benefit.push_back({.month = {2021, 9}, .hours = {hundredths}, .kind = kind});
  expected.meetings = {{.date = {2021, 10, 1},
                        .conversations = {Conversation::gruppesamtale},
                        .holder = Holder::other_actor,
                        .on_behalf_of = Party::jobcenter,
                        .status = MeetingStatus::no_show,
                        .form = Form::video,
                        .absent = {{Party::a_kasse, Absence::declined_by_person},
                                   {Party::jobcenter, Absence::declined_by_party}},
                        .track = Track::general,
                        .themes = {"vinterfyring", "kompetenceløft"}},
                       {.date = {2021, 10, 2},
                        .conversations = {Conversation::jobsamtale},
                        .holder = Holder::jobcenter,
                        .status = MeetingStatus::cancelled,
                        .form = Form::telephone},
                       {.date = {2021, 10, 3},
                        .conversations = {Conversation::jobsamtale},
                        .holder = Holder::jobcenter,
                        .status = MeetingStatus::planned,
                        .form = Form::chat},
                       {.date = {2021, 10, 4},
                        .conversations = {Conversation::jobsamtale, Conversation::jobsamtale},
                        .holder = Holder::jobcenter,
                        .form = Form::letter}};
  expected.observed = {{Clock::benefit_consumption, {2021, 10, 1}, {10005}},
                       {Clock::aggregate_unemployment, {2021, 10, 1}, {0}}};
  expected.regime = "rebild";
  expected.readings = {{Reading::week_10_boundary, 2}, {Reading::over_30, 1}};
  CHECK(facts == expected);
}

TEST_CASE("every type of event is kept with every field", "[course_file]") {
  const CourseFacts facts = facts_of(std::string(needed) + R"(events:
  - {type: visited, date: 2021-09-06}
  - {type: moved, date: 2021-09-07, municipality: Odense}
  - {type: left_a_kasse, date: 2021-09-08}
  - {type: early_jobcenter_effort, date: 2021-09-09}
  - {type: education_order, date: 2021-09-10}
  - {type: ended_other, date: 2021-09-11}
  - {type: window_used, date: 2021-09-12}
  - {type: deregistered, date: 2021-09-13}
  - {type: registered_again, date: 2021-09-14}
  - {type: placed, date: 2021-10-01}
  - {type: job, from: 2021-09-15}
  - {type: job, from: 2021-09-15, to: 2021-09-16}
  - {type: exempt, from: 2021-09-17, to: 2021-09-18, reason: less_intensive}
  - {type: exempt, from: 2021-09-17, to: 2021-09-18, reason: sent_home}
  - {type: exempt, from: 2021-09-17, to: 2021-09-18, reason: work_sharing}
  - {type: exempt, from: 2021-09-17, to: 2021-09-18, reason: share_75}
  - {type: exemption_lifted, date: 2021-09-19}
  - {type: choice, date: 2021-09-20, conversation: faellessamtale, party: a_kasse, by: person, choice: declines}
  - {type: choice, date: 2021-09-20, conversation: faellessamtale, ordinal: 2, party: jobcenter, by: jobcenter, choice: wants}
  - {type: request, date: 2021-09-21, conversation: faellessamtale, by: a_kasse}
  - {type: request, date: 2021-09-21, conversation: faellessamtale, ordinal: 3, by: person}
  - {type: jobcenter_track, date: 2021-09-22}
  - {type: joblog_empty, month: 2022-04, duty_days: 15}
  - {type: municipality_closed, from: 2021-09-23, to: 2021-09-24}
  - {type: screening, date: 2021-09-25, outcome: group}
  - {type: screening, date: 2021-09-25, outcome: individual}
  - {type: education_ruled_out, date: 2021-09-26}
  - {type: postponed, date: 2021-09-27, conversation: jobsamtale, ordinal: 2, to: 2021-10-11}
)");
  const Conversation joint = Conversation::faellessamtale;
  const auto day = [](int number) { return Date{2021, 9, number}; };
  const std::vector<EventFacts> expected{
      {.type = EventType::visited, .date = day(6)},
      {.type = EventType::moved, .date = day(7), .municipality = "Odense"},
      {.type = EventType::left_a_kasse, .date = day(8)},
      {.type = EventType::early_jobcenter_effort, .date = day(9)},
      {.type = EventType::education_order, .date = day(10)},
      {.type = EventType::ended_other, .date = day(11)},
      {.type = EventType::window_used, .date = day(12)},
      {.type = EventType::deregistered, .date = day(13)},
      {.type = EventType::registered_again, .date = day(14)},
      {.type = EventType::placed, .date = {2021, 10, 1}},
      {.type = EventType::job, .from = day(15)},
      {.type = EventType::job, .from = day(15), .to = day(16)},
      {.type = EventType::exempt, .from = day(17), .to = day(18), .reason = ExemptReason::less_intensive},
      {.type = EventType::exempt, .from = day(17), .to = day(18), .reason = ExemptReason::sent_home},
      {.type = EventType::exempt, .from = day(17), .to = day(18), .reason = ExemptReason::work_sharing},
      {.type = EventType::exempt, .from = day(17), .to = day(18), .reason = ExemptReason::share_75},
      {.type = EventType::exemption_lifted, .date = day(19)},
      {.type = EventType::choice,
       .date = day(20),
       .conversation = joint,
       .party = Party::a_kasse,
       .by = Chooser::person,
       .choice = ChoiceValue::declines},
      {.type = EventType::choice,
       .date = day(20),
       .conversation = joint,
       .ordinal = 2,
       .party = Party::jobcenter,
       .by = Chooser::jobcenter,
       .choice = ChoiceValue::wants},
      {.type = EventType::request, .date = day(21), .conversation = joint, .by = Chooser::a_kasse},
      {.type = EventType::request,
       .date = day(21),
       .conversation = joint,
       .ordinal = 3,
       .by = Chooser::person},
      {.type = EventType::jobcenter_track, .date = day(22)},
      {.type = EventType::joblog_empty, .month = {2022, 4}, .duty_days = 15},
      {.type = EventType::municipality_closed, .from = day(23), .to = day(24)},
      {.type = EventType::screening, .date = day(25), .outcome = ScreeningOutcome::group},
      {.type = EventType::screening, .date = day(25), .outcome = ScreeningOutcome::individual},
      {.type = EventType::education_ruled_out, .date = day(26)},
      {.type = EventType::postponed,
       .date = day(27),
       .to = {2021, 10, 11},
       .conversation = Conversation::jobsamtale,
       .ordinal = 2}};
  REQUIRE(facts.events.size() == expected.size());
  std::set<EventType> types;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO("events[" << i << "], " << word(expected[i].type));
    CHECK(facts.events[i] == expected[i]);
    types.insert(expected[i].type);
  }
  CHECK(types.size() == words<EventType>.size());
}

TEST_CASE("an absent fact is the same as none, as an empty one in a table", "[course_file]") {
  CHECK(facts_of(std::string(needed) + "placed:\nbenefit: ~\nmeetings: null\nevents: []\nobserved:\nregime:\n"
                                       "readings: {handover_test: ~}\nas_of: ~\n") == facts_of(needed));
  CHECK(facts_of(needed) == plain());
  CHECK(facts_of(needed).regime == "auto");
}

TEST_CASE("every reading and every value of it can be chosen", "[course_file]") {
  for (std::size_t i = 0; i < reading_count; ++i) {
    const ReadingInfo& reading = reading_ids[i];
    for (std::uint8_t value = 0; value < reading.size(); ++value) {
      const std::string text = std::string(needed) + "readings: {" + std::string(reading.id) + ": " +
                               std::string(reading.values[value]) + "}\n";
      CHECK(facts_of(text).readings == std::vector<ReadingChoice>{{static_cast<Reading>(i), value}});
    }
  }
}

TEST_CASE("conversations have other names on input", "[course_file]") {
  const auto read = [](std::string_view name) {
    return facts_of(std::string(needed) + "meetings: [{date: 2021-10-01, conversations: [" +
                    std::string(name) + "], holder: a_kasse}]\n")
        .meetings.front()
        .conversations.front();
  };
  CHECK(read("raadgivningssamtale") == Conversation::raadighedssamtale);
  CHECK(read("rådgivningssamtale") == Conversation::raadighedssamtale);
  CHECK(read("faelles_jobsamtale") == Conversation::faellessamtale);
  for (std::size_t i = 0; i < words<Conversation>.size(); ++i)
    CHECK(read(words<Conversation>[i]) == static_cast<Conversation>(i));
  CHECK(facts_of(std::string(needed) + "events: [{type: request, date: 2021-10-01, conversation: "
                                       "faelles_jobsamtale, by: person}]\n")
            .events.front()
            .conversation == Conversation::faellessamtale);
}

TEST_CASE("a-kasser have other names on input", "[course_file]") {
  const auto code = [](std::string_view name) {
    const CourseFile file = read_course("schema: kontaktforloeb/course-1\nid: a\nregistered: 2021-09-06\n"
                                        "person: {insurance: full_time, a_kasse: \"" +
                                        std::string(name) + "\"}\n");
    REQUIRE(lines(file.faults) == Lines{});
    CHECK(file.course->facts().person.a_kasse == name);
    return std::string(file.course->view().a_kasse);
  };
  for (const auto& [known, others] :
       {std::pair{"3F-A", std::vector{"3F", "3f", "3f-a"}},
        std::pair{"BUPL-A", std::vector{"BUPL", "bupl-A"}},
        std::pair{"Dansk Metal-A", std::vector{"Dansk Metal", "dansk metal"}},
        std::pair{"FOA-A", std::vector{"FOA", "foa"}}, std::pair{"FTF-A", std::vector{"FTF"}},
        std::pair{"HK-A", std::vector{"HK", "hk"}}, std::pair{"MA-A", std::vector{"MA", "Magistrenes"}},
        std::pair{"Min-A", std::vector{"Min", "MIN"}}, std::pair{"SL-A", std::vector{"SL", "sl"}}}) {
    CHECK(code(known) == known);
    for (const char* other : others) CHECK(code(other) == known);
  }
  CHECK(code("other:Krifa") == "other:Krifa");
  CHECK(code("other:Det Faglige Hus") == "other:Det Faglige Hus");
}

TEST_CASE("a municipality is known by name and code, in any case, with and without Kommune",
          "[course_file]") {
  const auto code = [](std::string_view name) {
    const CourseFile file = read_course(person_with(name));
    INFO(name);
    REQUIRE(lines(file.faults) == Lines{});
    return static_cast<int>(file.course->view().municipality);
  };
  std::set<int> codes;
  for (const auto& [number, name] : all_municipalities) {
    const std::string text{name};
    CHECK(code(text) == number);
    CHECK(code(std::to_string(number)) == number);
    CHECK(code(lower(text)) == number);
    CHECK(code(upper(text)) == number);
    CHECK(code(text + " Kommune") == number);
    CHECK(code(upper(text) + " KOMMUNE") == number);
    CHECK(code(replaced(replaced(text, "å", "aa"), "Å", "Aa")) == number);
    CHECK(municipality_name(static_cast<std::uint16_t>(number)) == name);
    codes.insert(number);
  }
  CHECK(codes.size() == 98);
  CHECK(code("Vesthimmerland") == 820);
  CHECK(code("Nordfyn") == 480);
  CHECK(code("Vesthimmerland Kommune") == 820);
}

TEST_CASE("a file that is no course", "[course_file]") {
  CHECK(
      faults("[]\n") ==
      Lines{
          "1:1: is a list; it must be a course, that is a mapping with 'schema', 'id', 'person' and 'registered'"});
  CHECK(
      faults("hello\n") ==
      Lines{
          "1:1: is text; it must be a course, that is a mapping with 'schema', 'id', 'person' and 'registered'"});
  CHECK(faults("{}\n") == Lines{"1:1: schema: is required: 'kontaktforloeb/course-1'",
                                "1:1: person: is required: a mapping with 'insurance'",
                                "1:1: id: is required: an opaque name of the course",
                                "1:1: registered: is required: the day of registration, YYYY-MM-DD"});
  CHECK(faults("schema: kontaktforloeb/course-2\n"
               "id: a\n"
               "person: {insurance: full_time}\n"
               "registered: 2021-09-06\n") ==
        Lines{"1:9: schema: is 'kontaktforloeb/course-2'; this version reads 'kontaktforloeb/course-1'"});
  CHECK(faults("schema: [x]\n"
               "id: a\n"
               "person: {insurance: full_time}\n"
               "registered: 2021-09-06\n") == Lines{"1:9: schema: is a list; it must be text"});
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: a\n"
               "person: full_time\n"
               "registered: 2021-09-06\n") == Lines{"3:9: person: is text; it must be a mapping"});
}

TEST_CASE("unknown keys name the nearest", "[course_file]") {
  CHECK(
      faults_with("placd: 2021-09-01\n") ==
      Lines{
          "5:1: placd: unknown key 'placd'; did you mean 'placed'? Allowed: schema, id, person, registered, placed, benefit, meetings, events, observed, regime, readings, as_of"});
  CHECK(
      faults_with("zzzzzzzzz: 1\n") ==
      Lines{
          "5:1: zzzzzzzzz: unknown key 'zzzzzzzzz'; allowed: schema, id, person, registered, placed, benefit, meetings, events, observed, regime, readings, as_of"});
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: a\n"
             "person: {insurance: full_time, akasse: MA}\n"
             "registered: 2021-09-06\n") ==
      Lines{
          "3:32: person.akasse: unknown key 'akasse'; did you mean 'a_kasse'? Allowed: insurance, a_kasse, municipality, birth_year, qualifying_education, vocational_education_outdated"});
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: a\n"
               "person: {insurance: [{status: full_time, to: 2022-01-01}]}\n"
               "registered: 2021-09-06\n") ==
        Lines{"3:42: person.insurance[0].to: unknown key 'to'; allowed: from, status"});
  CHECK(faults_with("benefit: [{month: 2021-09, hours: 1, typ: x}]\n") ==
        Lines{"5:38: benefit[0].typ: unknown key 'typ'; allowed: month, from, to, hours, kind"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, held: true}]\n") ==
      Lines{
          "5:77: meetings[0].held: unknown key 'held'; allowed: id, date, conversations, holder, on_behalf_of, status, form, summoned, absent, track, themes"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, absent: [{party: a_kasse, why: no_show, reason: x}]}]\n") ==
      Lines{"5:117: meetings[0].absent[0].reason: unknown key 'reason'; allowed: party, why"});
  CHECK(faults_with("events: [{type: moved, date: 2021-10-01, municipality: Odense, to: 2021-10-02}]\n") ==
        Lines{"5:64: events[0].to: unknown key 'to'; allowed: type, date, municipality"});
  CHECK(faults_with("events: [{type: job, date: 2021-10-01, from: 2021-10-01}]\n") ==
        Lines{"5:22: events[0].date: unknown key 'date'; allowed: type, from, to"});
  CHECK(faults_with("observed: [{clock: benefit_consumption, date: 2021-10-01, hours: 1, kind: x}]\n") ==
        Lines{"5:69: observed[0].kind: unknown key 'kind'; allowed: clock, date, hours"});
}

TEST_CASE("texts, numbers, days and lists of the wrong kind", "[course_file]") {
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: [a]\n"
               "person: {insurance: full_time}\n"
               "registered: 2021-09-06\n") == Lines{"2:5: id: is a list; it must be text"});
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: true\n"
               "person: {insurance: full_time}\n"
               "registered: 2021-09-06\n") == Lines{"2:5: id: is true or false; it must be text"});
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: ''\n"
               "person: {insurance: full_time}\n"
               "registered: 2021-09-06\n") == Lines{"2:5: id: is empty; write a text"});
  CHECK(
      faults(
          "schema: kontaktforloeb/course-1\n"
          "id: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
          "person: {insurance: full_time}\n"
          "registered: 2021-09-06\n") == Lines{"2:5: id: has more than 200 bytes; write a shorter text"});
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: ~\n"
               "person: {insurance: full_time}\n"
               "registered: ~\n") ==
        Lines{"2:5: id: is required: an opaque name of the course",
              "4:13: registered: is required: the day of registration, YYYY-MM-DD"});
  CHECK(faults_with("placed: 2021-02-29\n") ==
        Lines{"5:9: placed: '2021-02-29' is not a day of the calendar, written YYYY-MM-DD"});
  CHECK(faults_with("as_of: 2021-9-6\n") ==
        Lines{"5:8: as_of: '2021-9-6' is not a day of the calendar, written YYYY-MM-DD"});
  CHECK(faults_with("as_of: {}\n") ==
        Lines{"5:8: as_of: is a mapping; it must be a day of the calendar, written YYYY-MM-DD"});
  CHECK(faults_with("benefit: [{month: 2021-13, hours: 1}]\n") ==
        Lines{"5:19: benefit[0].month: '2021-13' is not a month, written YYYY-MM"});
  CHECK(faults_with("benefit: [{month: 2021-9, hours: 1}]\n") ==
        Lines{"5:19: benefit[0].month: '2021-9' is not a month, written YYYY-MM"});
  CHECK(faults_with("benefit: [{month: 2021-09}]\n") ==
        Lines{"5:11: benefit[0].hours: is required: a number with at most two decimals"});
  CHECK(
      faults_with("benefit:\n"
                  "  - {month: 2021-09, hours: -5}\n"
                  "  - {month: 2021-10, hours: 1e2}\n"
                  "  - {month: 2021-11, hours: 140.605}\n"
                  "  - {month: 2021-12, hours: +5}\n"
                  "  - {month: 2022-01, hours: '140,60'}\n"
                  "  - {month: 2022-02, hours: true}\n") ==
      Lines{
          "6:29: benefit[0].hours: '-5' is not a number of hours with at most two decimals, without sign or exponent (140.60)",
          "7:29: benefit[1].hours: '1e2' is not a number of hours with at most two decimals, without sign or exponent (140.60)",
          "8:29: benefit[2].hours: '140.605' is not a number of hours with at most two decimals, without sign or exponent (140.60)",
          "9:29: benefit[3].hours: '+5' is not a number of hours with at most two decimals, without sign or exponent (140.60)",
          "10:29: benefit[4].hours: '140,60' is not a number of hours with at most two decimals, without sign or exponent (140.60)",
          "11:29: benefit[5].hours: 'true' is not a number of hours with at most two decimals, without sign or exponent (140.60)"});
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: a\n"
             "person:\n"
             "  insurance: full_time\n"
             "  birth_year: 197x\n"
             "  qualifying_education: yes\n"
             "  vocational_education_outdated: 'true'\n"
             "registered: 2021-09-06\n") ==
      Lines{
          "5:15: person.birth_year: '197x' is not a whole number",
          "6:25: person.qualifying_education: is text; it must be true or false, without quotation marks",
          "7:34: person.vocational_education_outdated: is text; it must be true or false, without quotation marks"});
  CHECK(faults_with("benefit: {month: 2021-09, hours: 1}\n"
                    "meetings: none\n"
                    "events: 3\n"
                    "observed: true\n"
                    "readings: [handover_test]\n") ==
        Lines{"5:10: benefit: is a mapping; it must be a list", "6:11: meetings: is text; it must be a list",
              "7:9: events: is a number; it must be a list",
              "8:11: observed: is true or false; it must be a list",
              "9:11: readings: is a list; it must be a mapping of readings to values"});
  CHECK(faults_with("benefit: [2021-09]\n"
                    "meetings: [m1]\n"
                    "events: [visited]\n"
                    "observed: [12]\n") == Lines{"5:11: benefit[0]: is text; it must be a mapping",
                                                 "6:12: meetings[0]: is text; it must be a mapping",
                                                 "7:10: events[0]: is text; it must be a mapping with 'type'",
                                                 "8:12: observed[0]: is a number; it must be a mapping"});
  CHECK(faults_with("meetings: [{date: 2021-10-01, conversations: jobsamtale, holder: a_kasse}]\n") ==
        Lines{"5:46: meetings[0].conversations: is text; it must be a list"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [gruppesamtale], holder: a_kasse, themes: [[x]]}]\n") ==
      Lines{"5:89: meetings[0].themes[0]: is a list; it must be text"});
}

TEST_CASE("words outside their lists name what is allowed", "[course_file]") {
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: a\n"
             "person: {insurance: fulltime}\n"
             "registered: 2021-09-06\n") ==
      Lines{
          "3:21: person.insurance: unknown insurance status 'fulltime'; did you mean 'full_time'? Allowed: full_time, part_time"});
  CHECK(
      faults_with("benefit: [{month: 2021-09, hours: 1, kind: dagpeng}]\n") ==
      Lines{
          "5:44: benefit[0].kind: unknown kind of benefit 'dagpeng'; did you mean 'dagpenge'? Allowed: dagpenge, loentilskud, feriedagpenge, sygedagpenge, karantaene, efterloen"});
  CHECK(
      faults_with("meetings: [{date: 2021-10-01, conversations: [samtale], holder: a_kasse}]\n") ==
      Lines{
          "5:47: meetings[0].conversations[0]: unknown conversation 'samtale'; allowed: cv_samtale, jobsamtale, faellessamtale, raadighedssamtale, gruppesamtale"});
  CHECK(
      faults_with("meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: akasse}]\n") ==
      Lines{
          "5:68: meetings[0].holder: unknown holder 'akasse'; did you mean 'a_kasse'? Allowed: a_kasse, jobcenter, other_actor"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: other_actor, on_behalf_of: x}]\n") ==
      Lines{"5:95: meetings[0].on_behalf_of: unknown party 'x'; allowed: a_kasse, jobcenter"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, status: hold}]\n") ==
      Lines{
          "5:85: meetings[0].status: unknown status 'hold'; did you mean 'held'? Allowed: held, planned, cancelled, no_show"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, form: phone}]\n") ==
      Lines{
          "5:83: meetings[0].form: unknown form 'phone'; allowed: in_person, telephone, video, chat, letter"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, absent: [{party: person, why: no_show}]}]\n") ==
      Lines{"5:94: meetings[0].absent[0].party: unknown party 'person'; allowed: a_kasse, jobcenter"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, absent: [{party: a_kasse, why: no_shw}]}]\n") ==
      Lines{
          "5:108: meetings[0].absent[0].why: unknown reason of absence 'no_shw'; did you mean 'no_show'? Allowed: declined_by_person, declined_by_party, no_show"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [gruppesamtale], holder: a_kasse, track: educational}]\n") ==
      Lines{
          "5:87: meetings[0].track: unknown track 'educational'; did you mean 'education'? Allowed: education, general"});
  CHECK(
      faults_with(
          "events: [{type: choice, date: 2021-10-01, conversation: xxxx, party: a_kasse, by: person, choice: wants}]\n") ==
      Lines{
          "5:57: events[0].conversation: unknown conversation 'xxxx'; allowed: cv_samtale, jobsamtale, faellessamtale, raadighedssamtale, gruppesamtale"});
  CHECK(
      faults_with(
          "events: [{type: choice, date: 2021-10-01, conversation: faellessamtale, party: xxxx, by: person, choice: wants}]\n") ==
      Lines{"5:80: events[0].party: unknown party 'xxxx'; allowed: a_kasse, jobcenter"});
  CHECK(
      faults_with(
          "events: [{type: choice, date: 2021-10-01, conversation: faellessamtale, party: a_kasse, by: persn, choice: wants}]\n") ==
      Lines{
          "5:93: events[0].by: unknown party 'persn'; did you mean 'person'? Allowed: person, jobcenter, a_kasse"});
  CHECK(
      faults_with(
          "events: [{type: choice, date: 2021-10-01, conversation: faellessamtale, party: a_kasse, by: person, choice: want}]\n") ==
      Lines{
          "5:109: events[0].choice: unknown choice 'want'; did you mean 'wants'? Allowed: wants, declines"});
  CHECK(
      faults_with("events: [{type: exempt, from: 2021-10-01, to: 2021-10-02, reason: xxxx}]\n") ==
      Lines{
          "5:67: events[0].reason: unknown reason 'xxxx'; allowed: less_intensive, sent_home, work_sharing, share_75"});
  CHECK(
      faults_with("events: [{type: screening, date: 2021-10-01, outcome: groups}]\n") ==
      Lines{
          "5:55: events[0].outcome: unknown outcome 'groups'; did you mean 'group'? Allowed: group, individual"});
  CHECK(
      faults_with("observed: [{clock: consumption, date: 2021-10-01, hours: 1}]\n") ==
      Lines{
          "5:20: observed[0].clock: unknown clock 'consumption'; allowed: calendar, aggregate_unemployment, benefit_consumption"});
  CHECK(
      faults_with("regime: trial2020\n") ==
      Lines{
          "5:9: regime: unknown regime 'trial2020'; did you mean 'trial_2020'? Allowed: auto, trial_2020, normalindsats, national_2015, national_2020, national_2024, national_2026, aalborg, rebild, hjoerring"});
  CHECK(
      faults_with("readings: {handover_test: immediat}\n") ==
      Lines{
          "5:27: readings.handover_test: unknown value 'immediat'; did you mean 'immediate'? Allowed: end_of_month, immediate"});
  CHECK(
      faults_with("readings: {week_10_boundary: x}\n") ==
      Lines{
          "5:30: readings.week_10_boundary: unknown value 'x'; allowed: through_week_10, before_week_10_ends, two_months"});
  CHECK(
      faults_with("readings: {handover_tst: x}\n") ==
      Lines{
          "5:12: readings.handover_tst: unknown reading 'handover_tst'; did you mean 'handover_test'? Allowed: handover_test, hours_within_month, two_week_day, jobcenter_absent, declined_party, merging_limit, trial_raadighed_deadline, conversations_before_job, duties_at_early_end, ordinary_remote, opt_out_effect, joint_counts_towards_jobsamtaler, handover_repair, registration_restarts_two_weeks, other_benefit_in_aggregate, carry_over_previous_period, week_10_boundary, week_9_lower, jobcenter_conversation_number, group_substitution_cap, over_30, variant_effect, august_first_2021"});
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: a\n"
               "person: {insurance: [{from: 2021-01-01}]}\n"
               "registered: 2021-09-06\n") ==
        Lines{"3:22: person.insurance[0].status: is required: one of full_time, part_time"});
  CHECK(faults_with("meetings: [{date: 2021-10-01, conversations: [jobsamtale]}]\n") ==
        Lines{"5:12: meetings[0].holder: is required: one of a_kasse, jobcenter, other_actor"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, absent: [{}]}]\n") ==
      Lines{
          "5:86: meetings[0].absent[0].party: is required: one of a_kasse, jobcenter",
          "5:86: meetings[0].absent[0].why: is required: one of declined_by_person, declined_by_party, no_show"});
  CHECK(
      faults_with("observed: [{date: 2021-10-01, hours: 1}]\n") ==
      Lines{
          "5:12: observed[0].clock: is required: one of calendar, aggregate_unemployment, benefit_consumption"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, status: [held]}]\n") ==
      Lines{"5:85: meetings[0].status: is a list; it must be status"});
}

TEST_CASE("days outside 1990 to 2099", "[course_file]") {
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: a\n"
               "person: {insurance: full_time}\n"
               "registered: 1989-12-31\n"
               "placed: 2100-01-01\n"
               "as_of: 2199-12-31\n") ==
        Lines{"4:13: registered: 1989-12-31 lies outside 1990-01-01 to 2099-12-31",
              "5:9: placed: 2100-01-01 lies outside 1990-01-01 to 2099-12-31",
              "6:8: as_of: 2199-12-31 lies outside 1990-01-01 to 2099-12-31"});
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: a\n"
               "person: {insurance: [{from: 1989-12-31, status: full_time}]}\n"
               "registered: 1990-01-01\n") ==
        Lines{"3:29: person.insurance[0].from: 1989-12-31 lies outside 1990-01-01 to 2099-12-31"});
  CHECK(faults_with("benefit:\n"
                    "  - {month: 1989-12, hours: 1}\n"
                    "  - {month: 2100-01, hours: 1}\n"
                    "  - {from: 1989-12-01, to: 1989-12-31, hours: 1}\n") ==
        Lines{"6:13: benefit[0].month: 1989-12 lies outside 1990-01 to 2099-12",
              "7:13: benefit[1].month: 2100-01 lies outside 1990-01 to 2099-12",
              "8:12: benefit[2].from: 1989-12-01 lies outside 1990-01-01 to 2099-12-31",
              "8:28: benefit[2].to: 1989-12-31 lies outside 1990-01-01 to 2099-12-31"});
  CHECK(
      faults_with(
          "meetings: [{date: 2100-01-01, conversations: [jobsamtale], holder: a_kasse, summoned: 1989-12-31}]\n") ==
      Lines{"5:19: meetings[0].date: 2100-01-01 lies outside 1990-01-01 to 2099-12-31",
            "5:87: meetings[0].summoned: 1989-12-31 lies outside 1990-01-01 to 2099-12-31"});
  CHECK(faults_with("events:\n"
                    "  - {type: visited, date: 1989-12-31}\n"
                    "  - {type: job, from: 1989-12-31, to: 2100-01-01}\n"
                    "  - {type: joblog_empty, month: 2100-01, duty_days: 3}\n") ==
        Lines{"6:27: events[0].date: 1989-12-31 lies outside 1990-01-01 to 2099-12-31",
              "7:23: events[1].from: 1989-12-31 lies outside 1990-01-01 to 2099-12-31",
              "7:39: events[1].to: 2100-01-01 lies outside 1990-01-01 to 2099-12-31",
              "8:33: events[2].month: 2100-01 lies outside 1990-01 to 2099-12"});
  CHECK(faults_with("observed: [{clock: benefit_consumption, date: 1989-12-31, hours: 1}]\n") ==
        Lines{"5:47: observed[0].date: 1989-12-31 lies outside 1990-01-01 to 2099-12-31"});
}

TEST_CASE("the person", "[course_file]") {
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: a\n"
               "person: {}\n"
               "registered: 2021-09-06\n") ==
        Lines{"3:9: person.insurance: is required: full_time or part_time"});
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: a\n"
               "person: {insurance: []}\n"
               "registered: 2021-09-06\n") ==
        Lines{"3:21: person.insurance: is required: full_time or part_time"});
  CHECK(faults("schema: kontaktforloeb/course-1\n"
               "id: a\n"
               "person: {insurance: [{from: 2021-01-01, status: full_time}, {status: part_time}]}\n"
               "registered: 2021-09-06\n") ==
        Lines{"3:61: person.insurance[1].from: is required: the first day of the status, YYYY-MM-DD"});
  CHECK(
      faults(
          "schema: kontaktforloeb/course-1\n"
          "id: a\n"
          "person: {insurance: [{from: 2021-01-01, status: full_time}, {from: 2021-01-01, status: part_time}]}\n"
          "registered: 2021-09-06\n") ==
      Lines{
          "3:68: person.insurance[1].from: 2021-01-01 is not after 2021-01-01; statuses stand in the order of their first days"});
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: a\n"
             "person: {insurance: full_time, a_kasse: BUPLA, municipality: Vejl, birth_year: 1899}\n"
             "registered: 2021-09-06\n") ==
      Lines{
          "3:41: person.a_kasse: unknown a-kasse 'BUPLA'; did you mean 'BUPL-A'? Allowed: 3F-A, BUPL-A, Dansk Metal-A, FOA-A, FTF-A, HK-A, MA-A, Min-A, SL-A; any other a-kasse is written other:NAME",
          "3:62: person.municipality: unknown municipality 'Vejl'; did you mean 'Vejle'? Write one of the 98 names or a three-digit code",
          "3:80: person.birth_year: must be a year from 1900 to 2099"});
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: a\n"
             "person: {insurance: full_time, a_kasse: 'other:', municipality: 411, birth_year: 2100}\n"
             "registered: 2021-09-06\n") ==
      Lines{
          "3:41: person.a_kasse: unknown a-kasse 'other:'; allowed: 3F-A, BUPL-A, Dansk Metal-A, FOA-A, FTF-A, HK-A, MA-A, Min-A, SL-A; any other a-kasse is written other:NAME",
          "3:65: person.municipality: unknown municipality '411'; write one of the 98 names or a three-digit code",
          "3:82: person.birth_year: must be a year from 1900 to 2099"});
}

TEST_CASE("benefit", "[course_file]") {
  CHECK(faults_with("benefit: [{month: 2021-09, from: 2021-09-01, to: 2021-09-30, hours: 1}]\n") ==
        Lines{"5:11: benefit[0]: has both a month and a spell; write 'month' or 'from' and 'to'"});
  CHECK(
      faults_with("benefit: [{hours: 1}]\n") ==
      Lines{
          "5:11: benefit[0]: is required: 'month: YYYY-MM', or 'from' and 'to' of a spell inside one month"});
  CHECK(faults_with("benefit: [{from: 2021-09-01, hours: 1}, {to: 2021-09-01, hours: 1}]\n") ==
        Lines{"5:11: benefit[0].to: is required: the spell's last day, YYYY-MM-DD",
              "5:41: benefit[1].from: is required: the spell's first day, YYYY-MM-DD"});
  CHECK(
      faults_with("benefit: [{from: 2021-09-10, to: 2021-09-09, hours: 1}]\n") ==
      Lines{
          "5:34: benefit[0].to: the range ends on 2021-09-09, before it starts on 2021-09-10; 'to' must not be before 'from'"});
  CHECK(
      faults_with("benefit: [{from: 2021-09-30, to: 2021-10-01, hours: 1}]\n") ==
      Lines{
          "5:34: benefit[0].to: the spell 2021-09-30..2021-10-01 crosses a month's end; write one spell for each month"});
  CHECK(
      faults_with("benefit: [{month: 2021-09, hours: 1}, {from: 2021-09-30, to: 2021-09-30, hours: 1}]\n") ==
      Lines{
          "5:39: benefit[1]: 2021-09-30..2021-09-30 overlaps benefit[0] (2021-09) of the same kind, dagpenge; days may be reported once"});
  CHECK(
      faults_with(
          "benefit: [{month: 2021-09, hours: 1, kind: sygedagpenge}, {month: 2021-09, hours: 1, kind: sygedagpenge}, {month: 2021-09, hours: 1}]\n") ==
      Lines{
          "5:59: benefit[1]: 2021-09 overlaps benefit[0] (2021-09) of the same kind, sygedagpenge; days may be reported once"});
  CHECK(
      faults_with("benefit: [{month: 2021-09, hours: 160.34}]\n") ==
      Lines{
          "5:35: benefit[0].hours: brings 2021-09 to 160.34 hours; a month has at most 160.33 for full-time insured"});
  CHECK(
      faults_with(
          "benefit: [{month: 2021-09, hours: 100}, {from: 2021-10-01, to: 2021-10-02, hours: 9}, {month: 2021-09, hours: 60.34, kind: loentilskud}]\n") ==
      Lines{
          "5:111: benefit[2].hours: brings 2021-09 to 160.34 hours; a month has at most 160.33 for full-time insured"});
  CHECK(
      faults(
          "schema: kontaktforloeb/course-1\n"
          "id: a\n"
          "person: {insurance: [{from: 2021-01-01, status: full_time}, {from: 2021-09-02, status: part_time}]}\n"
          "registered: 2021-09-06\n"
          "benefit: [{month: 2021-09, hours: 160.33}, {month: 2021-10, hours: 130.01}]\n") ==
      Lines{
          "5:68: benefit[1].hours: brings 2021-10 to 130.01 hours; a month has at most 130.00 for part-time insured"});
  CHECK(
      faults(
          "schema: kontaktforloeb/course-1\n"
          "id: a\n"
          "person: {insurance: full_time}\n"
          "registered: 2017-05-01\n"
          "benefit: [{month: 2017-05, hours: 185}, {month: 2017-06, hours: 185.01}, {month: 2017-07, hours: 160.34}]\n") ==
      Lines{
          "5:65: benefit[1].hours: brings 2017-06 to 185.01 hours; a month has at most 185.00 for full-time insured",
          "5:98: benefit[2].hours: brings 2017-07 to 160.34 hours; a month has at most 160.33 for full-time insured"});
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: a\n"
             "person: {insurance: part_time}\n"
             "registered: 2017-05-01\n"
             "benefit: [{month: 2017-05, hours: 150}, {month: 2017-06, hours: 150.01}]\n") ==
      Lines{
          "5:65: benefit[1].hours: brings 2017-06 to 150.01 hours; a month has at most 150.00 for part-time insured"});
}

TEST_CASE("meetings", "[course_file]") {
  CHECK(faults_with("meetings: [{conversations: [jobsamtale], holder: a_kasse}]\n") ==
        Lines{"5:12: meetings[0].date: is required: the meeting's day, YYYY-MM-DD"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, holder: a_kasse}, {date: 2021-10-01, conversations: [], holder: a_kasse}]\n") ==
      Lines{"5:12: meetings[0].conversations: is required: at least one kind of conversation",
            "5:83: meetings[1].conversations: is required: at least one kind of conversation"});
  CHECK(
      faults_with("meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: other_actor}]\n") ==
      Lines{
          "5:12: meetings[0].on_behalf_of: is required: another actor acts for the a_kasse or the jobcenter; say for which"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, on_behalf_of: jobcenter}]\n") ==
      Lines{"5:91: meetings[0].on_behalf_of: is only for holder other_actor; leave it out"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, summoned: 2021-10-02}]\n") ==
      Lines{"5:87: meetings[0].summoned: 2021-10-02 is after the meeting on 2021-10-01"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, absent: [{party: a_kasse, why: no_show}, {party: a_kasse, why: declined_by_party}]}]\n") ==
      Lines{"5:118: meetings[0].absent[1]: names a party that stands there already"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, track: general, themes: [vinterfyring]}]\n") ==
      Lines{"5:84: meetings[0].track: is only for a gruppesamtale; leave it out",
            "5:101: meetings[0].themes: are only for a gruppesamtale; leave them out"});
  CHECK(
      faults_with(
          "meetings: [{id: m1, date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse}, {id: m2, date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse}, {id: m1, date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse}]\n") ==
      Lines{"5:165: meetings[2].id: is also the id of meetings[0]; ids are unique"});
}

TEST_CASE("events that lack what their type has", "[course_file]") {
  CHECK(faults_with("events: [{type: visited}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type visited has 'date'"});
  CHECK(faults_with("events: [{type: moved}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type moved has 'date'",
              "5:10: events[0].municipality: is required: an event of type moved has 'municipality'"});
  CHECK(faults_with("events: [{type: left_a_kasse}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type left_a_kasse has 'date'"});
  CHECK(faults_with("events: [{type: early_jobcenter_effort}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type early_jobcenter_effort has 'date'"});
  CHECK(faults_with("events: [{type: education_order}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type education_order has 'date'"});
  CHECK(faults_with("events: [{type: ended_other}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type ended_other has 'date'"});
  CHECK(faults_with("events: [{type: window_used}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type window_used has 'date'"});
  CHECK(faults_with("events: [{type: deregistered}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type deregistered has 'date'"});
  CHECK(faults_with("events: [{type: registered_again}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type registered_again has 'date'"});
  CHECK(faults_with("events: [{type: placed}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type placed has 'date'"});
  CHECK(faults_with("events: [{type: job}]\n") ==
        Lines{"5:10: events[0].from: is required: an event of type job has 'from'"});
  CHECK(faults_with("events: [{type: exempt}]\n") ==
        Lines{"5:10: events[0].from: is required: an event of type exempt has 'from'",
              "5:10: events[0].to: is required: an event of type exempt has 'to'",
              "5:10: events[0].reason: is required: an event of type exempt has 'reason'"});
  CHECK(faults_with("events: [{type: exemption_lifted}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type exemption_lifted has 'date'"});
  CHECK(faults_with("events: [{type: choice}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type choice has 'date'",
              "5:10: events[0].conversation: is required: an event of type choice has 'conversation'",
              "5:10: events[0].party: is required: an event of type choice has 'party'",
              "5:10: events[0].by: is required: an event of type choice has 'by'",
              "5:10: events[0].choice: is required: an event of type choice has 'choice'"});
  CHECK(faults_with("events: [{type: request}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type request has 'date'",
              "5:10: events[0].conversation: is required: an event of type request has 'conversation'",
              "5:10: events[0].by: is required: an event of type request has 'by'"});
  CHECK(faults_with("events: [{type: jobcenter_track}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type jobcenter_track has 'date'"});
  CHECK(faults_with("events: [{type: joblog_empty}]\n") ==
        Lines{"5:10: events[0].month: is required: an event of type joblog_empty has 'month'",
              "5:10: events[0].duty_days: is required: an event of type joblog_empty has 'duty_days'"});
  CHECK(faults_with("events: [{type: municipality_closed}]\n") ==
        Lines{"5:10: events[0].from: is required: an event of type municipality_closed has 'from'",
              "5:10: events[0].to: is required: an event of type municipality_closed has 'to'"});
  CHECK(faults_with("events: [{type: screening}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type screening has 'date'",
              "5:10: events[0].outcome: is required: an event of type screening has 'outcome'"});
  CHECK(faults_with("events: [{type: education_ruled_out}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type education_ruled_out has 'date'"});
  CHECK(faults_with("events: [{type: postponed}]\n") ==
        Lines{"5:10: events[0].date: is required: an event of type postponed has 'date'",
              "5:10: events[0].to: is required: an event of type postponed has 'to'",
              "5:10: events[0].conversation: is required: an event of type postponed has 'conversation'",
              "5:10: events[0].ordinal: is required: an event of type postponed has 'ordinal'"});
}

TEST_CASE("events whose values cannot be", "[course_file]") {
  CHECK(
      faults_with("events: [{type: job, from: 2021-10-02, to: 2021-10-01}]\n") ==
      Lines{
          "5:44: events[0].to: the range ends on 2021-10-01, before it starts on 2021-10-02; 'to' must not be before 'from'"});
  CHECK(
      faults_with(
          "events: [{type: exempt, from: 2021-10-02, to: 2021-10-01, reason: sent_home}, {type: municipality_closed, from: 2021-10-02, to: 2021-10-01}]\n") ==
      Lines{
          "5:47: events[0].to: the range ends on 2021-10-01, before it starts on 2021-10-02; 'to' must not be before 'from'",
          "5:129: events[1].to: the range ends on 2021-10-01, before it starts on 2021-10-02; 'to' must not be before 'from'"});
  CHECK(
      faults_with(
          "events: [{type: postponed, date: 2021-10-02, conversation: jobsamtale, ordinal: 2, to: 2021-10-01}]\n") ==
      Lines{
          "5:88: events[0].to: the range ends on 2021-10-01, before it starts on 2021-10-02; 'to' must not be before 'from'"});
  CHECK(
      faults_with("events: [{type: placed, date: 2021-10-02}]\n") ==
      Lines{
          "5:31: events[0].date: 2021-10-02 is not the 1st of a month; a benefit period begins on the 1st"});
  CHECK(
      faults_with("events: [{type: moved, date: 2021-10-02, municipality: Christiansø}]\n") ==
      Lines{
          "5:56: events[0].municipality: unknown municipality 'Christiansø'; write one of the 98 names or a three-digit code"});
  CHECK(
      faults_with(
          "events: [{type: request, date: 2021-10-02, conversation: faellessamtale, by: person, ordinal: 0}, {type: request, date: 2021-10-02, conversation: faellessamtale, by: person, ordinal: 100}]\n") ==
      Lines{"5:95: events[0].ordinal: must be a number from 1 to 99",
            "5:184: events[1].ordinal: must be a number from 1 to 99"});
  CHECK(
      faults_with(
          "events: [{type: joblog_empty, month: 2022-04, duty_days: 32}, {type: joblog_empty, month: 2022-05, duty_days: -1}, {type: joblog_empty, month: 2022-06, duty_days: 15.5}]\n") ==
      Lines{"5:58: events[0].duty_days: must be a number of days from 0 to 31",
            "5:111: events[1].duty_days: must be a number of days from 0 to 31",
            "5:164: events[2].duty_days: '15.5' is not a whole number"});
}

TEST_CASE("official counts", "[course_file]") {
  CHECK(
      faults_with("observed: [{clock: calendar, date: 2021-10-01, hours: 1}]\n") ==
      Lines{
          "5:20: observed[0].clock: the calendar needs no official count; allowed: aggregate_unemployment, benefit_consumption"});
  CHECK(
      faults_with(
          "observed: [{clock: benefit_consumption, hours: 1}, {clock: benefit_consumption, date: 2021-10-01}]\n") ==
      Lines{"5:12: observed[0].date: is required: the day of the count, YYYY-MM-DD",
            "5:52: observed[1].hours: is required: a number with at most two decimals"});
  CHECK(
      faults_with(
          "observed: [{clock: benefit_consumption, date: 2021-10-01, hours: 1}, {clock: aggregate_unemployment, date: 2021-10-01, hours: 1}, {clock: benefit_consumption, date: 2021-10-01, hours: 2}]\n") ==
      Lines{"5:131: observed[2]: repeats the clock and day of observed[0]"});
}

TEST_CASE("a fault of the text hides none of the facts", "[course_file]") {
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: 010170-1234\n"
             "person: {insurance: full_time, a_kasse: XYZW}\n"
             "registered: 2021-02-30\n"
             "benefit:\n"
             "  - {month: 2021-09, hours: 200}\n"
             "  - {month: 2021-09, hours: 0}\n"
             "meetings:\n"
             "  - {date: 2021-10-01, conversations: [foo], holder: a_kasse}\n"
             "  - {date: 2021-10-32, conversations: [jobsamtale], hodler: a_kasse, holder: a_kasse}\n"
             "events:\n"
             "  - {type: job, from: 2021-10-05, to: 2021-10-04}\n"
             "id: b\n"
             "readings: {handover_test: later}\n") ==
      Lines{
          "2:5: id: looks like a CPR number; use an opaque name that says nothing of the person",
          "3:41: person.a_kasse: unknown a-kasse 'XYZW'; allowed: 3F-A, BUPL-A, Dansk Metal-A, FOA-A, FTF-A, HK-A, MA-A, Min-A, SL-A; any other a-kasse is written other:NAME",
          "4:13: registered: '2021-02-30' is not a day of the calendar, written YYYY-MM-DD",
          "7:5: benefit[1]: 2021-09 overlaps benefit[0] (2021-09) of the same kind, dagpenge; days may be reported once",
          "7:29: benefit[1].hours: brings 2021-09 to 200.00 hours; a month has at most 160.33 for full-time insured",
          "9:40: meetings[0].conversations[0]: unknown conversation 'foo'; allowed: cv_samtale, jobsamtale, faellessamtale, raadighedssamtale, gruppesamtale",
          "10:12: meetings[1].date: '2021-10-32' is not a day of the calendar, written YYYY-MM-DD",
          "10:53: meetings[1].hodler: unknown key 'hodler'; did you mean 'holder'? Allowed: id, date, conversations, holder, on_behalf_of, status, form, summoned, absent, track, themes",
          "12:39: events[0].to: the range ends on 2021-10-04, before it starts on 2021-10-05; 'to' must not be before 'from'",
          "13:1: id: duplicate key 'id': the first stands at line 2, column 1; keep one of them",
          "14:27: readings.handover_test: unknown value 'later'; allowed: end_of_month, immediate"});
  CHECK(
      faults_with("benefit: [{from: 2021-09-02, to: 2021-09-01, hours: 1}]\n"
                  "benefit: []\n") ==
      Lines{
          "5:34: benefit[0].to: the range ends on 2021-09-01, before it starts on 2021-09-02; 'to' must not be before 'from'",
          "6:1: benefit: duplicate key 'benefit': the first stands at line 5, column 1; keep one of them"});
  CHECK(
      faults_with("benefit: &x [{from: 2021-09-02, to: 2021-09-01, hours: 1}]\n") ==
      Lines{
          "5:10: benefit: the anchor '&x' is not accepted; write the value out wherever it is meant",
          "5:37: benefit[0].to: the range ends on 2021-09-01, before it starts on 2021-09-02; 'to' must not be before 'from'"});
  CHECK(
      faults_with("benefit: [{from: 2021-09-02, to: 2021-09-01, hours: 1}]\n"
                  "---\n"
                  "id: b\n") ==
      Lines{
          "5:34: benefit[0].to: the range ends on 2021-09-01, before it starts on 2021-09-02; 'to' must not be before 'from'",
          "6:1: one file holds one document; put what follows '---' into a file of its own"});
  CHECK(
      faults_with("benefit: [{hours: 1e2}]\n") ==
      Lines{
          "5:11: benefit[0]: is required: 'month: YYYY-MM', or 'from' and 'to' of a spell inside one month",
          "5:19: benefit[0].hours: '1e2' is not a number of hours with at most two decimals, without sign or exponent (140.60)"});
  CHECK(
      faults_with("events: [visited, {type: placed, date: 2021-10-02}]\n") ==
      Lines{
          "5:10: events[0]: is text; it must be a mapping with 'type'",
          "5:40: events[1].date: 2021-10-02 is not the 1st of a month; a benefit period begins on the 1st"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse, absent: [x, {party: a_kasse, why: no_show}, {party: a_kasse, why: no_show}]}]\n") ==
      Lines{"5:86: meetings[0].absent[0]: is text; it must be a mapping",
            "5:121: meetings[0].absent[2]: names a party that stands there already"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [gruppesamtale], holder: a_kasse, themes: [ok, [x], '010170-1234']}]\n") ==
      Lines{
          "5:93: meetings[0].themes[1]: is a list; it must be text",
          "5:98: meetings[0].themes[2]: looks like a CPR number; use an opaque name that says nothing of the person"});
}

TEST_CASE("all faults of a file are listed, by place, and none twice", "[course_file]") {
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: 010170-1234\n"
             "person: {insurance: full_time, municipality: Atlantis}\n"
             "registered: 2021-02-30\n"
             "benefit: [{month: 2021-09, hours: 200}]\n"
             "meetings: [{date: 2021-10-32, conversations: [foo], holder: a_kasse}]\n"
             "regime: other\n") ==
      Lines{
          "2:5: id: looks like a CPR number; use an opaque name that says nothing of the person",
          "3:46: person.municipality: unknown municipality 'Atlantis'; write one of the 98 names or a three-digit code",
          "4:13: registered: '2021-02-30' is not a day of the calendar, written YYYY-MM-DD",
          "5:35: benefit[0].hours: brings 2021-09 to 200.00 hours; a month has at most 160.33 for full-time insured",
          "6:19: meetings[0].date: '2021-10-32' is not a day of the calendar, written YYYY-MM-DD",
          "6:47: meetings[0].conversations[0]: unknown conversation 'foo'; allowed: cv_samtale, jobsamtale, faellessamtale, raadighedssamtale, gruppesamtale",
          "7:9: regime: unknown regime 'other'; allowed: auto, trial_2020, normalindsats, national_2015, national_2020, national_2024, national_2026, aalborg, rebild, hjoerring"});
}

TEST_CASE("what could not be read makes no second fault", "[course_file]") {
  CHECK(
      faults_with("events: [{type: vistied, date: 2021-10-01}]\n") ==
      Lines{
          "5:17: events[0].type: unknown type of event 'vistied'; did you mean 'visited'? Allowed: visited, moved, left_a_kasse, early_jobcenter_effort, education_order, ended_other, window_used, deregistered, registered_again, placed, job, exempt, exemption_lifted, choice, request, jobcenter_track, joblog_empty, municipality_closed, screening, education_ruled_out, postponed"});
  CHECK(
      faults_with("events: [{date: 2021-10-01}]\n") ==
      Lines{
          "5:10: events[0].type: is required: one of visited, moved, left_a_kasse, early_jobcenter_effort, education_order, ended_other, window_used, deregistered, registered_again, placed, job, exempt, exemption_lifted, choice, request, jobcenter_track, joblog_empty, municipality_closed, screening, education_ruled_out, postponed"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [jobsamtale], holder: other_actr, on_behalf_of: jobcenter}]\n") ==
      Lines{
          "5:68: meetings[0].holder: unknown holder 'other_actr'; did you mean 'other_actor'? Allowed: a_kasse, jobcenter, other_actor"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [gruppesamtle], holder: jobcenter, track: general, themes: [x]}]\n") ==
      Lines{
          "5:47: meetings[0].conversations[0]: unknown conversation 'gruppesamtle'; did you mean 'gruppesamtale'? Allowed: cv_samtale, jobsamtale, faellessamtale, raadighedssamtale, gruppesamtale"});
  CHECK(
      faults_with("benefit: [{month: 2021-09, hours: 1}, {month: 2021-09, hours: 1, kind: syge}]\n") ==
      Lines{
          "5:72: benefit[1].kind: unknown kind of benefit 'syge'; allowed: dagpenge, loentilskud, feriedagpenge, sygedagpenge, karantaene, efterloen"});
  CHECK(
      faults_with(
          "observed: [{clock: benefit_consumption, date: 2021-10-01, hours: 1}, {clock: aggregate, date: 2021-10-01, hours: 1}]\n") ==
      Lines{
          "5:78: observed[1].clock: unknown clock 'aggregate'; allowed: calendar, aggregate_unemployment, benefit_consumption"});
  CHECK(
      faults(
          "schema: kontaktforloeb/course-1\n"
          "id: a\n"
          "person: {insurance: [{from: 2021-01-01, status: full_time}, {from: 2021-00-01, status: part_time}]}\n"
          "registered: 2021-09-06\n") ==
      Lines{"3:68: person.insurance[1].from: '2021-00-01' is not a day of the calendar, written YYYY-MM-DD"});
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: a\n"
             "person: {insurance: [{from: 2021-01-01, status: parttime}]}\n"
             "registered: 2021-09-06\n"
             "benefit: [{month: 2021-09, hours: 160.33}]\n") ==
      Lines{
          "3:49: person.insurance[0].status: unknown insurance status 'parttime'; did you mean 'part_time'? Allowed: full_time, part_time"});
  CHECK(faults_with("benefit: [{from: 2021-09-01, to: 2021-09-31, hours: 1}]\n") ==
        Lines{"5:34: benefit[0].to: '2021-09-31' is not a day of the calendar, written YYYY-MM-DD"});
}

TEST_CASE("themes are texts like any other", "[course_file]") {
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [gruppesamtale], holder: a_kasse, themes: [true, '']}]\n") ==
      Lines{"5:89: meetings[0].themes[0]: is true or false; it must be text",
            "5:95: meetings[0].themes[1]: is empty; write a text"});
  CHECK(
      faults_with(
          "meetings: [{date: 2021-10-01, conversations: [gruppesamtale], holder: a_kasse, themes: [xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxæ]}]\n") ==
      Lines{"5:89: meetings[0].themes[0]: has more than 200 bytes; write a shorter text"});
}

TEST_CASE("text that looks like a CPR number is refused wherever it may stand, and never repeated",
          "[course_file]") {
  CHECK(
      faults_with(
          "meetings: [{id: 0101701234, date: 2021-10-01, conversations: [jobsamtale], holder: a_kasse}, {date: 2021-10-01, conversations: [gruppesamtale], holder: a_kasse, themes: ['010170-1234']}]\n") ==
      Lines{
          "5:17: meetings[0].id: looks like a CPR number; use an opaque name that says nothing of the person",
          "5:171: meetings[1].themes[0]: looks like a CPR number; use an opaque name that says nothing of the person"});
  CHECK(
      faults("schema: kontaktforloeb/course-1\n"
             "id: a\n"
             "person: {insurance: 010170-1234, a_kasse: 'other:010170-1234', municipality: 010170 1234}\n"
             "registered: 0101701234\n") ==
      Lines{
          "3:21: person.insurance: unknown insurance status '**********'; allowed: full_time, part_time",
          "3:43: person.a_kasse: looks like a CPR number; use an opaque name that says nothing of the person",
          "3:78: person.municipality: unknown municipality '**********'; write one of the 98 names or a three-digit code",
          "4:13: registered: '**********' is not a day of the calendar, written YYYY-MM-DD"});
  CHECK(
      faults_with("010170-1234: x\n"
                  "readings: {0101701234: x}\n") ==
      Lines{
          "5:1: **********: unknown key '**********'; allowed: schema, id, person, registered, placed, benefit, meetings, events, observed, regime, readings, as_of",
          "6:12: readings.**********: unknown reading '**********'; allowed: handover_test, hours_within_month, two_week_day, jobcenter_absent, declined_party, merging_limit, trial_raadighed_deadline, conversations_before_job, duties_at_early_end, ordinary_remote, opt_out_effect, joint_counts_towards_jobsamtaler, handover_repair, registration_restarts_two_weeks, other_benefit_in_aggregate, carry_over_previous_period, week_10_boundary, week_9_lower, jobcenter_conversation_number, group_substitution_cap, over_30, variant_effect, august_first_2021"});
}

TEST_CASE("JSON has the same faults in its own places", "[course_file]") {
  CHECK(
      faults(
          "{\n"
          "  \"schema\": \"kontaktforloeb/course-1\",\n"
          "  \"id\": \"010170-1234\",\n"
          "  \"person\": {\"insurance\": \"full_time\", \"municipality\": \"Vejl\"},\n"
          "  \"registered\": \"2021-02-29\",\n"
          "  \"benefit\": [{\"month\": \"2021-09\", \"hours\": -5}, {\"month\": \"2021-10\", \"hours\": 160.34}],\n"
          "  \"events\": [{\"type\": \"job\", \"from\": \"2021-10-05\", \"to\": \"2021-10-04\"}],\n"
          "  \"placd\": null\n"
          "}\n") ==
      Lines{
          "3:9: id: looks like a CPR number; use an opaque name that says nothing of the person",
          "4:56: person.municipality: unknown municipality 'Vejl'; did you mean 'Vejle'? Write one of the 98 names or a three-digit code",
          "5:17: registered: '2021-02-29' is not a day of the calendar, written YYYY-MM-DD",
          "6:45: benefit[0].hours: '-5' is not a number of hours with at most two decimals, without sign or exponent (140.60)",
          "6:80: benefit[1].hours: brings 2021-10 to 160.34 hours; a month has at most 160.33 for full-time insured",
          "7:58: events[0].to: the range ends on 2021-10-04, before it starts on 2021-10-05; 'to' must not be before 'from'",
          "8:3: placd: unknown key 'placd'; did you mean 'placed'? Allowed: schema, id, person, registered, placed, benefit, meetings, events, observed, regime, readings, as_of"});
  CHECK(
      faults(
          "{\n"
          "  \"schema\": \"kontaktforloeb/course-1\",\n"
          "  \"id\": \"a\",\n"
          "  \"person\": {\"insurance\": \"full_time\"},\n"
          "  \"registered\": \"2021-09-06\",\n"
          "  \"benefit\": [{\"month\": \"2021-09\", \"hours\": 1e2}],\n"
          "  \"meetings\": [{\"date\": \"2021-10-01\", \"conversations\": [null], \"holder\": \"a_kasse\", \"id\": true}],\n"
          "  \"as_of\": 20211231\n"
          "}\n") ==
      Lines{
          "6:45: benefit[0].hours: '1e2' is not a number of hours with at most two decimals, without sign or exponent (140.60)",
          "7:57: meetings[0].conversations[0]: is nothing; it must be conversation",
          "7:91: meetings[0].id: is true or false; it must be text",
          "8:12: as_of: '20211231' is not a day of the calendar, written YYYY-MM-DD"});
  CHECK(faults(
            "{\n"
            "  \"schema\": \"kontaktforloeb/course-1\",\n"
            "  \"id\": \"a\",\n"
            "  \"person\": {\"insurance\": \"full_time\"},\n"
            "  \"registered\": \"2021-09-06\",\n"
            "  \"observed\": [{\"clock\": \"benefit_consumption\", \"date\": \"2021-10-01\", \"hours\": 1},\n"
            "               {\"clock\": \"benefit_consumption\", \"date\": \"2021-10-01\", \"hours\": 2}],\n"
            "  \"meetings\": {}\n"
            "}\n") == Lines{"7:16: observed[1]: repeats the clock and day of observed[0]",
                            "8:15: meetings: is a mapping; it must be a list"});
  CHECK(
      faults("[]") ==
      Lines{
          "1:1: is a list; it must be a course, that is a mapping with 'schema', 'id', 'person' and 'registered'"});
}

TEST_CASE("a CPR number is ten digits that begin with a day, a month and a year", "[course_file]") {
  const auto refused = [](std::string_view id, bool allow = false) {
    ReadOptions options;
    options.check.allow_digit_ids = allow;
    const Lines found = faults("schema: kontaktforloeb/course-1\nid: \"" + std::string(id) +
                                   "\"\nperson: {insurance: full_time}\nregistered: 2021-09-06\n",
                               options);
    if (found.empty()) return false;
    CHECK(found ==
          Lines{"2:5: id: looks like a CPR number; use an opaque name that says nothing of the person"});
    return true;
  };
  for (const char* id : {"0101701234", "010170-1234", "010170 1234", "3112991234", "290200-1234",
                         "290204 0000", "member 0101701234", "0101701234 x", "(010170-1234)"}) {
    INFO(id);
    CHECK(refused(id));
  }
  for (const char* id : {"3201701234", "0113701234", "0001701234", "0000000000", "290271-1234", "310470 1234",
                         "01017012345", "010170123", "010170--1234", "010170/1234", "01-0170-1234",
                         "member-0042", "0101 701234", "m0101701234", "1234567890"}) {
    INFO(id);
    CHECK_FALSE(refused(id));
  }
  // Admitted on request without a separator only.
  CHECK_FALSE(refused("0101701234", true));
  CHECK(refused("010170-1234", true));
  CHECK(refused("010170 1234", true));
}

TEST_CASE("ids of ten digits are numbers in YAML and texts all the same", "[course_file]") {
  ReadOptions options;
  options.check.allow_digit_ids = true;
  const std::string text = "schema: kontaktforloeb/course-1\nid: 0101701234\nperson: {insurance: full_time}\n"
                           "registered: 2021-09-06\n";
  CHECK(faults(text) ==
        Lines{"2:5: id: looks like a CPR number; use an opaque name that says nothing of the person"});
  const CourseFile file = read_course(text, options);
  REQUIRE(file.course.has_value());
  CHECK(file.course->facts().id == "0101701234");
}

TEST_CASE("facts built in memory are checked where files cannot go wrong", "[course_file]") {
  CHECK(faults_of(plain()) == Lines{});
  CHECK(faults_of(CourseFacts{}) == Lines{"id: is required: an opaque name of the course",
                                          "person.insurance: is required: full_time or part_time",
                                          "registered: is required: the day of registration, YYYY-MM-DD"});
  CourseFacts facts = plain();
  facts.id = "\xFF";
  CHECK(faults_of(facts) == Lines{"id: is not UTF-8 text; write it in UTF-8"});
  facts.id = "a\x1B[2J";
  CHECK(faults_of(facts) == Lines{"id: has control characters; write plain text"});

  facts = plain();
  facts.benefit = {{.month = {2021, 9}, .hours = {-1}}};
  facts.observed = {{Clock::benefit_consumption, {2021, 10, 1}, {-100}}};
  CHECK(faults_of(facts) == Lines{"benefit[0].hours: -0.01 is negative; hours are 0 or more",
                                  "observed[0].hours: -1.00 is negative; hours are 0 or more"});

  facts = plain();
  facts.events = {{.type = EventType::visited, .date = {2021, 9, 6}, .municipality = "Odense", .ordinal = 1}};
  CHECK(faults_of(facts) ==
        Lines{"events[0].municipality: an event of type visited has no such key; leave it out",
              "events[0].ordinal: an event of type visited has no such key; leave it out"});

  facts = plain();
  facts.readings = {{Reading::handover_test, 2}, {Reading::two_week_day, 0}, {Reading::two_week_day, 1}};
  CHECK(faults_of(facts) == Lines{"readings.handover_test: has no value of that number",
                                  "readings.two_week_day: is chosen twice"});
}

TEST_CASE("Course::checked throws all faults, and says how many", "[course_file]") {
  CHECK(Course::checked(plain()).facts() == plain());
  try {
    Course::checked(CourseFacts{});
    FAIL("no fault was found");
  } catch (const CourseError& error) {
    CHECK(error.faults().size() == 3);
    CHECK(std::string(error.what()) == "id: is required: an opaque name of the course (and 2 more)");
  }
}

TEST_CASE("faults carry the name of their file", "[course_file]") {
  const CourseFile file = read_course(std::string(needed) + "placed: x\n", {.file = "a.yaml"});
  REQUIRE(file.faults.size() == 1);
  CHECK(file.faults.front().file == "a.yaml");
  CHECK(file.faults.front().key == "placed");
  CHECK(file.faults.front().position == Position{5, 9});
  CHECK(file.faults.front().text() ==
        "a.yaml:5:9: placed: 'x' is not a day of the calendar, written YYYY-MM-DD");
}

TEST_CASE("files are read by their ending, and one that cannot be read is a fault", "[course_file]") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("kontaktforloeb-" + std::to_string(std::random_device{}()));
  std::filesystem::create_directories(folder);
  const auto write = [&](const char* name, std::string_view text) {
    std::ofstream{folder / name, std::ios::binary} << text;
    return folder / name;
  };
  const CourseFile yaml = read_course_file(write("a.yaml", needed));
  CHECK(yaml.course.has_value());
  CHECK(yaml.file == (folder / "a.yaml").string());
  // JSON's spelling is YAML too, but not the other way round.
  CHECK_FALSE(read_course_file(write("a.json", needed)).faults.empty());
  CHECK(read_course_file(write("a.txt", needed)).course.has_value());
  CHECK(read_course_file(
            write("b.txt", R"({"schema": "kontaktforloeb/course-1", "id": "a", "registered": "2021-09-06",
    "person": {"insurance": "part_time"}})"))
            .course.has_value());

  const CourseFile missing = read_course_file(folder / "none.yaml");
  REQUIRE(missing.faults.size() == 1);
  CHECK(missing.faults.front().message.starts_with("cannot be opened: "));
  CHECK(missing.faults.front().file == (folder / "none.yaml").string());
  CHECK(lines(read_course_file(folder).faults) == Lines{folder.string() + ": is a directory; name a file"});
  const CourseFile large = read_course_file(write("large.yaml", std::string(5 * 1024 * 1024, '#')));
  REQUIRE(large.faults.size() == 1);
  CHECK(large.faults.front().message.find("more than 4 MiB") != std::string::npos);
  std::filesystem::remove_all(folder);

  CHECK(format_of("a.json") == TextFormat::json);
  CHECK(format_of("a.yaml") == TextFormat::yaml);
  CHECK(format_of("a.yml") == TextFormat::yaml);
  CHECK(format_of("a.txt") == TextFormat::detect);
  CHECK(format_of("-") == TextFormat::detect);
}

TEST_CASE("a file looks like a course by its schema key, broken or not", "[course_file]") {
  CHECK(looks_like_course(needed));
  CHECK(looks_like_course("schema: kontaktforloeb/course-2\n"));
  CHECK(looks_like_course(R"({"id": 1, "schema": "kontaktforloeb/course-1"})"));
  CHECK(looks_like_course("schema: kontaktforloeb/course-1\nid: [\n"));
  CHECK_FALSE(looks_like_course("schema: kontaktforloeb/cases-1\n"));
  CHECK_FALSE(looks_like_course("name: kontaktforloeb/course-1\n"));
  CHECK_FALSE(looks_like_course("course: {schema: kontaktforloeb/course-1}\n"));
  CHECK_FALSE(looks_like_course(""));
}

} // namespace kontaktforloeb

TEST_CASE("lists longer than any course's are refused", "[course]") {
  kontaktforloeb::CourseFacts facts;
  facts.id = "long";
  facts.person.insurance = {{}};
  facts.registered = {2021, 9, 6};
  kontaktforloeb::MeetingFacts meeting;
  meeting.date = {2021, 9, 7};
  meeting.conversations = {kontaktforloeb::Conversation::jobsamtale};
  facts.meetings.assign(1000, meeting);
  CHECK(kontaktforloeb::find_faults(facts).empty());
  facts.meetings.push_back(meeting);
  facts.benefit.resize(10'001);
  facts.events.resize(1001);
  facts.observed.resize(1001);
  facts.person.insurance.resize(1001);
  std::vector<std::string> keys;
  for (const auto& fault : kontaktforloeb::find_faults(facts))
    keys.push_back(fault.key + " " + fault.message);
  CHECK(keys == std::vector<std::string>{
                    "person.insurance has 1001 entries; a course has at most 1000",
                    "benefit has 10001 entries; a course has at most 10000",
                    "meetings has 1001 entries; a course has at most 1000",
                    "events has 1001 entries; a course has at most 1000",
                    "observed has 1001 entries; a course has at most 1000",
                });
}
