#pragma once
/// @file
/// The fewest meetings that fill what is still to be held: an exact search over the open conversations.
///
/// A meeting may always be put on the last open day of the conversation that it is needed for first: then it
/// can only be of more use to the others. So the search takes the open conversations by their last days,
/// tries for each of them every kind of meeting that can fill it, and lets that meeting fill, in every other
/// group, the conversation whose last day is next. What is found is put on days, at most one meeting a day.

#include <kontaktforloeb/open_slots.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kontaktforloeb::detail {

/// A meeting to be added.
struct NewMeeting {
  std::uint8_t kinds = 0;        ///< Its conversations, bits `1 << Conversation`.
  Party holder = Party::a_kasse; ///< Who holds it.
  bool after_cv = false;         ///< Whether it may not come before the CV conversation.
  bool preferred = false;        ///< Whether its conversations are a pair that goes well together.
  std::uint8_t filled = 0;       ///< How many conversations it fills.
  std::array<std::uint16_t, 2 * group_count> fills = {}; ///< Their places among the open ones.
  Ordinals ordinals = {};                                ///< Which number it must have.
  Date first = {}, last = {};                            ///< The days on which it is of use.
  Date earliest = {}, latest = {}; ///< The same, the others before and after it taken into account.
  Date day = {};                   ///< The day on which it is put.

  /// Whether a kind of conversation is held in it.
  [[nodiscard]] bool has(Conversation conversation) const { return (kinds & bit(conversation)) != 0; }
};

/// Buffers of a search, kept so that later ones allocate nothing.
struct CoverBuffers {
  OpenSlots open;
  std::vector<std::uint8_t> filled;
  std::vector<NewMeeting> chosen, placed;
  std::vector<std::uint32_t> order;
  std::vector<Date> busy; ///< Days on which a meeting stands already, ascending.
};

/// What a search is asked for.
struct CoverQuestion {
  const Desk& desk;
  std::span<const MeetingRow> meetings; ///< The meetings that the open conversations were listed for.
  std::span<const Pair> preferred = {}; ///< Pairs of conversations that go well together.
  Date not_before = {};                 ///< First day for new meetings.
  std::size_t most = 1000;              ///< Most meetings that are of interest.
  bool any_will_do = false;             ///< Stops at the first set.
  bool thorough = false;                ///< Also try meetings that fill less than they could.
};

/// The search. `leaf` is called with each set of meetings that fills everything, no larger than the smallest
/// found before, put on days that are possible; it says whether the set will do.
template <class Leaf>
class Cover {
public:
  Cover(const CoverQuestion& question, CoverBuffers& buffers, Leaf leaf)
      : q_(question), open_(buffers.open), b_(buffers), leaf_(leaf) {
    merging_ = open_.regime->merging ? &*open_.regime->merging : nullptr;
  }

  /// Leaves open conversations out of the search.
  void ignore(std::span<const std::uint8_t> left_out) { left_out_ = left_out; }

  /// Runs the search; gives how many meetings the smallest set has, or nothing.
  std::optional<std::size_t> run() {
    b_.filled.assign(open_.slots.size(), 0);
    for (std::size_t i = 0; i < open_.slots.size(); ++i)
      if (!left_out_.empty() && left_out_[i] != 0) b_.filled[i] = 1;
    b_.chosen.clear();
    found_ = false;
    best_ = q_.most;
    stop_ = false;
    booked_number_ = {};
    cv_by_ = {};
    take_booked(0, 0);
    return found_ ? std::optional{best_} : std::nullopt;
  }

  /// The size of the smallest set that was found, its days left aside: no set is smaller.
  [[nodiscard]] std::size_t fewest_by_count() const { return fewest_by_count_; }
  /// Whether the search was given up before it had seen everything.
  [[nodiscard]] bool given_up() const { return looked_at_ >= most_looks; }

private:
  /// Beyond so many steps a search is given up: no course that a person can have comes near.
  static constexpr std::size_t most_looks = 2'000'000;

