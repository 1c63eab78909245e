#include "config_file.hpp"

#include "cli.hpp"

#include <kontaktforloeb/course_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace kontaktforloeb::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_name = "kontaktforloeb.toml";

Position position_of(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

/// What a value is, for the sentence that says it should be something else.
std::string_view kind_of(const toml::node& node) {
  switch (node.type()) {
  case toml::node_type::table:
    return "a table";
  case toml::node_type::array:
    return "a list";
  case toml::node_type::string:
    return "a text";
  case toml::node_type::integer:
  case toml::node_type::floating_point:
    return "a number";
  case toml::node_type::boolean:
    return "true or false";
  default:
    return "a date or time";
  }
}

class ConfigReader {
public:
  ConfigReader(const fs::path& file, const fs::path& directory) : file_(file), directory_(directory) {}

  Settings read(const std::string& text) {
    const toml::parse_result parsed = toml::parse(text, file_.string());
    if (!parsed) {
      add(position_of(parsed.error().source()),
          Fault::because({}, std::string(parsed.error().description())));
    } else {
      for (const auto& [key, value] : parsed.table()) setting(key, value);
      if (has_as_of_ && has_as_planned_)
        add(position_of(parsed.table().get("as_planned")->source()),
            Fault::because("as_planned", "excludes as_of; leave one of them out"));
    }
    if (!faults_.empty()) {
      std::sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) {
        return std::pair{a.position.line, a.position.column} < std::pair{b.position.line, b.position.column};
      });
      std::string all;
      for (const Fault& fault : faults_) all += (all.empty() ? "" : "\n") + fault.text();
      throw UsageError(all);
    }
    return std::move(settings_);
  }

