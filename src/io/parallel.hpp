#pragma once
/// @file
/// The library's sharing of work, under the name that the files here use.

#include <kontaktforloeb/parallel.hpp>

namespace kontaktforloeb::io {

using detail::in_parallel;

} // namespace kontaktforloeb::io