  /// Gives the booked conversations, by their days, what they fill. The next last day comes first; another
  /// one only where it begins later, for an earlier meeting might then fill the first, or needs a number.
  void take_booked(std::size_t at, unsigned done) {
    if (stop_) return;
    if (at == open_.booked.size()) return cover(0);
    const std::size_t booked = open_.booked.size();
    // The next kind of conversation of this meeting that fills something, group by group.
    for (std::size_t i = 0; i < open_.slots.size(); ++i) {
      if (b_.filled[i] != 0) continue;
      const unsigned kinds = open_.may_fill[i * booked + at];
      if (kinds == 0) continue;
      const auto group = static_cast<unsigned>(open_.slots[i].group);
      for (unsigned rest = kinds; rest != 0; rest &= rest - 1) {
        const unsigned kind = rest & (~rest + 1);
        const unsigned cell = cell_of(kind, group);
        if ((done >> cell & 1u) != 0) continue;
        // The first one, then those that begin later.
        Date begins;
        for (std::size_t j = i; j < open_.slots.size(); ++j) {
          const OpenSlot& slot = open_.slots[j];
          if (b_.filled[j] != 0 || static_cast<unsigned>(slot.group) != group ||
              (open_.may_fill[j * booked + at] & kind) == 0 ||
              (j != i && slot.first <= begins && slot.ordinals.last == 0))
            continue;
          begins = std::max(begins, slot.first);
          const Date cv_by = cv_by_;
          const Booked number = booked_number_;
          const Date day = q_.meetings[open_.booked[at]].date;
          if (slot.after_cv) cv_by_ = cv_by_.is_set() ? std::min(cv_by_, day) : day;
          if (slot.ordinals.last != 0) booked_number_ = {day, slot.ordinals};
          b_.filled[j] = 1;
          take_booked(at, done | 1u << cell);
          b_.filled[j] = 0;
          cv_by_ = cv_by;
          booked_number_ = number;
          if (stop_) return;
        }
        if (may_be_left(open_.slots[i], q_.meetings[open_.booked[at]].date))
          take_booked(at, done | 1u << cell);
        return;
      }
    }
    take_booked(at + 1, 0);
  }

  /// Whether a new meeting may fill what one booked on a day could: where one of the group needs a number, or
  /// a CV conversation to come bars the booked one.
  [[nodiscard]] bool may_be_left(const OpenSlot& slot, Date day) const {
    if (slot.after_cv && open_.cv_day > day) return true;
    for (std::size_t i = 0; i < open_.slots.size(); ++i) {
      const OpenSlot& other = open_.slots[i];
      if (b_.filled[i] == 0 && ((other.group == slot.group && other.ordinals.last != 0) ||
                                (slot.after_cv && other.group == Group::cv)))
        return true;
    }
    return false;
  }

  static unsigned cell_of(unsigned kind, unsigned group) {
    return static_cast<unsigned>(std::countr_zero(kind)) * static_cast<unsigned>(group_count) + group;
  }

  /// At least so many meetings are needed for what is not filled from a place on.
  [[nodiscard]] std::size_t at_least(std::size_t from) const {
    FewestByCount fewest;
    for (std::size_t i = from; i < open_.slots.size(); ++i)
      if (b_.filled[i] == 0) fewest.add(open_.slots[i]);
    return fewest.meetings(open_);
  }

  void cover(std::size_t from) {
    if (stop_ || ++looked_at_ >= most_looks) {
      stop_ = true;
      return;
    }
    while (from < open_.slots.size() && b_.filled[from] != 0) ++from;
    if (from == open_.slots.size()) return finish();
    if (b_.chosen.size() + at_least(from) > best_) return;
    const OpenSlot& slot = open_.slots[from];
    if (!slot.first.is_set()) return;
    // Pairs first: they leave less to be done.
    if (!slot.following && merging_ != nullptr)
      for (const Pair& pair : merging_->pairs) {
        const unsigned kinds = bit(pair[0]) | bit(pair[1]);
        if ((slot.accepts & kinds) != 0) try_kinds(from, kinds);
      }
    for (unsigned rest = slot.accepts; rest != 0; rest &= rest - 1) try_kinds(from, rest & (~rest + 1));
  }

