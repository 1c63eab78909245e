#include "tree.hpp"

#include <nlohmann/json.hpp>
#include <yaml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>
#include <new>
#include <utility>

namespace kontaktforloeb::io {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Whether a byte of UTF-8 begins a character.
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::string_view without_byte_order_mark(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return text;
}

/// The first `count` characters of a text, and an ellipsis if there are more.
std::string shortened(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t characters = 0; end < text.size(); ++end)
    if (begins_character(text[end]) && characters++ == count) break;
  std::string result{text.substr(0, end)};
  if (end < text.size()) result += "…";
  return result;
}

std::string hex(unsigned value, std::size_t digits) {
  std::array<char, 8> buffer{};
  const auto [end, error] = std::to_chars(buffer.begin(), buffer.end(), value, 16);
  std::string text(buffer.begin(), end);
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  for (char& c : text)
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string in_words(Position position) {
  return "line " + std::to_string(position.line) + ", column " + std::to_string(position.column);
}

Fault fault_at(Position position, std::string message, std::string key = {}) {
  return {std::move(key), std::move(message), {}, position};
}

/// Walks forward through a text and says where a byte stands; CRLF, LF and CR each end one line.
class Walker {
public:
  explicit Walker(std::string_view text) : text_(text) {}

  Position at(std::size_t offset) {
    for (; offset_ < std::min(offset, text_.size()); ++offset_) {
      const char c = text_[offset_];
      const bool first_of_two = c == '\r' && text_.substr(offset_ + 1, 1) == "\n";
      if ((c == '\n' || c == '\r') && !first_of_two) {
        ++position_.line;
        position_.column = 1;
      } else if (begins_character(c)) {
        ++position_.column;
      }
    }
    return position_;
  }

private:
  std::string_view text_;
  std::size_t offset_ = 0;
  Position position_{1, 1};
};

// What both formats ask of a text

/// How many bytes the UTF-8 character at `offset` has; 0 if there is none.
std::size_t character_length(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0U;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  // Overlong forms, surrogates and what lies above U+10FFFF show in the second byte.
  const unsigned lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < lowest || byte(1) > highest) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  return length;
}

/// What keeps a text from being read at all.
std::optional<Fault> unreadable(std::string_view text, bool any_size = false) {
  if (text.size() > max_bytes && !any_size)
    return fault_at({1, 1}, "the text has " + std::to_string(text.size()) + " bytes, more than 4 MiB (" +
                                std::to_string(max_bytes) + "); split it into several files");
  text = without_byte_order_mark(text);
  Walker walker{text};
  bool empty = true;
  for (std::size_t offset = 0; offset < text.size();) {
    const char c = text[offset];
    const std::size_t length = character_length(text, offset);
    // UTF-16 without a byte order mark is valid UTF-8 as long as it is ASCII, but every other byte is zero.
    const bool utf16 = c == '\0' && offset < 2;
    if (length == 0 || utf16) {
      const Position position = walker.at(offset);
      return fault_at(position, "the text is not UTF-8: byte 0x" + hex(static_cast<unsigned char>(c), 2) +
                                    " at " + in_words(position) + "; save it as UTF-8");
    }
    if (static_cast<unsigned char>(c) < 0x20 && !is_blank(c))
      return fault_at(walker.at(offset), "the control character U+" + hex(static_cast<unsigned char>(c), 4) +
                                             " cannot stand in a text; remove it");
    empty = empty && is_blank(c);
    offset += length;
  }
  if (empty) return fault_at({1, 1}, "the document is empty; it must hold keys and values");
  return std::nullopt;
}

// The tree under construction

/// Puts the tree together from a stream of keys, values, opening and closing brackets.
class Builder {
public:
  /// Whether what comes next is a key.
  [[nodiscard]] bool wants_key() const { return !open_.empty() && open_.back().wants_key; }
  /// Whether the root is there and closed.
  [[nodiscard]] bool complete() const { return root_.has_value(); }
  /// The innermost list or mapping that is open; nullptr outside the root.
  [[nodiscard]] const Node* innermost() const { return open_.empty() ? nullptr : &open_.back().node; }

