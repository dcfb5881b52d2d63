// SPDX-License-Identifier: MIT
// Writes the isolation matrix, as expected.txt says it is: hidden "tests", which the build asks for
// by their tags. No attack is made; that expected.txt is true, matrix_test.cpp says.
#include "picture.hpp"

#include "support/catch.hpp"
#include "support/fixture.hpp"

#include <filesystem>

using namespace matrix;

namespace {

Picture picture() {
    // A contradiction is for the tests to explain; a picture of it helps nobody.
    REQUIRE(contradictions(expectations(), all_attacks(), columns()) == "");
    return {all_attacks(), columns(), expectations()};
}

}  // namespace

TEST_CASE("matrix: write docs/matrix.md", "[.][page]") {
    support::write_file(support::source_directory() / "docs/matrix.md", as_markdown(picture()));
}

TEST_CASE("matrix: write build/docs/matrix.svg", "[.][picture]") {
    const auto file = support::build_directory() / "docs/matrix.svg";
    std::filesystem::create_directories(file.parent_path());
    support::write_file(file, as_svg(picture()));
}
