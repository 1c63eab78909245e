// How long judging takes. Figures are told with the machine they were taken on and as ratios to a function
// written by hand, because nanoseconds alone compare with nothing.
#include <kontaktforloeb/assessment_json.hpp>
#include <kontaktforloeb/course_file.hpp>
#include <kontaktforloeb/deadlines.hpp>
#include <kontaktforloeb/kontaktforloeb.hpp>
#include <kontaktforloeb/plan.hpp>
#include <kontaktforloeb/repair.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace kf = kontaktforloeb;

namespace {

constexpr std::string_view yaml = R"(schema: kontaktforloeb/course-1
id: bench
person:
  insurance: full_time
  a_kasse: BUPL-A
  municipality: Vejle
registered: 2021-09-06
benefit:
  - {month: 2021-09, hours: 140.60}
  - {month: 2021-10, hours: 160.33}
  - {month: 2021-11, hours: 160.33}
  - {month: 2021-12, hours: 160.33}
meetings:
  - {date: 2021-09-17, conversations: [cv_samtale, jobsamtale], holder: a_kasse, status: held}
  - {date: 2021-10-20, conversations: [jobsamtale], holder: a_kasse, status: held}
  - {date: 2021-11-10, conversations: [raadighedssamtale], holder: a_kasse, status: held}
  - {date: 2021-11-24, conversations: [faellessamtale], holder: a_kasse, status: held}
events:
  - {type: visited, date: 2021-09-06}
)";

/// Nothing held yet: everything is to be planned.
constexpr std::string_view fresh_trial_yaml = R"(schema: kontaktforloeb/course-1
id: bench-fresh
person: {insurance: full_time, a_kasse: BUPL-A, municipality: Vejle}
registered: 2022-03-07
events:
  - {type: visited, date: 2022-03-07}
as_of: 2022-03-07
)";
constexpr std::string_view fresh_national_yaml = R"(schema: kontaktforloeb/course-1
id: bench-national
person: {insurance: full_time, a_kasse: "other:Krifa", municipality: Herning}
registered: 2022-01-10
as_of: 2022-01-10
)";

/// Six booked meetings of the trial: the joint one too late; and beside it a pair that may not be merged and
/// a jobsamtale of the wrong party.
constexpr std::string_view one_wrong_yaml = R"(schema: kontaktforloeb/course-1
id: bench-one-wrong
person: {insurance: full_time, a_kasse: BUPL-A, municipality: Vejle}
registered: 2022-03-07
meetings:
  - {date: 2022-03-15, conversations: [cv_samtale], holder: a_kasse}
  - {date: 2022-03-29, conversations: [jobsamtale], holder: a_kasse}
  - {date: 2022-04-12, conversations: [jobsamtale], holder: a_kasse}
  - {date: 2022-04-26, conversations: [raadighedssamtale], holder: a_kasse}
  - {date: 2022-05-10, conversations: [jobsamtale], holder: a_kasse}
  - {date: 2022-06-07, conversations: [faellessamtale], holder: a_kasse}
events:
  - {type: visited, date: 2022-03-07}
as_of: 2022-03-07
)";
constexpr std::string_view three_wrong_yaml = R"(schema: kontaktforloeb/course-1
id: bench-three-wrong
person: {insurance: full_time, a_kasse: BUPL-A, municipality: Vejle}
registered: 2022-03-07
meetings:
  - {date: 2022-03-15, conversations: [cv_samtale, raadighedssamtale], holder: a_kasse}
  - {date: 2022-03-29, conversations: [jobsamtale], holder: a_kasse}
  - {date: 2022-04-12, conversations: [jobsamtale], holder: jobcenter}
  - {date: 2022-04-26, conversations: [raadighedssamtale], holder: a_kasse}
  - {date: 2022-05-10, conversations: [raadighedssamtale], holder: a_kasse}
  - {date: 2022-06-07, conversations: [faellessamtale], holder: a_kasse}
events:
  - {type: visited, date: 2022-03-07}
as_of: 2022-03-07
)";

/// The last day of the trial: after it the national law asks for more.
constexpr kf::Date as_of{2021, 11, 30};
/// For example courses that leave the day open.
constexpr kf::Date far_day{2026, 1, 1};
constexpr const char* contested_suffix = ", all readings";

const kf::Course& trial() {
  static const kf::Course course = *kf::read_course(yaml).course;
  return course;
}

// --- what is measured

void judge(benchmark::State& state, bool contested) {
  const kf::Course& course = trial();
  kf::AssessmentBuffer buffer;
  const kf::AssessOptions options{.contested = contested};
  for (auto _ : state) benchmark::DoNotOptimize(&kf::assess(course, as_of, options, buffer));
}

/// One course, all findings, no text, into a caller's buffer.
void trial_course(benchmark::State& state) { judge(state, false); }

/// The same, and every other value of every reading tried.
void trial_course_contested(benchmark::State& state) { judge(state, true); }