  /// Begins a list or a mapping; false if that is too deep.
  bool open(Node::Kind kind, Position position) {
    if (open_.size() == max_levels) {
      report(position, "lists and mappings are nested more than " + std::to_string(max_levels) +
                           " levels deep; at most " + std::to_string(max_levels) + " are read");
      return false;
    }
    Level level;
    level.is_key = wants_key();
    if (level.is_key)
      report(position, std::string("a key cannot be a ") +
                           (kind == Node::Kind::sequence ? "list" : "mapping") + "; write 'key: value'");
    level.node.kind = kind;
    level.node.type = Node::Type::text;
    level.node.position = position;
    level.wants_key = kind == Node::Kind::mapping;
    open_.push_back(std::move(level));
    return true;
  }

  /// Ends the innermost list or mapping, behind its last character.
  void close(Position end) {
    Level level = std::move(open_.back());
    open_.pop_back();
    level.node.end = end;
    if (level.is_key)
      unusable_key();
    else
      value(std::move(level.node));
  }

  void key(std::string text, Position position) {
    Level& level = open_.back();
    const auto [first, is_new] = level.seen.try_emplace(text, position);
    level.wants_key = false;
    level.keeps_value = is_new;
    level.key = std::move(text);
    level.key_position = position;
    if (!is_new)
      report(position, "duplicate key '" + shown(level.key) + "': the first stands at " +
                           in_words(first->second) + "; keep one of them");
  }

  /// Stands for a key that cannot be one; its value is read and dropped.
  void unusable_key() {
    Level& level = open_.back();
    level.wants_key = false;
    level.keeps_value = false;
    level.key = "?";
  }

  void value(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = open_.back();
    if (level.node.kind == Node::Kind::sequence) {
      level.node.items.push_back(std::move(node));
      ++level.count;
      return;
    }
    if (level.keeps_value)
      level.node.entries.push_back({std::move(level.key), level.key_position, std::move(node)});
    level.wants_key = true;
  }

  void report(Position position, std::string message) {
    faults_.push_back(fault_at(position, std::move(message), path()));
  }
  void report(Fault fault) { faults_.push_back(std::move(fault)); }

  Parsed take() { return {std::move(root_), std::move(faults_)}; }

private:
  /// A list or mapping that is not closed yet.
  struct Level {
    Node node;
    /// Keys so far and where; a search in `entries` would be quadratic.
    std::map<std::string, Position> seen;
    std::string key; ///< The key that waits for its value.
    Position key_position;
    std::size_t count = 0;   ///< Items so far.
    bool wants_key = false;  ///< A key comes next.
    bool keeps_value = true; ///< False for the value of a duplicate or unusable key.
    bool is_key = false;     ///< Stands where a key should be.
  };

  /// The key path of what is being read, shortened when somebody tries to fill the memory with it.
  [[nodiscard]] std::string path() const {
    constexpr std::size_t longest = 200;
    std::string path;
    for (const Level& level : open_) {
      if (level.is_key) break; // no part of the tree
      if (level.node.kind == Node::Kind::sequence) {
        path += '[';
        path += std::to_string(level.count);
        path += ']';
      } else if (!level.wants_key) {
        if (!path.empty()) path += '.';
        path += shown(level.key);
      }
      if (path.size() > longest) break;
    }
    return without_cpr(shortened(path, longest));
  }

  std::vector<Level> open_;
  std::optional<Node> root_;
  std::vector<Fault> faults_;
};

Node scalar(Node::Type type, std::string text, Position position) {
  Node node;
  node.kind = type == Node::Type::null_value ? Node::Kind::null : Node::Kind::scalar;
  node.type = type;
  node.position = position;
  if (type != Node::Type::null_value) node.text = std::move(text);
  return node;
}

// Key paths

