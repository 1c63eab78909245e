// The law checked against its cases. The law is data (regimes/), and cases say what it must give
// (tests/cases):
//   coverage      each rule is reached by cases, kept and broken, and each reading's values are told apart;
//   mutants       each number, day, word and row of the tables is changed a little, one at a time, and some
//                 case must then come out otherwise: a number that no case notices is a number nobody
//                 checked;
//   document      each such change, and each of a text or a source, gives another document of the law (`rules
//                 --format json`), whose digest assessments carry;
//   traceability  each rule is written down between the sentence it comes from and the cases that exercise
//   it.

#include "checks.hpp"

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace {

int run(int argc, char** argv) {
  using namespace kontaktforloeb;
  CLI::App app{"Checks the law's tables against the cases."};
  std::filesystem::path source = KONTAKTFORLOEB_SOURCE_DIR, folder;
  lawcheck::MutantOptions options;
  bool check = false;
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--source", source, "The project's folder");
  app.add_option("--cases", folder, "The cases' folder, if it is not tests/cases");
  const CLI::App* coverage = app.add_subcommand("coverage", "Which rules and readings the cases reach");
  CLI::App* mutants = app.add_subcommand("mutants", "Whether the cases notice each change of the law");
  mutants->add_flag("--short", options.sample, "Try every fourth change only");
  mutants->add_flag("--list", options.list, "Name the changes and try none");
  mutants->add_option("--only", options.only, "Try the changes whose name has this text in it");
  const CLI::App* document =
      app.add_subcommand("document", "Whether each change of the law shows in its document");
  CLI::App* traceability =
      app.add_subcommand("traceability", "Write which source and which cases stand behind each rule");
  traceability->add_flag("--check", check, "Compare with the file on disk and write nothing");
  CLI11_PARSE(app, argc, argv);
  if (*document) return lawcheck::document();

  const auto all = cases::load(folder.empty() ? source / "tests/cases" : folder);
  if (*coverage) return lawcheck::coverage(all);
  if (*mutants) return lawcheck::mutants(all, options);
  return lawcheck::traceability(all, source / "docs/traceability.md", check);
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
