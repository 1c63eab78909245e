// The kernel on the columns that bench/peers/library.py wrote, for the benchmark beside peers: judges them by
// one thread and by two, in turns, and prints the seconds of each run. The answers go beside the columns, so
// that the benchmark can compare them.
#include <kontaktforloeb/cohort.hpp>
#include <kontaktforloeb/places.hpp>

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kf = kontaktforloeb;

namespace {

constexpr kf::Date as_of{2023, 12, 31};
constexpr kf::Date epoch{1970, 1, 1};
constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

/// The columns of one folder; what the spans of a cohort look at.
class Folder {
public:
  explicit Folder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// A column; one that is not there is empty, which means absent.
  template <class T>
  [[nodiscard]] std::vector<T> read(std::string_view name) const {
    if (!std::filesystem::exists(folder_ / name)) return {};
    std::ifstream file(folder_ / name, std::ios::binary | std::ios::ate);
    if (!file) throw std::runtime_error("cannot read " + (folder_ / name).string());
    std::vector<T> values(static_cast<std::size_t>(file.tellg()) / sizeof(T));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(T)));
    return values;
  }

  [[nodiscard]] std::vector<kf::Date> days(std::string_view name) const {
    std::vector<kf::Date> days;
    for (const std::int32_t day : read<std::int32_t>(name))
      days.push_back(day == no_day ? kf::Date{} : epoch + day);
    return days;
  }

  [[nodiscard]] std::vector<std::string> names(const std::string& column) const {
    std::ifstream file(folder_ / (column + "_names"));
    std::vector<std::string> names;
    for (std::string line; std::getline(file, line);) names.push_back(line);
    return names;
  }

  /// Municipalities as their codes; 0 for none.
  [[nodiscard]] std::vector<std::uint16_t> municipalities(const std::string& column) const {
    std::vector<std::uint16_t> codes{0};
    for (const std::string& name : names(column)) codes.push_back(kf::find_municipality(name).value());
    std::vector<std::uint16_t> values;
    for (const std::uint16_t place : read<std::uint16_t>(column)) values.push_back(codes.at(place));
    return values;
  }

  template <class T>
  void write(std::string_view name, const std::vector<T>& values) const {
    std::ofstream file(folder_ / name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(values.data()),
               static_cast<std::streamsize>(values.size() * sizeof(T)));
  }

private:
  std::filesystem::path folder_;
};

/// A cohort that owns its columns.
struct Cohort {
  explicit Cohort(const Folder& folder)
      : registered(folder.days("registered")), insurance(folder.read<std::uint8_t>("insurance")),
        birth_year(folder.read<std::int32_t>("birth_year")), a_kasse(folder.read<std::uint16_t>("a_kasse")),
        a_kasse_names(folder.names("a_kasse")), municipality(folder.municipalities("municipality")),
        benefit_offsets(folder.read<std::int64_t>("benefit_offsets")),
        benefit_from(folder.days("benefit_from")), benefit_to(folder.days("benefit_to")),
        hours(folder.read<std::int32_t>("benefit_hours")), kind(folder.read<std::uint8_t>("benefit_kind")),
        benefit_month(hours.size()), meeting_offsets(folder.read<std::int64_t>("meetings_offsets")),
        date(folder.days("meetings_date")),
        conversations(folder.read<std::uint8_t>("meetings_conversations")),
        conversation_count(folder.read<std::uint8_t>("meetings_conversation_count")),
        holder(folder.read<std::uint8_t>("meetings_holder")),
        on_behalf_of(folder.read<std::uint8_t>("meetings_on_behalf_of")),
        status(folder.read<std::uint8_t>("meetings_status")),
        form(folder.read<std::uint8_t>("meetings_form")), summoned(folder.days("meetings_summoned")),
        absent(folder.read<std::uint8_t>("meetings_absent")),
        event_offsets(folder.read<std::int64_t>("events_offsets")),
        type(folder.read<std::uint8_t>("events_type")), event_date(folder.days("events_date")),
        event_from(folder.days("events_from")), event_to(folder.days("events_to")),
        event_municipality(folder.municipalities("events_municipality")),
        names(a_kasse_names.begin(), a_kasse_names.end()) {
    for (std::size_t i = 0; i <= registered.size(); ++i) one_each.push_back(static_cast<std::int64_t>(i));
    always.resize(registered.size());
  }