/// Walks a key path as far as it exists: the last value found, and whether that is the path's end.
std::pair<const Node*, bool> walk(const Node& root, std::string_view path) {
  const Node* node = &root;
  for (bool first = true; !path.empty(); first = false) {
    const Node* next = nullptr;
    if (path.front() == '[') {
      std::size_t index = 0;
      const auto [end, error] = std::from_chars(path.data() + 1, path.data() + path.size(), index);
      path.remove_prefix(static_cast<std::size_t>(end - path.data()));
      if (error != std::errc{} || !path.starts_with(']')) return {node, false};
      path.remove_prefix(1);
      if (index < node->items.size()) next = &node->items[index];
    } else {
      if (!first) {
        if (path.front() != '.') return {node, false};
        path.remove_prefix(1);
      }
      const std::string_view key = path.substr(0, path.find_first_of(".["));
      path.remove_prefix(key.size());
      next = node->find(key);
    }
    if (next == nullptr) return {node, false};
    node = next;
  }
  return {node, true};
}

// Numbers

/// How many characters a decimal number at the start of a text has; 0 if there is none. In JSON, which is not
/// `lenient`, no sign but minus and no digit after a leading 0 belong to it.
std::size_t number_length(std::string_view text, bool lenient) {
  std::size_t at = 0;
  const auto skip = [&](std::string_view any_of) {
    const bool found = at < text.size() && any_of.find(text[at]) != std::string_view::npos;
    if (found) ++at;
    return found;
  };
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - from;
  };
  skip(lenient ? "+-" : "-");
  std::size_t mantissa = !lenient && skip("0") ? 1 : digits();
  if (skip(".")) mantissa += digits();
  if (mantissa == 0) return 0;
  if (skip("eE")) {
    skip("+-");
    if (digits() == 0) return 0;
  }
  return at;
}

// YAML

/// What a plain YAML scalar is, by the core schema without hexadecimal, octal, infinity and not-a-number.
Node::Type plain_type(std::string_view text) {
  const auto one_of = [&](std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
  };
  if (one_of({"", "~", "null", "Null", "NULL"})) return Node::Type::null_value;
  if (one_of({"true", "True", "TRUE", "false", "False", "FALSE"})) return Node::Type::boolean;

  const bool is_number = !text.empty() && number_length(text, true) == text.size();
  return is_number ? Node::Type::number : Node::Type::text;
}

/// libyaml's words for the mistakes that people make, and what helps.
struct YamlProblem {
  std::string_view problem;
  std::string_view sentence;
};
constexpr std::array yaml_problems{
    YamlProblem{"mapping values are not allowed in this context",
                "a ':' stands where no key can be; begin a new line for a key, or put the text in quotes"},
    YamlProblem{"found character that cannot start any token",
                "no value begins with this character; indent with spaces, and put other text in quotes"},
    YamlProblem{"did not find expected key", "a key was expected here; indent all keys of a mapping alike"},
    YamlProblem{"could not find expected ':'", "a key must be followed by ':' and a space"},
    YamlProblem{"did not find expected '-' indicator",
                "a '-' was expected here; indent all entries of a list alike"},
    YamlProblem{"block sequence entries are not allowed in this context",
                "a '-' cannot stand here; begin the list on a new line"},
    YamlProblem{"found unexpected end of stream", "the text ends inside quotes; close them"},
    YamlProblem{"did not find expected ',' or ']'", "a ',' or the closing ']' of a list was expected here"},
    YamlProblem{"did not find expected ',' or '}'",
                "a ',' or the closing '}' of a mapping was expected here"},
    YamlProblem{"did not find expected node content", "a value was expected here"},
    YamlProblem{"did not find expected <document start>",
                "one file holds one document; nothing may follow its end"},
    YamlProblem{"found a tab character that violates indentation", "indent with spaces, not with tabs"},
    YamlProblem{"found a tab character where an indentation space is expected",
                "indent with spaces, not with tabs"},
    YamlProblem{"found incompatible YAML document", "only YAML 1.1 and 1.2 are read"},
    YamlProblem{"found undefined tag handle", "tags are not accepted; write the value without one"},
};

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view{} : std::string_view{reinterpret_cast<const char*>(text)};
}

