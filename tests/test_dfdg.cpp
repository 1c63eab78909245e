// The public codes of DFDG against their published list, and both ways between them and our facts.
#include "catch2_compat.hpp"

#include <kontaktforloeb/assess.hpp>
#include <kontaktforloeb/course.hpp>
#include <kontaktforloeb/dfdg.hpp>
#include <kontaktforloeb/regimes/regimes.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb {
namespace {

struct Listed {
  dfdg::CodeList list;
  int code;
  std::string_view name;
};

using enum dfdg::CodeList;

/// The lists as published, written down a second time.
constexpr std::array listed{Listed{samtaletype, 4, "opfoelgningssamtale"},
                            Listed{samtaletype, 7, "jobsamtale"},
                            Listed{samtaletype, 8, "henvisning"},
                            Listed{samtaletype, 9, "informationsmoede"},
                            Listed{samtaletype, 10, "cv_samtale"},
                            Listed{samtaletype, 11, "formidlingssamtale"},
                            Listed{samtaletype, 12, "anden_samtale"},
                            Listed{samtaletype, 13, "informationsmoede_uden_moedepligt"},
                            Listed{samtaletype, 15, "raadighedssamtale"},
                            Listed{samtaletype, 17, "jobsamtale_med_a_kasse"},
                            Listed{samtaletype, 19, "faelles_jobsamtale"},
                            Listed{samtaletype, 20, "a_kasse_forsoegssamtale"},
                            Listed{fravaer, 1, "uddannelse"},
                            Listed{fravaer, 2, "midlertidigt_arbejde"},
                            Listed{fravaer, 3, "borgerligt_ombud"},
                            Listed{fravaer, 4, "barsel_max_14_dage"},
                            Listed{fravaer, 8, "barsel"},
                            Listed{fravaer, 9, "friperiode"},
                            Listed{fravaer, 10, "ferie"},
                            Listed{fravaer, 11, "sygdom"},
                            Listed{fravaer, 56, "fritaget_for_selvbook"},
                            Listed{fravaer, 57, "frataget_selvbook"},
                            Listed{fravaer, 75, "kontaktforloeb_hos_a_kassen"},
                            Listed{kontaktform, 6, "moede_direkte_paa_arbejde"},
                            Listed{dfdg::CodeList::system, 30, "DFDG"},
                            Listed{dfdg::CodeList::system, 32, "Jobnet"}};

constexpr Date in_the_trial{2021, 9, 6};

template <class Enum>
std::vector<Enum> all() {
  std::vector<Enum> values;
  for (std::size_t i = 0; i < words<Enum>.size(); ++i) values.push_back(static_cast<Enum>(i));
  return values;
}

bool among_all(const dfdg::Gap& gap) {
  return std::any_of(dfdg::all_gaps.begin(), dfdg::all_gaps.end(), [&](const dfdg::Gap& known) {
    return known.id == gap.id && known.why.en == gap.why.en;
  });
}

} // namespace

TEST_CASE("the table has the published codes and no other", "[dfdg]") {
  REQUIRE(dfdg::codes.size() == listed.size());
  for (std::size_t i = 0; i < listed.size(); ++i) {
    INFO(listed[i].name);
    CHECK(dfdg::codes[i].list == listed[i].list);
    CHECK(dfdg::codes[i].code == listed[i].code);
    CHECK(dfdg::codes[i].name == listed[i].name);
    CHECK(dfdg::find(listed[i].list, listed[i].code) == &dfdg::codes[i]);
  }
  for (const int code : {-1, 0, 5, 6, 14, 16, 18, 21, 75}) CHECK(dfdg::conversation_type(code) == nullptr);
  for (const int code : {-1, 0, 5, 7, 12, 17, 55, 58, 74, 76}) CHECK(dfdg::absence(code) == nullptr);
}

