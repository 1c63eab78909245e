#pragma once
// Changes of a plan as JSON.

#include "json_parts.hpp"

#include <kontaktforloeb/plan_messages.hpp>

namespace kontaktforloeb::json {

/// Kinds of conversation by their words, in the law's order.
Json conversations_to_json(std::uint8_t conversations);

/// What can be done about a plan, as it stands under a course.
Json repair_to_json(const Repair& repair, Language language);

} // namespace kontaktforloeb::json
