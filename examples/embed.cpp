/// @file
/// The core inside a program: facts in, verdict out, no file read or written.
///
/// Needs the standard library and Boost's headers: g++ -std=c++20 -Iinclude examples/embed.cpp

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <iostream>

namespace kf = kontaktforloeb;

namespace {

/// The facts as another program may hold them. Fields that are left out are not known.
kf::CourseFacts facts() {
  using enum kf::Conversation;
  constexpr auto held = kf::MeetingStatus::held;
  kf::CourseFacts facts{.id = "member-7", .registered = {2021, 9, 6}};
  facts.person = {
      .insurance = {{.status = kf::Insurance::full_time}}, .a_kasse = "BUPL-A", .municipality = "Vejle"};
  facts.benefit = {{.month = {2021, 9}, .hours = {14060}}, // hours are whole hundredths: 140.60 h
                   {.month = {2021, 10}, .hours = {16033}},
                   {.month = {2021, 11}, .hours = {16033}}};
  facts.meetings = {
      {.date = {2021, 9, 17}, .conversations = {cv_samtale, jobsamtale}, .status = held},
      {.date = {2021, 10, 20}, .conversations = {faellessamtale, raadighedssamtale}, .status = held},
      {.date = {2021, 12, 2}, .conversations = {jobsamtale}, .status = held}};
  facts.events = {{.type = kf::EventType::visited, .date = {2021, 9, 6}}};
  return facts;
}

/// Facts pass one door: a course comes out, or everything that is wrong with them.
void judge(const kf::CourseFacts& facts) {
  const kf::CourseOrFaults course = kf::Course::from(facts);
  if (!course) {
    for (const kf::Fault& fault : course.faults()) std::cout << "fault: " << fault.text() << '\n';
    return;
  }

  // Past the door nothing can fail: what is not known comes out as `undecided`.
  const kf::Assessment assessment = kf::assess(*course, {2021, 12, 31});
  if (!assessment.verdict) { // no known law on that day
    std::cout << kf::no_law_message(assessment) << '\n';
    return;
  }
  std::cout << facts.id << ": " << kf::word(*assessment.verdict) << '\n';
  for (const kf::Finding& finding : assessment.findings)
    std::cout << "  " << finding.rule->id << ' ' << kf::word(finding.status) << "\n    "
              << kf::message(finding, kf::Language::da) << "\n    " << kf::message(finding, kf::Language::en)
              << '\n';

  // Regimes with a hand-over say when responsibility passes to the jobcenter.
  if (const auto& handover = assessment.state.handover; handover && handover->last_day.is_set())
    std::cout << "hand-over: last day " << handover->last_day.iso() << ", " << handover->hours->text()
              << " h used, limit " << handover->threshold.text() << " h\n";

  // The clocks behind the windows answer both ways: how much on a day, and on which day so much.
  const auto consumption = kf::clock(*course, kf::Clock::benefit_consumption);
  std::cout << "used on 31 October: " << consumption.on({2021, 10, 31}).truncated().text()
            << " h; 410 h reached on " << consumption.reached(kf::Hours{41000}).day.iso() << '\n';
}

} // namespace

int main() {
  judge(facts());

  kf::CourseFacts wrong = facts();
  wrong.person.municipality = "Vejl";
  wrong.benefit[1].hours = {20000};
  judge(wrong);

  // The law itself is data. How many meetings a regime asks for is derived from its tables, not written in
  // them.
  for (const kf::Regime& regime : kf::regimes())
    if (const auto fewest = kf::minimum_meetings(regime))
      std::cout << regime.id << ": at least " << *fewest << " meetings for " << *kf::obligations(regime)
                << " conversations\n";
}
