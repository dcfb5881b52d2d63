// SPDX-License-Identifier: MIT
#include "image/unflushed.hpp"

#include "image/remove_tree.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ctime>
#include <vector>

namespace image {
namespace {

namespace fs = std::filesystem;

/// Of the kernel: random(4). Containers have their host's.
std::string this_boot() {
    return sys::read_file("/proc/sys/kernel/random/boot_id");
}

std::vector<fs::path> files_in(const fs::path& directory) {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{directory, none}) files.push_back(entry.path());
    return files;
}

/// By default, the kernel writes what is older than 30 seconds, and looks every 5:
/// admin-guide/sysctl/vm.rst, dirty_expire_centisecs.
bool has_been_written(const fs::path& note) {
    constexpr time_t enough = 60;
    struct stat info {};
    return ::lstat(note.c_str(), &info) == 0 && std::time(nullptr) - info.st_mtime >= enough;
}

bool is_file_at(const sys::Fd& file, const fs::path& path) {
    struct stat there {};
    return ::lstat(path.c_str(), &there) == 0 && there.st_ino == sys::fstat(file).st_ino;
}

}  // namespace

/// Under another name first: nobody reads half a note, and each note is a file of its own.
void Unflushed::note(const std::string& layer) const {
    auto unfinished = (root_ / "new" / "note-XXXXXX").native();
    const sys::Fd file{static_cast<int>(
        sys::check(::mkostemp(unfinished.data(), O_CLOEXEC), "mkostemp {}", unfinished))};
    sys::write_all(file, this_boot());
    fs::rename(unfinished, notes() / layer);
}

/// Two may find the same note. The second must not take away what the first has unpacked again: so
/// only who has locked the note may, and only while it is in its place.
void Unflushed::discard_lost(const std::string& layer) const {
    const sys::Fd note{::open((notes() / layer).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!note) return;
    sys::flock(note, LOCK_EX);
    if (!is_file_at(note, notes() / layer)) return;
    if (sys::read_file(notes() / layer) == this_boot()) return;
    const auto aside = sys::mkdtemp(root_ / "new" / "lost-");
    if (fs::exists(root_ / "layers" / layer)) fs::rename(root_ / "layers" / layer, aside);
    fs::remove(notes() / layer);
    remove_tree(aside);
}

void Unflushed::discard_all_lost() const {
    for (const auto& note : files_in(notes())) {
        discard_lost(note.filename());
        if (!fs::exists(root_ / "layers" / note.filename())) fs::remove(note);
    }
}

void Unflushed::flush() const noexcept try {
    std::vector<fs::path> written;
    for (const auto& note : files_in(notes()))
        if (has_been_written(note) && sys::read_file(note) == this_boot()) written.push_back(note);
    if (written.empty()) return;
    const auto disk = sys::open(root_, O_RDONLY | O_DIRECTORY);
    sys::check(::syncfs(disk.get()), "syncfs {}", root_.native());
    for (const auto& note : written) fs::remove(note);
} catch (const std::exception&) {  // the layers keep their notes, and may be unpacked once more
}

}  // namespace image
