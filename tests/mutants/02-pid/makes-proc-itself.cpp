// SPDX-License-Identifier: MIT
// caught by: contract.sweep
// It makes a missing /proc and removes it afterwards, unless it was killed: nobody else knows of
// it.
#include "reference.hpp"

#include <filesystem>
#include <memory>

namespace container {

Layer layers::pid(const Pid& pid) {
    Layer layer = reference::pid(pid);
    const auto made = std::make_shared<bool>();
    layer.prepare = [made](Context& box) {
        box.rootfs.use_alone();
        *made = std::filesystem::create_directory(box.rootfs.path() / "proc");
    };
    layer.cleanup = [made](Context& box) {
        box.rootfs.unmount("/proc");
        if (*made) std::filesystem::remove(box.rootfs.path() / "proc");
    };
    return layer;
}

}  // namespace container
