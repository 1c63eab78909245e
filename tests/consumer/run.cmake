# Configures, builds and runs one consumer from nothing; fails unless each of its programs prints what is expected and
# its own tests pass, if it has any.
cmake_minimum_required(VERSION 3.22)
get_filename_component(source "${CMAKE_CURRENT_LIST_DIR}/${NAME}" ABSOLUTE)
get_filename_component(project "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
file(REMOVE_RECURSE "${WORK_DIR}")
file(MAKE_DIRECTORY "${WORK_DIR}")

if(EXISTS "${source}/Makefile")
  # What the make that runs the tests was told is not for the stranger's.
  unset(ENV{MAKEFLAGS})
  set(ENV{PKG_CONFIG_PATH} "${PREFIX}/${LIBDIR}/pkgconfig")
  execute_process(COMMAND make -f "${source}/Makefile" "VPATH=${source}" "CXX=${CXX}" "CXXFLAGS=${CXXFLAGS}"
                  WORKING_DIRECTORY "${WORK_DIR}" COMMAND_ERROR_IS_FATAL ANY)
else()
  execute_process(COMMAND "${CMAKE_COMMAND}" -S "${source}" -B "${WORK_DIR}" -G "${GENERATOR}"
                          "-DCMAKE_CXX_COMPILER=${CXX}" "-DCMAKE_CXX_FLAGS=${CXXFLAGS}" -DCMAKE_BUILD_TYPE=${BUILD_TYPE}
                          "-DCMAKE_PREFIX_PATH=${PREFIX}" "-DKONTAKTFORLOEB_SOURCE_DIR=${project}"
                          "-DFETCHCONTENT_SOURCE_DIR_KONTAKTFORLOEB=${project}" --no-warn-unused-cli
                  COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND "${CMAKE_COMMAND}" --build "${WORK_DIR}" COMMAND_ERROR_IS_FATAL ANY)
endif()

foreach(program IN LISTS PROGRAMS)
  execute_process(COMMAND "${WORK_DIR}/${program}" OUTPUT_VARIABLE printed COMMAND_ERROR_IS_FATAL ANY)
  if(NOT printed MATCHES "${EXPECT_${program}}")
    message(FATAL_ERROR "${NAME}/${program} printed\n${printed}\nwhere this was expected: ${EXPECT_${program}}")
  endif()
endforeach()

if(EXISTS "${WORK_DIR}/CTestTestfile.cmake")
  execute_process(COMMAND "${CMAKE_CTEST_COMMAND}" --output-on-failure --no-tests=error
                  WORKING_DIRECTORY "${WORK_DIR}" COMMAND_ERROR_IS_FATAL ANY)
endif()
