#include "settings.hpp"

#include "cli.hpp"
#include "file_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>

namespace kontaktforloeb::cli {
namespace {

/// Words that a variable of the environment may say a switch with.
std::optional<bool> switch_from(std::string_view text) {
  for (const std::string_view on : {"1", "true", "yes", "on"})
    if (text == on) return true;
  for (const std::string_view off : {"0", "false", "no", "off"})
    if (text == off) return false;
  return std::nullopt;
}

template <class Value, std::size_t Size>
std::optional<Fault> set_word(std::optional<Value>& target, std::string_view what,
                              const std::array<std::pair<std::string_view, Value>, Size>& choices,
                              const std::string& text) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : choices) {
    if (name == text) {
      target = value;
      return std::nullopt;
    }
    names.push_back(name);
  }
  return Fault::unknown({}, what, text, names);
}

template <class Each>
void split(std::string_view list, const Each& each) {
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t to = std::min(list.find(',', from), list.size());
    if (to != from) each(std::string(list.substr(from, to - from)));
    from = to + 1;
  }
}

} // namespace

void Settings::fill_from(Settings weaker) {
  const auto fill = [](auto& own, auto& other) {
    if (!own) own = std::move(other);
  };
  fill(paths, weaker.paths);
  fill(day, weaker.day);
  fill(regime, weaker.regime);
  fill(requests, weaker.requests);
  fill(fail_on, weaker.fail_on);
  fill(language, weaker.language);
  fill(strict, weaker.strict);
  fill(allow_digit_ids, weaker.allow_digit_ids);
  fill(contested, weaker.contested);
  fill(jobs, weaker.jobs);
  fill(baseline, weaker.baseline);
  fill(admitted, weaker.admitted);
  readings.insert(readings.begin(), weaker.readings.begin(), weaker.readings.end());
  std::move(weaker.ignored.begin(), weaker.ignored.end(), std::back_inserter(ignored));
}

std::optional<Fault> set_as_of(Settings& settings, const std::string& text) {
  const auto day = Date::parse(text);
  if (!day) return Fault::not_a({}, text, "a day of the calendar, written YYYY-MM-DD");
  if (*day < first_day || *day > last_day) return Fault::outside_calendar({}, *day);
  settings.day = DayChoice{.as_of = *day};
  return std::nullopt;
}

std::optional<Fault> set_regime(Settings& settings, const std::string& text) {
  if (text != "auto" && current_law.find(text) == nullptr) {
    std::vector<std::string_view> ids{"auto"};
    for (const Regime& regime : current_law.regimes) ids.push_back(regime.id);
    return Fault::unknown({}, "regime", text, ids);
  }
  settings.regime = text;
  return std::nullopt;
}

std::optional<Fault> set_fail_on(Settings& settings, const std::string& text) {
  return set_word(settings.fail_on, "severity",
                  std::array{std::pair{std::string_view{"error"}, FailOn::error},
                             std::pair{std::string_view{"warning"}, FailOn::warning},
                             std::pair{std::string_view{"note"}, FailOn::note},
                             std::pair{std::string_view{"never"}, FailOn::never}},
                  text);
}

std::optional<Fault> set_language(Settings& settings, const std::string& text) {
  return set_word(settings.language, "language",
                  std::array{std::pair{std::string_view{"en"}, Language::en},
                             std::pair{std::string_view{"da"}, Language::da}},
                  text);
}

std::optional<Fault> set_baseline(Settings& settings, const std::string& text) {
  if (text.empty()) return Fault::because({}, "names no file");
  settings.baseline = text;
  return std::nullopt;
}

std::optional<Fault> set_admitted(Settings& settings, const std::string& text) {
  if (text.empty()) return Fault::because({}, "names no file");
  settings.admitted = text;
  return std::nullopt;
}

std::optional<Fault> add_reading(Settings& settings, const std::string& key, const std::string& value) {
  const auto reading = find_reading(key);
  if (!reading) {
    std::vector<std::string_view> ids;
    for (const ReadingInfo& known : reading_ids) ids.push_back(known.id);
    return Fault::unknown({}, "reading", key, ids);
  }
  const auto number = find_value(*reading, value);
  if (!number) {
    const ReadingInfo& known = info(*reading);
    return Fault::unknown(key, "value", value, std::span{known.values}.first(known.size()));
  }
  settings.readings.push_back({*reading, *number});
  return std::nullopt;
}

std::optional<Fault> add_reading(Settings& settings, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return Fault::not_a({}, text, "KEY=VALUE");
  return add_reading(settings, text.substr(0, equals), text.substr(equals + 1));
}