TEST_CASE("every code is something in our facts or has a named gap", "[dfdg]") {
  for (const dfdg::Code& code : dfdg::codes) {
    INFO(code.name);
    const bool mapped = code.conversation || code.event;
    CHECK((mapped || !code.gap.id.empty()));
    CHECK((mapped || !code.written));
    CHECK((code.gap.id.empty() || among_all(code.gap)));
    CHECK_FALSE((code.conversation && code.list != samtaletype));
    CHECK_FALSE((code.event && code.list != fravaer));
    REQUIRE_FALSE(code.basis.empty());
    for (const Basis& basis : code.basis) CHECK_FALSE(basis.source.empty());
  }
}

TEST_CASE("gaps have names of their own and a reason in both languages, and each is used", "[dfdg]") {
  std::vector<std::string_view> used;
  for (const dfdg::Code& code : dfdg::codes) used.push_back(code.gap.id);
  for (const dfdg::EventGap& known : dfdg::events_without_code) used.push_back(known.gap.id);
  for (const dfdg::FieldGap& known : dfdg::fields_without_code) used.push_back(known.gap.id);
  used.push_back(dfdg::gaps::group_conversation.id);
  used.push_back(dfdg::gaps::merged_meeting.id);
  std::vector<std::string_view> ids;
  for (const dfdg::Gap& gap : dfdg::all_gaps) {
    INFO(gap.id);
    CHECK_FALSE(gap.why.da.empty());
    CHECK_FALSE(gap.why.en.empty());
    CHECK(std::find(used.begin(), used.end(), gap.id) != used.end());
    CHECK(std::find(ids.begin(), ids.end(), gap.id) == ids.end());
    ids.push_back(gap.id);
  }
}

TEST_CASE("conversations are written and read", "[dfdg]") {
  CHECK(dfdg::conversation_of(7) == Conversation::jobsamtale);
  CHECK(dfdg::conversation_of(10) == Conversation::cv_samtale);
  CHECK(dfdg::conversation_of(15) == Conversation::raadighedssamtale);
  CHECK(dfdg::conversation_of(17) == Conversation::faellessamtale);
  CHECK(dfdg::conversation_of(19) == Conversation::faellessamtale);
  CHECK(dfdg::conversation_code(Conversation::faellessamtale) == 17); // never as 19
  for (const int code : {4, 8, 9, 11, 12, 13, 20, 75, 0}) {
    INFO(code);
    CHECK(dfdg::conversation_of(code) == std::nullopt);
  }
  for (const Conversation conversation : all<Conversation>()) {
    INFO(word(conversation));
    const auto code = dfdg::conversation_code(conversation);
    CHECK(code.has_value() == (conversation != Conversation::gruppesamtale));
    CHECK((dfdg::conversation_gap(conversation) == nullptr) == code.has_value());
    if (code) CHECK(dfdg::conversation_of(*code) == conversation);
  }
}

TEST_CASE("a code that is written reads as it was written, and one that is only read is written as another",
          "[dfdg]") {
  for (const dfdg::Code& code : dfdg::codes) {
    INFO(code.name);
    if (code.conversation) CHECK((dfdg::conversation_code(*code.conversation) == code.code) == code.written);
    if (code.event) CHECK((dfdg::event_code(*code.event, in_the_trial) == code.code) == code.written);
  }
}

TEST_CASE("a meeting has a code when it has one conversation", "[dfdg]") {
  for (const Conversation one : all<Conversation>()) {
    const std::array alone{one};
    CHECK(dfdg::meeting_code(alone) == dfdg::conversation_code(one));
    CHECK(dfdg::meeting_gap(alone) == dfdg::conversation_gap(one));
    for (const Conversation other : all<Conversation>()) {
      const std::array merged{one, other};
      CHECK(dfdg::meeting_code(merged) == std::nullopt);
      REQUIRE(dfdg::meeting_gap(merged) != nullptr);
      CHECK(dfdg::meeting_gap(merged)->id == "merged_meeting");
    }
  }
  CHECK(dfdg::meeting_code({}) == std::nullopt);
}

