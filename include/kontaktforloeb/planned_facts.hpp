#pragma once
/// @file
/// The facts of a course as a plan or a set of changes would have them.

#include <kontaktforloeb/facts.hpp>
#include <kontaktforloeb/planning.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace kontaktforloeb {

namespace detail {

/// Kinds of conversation as a list, in the law's order.
inline std::vector<Conversation> conversations_of(unsigned bits) {
  std::vector<Conversation> list;
  for (unsigned rest = bits; rest != 0; rest &= rest - 1)
    list.push_back(static_cast<Conversation>(std::countr_zero(rest)));
  return list;
}

inline MeetingFacts booked(Date day, std::uint8_t conversations, Party holder, Form form) {
  MeetingFacts meeting;
  meeting.date = day;
  meeting.conversations = conversations_of(conversations);
  meeting.holder = holder == Party::a_kasse ? Holder::a_kasse : Holder::jobcenter;
  meeting.form = form;
  return meeting;
}

/// Changes meetings, one change after the other; places are those of the course before all of them.
class Editor {
public:
  explicit Editor(const std::vector<MeetingFacts>& meetings) : old_(meetings.begin(), meetings.end()) {}

  void apply(const Edit& edit) {
    if (edit.op == EditOp::add) {
      added_.push_back(booked(edit.date, edit.conversations, edit.holder, edit.form));
      return;
    }
    MeetingFacts& meeting = *old_[edit.meeting];
    switch (edit.op) {
    case EditOp::add:
      break;
    case EditOp::move:
      put_on(meeting, edit.date);
      break;
    case EditOp::split:
      added_.push_back(split(meeting, edit));
      break;
    case EditOp::merge:
      merge(meeting, *old_[edit.into]);
      old_[edit.meeting].reset();
      break;
    case EditOp::change:
      change(meeting, edit);
      break;
    }
  }

  [[nodiscard]] std::vector<MeetingFacts> done() {
    std::vector<MeetingFacts> meetings;
    for (std::optional<MeetingFacts>& meeting : old_)
      if (meeting) meetings.push_back(*std::move(meeting));
    meetings.insert(meetings.end(), added_.begin(), added_.end());
    return meetings;
  }

private:
  [[nodiscard]] static bool is_group(const MeetingFacts& meeting) {
    return std::find(meeting.conversations.begin(), meeting.conversations.end(),
                     Conversation::gruppesamtale) != meeting.conversations.end();
  }

  /// Leaves out what only a group conversation has, if a meeting is none.
  static void keep_to_kinds(MeetingFacts& meeting) {
    if (is_group(meeting)) return;
    meeting.track.reset();
    meeting.themes.clear();
  }

  /// Puts a meeting on another day; a summons for a later day was for the old one.
  static void put_on(MeetingFacts& meeting, Date day) {
    meeting.date = day;
    if (meeting.summoned > day) meeting.summoned = {};
  }

  static MeetingFacts split(MeetingFacts& meeting, const Edit& edit) {
    unsigned all = 0;
    for (const Conversation kind : meeting.conversations) all |= 1u << static_cast<unsigned>(kind);
    MeetingFacts own = meeting;
    own.id.clear();
    own.conversations = conversations_of(edit.conversations);
    put_on(own, edit.date);
    meeting.conversations = conversations_of(all & ~unsigned{edit.conversations});
    keep_to_kinds(own);
    keep_to_kinds(meeting);
    return own;
  }

  static void merge(const MeetingFacts& meeting, MeetingFacts& into) {
    into.conversations.insert(into.conversations.end(), meeting.conversations.begin(),
                              meeting.conversations.end());
    if (!is_group(meeting)) return;
    into.track = meeting.track;
    into.themes = meeting.themes;
  }

  static void change(MeetingFacts& meeting, const Edit& edit) {
    switch (edit.field) {
    case EditField::holder:
      meeting.holder = edit.holder == Party::a_kasse ? Holder::a_kasse : Holder::jobcenter;
      meeting.on_behalf_of.reset();
      break;
    case EditField::form:
      meeting.form = edit.form;
      break;
    case EditField::absent:
      meeting.absent.clear();
      break;
    }
  }

  std::vector<std::optional<MeetingFacts>> old_;
  std::vector<MeetingFacts> added_;
};

} // namespace detail

/// The facts with a plan's proposed meetings booked after the others, and without those given up.
inline CourseFacts completed(CourseFacts facts, const Plan& plan) {
  std::vector<MeetingFacts> meetings;
  for (std::uint32_t i = 0; i < facts.meetings.size(); ++i)
    if (!std::binary_search(plan.given_up.begin(), plan.given_up.end(), i))
      meetings.push_back(std::move(facts.meetings[i]));
  for (const ProposedMeeting& proposed : plan.proposed)
    meetings.push_back(detail::booked(proposed.date, proposed.conversations, proposed.holder, proposed.form));
  facts.meetings = std::move(meetings);
  return facts;
}

/// The facts with a set of changes made. A meeting merged into another one is left out, an added or split one
/// stands after the others; a summons later than a meeting's new day is left out too.
inline CourseFacts repaired(CourseFacts facts, const Remedy& remedy) {
  detail::Editor editor{facts.meetings};
  for (const Edit& edit : remedy.edits) editor.apply(edit);
  facts.meetings = editor.done();
  return facts;
}

} // namespace kontaktforloeb
