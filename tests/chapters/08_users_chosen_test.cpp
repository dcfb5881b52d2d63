// SPDX-License-Identifier: MIT
// Chapter 08: which users a container has is somebody's choice, and is settled before it runs.
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

/// A directory in which everybody may make files.
Path open_directory(const Box& box, const std::string& name) {
    const auto path = box.directory() / name;
    fs::create_directory(path);
    fs::permissions(path, fs::perms(0777));
    return path;
}

struct stat about(const Path& path) {
    struct stat info {};
    expect(::stat(path.c_str(), &info) == 0, "there is no " + path.native(),
           "the container made it");
    return info;
}

}  // namespace

TEST_CASE("08 users: with --userns host its root is the host's", "[08+]") {
    judge({"08.host",
           {"08.root-is-nobody"},
           "For what only the host's root can do, and for volumes that are his.",
           lesson + "Options"},
          [] {
              Box box;
              const auto live = box.serve(offline({"--userns", "host"}));
              const auto probe = live->probe();
              expect_equal("its user namespace", namespace_of(probe.pid(), "user"),
                           namespace_of(0, "user"));
              expect_equal("its Uid", status_of(probe, "Uid"), "0 0 0 0");
          });
}

TEST_CASE("08 users: with --userns auto it has a range of its own, as without", "[08+]") {
    judge({"08.auto",
           {"08.root-is-nobody"},
           "What is the default can be asked for, too.",
           lesson + "Options"},
          [] {
              Box box;
              const auto live = box.serve(offline({"--userns", "auto"}));
              const auto ranges = ranges_of(live->probe().pid());
              expect(ranges.size() == 1 && ranges[0].outside >= 65536 && ranges[0].size == 65536,
                     "there is no range of 65536 ids for it", "one far from the host's own users");
          });
}

TEST_CASE("08 users: a map that is typed is the map", "[08+]") {
    judge(
        {"08.map",
         {"08.root-is-nobody"},
         "Container, host, how many: the same three numbers that the kernel takes, in that order.",
         lesson + "Options; user_namespaces(7), uid_map"},
        [] {
            Box box;
            const auto volume = open_directory(box, "volume");
            const auto root = static_cast<unsigned>(random_number(100'000, 200'000));
            const auto user = static_cast<unsigned>(random_number(300'000, 400'000));
            const auto live = box.serve(offline({"-v", volume.native() + ":/volume", "--userns",
                                                 fmt::format("0:{}:1000,1000:{}:7", root, user)}));
            auto probe = live->probe();
            for (const std::string file : {"uid_map", "gid_map"}) {
                const auto ranges = ranges_of(probe.pid(), file);
                expect(ranges.size() == 2 && ranges[0].inside == 0 && ranges[0].outside == root &&
                           ranges[0].size == 1000 && ranges[1].inside == 1000 &&
                           ranges[1].outside == user && ranges[1].size == 7,
                       "the container's " + file + " is " + probe.proc_file(file),
                       fmt::format("0 {} 1000, and 1000 {} 7", root, user));
            }
            probe.ask({"write", "/volume/of-root", "x"});
            expect_equal("the owner of root's file", about(volume / "of-root").st_uid, root);
            expect_equal("its group", about(volume / "of-root").st_gid, root);
            probe.ask({"chown", "/volume/of-root", "1006", "1000"});
            expect_equal("its owner after a chown to 1006", about(volume / "of-root").st_uid,
                         user + 6);
            expect_equal("its group, after a chown to 1000", about(volume / "of-root").st_gid,
                         user);
            for (const std::string id : {"1007", "65534"})
                expect_contains("a chown to " + id + ", which the map does not have",
                                probe.ask({"try", "chown", "/volume/of-root", id, "0"}),
                                "refused: ");
        });
}

TEST_CASE("08 users: nothing runs before its ids are settled", "[08+]") {
    judge(
        {"08.late-map",
         {"08.root-is-nobody"},
         "A process in a user namespace without a map is nobody, and has all capabilities: whoever "
         "does not wait for the map goes on as that. It is seen when the host is slow.",
         lesson + "Who writes the map; user_namespaces(7)"},
        [] {
            Box box;
            const auto volume = open_directory(box, "volume");
            const auto name = random_word();
            Launch launch{offline({"-v", volume.native() + ":/volume"}),
                          {"/bin/sh", "-c", "/bin/probe credentials; echo > /volume/" + name}};
            // Not -f: the parent alone is slow.
            launch.wrapper = {"/usr/bin/strace",
                              "-qq",
                              "-o",
                              box.directory() / "strace.log",
                              "-e",
                              "trace=write,openat",
                              "-e",
                              "inject=write,openat:delay_enter=10000"};
            const auto outcome = box.run(launch);
            expect_equal("the exit status", outcome.exit_status, 0);
            expect_equal("what is left behind", outcome.left, "");
            expect_equal("whom it acts as, when the runtime is slow", outcome.out,
                         "uid 0 0 0\ngid 0 0 0\ngroups\n");
            const auto owner = about(volume / name).st_uid;
            expect(owner >= 65536 && owner < 0xffff0000,
                   fmt::format("its file is user {}'s", owner), "one of its range");
        });
}
