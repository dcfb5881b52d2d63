# cmake -D FOLDER=tests/vm -D CHECKS=program -D TAGS=... -D RESULTS=folder -D OUTPUT=file -P ...
#
# Writes for ctest one test for each check with those TAGS: what it says, record reads.
set(list ${OUTPUT}.list)
file(REMOVE ${list})
execute_process(COMMAND ${CHECKS} ${TAGS} --list-checks --report ${list}
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(STRINGS ${list} lines REGEX "^{")
set(tests "")
foreach(id another-kernel ${lines})
  if(id MATCHES "^{\"id\":\"([^\"]+)\"")
    set(id ${CMAKE_MATCH_1})
  endif()
  string(APPEND tests "add_test(vm.${id} ${FOLDER}/record ${RESULTS} ${id})\n"
    "set_tests_properties(vm.${id} PROPERTIES\n"
    "  LABELS vm FIXTURES_REQUIRED vm SKIP_RETURN_CODE 77 TIMEOUT 30)\n")
endforeach()
file(WRITE ${OUTPUT} "${tests}")
