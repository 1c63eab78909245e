#pragma once
/// @file
/// The configuration file `kontaktforloeb.toml`.

#include "settings.hpp"

#include <filesystem>
#include <optional>

namespace kontaktforloeb::cli {

/// The configuration that holds in a directory: its own, else the nearest above it up to the root of its
/// repository (the directory with `.git`). Outside a repository only the directory's own.
[[nodiscard]] std::optional<std::filesystem::path> find_config(const std::filesystem::path& directory);

/// Reads a configuration; its paths come out as seen from `directory`. Throws UsageError with every fault.
[[nodiscard]] Settings read_config(const std::filesystem::path& file, const std::filesystem::path& directory);

} // namespace kontaktforloeb::cli
