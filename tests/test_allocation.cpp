// Judging into a caller's buffer allocates nothing once the buffer has grown.
#include "catch2_compat.hpp"

#include "support/columns.hpp"
#include "support/random_course.hpp"

#include <kontaktforloeb/cohort.hpp>
#include <kontaktforloeb/kontaktforloeb.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace kf = kontaktforloeb;

namespace {

/// Allocations of this thread while it counts; zero-initialised, so that no allocation is needed to have
/// them.
thread_local bool counting = false;
thread_local std::size_t allocations = 0;

void* take(std::size_t size, std::size_t alignment) {
  if (counting) ++allocations;
  // aligned_alloc wants a multiple of the alignment, and 0 bytes need an address of their own.
  size = (std::max<std::size_t>(size, 1) + alignment - 1) / alignment * alignment;
  void* memory =
      alignment <= alignof(std::max_align_t) ? std::malloc(size) : std::aligned_alloc(alignment, size);
  return memory;
}

void* take_or_throw(std::size_t size, std::size_t alignment) {
  void* memory = take(size, alignment);
  if (memory == nullptr) throw std::bad_alloc{};
  return memory;
}

/// Out of line: g++ sees `free` through an operator that it inlines and takes it for the wrong partner of
/// `new`.
[[gnu::noinline]] void give_back(void* memory) { std::free(memory); }

constexpr std::size_t usual = alignof(std::max_align_t);

} // namespace

