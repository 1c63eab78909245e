#include "json_parts.hpp"
#include "repair_json.hpp"

#include <kontaktforloeb/assessment_json.hpp>
#include <kontaktforloeb/version.hpp>

#include <algorithm>
#include <utility>

namespace kontaktforloeb {
namespace {

using namespace json;

Json readings_to_json(const Assessment& assessment) {
  Json readings = Json::object();
  if (assessment.regime == nullptr) return readings;
  const std::uint32_t bits = assessment.readings_used();
  std::vector<Reading> used;
  for (std::size_t i = 0; i < reading_count; ++i)
    if ((bits >> i & 1u) != 0) used.push_back(static_cast<Reading>(i));
  std::sort(used.begin(), used.end(), [](Reading a, Reading b) { return info(a).id < info(b).id; });
  for (const Reading reading : used)
    readings[std::string(info(reading).id)] = assessment.readings.value(reading);
  return readings;
}

Json state_to_json(const Assessment& assessment) {
  if (assessment.regime == nullptr) return nullptr;
  const CourseState& state = assessment.state;
  Json handover = nullptr;
  if (state.handover) {
    const HandoverState& h = *state.handover;
    handover = {{"last_day", day_or_null(h.last_day)},
                {"jobcenter_from", h.last_day.is_set() ? day_or_null(h.last_day + 1) : Json(nullptr)},
                {"projected", h.projected},
                {"hours", h.hours ? hours(*h.hours) : Json(nullptr)},
                {"threshold", hours(h.threshold)}};
  }
  return {{"stage", state.stage ? Json(word(*state.stage)) : Json(nullptr)},
          {"ended_reason", state.ended_reason ? Json(word(*state.ended_reason)) : Json(nullptr)},
          {"responsible", word(state.responsible)},
          {"handover", std::move(handover)},
          {"clocks",
           {{"calendar", state.calendar ? Json(*state.calendar) : Json(nullptr)},
            {"aggregate_unemployment", hours(state.aggregate_unemployment)},
            {"benefit_consumption", hours(state.benefit_consumption)}}}};
}

Json phases_to_json(const Assessment& assessment) {
  Json phases = Json::array();
  for (const Phase& phase : assessment.phases)
    phases.push_back(
        {{"regime", phase.regime->id},
         {"from", day_or_null(phase.from)},
         {"to", day_or_null(phase.to)},
         {"ended_reason", phase.ended_reason ? Json(word(*phase.ended_reason)) : Json(nullptr)}});
  return phases;
}

Json flips_to_json(const Assessment& assessment, std::size_t finding) {
  Json flips = Json::array();
  for (const Flip& flip : assessment.flips)
    if (flip.finding == finding)
      flips.push_back({{"reading", info(flip.by.reading).id},
                       {"value", info(flip.by.reading).values[flip.by.value]},
                       {"status", flip.status ? Json(word(*flip.status)) : Json(nullptr)}});
  return flips;
}

Json finding_to_json(const AssessedCourse& course, const Finding& finding, Language language) {
  const bool requirement = finding.requirement != nullptr;
  Json meetings = Json::array(), not_counted = Json::array();
  for (const std::uint32_t meeting : course.assessment.meetings(finding)) meetings.push_back(meeting);
  for (const NotCounted& meeting : course.assessment.not_counted(finding))
    not_counted.push_back({{"meeting", meeting.meeting}, {"why", word(meeting.why)}});
  const auto position = position_of(course, finding);
  return {
      {"rule", finding.rule->id},
      {"status", word(finding.status)},
      {"severity", word(finding.severity())},
      {"required", requirement ? Json(finding.required) : Json(nullptr)},
      {"counted", requirement ? Json(finding.counted) : Json(nullptr)},
      {"not_before", day_or_null(finding.not_before)},
      {"due", day_or_null(finding.due)},
      {"due_projected", finding.due_projected},
      {"completed_on", day_or_null(finding.completed_on)},
      {"meetings", std::move(meetings)},
      {"not_counted", std::move(not_counted)},
      {"contested", finding.contested},
      {"position", position ? Json{{"line", position->line}, {"column", position->column}} : Json(nullptr)},
      {"message", message(finding, language)},
      {"basis", basis_to_json(finding.rule->basis)}};
}

Json course_to_json(const AssessedCourse& course, Language language, bool flips) {
  const Assessment& assessment = course.assessment;
  Json findings = Json::array(), next = Json::array();
  for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
    findings.push_back(finding_to_json(course, assessment.findings[i], language));
    if (flips) findings.back()["flips"] = flips_to_json(assessment, i);
  }
  for (const std::uint32_t i : assessment.next) {
    const Finding& finding = assessment.findings[i];
    const Deadline* deadline = nullptr;
    for (const Deadline& candidate : course.deadlines)
      if (candidate.finding == i) deadline = &candidate;
    next.push_back(
        {{"rule", finding.rule->id},
         {"due", day_or_null(finding.due)},
         {"due_projected", finding.due_projected},
         {"slack_days",
          deadline != nullptr && deadline->slack_days ? Json(*deadline->slack_days) : Json(nullptr)},
         {"last_feasible_day", day_or_null(deadline != nullptr ? deadline->last_feasible_day : Date{})}});
  }
  Json document = {{"file", text_or_null(course.file)},
                   {"id", course.id},
                   {"as_of", day_or_null(assessment.as_of)},
                   {"as_planned", assessment.as_planned},
                   {"regime", assessment.regime != nullptr ? Json(assessment.regime->id) : Json(nullptr)},
                   {"base", text_or_null(assessment.base)},
                   {"readings", readings_to_json(assessment)},
                   {"verdict", assessment.verdict ? Json(word(*assessment.verdict)) : Json(nullptr)},
                   {"reason", text_or_null(no_law_message(assessment, language))},
                   {"state", state_to_json(assessment)},
                   {"phases", phases_to_json(assessment)},
                   {"findings", std::move(findings)},
                   {"next", std::move(next)}};
  if (course.repair) document["repair"] = repair_to_json(*course.repair, language);
  return document;
}

} // namespace