TEST_CASE("marker 75 is being visited on the trial's days alone", "[dfdg]") {
  const auto read = [](Date day) { return dfdg::event_of(75, day); };
  CHECK(read({2019, 12, 31}) == std::nullopt);
  CHECK(read({2020, 1, 1}) == EventType::visited);
  CHECK(read({2023, 12, 31}) == EventType::visited);
  CHECK(read({2024, 1, 1}) == std::nullopt);
  CHECK(read({2026, 7, 1}) == std::nullopt);
  CHECK(read({}) == std::nullopt);
  CHECK(dfdg::event_code(EventType::visited, in_the_trial) == 75);
  CHECK(dfdg::event_code(EventType::visited, {2024, 1, 1}) == std::nullopt);
  CHECK(dfdg::event_gap(EventType::visited, in_the_trial) == nullptr);
  REQUIRE(dfdg::event_gap(EventType::visited, {2024, 1, 1}) != nullptr);
  CHECK(dfdg::event_gap(EventType::visited, {2024, 1, 1})->id == "marker_outside_trial");
}

TEST_CASE("events are written and read", "[dfdg]") {
  CHECK(dfdg::event_of(2, in_the_trial) == EventType::job);
  CHECK(dfdg::event_of(2, {2026, 9, 1}) == EventType::job);
  for (const int code : {1, 3, 4, 8, 9, 10, 11, 56, 57, 0}) {
    INFO(code);
    CHECK(dfdg::event_of(code, in_the_trial) == std::nullopt);
  }
  for (const EventType event : all<EventType>())
    for (const Date day : {Date{2018, 3, 1}, in_the_trial, Date{2025, 3, 1}}) {
      INFO(word(event));
      const auto code = dfdg::event_code(event, day);
      CHECK((dfdg::event_gap(event, day) == nullptr) == code.has_value());
      if (code) CHECK(dfdg::event_of(*code, day) == event);
    }
  // Every type has a code on some day or stands in the list of those without, and not in both.
  for (const EventType event : all<EventType>()) {
    INFO(word(event));
    const auto without = std::count_if(dfdg::events_without_code.begin(), dfdg::events_without_code.end(),
                                       [&](const dfdg::EventGap& known) { return known.event == event; });
    CHECK(without == (dfdg::event_code(event, in_the_trial) ? 0 : 1));
  }
}

TEST_CASE("a course told in codes is judged as the same course told in facts", "[dfdg]") {
  const auto course = [](Date marked) {
    CourseFacts facts{.id = "codes",
                      .person = {.insurance = {{}}, .a_kasse = "BUPL-A", .municipality = "Vejle"},
                      .registered = marked};
    for (const auto& [day, code] :
         {std::pair{marked + 11, 10}, std::pair{marked + 44, 7}, std::pair{marked + 60, 7},
          std::pair{marked + 79, 17}, std::pair{marked + 80, 15}, std::pair{marked + 81, 12}})
      if (const auto conversation = dfdg::conversation_of(code))
        facts.meetings.push_back(
            {.date = day, .conversations = {*conversation}, .status = MeetingStatus::held});
    if (const auto event = dfdg::event_of(75, marked))
      facts.events.push_back({.type = *event, .date = marked});
    return Course::checked(facts);
  };
  const Assessment trial = assess(course(in_the_trial), in_the_trial + 100);
  REQUIRE(trial.regime != nullptr);
  CHECK(trial.regime->id == "trial_2020");
  CHECK(trial.verdict == Verdict::fulfilled);
  // The same marker after the trial does not put anybody into it.
  const Assessment later = assess(course({2024, 9, 6}), {2024, 12, 15});
  CHECK((later.regime == nullptr || later.regime->id != "trial_2020"));
}

TEST_CASE("codes are known when compiling", "[dfdg]") {
  CHECK(dfdg::conversation_of(17) == Conversation::faellessamtale);
  CHECK(dfdg::conversation_code(Conversation::cv_samtale) == 10);
  CHECK(dfdg::event_of(75, Date{2021, 9, 6}) == EventType::visited);
  CHECK(dfdg::absence(11)->gap.id == "sickness");
  SUCCEED();
}

} // namespace kontaktforloeb
