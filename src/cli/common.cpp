#include "cli.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
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
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    throw UsageError(fmt::format("--output: {} is a directory; name a file", path.string()));
  // What is not a plain file (a pipe, a device) cannot be replaced and is written as it is.
  const bool replace = !std::filesystem::exists(path, error) || std::filesystem::is_regular_file(path, error);
  std::filesystem::path target = path;
  if (replace) target += ".part";
  errno = 0;
  std::ofstream file{target, std::ios::binary | std::ios::trunc};
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) {
    const std::string reason = errno != 0 ? std::strerror(errno) : "it cannot be written";
    if (replace) std::filesystem::remove(target, error);
    throw UsageError(fmt::format("--output: {}: {}", path.string(), reason));
  }
  if (!replace) return;
  std::filesystem::rename(target, path, error);
  if (error) {
    const std::string reason = error.message();
    std::filesystem::remove(target, error);
    throw UsageError(fmt::format("--output: {}: {}", path.string(), reason));
  }
}

void add_language(CLI::App& command, Language& language) {
  static const std::map<std::string, Language> known{{"en", Language::en}, {"da", Language::da}};
  command.add_option("--lang", language, "Language of messages: en (default) or da")
      ->transform(CLI::Transformer(known))
      ->option_text("en|da");
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
