#pragma once
/// @file
/// Names of files as reports carry them.

#include <filesystem>
#include <string>
#include <string_view>

namespace kontaktforloeb::cli {

/// A file's name seen from a directory: relative with slashes when it lies below, else absolute.
[[nodiscard]] std::string name_seen_from(const std::filesystem::path& directory, std::string_view file);

/// A name from `name_seen_from` as a URI: relative, or `file:` when absolute; percent-encoded.
[[nodiscard]] std::string uri_of(std::string_view name);

/// Whether a name from `name_seen_from` is relative.
[[nodiscard]] bool is_below(std::string_view name);

/// Whether two names mean one file, whether or not it exists.
[[nodiscard]] bool same_file(const std::filesystem::path& a, const std::filesystem::path& b);

} // namespace kontaktforloeb::cli
