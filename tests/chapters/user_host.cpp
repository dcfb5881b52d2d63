// SPDX-License-Identifier: MIT
#include "chapters/user_host.hpp"

#include "chapters/finished.hpp"
#include "support/later_layers.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace support {
namespace {

namespace fs = std::filesystem;

/// Overlay's marks in a user namespace are "user." attributes, which a tmpfs has since Linux 6.6.
bool has_user_attributes(const Path& directory) {
    return ::setxattr(directory.c_str(), "user.test", "y", 1, 0) == 0;
}

}  // namespace

UserHost::UserHost(const Account& account) : uid_{account.uid} {
    // By their paths, or a shell that is BusyBox would take its own.
    as_user_ = fmt::format(
        "/usr/bin/env HOME=/home/user XDG_DATA_HOME=/run/user/data XDG_RUNTIME_DIR=/run/user "
        "/usr/bin/setpriv --reuid={0} --regid={0} --clear-groups ",
        uid_);
    fs::copy_file(subject().program, program());
    host_.shell(fmt::format(
        "mkdir -m 755 /run/user && mkdir /run/user/data && chown -R {0}:{0} /run/user", uid_));
    if (!account.subordinate.empty()) introduce(account);
    const auto tried =
        host_.shell(as_user_ + "/usr/bin/unshare --user --map-root-user --mount /bin/true");
    if (tried.exit_status != 0)
        throw Skipped{"a normal user can make no user namespace here: " + tried.output};
    if (!has_user_attributes(host_.seen("/run/user/data"))) use_disk();
}

UserHost::~UserHost() {
    host_.shell("for file in " + mounted_ + "; do $rootfs/bin/busybox umount $file; done");
    std::error_code ignored;
    if (!disk_.empty()) fs::remove_all(disk_, ignored);
}

/// Tells the machine who he is, and which ids are his.
void UserHost::introduce(const Account& account) {
    for (const char* tool : {"/usr/bin/newuidmap", "/usr/bin/newgidmap"})
        if (!fs::exists(tool)) throw Skipped{std::string{tool} + " is missing: package uidmap"};
    mount_over("/etc/passwd",
               read_file("/etc/passwd") + fmt::format("user:x:{0}:{0}::/run/user:/bin/sh\n", uid_));
    for (const std::string file : {"/etc/subuid", "/etc/subgid"})
        mount_over(file, "user:" + account.subordinate + "\n");
}

void UserHost::mount_over(const std::string& file, const std::string& text) {
    if (!fs::exists(file)) throw Skipped{"there is no " + file + " to mount over"};
    const auto own = host_.box().directory() / Path{file}.filename();
    write_file(own, text);
    host_.shell(fmt::format("$rootfs/bin/busybox mount -o bind {} {}", own.native(), file));
    mounted_ += " " + file;
}

/// What is his is on the disk that has the build.
void UserHost::use_disk() {
    disk_ = build_directory() / ("tests/user-" + random_word());
    fs::create_directory(disk_);
    if (!has_user_attributes(disk_))
        throw Skipped{"no file system with user attributes, xattr(7), is at hand"};
    host_.shell(
        fmt::format("chown {1}:{1} {0} && $rootfs/bin/busybox mount -o bind {0} /run/user/data",
                    disk_.native(), uid_));
}

Finished UserHost::run(const Words& words) {
    auto finished = host_.shell(as_user_ + program().native() + " " +
                                command_line(with_later_layers_off(words)));
    require_written(finished);
    return finished;
}

std::string UserHost::say(const Words& words) {
    return said(words, run(words));
}

void UserHost::expect_refused(const Words& words, const std::string& part) {
    require_refused(words, run(words), part);
}

Path UserHost::directory(const std::string& name) {
    const auto path = host_.box().directory() / name;
    fs::create_directory(path);
    expect(::chown(path.c_str(), uid_, uid_) == 0, "chown " + path.native(), "");
    return path;
}

Words run_alone(const Words& more) {
    Words words{"run", "--network", "none"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace support
