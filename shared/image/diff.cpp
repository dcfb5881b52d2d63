// SPDX-License-Identifier: MIT
#include "image/diff.hpp"

#include "container/overlay/convention.hpp"
#include "image/stack.hpp"
#include "sys/attributes.hpp"
#include "sys/file.hpp"

#include <fcntl.h>

#include <algorithm>

namespace image {
namespace {

namespace fs = std::filesystem;
namespace overlay = container::overlay;

class Comparison {
public:
    explicit Comparison(const Changes& changes)
        : upper_{changes.upper()}, lower_{changes.lower()}, scaffolding_{changes.scaffolding()} {}

    std::vector<Change> below_root() {
        below(".");
        std::sort(changes_.begin(), changes_.end(),
                  [](const Change& a, const Change& b) { return a.path < b.path; });
        return std::move(changes_);
    }

private:
    void below(const Path& path) {
        for (const auto& entry : fs::directory_iterator{upper_ / path})
            compare(path == "." ? entry.path().filename() : path / entry.path().filename());
    }

    void compare(const Path& path) {
        if (std::find(scaffolding_.begin(), scaffolding_.end(), path) != scaffolding_.end()) return;
        const sys::Fd parent = sys::open((upper_ / path).parent_path(), O_PATH | O_DIRECTORY);
        const auto info = *sys::fstatat(parent, path.filename());
        const auto before = find_in_stack(lower_, path);
        if (overlay::is_whiteout(info)) return add('D', path);
        add(before ? 'C' : 'A', path);
        if (!S_ISDIR(info.st_mode)) return;
        if (before && S_ISDIR(before->info.st_mode) && overlay::is_opaque(parent, path.filename()))
            add_deleted(path, *before);
        below(path);
    }

    /// A directory that was removed and made again hides what it had.
    void add_deleted(const Path& path, const Found& before) {
        const auto directory = sys::openat(before.directory, before.name, O_PATH | O_DIRECTORY);
        const Path through_proc = "/proc/self/fd/" + std::to_string(directory.get());
        for (const auto& entry : fs::directory_iterator{through_proc})
            if (const auto below = path / entry.path().filename();
                !fs::exists(fs::symlink_status(upper_ / below)))
                add('D', below);
    }

    void add(char kind, const Path& path) { changes_.push_back({kind, "/" + path.native()}); }

    Path upper_;
    std::vector<Path> lower_;
    std::vector<Path> scaffolding_;
    std::vector<Change> changes_;
};

}  // namespace

std::vector<Change> diff(const Changes& changes) {
    return Comparison{changes}.below_root();
}

}  // namespace image