private:
  void add(Position position, Fault fault) {
    fault.file = file_.generic_string();
    fault.position = position;
    faults_.push_back(std::move(fault));
  }
  void add(const toml::node& node, Fault fault) { add(position_of(node.source()), std::move(fault)); }
  void add_wrong(const toml::node& node, std::string key, std::string_view wanted) {
    add(node, Fault::because(std::move(key), fmt::format("must be {}, not {}", wanted, kind_of(node))));
  }
  /// A fault that a setter gave, under its key.
  void add_under(const toml::node& node, const std::string& key, std::optional<Fault> fault) {
    if (!fault) return;
    fault->key = fault->key.empty() ? key : key + "." + fault->key;
    add(node, std::move(*fault));
  }

  void setting(const toml::key& name, const toml::node& value) {
    const std::string key{name.str()};
    for (const TextSetting& known : text_settings)
      if (known.name == key) return text_setting(known, value);
    for (const SwitchSetting& known : switch_settings)
      if (known.name == key) {
        if (!value.is_boolean()) return add_wrong(value, key, "true or false");
        known.set(settings_, **value.as_boolean());
        has_as_planned_ |= key == "as_planned" && **value.as_boolean();
        return;
      }
    if (key == "paths") return paths(value);
    if (key == "ignore") return ignore(value);
    if (key == "readings") return readings(value);
    if (key == "formats") return requests(value);
    if (key == "jobs") return jobs(value);
    std::vector<std::string_view> keys{"paths", "ignore", "readings", "formats", "jobs"};
    for (const TextSetting& known : text_settings) keys.push_back(known.name);
    for (const SwitchSetting& known : switch_settings) keys.push_back(known.name);
    std::sort(keys.begin(), keys.end());
    add(position_of(name.source()), Fault::unknown(key, "key", key, keys));
  }

  void text_setting(const TextSetting& known, const toml::node& value) {
    const std::string key{known.name};
    std::string text;
    if (const auto* string = value.as_string())
      text = **string;
    else if (const auto* date = value.as_date(); date != nullptr && key == "as_of")
      text = Date(date->get().year, date->get().month, date->get().day).iso();
    else
      return add_wrong(value, key, key == "as_of" ? "a date" : "a text");
    // The switch `as_planned` shares its place with the day; what was set last would win.
    const std::optional<DayChoice> planned = settings_.day;
    add_under(value, key, known.set(settings_, text));
    has_as_of_ |= key == "as_of";
    if (key == "as_of" && planned) settings_.day = planned;
    if (key == "baseline" && settings_.baseline) settings_.baseline = from_here(*settings_.baseline);
    if (key == "admitted" && settings_.admitted) settings_.admitted = from_here(*settings_.admitted);
  }

  void paths(const toml::node& value) {
    settings_.paths.emplace();
    each_text(value, "paths", "a list of texts", [&](const toml::node& node, const std::string& text) {
      if (text.empty() || text == "-")
        add(node, Fault::because("paths", "names files and directories; standard input is asked for on the "
                                          "command line"));
      else
        settings_.paths->push_back(from_here(text));
    });
  }

  void ignore(const toml::node& value) {
    each_text(value, "ignore", "a list of texts, RULE or RULE:COURSE",
              [&](const toml::node& node, const std::string& text) {
                add_under(node, "ignore", add_ignored(settings_, text));
              });
  }

  void readings(const toml::node& value) {
    const toml::table* table = value.as_table();
    if (table == nullptr) return add_wrong(value, "readings", "a table of readings and their values");
    for (const auto& [key, node] : *table) {
      const auto* text = node.as_string();
      if (text == nullptr) {
        add_wrong(node, fmt::format("readings.{}", key.str()), "a text");
        continue;
      }
      auto fault = add_reading(settings_, std::string(key.str()), **text);
      if (fault && fault->key.empty())
        add(position_of(key.source()), Fault::because("readings", fault->message));
      else
        add_under(node, "readings", std::move(fault));
    }
  }

  void requests(const toml::node& value) {
    const toml::array* list = value.as_array();
    if (list == nullptr) return add_wrong(value, "formats", "a list of formats");
    std::vector<Request> requests;
    for (const toml::node& node : *list) request(node, requests);
    if (const auto problem = problem_of(requests)) add(value, Fault::because("formats", *problem));
    if (!requests.empty()) settings_.requests = std::move(requests);
  }

  /// `"sarif"`, or `{format = "sarif", output = "out.sarif"}`.
  void request(const toml::node& node, std::vector<Request>& requests) {
    const toml::node* name = &node;
    Request request;
    if (const toml::table* table = node.as_table()) {
      name = table->get("format");
      if (name == nullptr) return add(node, Fault::missing("formats", "format = \"...\""));
      for (const auto& [key, value] : *table) {
        if (key.str() == "format") continue;
        if (key.str() != "output") {
          constexpr std::array<std::string_view, 2> keys{"format", "output"};
          add(position_of(key.source()), Fault::unknown("formats", "key", key.str(), keys));
        } else if (const auto* output = value.as_string(); output != nullptr && !(**output).empty()) {
          request.output = from_here(**output);
        } else {
          add_wrong(value, "formats.output", "the name of a file");
        }
      }
    }
    const auto* text = name->as_string();
    if (text == nullptr) return add_wrong(*name, "formats", "the name of a format");
    request.format = find_format(**text);
    if (request.format == nullptr) return add_under(*name, "formats", unknown_format(**text));
    requests.push_back(std::move(request));
  }

  void jobs(const toml::node& value) {
    const auto* number = value.as_integer();
    if (number == nullptr) return add_wrong(value, "jobs", threads_wanted);
    settings_.jobs = threads_from(std::to_string(**number));
    if (!settings_.jobs) add(value, Fault::not_a("jobs", std::to_string(**number), threads_wanted));
  }

  template <class Each>
  void each_text(const toml::node& value, const std::string& key, std::string_view wanted, const Each& each) {
    const toml::array* list = value.as_array();
    if (list == nullptr) return add_wrong(value, key, wanted);
    for (const toml::node& node : *list)
      if (const auto* text = node.as_string())
        each(node, **text);
      else
        add_wrong(node, key, "a text");
  }

  /// A path of the file, which is relative to the file's directory, as seen from the working directory.
  [[nodiscard]] std::string from_here(const std::string& path) const {
    const fs::path whole = (directory_ / file_).parent_path() / path;
    const fs::path relative = whole.lexically_normal().lexically_relative(directory_);
    return (relative.empty() ? whole : relative).generic_string();
  }

  const fs::path& file_;
  const fs::path& directory_;
  Settings settings_;
  std::vector<Fault> faults_;
  bool has_as_of_ = false, has_as_planned_ = false;
};

} // namespace

std::optional<fs::path> find_config(const fs::path& directory) {
  std::error_code error;
  std::optional<fs::path> nearest;
  for (fs::path folder = directory, seen_from_here;;) {
    if (!nearest && fs::is_regular_file(folder / file_name, error)) nearest = seen_from_here / file_name;
    if (fs::exists(folder / ".git", error)) return nearest;
    if (folder == folder.parent_path()) break;
    folder = folder.parent_path();
    seen_from_here /= "..";
  }
  if (fs::is_regular_file(directory / file_name, error)) return fs::path{file_name};
  return std::nullopt;
}

Settings read_config(const fs::path& file, const fs::path& directory) {
  std::string problem;
  const auto text = read_text(file, problem);
  if (!text) throw UsageError(fmt::format("{}: {}", file.generic_string(), problem));
  return ConfigReader{file, directory}.read(*text);
}

} // namespace kontaktforloeb::cli
