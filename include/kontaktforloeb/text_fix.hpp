#pragma once
/// @file
/// A set of changes as replacements in a course file's text. Links kontaktforloeb::io.

#include <kontaktforloeb/course_file.hpp>
#include <kontaktforloeb/planning.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace kontaktforloeb {

/// A part of a text and what stands there instead.
struct TextReplacement {
  Position from = {};    ///< Where it begins.
  Position to = {};      ///< Where it ends, exclusive; the same for what is only put in.
  std::string text = {}; ///< What stands there instead.
  friend bool operator==(const TextReplacement&, const TextReplacement&) = default;
};

/// The replacements that make a set of changes in a course's text, by place; they do not overlap.
///
/// `file` is what reading `text` with `options` gave. What comes out has been read back: it gives the facts
/// with the changes made, and nothing else is touched. Empty where the text is written in a way that this
/// does not know, and for no changes.
[[nodiscard]] std::vector<TextReplacement> fix_text(std::string_view text, const CourseFile& file,
                                                    const Remedy& remedy, const ReadOptions& options = {});

/// A text with replacements made.
[[nodiscard]] std::string replaced(std::string_view text, const std::vector<TextReplacement>& replacements);

} // namespace kontaktforloeb
