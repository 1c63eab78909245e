#include <kontaktforloeb/assessment_json.hpp>
#include <kontaktforloeb/course_file.hpp>
#include <kontaktforloeb/kontaktforloeb.hpp>

#include <iostream>

namespace kf = kontaktforloeb;

int main() {
  const kf::CourseFile file = kf::read_course(R"({"schema": "kontaktforloeb/course-1", "id": "stranger",
    "person": {"insurance": "full_time"}, "registered": "2021-09-06",
    "events": [{"type": "visited", "date": "2021-09-06"}]})");
  const auto assessment = kf::assess(*file.course, {2022, 3, 1});
  const std::string json = kf::to_json({{{.id = "stranger", .assessment = assessment}}, {}, 0});
  std::cout << KONTAKTFORLOEB_VERSION << ' ' << kf::word(*assessment.verdict) << ' '
            << (json.find("\"verdict\": \"violated\"") != std::string::npos) << '\n';
}
