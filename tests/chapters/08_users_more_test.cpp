// SPDX-License-Identifier: MIT
// Chapter 08: nothing that is started later makes a program more than it is.
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <linux/capability.h>
#include <sys/xattr.h>

#include <cstring>
#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";
const Words may_gain = {"--security-opt", "no-new-privileges=false"};

/// A copy of the probe with the set-user-ID bit, which belongs to root.
void plant_setuid(const Box& box) {
    const auto file = box.rootfs() / "bin/become";
    fs::copy_file(box.rootfs() / "bin/probe", file);
    fs::permissions(file, fs::perms(04755));
}

/// The same with a capability that it is to have, as setcap(8) writes it.
void plant_capability(const Box& box, const std::string& name, std::uint64_t capabilities) {
    const auto file = box.rootfs() / "bin" / name;
    fs::copy_file(box.rootfs() / "bin/probe", file);
    vfs_cap_data data{};
    data.magic_etc = VFS_CAP_REVISION_2 | VFS_CAP_FLAGS_EFFECTIVE;
    data.data[0].permitted = static_cast<std::uint32_t>(capabilities);
    data.data[1].permitted = static_cast<std::uint32_t>(capabilities >> 32);
    if (::setxattr(file.c_str(), "security.capability", &data, sizeof data, 0) != 0)
        throw Skipped{"this file system keeps no capabilities of files"};
}

/// What a program says about itself, which a user who is not root starts.
std::string status_by(Box& box, const std::string& program, const Words& options) {
    auto all = offline({"--user", "1234:2345"});
    all.insert(all.end(), options.begin(), options.end());
    return box.output({program, "read", "/proc/self/status"}, all);
}

std::uint64_t mask(const std::string& status, const std::string& name) {
    return std::stoull(status_in(status, name), nullptr, 16);
}

}  // namespace

TEST_CASE("08 users: no_new_privs is set, unless somebody wants it off", "[08+]") {
    judge({"08.no-new-privs",
           {"08.root-is-nobody"},
           "It cannot be taken back, not by root either, and whatever is started inherits it.",
           lesson + "What it may become; prctl(2), PR_SET_NO_NEW_PRIVS"},
          [] {
              Box box;
              for (const std::string space : {"auto", "host"})
                  for (const std::string user : {"0", "1234"}) {
                      const auto options = offline({"--userns", space, "--user", user});
                      const auto live = box.serve(options);
                      expect_equal("NoNewPrivs with " + command_line(options),
                                   status_of(live->probe(), "NoNewPrivs"), "1");
                  }
              const auto on = box.serve(offline({"--security-opt", "no-new-privileges"}));
              expect_equal("NoNewPrivs with --security-opt no-new-privileges",
                           status_of(on->probe(), "NoNewPrivs"), "1");
              const auto off = box.serve(offline(may_gain));
              expect_equal("NoNewPrivs with --security-opt no-new-privileges=false",
                           status_of(off->probe(), "NoNewPrivs"), "0");
          });
}

TEST_CASE("08 users: a set-user-ID program gains nothing", "[08+]") {
    judge({"08.setuid-program",
           {"08.no-new-privs", "08.ids", "08.image"},
           "An image may have one, and so may a volume: whoever starts it would be root.",
           lesson + "What it may become; execve(2)"},
          [] {
              Box box;
              plant_setuid(box);
              for (const std::string space : {"auto", "host"}) {
                  const Words in{"--userns", space};
                  const auto status = status_by(box, "/bin/become", in);
                  expect_equal("the effective user, as itself sees it", status_in(status, "Uid"),
                               "1234 1234 1234 1234");
                  expect_equal("its capabilities", mask(status, "CapEff"), 0U);
                  auto options = in;
                  options.insert(options.end(), may_gain.begin(), may_gain.end());
                  const auto gained = status_by(box, "/bin/become", options);
                  expect_equal("where it may gain: the user", status_in(gained, "Uid"),
                               "1234 0 0 0");
                  expect_equal("its capabilities", mask(gained, "CapEff"), fourteen);
              }
          });
}

TEST_CASE("08 users: a program with capabilities of its own gains none", "[08+]") {
    judge(
        {"08.file-capabilities",
         {"08.setuid-program"},
         "They are the set-user-ID bit in small. Where they are allowed, the bounding set is what "
         "they can get at most.",
         lesson + "What it may become; capabilities(7), \"File capabilities\""},
        [] {
            Box box;
            plant_capability(box, "raw", bit(CAP_NET_RAW));
            plant_capability(box, "admin", bit(CAP_SYS_ADMIN));
            for (const std::string space : {"auto", "host"}) {
                const Words in{"--userns", space};
                const auto status = status_by(box, "/bin/raw", in);
                expect_equal("what it has", mask(status, "CapPrm"), 0U);
                auto options = in;
                options.insert(options.end(), may_gain.begin(), may_gain.end());
                const auto gained = status_by(box, "/bin/raw", options);
                expect_equal("what it has where it may gain", mask(gained, "CapEff"),
                             bit(CAP_NET_RAW));
                auto all = offline({"--user", "1234:2345"});
                all.insert(all.end(), options.begin(), options.end());
                const auto outcome = box.run({all, {"/bin/admin", "ids"}});
                expect_equal(
                    "the exit status of one that wants CAP_SYS_ADMIN, which is outside "
                    "the bounding set",
                    outcome.exit_status, 126);
            }
        });
}

TEST_CASE("08 users: what the caller has as inheritable and ambient does not come along", "[08+]") {
    judge({"08.inheritable",
           {"08.user-capabilities"},
           "A file with the inheritable flag gives back what was dropped: CVE-2022-24769 was "
           "docker's.",
           lesson + "What it may do; capabilities(7), CVE-2022-24769"},
          [] {
              for (const std::string user : {"0", "1234"}) {
                  Box box;
                  Launch launch{offline({"--userns", "host", "--user", user}),
                                {"/bin/probe", "serve", "/ask"}};
                  launch.wrapper = {"/usr/bin/setpriv", "--inh-caps", "+sys_admin,+net_raw",
                                    "--ambient-caps", "+sys_admin,+net_raw"};
                  const auto live = box.start(launch);
                  const auto own = user == "0" ? fourteen : 0;
                  expect_sets("user " + user, sets_of(live->probe()), {0, own, own, fourteen, 0});
              }
          });
}

TEST_CASE("08 users: the secure bits of the caller do not come along", "[08+]") {
    judge({"08.securebits",
           {"08.inheritable"},
           "With SECBIT_NO_SETUID_FIXUP, who stops being root keeps its capabilities; with "
           "SECBIT_NOROOT, root has none.",
           lesson + "What it may become; capabilities(7), \"The securebits flags\""},
          [] {
              for (const std::string bits : {"+no_setuid_fixup", "+noroot"})
                  for (const std::string user : {"0", "1234"}) {
                      Box box;
                      Launch launch{offline({"--userns", "host", "--user", user}),
                                    {"/bin/probe", "serve", "/ask"}};
                      launch.wrapper = {"/usr/bin/setpriv", "--securebits", bits,
                                        // or "noroot" would take the caller's own rights
                                        "--inh-caps", "+all,-sys_resource", "--ambient-caps",
                                        "+all,-sys_resource"};
                      const auto live = box.start(launch);
                      auto probe = live->probe();
                      const auto what = "user " + user + ", started with " + bits;
                      expect_equal("the secure bits of " + what, probe.ask({"securebits"}), "0\n");
                      const auto own = user == "0" ? fourteen : 0;
                      expect_sets(what, sets_of(probe), {0, own, own, fourteen, 0});
                  }
          });
}