  [[nodiscard]] kf::CohortColumns columns() const {
    kf::CohortColumns all;
    all.rows = registered.size();
    all.insurance = {one_each, always, insurance};
    all.a_kasse = a_kasse;
    all.a_kasse_names = names;
    all.municipality = municipality;
    all.birth_year = birth_year;
    all.registered = registered;
    all.benefit = {benefit_offsets, benefit_month, benefit_from, benefit_to, hours, kind};
    all.meetings.offsets = meeting_offsets;
    all.meetings.date = date;
    all.meetings.conversations = conversations;
    all.meetings.conversation_count = conversation_count;
    all.meetings.holder = holder;
    all.meetings.on_behalf_of = on_behalf_of;
    all.meetings.status = status;
    all.meetings.form = form;
    all.meetings.summoned = summoned;
    all.meetings.absent = absent;
    all.events.offsets = event_offsets;
    all.events.type = type;
    all.events.date = event_date;
    all.events.from = event_from;
    all.events.to = event_to;
    all.events.municipality = event_municipality;
    return all;
  }

  std::vector<kf::Date> registered;
  std::vector<std::uint8_t> insurance;
  std::vector<std::int32_t> birth_year;
  std::vector<std::uint16_t> a_kasse;
  std::vector<std::string> a_kasse_names;
  std::vector<std::uint16_t> municipality;
  std::vector<std::int64_t> benefit_offsets;
  std::vector<kf::Date> benefit_from, benefit_to;
  std::vector<std::int32_t> hours;
  std::vector<std::uint8_t> kind;
  std::vector<kf::Month> benefit_month;
  std::vector<std::int64_t> meeting_offsets;
  std::vector<kf::Date> date;
  std::vector<std::uint8_t> conversations, conversation_count, holder, on_behalf_of, status, form;
  std::vector<kf::Date> summoned;
  std::vector<std::uint8_t> absent;
  std::vector<std::int64_t> event_offsets;
  std::vector<std::uint8_t> type;
  std::vector<kf::Date> event_date, event_from, event_to;
  std::vector<std::uint16_t> event_municipality;
  std::vector<std::string_view> names;
  std::vector<std::int64_t> one_each;
  std::vector<kf::Date> always;
};

int number(const char* text) {
  int value = 0;
  const char* end = text + std::strlen(text);
  if (std::from_chars(text, end, value).ptr != end || value < 1)
    throw std::runtime_error(std::string{"expected a number above 0, got "} + text);
  return value;
}

void run(const std::filesystem::path& path, int rows, int runs, bool findings) {
  const Folder folder{path};
  const Cohort cohort{folder};
  const kf::CohortColumns columns = cohort.columns();
  if (columns.rows != static_cast<std::size_t>(rows)) throw std::runtime_error("the number of rows differs");
  kf::CohortOptions options;
  options.as_of = as_of;
  options.regime = "trial_2020";
  options.findings = findings;

  kf::CohortResult result;
  std::vector<double> seconds[2];
  for (int i = 0; i < runs; ++i)
    for (const unsigned threads : {1u, 2u}) {
      options.threads = threads;
      const auto before = std::chrono::steady_clock::now();
      result = kf::assess_cohort(columns, options);
      seconds[threads - 1].push_back(
          std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
    }
  if (!result.faults.empty())
    throw std::runtime_error("the cohort has faults: " + result.faults.front().fault.message);

  std::vector<std::int32_t> last_day;
  for (std::size_t i = 0; i < columns.rows; ++i) {
    const bool known = result.last_day[i].is_set() && result.last_day_projected[i] == 0;
    last_day.push_back(known ? result.last_day[i].number() - epoch.number()
                             : std::numeric_limits<std::int32_t>::max());
  }
  if (findings) {
    std::ofstream rules(path / "rules");
    for (const std::string_view rule : kf::rule_ids()) rules << rule << "\n";
    folder.write("findings_row", result.findings.row);
    folder.write("findings_rule", result.findings.rule);
    folder.write("findings_status", result.findings.status);
  }
  folder.write("verdict", result.verdict);
  folder.write("last_day", last_day);
  const char* separator = "{";
  for (int threads = 1; threads <= 2; ++threads) {
    std::printf("%s\"%d\": [", separator, threads);
    separator = "";
    for (const double second : seconds[threads - 1]) {
      std::printf("%s%.9f", separator, second);
      separator = ", ";
    }
    std::printf("]");
  }
  std::printf("}\n");
}

} // namespace

int main(int argc, char** argv) {
  const bool findings = argc == 5 && std::string_view{argv[4]} == "findings";
  if (argc != 4 && !findings) {
    std::fprintf(stderr, "usage: %s FOLDER ROWS RUNS [findings]\n", argv[0]);
    return 2;
  }
  try {
    run(argv[1], number(argv[2]), number(argv[3]), findings);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
  return 0;
}