  /// Adds a meeting of these kinds for an open conversation.
  void try_kinds(std::size_t from, unsigned kinds) {
    if (stop_) return;
    const OpenSlot& slot = open_.slots[from];
    for (unsigned rest = slot.accepts & kinds; rest != 0; rest &= rest - 1) {
      const unsigned kind = rest & (~rest + 1);
      NewMeeting meeting;
      meeting.kinds = static_cast<std::uint8_t>(kinds);
      meeting.holder = slot.holder;
      meeting.first = slot.first;
      meeting.last = slot.last;
      take(meeting, from);
      fill_cells(meeting, from, 1u << cell_of(kind, static_cast<unsigned>(slot.group)), kinds & ~kind);
      b_.filled[from] = 0;
    }
  }

  void take(NewMeeting& meeting, std::size_t i) {
    const OpenSlot& slot = open_.slots[i];
    b_.filled[i] = 1;
    meeting.fills[meeting.filled++] = static_cast<std::uint16_t>(i);
    meeting.after_cv = meeting.after_cv || slot.after_cv;
    if (slot.ordinals.last != 0) meeting.ordinals = slot.ordinals;
    meeting.first = std::max(meeting.first, slot.first);
    meeting.last = std::min(meeting.last, slot.last);
  }

  /// Lets a meeting fill what it can in its other groups, then goes on.
  void fill_cells(const NewMeeting& meeting, std::size_t from, unsigned done, unsigned unused) {
    for (std::size_t i = from + 1; i < open_.slots.size(); ++i) {
      const OpenSlot& slot = open_.slots[i];
      if (b_.filled[i] != 0 || slot.holder != meeting.holder || slot.first > meeting.last ||
          slot.last < meeting.first || !slot.first.is_set() ||
          (slot.following && (meeting.kinds & (meeting.kinds - 1)) != 0))
        continue;
      for (unsigned rest = slot.accepts & meeting.kinds; rest != 0; rest &= rest - 1) {
        const unsigned kind = rest & (~rest + 1);
        const unsigned cell = cell_of(kind, static_cast<unsigned>(slot.group));
        if ((done >> cell & 1u) != 0) continue;
        NewMeeting more = meeting;
        take(more, i);
        fill_cells(more, from, done | 1u << cell, unused & ~kind);
        b_.filled[i] = 0;
        // The next last day comes first. What fills less is tried only where that is not enough.
        if (!q_.thorough || stop_) return;
      }
    }
    // A kind that fills nothing has no place in a meeting.
    if (unused != 0) return;
    b_.chosen.push_back(meeting);
    NewMeeting& added = b_.chosen.back();
    for (const Pair& pair : q_.preferred)
      added.preferred = added.preferred || added.kinds == (bit(pair[0]) | bit(pair[1]));
    cover(from + 1);
    b_.chosen.pop_back();
  }

  void finish() {
    if (b_.chosen.size() > best_) return;
    fewest_by_count_ = std::min(fewest_by_count_, b_.chosen.size());
    if (!arrange()) return;
    best_ = b_.chosen.size();
    found_ = true;
    stop_ = q_.any_will_do;
  }

  /// A booked meeting that needs its number: its day, and the numbers that it may have.
  struct Booked {
    Date day = {};
    Ordinals ordinals = {};
  };

