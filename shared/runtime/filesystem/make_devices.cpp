// SPDX-License-Identifier: MIT
#include "runtime/filesystem/make_devices.hpp"

#include "container/defaults.hpp"
#include "runtime/filesystem/place.hpp"
#include "sys/attributes.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <stdexcept>

namespace runtime {
namespace {

using sys::Fd;

dev_t number_of(const oci::Device& device) {
    return makedev(device.major, device.minor);
}

bool is_same(const struct stat& there, const oci::Device& device) {
    return (there.st_mode & S_IFMT) == (device.mode & S_IFMT) &&
           (S_ISFIFO(there.st_mode) || there.st_rdev == number_of(device));
}

/// The host's node, for want of a right to make one: in a user namespace mknod(2) is EPERM. Its
/// owner and permissions are the host's, and are left alone; read-only, so that the container
/// leaves them alone, too, and can still write to the device.
void bind_from_host(const oci::Device& device, sys::BorrowedFd directory) {
    const Fd node = sys::open_tree(device.path, 0);
    if (!is_same(sys::fstat(node), device))
        throw std::runtime_error{
            fmt::format("{}: cannot be made here, and the host has another one under that name",
                        device.path.native())};
    sys::mount_setattr(node, {.set = MOUNT_ATTR_RDONLY});
    const auto name = device.path.filename();
    const auto there = sys::fstatat(directory, name);
    if (!there) sys::openat(directory, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0644);
    sys::move_mount(node, sys::openat(directory, name, O_PATH | O_NOFOLLOW));
}

/// Something of that name is there already. If it is an image's file, the device covers it.
void take_existing(const oci::Device& device, sys::BorrowedFd directory) {
    const auto there = sys::fstatat(directory, device.path.filename());
    if (there && is_same(*there, device)) return;
    if (there && !S_ISREG(there->st_mode))
        throw std::runtime_error{fmt::format(
            "{}: is there already, and is another thing than that device", device.path.native())};
    bind_from_host(device, directory);
}

void make_device(const oci::Device& device, sys::BorrowedFd root) {
    const Fd directory = place_in(root, device.path.parent_path(), Kind::directory);
    try {
        sys::mknodat(directory, device.path.filename(), device.mode, number_of(device));
    } catch (const sys::SysError& e) {
        if (e.error() == EEXIST) return take_existing(device, directory);
        if (e.error() == EPERM) return bind_from_host(device, directory);
        throw;
    }
    if (device.uid != 0 || device.gid != 0)
        sys::fchownat(directory, device.path.filename(), device.uid, device.gid);
}

/// What is there may be the image's own, and is fine.
void make_link(const Path& target, sys::BorrowedFd dev, const Path& name) {
    if (!sys::fstatat(dev, name)) sys::symlinkat(target, dev, name);
}

void make_links(sys::BorrowedFd dev) {
    make_link("/proc/self/fd", dev, "fd");
    make_link("/proc/self/fd/0", dev, "stdin");
    make_link("/proc/self/fd/1", dev, "stdout");
    make_link("/proc/self/fd/2", dev, "stderr");
    if (std::filesystem::exists("/proc/kcore")) make_link("/proc/kcore", dev, "core");
    // A multiplexer of another devpts would make terminals that the container does not see.
    if (sys::fstatat(dev, "ptmx")) sys::unlinkat(dev, "ptmx");
    sys::symlinkat("pts/ptmx", dev, "ptmx");
}

/// What open_terminal() binds the terminal on, which follows no symlink.
void make_console(sys::BorrowedFd dev) {
    if (!sys::fstatat(dev, "console"))
        sys::openat(dev, "console", O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0600);
}

/// The config's own, and the default ones that it does not name.
std::vector<oci::Device> all_devices(const oci::Config& config) {
    auto all = config.devices;
    // /dev/ptmx is that of the container's own devpts, whatever the config says.
    std::erase_if(all, [](const auto& device) { return device.path == "/dev/ptmx"; });
    for (const auto& one : container::default_filesystem().devices) {
        const Path path = "/dev/" + one.name;
        if (std::none_of(all.begin(), all.end(),
                         [&](const auto& other) { return other.path == path; }))
            all.push_back({path, one.mode, one.major, one.minor});
    }
    return all;
}

bool is_bound(const oci::Config& config) {
    return std::any_of(config.mounts.begin(), config.mounts.end(), [](const oci::Mount& mount) {
        return mount.destination.lexically_normal() == "/dev" && mount.type == "bind";
    });
}

}  // namespace

void make_devices(const oci::Config& config, sys::BorrowedFd root) {
    const bool bound = is_bound(config);
    if (!bound)
        for (const auto& device : all_devices(config)) make_device(device, root);
    const Fd dev = place_in(root, "/dev", Kind::directory);
    if (!bound) make_links(dev);
    if (config.process && config.process->terminal) make_console(dev);
}

}  // namespace runtime
