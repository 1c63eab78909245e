#include "repair_json.hpp"

#include <bit>
#include <utility>

namespace kontaktforloeb::json {
namespace {

/// What is new about a meeting.
Json target_of(const Edit& edit) {
  switch (edit.op) {
  case EditOp::add:
    return {{"date", edit.date.iso()},
            {"conversations", conversations_to_json(edit.conversations)},
            {"holder", word(edit.holder)},
            {"form", word(edit.form)}};
  case EditOp::move:
    return {{"date", edit.date.iso()}};
  case EditOp::split:
    return {{"date", edit.date.iso()}, {"conversations", conversations_to_json(edit.conversations)}};
  case EditOp::merge:
    return {{"meeting", edit.into}, {"date", edit.date.iso()}};
  case EditOp::change:
    break;
  }
  switch (edit.field) {
  case EditField::holder:
    return {{"holder", word(edit.holder)}};
  case EditField::form:
    return {{"form", word(edit.form)}};
  case EditField::absent:
    break;
  }
  return {{"absent", Json::array()}};
}

Json edits_to_json(const Remedy& remedy, Language language) {
  Json edits = Json::array();
  for (const Edit& edit : remedy.edits)
    edits.push_back({{"op", word(edit.op)},
                     {"meeting", edit.op == EditOp::add ? Json(nullptr) : Json(edit.meeting)},
                     {"to", target_of(edit)},
                     {"text", message(edit, language)}});
  return edits;
}

} // namespace

Json conversations_to_json(std::uint8_t conversations) {
  Json list = Json::array();
  for (unsigned rest = conversations; rest != 0; rest &= rest - 1)
    list.push_back(word(static_cast<Conversation>(std::countr_zero(rest))));
  return list;
}

Json repair_to_json(const Repair& repair, Language language) {
  Json alternatives = Json::array(), beyond = Json::array(), still = Json::array();
  for (std::size_t i = 1; i < repair.remedies.size(); ++i)
    alternatives.push_back(edits_to_json(repair.remedies[i], language));
  for (const Rule* rule : repair.beyond_repair) beyond.push_back(rule->id);
  for (const Rule* rule : repair.late_still)
    still.push_back({{"rule", rule->id}, {"text", late_still_message(*rule, language)}});
  return {
      {"possible", repair.possible},
      {"size", repair.size()},
      {"edits", repair.remedies.empty() ? Json::array() : edits_to_json(repair.remedies.front(), language)},
      {"alternatives", std::move(alternatives)},
      {"beyond_repair", std::move(beyond)},
      {"still", std::move(still)},
      {"proof",
       {{"proven", repair.proven},
        {"at_least", repair.at_least},
        {"smaller_sets_tried", repair.smaller_tried}}}};
}

} // namespace kontaktforloeb::json
