// SPDX-License-Identifier: MIT
#include "container/journal.hpp"

#include "container/state.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace container {
namespace {

namespace fs = std::filesystem;

/// The journal, open for one more entry. Whoever undoes the last one elsewhere takes the state
/// directory along, perhaps just now.
sys::Fd open_to_append(const Path& file) {
    for (;;) {
        const Path directory = file.parent_path();
        if (::mkdir(directory.c_str(), 0755) == -1 && errno != EEXIST)
            sys::check(-1, "mkdir {}", directory.native());
        const int flags = O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC;
        const int fd = ::open(file.c_str(), flags, 0600);
        if (fd == -1 && errno == ENOENT) continue;
        return sys::Fd{sys::check(fd, "open {}", file.native())};
    }
}

/// False if it must wait: something is mounted on it.
bool remove_empty(sys::BorrowedFd root, const Path& made) {
    constexpr auto inside = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_XDEV;
    const Path parent = made.has_parent_path() ? made.parent_path() : Path{"."};
    const sys::Fd directory = sys::openat2(root, parent, O_PATH | O_DIRECTORY, inside);
    const auto name = made.filename();
    struct stat info {};
    if (::fstatat(directory.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == -1) return true;
    int result = 0;
    if (S_ISDIR(info.st_mode)) result = ::unlinkat(directory.get(), name.c_str(), AT_REMOVEDIR);
    if (S_ISREG(info.st_mode) && info.st_size == 0)
        result = ::unlinkat(directory.get(), name.c_str(), 0);
    return result == 0 || errno != EBUSY;
}

}  // namespace

Journal::Journal(sys::BorrowedFd directory) {
    const auto info = sys::fstat(directory);
    file_ = state_directory() / fmt::format("rootfs-{:x}-{}", info.st_dev, info.st_ino);
}

void Journal::open() {
    if (file_.empty()) return;  // nothing is noted
    opened_ = open_to_append(file_);
}

void Journal::note(const Path& made) const {
    if (file_.empty()) return;
    const sys::Fd own = opened_ ? sys::Fd{} : open_to_append(file_);
    const auto entry = made.native() + '\0';
    sys::check(::write((opened_ ? opened_ : own).get(), entry.data(), entry.size()), "write {}",
               file_.native());
}

std::vector<Path> Journal::noted() const {
    std::vector<Path> entries;
    const auto text = sys::try_read_file(file_).value_or("");
    for (std::size_t begin = 0; begin < text.size(); begin = text.find('\0', begin) + 1)
        entries.emplace_back(text.c_str() + begin);
    return entries;
}

void Journal::undo(sys::BorrowedFd directory) const {
    if (!fs::exists(file_)) return;
    const auto entries = noted();
    bool done = true;
    for (auto made = entries.rbegin(); made != entries.rend(); ++made)  // what is in it comes first
        done = remove_empty(directory, *made) && done;
    if (!done) return;
    fs::remove(file_);
    ::rmdir(file_.parent_path().c_str());  // ENOTEMPTY: another directory's journal is there
}

}  // namespace container