/// libyaml's parser, which gives its memory back.
class YamlParser {
public:
  explicit YamlParser(std::string_view text) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    // Without this libyaml would guess, and read UTF-16 too.
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  YamlParser(const YamlParser&) = delete;
  YamlParser& operator=(const YamlParser&) = delete;
  ~YamlParser() { yaml_parser_delete(&parser_); }

  yaml_parser_t* operator->() { return &parser_; }
  yaml_parser_t* get() { return &parser_; }

private:
  yaml_parser_t parser_{};
};

/// One event of libyaml, which gives its memory back.
class YamlEvent {
public:
  YamlEvent() = default;
  YamlEvent(const YamlEvent&) = delete;
  YamlEvent& operator=(const YamlEvent&) = delete;
  ~YamlEvent() { yaml_event_delete(&event_); }

  yaml_event_t* operator->() { return &event_; }
  yaml_event_t* get() { return &event_; }

private:
  yaml_event_t event_{};
};

class YamlReader {
public:
  explicit YamlReader(std::string_view text)
      : text_(text), parser_(text),
        characters_(static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character))) {}

  Parsed read() {
    while (step()) {
    }
    if (documents_ == 0 && !failed_) empty({1, 1});
    return builder_.take();
  }

private:
  /// Reads one event; false when there is nothing more to read.
  bool step() {
    YamlEvent event;
    if (yaml_parser_parse(parser_.get(), event.get()) == 0) {
      failed_ = true;
      problem();
      return false;
    }
    const Position position = position_of(event->start_mark);
    switch (event->type) {
    case YAML_STREAM_END_EVENT:
      return false;
    case YAML_DOCUMENT_START_EVENT:
      if (++documents_ == 1) return true;
      builder_.report(position, "one file holds one document; put what follows '---' into a file of its own");
      return false;
    case YAML_ALIAS_EVENT:
      if (builder_.wants_key()) {
        builder_.unusable_key();
        alias(view(event->data.alias.anchor), position);
      } else {
        alias(view(event->data.alias.anchor), position);
        builder_.value(io::scalar(Node::Type::null_value, {}, position));
      }
      return true;
    case YAML_SCALAR_EVENT:
      last_end_ = position_of(event->end_mark);
      scalar(*event.get(), position);
      return true;
    case YAML_SEQUENCE_START_EVENT:
      properties(view(event->data.sequence_start.anchor), view(event->data.sequence_start.tag), position);
      return builder_.open(Node::Kind::sequence, position);
    case YAML_MAPPING_START_EVENT:
      properties(view(event->data.mapping_start.anchor), view(event->data.mapping_start.tag), position);
      return builder_.open(Node::Kind::mapping, position);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      // A bracket; block style ends at the next token instead, which may be lines away.
      if (event->end_mark.index != event->start_mark.index) last_end_ = position_of(event->end_mark);
      builder_.close(last_end_);
      return true;
    default:
      return true;
    }
  }

  void scalar(const yaml_event_t& event, Position position) {
    const auto& data = event.data.scalar;
    std::string text(reinterpret_cast<const char*>(data.value), data.length);
    const std::string_view anchor = view(data.anchor);
    std::string_view tag = view(data.tag);
    // libyaml forgets the tag '!' of a scalar, but the event begins where it stands.
    if (tag.empty() && character_at(event.start_mark.index) == '!') tag = "!";
    const bool plain = data.style == YAML_PLAIN_SCALAR_STYLE && tag.empty();

    if (builder_.wants_key()) {
      builder_.key(std::move(text), position);
      properties(anchor, tag, position);
      return;
    }
    properties(anchor, tag, position);
    if (plain && text.empty() && anchor.empty() && builder_.innermost() == nullptr) return empty(position);
    const Node::Type type = plain ? plain_type(text) : Node::Type::text;
    if (type == Node::Type::boolean) text = text.front() == 't' || text.front() == 'T' ? "true" : "false";
    builder_.value(io::scalar(type, std::move(text), position));
  }

  void properties(std::string_view anchor, std::string_view tag, Position position) {
    if (!anchor.empty())
      builder_.report(position, "the anchor '&" + shown(anchor) +
                                    "' is not accepted; write the value out wherever it is meant");
    if (!tag.empty()) {
      constexpr std::string_view core = "tag:yaml.org,2002:";
      const std::string name = tag.starts_with(core) ? "!!" + shown(tag.substr(core.size())) : shown(tag);
      builder_.report(position, "the tag '" + name + "' is not accepted; write the value without it");
    }
  }

  void alias(std::string_view name, Position position) {
    builder_.report(position, "the alias '*" + shown(name) + "' is not accepted; write the value out here");
  }

  void empty(Position position) {
    builder_.report(fault_at(position, "the document is empty; it must hold keys and values"));
  }

  /// Reports why libyaml gave up.
  void problem() {
    if (parser_->error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    if (parser_->error == YAML_READER_ERROR) {
      // The reader runs ahead of the events and knows only how many bytes it has passed.
      builder_.report(fault_at(Walker{text_}.at(parser_->problem_offset),
                               "the character U+" + hex(static_cast<unsigned>(parser_->problem_value), 4) +
                                   " cannot stand in YAML; remove it"));
      return;
    }
    const std::string_view problem = parser_->problem == nullptr ? "unknown problem" : parser_->problem;
    const auto* known =
        std::find_if(yaml_problems.begin(), yaml_problems.end(),
                     [&](const YamlProblem& candidate) { return candidate.problem == problem; });
    std::string message = "this is not valid YAML: ";
    message += known == yaml_problems.end() ? problem : known->sentence;
    const Position position = position_of(parser_->problem_mark);
    const Position context = position_of(parser_->context_mark);
    if (parser_->context != nullptr && context != position) {
      message += " (";
      message += parser_->context;
      message += " that begins at " + in_words(context) + ")";
    }
    // The scanner runs ahead of the events, so that where they have come to is not where it has stopped.
    if (parser_->error == YAML_SCANNER_ERROR)
      builder_.report(fault_at(position, std::move(message)));
    else
      builder_.report(position, std::move(message));
  }

  /// Where a mark stands. At the end of a text libyaml ends the last line, whether it ended or not, and
  /// counts it.
  Position position_of(const yaml_mark_t& mark) {
    if (mark.index < characters_) return {static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1};
    if (!end_) end_ = Walker{text_}.at(text_.size());
    return *end_;
  }

  /// The byte with which a character begins; `index` counts characters and must not go back.
  char character_at(std::size_t index) {
    while (offset_ < text_.size() && index_ < index) {
      ++offset_;
      while (offset_ < text_.size() && !begins_character(text_[offset_])) ++offset_;
      ++index_;
    }
    return offset_ < text_.size() ? text_[offset_] : '\0';
  }

  std::string_view text_;
  YamlParser parser_;
  std::size_t characters_;      ///< How many the text has.
  std::optional<Position> end_; ///< Where it ends, once that is asked for.
  Position last_end_;           ///< Behind the last value or bracket that was read.
  Builder builder_;
  std::size_t documents_ = 0;
  bool failed_ = false;
  std::size_t offset_ = 0; ///< Where `character_at` has come to, in bytes,
  std::size_t index_ = 0;  ///< and in characters.
};