std::optional<Fault> add_ignored(Settings& settings, const std::string& text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  Ignored ignored{text.substr(0, colon), text.substr(std::min(colon + 1, text.size()))};
  if (ignored.rule == fault_rule || ignored.rule == no_law_rule)
    return Fault::because({}, "faults of files and law that is not known cannot be ignored");
  if (colon != text.size() && ignored.course.empty()) return Fault::not_a({}, text, "RULE or RULE:COURSE");
  std::vector<std::string_view> ids;
  for_each_rule([&](const Rule& rule, const Regime*, const Requirement*) { ids.push_back(rule.id); });
  if (std::find(ids.begin(), ids.end(), ignored.rule) == ids.end()) {
    Fault fault = Fault::unknown({}, "rule", ignored.rule, ids);
    fault.message += fault.message.ends_with('?') ? " `kontaktforloeb rules` lists all."
                                                  : "; `kontaktforloeb rules` lists all";
    return fault;
  }
  settings.ignored.push_back(std::move(ignored));
  return std::nullopt;
}

std::optional<unsigned> threads_from(std::string_view text) {
  unsigned threads = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), threads);
  if (error != std::errc{} || end != text.data() + text.size() || threads < 1 || threads > 1024)
    return std::nullopt;
  return threads;
}

const Format* find_format(std::string_view name) {
  for (const Format& format : formats)
    if (format.name == name) return &format;
  return nullptr;
}

Fault unknown_format(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Format& format : formats) names.push_back(format.name);
  return Fault::unknown({}, "format", name, names);
}

std::optional<std::string> problem_of(const std::vector<Request>& requests) {
  for (std::size_t i = 0; i < requests.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const Request &a = requests[j], &b = requests[i];
      if (a.format == b.format) return fmt::format("the format {} is asked for twice", a.format->name);
      if (a.output.empty() && b.output.empty())
        return fmt::format(
            "{} and {} would both go to standard output; give one of them a file with --output",
            a.format->name, b.format->name);
      if (!a.output.empty() && !b.output.empty() && same_file(a.output, b.output))
        return fmt::format("{} and {} would both be written to {}", a.format->name, b.format->name, b.output);
    }
  return std::nullopt;
}

std::string environment(const std::string& name) {
  const char* value = std::getenv(name.c_str()); // NOLINT(concurrency-mt-unsafe): one thread
  return value != nullptr ? value : "";
}

Settings settings_of_environment() {
  Settings settings;
  const auto name_of = [](std::string_view name) {
    std::string upper = "KONTAKTFORLOEB_";
    for (const char c : name) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return upper;
  };
  const auto check = [](const std::string& name, std::optional<Fault> fault) {
    if (!fault) return;
    fault->key = fault->key.empty() ? name : name + " " + fault->key;
    throw UsageError(fault->text());
  };
  const auto read = [&](std::string_view name, const auto& use) {
    const std::string variable = name_of(name);
    if (const std::string value = environment(variable); !value.empty()) check(variable, use(value));
  };
  for (const SwitchSetting& setting : switch_settings)
    read(setting.name, [&](const std::string& value) -> std::optional<Fault> {
      const auto on = switch_from(value);
      if (!on) return Fault::not_a({}, value, "true or false");
      setting.set(settings, *on);
      return std::nullopt;
    });
  const bool planned = settings.day && settings.day->as_planned;
  for (const TextSetting& setting : text_settings)
    read(setting.name, [&](const std::string& value) { return setting.set(settings, value); });
  if (planned && !settings.day->as_planned)
    throw UsageError("KONTAKTFORLOEB_AS_OF and KONTAKTFORLOEB_AS_PLANNED exclude each other");
  read("format", [&](const std::string& value) -> std::optional<Fault> {
    const Format* format = find_format(value);
    if (format == nullptr) return unknown_format(value);
    settings.requests = {Request{format, {}}};
    return std::nullopt;
  });
  read("jobs", [&](const std::string& value) -> std::optional<Fault> {
    settings.jobs = threads_from(value);
    return settings.jobs ? std::nullopt : std::optional{Fault::not_a({}, value, threads_wanted)};
  });
  read("readings", [&](const std::string& list) {
    std::optional<Fault> fault;
    split(list, [&](const std::string& text) {
      if (!fault) fault = add_reading(settings, text);
    });
    return fault;
  });
  read("ignore", [&](const std::string& list) {
    std::optional<Fault> fault;
    split(list, [&](const std::string& text) {
      if (!fault) fault = add_ignored(settings, text);
    });
    return fault;
  });
  return settings;
}

CLI::Option* add_setting(CLI::App& command, const std::string& name, Settings& settings, SetText set,
                         const std::string& help, const std::string& shown) {
  return command
      .add_option_function<std::string>(
          name,
          [&settings, name, set](const std::string& text) {
            auto fault = set(settings, text);
            if (!fault) return;
            fault->key = fault->key.empty() ? name : name + " " + fault->key;
            throw UsageError(fault->text());
          },
          help)
      ->option_text(shown);
}

CLI::Option* add_settings(CLI::App& command, const std::string& name, Settings& settings, SetText set,
                          const std::string& help, const std::string& shown) {
  return command
      .add_option_function<std::vector<std::string>>(
          name,
          [&settings, name, set](const std::vector<std::string>& texts) {
            for (const std::string& text : texts)
              if (auto fault = set(settings, text)) {
                fault->key = fault->key.empty() ? name : name + " " + fault->key;
                throw UsageError(fault->text());
              }
          },
          help)
      ->option_text(shown)
      ->allow_extra_args(false);
}

} // namespace kontaktforloeb::cli
