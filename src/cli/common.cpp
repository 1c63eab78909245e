#include "cli.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace kontaktforloeb::cli {
namespace {

bool is_terminal(std::FILE* stream) {
#ifdef _WIN32
  return _isatty(_fileno(stream)) != 0;
#else
  return isatty(fileno(stream)) != 0;
#endif
}

} // namespace

void write_output(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw std::runtime_error(fmt::format("standard output cannot be written: {}", std::strerror(errno)));
}

void write_file(const std::filesystem::path& path, std::string_view text) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path place = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
  if (fs::is_directory(place, error))
    throw UsageError(fmt::format("--output: {} is a directory; name a file", path.string()));
  // What is not a plain file (a pipe, a device) cannot be replaced and is written as it is.
  const bool replace = !fs::exists(place, error) || fs::is_regular_file(place, error);
  fs::path target = place;
  for (int i = 0; replace && (i == 0 || fs::exists(target, error)); ++i)
    target = fs::path{place} += fmt::format(".part{}", i);
  const auto fail = [&](const std::string& reason) {
    std::error_code ignored;
    if (replace) fs::remove(target, ignored);
    throw UsageError(fmt::format("--output: {}: {}", path.string(), reason));
  };
  errno = 0;
  std::ofstream file{target, std::ios::binary | std::ios::trunc};
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) fail(errno != 0 ? std::strerror(errno) : "it cannot be written");
  if (!replace) return;
  fs::rename(target, place, error);
  if (error) fail(error.message());
}

CLI::Option* add_text(CLI::App& command, const std::string& name, std::string& value, const std::string& help,
                      const std::string& shown) {
  return command
      .add_option_function<std::string>(
          name,
          [&value, name](const std::string& text) {
            if (text.empty()) throw CLI::ValidationError(name, "is empty");
            value = text;
          },
          help)
      ->option_text(shown);
}

void add_language(CLI::App& command, Language& language) {
  add_choice<Language>(command, "--lang", language, "Language of messages (default en)",
                       {{"en", Language::en}, {"da", Language::da}});
}

const Regime& need_regime(std::string_view id) {
  if (const Regime* regime = current_law.find(id)) return *regime;
  std::vector<std::string_view> ids;
  for (const Regime& regime : current_law.regimes) ids.push_back(regime.id);
  throw UsageError(Fault::unknown("--regime", "regime", id, ids).text());
}

bool colour_wanted() {
  const char* no_colour = std::getenv("NO_COLOR"); // NOLINT(concurrency-mt-unsafe): one thread
  return (no_colour == nullptr || *no_colour == '\0') && is_terminal(stdout);
}

bool progress_wanted() { return is_terminal(stderr); }

} // namespace kontaktforloeb::cli
