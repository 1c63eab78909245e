#pragma once
/// @file
/// The numbers of the resource calculator as JSON and as CSV. Links kontaktforloeb::io.

#include <kontaktforloeb/capacity.hpp>

#include <string>

namespace kontaktforloeb {

/// The document `kontaktforloeb/capacity-1`: inputs, conversations, grid, and the staff that each printed
/// total needs.
///
/// Keys in a fixed order, two spaces, one final newline. Conversations of a part of the citizens may have up
/// to two decimals; staff is a fraction, the same rounded up at three decimals, and whole.
[[nodiscard]] std::string to_json(const Capacity& capacity);

/// The same numbers, one a row, as RFC 4180 has it: comma, CRLF, one header line. Each row repeats the
/// inputs, so that rows of several calculations can stand in one table.
[[nodiscard]] std::string to_csv(const Capacity& capacity);

} // namespace kontaktforloeb