/// Facts checked and put in order; the facts are copied each time, because a course keeps them.
void course_from_facts(benchmark::State& state) {
  const kf::CourseFacts& facts = trial().facts();
  for (auto _ : state) benchmark::DoNotOptimize(kf::Course::from(facts));
}

/// Text to course.
void read_yaml(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(kf::read_course(yaml));
}

/// One assessment to a document.
void to_json(benchmark::State& state) {
  const kf::Report report{{{"bench.yaml", "bench", kf::assess(trial(), as_of), std::nullopt}}, {}, 0};
  for (auto _ : state) benchmark::DoNotOptimize(kf::to_json(report));
}

/// What somebody who knows this one course would write: the hours to the month of the hand-over, and which of
/// the programme's conversations were held by then. No readings, no forms, no merging, no reasons.
int missing_conversations(const kf::CourseFacts& facts, kf::Date today) {
  std::int32_t sum = 0;
  kf::Date last_day = today;
  for (const kf::BenefitFacts& row : facts.benefit) {
    sum += row.hours.hundredths;
    if (sum > 41000) {
      last_day = row.month.last();
      break;
    }
  }
  std::array<int, 5> held{};
  for (const kf::MeetingFacts& meeting : facts.meetings) {
    if (meeting.status != kf::MeetingStatus::held || meeting.holder != kf::Holder::a_kasse ||
        meeting.date > today)
      continue;
    for (const kf::Conversation conversation : meeting.conversations) {
      const bool cv = conversation == kf::Conversation::cv_samtale;
      if (meeting.date <= (cv ? facts.registered + 14 : last_day))
        ++held[static_cast<std::size_t>(conversation)];
    }
  }
  constexpr std::array<int, 4> wanted{1, 2, 1, 1};
  int missing = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) missing += held[i] < wanted[i] ? wanted[i] - held[i] : 0;
  return missing;
}

void hand_written_baseline(benchmark::State& state) {
  kf::CourseFacts facts = trial().facts();
  for (auto _ : state) {
    // Without this the answer would be worked out once for all rounds.
    benchmark::DoNotOptimize(facts.meetings.data());
    benchmark::ClobberMemory();
    benchmark::DoNotOptimize(missing_conversations(facts, as_of));
  }
}

/// Every example course with the regime chosen, and again with every other value of every reading tried.
void register_examples() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(KONTAKTFORLOEB_SOURCE_DIR "/examples/courses"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    std::ifstream in{file};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto course = std::make_shared<const kf::Course>(*kf::read_course(text).course);
    for (const bool contested : {false, true})
      benchmark::RegisterBenchmark((file.stem().string() + (contested ? contested_suffix : "")).c_str(),
                                   [course, contested](benchmark::State& state) {
                                     const kf::Date given = course->facts().as_of;
                                     kf::AssessmentBuffer buffer;
                                     const kf::AssessOptions options{.contested = contested};
                                     const kf::Assessment* last = nullptr;
                                     for (auto _ : state) {
                                       last = &kf::assess(*course, given.is_set() ? given : far_day, options,
                                                          buffer);
                                       benchmark::DoNotOptimize(last);
                                     }
                                     state.counters["readings"] = std::popcount(last->readings_used());
                                   });
  }
}

// --- planning

/// A course to be planned, its day, and what is to come out, so that nobody measures the wrong thing.
struct Planned {
  const char* name;
  std::string_view text;
  std::size_t meetings_added; ///< By a plan.
  std::size_t repair_size;    ///< By a repair.
};
constexpr std::array planned{
    Planned{"fresh trial", fresh_trial_yaml, 3, 3},
    Planned{"fresh national", fresh_national_yaml, 9, 9},
    Planned{"six meetings, one wrong", one_wrong_yaml, 1, 1},
    Planned{"six meetings, three wrong", three_wrong_yaml, 2, 3},
};
constexpr std::string_view planning_mark = ": ";
constexpr const char* assess_suffix = ": assess";

kf::Course course_of(const Planned& what) { return *kf::read_course(what.text).course; }

/// Whether what is measured is what it says.
bool is_as_expected(const Planned& what) {
  const kf::Course course = course_of(what);
  const kf::Date day = course.facts().as_of;
  return kf::plan(course, day).proposed.size() == what.meetings_added &&
         kf::repair(course, day).size() == what.repair_size;
}

