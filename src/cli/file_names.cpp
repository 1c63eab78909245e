#include "file_names.hpp"

#include <fmt/format.h>

#include <system_error>

namespace kontaktforloeb::cli {

namespace fs = std::filesystem;

std::string name_seen_from(const fs::path& directory, std::string_view file) {
  const fs::path path = (directory / fs::path{file}).lexically_normal();
  const fs::path relative = path.lexically_relative(directory);
  const bool below = !relative.empty() && *relative.begin() != "..";
  return (below ? relative : path).generic_string();
}

bool is_below(std::string_view name) { return fs::path{name}.is_relative(); }

std::string uri_of(std::string_view name) {
  constexpr std::string_view plain = "-._~/";
  std::string uri;
  if (!is_below(name)) uri = name.starts_with('/') ? "file://" : "file:///";
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain.find(c) != std::string_view::npos)
      uri += c;
    else
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code error;
  if (fs::equivalent(a, b, error)) return true;
  const auto whole = [&](const fs::path& path) {
    return fs::weakly_canonical(fs::absolute(path, error), error);
  };
  return whole(a) == whole(b);
}

} // namespace kontaktforloeb::cli
