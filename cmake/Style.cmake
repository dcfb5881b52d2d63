# The target `tidy` and the test `format`: our own sources as .clang-tidy and .clang-format want
# them. Wrong solutions are wrong on purpose.

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
