#include "plan_oracle.hpp"

#include <kontaktforloeb/programme.hpp>

#include <algorithm>
#include <set>

namespace kontaktforloeb::plan_oracle {
namespace {

struct Candidate {
  Date day;
  std::vector<Conversation> conversations;
  Holder holder;
};

class Search {
public:
  Search(const Course& course, Date as_of, const AssessOptions& options, const WorkingDays& days,
         const Goal& goal)
      : course_(course), as_of_(as_of), options_(options), days_(days), goal_(goal) {
    options_.contested = false;
    options_.as_planned = false;
    before_ = assess(course, as_of, options_);
  }

  Answer run(std::size_t most) {
    list_candidates(most);
    Answer answer;
    for (std::size_t size = 0; size <= most && !answer.fewest; ++size)
      if (any(size, 0, course_.facts())) answer.fewest = size;
    answer.looked_at = looked_at_;
    return answer;
  }

private:
  [[nodiscard]] bool is_goal(const Finding& finding) const {
    return std::find(goal_.rules.begin(), goal_.rules.end(), finding.rule->id) != goal_.rules.end();
  }

  void list_candidates(std::size_t most) {
    std::set<Date> turns{as_of_ + 1};
    const auto turn = [&](Date day) {
      if (day.is_set() && day > as_of_ && day <= goal_.last) turns.insert(day);
    };
    for (const Finding& finding : before_.findings) {
      if (finding.requirement == nullptr) continue;
      turn(finding.not_before);
      if (finding.due.is_set()) turn(finding.due + 1);
    }
    for (Month month = Month{as_of_}; month <= Month{goal_.last}; month = month + 1) turn(month.first());
    for (const MeetingFacts& meeting : course_.facts().meetings) {
      turn(meeting.date);
      turn(meeting.date + 1);
    }
    const auto busy = [&](Date day) {
      return std::any_of(course_.facts().meetings.begin(), course_.facts().meetings.end(),
                         [&](const MeetingFacts& m) {
                           return m.date == day && m.status != MeetingStatus::cancelled &&
                                  m.status != MeetingStatus::no_show;
                         });
    };
    const auto suspended = [&](Date day) {
      const Regime& law = before_.base_regime != nullptr ? *before_.base_regime : *before_.regime;
      return std::any_of(law.form.rows.begin(), law.form.rows.end(),
                         [&](const FormRow& row) { return row.suspended && row.days.contains(day); });
    };
    std::vector<Date> days;
    for (auto from = turns.begin(); from != turns.end(); ++from) {
      const Date end = std::next(from) == turns.end() ? goal_.last : *std::next(from) - 1;
      std::size_t taken = 0;
      for (Date day = *from; day <= end && taken < std::max<std::size_t>(most, 1); day = day + 1)
        if (days_.contains(day) && !busy(day) && !suspended(day) &&
            !CourseView::any_contains(course_.view().deregistered, day)) {
          days.push_back(day);
          ++taken;
        }
    }
    std::set<std::pair<int, Holder>> kinds;
    std::set<std::pair<std::vector<Conversation>, Holder>> types;
    for (const Finding& finding : before_.findings) {
      if (finding.requirement == nullptr || !is_goal(finding)) continue;
      const Requirement& requirement = *finding.requirement;
      const Holder holder = requirement.holder == Party::a_kasse ? Holder::a_kasse : Holder::jobcenter;
      types.insert({{requirement.conversation}, holder});
      if (requirement.or_else) types.insert({{*requirement.or_else}, holder});
      if (before_.regime->merging)
        for (const Pair& pair : before_.regime->merging->pairs)
          if (pair[0] == requirement.conversation || pair[1] == requirement.conversation)
            types.insert({{pair[0], pair[1]}, holder});
    }
    for (const Date day : days)
      for (const auto& [conversations, holder] : types) candidates_.push_back({day, conversations, holder});
  }

  bool any(std::size_t size, std::size_t from, const CourseFacts& facts) {
    if (size == 0) return reached(facts);
    for (std::size_t i = from; i < candidates_.size(); ++i) {
      CourseFacts more = facts;
      MeetingFacts meeting;
      meeting.date = candidates_[i].day;
      meeting.conversations = candidates_[i].conversations;
      meeting.holder = candidates_[i].holder;
      more.meetings.push_back(meeting);
      std::size_t next = i + 1;
      while (next < candidates_.size() && candidates_[next].day == candidates_[i].day) ++next;
      if (any(size - 1, next, more)) return true;
    }
    return false;
  }

  static std::size_t breaches_in(const Assessment& assessment) {
    return static_cast<std::size_t>(
        std::count_if(assessment.findings.begin(), assessment.findings.end(),
                      [](const Finding& f) { return f.status == Status::breached; }));
  }

  bool reached(const CourseFacts& facts) {
    ++looked_at_;
    const Course course = Course::checked(facts);
    const Assessment& after = assess(course, as_of_, options_, buffer_);
    if (after.regime == nullptr) return false;
    std::size_t breaches = 0;
    for (std::size_t i = 0; i < after.findings.size(); ++i) {
      const Finding& finding = after.findings[i];
      if (finding.requirement == nullptr) {
        if (finding.status == Status::breached) ++breaches;
        continue;
      }
      const bool kept = finding.status == Status::met || finding.status == Status::planned ||
                        finding.status == Status::not_required;
      const Status was = before_.findings[i].status;
      if (!kept && (is_goal(finding) || was == Status::met || was == Status::planned)) return false;
    }
    return breaches <= breaches_in(before_);
  }

  const Course& course_;
  Date as_of_;
  AssessOptions options_;
  const WorkingDays& days_;
  const Goal& goal_;
  Assessment before_;
  std::vector<Candidate> candidates_;
  AssessmentBuffer buffer_;
  std::size_t looked_at_ = 0;
};

} // namespace

Answer fewest_meetings(const Course& course, Date as_of, const AssessOptions& options,
                       const WorkingDays& days, const Goal& goal, std::size_t most) {
  return Search{course, as_of, options, days, goal}.run(most);
}

} // namespace kontaktforloeb::plan_oracle
