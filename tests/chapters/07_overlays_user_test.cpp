// SPDX-License-Identifier: MIT
// Chapter 07: the same for a normal user, who is root of a user namespace only.
#include "chapters/images.hpp"
#include "support/catch.hpp"
#include "support/later_layers.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/xattr.h>

#include <filesystem>
#include <system_error>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/07-overlay/README.md, ";

/// By their paths, or a shell that is BusyBox would take its own.
const std::string as_user =
    "/usr/bin/env HOME=/home/user XDG_DATA_HOME=/run/user/data XDG_RUNTIME_DIR=/run/user "
    "/usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups ";

/// Overlay's marks in a user namespace are "user." attributes, which a tmpfs has since Linux 6.6.
bool has_user_attributes(const Path& directory) {
    return ::setxattr(directory.c_str(), "user.test", "y", 1, 0) == 0;
}

/// A host with a normal user on it. He has a copy of the program: the build may be in a home
/// directory that nobody else may enter.
class UserHost {
public:
    UserHost() {
        fs::copy_file(subject().program, program());
        host_.shell(
            "mkdir -m 755 /run/user && mkdir /run/user/data && chown -R 65534:65534 "
            "/run/user");
        const auto tried =
            host_.shell(as_user + "/usr/bin/unshare --user --map-root-user --mount /bin/true");
        if (tried.exit_status != 0)
            throw Skipped{"a normal user can make no user namespace here: " + tried.output};
        if (!has_user_attributes(host_.seen("/run/user/data"))) use_disk();
    }
    UserHost(const UserHost&) = delete;
    ~UserHost() {
        std::error_code ignored;
        if (!disk_.empty()) fs::remove_all(disk_, ignored);
    }
    Finished run(const Words& words) {
        return host_.shell(as_user + program().native() + " " +
                           command_line(with_later_layers_off(words)));
    }
    std::string say(const Words& words) {
        const auto finished = run(words);
        if (finished.output.find("not written yet") != std::string::npos)
            throw Unmet{"not written", finished.output, "the exercise, written"};
        expect(finished.exit_status == 0,
               fmt::format("{}: exit status {}: {}", command_line(words), finished.exit_status,
                           finished.output),
               "exit status 0");
        return finished.output;
    }
    Host& host() { return host_; }

private:
    /// What is his is on the disk that has the build.
    void use_disk() {
        disk_ = build_directory() / ("tests/user-" + random_word());
        fs::create_directory(disk_);
        if (!has_user_attributes(disk_))
            throw Skipped{"no file system with user attributes, xattr(7), is at hand"};
        host_.shell(
            fmt::format("chown 65534:65534 {0} && $rootfs/bin/busybox mount -o bind {0} "
                        "/run/user/data",
                        disk_.native()));
    }
    Path program() const { return host_.box().directory() / subject().program.filename(); }
    Host host_;
    Path disk_;
};

Words alone(const Words& more) {
    Words words{"run", "--network", "none"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

TEST_CASE("07 overlay: a normal user has images, too", "[07+]") {
    judge({"07.user",
           {"07.opaque", "07.own-directory", "07.commit"},
           "Overlay's own marks are trusted ones, which the root of a user namespace cannot set: "
           "then the directories that a layer removed would be there again.",
           lesson + "For a normal user; overlayfs, \"userxattr\""},
          [] {
              UserHost user;
              const auto layout = user.host().box().directory() / "layout";
              const Entries below{folder("d"), {"d/a", "a"}, folder("e"), {"e/a", "a"}, {"f", "f"}};
              write_layout(layout, "image",
                           {programs(),
                            below,
                            {folder("d"), {"d/.wh..wh..opq"}, folder("e"), {".wh.e"}, {".wh.f"}}});
              user.say({"load", layout});
              const auto list = "cd /; busybox ls -A d e; busybox ls -d f 2>/dev/null || echo none";
              expect_equal("what its layers hide",
                           user.say(alone({"-w", "/bin", "image", "/bin/sh", "-c", list})),
                           "d:\n\ne:\nnone\n");
              const auto word = random_word();
              user.say(
                  alone({"--keep", "--name", "kept", "image", "/bin/sh", "-c",
                         fmt::format("echo {} > /new; busybox rm -r /e; busybox mkdir /e", word)}));
              expect_contains("diff", user.say({"diff", "kept"}), "A /new\n");
              user.say({"commit", "kept", "changed"});
              expect_equal("a container of what was committed",
                           user.say(alone({"changed", "/bin/busybox", "cat", "/new"})),
                           word + "\n");
              user.say({"rm", "kept"});
              user.say({"rmi", "changed", "image"});
          });
}

TEST_CASE("07 overlay: a normal user's rootfs is not changed either", "[07+]") {
    judge({"07.user-rootfs",
           {"07.rootfs-unchanged"},
           "It is his own, and he could write to it: so nothing but the overlay protects it.",
           lesson + "For a normal user; user_namespaces(7)"},
          [] {
              UserHost user;
              const auto rootfs = user.host().box().rootfs();
              run_tool({"chown", "-R", "65534:65534", rootfs});
              const auto before = describe_tree(rootfs);
              const auto word = random_word();
              expect_equal(
                  "what it reads of what it wrote",
                  user.say(alone({rootfs, "/bin/sh", "-c",
                                  fmt::format("echo {0} > /tmp/{0} && cat /tmp/{0}", word)})),
                  word + "\n");
              expect_equal("the change of the rootfs", difference(before, describe_tree(rootfs)),
                           "");
              expect_equal("what is left of its changes",
                           user.host().shell("ls /run/user/data/workbook/containers").output, "");
          });
}