// All tests share one program, and so do these operators; outside a count they are the ordinary ones.
void* operator new(std::size_t size) { return take_or_throw(size, usual); }
void* operator new[](std::size_t size) { return take_or_throw(size, usual); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return take(size, usual); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return take(size, usual); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return take_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return take_or_throw(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }

namespace {

template <class Work>
std::size_t allocations_of(const Work& work) {
  allocations = 0;
  counting = true;
  work();
  counting = false;
  return allocations;
}

kf::MeetingFacts meeting(kf::Date date, std::vector<kf::Conversation> conversations, kf::Holder holder,
                         kf::MeetingStatus status = kf::MeetingStatus::held) {
  kf::MeetingFacts facts;
  facts.date = date;
  facts.conversations = std::move(conversations);
  facts.holder = holder;
  facts.status = status;
  return facts;
}

using enum kf::Conversation;
using kf::Holder;
using kf::MeetingStatus;

/// A trial of three months and a bit, four meetings.
kf::CourseFacts trial() {
  kf::CourseFacts facts;
  facts.id = "trial";
  facts.person = {{{{}, kf::Insurance::full_time}}, "BUPL-A", "Vejle", {}, {}, {}};
  facts.registered = {2021, 9, 6};
  for (int i = 0; i < 4; ++i)
    facts.benefit.push_back({.month = kf::Month{2021, 9} + i, .hours = {i == 0 ? 14060 : 16033}});
  facts.meetings = {meeting({2021, 9, 17}, {cv_samtale, jobsamtale}, Holder::a_kasse),
                    meeting({2021, 10, 20}, {jobsamtale}, Holder::a_kasse),
                    meeting({2021, 11, 10}, {raadighedssamtale}, Holder::a_kasse),
                    meeting({2021, 11, 24}, {faellessamtale}, Holder::a_kasse)};
  kf::EventFacts visited;
  visited.date = facts.registered;
  facts.events = {visited};
  return facts;
}

/// Meetings in the past whose outcome nobody recorded, a remote one whose summons is not known, merging that
/// is not allowed, and an official count: everything that makes the engine look twice.
kf::CourseFacts unrecorded() {
  kf::CourseFacts facts = trial();
  facts.meetings.push_back(meeting({2021, 10, 5}, {jobsamtale}, Holder::a_kasse, MeetingStatus::planned));
  facts.meetings.push_back(meeting({2021, 11, 5}, {faellessamtale, cv_samtale, jobsamtale}, Holder::a_kasse,
                                   MeetingStatus::planned));
  facts.meetings.push_back(meeting({2021, 11, 8}, {jobsamtale}, Holder::a_kasse));
  facts.meetings.back().form = kf::Form::video;
  facts.meetings[3].status = MeetingStatus::planned;
  facts.observed = {{kf::Clock::benefit_consumption, {2021, 11, 1}, {30000}}};
  return facts;
}

/// A variant with numbered conversations.
kf::CourseFacts rebild() {
  kf::CourseFacts facts;
  facts.id = "rebild";
  facts.person = {{{{}, kf::Insurance::full_time}}, "3F", "Rebild", {}, {}, {}};
  facts.registered = {2018, 9, 3};
  for (int i = 0; i < 4; ++i) facts.benefit.push_back({.month = kf::Month{2018, 9} + i, .hours = {16033}});
  facts.meetings = {meeting({2018, 9, 12}, {cv_samtale}, Holder::a_kasse),
                    meeting({2018, 9, 20}, {jobsamtale}, Holder::jobcenter, MeetingStatus::planned),
                    meeting({2018, 10, 4}, {jobsamtale}, Holder::jobcenter),
                    meeting({2018, 10, 18}, {faellessamtale}, Holder::jobcenter),
                    meeting({2018, 12, 18}, {faellessamtale}, Holder::jobcenter, MeetingStatus::planned)};
  return facts;
}

} // namespace

TEST_CASE("the counter of allocations counts", "[allocation]") {
  CHECK(allocations_of([] {}) == 0);
  // Called by name, because an allocation that a compiler sees through it may leave out.
  CHECK(allocations_of([] { ::operator delete(::operator new(1)); }) == 1);
  CHECK(allocations_of([] {
          ::operator delete[](::operator new[](1, std::align_val_t{64}), std::align_val_t{64});
        }) == 1);
  CHECK(allocations_of([] { std::vector<int>(100).swap(*std::make_unique<std::vector<int>>()); }) >= 1);
}

TEST_CASE("judging into a buffer allocates nothing from the second time on", "[allocation]") {
  const auto check = [](const kf::CourseFacts& facts, kf::Date as_of, kf::AssessOptions options) {
    const kf::Course course = kf::Course::checked(facts);
    for (const bool contested : {false, true}) {
      options.contested = contested;
      INFO(facts.id << " on " << as_of.iso() << (contested ? ", contested" : ""));
      kf::AssessmentBuffer buffer;
      CHECK(allocations_of([&] { kf::assess(course, as_of, options, buffer); }) > 0);
      for (int again = 0; again < 2; ++again)
        CHECK(allocations_of([&] { kf::assess(course, as_of, options, buffer); }) == 0);
    }
  };
  for (const kf::CourseFacts& facts : {trial(), unrecorded(), rebild()})
    for (const kf::Date as_of : {facts.registered + 10, facts.registered + 60, facts.registered + 120}) {
      check(facts, as_of, {});
      check(facts, as_of, {.as_planned = true});
    }
  for (const kf::Regime& regime : kf::current_law.regimes) {
    INFO(regime.id);
    check(unrecorded(), {2021, 12, 31}, {.regime = regime.id});
  }
}

TEST_CASE("a buffer that has seen a course allocates nothing for it again, whatever came between",
          "[allocation]") {
  std::vector<kf::random_course::Sample> samples;
  std::vector<kf::Course> courses;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    samples.push_back(kf::random_course::sample(seed));
    courses.push_back(kf::Course::checked(samples.back().facts));
  }
  kf::AssessmentBuffer buffer;
  const auto judge_all = [&] {
    for (std::size_t i = 0; i < courses.size(); ++i)
      kf::assess(courses[i], samples[i].as_of, samples[i].options(), buffer);
  };
  judge_all();
  CHECK(allocations_of(judge_all) == 0);
}

TEST_CASE("a cohort allocates for itself, not for its courses", "[allocation]") {
  std::vector<kf::CourseFacts> some;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) some.push_back(kf::random_course::sample(seed).facts);
  std::vector<kf::CourseFacts> many;
  for (int i = 0; i < 10; ++i) many.insert(many.end(), some.begin(), some.end());
  const kf::columns::Table few_rows{some}, many_rows{many};
  const kf::CohortOptions options{.as_of = {2021, 12, 31}, .findings = true};
  kf::CohortResult result;
  const auto judging = [&](const kf::columns::Table& table) {
    const kf::CohortColumns columns = table.view();
    return allocations_of([&] { kf::assess_cohort(columns, options, result); });
  };
  const std::size_t first = judging(many_rows), few = judging(few_rows), again = judging(many_rows);
  CHECK(result.faults.empty());
  CHECK(again == few);
  CHECK(again < first);
  CHECK(again < 200);
}
