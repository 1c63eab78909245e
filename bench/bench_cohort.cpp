// How many courses a second a cohort is judged at, beside a copy of the same columns in the same run.
// Arguments are numbers of rows instead of the usual ones.
#include <kontaktforloeb/cohort.hpp>
#include <kontaktforloeb/kontaktforloeb.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <span>
#include <string_view>
#include <system_error>
#include <vector>

namespace kf = kontaktforloeb;

namespace {

constexpr kf::Date as_of{2022, 3, 31};

/// Numbers by chance, the same everywhere.
class Dice {
public:
  int below(int n) {
    state_ = state_ * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
    return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(n));
  }

private:
  std::uint64_t state_ = 2020;
};

/// Courses of the trial: four months of benefit, four meetings, one visitation. Four of five keep the law.
struct TrialColumns {
  static constexpr std::size_t months = 4, meetings = 4;

  std::vector<std::int64_t> ones, fours;
  std::vector<std::uint8_t> insurance, conversations, holder, status, type;
  std::vector<std::uint16_t> a_kasse, municipality;
  std::vector<kf::Date> registered, meeting, visited;
  std::vector<kf::Month> month;
  std::vector<std::int32_t> hours;
  std::vector<std::string_view> names{"BUPL-A", "HK-A", "FOA-A"};

