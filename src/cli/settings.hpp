#pragma once
/// @file
/// What `check` is asked to do, from the command line, the environment and the configuration file.

#include "cli.hpp"
#include "formats.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb::cli {

/// One document that is asked for.
struct Request {
  const Format* format = formats.data(); ///< Its format.
  std::string output = {};               ///< Its file; empty: standard output.
};

/// The day of assessing, or the plan itself.
struct DayChoice {
  Date as_of = {};         ///< The day.
  bool as_planned = false; ///< Judge the plan instead.
};

/// A rule that shall not count, in one course or in all.
struct Ignored {
  std::string rule = {};   ///< The rule's id.
  std::string course = {}; ///< The course's id; empty: all.
};

/// Settings of one origin; what is not set leaves the word to the next origin.
struct Settings {
  std::optional<std::vector<std::string>> paths = {};
  std::optional<DayChoice> day = {};
  std::optional<std::string> regime = {};
  std::vector<ReadingChoice> readings = {}; ///< Later ones outrank earlier ones.
  std::optional<std::vector<Request>> requests = {};
  std::optional<FailOn> fail_on = {};
  std::optional<Language> language = {};
  std::optional<bool> strict = {};
  std::optional<bool> allow_digit_ids = {};
  std::optional<bool> contested = {};
  std::optional<unsigned> jobs = {};
  std::optional<std::string> baseline = {};
  std::optional<std::string> admitted = {};
  std::vector<Ignored> ignored = {}; ///< Those of all origins hold.

  /// Takes from a weaker origin what is not set here.
  void fill_from(Settings weaker);
};

/// Sets one setting from a text. Gives what is wrong with the text, as a fault without a key, or nothing.
using SetText = std::optional<Fault> (*)(Settings& settings, const std::string& text);

/// Adds an option that sets one thing from a text, with faults under the option's name.
CLI::Option* add_setting(CLI::App& command, const std::string& name, Settings& settings, SetText set,
                         const std::string& help, const std::string& shown);
/// The same for an option that may come several times.
CLI::Option* add_settings(CLI::App& command, const std::string& name, Settings& settings, SetText set,
                          const std::string& help, const std::string& shown);

/// A setting that is one text, by its name in the configuration file; the environment has it as
/// `KONTAKTFORLOEB_` and the name in capitals.
struct TextSetting {
  std::string_view name;
  SetText set;
};

std::optional<Fault> set_as_of(Settings& settings, const std::string& text);
std::optional<Fault> set_regime(Settings& settings, const std::string& text);
std::optional<Fault> set_fail_on(Settings& settings, const std::string& text);
std::optional<Fault> set_language(Settings& settings, const std::string& text);
std::optional<Fault> set_baseline(Settings& settings, const std::string& text);
std::optional<Fault> set_admitted(Settings& settings, const std::string& text);
std::optional<Fault> add_reading(Settings& settings, const std::string& key, const std::string& value);
std::optional<Fault> add_reading(Settings& settings, const std::string& text); ///< `KEY=VALUE`.
std::optional<Fault> add_ignored(Settings& settings, const std::string& text); ///< `RULE[:COURSE]`.

/// All settings that are one text.
inline constexpr std::array<TextSetting, 6> text_settings{{{"as_of", set_as_of},
                                                           {"regime", set_regime},
                                                           {"fail_on", set_fail_on},
                                                           {"lang", set_language},
                                                           {"baseline", set_baseline},
                                                           {"admitted", set_admitted}}};

/// A setting that is on or off.
struct SwitchSetting {
  std::string_view name;
  void (*set)(Settings& settings, bool on);
};

/// All of them.
inline constexpr std::array<SwitchSetting, 4> switch_settings{
    {{"as_planned",
      [](Settings& s, bool on) {
        if (on)
          s.day = DayChoice{.as_planned = true};
        else if (!s.day)
          s.day = DayChoice{}; // said here: no plan, whatever weaker origins say
      }},
     {"strict", [](Settings& s, bool on) { s.strict = on; }},
     {"allow_digit_ids", [](Settings& s, bool on) { s.allow_digit_ids = on; }},
     {"contested", [](Settings& s, bool on) { s.contested = on; }}}};

/// The number of threads, 1 to 1,024, or nothing.
[[nodiscard]] std::optional<unsigned> threads_from(std::string_view text);
/// What a number of threads must be.
inline constexpr std::string_view threads_wanted = "a number from 1 to 1024";

/// The format of this name; else a fault without a key.
[[nodiscard]] const Format* find_format(std::string_view name);
[[nodiscard]] Fault unknown_format(std::string_view name);

/// What is wrong with a list of requests, in one sentence, or nothing: a format twice, a file twice, two
/// documents on standard output.
[[nodiscard]] std::optional<std::string> problem_of(const std::vector<Request>& requests);

/// The settings of the environment; throws UsageError.
[[nodiscard]] Settings settings_of_environment();
/// A variable of the environment; empty when it is not set.
[[nodiscard]] std::string environment(const std::string& name);

} // namespace kontaktforloeb::cli
