// Any bytes as a course file: a course and no fault, or faults and no course, and faults fit to be shown.
#include "must.hpp"

#include <kontaktforloeb/course_file.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kf = kontaktforloeb;

namespace {

void look_at(const kf::CourseFile& file, std::string_view text) {
  must(file.course.has_value() == file.faults.empty(), "a course or faults");
  const auto lines = std::count(text.begin(), text.end(), '\n') + std::count(text.begin(), text.end(), '\r');
  for (const kf::Fault& fault : file.faults) {
    must(!fault.message.empty(), "a message");
    must(fault.position.line >= 0 && fault.position.column >= 0, "a place", fault.text());
    must(fault.position.line <= lines + 1, "a place within the text", fault.text());
    for (const std::string& said : {fault.key, fault.message})
      must(kf::find_cpr(said) == std::string::npos, "no CPR number in what is said", said);
    // Dumping throws for what is not UTF-8.
    must(!nlohmann::json(fault.text()).dump().empty(), "a text");
  }
  if (!file.course) return;
  must(file.positions.meetings.size() == file.course->facts().meetings.size(), "a place for each meeting");
  must(file.course->view().meetings.size() == file.course->facts().meetings.size(), "a row for each meeting");
  must(kf::find_faults(file.course->facts()).empty(), "facts that stand a second check");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  for (const kf::TextFormat format : {kf::TextFormat::detect, kf::TextFormat::yaml, kf::TextFormat::json}) {
    kf::ReadOptions options;
    options.format = format;
    const kf::CourseFile file = kf::read_course(text, options);
    look_at(file, text);
    if (file.course) must(kf::looks_like_course(text, format), "a course that looks like one");
    options.check.allow_digit_ids = true;
    if (file.course)
      must(kf::read_course(text, options).course == file.course, "the same course when more is admitted");
  }
  return 0;
}