// JSON

/// Reads a text character by character and lets `read` follow, for the handler to know how far the lexer is.
class FollowedIterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  FollowedIterator(const char* at, const char** read) : at_(at), read_(read) {}
  reference operator*() const { return *at_; }
  FollowedIterator& operator++() {
    *read_ = ++at_;
    return *this;
  }
  FollowedIterator operator++(int) {
    FollowedIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const FollowedIterator& a, const FollowedIterator& b) { return a.at_ == b.at_; }

private:
  const char* at_;
  const char** read_;
};

/// Receives the calls of nlohmann's SAX parser and adds what it does not tell: where each token stands.
class JsonReader {
public:
  using json = nlohmann::json;

  explicit JsonReader(std::string_view text) : text_(text), walker_(text), read_(text.data()) {}

  Parsed read() {
    const char* const first = text_.data();
    json::sax_parse(FollowedIterator{first, &read_}, FollowedIterator{first + text_.size(), &read_}, this);
    return builder_.take();
  }

  bool null() { return value(Node::Type::null_value, {}); }
  bool boolean(bool is_true) { return value(Node::Type::boolean, is_true ? "true" : "false"); }
  bool number_integer(json::number_integer_t) { return number(); }
  bool number_unsigned(json::number_unsigned_t) { return number(); }
  bool number_float(json::number_float_t, const std::string&) { return number(); }
  bool string(std::string& text) { return value(Node::Type::text, std::move(text)); }
  bool binary(json::binary_t&) { return false; } // only in binary formats
  bool start_object(std::size_t) { return open(Node::Kind::mapping); }
  bool start_array(std::size_t) { return open(Node::Kind::sequence); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& text) {
    const Position position = walker_.at(start_of_token());
    builder_.key(std::move(text), position);
    consumed_ = offset_read();
    return true;
  }

