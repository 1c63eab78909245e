#pragma once
// Courses for tests of planning, put together in a line or two.

#include <kontaktforloeb/course.hpp>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace kontaktforloeb::some_course {

/// A day from text; for tests that name days.
inline Date day(const char* text) { return Date::parse(text).value(); }

/// A meeting in person.
inline MeetingFacts meeting(const char* date, std::vector<Conversation> conversations,
                            Holder holder = Holder::a_kasse, MeetingStatus status = MeetingStatus::planned) {
  MeetingFacts meeting;
  meeting.date = day(date);
  meeting.conversations = std::move(conversations);
  meeting.holder = holder;
  meeting.status = status;
  return meeting;
}
/// The same, held.
inline MeetingFacts held(const char* date, std::vector<Conversation> conversations,
                         Holder holder = Holder::a_kasse) {
  return meeting(date, std::move(conversations), holder, MeetingStatus::held);
}

/// A course of the trial of which nothing is held yet, registered and visited on a day.
inline CourseFacts trial(const char* registered = "2022-03-01") {
  CourseFacts facts;
  facts.id = "trial";
  facts.person.insurance = {{{}, Insurance::full_time}};
  facts.person.a_kasse = "FOA-A";
  facts.person.municipality = "Odense";
  facts.registered = day(registered);
  EventFacts visited;
  visited.type = EventType::visited;
  visited.date = facts.registered;
  facts.events = {visited};
  return facts;
}

/// A course under the national law of its day.
inline CourseFacts national(const char* registered) {
  CourseFacts facts = trial(registered);
  facts.id = "national";
  facts.events.clear();
  return facts;
}

/// The same course with other meetings.
inline CourseFacts with(CourseFacts facts, std::vector<MeetingFacts> meetings) {
  facts.meetings = std::move(meetings);
  return facts;
}

} // namespace kontaktforloeb::some_course
