// SPDX-License-Identifier: MIT
// Chapter 04: mounts of its own: nothing gets out, nothing of the host is left in.
#include "chapters/mounts.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const char* const lesson = "chapters/04-mount/README.md, ";

}  // namespace

TEST_CASE("04 mount: it is in a mount namespace of its own", "[04+]") {
    judge({"04.namespace",
           {"00.runs"},
           "Everything that follows is about a list of mounts that only the container has.",
           std::string{lesson} + "Propagation; mount_namespaces(7)"},
          [] {
              Box box;
              const auto live = box.serve();
              const auto probe = live->probe();
              expect(probe.proc_link("ns/mnt") !=
                         fs::read_symlink(fmt::format("/proc/{}/ns/mnt", live->pid())).native(),
                     "the mount namespace is that of the program that runs it", "one of its own");
          });
}

TEST_CASE("04 mount: what is mounted inside is not seen outside", "[04+]") {
    judge(
        {"04.propagation",
         {"04.namespace"},
         "On most machines \"/\" is shared: a new namespace starts with copies that still tell "
         "each "
         "other of every mount. Without MS_REC | MS_PRIVATE first, the host gets the container's.",
         std::string{lesson} + "Propagation; mount_namespaces(7), SHARED SUBTREES"},
        [] {
            Box box;
            const auto live = box.serve();
            auto probe = live->probe();
            expect_lacks("the change of the host's mounts while it runs", mount_changes(*live),
                         "+ mount");
            probe.ask({"mount-tmpfs", "/mnt"});
            expect_lacks("the change of the host's mounts after one inside", mount_changes(*live),
                         "+ mount");
            probe.leave(0);
            expect_lacks("what is left behind", live->wait().left, "+ mount");
        });
}

TEST_CASE("04 mount: the host loses no mount", "[04+]") {
    judge({"04.host-mounts",
           {"04.namespace"},
           "MS_PRIVATE without MS_REC leaves the mounts below \"/\" shared: detaching the old root "
           "then unmounts them on the host, too.",
           std::string{lesson} + "Propagation; mount(2), MS_REC"},
          [] {
              Box box;
              const auto marker = box.directory() / "host-mount";
              fs::create_directory(marker);
              Launch launch{{}, {"/bin/true"}};
              launch.wrapper = around(
                  box,
                  fmt::format("mount -t tmpfs host {0} && mkdir {0}/a && mount -t tmpfs b {0}/a && "
                              "\"$@\"; status=$?; grep -c {0} /proc/self/mountinfo >&2; "
                              "umount {0}/a {0}; exit $status",
                              marker.native()));
              const auto outcome = box.run(launch);
              expect_equal("the host's own mounts that are left of 2", outcome.err, "2\n");
              expect_equal("what is left behind", outcome.left, "");
          });
}

TEST_CASE("04 mount: there is no climbing out", "[04+]") {
    judge(
        {"04.breakout",
         {"01.cwd"},
         "chroot(2) says itself how to leave it. After pivot_root(2) there is nothing above \"/\".",
         std::string{lesson} + "Break it; chroot(2), NOTES, pivot_root(2)"},
        [] {
            Box box;
            const auto secret = random_word();
            write_file(box.directory() / "secret", secret);
            fs::create_directory(box.rootfs() / ".brk");
            const auto outcome =
                box.run({{}, {"/bin/probe", "breakout", box.directory() / "secret"}});
            expect_lacks("what the breakout read", outcome.out, secret);
            expect_equal("the exit status of the breakout", outcome.exit_status, 1);
        });
}

TEST_CASE("04 mount: nothing of the old root is left inside", "[04+]") {
    judge({"04.old-root",
           {"04.namespace"},
           "A mount of the host that is still in the table can be reached again, by whoever may "
           "unmount what covers it.",
           std::string{lesson} + "The new root; pivot_root(2), umount2(2)"},
          [] {
              Box box;
              const auto live = box.serve();
              const auto probe = live->probe();
              // Seen from outside: the container's own view may be cut short by its root.
              const auto mounts = parse_mounts(probe.proc_file("mountinfo"));
              const auto root = mounts.find("/");
              expect(root != mounts.end(), "no mount at / in the container's mount table",
                     "the rootfs");
              for (const auto& [point, mount] : mounts) {
                  const bool own = point == "/" || point == Door::directory ||
                                   point.starts_with("/proc") || point.starts_with("/sys") ||
                                   point.starts_with("/dev") || point == "/etc/hosts" ||
                                   point == "/etc/hostname" ||
                                   point == "/etc/resolv.conf";  // from chapter 05 on
                  expect(own, fmt::format("{} ({} {}) is mounted", point, mount.type, mount.source),
                         "the rootfs, /proc, /sys, /dev and what is below them");
              }
              expect_equal("its root, from outside", probe.proc_link("root"), "/");
          });
}

/// From chapter 07 on, the rootfs is a layer, and overlay takes what a directory has itself.
TEST_CASE("04 mount: what is mounted in the rootfs comes along", "[04][05][06]") {
    judge(
        {"04.recursive",
         {"04.namespace"},
         "A bind mount without MS_REC shows the empty directories below.",
         std::string{lesson} + "The new root; mount(2), MS_BIND, MS_REC"},
        [] {
            Box box;
            const auto word = random_word();
            Launch launch{{}, {"/bin/probe", "read", "/mnt/word"}};
            launch.wrapper = around(
                box,
                fmt::format(
                    "mount -t tmpfs data {0}/mnt && echo {1} > {0}/mnt/word && \"$@\"; status=$?; "
                    "umount {0}/mnt; exit $status",
                    box.rootfs().native(), word));
            const auto outcome = box.run(launch);
            expect_equal("/mnt/word", outcome.out, word + "\n");
        });
}

TEST_CASE("04 mount: --read-only keeps the rootfs as it is", "[04+]") {
    judge({"04.read-only",
           {"04.namespace"},
           "A program that cannot change its own files is one less place for an intruder to stay.",
           std::string{lesson} + "The new root; mount_setattr(2)"},
          [] {
              Box box;
              const auto outcome = box.run(
                  {{"--read-only", "--tmpfs", "/mnt"},
                   {"/bin/sh", "-c",
                    "touch /etc/new 2>/dev/null && echo rootfs; touch /mnt/x && echo tmpfs; "
                    "touch /dev/shm/x && echo shm"}});
              expect_equal("what could be written", outcome.out, "tmpfs\nshm\n");
              const auto writable =
                  box.run({{}, {"/bin/sh", "-c", "echo x > /tmp/x; cat /tmp/x; rm /tmp/x"}});
              expect_equal("without it", writable.out, "x\n");
          });
}

TEST_CASE("04 mount: -w does not lead out through a descriptor", "[04+]") {
    judge({"04.cwd-descriptor",
           {"04.breakout", "00.workdir"},
           "A host directory that is still open when the working directory is set is a way out "
           "(CVE-2024-21626).",
           std::string{lesson} + "The new root; getcwd(3), proc(5)"},
          [] {
              Box box;
              for (int fd = 3; fd < 16; ++fd) {
                  const auto outcome =
                      box.run({{"-w", fmt::format("/proc/self/fd/{}", fd)}, {"/bin/probe", "cwd"}});
                  expect(
                      outcome.exit_status == 125 || outcome.out.starts_with("/"),
                      fmt::format("with -w /proc/self/fd/{} the command is in {}", fd, outcome.out),
                      "it is refused, or inside");
              }
          });
}
