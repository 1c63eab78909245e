#include "casters.hpp"
#include "module.hpp"

#include <kontaktforloeb/dfdg.hpp>

namespace kontaktforloeb::bindings {
namespace {

py::dict gap_to_python(const dfdg::Gap& gap) {
  py::dict why;
  why["da"] = text(gap.why.da);
  why["en"] = text(gap.why.en);
  py::dict given;
  given["id"] = text(gap.id);
  given["why"] = why;
  return given;
}

py::object gap_or_none(const dfdg::Gap* gap) {
  return gap != nullptr && !gap->id.empty() ? py::object(gap_to_python(*gap)) : py::object(py::none());
}

py::dict code_to_python(const dfdg::Code& code) {
  py::dict row;
  row["list"] = text(word(code.list));
  row["code"] = code.code;
  row["name"] = text(code.name);
  row["conversation"] = Convert<std::optional<Conversation>>::to(code.conversation);
  row["event"] = Convert<std::optional<EventType>>::to(code.event);
  row["first_day"] = Convert<Date>::to(code.days.from);
  row["last_day"] = Convert<Date>::to(code.days.to);
  row["written"] = code.written;
  row["gap"] = gap_or_none(&code.gap);
  row["basis"] = basis_as_dicts(code.basis);
  return row;
}

/// All tables, as Python's own values; `kontaktforloeb.dfdg` makes its rows of them.
py::dict tables() {
  py::list codes, gaps;
  for (const dfdg::Code& code : dfdg::codes) codes.append(code_to_python(code));
  for (const dfdg::Gap& gap : dfdg::all_gaps) gaps.append(gap_to_python(gap));
  py::dict events, fields;
  for (const dfdg::EventGap& known : dfdg::events_without_code)
    events[Convert<EventType>::to(known.event)] = gap_to_python(known.gap);
  for (const dfdg::FieldGap& known : dfdg::fields_without_code)
    fields[text(known.field)] = gap_to_python(known.gap);
  py::dict all;
  all["codes"] = codes;
  all["gaps"] = gaps;
  all["events_without_code"] = events;
  all["fields_without_code"] = fields;
  return all;
}

int need_code(const py::object& code) { return Convert<std::int32_t>::from(code, Where{"code"}); }

Conversation need_conversation(const py::object& conversation) {
  return Convert<Conversation>::from(conversation, Where{"conversation"});
}

std::vector<Conversation> need_conversations(const py::object& conversations) {
  auto list = Convert<std::vector<Conversation>>::from(conversations, Where{"conversations"});
  if (list.empty()) refuse_value(Where{"conversations"}, "a meeting has at least one conversation");
  return list;
}

EventType need_event(const py::object& event) { return Convert<EventType>::from(event, Where{"event"}); }

} // namespace

void add_dfdg(py::module_& module) {
  module.def("_dfdg_tables", tables);
  module.def("_dfdg_conversation_of", [](const py::object& code) {
    return Convert<std::optional<Conversation>>::to(dfdg::conversation_of(need_code(code)));
  });
  module.def("_dfdg_event_of", [](const py::object& code, const py::object& day) {
    return Convert<std::optional<EventType>>::to(dfdg::event_of(need_code(code), need_day(day)));
  });
  module.def("_dfdg_conversation_code", [](const py::object& conversation) {
    return Convert<std::optional<std::int32_t>>::to(dfdg::conversation_code(need_conversation(conversation)));
  });
  module.def("_dfdg_meeting_code", [](const py::object& conversations) {
    return Convert<std::optional<std::int32_t>>::to(dfdg::meeting_code(need_conversations(conversations)));
  });
  module.def("_dfdg_event_code", [](const py::object& event, const py::object& day) {
    return Convert<std::optional<std::int32_t>>::to(dfdg::event_code(need_event(event), need_day(day)));
  });
  module.def("_dfdg_conversation_gap", [](const py::object& conversation) {
    return gap_or_none(dfdg::conversation_gap(need_conversation(conversation)));
  });
  module.def("_dfdg_meeting_gap", [](const py::object& conversations) {
    return gap_or_none(dfdg::meeting_gap(need_conversations(conversations)));
  });
  module.def("_dfdg_event_gap", [](const py::object& event, const py::object& day) {
    return gap_or_none(dfdg::event_gap(need_event(event), need_day(day)));
  });
}

} // namespace kontaktforloeb::bindings