  /// Puts the chosen meetings in an order in which each has a day, and which will do; false: there is none.
  [[nodiscard]] bool arrange() {
    b_.placed.assign(b_.chosen.begin(), b_.chosen.end());
    std::span<NewMeeting> all{b_.placed};
    for (NewMeeting& meeting : all) meeting.first = std::max(meeting.first, q_.not_before);
    NewMeeting* cv = new_cv();
    if (cv != nullptr && cv_by_.is_set()) cv->last = std::min(cv->last, cv_by_);
    if (cv == nullptr && cv_by_.is_set() && open_.cv_day.is_set() && open_.cv_day > cv_by_) return false;
    if (cv == nullptr && open_.cv_day.is_set())
      for (NewMeeting& meeting : all)
        if (meeting.after_cv) meeting.first = std::max(meeting.first, open_.cv_day);
    put_cv_first();
    NewMeeting* numbered = nullptr;
    for (NewMeeting& meeting : all)
      if (meeting.ordinals.last != 0) numbered = &meeting;
    if (numbered == nullptr && booked_number_.ordinals.last == 0) return will_do();
    return numbered != nullptr ? arrange_new_number(static_cast<std::size_t>(numbered - all.data()))
                               : arrange_booked_number();
  }
  /// The new CV conversation, or null.
  [[nodiscard]] NewMeeting* new_cv() {
    NewMeeting* cv = nullptr;
    for (NewMeeting& meeting : b_.placed)
      if (meeting.has(Conversation::cv_samtale)) cv = &meeting;
    return cv;
  }
  /// What comes after the CV conversation comes after a new one.
  void put_cv_first() {
    NewMeeting* cv = new_cv();
    if (cv == nullptr) return;
    for (NewMeeting& meeting : b_.placed) {
      if (!meeting.after_cv || &meeting == cv) continue;
      meeting.first = std::max(meeting.first, cv->first + 1);
      cv->last = std::min(cv->last, meeting.last - 1);
    }
  }
  /// Whether there are days for this order, and the caller agrees.
  [[nodiscard]] bool will_do() { return schedule() && leaf_(std::span{b_.placed}); }

  [[nodiscard]] bool is_numbered(const NewMeeting& meeting) const {
    return detail::is_numbered(meeting.kinds, meeting.holder, open_.every_number);
  }

