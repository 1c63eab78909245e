#include <kontaktforloeb/kontaktforloeb.hpp>

#include <iostream>

namespace kf = kontaktforloeb;

int main() {
  kf::CourseFacts facts{.id = "stranger", .registered = {2021, 9, 6}};
  facts.person = {.insurance = {{.status = kf::Insurance::full_time}}};
  facts.events = {{.type = kf::EventType::visited, .date = {2021, 9, 6}}};
  const auto assessment = kf::assess(kf::Course::checked(facts), {2022, 3, 1});
  std::cout << KONTAKTFORLOEB_VERSION << ' ' << kf::word(*assessment.verdict) << '\n';
}
