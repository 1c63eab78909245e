#include "cli.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>

namespace kf = kontaktforloeb;

int main(int argc, char** argv) {
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
  kf::cli::add_rules(app, status);
  kf::cli::add_explain(app, status);
  kf::cli::add_schema(app, status);
  try {
    app.parse(argc, argv);
    return status;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kf::cli::fine : kf::cli::usage;
  } catch (const kf::cli::UsageError& error) {
    fmt::print(stderr, "kontaktforloeb: {}\n", error.what());
    return kf::cli::usage;
  } catch (const std::exception& error) {
    fmt::print(stderr, "kontaktforloeb: internal error: {}\n", error.what());
    return kf::cli::internal;
  }
}
