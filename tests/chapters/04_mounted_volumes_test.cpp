// SPDX-License-Identifier: MIT
// Chapter 04: what the user asks to be mounted, and where it may go.
#include "chapters/mounts.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/later_layers.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <optional>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const char* const lesson = "chapters/04-mount/README.md, ";

}  // namespace

TEST_CASE("04 mount: a volume shows a host directory, for reading and writing", "[04+]") {
    judge({"04.volume",
           {"04.namespace"},
           "What must outlive the container, or come from the host, is a bind mount.",
           std::string{lesson} + "Volumes; mount(2), MS_BIND"},
          [] {
              Box box;
              const auto data = box.directory() / "data";
              fs::create_directory(data);
              const auto word = random_word();
              write_file(data / "in", word);
              const auto before = describe_tree(box.rootfs());
              const auto outcome =
                  box.run({{"-v", data.native() + ":/new/place"},
                           {"/bin/sh", "-c", "cat /new/place/in; echo back > /new/place/out"}});
              expect_equal("what the container read", outcome.out, word);
              expect_equal("what the container wrote", read_file(data / "out"), "back\n");
              expect_equal("what is left behind", outcome.left, "");
              expect_equal("the change of the rootfs",
                           difference(before, describe_tree(box.rootfs())), "");
              const auto file = box.run(
                  {{"-v", (data / "in").native() + ":/etc/new:ro"}, {"/bin/cat", "/etc/new"}});
              expect_equal("a file as a volume", file.out, word);
              expect_equal("the change of the rootfs",
                           difference(before, describe_tree(box.rootfs())), "");
          });
}

TEST_CASE("04 mount: a read-only volume cannot be written to, nor what is mounted in it", "[04+]") {
    judge({"04.volume-ro",
           {"04.volume"},
           "MS_BIND ignores MS_RDONLY at the first mount(2), and a remount reaches only the top.",
           std::string{lesson} + "Volumes; mount(2), mount_setattr(2), AT_RECURSIVE"},
          [] {
              Box box;
              const auto data = box.directory() / "data";
              fs::create_directories(data / "sub");
              Launch launch{{"-v", data.native() + ":/data:ro"},
                            {"/bin/sh", "-c",
                             "touch /data/a 2>/dev/null && echo top; "
                             "touch /data/sub/b 2>/dev/null && echo below; cat /data/sub/c"}};
              launch.wrapper = around(
                  box, fmt::format(
                           "mount -t tmpfs sub {0}/sub && echo c > {0}/sub/c && \"$@\"; status=$?; "
                           "umount {0}/sub; exit $status",
                           data.native()));
              const auto outcome = box.run(launch);
              expect_equal("what could be written, and /data/sub/c", outcome.out, "c\n");
          });
}

TEST_CASE("04 mount: a volume is private unless asked otherwise", "[04+]") {
    judge({"04.volume-propagation",
           {"04.volume", "04.propagation"},
           "rshared is for programs that mount for others; everybody else must not.",
           std::string{lesson} + "Volumes; mount_namespaces(7)"},
          [] {
              Box box;
              const auto data = box.directory() / "data";
              fs::create_directories(data / "point");
              for (const auto& [option, seen] : std::map<std::string, bool>{
                       {"", false}, {":rprivate", false}, {":rslave", false}, {":rshared", true}}) {
                  const auto live = box.serve({"-v", data.native() + ":/data" + option});
                  live->probe().ask({"mount-tmpfs", "/data/point"});
                  const auto probe_gone = live->wait();
                  const bool outside = probe_gone.left.find("+ mount " + data.native() +
                                                            "/point") != std::string::npos;
                  expect(outside == seen,
                         fmt::format("with -v SRC:/data{}, a mount inside is {}seen outside",
                                     option, outside ? "" : "not "),
                         seen ? "it is seen" : "it is not seen");
              }
          });
}

