#include "markdown.hpp"

#include "report_view.hpp"

#include <fmt/format.h>

namespace kontaktforloeb::cli {

std::string escaped(std::string_view text) {
  // Entities hold in every reader of tables, where backslashes do not.
  constexpr std::string_view special = "\\`*_[]<>&|~#$";
  std::string out;
  for (const char c : printable(text))
    if (special.find(c) != std::string_view::npos)
      out += fmt::format("&#{};", static_cast<int>(c));
    else
      out += c;
  return out;
}

std::string paragraph(std::string_view text) {
  std::string out = escaped(text);
  // "1. " at the beginning of a line would be a list.
  const std::size_t digits = out.find_first_not_of("0123456789");
  if (digits != 0 && digits != std::string::npos && (out[digits] == '.' || out[digits] == ')'))
    out.replace(digits, 1, fmt::format("&#{};", static_cast<int>(out[digits])));
  else if (!out.empty() && (out.front() == '-' || out.front() == '+'))
    out.replace(0, 1, fmt::format("&#{};", static_cast<int>(out.front())));
  return out;
}

std::string code(std::string_view text) {
  const std::string clean = printable(text);
  if (clean.empty() || clean.find_first_of("`|\\") != std::string::npos || clean.front() == ' ' ||
      clean.back() == ' ')
    return escaped(clean);
  return fmt::format("`{}`", clean);
}

std::string link(std::string_view shown, std::string_view target) {
  std::string address;
  for (const char c : target)
    if (std::string_view{" ()<>|"}.find(c) != std::string_view::npos)
      address += fmt::format("%{:02X}", static_cast<unsigned>(c));
    else
      address += c;
  return fmt::format("[{}]({})", shown, address);
}

} // namespace kontaktforloeb::cli
