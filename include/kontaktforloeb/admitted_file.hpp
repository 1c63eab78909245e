#pragma once
/// @file
/// Lists of where a-kasser take part in a trial, from YAML and JSON text. Links kontaktforloeb::io.

#include <kontaktforloeb/admitted.hpp>
#include <kontaktforloeb/course_file.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// The value of the `schema` key of a file of lists.
inline constexpr std::string_view admitted_schema_id = "kontaktforloeb/admitted-1";

/// What reading lists gave: the lists, or all faults.
struct AdmittedFile {
  AdmittedLists lists = {};       ///< The lists; empty if there are faults.
  std::vector<Fault> faults = {}; ///< Every fault, in the text's order.
};

/// Reads lists from text. Never throws for bad text: every fault is listed, under the name `file`.
[[nodiscard]] AdmittedFile read_admitted(std::string_view text, TextFormat format = TextFormat::detect,
                                         const std::string& file = {});

/// Reads lists from a file; a file that cannot be read is a fault.
[[nodiscard]] AdmittedFile read_admitted_file(const std::filesystem::path& path);

} // namespace kontaktforloeb
