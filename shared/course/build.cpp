// SPDX-License-Identifier: MIT
#include "course/build.hpp"

#include "course/places.hpp"
#include "course/subprocess.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cstdio>

namespace course {
namespace {

/// Ninja begins its lines with "[3/12]". Shown in place, and gone when the build is done.
void show_progress(const std::string& line, const Paint& paint) {
    if (!paint.is_on() || !line.starts_with("[")) return;
    fmt::print("\r\033[K{} {}", paint.faint("building"), line.substr(0, line.find(']') + 1));
    std::fflush(stdout);
}

}  // namespace

std::optional<BuildFailure> build(const std::vector<std::string>& targets, const Paint& paint) {
    const auto lock = sys::open(build_directory() / ".lock", O_RDWR | O_CREAT, 0666);
    sys::flock(lock, LOCK_EX);  // the launcher takes the same one
    Words words{"cmake", "--build", build_directory(), "--target"};
    words.insert(words.end(), targets.begin(), targets.end());
    std::vector<std::string> output;
    const int status = run(words, [&](const std::string& line) {
        show_progress(line, paint);
        output.push_back(line);
    });
    if (paint.is_on()) fmt::print("\r\033[K");
    if (status == 0) return std::nullopt;
    return failure_in(output);
}

}  // namespace course
