// SPDX-License-Identifier: MIT
#include "golden.hpp"
#include "support/fixture.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace golden {

std::filesystem::path folder() {
    return support::source_directory() / "tests/containerfile";
}

std::string read(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) throw std::runtime_error{"no " + file.native()};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string expected(const std::filesystem::path& file, const std::string& actual) {
    const char* mode = std::getenv("WORKBOOK_GOLDEN");
    if (mode != nullptr && std::string{mode} == "write")
        std::ofstream{file, std::ios::binary} << actual;
    return read(file);
}

}  // namespace golden
