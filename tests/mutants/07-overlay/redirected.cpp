// SPDX-License-Identifier: MIT
// caught by: 07.whole-files
// Directories that are renamed are noted as such, "redirect_dir": fast, and of no meaning
// elsewhere.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>

namespace container {

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Layer layer = reference::overlay(overlay);
    layer.prepare = [overlay, prepare = layer.prepare](Context& box) {
        prepare(box);
        std::string names;
        for (auto i = overlay.lower.size(); i-- > 0;)
            names += fmt::format("{}{}", names.empty() ? "" : ":", i);
        const auto home = sys::open(".", O_PATH | O_DIRECTORY);
        sys::chdir(overlay.changes / "lower");
        sys::umount2(box.rootfs.path(), MNT_DETACH);
        sys::mkdir("../again", 0700);
        sys::mount(
            "overlay", box.rootfs.path(), "overlay", 0,
            fmt::format("lowerdir={},upperdir=../upper,workdir=../again,redirect_dir=on", names));
        sys::fchdir(home);
    };
    return layer;
}

}  // namespace container
