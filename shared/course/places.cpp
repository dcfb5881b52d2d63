// SPDX-License-Identifier: MIT
#include "course/places.hpp"

#include "course/mistake.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace course {

const Path& source_directory() {
    static const Path path = WORKBOOK_SOURCE_DIRECTORY;
    return path;
}

const Path& build_directory() {
    static const Path path = WORKBOOK_BUILD_DIRECTORY;
    return path;
}

Path notes_directory() {
    auto path = build_directory() / "check";
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) throw Mistake{as_seen(path) + " cannot be made: " + error.message()};
    return path;
}

std::string as_seen(const Path& path) {
    const auto relative = path.lexically_relative(source_directory());
    return relative.empty() || relative.native().starts_with("..") ? path.native()
                                                                   : relative.native();
}

bool needs_sudo() {
    return ::geteuid() != 0 || std::getenv("SUDO_UID");
}

std::string text_of(const Path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

}  // namespace course