TEST_CASE("04 mount: no symlink of the rootfs leads a mount to the host", "[04+]") {
    judge({"04.symlinks",
           {"04.volume"},
           "Mount points are looked up before the root changes: \"proc -> /etc\" in a rootfs from "
           "elsewhere would cover the host's /etc (CVE-2019-19921, CVE-2021-30465).",
           std::string{lesson} + "Volumes; openat2(2), RESOLVE_IN_ROOT"},
          [] {
              for (const auto* name : {"proc", "sys", "dev", "data"}) {
                  Box box;
                  const auto target = box.directory() / "target";
                  const auto data = box.directory() / "volume";
                  fs::create_directory(target);
                  fs::create_directory(data);
                  write_file(target / "mark", "host");
                  fs::remove(box.rootfs() / name);
                  fs::create_symlink(target, box.rootfs() / name);
                  const auto target_before = describe_tree(target);
                  const auto live = box.serve({"-v", data.native() + ":/data/x"});
                  std::string changes;
                  std::optional<Probe> probe;  // as long as it is there, so is the container
                  try {
                      probe = live->probe();
                      changes = mount_changes(*live);
                  } catch (const Unmet&) {  // refusing such a rootfs is right, too
                  }
                  expect_equal(fmt::format("the host's mounts with {} -> a host directory", name),
                               changes, "");
                  expect_equal("the change of that host directory",
                               difference(target_before, describe_tree(target)), "");
              }
          });
}

TEST_CASE("04 mount: a volume that cannot be is refused in one line", "[04+]") {
    judge({"04.volume-refused",
           {"04.volume"},
           "A mistyped volume must not become an empty directory somewhere.",
           std::string{lesson} + "Volumes"},
          [] {
              Box box;
              const auto missing = (box.directory() / random_word()).native();
              const auto data = box.directory().native();
              for (const auto& [volume, word] :
                   std::map<std::string, std::string>{{data, "SOURCE:DESTINATION"},
                                                      {data + ":data", "begin with /"},
                                                      {data + ":/", "rootfs"},
                                                      {data + ":/data/..", "rootfs"},
                                                      {data + ":/data:odd", "odd"},
                                                      {missing + ":/data", missing},
                                                      {":/data", "SOURCE:DESTINATION"}}) {
                  const auto outcome = box.run({{"-v", volume}, {"/bin/true"}});
                  expect_equal("the exit status for -v " + volume, outcome.exit_status, 125);
                  expect_contains("stderr", outcome.err, word);
                  expect_equal("what is left behind", outcome.left, "");
              }
              // ".." does not lead out: the destination is the container's.
              const auto climbing =
                  box.run({{"-v", data + ":/../../../mnt"}, {"/bin/probe", "stat", "/mnt/rootfs"}});
              expect_contains("the volume at /../../../mnt", climbing.out, "directory");
              expect(!fs::exists(box.directory() / "mnt"), "a directory was made beside the rootfs",
                     "nothing");
          });
}

TEST_CASE("04 mount: --tmpfs is memory, empty at the start, with the options given", "[04+]") {
    judge({"04.tmpfs",
           {"04.namespace"},
           "Scratch space that leaves nothing behind.",
           std::string{lesson} + "Volumes; tmpfs(5)"},
          [] {
              Box box;
              write_file(box.rootfs() / "mnt/below", "x");
              const auto outcome = box.run(
                  {{"--tmpfs", "/mnt:size=64k,mode=700", "--tmpfs", "/run/scratch"},
                   {"/bin/sh", "-c",
                    "ls /mnt; stat -c %a /mnt; stat -c %a /run/scratch; echo x > /run/scratch/x; "
                    "dd if=/dev/zero of=/mnt/big bs=1k count=200 2>/dev/null || echo full"}});
              expect_equal("the output", outcome.out, "700\n1777\nfull\n");
              expect_equal("what is left behind", outcome.left, "");
              const auto wrong = box.run({{"--tmpfs", "/mnt:odd=1"}, {"/bin/true"}});
              expect_equal("the exit status for a wrong option", wrong.exit_status, 125);
              expect_contains("stderr", wrong.err, "tmpfs");  // mount(2) does not say more
          });
}

