#pragma once
/// @file
/// What the subcommands share.

#include <kontaktforloeb/admitted_file.hpp>
#include <kontaktforloeb/assessment_json.hpp>

#include <CLI/CLI.hpp>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace kontaktforloeb::cli {

/// Exit statuses, the same in every format; the gravest wins: internal, usage, no law, findings, fine.
enum ExitStatus : int { fine = 0, findings = 1, usage = 2, no_known_law = 3, internal = 70 };

/// Wrong usage found after the arguments were read: one sentence, exit status 2.
class UsageError : public std::runtime_error {
public:
  using runtime_error::runtime_error;
};

/// Each adds its subcommand; the callback leaves the exit status in `status`.
void add_check(CLI::App& app, int& status);
void add_plan(CLI::App& app, int& status);
void add_rules(CLI::App& app, int& status);
void add_explain(CLI::App& app, int& status);
void add_capacity(CLI::App& app, int& status);
void add_schema(CLI::App& app, int& status);

/// Writes a whole document to standard output; throws std::runtime_error if it cannot be written.
void write_output(std::string_view text);

/// A file that is written whole or not at all: first a new file beside it, which `commit` puts in its place.
class StagedFile {
public:
  /// Writes the new file; throws UsageError under the option's name.
  StagedFile(std::string_view option, const std::filesystem::path& path, std::string_view text);
  StagedFile(StagedFile&& other) noexcept;
  StagedFile& operator=(StagedFile&&) = delete;
  StagedFile(const StagedFile&) = delete;
  StagedFile& operator=(const StagedFile&) = delete;
  /// Removes the new file unless it was put in its place.
  ~StagedFile();

  /// Puts the file in its place; throws UsageError.
  void commit();

private:
  [[noreturn]] void fail(const std::string& reason) const;

  std::string option_;
  std::filesystem::path path_, place_; ///< As asked for, and without links.
  std::filesystem::path staged_;       ///< The new file; empty: none, or in its place.
  std::string text_;                   ///< For what cannot be replaced, a pipe or a device.
};

/// Adds an option that takes one of a few words; others, numbers and nothing are refused with the list.
template <class Value>
CLI::Option* add_choice(CLI::App& command, const std::string& name, Value& value, const std::string& help,
                        std::vector<std::pair<std::string, Value>> choices) {
  std::string allowed;
  for (const auto& choice : choices) allowed += (allowed.empty() ? "" : "|") + choice.first;
  return command
      .add_option_function<std::string>(
          name,
          [&value, name, allowed, choices = std::move(choices)](const std::string& text) {
            for (const auto& choice : choices)
              if (choice.first == text) {
                value = choice.second;
                return;
              }
            throw CLI::ValidationError(name, "'" + text + "' is not one of " + allowed);
          },
          help)
      ->option_text(allowed);
}

/// Adds an option whose text, if it is given, may not be empty.
CLI::Option* add_text(CLI::App& command, const std::string& name, std::string& value, const std::string& help,
                      const std::string& shown);

/// Adds `--lang en|da`.
void add_language(CLI::App& command, Language& language);

/// Reads lists of where a-kasser take part; throws UsageError with every fault.
AdmittedLists need_admitted(const std::string& file);

/// The regime with this id, or UsageError that names the nearest.
const Regime& need_regime(std::string_view id);

/// Whether words may be coloured on standard output: a terminal, and no NO_COLOR.
bool colour_wanted();
/// Whether standard error is a terminal.
bool progress_wanted();

} // namespace kontaktforloeb::cli