  bool parse_error(std::size_t characters_read, const std::string& last_token, const json::exception& error) {
    const std::size_t start = start_of_token();
    const std::size_t last = std::max(consumed_, std::min(characters_read - 1, text_.size()));
    if (error.id == 406) {
      builder_.report(walker_.at(start), "this number is too large; write it as 160.33");
      return false;
    }
    constexpr std::string_view last_read = "; last read: '";
    constexpr std::string_view but_expected = "; expected ";
    // error.what() is "[id] … while parsing array - invalid literal; last read: 'x'; expected ']'", say.
    std::string problem = error.what();
    if (const std::size_t at = problem.find(" - "); at != std::string::npos) problem.erase(0, at + 3);
    if (const std::size_t at = problem.find(last_read); at != std::string::npos)
      problem.erase(at, last_read.size() + last_token.size() + 1);
    std::string expected;
    if (const std::size_t at = problem.rfind(but_expected); at != std::string::npos) {
      expected = problem.substr(at + but_expected.size());
      problem.resize(at);
    }
    explain(problem, expected, start, last);
    return false;
  }

private:
  bool open(Node::Kind kind) {
    const std::size_t start = start_of_token();
    consumed_ = start + 1;
    return builder_.open(kind, walker_.at(start));
  }

  bool close() {
    consumed_ = offset_read();
    builder_.close(walker_.at(consumed_));
    return true;
  }

  bool value(Node::Type type, std::string text) {
    builder_.value(scalar(type, std::move(text), walker_.at(start_of_token())));
    consumed_ = offset_read();
    return true;
  }

  bool number() {
    // The lexer has read one character past the number and made a binary number of it: take its own text.
    const std::size_t start = start_of_token();
    const std::string_view text = number_text(start);
    builder_.value(scalar(Node::Type::number, std::string{text}, walker_.at(start)));
    consumed_ = start + text.size();
    return true;
  }

  [[nodiscard]] std::size_t offset_read() const { return static_cast<std::size_t>(read_ - text_.data()); }

  /// Where the next token begins: after blanks, and after commas and colons, which have no call of their own.
  [[nodiscard]] std::size_t start_of_token() const {
    std::size_t at = consumed_;
    while (at < text_.size() && (is_blank(text_[at]) || text_[at] == ',' || text_[at] == ':')) ++at;
    return at;
  }

  [[nodiscard]] std::string_view number_text(std::size_t start) const {
    const std::string_view rest = text_.substr(start);
    return rest.substr(0, number_length(rest, false));
  }

  /// The word that stands at `start`, up to the next blank or bracket.
  [[nodiscard]] std::string_view word_at(std::size_t start) const {
    const std::size_t end = text_.find_first_of(" \t\r\n,:[]{}", start + 1);
    return text_.substr(start, end == std::string_view::npos ? end : end - start);
  }