  explicit TrialColumns(std::size_t rows) {
    constexpr std::array<unsigned, meetings> kinds{0b00011, 0b00010, 0b01000, 0b00100};
    constexpr std::array<int, meetings> days{8, 35, 55, 70};
    Dice dice;
    for (std::size_t row = 0; row < rows; ++row) {
      const kf::Date day = kf::Date{2021, 9, 1} + dice.below(400);
      ones.push_back(static_cast<std::int64_t>(row));
      fours.push_back(static_cast<std::int64_t>(4 * row));
      insurance.push_back(dice.below(10) == 0 ? 1 : 0);
      a_kasse.push_back(static_cast<std::uint16_t>(1 + dice.below(3)));
      municipality.push_back(630);
      registered.push_back(day);
      type.push_back(static_cast<std::uint8_t>(kf::EventType::visited));
      visited.push_back(day);
      for (std::size_t i = 0; i < months; ++i) {
        month.push_back(kf::Month{day} + static_cast<int>(i));
        hours.push_back(dice.below(4) == 0 ? 12'000 : insurance.back() == 1 ? 13'000 : 16'033);
      }
      const bool good = dice.below(5) != 0;
      for (std::size_t i = 0; i < meetings; ++i) {
        meeting.push_back(day + days[i] + dice.below(good ? 5 : 90));
        conversations.push_back(static_cast<std::uint8_t>(kinds[i]));
        holder.push_back(static_cast<std::uint8_t>(kf::Holder::a_kasse));
        status.push_back(static_cast<std::uint8_t>(kf::MeetingStatus::held));
      }
    }
    ones.push_back(static_cast<std::int64_t>(rows));
    fours.push_back(static_cast<std::int64_t>(4 * rows));
  }

  [[nodiscard]] kf::CohortColumns view() const {
    kf::CohortColumns all;
    all.rows = registered.size();
    all.insurance = {.offsets = ones, .status = insurance};
    all.a_kasse = a_kasse;
    all.a_kasse_names = names;
    all.municipality = municipality;
    all.registered = registered;
    all.benefit = {.offsets = fours, .month = month, .hours = hours};
    all.meetings = {.offsets = fours,
                    .date = meeting,
                    .conversations = conversations,
                    .holder = holder,
                    .status = status};
    all.events = {.offsets = ones, .type = type, .date = visited};
    return all;
  }

  /// Calls `each` with the bytes of every column, offsets once for each list that has them.
  template <class Each>
  void bytes(const Each& each) const {
    for (const auto* offsets : {&ones, &fours, &fours, &ones}) each(std::as_bytes(std::span{*offsets}));
    for (const auto* codes : {&insurance, &conversations, &holder, &status, &type})
      each(std::as_bytes(std::span{*codes}));
    for (const auto* codes : {&a_kasse, &municipality}) each(std::as_bytes(std::span{*codes}));
    for (const auto* days : {&registered, &meeting, &visited}) each(std::as_bytes(std::span{*days}));
    each(std::as_bytes(std::span{month}));
    each(std::as_bytes(std::span{hours}));
  }
};

/// Medians of some runs, in seconds: by the clock on the wall, and on the processors, which other work on the
/// machine changes less.
struct Times {
  double wall = 0, processor = 0;
};

template <class Work>
Times seconds(const Work& work) {
  constexpr std::size_t runs = 5;
  std::array<double, runs> wall{}, processor{};
  for (std::size_t i = 0; i < runs; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t before = std::clock();
    work();
    processor[i] = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    wall[i] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  std::sort(wall.begin(), wall.end());
  std::sort(processor.begin(), processor.end());
  return {wall[runs / 2], processor[runs / 2]};
}

/// Building the rows alone: what surrounds the engine.
void make_rows(const kf::CohortColumns& columns) {
  const kf::detail::AKassePlaces a_kasser{columns.a_kasse_names};
  kf::detail::CourseRows rows;
  kf::detail::RowScratch scratch;
  bool all = true;
  for (std::size_t row = 0; row < columns.rows; ++row) {
    kf::detail::PlainRow plain{columns, a_kasser, kf::current_law, row};
    rows.fill(plain, kf::current_law, scratch);
    all = all && plain.is_plain() && plain.fits_together(rows.view(), scratch.spells);
  }
  if (!all) std::abort(); // a benchmark of rows that are not plain measures something else
}

void measure(std::size_t rows) {
  const TrialColumns trial{rows};
  const kf::CohortColumns columns = trial.view();
  std::size_t size = 0;
  trial.bytes([&](std::span<const std::byte> column) { size += column.size(); });
  std::vector<std::byte> copy(size);
  const Times copying = seconds([&] {
    std::byte* to = copy.data();
    trial.bytes([&](std::span<const std::byte> column) {
      std::memcpy(to, column.data(), column.size());
      to += column.size();
    });
  });
  const auto tell = [&](const char* what, const Times& times) {
    const auto each = static_cast<double>(rows);
    std::printf("%8zu  %-30s %9.1f %9.1f %10.2f %10.1f\n", rows, what, times.wall * 1e9 / each,
                times.processor * 1e9 / each, each / times.wall / 1e6, times.processor / copying.processor);
  };
  std::printf("%8s  %-30s %9s %9s %10s %10s\n", "rows", "", "ns/course", "processor", "million/s",
              "x memcpy");
  tell("memcpy of the columns", copying);
  tell("rows alone", seconds([&] { make_rows(columns); }));
  kf::CohortResult result;
  const auto judge = [&](unsigned threads, bool reasons, bool findings) {
    return seconds([&] {
      kf::assess_cohort(
          columns, {.as_of = as_of, .threads = threads, .findings = findings, .reasons = reasons}, result);
    });
  };
  const Times bare = judge(1, false, false), reasons = judge(1, true, false), two = judge(2, true, false);
  tell("verdicts", bare);
  tell("with reasons", reasons);
  tell("with reasons, two threads", two);
  tell("with reasons and findings", judge(1, true, true));
  std::printf("%8s  reasons cost %.2f x; two threads are %.2f x faster\n\n", "",
              reasons.processor / bare.processor, reasons.wall / two.wall);
}

} // namespace

int main(int count, char** arguments) {
  std::vector<std::size_t> sizes;
  for (const std::string_view number : std::span{arguments, static_cast<std::size_t>(count)}.subspan(1)) {
    std::size_t rows = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), rows);
    if (error != std::errc{} || end != number.data() + number.size() || rows == 0) {
      std::fprintf(stderr, "%s: expected a number of rows\n", number.data());
      return 2;
    }
    sizes.push_back(rows);
  }
  if (sizes.empty()) sizes = {10'000, 100'000, 1'000'000};
  for (const std::size_t rows : sizes) measure(rows);
  return 0;
}
