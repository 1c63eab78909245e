#include "fact_reader.hpp"
#include "tree.hpp"

#include <kontaktforloeb/course_file.hpp>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace kontaktforloeb {
namespace {

io::Parsed parse(std::string_view text, TextFormat format) {
  const bool json = format == TextFormat::json || (format == TextFormat::detect && io::looks_like_json(text));
  return json ? io::parse_json(text) : io::parse_yaml(text);
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
  std::string text(io::max_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) {
    problem = "cannot be read to its end";
    return std::nullopt;
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

CourseFile read_course(std::string_view text, const ReadOptions& options) {
  io::Parsed parsed = parse(text, options.format);
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
  const io::Parsed parsed = parse(text, format);
  if (!parsed.root) return true;
  const io::Node* node = parsed.root->find("schema");
  return node != nullptr && node->text.starts_with(schema);
}

} // namespace kontaktforloeb
