// SPDX-License-Identifier: MIT
// caught by: 07.apart
// All containers write to one directory.
#include "reference.hpp"
#include "sys/mount.hpp"

#include <fmt/format.h>
#include <filesystem>

namespace container {
namespace {

namespace fs = std::filesystem;

}  // namespace

bool layers::whiteout(sys::BorrowedFd directory, const std::string& name) {
    return reference::whiteout(directory, name);
}

Layer layers::overlay(const Overlay& overlay) {
    Layer layer = reference::overlay(overlay);
    layer.prepare = [overlay, prepare = layer.prepare](Context& box) {
        const Path all = "/run/workbook-changes";
        for (const char* folder : {"", "upper", "work"}) fs::create_directories(all / folder);
        prepare(box);
        const Path merged = box.rootfs.path();
        sys::umount2(merged, MNT_DETACH);
        fs::remove_all(overlay.changes / "upper");
        fs::create_directory_symlink(all / "upper", overlay.changes / "upper");
        sys::mount("overlay", merged, "overlay", 0,
                   fmt::format("lowerdir={},upperdir={}/upper,workdir={}/work",
                               overlay.lower.back().native(), all.native(), all.native()));
    };
    layer.cleanup = [cleanup = layer.cleanup](Context& box) {
        cleanup(box);
        fs::remove_all("/run/workbook-changes");
    };
    return layer;
}

}  // namespace container
