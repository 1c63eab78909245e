#include "instance.hpp"

#include "support/random_course.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace kontaktforloeb::prove {
namespace {

using random_course::Dice;

EventFacts event_on(EventType type, Date day) {
  EventFacts event;
  event.type = type;
  event.date = day;
  return event;
}

/// Makes a course that is whole in its facts and partial in its meetings.
class Maker {
public:
  explicit Maker(std::uint64_t seed) : dice_(seed) {}

  Question run() {
    begin();
    benefit();
    q_.as_of = facts().registered + (dice_.percent(25) ? dice_.between(-3, 5) : dice_.between(0, 260));
    events();
    if (dice_.percent(15)) readings();
    meetings();
    closed();
    return std::move(q_);
  }

private:
  CourseFacts& facts() { return q_.facts; }

  /// Under which regime, and from when.
  void begin() {
    facts().id = "partial";
    facts().person.insurance = {{{}, dice_.percent(85) ? Insurance::full_time : Insurance::part_time}};
    facts().person.a_kasse = "FOA-A";
    facts().person.municipality = "Odense";
    switch (dice_.between(0, 9)) {
    case 0:
    case 1:
    case 2:
      facts().registered = dice_.day({2020, 1, 6}, {2023, 8, 31});
      facts().events.push_back(event_on(EventType::visited, facts().registered));
      regime_ = "trial_2020";
      break;
    case 3:
      facts().registered = dice_.day({2020, 1, 6}, {2023, 8, 31});
      facts().regime = regime_ = "normalindsats";
      break;
    case 4:
      facts().registered = dice_.day({2017, 7, 1}, {2019, 6, 1});
      regime_ = "national_2015";
      break;
    case 5:
      facts().registered = dice_.day({2020, 1, 1}, {2023, 6, 30});
      regime_ = "national_2020";
      break;
    case 6:
      facts().registered = dice_.day({2024, 1, 1}, {2025, 6, 30});
      regime_ = "national_2024";
      break;
    case 7:
      facts().registered = dice_.day({2026, 1, 1}, {2026, 8, 31});
      regime_ = "national_2026";
      break;
    default:
      facts().registered = dice_.day({2017, 7, 1}, {2019, 9, 1});
      facts().person.municipality = std::string(dice_.one_of(std::array{"Aalborg", "Rebild", "Hjørring"}));
      regime_ = "national_2015";
    }
  }

  void benefit() {
    Month month{facts().registered};
    for (int left = dice_.between(0, 7); left > 0; --left, month = month + 1)
      facts().benefit.push_back(
          {.month = month, .hours = {dice_.percent(70) ? 13000 : dice_.between(0, 13000)}});
  }

  void events() {
    const auto stretch = [&](EventType type, int longest) {
      EventFacts event;
      event.type = type;
      event.from = facts().registered + dice_.between(0, 200);
      event.to = event.from + dice_.between(0, longest);
      return event;
    };
    if (dice_.percent(10)) {
      EventFacts exempt = stretch(EventType::exempt, 60);
      exempt.reason = dice_.any<ExemptReason>();
      facts().events.push_back(exempt);
    }
    if (dice_.percent(6)) facts().events.push_back(stretch(EventType::job, 40));
    if (facts().registered > Date{2022, 2, 1} && dice_.percent(30))
      for (int left = dice_.between(1, 2); left > 0; --left) {
        EventFacts empty;
        empty.type = EventType::joblog_empty;
        empty.month = Month{facts().registered} + (left - 1) * 2 + dice_.between(0, 1);
        empty.duty_days = dice_.percent(85) ? 20 : 10;
        facts().events.push_back(empty);
      }
    if (dice_.percent(6))
      facts().events.push_back(
          event_on(dice_.one_of(std::array{EventType::left_a_kasse, EventType::window_used,
                                           EventType::education_order}),
                   facts().registered + dice_.between(20, 150)));
    if (dice_.percent(20)) {
      EventFacts request = event_on(EventType::request, facts().registered + dice_.between(0, 60));
      request.conversation = Conversation::faellessamtale;
      request.by = Chooser::person;
      facts().events.push_back(request);
    }
  }

  void readings() {
    const auto reading = static_cast<Reading>(dice_.below(reading_count));
    facts().readings.push_back({reading, static_cast<std::uint8_t>(dice_.below(info(reading).size()))});
  }

  void add(std::vector<Conversation> conversations, Party holder, Date day, MeetingStatus status) {
    MeetingFacts meeting;
    meeting.date = day;
    meeting.conversations = std::move(conversations);
    meeting.holder = holder == Party::a_kasse ? Holder::a_kasse : Holder::jobcenter;
    meeting.status = status;
    facts().meetings.push_back(std::move(meeting));
  }

  /// Some conversations that the law asks for are held, some are booked, and some meetings are merged.
  void meetings() {
    const Regime& regime = *current_law.find(regime_);
    const int held = dice_.between(0, 80), booked = dice_.between(0, 25);
    int left = 3;
    for (const Requirement& requirement : regime.requirements)
      for (int n = 0; n < requirement.count; ++n) {
        std::vector<Conversation> kinds{requirement.conversation};
        if (regime.merging && !regime.merging->pairs.empty() && dice_.percent(25)) {
          const Pair& pair = dice_.one_of(regime.merging->pairs);
          if (pair[0] == kinds.front() || pair[1] == kinds.front()) kinds = {pair[0], pair[1]};
        }
        if (dice_.percent(held)) {
          if (q_.as_of >= facts().registered)
            add(kinds, requirement.holder, dice_.day(facts().registered, q_.as_of), MeetingStatus::held);
        } else if (left > 0 && dice_.percent(booked)) {
          --left;
          add(kinds, requirement.holder, q_.as_of + dice_.between(1, 90), MeetingStatus::planned);
        }
      }
    if (left > 0 && dice_.percent(15))
      add({dice_.any<Conversation>()}, dice_.any<Party>(), q_.as_of + dice_.between(1, 60),
          MeetingStatus::planned);
    dice_.shuffle(facts().meetings);
  }

  /// Days without staff: mostly none, else so many that days get short.
  void closed() {
    q_.office_closing_days = dice_.percent(20);
    if (!dice_.percent(25)) return;
    const int open = dice_.between(2, 30), length = dice_.between(10, 160);
    for (int n = 1; n <= length; ++n)
      if (!dice_.percent(open)) q_.closed.push_back(q_.as_of + n);
  }

  Dice dice_;
  Question q_;
  std::string regime_;
};

} // namespace

Question any_course(std::uint64_t seed) {
  random_course::Sample sample = random_course::sample(seed);
  Question question;
  question.name = "any " + std::to_string(seed);
  question.facts = std::move(sample.facts);
  question.as_of = sample.as_of;
  question.regime = std::move(sample.regime);
  question.readings = std::move(sample.readings);
  return question;
}

Question partial_course(std::uint64_t seed) {
  Question question = Maker{seed}.run();
  question.name = "partial " + std::to_string(seed);
  return question;
}

Question fresh_trial() {
  Question question;
  question.name = "fresh";
  question.facts.id = "fresh";
  question.facts.person.insurance = {{{}, Insurance::full_time}};
  question.facts.person.a_kasse = "FOA-A";
  question.facts.person.municipality = "Odense";
  question.facts.registered = question.as_of = {2022, 3, 1};
  question.facts.events = {event_on(EventType::visited, question.as_of)};
  return question;
}

} // namespace kontaktforloeb::prove
