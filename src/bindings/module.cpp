// The compiled part of the package: a table of contents.
#include "module.hpp"

#include <kontaktforloeb/version.hpp>

PYBIND11_MODULE(_core, module) {
  namespace bindings = kontaktforloeb::bindings;
  pybind11::options options;
  options.disable_function_signatures(); // the stub has them, in Python's own words
  module.doc() = "The compiled engine: facts, courses, assessing, clocks.";
  module.attr("__version__") = KONTAKTFORLOEB_VERSION;
  module.attr("law_revision") =
      pybind11::str(kontaktforloeb::current_law.revision.data(), kontaktforloeb::current_law.revision.size());
  module.attr("law_digest") =
      pybind11::str(kontaktforloeb::law_digest().data(), kontaktforloeb::law_digest().size());
  bindings::add_values(module);
  bindings::add_course(module);
  bindings::add_assessment(module);
  bindings::add_cohort(module);
  bindings::add_law(module);
  bindings::add_dfdg(module);
  bindings::add_capacity(module);
  bindings::add_working_days(module);
  bindings::add_planning(module);
}
