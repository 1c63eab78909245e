#include "law_digest.hpp"

#include <kontaktforloeb/assessment_json.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace kontaktforloeb {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }
Json day_or_null(Date day) { return text_or_null(day.iso()); }
Json text_to_json(const Text& text) { return {{"da", text.da}, {"en", text.en}}; }
Json hours(Hours value) { return value.hundredths / 100.0; }

std::string dump(const Json& document) {
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

Json basis_to_json(std::span<const Basis> basis) {
  Json list = Json::array();
  for (const Basis& source : basis)
    list.push_back({{"source", source.source},
                    {"url", text_or_null(source.url)},
                    {"quote", text_or_null(source.quote)},
                    {"evidence", word(source.evidence)}});
  return list;
}

Json readings_to_json(const Assessment& assessment) {
  Json readings = Json::object();
  if (assessment.regime == nullptr) return readings;
  std::vector<Reading> used;
  for (std::size_t i = 0; i < reading_count; ++i)
    if ((assessment.readings_used >> i & 1u) != 0) used.push_back(static_cast<Reading>(i));
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
    next.push_back({{"rule", finding.rule->id},
                    {"due", day_or_null(finding.due)},
                    {"due_projected", finding.due_projected}});
  }
  return {{"file", text_or_null(course.file)},
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
}

Json bound_to_json(const Bound& bound) {
  const bool calendar = bound.clock == Clock::calendar;
  const auto limit = [&](std::int32_t value) { return calendar ? Json(value) : hours({value}); };
  return {{"clock", word(bound.clock)},
          {"full_time", limit(bound.limit.full_time)},
          {"part_time", limit(bound.limit.part_time)},
          {"strict", bound.edge != Edge::reached},
          {"test", bound.test == Test::end_of_month ? "end_of_month" : "on_the_day"}};
}

Json limit_to_json(const Limit& limit) {
  return {{"full_time", hours({limit.full_time})}, {"part_time", hours({limit.part_time})}};
}

/// A window's end; the hand-over's is its bound, a month after an event has none of its own.
Json end_to_json(const WindowEnd& end, const Regime& regime) {
  switch (end.kind) {
  case EndKind::bound:
    return bound_to_json(end.bound);
  case EndKind::handover:
    return regime.handover ? bound_to_json(regime.handover->window.bound) : Json(nullptr);
  case EndKind::after_handover:
    return regime.handover ? Json{{"after", regime.handover->rule.id}} : Json(nullptr);
  default:
    return nullptr;
  }
}

Json rule_to_json(const Rule& rule, const Regime& regime) {
  Json readings = Json::array();
  for (const Reading reading : rule.readings) readings.push_back(info(reading).id);
  return {{"rule", rule.id},
          {"regime", regime.id},
          {"kind", word(rule.kind)},
          {"conversation", nullptr},
          {"holder", Json::array()},
          {"participant", nullptr},
          {"count", nullptr},
          {"window", {{"from", nullptr}, {"to", nullptr}}},
          {"ordinals", nullptr},
          {"condition", nullptr},
          {"among", nullptr},
          {"participation", nullptr},
          {"ordinal", nullptr},
          {"every", nullptr},
          {"postponement", nullptr},
          {"exemptions", Json::array()},
          {"until", nullptr},
          {"after_trial", nullptr},
          {"repaired_by", nullptr},
          {"replaces", nullptr},
          {"share", nullptr},
          {"themes", nullptr},
          {"readings", std::move(readings)},
          {"basis", basis_to_json(rule.basis)},
          {"text", text_to_json(rule.text)}};
}

Json requirement_to_json(const Requirement& requirement, const Regime& regime) {
  Json json = rule_to_json(requirement.rule, regime);
  json["conversation"] = word(requirement.conversation);
  json["holder"].push_back(word(requirement.holder));
  if (requirement.participant) json["participant"] = word(*requirement.participant);
  json["count"] = requirement.count;
  json["window"] = {{"from", end_to_json(requirement.window.from, regime)},
                    {"to", end_to_json(requirement.window.to, regime)}};
  if (requirement.ordinals.last != 0)
    json["ordinals"] = {requirement.ordinals.first, requirement.ordinals.last};
  if (requirement.after_cv) json["condition"] = "after_cv_samtale";
  if (requirement.condition != Condition::none) json["condition"] = word(requirement.condition);
  if (requirement.or_else) json["among"] = word(*requirement.or_else);
  if (requirement.choosable)
    json["participation"] = {{"party", word(requirement.choosable->party)},
                             {"without_choice", word(requirement.choosable->without_choice)}};
  json["ordinal"] = requirement.ordinal;
  if (requirement.every != Limit{}) json["every"] = limit_to_json(requirement.every);
  if (requirement.postponement != Postponement{})
    json["postponement"] = {{"days", requirement.postponement.days},
                            {"hours", limit_to_json(requirement.postponement.hours)}};
  for (const ExemptReason reason : requirement.exemptions) json["exemptions"].push_back(word(reason));
  json["until"] = day_or_null(requirement.until);
  if (regime.entry == Entry::national) json["after_trial"] = word(requirement.after_trial);
  if (requirement.repaired_by) json["repaired_by"] = word(*requirement.repaired_by);
  json["replaces"] = text_or_null(requirement.replaces);
  return json;
}

Json regime_to_json(const Regime& regime) {
  Json merging = Json::array(), exemptions = Json::array();
  for (const Exemption& exemption : regime.exemptions)
    exemptions.push_back(
        {{"reason", word(exemption.reason)}, {"basis", basis_to_json({&exemption.basis, 1})}});
  if (regime.merging)
    for (const Pair& pair : regime.merging->pairs) merging.push_back({word(pair[0]), word(pair[1])});
  const auto all = obligations(regime);
  const auto fewest = minimum_meetings(regime);
  return {{"regime", regime.id},
          {"name", text_to_json(regime.name)},
          {"valid", {{"from", day_or_null(regime.valid.from)}, {"to", day_or_null(regime.valid.to)}}},
          {"known_until", day_or_null(regime.known_until)},
          {"whole", regime.whole()},
          {"obligations", all ? Json(*all) : Json(nullptr)},
          {"minimum_meetings", fewest ? Json(*fewest) : Json(nullptr)},
          {"merging", std::move(merging)},
          {"keeps_duties", regime.keeps_duties},
          {"exemptions", std::move(exemptions)}};
}

Json open_question_to_json(const OpenQuestion& open) {
  const ReadingInfo& known = info(open.reading);
  Json values = Json::array();
  for (std::size_t i = 0; i < known.size(); ++i)
    values.push_back({{"value", known.values[i]}, {"text", text_to_json(open.values[i])}});
  return {{"id", known.id},
          {"values", std::move(values)},
          {"default", known.values[0]},
          {"question", text_to_json(open.question)},
          {"basis", basis_to_json(open.at_issue)},
          {"support",
           {{"text", text_to_json(open.support)},
            {"evidence", word(open.evidence())},
            {"basis", basis_to_json(open.supported_by)}}}};
}

Json forms_to_json(Forms forms) {
  Json list = Json::array();
  for (std::size_t i = 0; i < words<Form>.size(); ++i)
    if ((static_cast<unsigned>(forms) >> i & 1u) != 0) list.push_back(words<Form>[i]);
  return list;
}

/// The numbers behind the clocks and the forms by date, so that the digest covers them.
Json time_to_json(const Law& law) {
  Json dead = Json::array(), norms = Json::array(), suspensions = Json::array(), forms = Json::array();
  for (const DeadPeriod& period : law.time.dead_periods)
    dead.push_back({{"from", day_or_null(period.days.from)},
                    {"to", day_or_null(period.days.to)},
                    {"basis", basis_to_json({&period.basis, 1})}});
  for (const MonthNorm& norm : law.time.norms)
    norms.push_back({{"from", day_or_null(norm.from)},
                     {"full_time", hours({norm.hours.full_time})},
                     {"part_time", hours({norm.hours.part_time})},
                     {"basis", basis_to_json({&norm.basis, 1})}});
  for (const Suspension& suspension : law.suspensions)
    suspensions.push_back({{"from", day_or_null(suspension.days.from)},
                           {"to", day_or_null(suspension.days.to)},
                           {"basis", basis_to_json({&suspension.basis, 1})}});
  // The regimes share one table; the longest has all of it.
  std::span<const FormRow> rows;
  for (const Regime& regime : law.regimes)
    if (regime.form.rows.size() > rows.size()) rows = regime.form.rows;
  for (const FormRow& row : rows)
    forms.push_back(
        {{"from", day_or_null(row.days.from)},
         {"to", day_or_null(row.days.to)},
         {"remote", forms_to_json(row.remote)},
         {"suspended", row.suspended},
         {"summoned_by", day_or_null(row.summoned_by)},
         {"held_by", row.held_by ? Json(word(*row.held_by)) : Json(nullptr)},
         {"others_unknown", row.others_unknown},
         {"not_with", row.not_with ? Json(word(*row.not_with)) : Json(nullptr)},
         {"first_in_person", row.first_in_person ? Json(word(*row.first_in_person)) : Json(nullptr)},
         {"basis", basis_to_json({&row.basis, 1})}});
  Json limit = {{"kind", word(law.time.limited_kind)},
                {"full_time", hours({law.time.limited_hours.full_time})},
                {"part_time", hours({law.time.limited_hours.part_time})}};
  return {{"dead_periods", std::move(dead)},
          {"month_norms", std::move(norms)},
          {"limited_consumption", std::move(limit)},
          {"aggregate_in_hours_from", day_or_null(law.time.aggregate_in_hours_from)},
          {"aggregate_lapses_after_years", law.time.aggregate_lapses_after_years},
          {"suspensions", std::move(suspensions)},
          {"forms", std::move(forms)},
          {"basis", basis_to_json(law.time.basis)}};
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
  for (const Fault& fault : report.faults)
    faults.push_back({{"file", text_or_null(fault.file)},
                      {"line", fault.position.line != 0 ? Json(fault.position.line) : Json(nullptr)},
                      {"column", fault.position.line != 0 ? Json(fault.position.column) : Json(nullptr)},
                      {"key", text_or_null(fault.key)},
                      {"message", fault.message}});
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

std::string law_to_json(const Law& law, std::string_view regime) {
  Json regimes = Json::array(), rules = Json::array(), readings = Json::array();
  std::uint32_t used = 0;
  for (const Regime& r : law.regimes) {
    if (!regime.empty() && r.id != regime) continue;
    used |= readings_of(r);
    regimes.push_back(regime_to_json(r));
    for (const Requirement& requirement : r.requirements)
      rules.push_back(requirement_to_json(requirement, r));
    for_each_other_rule(r, [&](const Rule& rule) {
      rules.push_back(rule_to_json(rule, r));
      if (r.handover && rule.id == r.handover->rule.id)
        rules.back()["window"]["to"] = bound_to_json(r.handover->window.bound);
      for (const Share& share : r.shares)
        if (rule.id == share.rule.id) {
          rules.back()["share"] = share.per_cent;
          for (const Party holder : share.holders) rules.back()["holder"].push_back(word(holder));
        }
      if (r.groups && rule.id == r.groups->theme.id) {
        Json themes = Json::object();
        for (const ThemeList& list : r.groups->themes)
          themes[std::string(word(list.track))] =
              Json(std::vector<std::string_view>{list.themes.begin(), list.themes.end()});
        rules.back()["themes"] = std::move(themes);
      }
    });
  }
  for (const OpenQuestion& open : law.readings)
    if (regime.empty() || (used >> static_cast<unsigned>(open.reading) & 1u) != 0)
      readings.push_back(open_question_to_json(open));
  return dump({{"schema", "kontaktforloeb/rules-1"},
               {"law", {{"revision", law.revision}}},
               {"regimes", std::move(regimes)},
               {"rules", std::move(rules)},
               {"readings", std::move(readings)},
               {"time", time_to_json(law)}});
}

std::string_view law_digest() { return encoded_law_digest; }

} // namespace kontaktforloeb
