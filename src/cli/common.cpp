#include "cli.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

#ifdef _WIN32
#include <fcntl.h>
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
#ifdef _WIN32
  // As it is, or the CRLF of CSV would get a second CR.
  _setmode(_fileno(stdout), _O_BINARY);
#endif
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    throw std::runtime_error(fmt::format("standard output cannot be written: {}", std::strerror(errno)));
}

StagedFile::StagedFile(std::string_view option, const std::filesystem::path& path, std::string_view text)
    : option_(option), path_(path) {
  namespace fs = std::filesystem;
  std::error_code error;
  place_ = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
  if (fs::is_directory(place_, error)) fail("is a directory; name a file");
  // What is not a plain file (a pipe, a device) cannot be replaced and is written as it is.
  if (fs::exists(place_, error) && !fs::is_regular_file(place_, error)) {
    text_ = text;
    return;
  }
  for (int i = 0; i == 0 || fs::exists(staged_, error); ++i)
    staged_ = fs::path{place_} += fmt::format(".part{}", i);
  errno = 0;
  std::ofstream file{staged_, std::ios::binary | std::ios::trunc};
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (file) return;
  const std::string reason = errno != 0 ? std::strerror(errno) : "it cannot be written";
  fs::remove(staged_, error);
  fail(reason);
}

StagedFile::StagedFile(StagedFile&& other) noexcept
    : option_(std::move(other.option_)), path_(std::move(other.path_)), place_(std::move(other.place_)),
      staged_(std::exchange(other.staged_, {})), text_(std::move(other.text_)) {}

StagedFile::~StagedFile() {
  std::error_code ignored;
  if (!staged_.empty()) std::filesystem::remove(staged_, ignored);
}

void StagedFile::commit() {
  if (staged_.empty()) {
    errno = 0;
    std::ofstream file{place_, std::ios::binary | std::ios::trunc};
    file.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    file.close();
    if (!file) fail(errno != 0 ? std::strerror(errno) : "it cannot be written");
    return;
  }
  std::error_code error;
  std::filesystem::rename(staged_, place_, error);
  if (error) fail(error.message());
  staged_.clear();
}

void StagedFile::fail(const std::string& reason) const {
  throw UsageError(fmt::format("{}: {}: {}", option_, path_.string(), reason));
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

AdmittedLists need_admitted(const std::string& file) {
  AdmittedFile read = read_admitted_file(file);
  if (read.faults.empty()) return std::move(read.lists);
  std::string text = "--admitted:";
  for (const Fault& fault : read.faults) text += (read.faults.size() == 1 ? " " : "\n  ") + fault.text();
  throw UsageError(text);
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
