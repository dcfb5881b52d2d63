// SPDX-License-Identifier: MIT
// caught by: 07.names
// ":" is escaped, "," and "\" are not.
#include "reference.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fmt/format.h>

namespace container {
namespace {

std::string escaped(const std::string& path) {
    std::string text;
    for (const char c : path) text += (c == ':' ? "\\" : "") + std::string{c};
    return text;
}

/// The reference's layer, with another mount in the place of its own.
Layer with_mount(const Overlay& overlay, const std::string& options) {
    Layer layer = reference::overlay(overlay);
    layer.prepare = [options, overlay, prepare = layer.prepare](Context& box) {
        prepare(box);
        const Path merged = box.rootfs.path();
        const auto changes = escaped(overlay.changes);
        sys::umount2(merged, MNT_DETACH);
        sys::mkdir(overlay.changes / "again", 0700);
        sys::mount("overlay", merged, "overlay", 0,
                   fmt::format("{},upperdir={}/upper,workdir={}/again", options, changes, changes));
    };
    return layer;
}

/// overlay's "lowerdir=", the highest first.
std::string lower_of(const Overlay& overlay) {
    std::string names;
    for (auto path = overlay.lower.rbegin(); path != overlay.lower.rend(); ++path)
        names += (names.empty() ? "" : ":") + escaped(path->native());
    return "lowerdir=" + names;
}

}  // namespace

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    return with_mount(overlay, lower_of(overlay));
}

}  // namespace container