TEST_CASE("04 mount: mount points that the rootfs lacks are made, and removed again", "[04+]") {
    judge(
        {"04.mount-points",
         {"04.volume"},
         "A rootfs of one static program must run, and must still be one static program "
         "afterwards.",
         std::string{lesson} + "What is mounted; mkdir(2)"},
        [] {
            Box box;
            for (const char* name : {"proc", "sys", "dev"}) fs::remove(box.rootfs() / name);
            const auto before = describe_tree(box.rootfs());
            const auto outcome = box.run(
                {{"-v", (box.rootfs() / "etc/passwd").native() + ":/a/b/file"},
                 {"/bin/sh", "-c", "test -c /dev/null && test -d /proc/1 && head -c 4 /a/b/file"}});
            expect_equal("the output", outcome.out, "root");
            expect_equal("what is left behind", outcome.left, "");
            expect_equal("the change of the rootfs",
                         difference(before, describe_tree(box.rootfs())), "");
        });
}

/// From chapter 07 on, each container has mount points of its own.
TEST_CASE("04 mount: a mount point in use by another container stays", "[04][05][06]") {
    judge(
        {"04.mount-points-shared",
         {"04.mount-points"},
         "Removing a directory detaches what another namespace has mounted on it.",
         std::string{lesson} + "What is mounted; rmdir(2), mount_namespaces(7)"},
        [] {
            Box box;
            fs::remove(box.rootfs() / "dev");
            const auto rootfs = command_line({box.rootfs()});
            const auto program = command_line({subject().program});
            Launch launch{{}, {"/bin/true"}};
            // The one that made /dev ends first, and the other one still uses it.
            launch.wrapper = {
                "/bin/sh", "-c",
                fmt::format("{0} run {1} /bin/sh -c 'until test -e /second; do sleep 0.01; done' & "
                            "first=$!; until test -e {1}/dev; do sleep 0.01; done; "
                            "{0} run {1} /bin/sh -c 'touch /second; "
                            "until test -e /ended; do sleep 0.01; done; "
                            "test -c /dev/null && echo still there' & "
                            "wait $first; touch {1}/ended; wait",
                            program, rootfs)};
            const auto outcome = box.run(launch);
            expect_equal("the second one's /dev/null", outcome.out, "still there\n");
            expect(!fs::exists(box.rootfs() / "dev"), "rootfs/dev is left behind", "it is gone");
            expect_equal("what is left behind", outcome.left, "");
        });
}

TEST_CASE("04 mount: many containers of one rootfs run at once", "[04+]") {
    judge({"04.two-hundred",
           {"04.mount-points", "contract.clean"},
           "Each has its own mounts now: nothing is left to get in the way of another.",
           std::string{lesson} + "Propagation"},
          [] {
              Box box;
              fs::remove(box.rootfs() / "sys");
              const auto before = describe_tree(box.rootfs());
              Launch launch{{}, {"/bin/true"}};
              launch.wrapper = {
                  "/bin/sh", "-c",
                  fmt::format("i=0; while [ $i -lt 200 ]; do {} {} /bin/sh -c 'echo $$' & "
                              "i=$((i+1)); done; wait",
                              typed_run(), command_line({box.rootfs()}))};
              const auto outcome = box.run(launch);
              std::string wanted;
              for (int i = 0; i < 200; ++i) wanted += "1\n";
              expect_equal("stderr of two hundred", outcome.err, "");
              expect_equal("the output of two hundred", outcome.out, wanted);
              expect_equal("what is left behind", outcome.left, "");
              expect_equal("the change of the rootfs",
                           difference(before, describe_tree(box.rootfs())), "");
          });
}
