#include "cli.hpp"

#include "embedded_schemas.hpp"

#include <memory>

namespace kontaktforloeb::cli {

void add_schema(CLI::App& app, int& status) {
  CLI::App* command =
      app.add_subcommand("schema", "Print the JSON Schema (2020-12) of course files or of assessments");
  auto name = std::make_shared<std::string>();
  command->add_option("WHAT", *name, "course or assessment")
      ->required()
      ->check(CLI::IsMember({"course", "assessment"}));
  command->callback([name, &status] {
    write_output(*name == "course" ? course_schema : assessment_schema);
    status = fine;
  });
}

} // namespace kontaktforloeb::cli
