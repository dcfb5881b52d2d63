// SPDX-License-Identifier: MIT
#include "build/worktree.hpp"

#include "container/layers.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"
#include "sys/process.hpp"

#include <fcntl.h>
#include <sched.h>

#include <cstdio>
#include <utility>

namespace build {

namespace fs = std::filesystem;

Bench::Bench(const image::Store& store) : path_{sys::mkdtemp(store.root() / "new" / "build-")} {
    sys::mkdir(changes(), 0755);
}

Bench::~Bench() {
    std::error_code ignored;  // what is left, the store's next user removes
    fs::remove_all(path_, ignored);
}

void hide_mounts() {
    static bool hidden = false;
    if (std::exchange(hidden, true)) return;
    sys::unshare(CLONE_NEWNS);
    sys::mount("none", "/", nullptr, MS_REC | MS_PRIVATE);
}

std::vector<Path> directories(const image::Store& store, const image::Image& draft) {
    auto directories = store.unpack(draft);
    if (directories.empty()) directories.push_back(store.empty_layer());
    return directories;
}

Worktree::Worktree(const image::Store& store, const std::vector<Path>& lower)
    : store_{store},
      bench_{store},
      overlay_{container::layers::overlay({lower, bench_.changes()})} {
    box_.state = container::State::create();
    try {
        overlay_.prepare(box_);
        root_ = sys::open(path(), O_PATH | O_DIRECTORY);
    } catch (...) {
        unmount();
        throw;
    }
}

Worktree::~Worktree() {
    if (box_.state) unmount();
}

void Worktree::unmount() try {
    root_.reset();
    overlay_.cleanup(box_);
    box_.state.remove();
} catch (const std::exception& e) {
    std::fputs(e.what(), stderr);
}

std::optional<image::Packed> Worktree::finish(const image::Image& draft) {
    auto layer = take_changes(store_, draft, bench_.changes());
    unmount();  // only now: who keeps changes beyond the mount waits for the disk
    return layer;
}

}  // namespace build
