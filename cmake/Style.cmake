# The target `tidy` and the test `format`: our own sources as .clang-tidy and .clang-format want
# them. Wrong solutions are wrong on purpose. And the test `names`, of those that CMake is to see.

find_program(RUN_CLANG_TIDY NAMES run-clang-tidy DOC "As in Debian's package clang-tidy")
if(RUN_CLANG_TIDY)
  # Minutes, so it is not among the tests.
  add_custom_target(tidy
    COMMAND ${RUN_CLANG_TIDY} -quiet -p ${CMAKE_BINARY_DIR}
      "${CMAKE_SOURCE_DIR}/(shared|chapters|solutions|rootfs|tests/(support|chapters|matrix))/"
    COMMENT "Running clang-tidy" USES_TERMINAL VERBATIM)
endif()

add_test(NAME format COMMAND ${CMAKE_SOURCE_DIR}/cmake/format.sh)
set_tests_properties(format PROPERTIES SKIP_RETURN_CODE 77)

add_test(NAME names COMMAND ${CMAKE_SOURCE_DIR}/cmake/names.sh)
set(wrong ${CMAKE_BINARY_DIR}/tests/wrong-names)
file(WRITE ${wrong}/one_test.cpp "TEST_CASE(\"good\") {\n    one();\n}\n")
file(WRITE ${wrong}/two_test.cpp "TEST_CASE(\"one\",\n          \"[or; two]\") {\n}\n")
add_test(NAME "names: a wrong one is found" COMMAND ${CMAKE_SOURCE_DIR}/cmake/names.sh ${wrong})
set_tests_properties("names: a wrong one is found" PROPERTIES
  PASS_REGULAR_EXPRESSION "^./two_test.cpp:2: a semicolon in [^\n]*\n$")
