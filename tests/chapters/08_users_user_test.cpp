// SPDX-License-Identifier: MIT
// Chapter 08: the same for a normal user, who is root of a user namespace only.
#include "chapters/user_host.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

constexpr unsigned first_sub = 700'000;

Account with_ids() {
    return {static_cast<unsigned>(random_number(2000, 60'000)), fmt::format("{}:65536", first_sub)};
}

std::string owner_of(const Path& path) {
    struct stat info {};
    expect(::stat(path.c_str(), &info) == 0, "there is no " + path.native(), "there is");
    return fmt::format("{}:{}", info.st_uid, info.st_gid);
}

/// Runs a shell in a container that has `volume` at /volume: what it says.
std::string sh(UserHost& user, const Path& volume, const std::string& script,
               const Words& options = {}) {
    Words words{"-v", volume.native() + ":/volume"};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {user.host().box().rootfs(), "/bin/sh", "-c", script});
    return user.say(run_alone(words));
}

std::string ids(unsigned uid, unsigned gid) {
    return fmt::format("uid {0} {0} {0}\ngid {1} {1} {1}\ngroups\n", uid, gid);
}

}  // namespace

TEST_CASE("08 users: a normal user's container has him for its root", "[08+]") {
    judge({"08.user",
           {"08.root-is-nobody", "07.user-rootfs"},
           "He needs no right on the host for it: root of his own namespace is he himself.",
           lesson + "For a normal user; user_namespaces(7)"},
          [] {
              const auto account = with_ids();
              UserHost user{account};
              const auto volume = user.directory("volume");
              for (const Words& options : {Words{}, Words{"--userns", "host"}}) {
                  const auto name = random_word();
                  expect_equal(
                      "whom it acts as",
                      sh(user, volume, fmt::format("echo > /volume/{}; probe credentials", name),
                         options),
                      ids(0, 0));
                  expect_equal("whose the file is that it makes", owner_of(volume / name),
                               fmt::format("{0}:{0}", account.uid));
              }
              const auto status = sh(user, volume, "cat /proc/self/status");
              for (const std::string set : {"CapPrm", "CapEff", "CapBnd"})
                  expect_equal(set, status_in(status, set), fmt::format("{:016x}", fourteen));
              for (const std::string set : {"CapInh", "CapAmb"})
                  expect_equal(set, status_in(status, set), fmt::format("{:016x}", 0));
              expect_equal("NoNewPrivs", status_in(status, "NoNewPrivs"), "1");
          });
}

TEST_CASE("08 users: the ids that a normal user was given are its other users", "[08+]") {
    judge({"08.user-ids",
           {"08.user", "08.ids"},
           "One id of his own is enough for root, not for an image's other users. newuidmap(1) "
           "hands out what subuid(5) says is his.",
           lesson + "For a normal user; newuidmap(1), subuid(5)"},
          [] {
              const auto account = with_ids();
              UserHost user{account};
              const auto volume = user.directory("volume");
              fs::permissions(volume, fs::perms(0777));
              const auto id = static_cast<unsigned>(random_number(1000, 60'000));
              expect_equal("whom it acts as",
                           sh(user, volume, "echo > /volume/file; probe credentials",
                              {"--user", fmt::format("{}:{}", id, id + 1)}),
                           ids(id, id + 1));
              expect_equal("whose the file is", owner_of(volume / "file"),
                           fmt::format("{}:{}", first_sub + id - 1, first_sub + id));
              user.expect_refused(
                  run_alone({"--user", "70000", user.host().box().rootfs(), "/bin/true"}), "70000");
          });
}

TEST_CASE("08 users: with --userns keep-id he is himself inside", "[08+]") {
    judge({"08.keep-id",
           {"08.user-ids"},
           "For work on his own files: what is his outside is his inside, under the same number.",
           lesson + "Options; user_namespaces(7)"},
          [] {
              const auto account = with_ids();
              UserHost user{account};
              const auto volume = user.directory("volume");
              write_file(volume / "of-root", "x");
              const Words keep{"--userns", "keep-id"};
              const auto said = sh(user, volume,
                                   "echo x > /volume/file; probe credentials; stat -c %u:%g "
                                   "/volume /volume/of-root",
                                   keep);
              const auto own = fmt::format("{0}:{0}\n", account.uid);
              expect_contains("whom it acts as", said, ids(account.uid, account.uid));
              expect_contains("whose his directory is, and a file of root's in it", said,
                              own + "65534:65534\n");
              expect_equal("whose the file is that it makes", owner_of(volume / "file"),
                           fmt::format("{0}:{0}", account.uid));
              expect_contains(
                  "whom it acts as with --user 0",
                  sh(user, volume, "probe credentials", {"--userns", "keep-id", "--user", "0"}),
                  ids(0, 0));
          });
}

TEST_CASE("08 users: without ids of his own a normal user has one", "[08+]") {
    judge({"08.user-alone",
           {"08.user"},
           "Many machines have no newuidmap(1), or no line for him: then he is root, and everybody "
           "else is nobody. What needs another user is refused, and not half done.",
           lesson + "For a normal user; user_namespaces(7), setgroups"},
          [] {
              UserHost user;
              const auto volume = user.directory("volume");
              expect_equal("its maps, and whether it may give up groups",
                           sh(user, volume,
                              "awk '{print $1,$2,$3}' /proc/self/uid_map /proc/self/gid_map; "
                              "cat /proc/self/setgroups; echo > /volume/file"),
                           "0 65534 1\n0 65534 1\ndeny\n");
              expect_equal("whose the file is", owner_of(volume / "file"), "65534:65534");
              const auto rootfs = user.host().box().rootfs();
              for (const Words& options : {Words{"--user", "1234"}, Words{"--user", "0:1234"}}) {
                  auto words = options;
                  words.insert(words.end(), {rootfs, "/bin/true"});
                  user.expect_refused(run_alone(words), "1234");
              }
              user.expect_refused(run_alone({"--group-add", "1234", rootfs, "/bin/true"}), "1234");
              expect_contains("whom it acts as with --userns keep-id",
                              sh(user, volume, "probe credentials", {"--userns", "keep-id"}),
                              ids(65534, 65534));
          });
}

TEST_CASE("08 users: a limit that a normal user cannot set is not passed over in silence",
          "[08+]") {
    judge({"08.user-limits",
           {"08.user"},
           "The kernel lets him divide no cgroup that was not given to him. A limit that does not "
           "hold, and says nothing, is worse than none.",
           lesson + "For a normal user; cgroups(7), \"Delegation\""},
          [] {
              UserHost user;
              const auto rootfs = user.host().box().rootfs();
              const auto finished =
                  user.run(run_alone({"--pids-limit", "20", rootfs, "/bin/echo", "ran"}));
              const bool refused = finished.exit_status == 125;
              expect(refused || finished.output != "ran\n",
                     "a container with --pids-limit 20 runs, and nothing says that there is none",
                     "a line that names pids or cgroups");
              expect_contains("what it says", finished.output, "cgroup");
              expect_equal("without a limit, what it says",
                           user.say(run_alone({rootfs, "/bin/echo", "ran"})), "ran\n");
          });
}
