# Boost's headers, whichever way Boost was installed: gives the target Boost::headers.
# Used by the build and, installed beside the package's configuration, by those who find the package.
if(NOT TARGET Boost::headers)
  # Without components: the header-only part is always there, and asking for more would ask for libraries.
  find_package(Boost CONFIG QUIET)
  if(NOT Boost_FOUND)
    # CMake's own module finds a Boost that came without a configuration file; newer CMake hides it behind a policy.
    cmake_policy(PUSH)
    if(POLICY CMP0167)
      cmake_policy(SET CMP0167 OLD)
    endif()
    find_package(Boost MODULE QUIET)
    cmake_policy(POP)
  endif()
  if(TARGET Boost::boost AND NOT TARGET Boost::headers)
    add_library(Boost::headers INTERFACE IMPORTED)
    target_link_libraries(Boost::headers INTERFACE Boost::boost)
  endif()
endif()
if(TARGET Boost::headers)
  set(BoostHeaders_TARGET Boost::headers)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(BoostHeaders REQUIRED_VARS BoostHeaders_TARGET)
