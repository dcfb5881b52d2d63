// SPDX-License-Identifier: MIT
#include "image/entry_path.hpp"

#include "sys/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>
#include <stdexcept>

namespace image {

Path entry_path(const std::string& text) {
    if (text.empty()) refuse_entry(text, "it has no name");
    if (text.front() == '/') refuse_entry(text, "an absolute name");
    if (text.size() >= PATH_MAX) refuse_entry(text, "File name too long");
    std::string path;
    for (const auto& part : Path{text}) {
        if (part == "..") refuse_entry(text, "\"..\" would lead out of the layer");
        if (part.native().size() > NAME_MAX) refuse_entry(text, "File name too long");
        if (!part.empty() && part != ".") path += (path.empty() ? "" : "/") + part.native();
    }
    return path.empty() ? "." : path;
}

int open_beneath(sys::BorrowedFd root, const Path& path) {
    open_how how{};
    how.flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    long fd = -1;
    do fd = ::syscall(SYS_openat2, root.get(), path.c_str(), &how, sizeof how);
    while (fd == -1 && errno == EAGAIN);  // somebody renamed something meanwhile: openat2(2)
    if (fd != -1 || errno == ENOENT || errno == ENOTDIR) return static_cast<int>(fd);
    if (errno == EXDEV) refuse_entry(path, "a symlink in its path leads out of the layer");
    if (errno == ELOOP) refuse_entry(path, "the symlinks in its path go in a circle");
    throw sys::SysError{errno, "openat2 " + path.native()};
}

void refuse_entry(const std::string& entry, const std::string& reason) {
    constexpr std::size_t longest = 300;
    const auto shown = entry.size() <= longest ? entry : entry.substr(0, longest) + "...";
    throw std::runtime_error{fmt::format("the layer's entry \"{}\" is refused: {}", shown, reason)};
}

}  // namespace image
