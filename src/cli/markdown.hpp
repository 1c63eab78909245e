#pragma once
/// @file
/// The few pieces of Markdown that the command writes.

#include <string>
#include <string_view>

namespace kontaktforloeb::cli {

/// Words inside a line or a table's cell: nothing in them has a meaning of its own.
[[nodiscard]] std::string escaped(std::string_view text);

/// Words that begin a line: a number with a point or a dash does not make it a list either.
[[nodiscard]] std::string paragraph(std::string_view text);

/// A name as code, in which nothing has a meaning, unless the name could end the code or the cell.
[[nodiscard]] std::string code(std::string_view text);

/// A link; `shown` is Markdown already, `target` an address or `#anchor`.
[[nodiscard]] std::string link(std::string_view shown, std::string_view target);

} // namespace kontaktforloeb::cli
