# Makes calls that must be refused when CMake runs, each with its sentence.
cmake_minimum_required(VERSION 3.22)
file(REMOVE_RECURSE "${WORK_DIR}")
file(MAKE_DIRECTORY "${WORK_DIR}")
file(COPY "${CMAKE_CURRENT_LIST_DIR}/CMakeLists.txt" "${CMAKE_CURRENT_LIST_DIR}/../add_check/plans"
     DESTINATION "${WORK_DIR}/source")

function(refused call sentence)
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -S "${WORK_DIR}/source" -B "${WORK_DIR}/build" "-DMODULE=${MODULE}" "-DCALL=${call}"
    RESULT_VARIABLE result ERROR_VARIABLE said OUTPUT_QUIET)
  # CMake breaks lines as it likes.
  string(REGEX REPLACE "[ \n]+" " " said "${said}")
  string(FIND "${said}" "${sentence}" at)
  if(result EQUAL 0 OR at EQUAL -1)
    message(SEND_ERROR "kontaktforloeb_add_check(${call}) said\n${said}\nwhere this was expected: ${sentence}")
  endif()
endfunction()

refused("" "kontaktforloeb_add_check(NAME ): NAME is missing")
refused("NAME a" "kontaktforloeb_add_check(NAME a): COURSES is missing")
refused("NAME a COURSES" "kontaktforloeb_add_check(NAME a): nothing is said after: COURSES")
refused("NAME COURSES plans" "nothing is said after: NAME")
refused("NAME a AS_OFF 2021-12-31 COURSES plans" "unknown arguments: AS_OFF")
refused("NAME a COURSES plan" "source/plan does not exist")
refused("NAME a COURSES plans/*.yml" "no file matches")
refused("NAME a COURSES plans/kept.yaml plans/gone.yaml" "plans/gone.yaml does not exist")
refused("NAME a COURSES plans AS_OF 2021-9-6" "AS_OF 2021-9-6 is not written YYYY-MM-DD")
refused("NAME a COURSES plans AS_OF 2021-09-06 AS_PLANNED" "give either AS_OF or AS_PLANNED")
refused("NAME a COURSES plans FAIL_ON errors" "FAIL_ON errors is not one of error, warning, note, never")
refused("NAME a COURSES plans LANG sv" "LANG sv is not one of en, da")
refused("NAME a COURSES plans READINGS handover_test" "the reading handover_test is not key=value")
refused("NAME a COURSES plans BASELINE gone.json" "source/gone.json does not exist")
# Nothing is wrong with this one, except that there is no command.
refused("NAME a COURSES plans AS_PLANNED READINGS a=b" "there is no target kontaktforloeb::command")