/// The same courses judged, completed, looked ahead and repaired, each into a caller's buffer.
void register_planned() {
  for (const Planned& what : planned) {
    const auto course = std::make_shared<const kf::Course>(course_of(what));
    const auto add = [&](const char* suffix, auto buffer, auto run) {
      const auto own = std::make_shared<decltype(buffer)>(std::move(buffer));
      benchmark::RegisterBenchmark((std::string{what.name} + suffix).c_str(),
                                   [course, own, run](benchmark::State& state) {
                                     const kf::Date day = course->facts().as_of;
                                     for (auto _ : state) benchmark::DoNotOptimize(&run(*course, day, *own));
                                   });
    };
    using Day = kf::Date;
    add(
        assess_suffix, kf::AssessmentBuffer{},
        [](const kf::Course& c, Day day, kf::AssessmentBuffer& buffer) -> auto& {
          return kf::assess(c, day, {.contested = false}, buffer);
        });
    add(
        ": deadlines", kf::DeadlineBuffer{},
        [](const kf::Course& c, Day day, kf::DeadlineBuffer& buffer) -> auto& {
          return kf::deadlines(c, day, {}, buffer);
        });
    add(
        ": plan", kf::PlanBuffer{}, [](const kf::Course& c, Day day, kf::PlanBuffer& buffer) -> auto& {
          return kf::plan(c, day, {}, buffer);
        });
    add(
        ": repair", kf::RepairBuffer{}, [](const kf::Course& c, Day day, kf::RepairBuffer& buffer) -> auto& {
          return kf::repair(c, day, {}, buffer);
        });
  }
}

BENCHMARK(hand_written_baseline);
BENCHMARK(trial_course);
BENCHMARK(trial_course_contested);
BENCHMARK(course_from_facts);
BENCHMARK(read_yaml);
BENCHMARK(to_json);

// --- what is told

/// The console's table, which also keeps the times for the ratios below it.
class Reporter : public benchmark::ConsoleReporter {
public:
  Reporter() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      const double time = run.GetAdjustedCPUTime() * 1e9 / benchmark::GetTimeUnitMultiplier(run.time_unit);
      const std::string& name = run.run_name.function_name;
      if (const auto readings = run.counters.find("readings"); readings != run.counters.end())
        readings_[name] = readings->second.value;
      // Of repeated runs the median, which comes after them, stands for all.
      if (run.run_type == Run::RT_Aggregate && run.aggregate_name != "median") continue;
      if (times_.empty() || times_.back().first != name) times_.emplace_back(name, time);
      times_.back().second = time;
    }
    ConsoleReporter::ReportRuns(runs);
  }

  /// Every time in nanoseconds, beside its goal and as a ratio.
  void print_ratios() const {
    if (times_.empty() || times_.front().first != "hand_written_baseline") return;
    std::printf("\n%-40s %10s %10s %22s\n", "", "ns", "goal ns", "times hand-written");
    double bare = 0;
    for (const auto& [name, time] : times_) {
      if (name.find(planning_mark) != std::string::npos) continue;
      const auto readings = readings_.find(name);
      const bool contested = name.ends_with(contested_suffix);
      double goal = name == "trial_course" ? 1000 : 0;
      // Trying all readings may cost as many assessments as there are readings.
      if (readings != readings_.end()) goal = contested ? bare * readings->second : 2000;
      if (readings != readings_.end() && !contested) bare = time;
      std::printf("%-40s %10.0f %10s %22.1f\n", name.c_str(), time,
                  goal == 0 ? "-" : std::to_string(std::lround(goal)).c_str(), time / times_.front().second);
    }
  }

  /// What planning costs beside judging the same course.
  void print_planning() const {
    double assessed = 0;
    for (const auto& [name, time] : times_) {
      const std::size_t colon = name.find(planning_mark);
      if (colon == std::string::npos) continue;
      if (name.ends_with(assess_suffix)) {
        assessed = time;
        std::printf("\n%-40s %10s %22s\n", name.substr(0, colon).c_str(), "ns", "times assess");
      }
      if (assessed > 0)
        std::printf("  %-38s %10.0f %22.1f\n", name.substr(colon + planning_mark.size()).c_str(), time,
                    time / assessed);
    }
  }

private:
  std::vector<std::pair<std::string, double>> times_;
  std::map<std::string, double> readings_;
};

std::string processor() {
  std::ifstream info{"/proc/cpuinfo"};
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "processor not known";
}

void print_machine() {
  std::printf("%s, %u core(s)\n", processor().c_str(), std::thread::hardware_concurrency());
#ifdef __clang__
  std::printf("%s", __VERSION__);
#elif defined __GNUC__
  std::printf("g++ %s", __VERSION__);
#else
  std::printf("compiler not known");
#endif
#ifndef __OPTIMIZE__
  std::printf(", not optimised");
#endif
  std::printf(", kontaktforloeb %s\n", KONTAKTFORLOEB_VERSION);
}

} // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  if (missing_conversations(trial().facts(), as_of) != 0 ||
      kf::assess(trial(), as_of).verdict != kf::Verdict::fulfilled) {
    std::fprintf(stderr, "the benchmark's course should be fulfilled\n");
    return 1;
  }
  for (const Planned& what : planned) {
    if (is_as_expected(what)) continue;
    std::fprintf(stderr, "the benchmark's course '%s' should need other meetings\n", what.name);
    return 1;
  }
  print_machine();
  register_examples();
  register_planned();
  Reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_ratios();
  reporter.print_planning();
  benchmark::Shutdown();
  return 0;
}
