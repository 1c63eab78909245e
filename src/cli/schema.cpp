#include "cli.hpp"

#include "embedded_schemas.hpp"

#include <memory>

namespace kontaktforloeb::cli {

void add_schema(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand(
      "schema",
      "Print a JSON Schema (2020-12): of course files, assessments, plans, own lists, baselines, the configuration or capacity");
  auto name = std::make_shared<std::string>();
  std::vector<std::string> names;
  std::string list;
  for (const EmbeddedSchema& schema : embedded_schemas) {
    names.emplace_back(schema.name);
    list += (list.empty() ? "" : "|") + names.back();
  }
  command->add_option("WHAT", *name, list)->required()->check(CLI::IsMember(names));
  command->callback([name, &status] {
    for (const EmbeddedSchema& schema : embedded_schemas)
      if (schema.name == *name) write_output(schema.text);
    status = fine;
  });
}

} // namespace kontaktforloeb::cli
