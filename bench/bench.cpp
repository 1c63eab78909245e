// How long judging takes. Figures are told with the machine they were taken on and as ratios to a function
// written by hand, because nanoseconds alone compare with nothing.
#include <kontaktforloeb/assessment_json.hpp>
#include <kontaktforloeb/course_file.hpp>
#include <kontaktforloeb/kontaktforloeb.hpp>

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
  print_machine();
  register_examples();
  Reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_ratios();
  benchmark::Shutdown();
  return 0;
}
