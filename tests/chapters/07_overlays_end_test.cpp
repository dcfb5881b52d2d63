// SPDX-License-Identifier: MIT
// Chapter 07: what is left behind, what is refused, and the user who is not root.
#include "chapters/ends.hpp"
#include "chapters/mounted.hpp"
#include "support/catch.hpp"
#include "support/later_layers.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/07-overlay/README.md, ";

}  // namespace

TEST_CASE("07 overlay: after any end, nothing is mounted and nothing kept", "[07+]") {
    judge({"07.clean",
           {"07.image-unchanged"},
           "A mount that stays holds the layers, and the disk that they are on.",
           lesson + "Nothing is left; umount2(2)"},
          [] {
              Host host;
              host.say({"import", host.box().rootfs(), "box"});
              expect_equal("what is left behind after import", host.left(), "");
              for (const auto& [command, status] : ends("/d")) {
                  const auto finished =
                      host.run({"run", "--network", "none", "box", "/bin/sh", "-c", command});
                  expect_equal(fmt::format("the exit status of {}", command), finished.exit_status,
                               status);
                  expect_equal(fmt::format("what is left behind after {}", command), host.left(),
                               "");
              }
              const auto missing =
                  host.run({"run", "--network", "none", "box", "/bin/" + random_word()});
              expect_equal("the exit status of a missing command", missing.exit_status, 127);
              expect_equal("what is left behind after a missing command", host.left(), "");
          });
}

TEST_CASE("07 overlay: the next run sweeps what a killed one left", "[07+]") {
    judge({"07.sweep",
           {"07.clean"},
           "SIGKILL leaves no time to clean up: what is mounted must be found again.",
           lesson + "Nothing is left; signal(7)"},
          [] {
              Host host;
              host.say({"import", host.box().rootfs(), "box"});
              expect_equal("a run that is killed while its container runs",
                           host.shell(killed(typed_run())).output, "killed\n");
              expect_equal("the next run's /mark",
                           host.in("box", {"/bin/sh", "-c", "[ -e /mark ] || echo none"}),
                           "none\n");
              expect_equal("what is left behind after the next run", host.left(), "");
              host.say({"rmi", "box"});
              expect_equal("what is left of the image",
                           host.shell("ls /var/lib/workbook/layers").output, "");
          });
}

TEST_CASE("07 overlay: a full disk is refused in one line", "[07+]") {
    judge({"07.full-disk",
           {"07.clean"},
           "It happens sooner or later, and then above all the message matters.",
           lesson + "Exit status"},
          [] {
              Host host;
              host.say({"import", host.box().rootfs(), "box"});
              const auto small = host.box().directory() / "small";
              fs::create_directory(small);
              {
                  const Mounted full{host, "-t tmpfs -o size=512k small", small};
                  host.expect_refused({"import", "--root", small, host.box().rootfs(), "box"},
                                      "No space left");
                  host.shell("$program images --root " + small.native());
              }
              expect_equal("what is left behind", host.left(), "");
          });
}

TEST_CASE("07 overlay: changes cannot be kept on an overlay, and it says so", "[07+]") {
    judge(
        {"07.on-overlay",
         {"07.clean"},
         "EINVAL, says the kernel. It is what happens to everybody who tries this in a container.",
         lesson + "Exit status; overlayfs, \"Upper and Lower\""},
        [] {
            Host host;
            const auto lines =
                "PATH=$rootfs/bin:$PATH; mkdir /run/o; mount -t tmpfs o /run/o; cd /run/o; mkdir l "
                "u w m; "
                "mount -t overlay overlay -o lowerdir=l,upperdir=u,workdir=w m && "
                "echo mounted";
            expect_equal("an overlay on the host", host.shell(lines).output, "mounted\n");
            const auto rootfs = host.box().rootfs();
            const auto before = describe_tree(rootfs);
            host.expect_refused(
                {"run", "--network", "none", "--root", "/run/o/m/store", rootfs, "/bin/true"},
                "--root");
            expect_equal("with --root elsewhere on the same host",
                         host.in(rootfs, {"/bin/echo", "runs"}, {"--root", "/run/o/store"}),
                         "runs\n");
            expect_equal("the mounts that are left of them",
                         host.shell("grep -c /changes/ /proc/self/mountinfo").output, "0\n");
            expect_equal("the change of the rootfs", difference(before, describe_tree(rootfs)), "");
            host.shell("PATH=$rootfs/bin:$PATH; umount /run/o/m; umount /run/o; rmdir /run/o");
        });
}