  /// Reports a syntax error in plain words: its token begins at `start`, the last character read is `last`.
  void explain(std::string_view problem, std::string_view expected, std::size_t start, std::size_t last) {
    const auto report = [&](std::size_t offset, std::string message) {
      builder_.report(walker_.at(offset), "this is not valid JSON: " + std::move(message));
    };
    if (builder_.complete())
      return builder_.report(walker_.at(start), "one file holds one document; nothing may follow its end");
    if (problem == "unexpected end of input") {
      const Node* const open = builder_.innermost();
      const char* const bracket = open != nullptr && open->kind == Node::Kind::mapping ? "'{'" : "'['";
      return report(text_.size(), open == nullptr ? "the text ends before its value"
                                                  : "the text ends before the " + std::string(bracket) +
                                                        " at " + in_words(open->position) + " is closed");
    }
    if (problem == "invalid string: missing closing quote")
      return report(start, "the text that begins here has no closing quotation mark");
    if (problem.starts_with("invalid string: ")) {
      problem.remove_prefix(std::string_view{"invalid string: "}.size());
      return report(last, "in a text, " + std::string(problem));
    }
    if (problem == "invalid literal")
      return report(start,
                    "'" + shown(word_at(start)) +
                        "' is not a value; text wants double quotation marks, and true, false and null are "
                        "written so");
    if (problem == "invalid number" || problem.starts_with("invalid number;"))
      return report(start, "'" + shown(word_at(start)) + "' is not a number; write it as 160.33");
    if (problem == "unexpected number literal" && is_digit(text_[start]) && start != 0 &&
        text_[start - 1] == '0')
      return report(start,
                    "a number other than 0 cannot begin with 0; put codes and ids in double quotation marks");
    if (problem == "unexpected ']'" || problem == "unexpected '}'") {
      const std::size_t before = last == 0 ? last : text_.find_last_not_of(" \t\r\n", last - 1);
      if (before != std::string_view::npos && text_[before] == ',')
        return report(before, "nothing follows this comma; remove it");
    }
    // Brackets and separators are one character, the last one read.
    const bool one_character = problem.ends_with('\'');
    report(one_character ? last : start, std::string(problem) + in_place_of(expected));
  }

  static std::string in_place_of(std::string_view expected) {
    if (expected.empty()) return {};
    if (expected == "string literal") return "; expected a key in double quotation marks";
    if (expected == "'[', '{', or a literal") return "; expected a value";
    if (expected == "']'" || expected == "'}'") return "; expected ',' or " + std::string(expected);
    return "; expected " + std::string(expected);
  }

  std::string_view text_;
  Walker walker_;
  Builder builder_;
  const char* read_;         ///< How far the lexer has read.
  std::size_t consumed_ = 0; ///< Where the last reported token ends.
};

} // namespace

const Node* Node::find(std::string_view key) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

const Node* Node::at(std::string_view path) const {
  const auto [node, whole] = walk(*this, path);
  return whole ? node : nullptr;
}

Position Node::position_of(std::string_view path) const { return walk(*this, path).first->position; }

Parsed parse_yaml(std::string_view text) {
  if (auto fault = unreadable(text)) return {std::nullopt, {*std::move(fault)}};
  return YamlReader{without_byte_order_mark(text)}.read();
}

Parsed parse_json(std::string_view text, bool any_size) {
  if (auto fault = unreadable(text, any_size)) return {std::nullopt, {*std::move(fault)}};
  return JsonReader{without_byte_order_mark(text)}.read();
}

bool looks_like_json(std::string_view text) {
  text = without_byte_order_mark(text);
  const auto first = std::find_if_not(text.begin(), text.end(), is_blank);
  return first != text.end() && (*first == '{' || *first == '[');
}

std::string shown(std::string_view text) {
  // Twice what is shown, since masking makes the text shorter, and never the whole of a text of megabytes.
  std::string copy = shortened(text.substr(0, 8 * max_shown), 2 * max_shown);
  for (char& c : copy)
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F') c = ' ';
  // Masked before cutting, which would leave half a number, and after it, for it makes ten digits of eleven.
  return without_cpr(shortened(without_cpr(std::move(copy)), max_shown));
}

} // namespace kontaktforloeb::io
