#pragma once
/// @file
/// Plans and changes as JSON, plans as iCalendar. Links kontaktforloeb::io.

#include <kontaktforloeb/assessment_json.hpp>
#include <kontaktforloeb/plan_messages.hpp>

#include <string>

namespace kontaktforloeb {

/// The document `kontaktforloeb/plan-1`: the plans of the report's courses; courses without one are left out.
///
/// Keys in a fixed order, two spaces, one final newline; the same report gives the same bytes.
[[nodiscard]] std::string plans_to_json(const Report& report, Language language = Language::en);

/// The proposed meetings as one iCalendar object (RFC 5545): an all-day event for each.
///
/// A meeting's UID hangs on the course's id, its conversations and which of several such it is, not on its
/// day: a plan made anew moves the event in a calendar. The opaque id is all that is said of the person. The
/// time stamp is the start of the day of planning in UTC, so that the same report gives the same bytes.
[[nodiscard]] std::string plans_to_ics(const Report& report, Language language = Language::en);

/// The document of what can be done about one plan, as it stands under a course in
/// `kontaktforloeb/assessment-1`.
[[nodiscard]] std::string to_json(const Repair& repair, Language language = Language::en);

} // namespace kontaktforloeb
