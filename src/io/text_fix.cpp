#include "json_parts.hpp"

#include <kontaktforloeb/planned_facts.hpp>
#include <kontaktforloeb/text_fix.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace kontaktforloeb {
namespace {

constexpr auto npos = std::string_view::npos;

/// Where places stand in a text, and back; columns count characters.
class Places {
public:
  explicit Places(std::string_view text) : text_(text) {
    for (std::size_t at = text.find('\n'); at != npos; at = text.find('\n', at + 1)) lines_.push_back(at + 1);
  }

  [[nodiscard]] std::size_t offset(Position position) const {
    std::size_t at = lines_[std::min(static_cast<std::size_t>(position.line), lines_.size()) - 1];
    for (int left = position.column - 1; left > 0 && at < text_.size(); --left) {
      ++at;
      while (at < text_.size() && is_inside(text_[at])) ++at;
    }
    return at;
  }
  [[nodiscard]] Position position(std::size_t offset) const {
    const auto line = std::upper_bound(lines_.begin(), lines_.end(), offset) - 1;
    const std::string_view before = text_.substr(*line, offset - *line);
    const auto characters = std::count_if(before.begin(), before.end(), [](char c) { return !is_inside(c); });
    return {static_cast<int>(line - lines_.begin()) + 1, static_cast<int>(characters) + 1};
  }

private:
  /// Whether a byte is inside a character.
  static bool is_inside(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

  std::string_view text_;
  std::vector<std::size_t> lines_{0};
};

/// Writes meetings on one line, as JSON or as YAML's flow style.
class MeetingWriter {
public:
  explicit MeetingWriter(bool json) : json_(json) {}

  [[nodiscard]] std::string write(const MeetingFacts& meeting) const {
    std::string out = "{";
    const auto put = [&](std::string_view key, const std::string& value) {
      out += out.size() > 1 ? ", " : "";
      out += word_of(key) + ": " + value;
    };
    if (!meeting.id.empty()) put("id", quoted(meeting.id));
    put("date", word_of(meeting.date.iso()));
    put("conversations", list(meeting.conversations, [&](Conversation kind) { return word_of(word(kind)); }));
    put("holder", word_of(word(meeting.holder)));
    if (meeting.on_behalf_of) put("on_behalf_of", word_of(word(*meeting.on_behalf_of)));
    if (meeting.status != MeetingStatus::planned) put("status", word_of(word(meeting.status)));
    if (meeting.form != Form::in_person) put("form", word_of(word(meeting.form)));
    if (meeting.summoned.is_set()) put("summoned", word_of(meeting.summoned.iso()));
    if (!meeting.absent.empty())
      put("absent", list(meeting.absent, [&](const AbsentFacts& absent) {
            return "{" + word_of("party") + ": " + word_of(word(absent.party)) + ", " + word_of("why") +
                   ": " + word_of(word(absent.why)) + "}";
          }));
    if (meeting.track) put("track", word_of(word(*meeting.track)));
    if (!meeting.themes.empty())
      put("themes", list(meeting.themes, [](const std::string& theme) { return quoted(theme); }));
    return out + "}";
  }

private:
  static std::string quoted(const std::string& text) { return json::Json(text).dump(); }
  [[nodiscard]] std::string word_of(std::string_view text) const {
    return json_ ? '"' + std::string(text) + '"' : std::string(text);
  }
  template <class Value, class Write>
  static std::string list(const std::vector<Value>& values, const Write& write) {
    std::string out = "[";
    for (const Value& value : values) out += (out.size() > 1 ? ", " : "") + write(value);
    return out + "]";
  }

  bool json_;
};

/// A meeting's own stretch of the text, `to` exclusive.
struct Stretch {
  std::size_t from, to;
};

/// Changes the list of meetings of one text.
class Fixer {
public:
  Fixer(std::string_view text, const CourseFile& file)
      : text_(text), file_(file), old_(file.course->facts().meetings), places_(text),
        course_(places_.offset(file.positions.course)), writer_(text.substr(course_, 1) == "{"),
        newline_(text.find("\r\n") == npos ? "\n" : "\r\n") {}