std::vector<MeetingName> meeting_names(const Course& course) {
  std::vector<MeetingName> names;
  names.reserve(course.facts().meetings.size());
  for (const MeetingFacts& meeting : course.facts().meetings) names.push_back({meeting.id, meeting.date});
  return names;
}

std::optional<Position> position_of(const AssessedCourse& course, const Finding& finding) {
  if (!course.positions) return std::nullopt;
  const CoursePositions& places = *course.positions;
  const auto meetings = course.assessment.meetings(finding);
  if (!meetings.empty() && meetings.front() < places.meetings.size())
    return places.meetings[meetings.front()];
  const auto uncounted = course.assessment.not_counted(finding);
  if (!uncounted.empty() && uncounted.front().meeting < places.meetings.size())
    return places.meetings[uncounted.front().meeting];
  return finding.requirement != nullptr ? places.meetings_list : places.course;
}

std::string to_json(const Report& report, Language language) {
  Json courses = Json::array(), faults = Json::array();
  std::array<std::size_t, words<Verdict>.size()> verdicts{};
  std::array<std::size_t, words<Severity>.size()> severities{};
  for (const AssessedCourse& course : report.courses) {
    courses.push_back(course_to_json(course, language, report.flips));
    if (course.assessment.verdict) ++verdicts[static_cast<std::size_t>(*course.assessment.verdict)];
    for (const Finding& finding : course.assessment.findings)
      ++severities[static_cast<std::size_t>(finding.severity())];
  }
  for (const Fault& fault : report.faults) faults.push_back(fault_to_json(fault));
  Json summary = {{"courses", report.courses.size()}, {"unreadable", report.unreadable}};
  for (std::size_t i = 0; i < verdicts.size(); ++i) summary[std::string(words<Verdict>[i])] = verdicts[i];
  summary["findings"] = {{"error", severities[static_cast<std::size_t>(Severity::error)]},
                         {"warning", severities[static_cast<std::size_t>(Severity::warning)]},
                         {"note", severities[static_cast<std::size_t>(Severity::note)]}};
  return dump({{"schema", "kontaktforloeb/assessment-1"},
               {"engine", {{"name", "kontaktforloeb"}, {"version", KONTAKTFORLOEB_VERSION}}},
               {"law", {{"revision", current_law.revision}, {"digest", law_digest()}}},
               {"courses", std::move(courses)},
               {"faults", std::move(faults)},
               {"summary", std::move(summary)}});
}

} // namespace kontaktforloeb
