// Plans held against an answer set solver. This program makes partial courses, plans them and writes each as
// facts for fewest.lp, which says what a plan has to be; tools/prove_plans.py has clingo answer them and
// compares.
//   write   facts of courses made by chance, one file each, and what was passed over
//   judge   what the engine says of other meetings in the place of a plan's
//   time    how long one plan takes, beside clingo's time for the same instance

#include "instance.hpp"

#include <kontaktforloeb/kontaktforloeb.hpp>

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace kontaktforloeb;
namespace fs = std::filesystem;

void save(const fs::path& path, std::string_view text) {
  std::ofstream file{path, std::ios::binary};
  file << text;
  if (!file.flush()) throw std::runtime_error{"cannot write " + path.string()};
}

/// Every line as a comment.
std::string commented(const std::string& text) {
  std::string out = "% ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "% ";
  }
  return out + '\n';
}

struct Order {
  std::uint64_t from = 1, count = 150;
  fs::path out;
  std::string only;
};

int write(const Order& order) {
  fs::create_directories(order.out);
  std::map<std::string, std::size_t, std::less<>> skipped;
  std::size_t written = 0, courses = 0, not_proven = 0;
  std::uint64_t seed = order.from;
  const auto ask = [&](const prove::Question& question) {
    if (written >= order.count) return;
    ++courses;
    const prove::Instance instance = prove::instance_of(question);
    if (!instance.skipped.empty()) {
      ++skipped[std::string(instance.skipped)];
      return;
    }
    ++written;
    if (!instance.proven) ++not_proven;
    std::string name = question.name;
    std::replace(name.begin(), name.end(), ' ', '-');
    save(order.out / (name + ".lp"), commented(prove::describe(question)) + instance.text);
  };
  for (; written < order.count; ++seed) {
    if (order.only != "partial") ask(prove::any_course(seed));
    if (order.only != "any") ask(prove::partial_course(seed));
  }
  std::cout << "{\"courses\": " << courses << ", \"instances\": " << written
            << ", \"last_seed\": " << seed - 1 << ", \"not_proven\": " << not_proven << ", \"skipped\": {";
  std::string_view comma;
  for (const auto& [why, count] : skipped) {
    std::cout << comma << '"' << why << "\": " << count;
    comma = ", ";
  }
  std::cout << "}}\n";
  return 0;
}

struct Trial {
  std::string kind;
  std::uint64_t seed = 0;
  std::vector<std::string> meetings;
};

int judge(const Trial& trial) {
  std::vector<prove::Named> meetings;
  for (const std::string& text : trial.meetings) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) throw std::invalid_argument{text + " is no POINT:TYPE"};
    meetings.push_back({std::stoull(text.substr(0, colon)), std::stoull(text.substr(colon + 1))});
  }
  const bool any = trial.kind == "any";
  std::cout << prove::judge(any ? prove::any_course(trial.seed) : prove::partial_course(trial.seed),
                            meetings);
  return 0;
}

/// What a command writes.
std::string output_of(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r"); // NOLINT(cert-env33-c): a fixed command
  if (pipe == nullptr) throw std::runtime_error{"cannot run " + command};
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  pclose(pipe);
  return text;
}

int time_one(const fs::path& encoding) {
  const prove::Question question = prove::fresh_trial();
  const Course course = Course::checked(question.facts);
  const PlanOptions options = question.options();
  PlanBuffer buffer;
  double best = 1e9;
  std::size_t meetings = 0;
  for (int round = 0; round < 20; ++round) {
    constexpr int times = 500;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < times; ++i) meetings = plan(course, question.as_of, options, buffer).proposed.size();
    const std::chrono::duration<double, std::micro> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count() / times);
  }
  const fs::path file = fs::temp_directory_path() / "kontaktforloeb-fresh.lp";
  save(file, prove::instance_of(question).text);
  const std::string told =
      output_of("clingo --stats --outf=0 -q1 '" + encoding.string() + "' '" + file.string() + "'");
  fs::remove(file);
  std::cout << "plan      " << best << " us (" << meetings << " meetings, a fresh course of the trial)\n";
  bool any = false;
  for (const std::string_view key : {"Time ", "CPU Time "})
    if (const std::size_t at = told.find(std::string("\n").append(key)); at != std::string::npos) {
      std::cout << "clingo    " << told.substr(at + 1, told.find('\n', at + 1) - at - 1) << '\n';
      any = true;
    }
  if (!any || told.find("OPTIMUM FOUND") == std::string::npos) {
    std::cerr << "clingo gave no optimum\n" << told;
    return 1;
  }
  return 0;
}

int run(int argc, char** argv) {
  CLI::App app{"Makes partial courses, plans them and writes them as facts for clingo."};
  Order order;
  fs::path encoding = fs::path{KONTAKTFORLOEB_SOURCE_DIR} / "tests/plans/fewest.lp";
  app.require_subcommand(1);
  CLI::App* writing = app.add_subcommand("write", "Write the facts of courses made by chance");
  writing->add_option("--from", order.from, "The first seed");
  writing->add_option("--count", order.count, "How many instances");
  writing->add_option("--out", order.out, "The folder")->required();
  writing->add_option("--only", order.only, "One kind of courses: any or partial");
  Trial trial;
  CLI::App* judging = app.add_subcommand("judge", "Judge other meetings in the place of a plan's");
  judging->add_option("kind", trial.kind, "any or partial")->required();
  judging->add_option("seed", trial.seed, "The seed")->required();
  judging->add_option("meetings", trial.meetings, "POINT:TYPE of the instance");
  CLI::App* timing = app.add_subcommand("time", "Time one plan beside clingo");
  timing->add_option("--encoding", encoding, "The encoding");
  CLI11_PARSE(app, argc, argv);
  return *writing ? write(order) : *judging ? judge(trial) : time_one(encoding);
}

} // namespace

int main(int argc, char* argv[]) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
