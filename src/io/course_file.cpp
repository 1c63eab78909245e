#include "fact_reader.hpp"
#include "tree.hpp"

#include <kontaktforloeb/course_file.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace kontaktforloeb {

io::Parsed io::parse(std::string_view text, TextFormat format, bool any_size) {
  const bool json = format == TextFormat::json || (format == TextFormat::detect && looks_like_json(text));
  return json ? parse_json(text, any_size) : parse_yaml(text);
}

namespace {

/// The first line that is neither empty nor a comment.
std::string_view first_line(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (!line.empty() && line.front() != '#' && line != "\r") return line;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return {};
}

} // namespace

TextFormat format_of(const std::filesystem::path& path) {
  const auto ending = path.extension();
  if (ending == ".json") return TextFormat::json;
  if (ending == ".yaml" || ending == ".yml") return TextFormat::yaml;
  return TextFormat::detect;
}

std::optional<std::string> read_text(const std::filesystem::path& path, std::string& problem) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    problem = "is a directory; name a file";
    return std::nullopt;
  }
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    problem = std::string("cannot be opened: ") + std::strerror(errno != 0 ? errno : EIO);
    return std::nullopt;
  }
  // Courses are small: room for the largest would cost more than reading them.
  constexpr std::size_t first_piece = std::size_t{16} * 1024;
  std::string text;
  while (file && text.size() <= io::max_bytes) {
    const std::size_t before = text.size();
    text.resize(std::min(std::max(first_piece, 2 * before), io::max_bytes + 1));
    file.read(text.data() + before, static_cast<std::streamsize>(text.size() - before));
    text.resize(before + static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) {
    problem = "cannot be read to its end";
    return std::nullopt;
  }
  return text;
}

CourseFile read_course(std::string_view text, const ReadOptions& options) {
  io::Parsed parsed = io::parse(text, options.format, options.any_size);
  if (parsed.root) return io::read_course(*parsed.root, options, std::move(parsed.faults));
  CourseFile result;
  result.file = options.file;
  result.faults = std::move(parsed.faults);
  for (Fault& fault : result.faults) fault.file = options.file;
  return result;
}

CourseFile read_course_file(const std::filesystem::path& path, const ReadOptions& options) {
  ReadOptions named = options;
  if (named.file.empty()) named.file = path.string();
  if (named.format == TextFormat::detect) named.format = format_of(path);
  std::string problem;
  if (const auto text = read_text(path, problem)) return read_course(*text, named);
  CourseFile result;
  result.file = named.file;
  result.faults.push_back(Fault::because({}, problem));
  result.faults.back().file = named.file;
  return result;
}

bool looks_like_course(std::string_view text, TextFormat format) {
  constexpr std::string_view schema = "kontaktforloeb/course-";
  if (text.find(schema) == std::string_view::npos) return false;
  // Nearly every YAML course begins with its schema; that spares reading it twice.
  constexpr std::string_view key = "schema: ";
  const std::string_view first = first_line(text);
  if (format == TextFormat::yaml && first.starts_with(key) && first.substr(key.size()).starts_with(schema))
    return true;
  const io::Parsed parsed = io::parse(text, format);
  if (!parsed.root) return true;
  const io::Node* node = parsed.root->find("schema");
  return node != nullptr && node->text.starts_with(schema);
}

} // namespace kontaktforloeb
