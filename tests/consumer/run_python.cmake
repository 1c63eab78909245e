# Runs a consumer written in Python with the interpreter of the virtual environment, in which the package is installed.
if(NOT EXISTS "${VENV}/bin/python")
  message(FATAL_ERROR "${VENV} is not there: run `make venv`")
endif()
execute_process(COMMAND "${VENV}/bin/python" -B -W error "${SCRIPT}" "${WORK_DIR}" "${PREFIX}" COMMAND_ERROR_IS_FATAL ANY)