  /// A new meeting needs a number: tries every place between the booked ones, and every number of new ones
  /// before it.
  [[nodiscard]] bool arrange_new_number(std::size_t at) {
    const std::vector<NewMeeting> before{b_.placed};
    const NewMeeting& meeting = before[at];
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < before.size(); ++i)
      if (i != at && is_numbered(before[i])) others.push_back(i);
    const std::vector<Date> limits = days_of_rivals(meeting);
    // Those that are due first come before it, or those that would leave it what is due before its own.
    for (const bool rivals_first : {false, true}) {
      const auto comes_later = [&](std::size_t i) { return rivals_first && !is_rival(before[i], meeting); };
      std::sort(others.begin(), others.end(), [&](std::size_t a, std::size_t b) {
        return comes_later(a) != comes_later(b) ? comes_later(b) : before[a].last < before[b].last;
      });
      for (std::size_t unnumbered = 0; unnumbered <= most_unnumbered(others.size()); ++unnumbered)
        for (std::int32_t number = meeting.ordinals.last;
             number >= std::max<std::int32_t>(meeting.ordinals.first, 1); --number)
          for (std::size_t booked = 0; booked <= open_.numbered.size(); ++booked) {
            const std::int32_t earlier = number - 1 - open_.held_numbered - static_cast<std::int32_t>(booked);
            if (earlier < 0 || unnumbered + static_cast<std::size_t>(earlier) > others.size()) continue;
            for (const Date limit : limits) {
              b_.placed = before;
              put_in_order(at, others, {unnumbered, static_cast<std::size_t>(earlier), booked, limit});
              if (will_do()) return true;
            }
          }
    }
    return false;
  }
  /// Where a meeting that needs its number stands among the others.
  struct NumberPlace {
    std::size_t unnumbered; ///< So many come before the first day on which meetings are numbered.
    std::size_t earlier;    ///< So many of the rest come before it, the others after it.
    std::size_t booked;     ///< So many booked ones come before it.
    Date limit;             ///< It is held before this day.
  };
  void put_in_order(std::size_t at, std::span<const std::size_t> others, const NumberPlace& place) {
    put_before_numbers(others.first(place.unnumbered));
    others = others.subspan(place.unnumbered);
    put_among_numbers(others);
    const auto first = others.first(place.earlier), rest = others.subspan(place.earlier);
    NewMeeting& it = b_.placed[at];
    it.first = std::max(it.first, open_.numbered_from);
    if (place.booked > 0) it.first = std::max(it.first, open_.numbered[place.booked - 1] + 1);
    if (place.booked < open_.numbered.size()) it.last = std::min(it.last, open_.numbered[place.booked] - 1);
    it.last = std::min(it.last, place.limit - 1);
    for (const std::size_t i : first) it.first = std::max(it.first, b_.placed[i].first + 1);
    for (const std::size_t i : rest) it.last = std::min(it.last, b_.placed[i].last - 1);
    for (const std::size_t i : first) b_.placed[i].last = std::min(b_.placed[i].last, it.last - 1);
    for (const std::size_t i : rest) b_.placed[i].first = std::max(b_.placed[i].first, it.first + 1);
    put_cv_first();
  }
  /// How many of so many meetings may be put where they get no number.
  [[nodiscard]] std::size_t most_unnumbered(std::size_t count) const {
    return open_.numbered_from > q_.not_before ? count : 0;
  }
  void put_before_numbers(std::span<const std::size_t> meetings) {
    for (const std::size_t i : meetings)
      b_.placed[i].last = std::min(b_.placed[i].last, open_.numbered_from - 1);
  }
  void put_among_numbers(std::span<const std::size_t> meetings) {
    for (const std::size_t i : meetings)
      b_.placed[i].first = std::max(b_.placed[i].first, open_.numbered_from);
  }
  /// Whether a meeting fills what another one, which needs its number, would have to fill before its own.
  [[nodiscard]] bool is_rival(const NewMeeting& meeting, const NewMeeting& other) const {
    for (std::size_t i = 0; i < meeting.filled; ++i)
      for (std::size_t j = 0; j < other.filled; ++j) {
        const OpenSlot& one = open_.slots[meeting.fills[i]];
        const OpenSlot& numbered = open_.slots[other.fills[j]];
        if (numbered.ordinals.last != 0 && one.group == numbered.group && one.last < numbered.last)
          return true;
      }
    return false;
  }
  /// From these days on another conversation of its group may take a meeting that needs its number, and leave
  /// it none: it has to be held before them. The first is none.
  [[nodiscard]] std::vector<Date> days_of_rivals(const NewMeeting& meeting) const {
    std::vector<Date> days{end_of_time};
    for (std::size_t i = 0; i < meeting.filled; ++i) {
      const OpenSlot& own = open_.slots[meeting.fills[i]];
      if (own.ordinals.last == 0) continue;
      for (const OpenSlot& other : open_.slots)
        if (other.group == own.group && other.first > own.first) days.push_back(other.first);
    }
    return days;
  }

  /// A booked meeting needs its number: only so many new ones may come before it.
  [[nodiscard]] bool arrange_booked_number() {
    std::int32_t number = open_.held_numbered + 1;
    for (const Date day : open_.numbered) number += day < booked_number_.day ? 1 : 0;
    const std::vector<NewMeeting> before{b_.placed};
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < before.size(); ++i)
      if (is_numbered(before[i])) others.push_back(i);
    std::sort(others.begin(), others.end(),
              [&](std::size_t a, std::size_t b) { return before[a].last < before[b].last; });
    for (std::size_t unnumbered = 0; unnumbered <= most_unnumbered(others.size()); ++unnumbered) {
      const std::span<const std::size_t> all = std::span{others}.subspan(unnumbered);
      for (std::size_t earlier = 0; earlier <= all.size(); ++earlier) {
        const std::int32_t then = number + static_cast<std::int32_t>(earlier);
        if (then < booked_number_.ordinals.first || then > booked_number_.ordinals.last) continue;
        b_.placed = before;
        put_before_numbers(std::span{others}.first(unnumbered));
        put_among_numbers(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
          NewMeeting& other = b_.placed[all[i]];
          if (i < earlier)
            other.last = std::min(other.last, booked_number_.day - 1);
          else
            other.first = std::max(other.first, booked_number_.day + 1);
        }
        put_cv_first();
        if (will_do()) return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool is_free(Date day) const {
    return q_.desk.is_open(day) && !std::binary_search(b_.busy.begin(), b_.busy.end(), day);
  }

  /// Finds for each meeting its earliest and its latest day, at most one a day; false: there are too few
  /// days.
  [[nodiscard]] bool schedule() {
    std::vector<NewMeeting>& all = b_.placed;
    const std::size_t count = all.size();
    // By last day; of equal ones joint conversations last, which are meant for the end.
    const auto before = [](const NewMeeting& a, const NewMeeting& b) {
      if (a.last != b.last) return a.last < b.last;
      const bool joint = a.has(Conversation::faellessamtale);
      return joint != b.has(Conversation::faellessamtale) ? !joint : a.first < b.first;
    };
    for (std::size_t i = 1; i < count; ++i)
      for (std::size_t j = i; j > 0 && before(all[j], all[j - 1]); --j) std::swap(all[j], all[j - 1]);
    if (in_this_order()) return true;
    // Days are short: the next last day among those that can begin.
    std::vector<std::uint32_t>& order = b_.order;
    order.clear();
    std::vector<std::uint8_t> done(count, 0);
    Date day;
    for (std::size_t n = 0; n < count; ++n) {
      Date begins;
      for (std::size_t i = 0; i < count; ++i)
        if (done[i] == 0 && (!begins.is_set() || all[i].first < begins)) begins = all[i].first;
      day = std::max(day + 1, begins);
      while (!is_free(day)) {
        day = day + 1;
        if (day > all.back().last) return false;
      }
      std::size_t next = count;
      for (std::size_t i = 0; i < count && next == count; ++i)
        if (done[i] == 0 && all[i].first <= day) next = i;
      if (all[next].last < day) return false;
      done[next] = 1;
      order.push_back(static_cast<std::uint32_t>(next));
    }
    std::vector<NewMeeting> sorted;
    for (const std::uint32_t i : order) sorted.push_back(all[i]);
    all = sorted;
    return in_this_order();
  }

  [[nodiscard]] bool in_this_order() {
    std::vector<NewMeeting>& all = b_.placed;
    Date day;
    for (NewMeeting& meeting : all) {
      day = std::max(day + 1, meeting.first);
      while (day <= meeting.last && !is_free(day)) day = day + 1;
      if (day > meeting.last) return false;
      meeting.earliest = meeting.day = day;
    }
    for (std::size_t i = all.size(); i-- > 0;) {
      day = i + 1 == all.size() ? all[i].last : std::min(all[i].last, day - 1);
      while (!is_free(day)) day = day - 1;
      all[i].latest = day;
    }
    return true;
  }

  const CoverQuestion q_;
  const OpenSlots& open_;
  CoverBuffers& b_;
  Leaf leaf_;
  std::span<const std::uint8_t> left_out_;
  std::size_t best_ = 0, looked_at_ = 0, fewest_by_count_ = static_cast<std::size_t>(-1);
  bool found_ = false, stop_ = false;
  const Merging* merging_ = nullptr; ///< What may be merged; null: no rule allows it.
  Booked booked_number_;
  Date cv_by_;
};

} // namespace kontaktforloeb::detail
