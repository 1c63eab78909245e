#include "cli.hpp"
#include "report_view.hpp"

#include <kontaktforloeb/version.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace kf = kontaktforloeb;

namespace {

int run(int argc, char** argv) {
  CLI::App app{
      "Checks contact courses (kontaktforløb) of unemployment benefit against the rules that held on the day.",
      "kontaktforloeb"};
  app.set_version_flag("--version", KONTAKTFORLOEB_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 nothing found, 1 findings, 2 wrong usage or an unreadable course, 3 no known law, "
      "70 internal error.");
  int status = kf::cli::fine;
  kf::cli::add_check(app, status);
  kf::cli::add_plan(app, status);
  kf::cli::add_rules(app, status);
  kf::cli::add_explain(app, status);
  kf::cli::add_capacity(app, status);
  kf::cli::add_schema(app, status);
  // What people type by mistake is repeated, but never a CPR number; a wrong subcommand names the nearest.
  app.failure_message([&](const CLI::App*, const CLI::Error& error) {
    std::string text = kf::without_cpr(error.what());
    if (argc > 1 && *argv[1] != '-' && app.get_subcommands().empty()) {
      std::vector<std::string_view> names;
      for (const char* name : {"check", "plan", "rules", "explain", "capacity", "schema"})
        names.emplace_back(name);
      const std::string guess = kf::nearest(argv[1], names);
      text = fmt::format("unknown subcommand '{}'{}", kf::without_cpr(argv[1]),
                         guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess));
    }
    return fmt::format("kontaktforloeb: {}\nRun with --help for more.\n", text);
  });
  try {
    app.parse(argc, argv);
    return status;
  } catch (const CLI::ParseError& error) {
    const int printed = app.exit(error);
    std::cout.flush();
    return !std::cout ? kf::cli::internal : printed == 0 ? kf::cli::fine : kf::cli::usage;
  } catch (const kf::cli::UsageError& error) {
    // A configuration lists its faults, each on a line.
    std::istringstream lines{kf::without_cpr(error.what())};
    for (std::string line; std::getline(lines, line);)
      fmt::print(stderr, "kontaktforloeb: {}\n", kf::cli::printable(line));
    return kf::cli::usage;
  }
}

} // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fputs("kontaktforloeb: internal error: ", stderr);
    std::fputs(error.what(), stderr);
    std::fputs("\n", stderr);
  } catch (...) {
    std::fputs("kontaktforloeb: internal error\n", stderr);
  }
  return kf::cli::internal;
}
