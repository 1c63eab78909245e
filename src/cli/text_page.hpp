#pragma once
/// @file
/// What pages for reading share: one language, lines, and a first column of labels.

#include <kontaktforloeb/messages.hpp>

#include <fmt/color.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace kontaktforloeb::cli {

/// A page that is written line by line.
class TextPage {
protected:
  explicit TextPage(Language language, bool colour = false) : language_(language), colour_(colour) {}

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] std::string_view say(std::string_view da, std::string_view en) const {
    return language_ == Language::da ? da : en;
  }
  [[nodiscard]] std::string_view say(const Text& text) const { return in(language_, text); }
  [[nodiscard]] std::string day(Date day) const { return in_words(day, language_); }

  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }
  /// A word of the first column, in colours if they are wanted.
  void label(std::string_view text, const fmt::text_style& style) {
    // Padding counts characters, not bytes: æ, ø and å are two bytes.
    const auto characters =
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
    if (colour_)
      out_ += fmt::format(style, "{}", text);
    else
      out_ += text;
    out_.append(static_cast<std::size_t>(
                    std::max<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(width) - characters)),
                ' ');
  }
  /// The same, of something that belongs to the line above.
  void sublabel(std::string_view text, const fmt::text_style& style) {
    out_ += "  ";
    label(text, style);
  }
  void indent() { out_.append(width, ' '); }
  void put(std::string_view text) { out_ += text; }
  /// The whole page; nothing is left.
  [[nodiscard]] std::string take() { return std::move(out_); }

private:
  static constexpr std::size_t width = 16; // of the first column

  Language language_;
  bool colour_;
  std::string out_;
};

} // namespace kontaktforloeb::cli
