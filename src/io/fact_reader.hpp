#pragma once
/// @file
/// From a tree with positions to the facts of a course.

#include "tree.hpp"

#include <kontaktforloeb/course_file.hpp>

namespace kontaktforloeb::io {

/// Reads a text into a tree.
[[nodiscard]] Parsed parse(std::string_view text, TextFormat format, bool any_size = false);

/// Reads a course from a tree: checks shape and words here, the facts themselves through `find_faults`.
///
/// `before` are the faults that reading the text gave; any fault at all means no course.
[[nodiscard]] CourseFile read_course(const Node& root, const ReadOptions& options,
                                     std::vector<Fault> before = {}, bool schema_required = true);

} // namespace kontaktforloeb::io
