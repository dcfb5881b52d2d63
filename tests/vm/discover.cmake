# cmake -D FOLDER=tests/vm -D CHECKS=program -D TAGS=... -D LIST=option -D RESULTS=folder
#       -D OUTPUT=file -P discover.cmake
#
# Writes for ctest one test for each check with those TAGS: what it says, record reads.
string(REPLACE " " ";" LIST "${LIST}")
execute_process(COMMAND ${CHECKS} ${TAGS} ${LIST}
  OUTPUT_VARIABLE names OUTPUT_STRIP_TRAILING_WHITESPACE)  # its status may be how many there are
if(names STREQUAL "")
  message(FATAL_ERROR "${CHECKS} has no checks with ${TAGS}")
endif()
string(REPLACE "\n" ";" names "${names}")
set(tests "")
foreach(name IN LISTS names)
  string(APPEND tests "add_test([=[vm: ${name}]=] ${FOLDER}/record ${RESULTS} [=[${name}]=])\n"
    "set_tests_properties([=[vm: ${name}]=] PROPERTIES\n"
    "  LABELS vm FIXTURES_REQUIRED vm SKIP_RETURN_CODE 77 TIMEOUT 30)\n")
endforeach()
file(WRITE ${OUTPUT} "${tests}")
