// SPDX-License-Identifier: MIT
#include "image/entry_path.hpp"

#include "sys/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <stdexcept>

namespace image {

Path entry_path(const std::string& text) {
    if (text.empty()) refuse_entry(text, "it has no name");
    if (text.front() == '/') refuse_entry(text, "an absolute name");
    Path path;
    for (const auto& part : Path{text}) {
        if (part == "..") refuse_entry(text, "\"..\" would lead out of the layer");
        if (!part.empty() && part != ".") path /= part;
    }
    return path.empty() ? "." : path;
}

int open_beneath(sys::BorrowedFd root, const Path& path) {
    open_how how{};
    how.flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    const auto fd = ::syscall(SYS_openat2, root.get(), path.c_str(), &how, sizeof how);
    if (fd == -1 && errno == EXDEV)
        refuse_entry(path, "a symlink in its path leads out of the layer");
    if (fd == -1 && errno == ELOOP) refuse_entry(path, "the symlinks in its path go in a circle");
    return static_cast<int>(fd);
}

void refuse_entry(const std::string& entry, const std::string& reason) {
    throw std::runtime_error{fmt::format("the layer's entry \"{}\" is refused: {}", entry, reason)};
}

}  // namespace image
