// SPDX-License-Identifier: MIT
// Chapter 07: the same for a normal user, who is root of a user namespace only.
#include "chapters/user_host.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

using namespace support;

namespace {

const std::string lesson = "chapters/07-overlay/README.md, ";

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
                           user.say(run_alone({"-w", "/bin", "image", "/bin/sh", "-c", list})),
                           "d:\n\ne:\nnone\n");
              const auto word = random_word();
              user.say(run_alone(
                  {"--keep", "--name", "kept", "image", "/bin/sh", "-c",
                   fmt::format("echo {} > /new; busybox rm -r /e; busybox mkdir /e", word)}));
              expect_contains("diff", user.say({"diff", "kept"}), "A /new\n");
              user.say({"commit", "kept", "changed"});
              expect_equal("a container of what was committed",
                           user.say(run_alone({"changed", "/bin/busybox", "cat", "/new"})),
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
                  user.say(run_alone({rootfs, "/bin/sh", "-c",
                                      fmt::format("echo {0} > /tmp/{0} && cat /tmp/{0}", word)})),
                  word + "\n");
              expect_equal("the change of the rootfs", difference(before, describe_tree(rootfs)),
                           "");
              expect_equal("what is left of its changes",
                           user.host().shell("ls /run/user/data/workbook/containers").output, "");
          });
}