  /// The replacements; nothing where the text is written in an unknown way.
  std::optional<std::vector<TextReplacement>> run(const CourseFacts& wanted, const Remedy& remedy) {
    std::vector<bool> gone(old_.size(), false);
    for (const Edit& edit : remedy.edits)
      if (edit.op == EditOp::merge) gone[edit.meeting] = true;
    if (!find_stretches()) return std::nullopt;
    std::size_t next = 0;
    for (std::size_t i = 0; i < old_.size(); ++i) {
      if (gone[i]) {
        remove(i);
        continue;
      }
      const MeetingFacts& meeting = wanted.meetings[next++];
      if (meeting != old_[i]) replace(stretches_[i].from, stretches_[i].to, writer_.write(meeting));
    }
    if (next < wanted.meetings.size() &&
        !add({wanted.meetings.begin() + static_cast<std::ptrdiff_t>(next), wanted.meetings.end()},
             !gone.empty() && gone.back()))
      return std::nullopt;
    return std::move(out_);
  }

private:
  [[nodiscard]] bool find_stretches() {
    const CoursePositions& positions = file_.positions;
    for (std::size_t i = 0; i < positions.meetings.size(); ++i)
      stretches_.push_back(
          {places_.offset(positions.meetings[i]), places_.offset(positions.meeting_ends[i])});
    if (stretches_.size() != old_.size()) return false;
    if (stretches_.empty()) return true;
    std::size_t before = stretches_.front().from;
    while (before > 0 && text_[before - 1] == ' ') --before;
    in_block_ = before > 0 && text_[before - 1] == '-';
    dash_ = before > 0 ? before - 1 : 0;
    return true;
  }

  [[nodiscard]] std::size_t end_of_line(std::size_t at) const {
    return std::min(text_.find('\n', at), text_.size());
  }

  void replace(std::size_t from, std::size_t to, std::string text) {
    out_.push_back({places_.position(from), places_.position(to), std::move(text)});
  }

  void remove(std::size_t i) {
    const auto [from, to] = stretches_[i];
    if (in_block_) {
      replace(text_.rfind('\n', from) + 1, std::min(end_of_line(to) + 1, text_.size()), {});
    } else if (i + 1 < stretches_.size()) {
      replace(from, stretches_[i + 1].from, {});
    } else {
      replace(i > 0 ? stretches_[i - 1].to : from, to, {});
    }
  }

  [[nodiscard]] bool add(const std::vector<MeetingFacts>& meetings, bool last_is_gone) {
    if (last_is_gone) return false;
    std::string lines;
    if (stretches_.empty()) {
      // Without a list there is room for one at the end of a course in block style.
      if (file_.positions.meetings_list != file_.positions.course || text_.substr(course_, 1) == "{")
        return false;
      lines = (text_.ends_with('\n') ? "" : newline_) + "meetings:" + newline_;
      for (const MeetingFacts& meeting : meetings) lines += "  - " + writer_.write(meeting) + newline_;
      replace(text_.size(), text_.size(), lines);
      return true;
    }
    std::size_t at = stretches_.back().to;
    const std::string lead = in_block_
                                 ? newline_ + std::string(dash_ - (text_.rfind('\n', dash_) + 1), ' ') + "- "
                                 : std::string(", ");
    if (in_block_) {
      at = end_of_line(at);
      if (at > 0 && text_[at - 1] == '\r') --at;
    }
    for (const MeetingFacts& meeting : meetings) lines += lead + writer_.write(meeting);
    // What is changed and what is added after it are one replacement where they touch.
    if (!out_.empty() && out_.back().to == places_.position(at))
      out_.back().text += lines;
    else
      replace(at, at, lines);
    return true;
  }

  std::string_view text_;
  const CourseFile& file_;
  const std::vector<MeetingFacts>& old_;
  Places places_;
  std::size_t course_;
  MeetingWriter writer_;
  std::string newline_;
  std::vector<Stretch> stretches_;
  std::vector<TextReplacement> out_;
  std::size_t dash_ = 0;
  bool in_block_ = false;
};

} // namespace

std::string replaced(std::string_view text, const std::vector<TextReplacement>& replacements) {
  const Places places{text};
  std::string out;
  std::size_t at = 0;
  for (const TextReplacement& replacement : replacements) {
    const std::size_t from = places.offset(replacement.from);
    out += text.substr(at, from - at);
    out += replacement.text;
    at = places.offset(replacement.to);
  }
  return out += text.substr(at);
}

std::vector<TextReplacement> fix_text(std::string_view text, const CourseFile& file, const Remedy& remedy,
                                      const ReadOptions& options) {
  if (!file.course || remedy.edits.empty()) return {};
  const CourseFacts wanted = repaired(file.course->facts(), remedy);
  auto replacements = Fixer{text, file}.run(wanted, remedy);
  if (!replacements) return {};
  const CourseFile after = read_course(replaced(text, *replacements), options);
  if (!after.course || after.course->facts() != wanted) return {};
  return *std::move(replacements);
}

} // namespace kontaktforloeb
