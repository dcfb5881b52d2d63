// SPDX-License-Identifier: MIT
// Chapter 08: whom the program acts as.
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";
const Words caller_with_groups = {"/usr/bin/setpriv", "--groups", "4,24,27"};

/// A user, a group and a member of the group, all with random names and numbers.
struct People {
    std::string name = random_word(), group = random_word(), other = random_word();
    unsigned uid = number(), gid = number(), other_gid = number();
    static unsigned number() { return static_cast<unsigned>(random_number(1000, 60'000)); }
    std::string passwd() const {
        return fmt::format("root:x:0:0:root:/root:/bin/sh\n{}:x:{}:{}:a user:/home/{}:/bin/sh\n",
                           name, uid, gid, name);
    }
    std::string groups() const {
        return fmt::format("root:x:0:\n{}:x:{}:\n{}:x:{}:somebody,{}\n", group, gid, other,
                           other_gid, name);
    }
    std::string expected(unsigned as_gid, const std::string& more) const {
        return fmt::format("uid {0} {0} {0}\ngid {1} {1} {1}\ngroups{2}\n", uid, as_gid, more);
    }
};

void move_in(const Box& box, const People& people) {
    write_file(box.rootfs() / "etc/passwd", people.passwd());
    write_file(box.rootfs() / "etc/group", people.groups());
}

std::string as(Box& box, const std::string& user, const Words& options = {}) {
    auto all = offline({"--user", user});
    all.insert(all.end(), options.begin(), options.end());
    return box.output({"/bin/probe", "credentials"}, all);
}

/// A name that this machine's passwd(5) has and the rootfs' has not.
std::string user_of_the_host() {
    std::istringstream lines{read_file("/etc/passwd")};
    for (std::string line; std::getline(lines, line);) {
        const auto name = line.substr(0, line.find(':'));
        if (name != "root" && name != "daemon" && name != "nobody") return name;
    }
    throw Skipped{"/etc/passwd of this machine has no user that the rootfs lacks"};
}

uid_t owner_of(const Path& file) {
    struct stat info {};
    expect(::stat(file.c_str(), &info) == 0, "there is no " + file.native(), "there is");
    return info.st_uid;
}

void expect_refused(Box& box, const Words& options, const std::string& part) {
    const auto outcome = box.run({offline(options), {"/bin/true"}});
    const auto what = command_line(options);
    expect_equal(what + ": the exit status", outcome.exit_status, 125);
    expect_contains(what + ": stderr", outcome.err, part);
    expect_equal(what + ": the lines of stderr",
                 std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
    expect_equal(what + ": what is left behind", outcome.left, "");
}

}  // namespace

TEST_CASE("08 users: the groups of whoever started it do not come along", "[08+]") {
    judge({"08.groups",
           {"08.host"},
           "Groups disk and adm open the host's disks and logs, and no id that is set takes them "
           "away.",
           lesson + "Whom it acts as; setgroups(2), credentials(7)"},
          [] {
              for (const Words& options :
                   {Words{}, Words{"--userns", "host"}, Words{"--user", "1234:2345"},
                    Words{"--userns", "host", "--user", "1234:2345"}}) {
                  Box box;
                  Launch launch{offline(options), {"/bin/probe", "serve", "/ask"}};
                  launch.wrapper = caller_with_groups;
                  const auto live = box.start(launch);
                  auto probe = live->probe();
                  const auto what = "with " + command_line(options) + ", ";
                  expect_equal(what + "the additional groups, as the host sees them",
                               status_of(probe, "Groups"), "");
                  expect_contains(what + "what it sees itself", probe.ask({"credentials"}),
                                  "groups\n");
              }
          });
}

TEST_CASE("08 users: all four ids of its user and its group are the ones that were asked for",
          "[08+]") {
    judge({"08.ids",
           {"08.groups"},
           "A saved id that is still root's is one system call away from being root.",
           lesson + "Whom it acts as; setresuid(2), credentials(7)"},
          [] {
              for (const std::string space : {"auto", "host"}) {
                  Box box;
                  const auto uid = static_cast<unsigned>(random_number(1000, 60'000)),
                             gid = uid + 1;
                  const auto live = box.serve(
                      offline({"--userns", space, "--user", fmt::format("{}:{}", uid, gid)}));
                  auto probe = live->probe();
                  const auto root = on_host(probe, 0);
                  expect_equal("with --userns " + space + ", its Uid", status_of(probe, "Uid"),
                               fmt::format("{0} {0} {0} {0}", root + uid));
                  expect_equal("with --userns " + space + ", its Gid", status_of(probe, "Gid"),
                               fmt::format("{0} {0} {0} {0}", root + gid));
                  expect_equal("with --userns " + space + ", what it sees itself",
                               probe.ask({"credentials"}),
                               fmt::format("uid {0} {0} {0}\ngid {1} {1} {1}\ngroups\n", uid, gid));
              }
          });
}

TEST_CASE("08 users: a user's name is looked up in the container's own files", "[08+]") {
    judge({"08.names",
           {"08.ids"},
           "The image knows its users; the host's have other numbers, or are other people.",
           lesson + "Whom it acts as; passwd(5), group(5)"},
          [] {
              Box box;
              const People people;
              move_in(box, people);
              const auto more = fmt::format(" {}", people.other_gid);
              expect_equal("a name", as(box, people.name), people.expected(people.gid, more));
              expect_equal("its number", as(box, std::to_string(people.uid)),
                           people.expected(people.gid, more));
              expect_equal("a name and a group", as(box, people.name + ":" + people.other),
                           people.expected(people.other_gid, ""));
              expect_equal("a name and a group's number", as(box, people.name + ":77"),
                           people.expected(77, ""));
              expect_equal("a number that the file lacks", as(box, "4321"),
                           "uid 4321 4321 4321\ngid 0 0 0\ngroups\n");
              expect_equal("a group alone", as(box, ":" + people.group),
                           fmt::format("uid 0 0 0\ngid {0} {0} {0}\ngroups\n", people.gid));
              const auto stranger = user_of_the_host();
              expect_refused(box, {"--user", stranger}, stranger);
              expect_refused(box, {"--user", people.name + ":" + stranger}, stranger);
          });
}

TEST_CASE("08 users: a symlink called /etc/passwd does not lead out", "[08+]") {
    judge({"08.passwd-link",
           {"08.names"},
           "An image that can choose which file the runtime reads learns what is in it, or becomes "
           "whoever it wants.",
           lesson + "Whom it acts as; path_resolution(7), CVE-2019-14271"},
          [] {
              Box box;
              const People people, strangers;
              const auto outside = box.directory() / "outside";
              fs::create_directory(outside);
              write_file(outside / "passwd", strangers.passwd());
              write_file(outside / "group", strangers.groups());
              move_in(box, people);
              expect_equal("a name of the image", as(box, people.name + ":" + people.other),
                           people.expected(people.other_gid, ""));
              for (const auto& target : {outside.native() + "/", std::string{"../../outside/"},
                                         "../../../../../../.." + outside.native() + "/"}) {
                  for (const std::string file : {"passwd", "group"}) {
                      fs::remove(box.rootfs() / "etc" / file);
                      fs::create_symlink(target + file, box.rootfs() / "etc" / file);
                  }
                  expect_refused(box, {"--user", strangers.name}, strangers.name);
                  expect_refused(box, {"--user", "0:" + strangers.group}, strangers.group);
              }
              // The directory, too.
              fs::remove_all(box.rootfs() / "etc");
              fs::create_directory_symlink(outside, box.rootfs() / "etc");
              expect_refused(box, {"--user", strangers.name}, strangers.name);
          });
}

TEST_CASE("08 users: --group-add adds groups, by name and by number", "[08+]") {
    judge(
        {"08.group-add",
         {"08.names"},
         "For a device or a volume that a group may use.",
         lesson + "Options; setgroups(2)"},
        [] {
            Box box;
            const People people;
            move_in(box, people);
            const auto all = as(box, "4321:5", {"--group-add", people.group, "--group-add", "78"});
            expect_contains("whom it acts as", all, "uid 4321 4321 4321\ngid 5 5 5\n");
            std::istringstream words{all.substr(all.find("groups"))};
            std::set<std::string> groups;
            for (std::string word; words >> word;) groups.insert(word);
            expect(groups == std::set<std::string>{"groups", "78", std::to_string(people.gid)},
                   "its groups: " + all, fmt::format("78 and {}", people.gid));
            expect_contains(
                "of root",
                box.output({"/bin/probe", "credentials"}, offline({"--group-add", people.other})),
                fmt::format("groups {}\n", people.other_gid));
            expect_refused(box, {"--group-add", "no" + people.group}, "no" + people.group);
        });
}

TEST_CASE("08 users: HOME is the user's", "[08+]") {
    judge(
        {"08.home",
         {"08.names"},
         "A program that keeps something looks there first.",
         lesson + "Whom it acts as; environ(7)"},
        [] {
            Box box;
            const People people;
            move_in(box, people);
            const auto home = [&](const Words& options) {
                return box.output({"/bin/sh", "-c", "echo $HOME"}, offline(options));
            };
            expect_equal("of root", home({}), "/root\n");
            expect_equal("of a user", home({"--user", people.name}), "/home/" + people.name + "\n");
            expect_equal("of his number", home({"--user", std::to_string(people.uid)}),
                         "/home/" + people.name + "\n");
            expect_equal("of somebody unknown", home({"--user", "4321"}), "/\n");
            expect_equal("where -e says another",
                         home({"--user", people.name, "-e", "HOME=/elsewhere"}), "/elsewhere\n");
        });
}

TEST_CASE("08 users: a user who is not root may open his stdin, stdout and stderr", "[08+]") {
    judge({"08.stdio",
           {"08.ids"},
           "To open /dev/stdout, which many servers log to, is to open the pipe anew: that asks "
           "whose it is.",
           lesson + "Whom it acts as; pipe(7), proc_pid_fd(5)"},
          [] {
              for (const std::string space : {"auto", "host"}) {
                  Box box;
                  Launch launch{offline({"--userns", space, "--user", "1234:2345"}),
                                {"/bin/sh", "-c",
                                 "cat < /proc/self/fd/0; echo out > /proc/self/fd/1; "
                                 "echo err > /proc/self/fd/2"}};
                  launch.input = random_word();
                  const auto outcome = box.run(launch);
                  expect_equal("with --userns " + space + ", stdin and stdout", outcome.out,
                               launch.input + "out\n");
                  expect_equal("stderr", outcome.err, "err\n");
              }
          });
}

TEST_CASE("08 users: what is no pipe and no terminal stays its owner's", "[08+]") {
    judge({"08.stdio-files",
           {"08.stdio"},
           "A log file of root's that a container's output goes to is not the container's, and "
           "/dev/null is everybody's.",
           lesson + "Whom it acts as; fchown(2)"},
          [] {
              Box box;
              const auto log = box.directory() / "log", input = box.directory() / "input";
              write_file(log, "");
              write_file(input, random_word());
              Launch launch{offline({"--user", "1234:2345"}), {"/bin/sh", "-c", "cat; id -u >&2"}};
              launch.wrapper = {"/bin/sh", "-c",
                                fmt::format("exec \"$@\" <{} >{}", input.native(), log.native()),
                                "sh"};
              const auto outcome = box.run(launch);
              expect_equal("stderr", outcome.err, "1234\n");
              expect_equal("what came to stdout", read_file(log), read_file(input));
              for (const auto& file : {log, input})
                  expect_equal("the owner of " + file.native(), owner_of(file), 0U);
              launch.wrapper = {"/bin/sh", "-c", "exec \"$@\" </dev/null >/dev/null", "sh"};
              expect_equal("with /dev/null for stdin and stdout, stderr", box.run(launch).err,
                           "1234\n");
              const auto owner = owner_of("/dev/null");
              if (owner != 0 && ::chown("/dev/null", 0, 0) != 0)
                  throw std::runtime_error{"chown"};  // it is this machine's
              expect_equal("the owner of /dev/null", owner, 0U);
          });
}
