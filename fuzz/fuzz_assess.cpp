// Any course that can be read: it is judged, the same way each time, and all that is said of it is fit to be
// shown.
//
// A first byte that no text in UTF-8 has (0xF8 and above) is followed by six that choose how it is judged:
// the day (two bytes), the regime, two readings, as planned or not. Without it the whole input is the course
// and is judged on one fixed day, so that ordinary course files are seeds.
#include "must.hpp"

#include <kontaktforloeb/assessment_json.hpp>
#include <kontaktforloeb/course_file.hpp>
#include <kontaktforloeb/kontaktforloeb.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kf = kontaktforloeb;

namespace {

struct How {
  kf::Date as_of{2022, 6, 30};
  std::array<kf::ReadingChoice, 2> readings{};
  kf::AssessOptions options{};
};

constexpr std::size_t header = 7;

How choose(const std::uint8_t* data) {
  How how;
  how.as_of = kf::Date{2014, 1, 1} + (data[1] * 256 + data[2]) % 5500;
  const std::size_t regime = data[3] % (kf::current_law.regimes.size() + 3);
  if (regime == 1) how.options.regime = "auto";
  if (regime == 2) how.options.regime = "national_2024";
  if (regime > 2) how.options.regime = kf::current_law.regimes[regime - 3].id;
  for (std::size_t i = 0; i < how.readings.size(); ++i) {
    const auto reading = static_cast<kf::Reading>(data[4 + i] % kf::reading_count);
    how.readings[i] = {reading,
                       static_cast<std::uint8_t>(data[4 + i] / kf::reading_count % kf::info(reading).size())};
  }
  how.options.as_planned = data[6] % 4 == 0;
  return how;
}

bool is_error(kf::Status status) {
  return status == kf::Status::late || status == kf::Status::missed || status == kf::Status::planned_late ||
         status == kf::Status::breached;
}

void look_at(const kf::Course& course, const kf::Assessment& assessment) {
  const std::size_t meetings = course.facts().meetings.size();
  must(assessment.verdict.has_value() == (assessment.no_law == kf::NoLaw::none), "a verdict or a reason");
  bool error = false;
  for (const kf::Finding& finding : assessment.findings) {
    error = error || is_error(finding.status);
    for (const std::uint32_t meeting : assessment.meetings(finding)) must(meeting < meetings, "a meeting");
    for (const kf::NotCounted& meeting : assessment.not_counted(finding)) {
      must(meeting.meeting < meetings, "an uncounted meeting");
      const auto filling = assessment.meetings(finding);
      must(std::find(filling.begin(), filling.end(), meeting.meeting) == filling.end(), "counted or not");
    }
    for (const kf::Language language : {kf::Language::da, kf::Language::en}) {
      const std::string message = kf::message(finding, language);
      must(message.size() > 1 && message.back() == '.', "a sentence", message);
      must(message.find("  ") == std::string::npos && message.find(" .") == std::string::npos,
           "a whole sentence", message);
    }
  }
  must(error == (assessment.verdict == kf::Verdict::violated), "violated by an error");
  for (const std::uint32_t next : assessment.next) must(next < assessment.findings.size(), "a next finding");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  How how;
  std::string_view text{reinterpret_cast<const char*>(data), size};
  if (size >= header && data[0] >= 0xF8) {
    how = choose(data);
    how.options.readings = how.readings;
    text.remove_prefix(header);
  }
  kf::CourseFile file = kf::read_course(text);
  if (!file.course) return 0;
  const kf::Course& course = *file.course;

  // A buffer that every earlier input has used must give what a fresh one gives.
  static kf::AssessmentBuffer used;
  const kf::Assessment assessment = kf::assess(course, how.as_of, how.options);
  look_at(course, assessment);
  kf::Report report{{{"", course.facts().id, assessment, file.positions}}, {}, 0};
  const std::string document = kf::to_json(report);
  must(!nlohmann::json::parse(document, nullptr, false).is_discarded(), "JSON", document);
  must(!nlohmann::json::parse(kf::to_json(report, kf::Language::da), nullptr, false).is_discarded(),
       "JSON in Danish");
  report.courses.front().assessment = kf::assess(course, how.as_of, how.options, used);
  must(kf::to_json(report) == document, "the same bytes again");

  how.options.contested = false;
  kf::Assessment plain = kf::assess(course, how.as_of, how.options);
  must(plain.findings.size() == assessment.findings.size(), "as many findings");
  for (std::size_t i = 0; i < plain.findings.size(); ++i)
    must(plain.findings[i].status == assessment.findings[i].status, "the same statuses, contested or not");
  return 0;
}
