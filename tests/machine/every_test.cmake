# Run by ctest itself, before it hears of the first test: whatever test is defined from here on needs
# the fixture `machine`, whose first test writes down how the machine is, and whose last one fails if
# it is not so any more.
#
# ctest hears of a test by add_test, and then of its properties by set_tests_properties; there it
# adds a fixture to those that a test has.
function(set_tests_properties name)
  set(arguments "")
  math(EXPR last "${ARGC} - 1")
  foreach(at RANGE ${last})
    string(APPEND arguments " [====[${ARGV${at}}]====]")  # each as it was, with its semicolons
  endforeach()
  cmake_language(EVAL CODE "_set_tests_properties(${arguments})")
  if(NOT name MATCHES "^machine: (before|after)")
    _set_tests_properties("${name}" PROPERTIES FIXTURES_REQUIRED machine)
  endif()
endfunction()
