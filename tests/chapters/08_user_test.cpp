// SPDX-License-Identifier: MIT
// Chapter 08: root inside is a user without rights outside, and each container has users of its
// own.
#include "chapters/beside.hpp"
#include "chapters/mounted.hpp"
#include "chapters/users.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/08-users/README.md, ";

void expect_disjoint(const std::vector<IdRange>& ranges) {
    for (std::size_t i = 0; i < ranges.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            expect(ranges[i].outside >= ranges[j].outside + ranges[j].size ||
                       ranges[j].outside >= ranges[i].outside + ranges[i].size,
                   fmt::format("one container has the ids from {}, another from {}, {} each",
                               ranges[j].outside, ranges[i].outside, ranges[i].size),
                   "no id belongs to both");
}

/// Starts `count` containers at once, and says what /proc/self/uid_map was in each while all ran.
std::string maps_of_many(Host& host, int count) {
    const auto shared = host.box().directory() / "shared";
    fs::create_directory(shared);
    const auto inside = "cat /proc/self/uid_map; until [ -e /shared/go ]; do sleep 0.01; done";
    const auto finished = host.shell(fmt::format(
        "for i in $(seq {0}); do $program run --network none -v {1}:/shared $rootfs /bin/sh -c "
        "'{2}' >{1}/$i.out 2>&1 & all=\"$all $!\"; done; "
        "for i in $(seq 1000); do [ $(cat {1}/*.out | wc -l) -ge {0} ] && break; sleep 0.01; done; "
        "touch {1}/go; wait $all; cat {1}/*.out",
        count, shared.native(), inside));
    return finished.output;
}

}  // namespace

TEST_CASE("08 users: root inside is a user without rights outside", "[08+]") {
    judge({"08.root-is-nobody",
           {"00.runs"},
           "Whatever gets out of the container then, by a mistake of the kernel's or of ours, is "
           "root of nothing.",
           lesson + "Root that is not root; user_namespaces(7)"},
          [] {
              Box box;
              const auto live = box.serve(offline());
              auto probe = live->probe();
              expect_equal("whom it acts as, as it sees itself", probe.ask({"credentials"}),
                           "uid 0 0 0\ngid 0 0 0\ngroups\n");
              expect(namespace_of(probe.pid(), "user") != namespace_of(0, "user"),
                     "it is in the host's user namespace", "it has one of its own");
              for (const std::string file : {"uid_map", "gid_map"}) {
                  const auto ranges = ranges_of(probe.pid(), file);
                  expect(ranges.size() == 1 && ranges[0].inside == 0 && ranges[0].size == 65536,
                         "the container's " + file + " is " + probe.proc_file(file),
                         "one line, which maps the ids from 0 to 65535");
                  expect(ranges[0].outside >= 65536 && ranges[0].outside < 0xffff0000,
                         fmt::format("its root is user {} of the host", ranges[0].outside),
                         "an id far from those of the host's own users");
              }
              const auto root = on_host(probe, 0);
              for (const std::string line : {"Uid", "Gid"})
                  expect_equal("the " + line + " of the process, as the host sees it",
                               status_of(probe, line), fmt::format("{0} {0} {0} {0}", root));
          });
}

TEST_CASE("08 users: all its namespaces belong to its user namespace", "[08+]") {
    judge({"08.owner",
           {"08.root-is-nobody"},
           "The kernel asks what you may do in the user namespace that owns what you do it to. A "
           "network that is the host's would be changed by no root of a container.",
           lesson + "Root that is not root; ioctl_ns(2), NS_GET_USERNS"},
          [] {
              Box box;
              const auto live = box.serve(offline());
              auto probe = live->probe();
              const auto own = namespace_of(probe.pid(), "user");
              for (const std::string name : {"mnt", "pid", "uts", "ipc", "net", "cgroup"})
                  expect_equal("the owner of its namespace " + name,
                               owner_of_namespace(probe.pid(), name), own);
              expect_contains("renaming itself, which its root may where that is its own",
                              probe.ask({"try", "sethostname", random_word()}), "refused: ");
          });
}

TEST_CASE("08 users: two containers have no user in common", "[08+]") {
    judge({"08.apart",
           {"08.root-is-nobody"},
           "The kernel counts processes, keys and locks by user, and lets a user end his own "
           "processes: those of another container must not be his.",
           lesson + "A range for each; user_namespaces(7)"},
          [] {
              Box box;
              const auto live = box.serve(offline());
              const auto one = live->probe();
              auto two = Beside::container(box, *live, offline());
              auto ranges = ranges_of(one.pid());
              for (const auto& range : ranges_of(two.probe().pid())) ranges.push_back(range);
              expect_disjoint(ranges);
          });
}

TEST_CASE("08 users: nor have eight that start at once", "[08+]") {
    judge(
        {"08.at-once",
         {"08.apart"},
         "Who looks which range is free, and takes it later, takes what another one has seen, too.",
         lesson + "A range for each"},
        [] {
            Host host;
            std::istringstream lines{maps_of_many(host, 8)};
            std::vector<IdRange> ranges;
            for (std::string line; std::getline(lines, line);) {
                IdRange range;
                std::istringstream words{line};
                expect(bool(words >> range.inside >> range.outside >> range.size),
                       "one of eight containers says " + line, "its uid_map");
                ranges.push_back(range);
            }
            expect_equal("the lines of their maps", ranges.size(), 8U);
            expect_disjoint(ranges);
            expect_equal("what is left behind", host.left(), "");
        });
}

TEST_CASE("08 users: the ranges are those of \"containers\" in /etc/subuid", "[08+]") {
    judge({"08.subuid",
           {"08.apart"},
           "Whoever runs the machine says there which ids are whose.",
           lesson + "A range for each; subuid(5)"},
          [] {
              Host host;
              const auto first = static_cast<unsigned>(random_number(20, 9000)) * 65536;
              std::string said;
              {
                  const auto subuid = Mounted::text(
                      host, fmt::format("somebody:65536:65536\ncontainers:{}:131072\n", first),
                      "/etc/subuid");
                  said = maps_of_many(host, 3);
              }
              std::istringstream lines{said};
              std::vector<IdRange> ranges;
              std::string refused;
              for (std::string line; std::getline(lines, line);) {
                  IdRange range;
                  std::istringstream words{line};
                  if (words >> range.inside >> range.outside >> range.size)
                      ranges.push_back(range);
                  else
                      refused += line + "\n";
              }
              expect_equal("how many of three containers ran", ranges.size(), 2U);
              expect_disjoint(ranges);
              for (const auto& range : ranges)
                  expect(range.outside >= first && range.outside < first + 131072,
                         fmt::format("one has the ids from {}", range.outside),
                         fmt::format("from {} or {}", first, first + 65536));
              expect_contains("the third, for which there are no ids", refused, "/etc/subuid");
              expect(std::count(refused.begin(), refused.end(), '\n') == 1, "it says " + refused,
                     "one line");
              expect_equal("what is left behind", host.left(), "");
          });
}
