#include "json_parts.hpp"
#include "repair_json.hpp"

#include <kontaktforloeb/plan_document.hpp>
#include <kontaktforloeb/version.hpp>

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace kontaktforloeb {
namespace {

using namespace json;

Json rules_to_json(const std::vector<const Rule*>& rules) {
  Json list = Json::array();
  for (const Rule* rule : rules) list.push_back(rule->id);
  return list;
}

Json meeting_to_json(const Plan& plan, const ProposedMeeting& meeting, Language language) {
  Json discharges = Json::array();
  for (const Rule* rule : plan.discharges(meeting)) discharges.push_back(rule->id);
  return {{"date", meeting.date.iso()},
          {"conversations", conversations_to_json(meeting.conversations)},
          {"holder", word(meeting.holder)},
          {"form", word(meeting.form)},
          {"discharges", std::move(discharges)},
          {"window", {{"from", day_or_null(meeting.window.from)}, {"to", day_or_null(meeting.window.to)}}},
          {"why", why(meeting, plan.prefer, language)}};
}

Json plan_to_json(const AssessedCourse& course, Language language) {
  const Plan& plan = *course.plan;
  const Assessment& completed = plan.completed;
  Json proposed = Json::array(), conflicts = Json::array();
  for (const ProposedMeeting& meeting : plan.proposed)
    proposed.push_back(meeting_to_json(plan, meeting, language));
  for (const Conflict& conflict : plan.conflicts)
    conflicts.push_back({{"rule", conflict.rule->id},
                         {"why", word(conflict.why)},
                         {"status", word(conflict.status)},
                         {"due", day_or_null(conflict.due)},
                         {"missing", conflict.missing},
                         {"message", message(conflict, language)}});
  return {{"id", course.id},
          {"regime", completed.regime != nullptr ? Json(completed.regime->id) : Json(nullptr)},
          {"as_of", day_or_null(completed.as_of)},
          {"feasible", plan.feasible},
          {"meetings_added", plan.proposed.size()},
          {"proposed", std::move(proposed)},
          {"kept", plan.kept},
          {"conflicts", std::move(conflicts)},
          {"file", text_or_null(course.file)},
          {"reason", plan.problem == PlanProblem::no_law ? text_or_null(no_law_message(completed, language))
                                                         : text_or_null(message(plan.problem, language))},
          {"prefer", word(plan.prefer)},
          {"proven", plan.proven},
          {"given_up", plan.given_up},
          {"waiting", rules_to_json(plan.waiting)},
          {"later", rules_to_json(plan.later)},
          {"undecided", rules_to_json(plan.undecided)}};
}

/// Writes lines as RFC 5545 has them: CRLF, at most 75 octets a line, no character cut in two.
class Calendar {
public:
  void line(std::string_view text) {
    std::size_t most = 75;
    while (text.size() > most) {
      std::size_t cut = most;
      while ((static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
      text_ += text.substr(0, cut);
      text_ += "\r\n ";
      text.remove_prefix(cut);
      most = 74;
    }
    text_ += text;
    text_ += "\r\n";
  }
  /// A property whose value is text.
  void text(std::string_view name, std::string_view value) {
    std::string escaped{name};
    escaped += ':';
    for (const char c : value) {
      if (c == '\n') {
        escaped += "\\n";
        continue;
      }
      if (c == '\\' || c == ';' || c == ',') escaped += '\\';
      escaped += c;
    }
    line(escaped);
  }
  [[nodiscard]] std::string done() { return std::move(text_); }

private:
  std::string text_;
};

/// A day as iCalendar writes it.
std::string basic(Date day) {
  std::string text = day.iso();
  text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
  return text;
}

/// Gives meetings names that do not hang on their days. Several courses may have one id: their meetings count
/// on.
class Names {
public:
  std::string next(const std::string& id, const ProposedMeeting& meeting) {
    const std::string name =
        id + '\n' + std::string(word(meeting.holder)) + '\n' + std::to_string(meeting.conversations);
    static const boost::uuids::name_generator_sha1 in_ours{
        boost::uuids::name_generator_sha1{boost::uuids::ns::url()}("urn:kontaktforloeb:meeting")};
    return to_string(in_ours(name + '\n' + std::to_string(++given_[name]))) + "@kontaktforloeb";
  }

private:
  std::map<std::string, std::size_t> given_;
};

std::string summary_of(const ProposedMeeting& meeting, Language language) {
  detail::Words words{language};
  words.conversations(meeting.conversations).say(" med ", " with ").say(in_words(meeting.holder));
  std::string text = words.done();
  text.pop_back();
  return text;
}

} // namespace

std::string plans_to_json(const Report& report, Language language) {
  Json courses = Json::array(), faults = Json::array();
  for (const AssessedCourse& course : report.courses)
    if (course.plan) courses.push_back(plan_to_json(course, language));
  for (const Fault& fault : report.faults) faults.push_back(fault_to_json(fault));
  return dump({{"schema", "kontaktforloeb/plan-1"},
               {"courses", std::move(courses)},
               {"faults", std::move(faults)},
               {"engine", {{"name", "kontaktforloeb"}, {"version", KONTAKTFORLOEB_VERSION}}},
               {"law", {{"revision", current_law.revision}, {"digest", law_digest()}}}});
}

std::string plans_to_ics(const Report& report, Language language) {
  Calendar calendar;
  calendar.line("BEGIN:VCALENDAR");
  calendar.line("VERSION:2.0");
  calendar.line("PRODID:-//kontaktforloeb//kontaktforloeb " KONTAKTFORLOEB_VERSION "//" +
                std::string(language == Language::da ? "DA" : "EN"));
  calendar.line("CALSCALE:GREGORIAN");
  calendar.line("METHOD:PUBLISH");
  Names names;
  for (const AssessedCourse& course : report.courses) {
    if (!course.plan) continue;
    const Plan& plan = *course.plan;
    for (const ProposedMeeting& meeting : plan.proposed) {
      calendar.line("BEGIN:VEVENT");
      calendar.line("UID:" + names.next(course.id, meeting));
      calendar.line("DTSTAMP:" + basic(plan.completed.as_of) + "T000000Z");
      calendar.line("DTSTART;VALUE=DATE:" + basic(meeting.date));
      calendar.line("DTEND;VALUE=DATE:" + basic(meeting.date + 1));
      calendar.text("SUMMARY", course.id + ": " + summary_of(meeting, language));
      std::string description = why(meeting, plan.prefer, language);
      for (const Rule* rule : plan.discharges(meeting)) {
        description += '\n';
        description += in(language, rule->text);
      }
      calendar.text("DESCRIPTION", description);
      calendar.line("STATUS:TENTATIVE");
      calendar.line("TRANSP:OPAQUE");
      calendar.line("END:VEVENT");
    }
  }
  calendar.line("END:VCALENDAR");
  return calendar.done();
}

std::string to_json(const Repair& repair, Language language) {
  return dump(repair_to_json(repair, language));
}

} // namespace kontaktforloeb
