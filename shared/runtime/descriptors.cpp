// SPDX-License-Identifier: MIT
#include "runtime/descriptors.hpp"

#include "sys/error.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

namespace runtime {
namespace {

constexpr int first = STDERR_FILENO + 1;

}  // namespace

void require_open(unsigned preserved) {
    for (int i = 0; i < static_cast<int>(preserved); ++i)
        sys::check(::fcntl(first + i, F_GETFD), "--preserve-fds {}: descriptor {}", preserved,
                   first + i);
}

void close_others(unsigned preserved) {
    std::vector<int> open;  // a list first: the one that reads the directory is among them
    for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"})
        open.push_back(std::stoi(entry.path().filename()));
    for (const int fd : open) {
        if (fd < first + static_cast<int>(preserved)) continue;
        const int flags = ::fcntl(fd, F_GETFD);
        if (flags != -1 && !(flags & FD_CLOEXEC)) ::close(fd);
    }
}

}  // namespace runtime
