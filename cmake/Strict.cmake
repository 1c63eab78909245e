# kontaktforloeb_strict(<target>...): our warnings, all of them errors, on our own targets and never on a consumer's.
function(kontaktforloeb_strict)
  if(NOT KONTAKTFORLOEB_STRICT OR NOT CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" OR MSVC)
    return()
  endif()
  foreach(target IN LISTS ARGN)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
                                             -Wold-style-cast -Wnon-virtual-dtor -Werror)
    # g++ 12 sees overlapping copies in plain string concatenation at -O3 (GCC bug 105651).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      target_compile_options(${target} PRIVATE -Wno-restrict)
    endif()
  endforeach()
endfunction()
