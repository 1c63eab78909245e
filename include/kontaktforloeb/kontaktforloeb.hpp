#pragma once
/// @file
/// The core for single courses: the standard library and Boost headers are all it needs. Many courses as
/// columns have a door of their own, `cohort.hpp`.

#include <kontaktforloeb/admitted.hpp>
#include <kontaktforloeb/applicable.hpp>
#include <kontaktforloeb/assess.hpp>
#include <kontaktforloeb/basis.hpp>
#include <kontaktforloeb/capacity.hpp>
#include <kontaktforloeb/clock.hpp>
#include <kontaktforloeb/course.hpp>
#include <kontaktforloeb/course_clock.hpp>
#include <kontaktforloeb/course_rows.hpp>
#include <kontaktforloeb/date.hpp>
#include <kontaktforloeb/dfdg.hpp>
#include <kontaktforloeb/error.hpp>
#include <kontaktforloeb/fact_check.hpp>
#include <kontaktforloeb/facts.hpp>
#include <kontaktforloeb/finding.hpp>
#include <kontaktforloeb/hours.hpp>
#include <kontaktforloeb/messages.hpp>
#include <kontaktforloeb/places.hpp>
#include <kontaktforloeb/reading.hpp>
#include <kontaktforloeb/regimes/regimes.hpp>
#include <kontaktforloeb/rows.hpp>
#include <kontaktforloeb/rule.hpp>
#include <kontaktforloeb/terms.hpp>
#include <kontaktforloeb/version.hpp>
#include <kontaktforloeb/working_days.hpp>

/// The contact course (kontaktforløb) of Danish unemployment benefit as data, clocks and verdicts.
namespace kontaktforloeb {

/// All regimes of this version.
constexpr std::span<const Regime> regimes() { return current_law.regimes; }

} // namespace kontaktforloeb
