// SPDX-License-Identifier: MIT
// Chapter 05: addresses that nobody else has, networks that are shared, and what is left of both.
#include "chapters/beside.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <set>
#include <sstream>

using namespace support;

namespace {

const std::string lesson = "chapters/05-net/README.md, ";

/// The program refuses: 125, and one line that names `part`.
void expect_refused(const Finished& finished, const std::string& what, const std::string& part) {
    expect_equal("the exit status of " + what, finished.exit_status, 125);
    expect_contains("what it says", finished.output, part);
    expect_equal("the number of lines it says",
                 std::count(finished.output.begin(), finished.output.end(), '\n'), 1);
}

/// The change of the stage, but for the routes of its uplink: one may come a moment after that.
std::string changes(Live& live) {
    std::istringstream lines{difference(live.before(), live.stage().snapshot())};
    std::string text;
    for (std::string line; std::getline(lines, line);)
        if (line.find(" dev uplink0") == std::string::npos) text += line + "\n";
    return text;
}

void expect_nothing_left(Live& live) {
    std::string left;
    eventually([&] {
        left = changes(live);
        return left.empty();
    });
    expect_equal("what is left on the host", left, "");
}

}  // namespace

TEST_CASE("05 net: twenty containers that start at once have twenty addresses", "[05+]") {
    judge(
        {"05.leases",
         {"05.bridge"},
         "Two with one address take each other's packets, now and then.",
         lesson + "Addresses and leases; flock(2)"},
        [] {
            Box box;
            // Each stays until it has met all the others, or has waited long enough.
            const TemporaryDirectory meeting;
            Launch launch{{"-v", meeting.path().native() + ":/mnt"},
                          {"/bin/sh", "-c",
                           "address=$(ip -4 addr show eth0 | sed -n 's|.*inet \\(.*\\)/.*|\\1|p'); "
                           "echo $address; mktemp /mnt/XXXXXX >/dev/null; i=0; "
                           "until set -- /mnt/* && [ $# = 20 ] || [ $i = 100 ]; do "
                           "i=$((i+1)); sleep 0.05; done"}};
            launch.wrapper = {"/bin/sh", "-c",
                              "i=0; while [ $i -lt 20 ]; do \"$@\" & i=$((i+1)); done; wait", "sh"};
            const auto outcome = box.run(launch);
            std::istringstream lines{outcome.out};
            std::set<std::string> addresses;
            std::size_t count = 0;
            for (std::string line; std::getline(lines, line); ++count) addresses.insert(line);
            expect_equal("the number of those that had an address (stderr: " +
                             outcome.err.substr(0, 200) + ")",
                         count, std::size_t{20});
            expect_equal("the number of different addresses", addresses.size(), std::size_t{20});
            expect_equal("what is left behind", outcome.left, "");
        });
}

TEST_CASE("05 net: names of any length do not get in each other's way", "[05+]") {
    judge(
        {"05.long-names",
         {"05.neighbours"},
         "A link's name has at most 15 characters: one made of the container's is soon another's.",
         lesson + "The bridge; netdevice(7), IFNAMSIZ"},
        [] {
            Box box;
            const auto name = random_word(40), word = random_word();
            auto live = box.serve({"--name", name + "-one"});
            auto probe = live->probe();
            auto other = Beside::container(box, *live, {"--name", name + "-two"});
            other.ask({"tcp-serve", "::", "80", word});
            const auto said = answer(probe, "tcp", ipv4_of(other.probe()), "80");
            expect(said.ends_with(" " + word), "the second, asked by the first: " + said,
                   "it answers");
        });
}

TEST_CASE("05 net: addresses that are asked for are given, but not twice", "[05+]") {
    judge({"05.given-address",
           {"05.bridge"},
           "Who names an address has told others about it.",
           lesson + "Options"},
          [] {
              Box box;
              const auto ip = fmt::format("10.77.5.{}", random_number(10, 200));
              const auto mac = fmt::format("02:42:0a:0b:0c:{:02x}", random_number(0, 255));
              const auto live =
                  box.serve({"--subnet", "10.77.5.0/24", "--ip", ip, "--mac-address", mac});
              auto probe = live->probe();
              expect_equal("the address", ipv4_of(probe), ip);
              const auto seen = probe.ask({"read", "/sys/class/net/eth0/address"});
              expect_equal("the MAC address", seen.substr(0, seen.find('\n')), mac);
              expect_refused(run_beside(box, *live, {"--ip", ip}, {"/bin/true"}),
                             "a second one with the same --ip", ip);
              expect_refused(run_beside(box, *live, {"--ip", "192.168.1.1"}, {"/bin/true"}),
                             "one with an --ip that is not of the subnet", "192.168.1.1");
          });
}

TEST_CASE("05 net: somebody else's link is left alone", "[05+]") {
    judge({"05.others-link",
           {"05.bridge"},
           "A link that happens to have the name may be the host's only way to the world.",
           lesson + "The bridge; netlink(7), NLMSG_ERROR"},
          [] {
              Box box;
              Launch launch{{}, {"/bin/true"}};
              // No bridge, but one has to look to know.
              launch.wrapper = {"/bin/sh", "-c",
                                "ip link add wb0 type veth peer name wb0-peer; ip link set wb0 up; "
                                "ip link set wb0-peer up; \"$@\"; status=$?; "
                                "ip link del wb0 || echo wb0 is gone; exit $status",
                                "sh"};
              const auto outcome = box.run(launch);
              expect_refused({outcome.exit_status, outcome.err},
                             "a program that finds wb0 to be somebody else's", "wb0");
              expect_equal("what has become of somebody else's link", outcome.out, "");
          });
}

TEST_CASE("05 net: a container can share the network of another", "[05+]") {
    judge({"05.joined",
           {"05.namespace"},
           "Some programs belong together, and talk over 127.0.0.1.",
           lesson + "Sharing a network; setns(2)"},
          [] {
              Box box;
              const auto name = random_word(), host = random_word(), word = random_word();
              const auto live = box.serve(
                  {"--name", name, "--hostname", host, "--add-host", word + ":192.0.2.9"});
              auto probe = live->probe();
              auto guest = Beside::container(box, *live, {"--network", "container:" + name});
              expect_equal("the network namespace of the guest", guest.probe().proc_link("ns/net"),
                           probe.proc_link("ns/net"));
              expect_equal("its /etc/hosts", guest.ask({"read", "/etc/hosts"}),
                           probe.ask({"read", "/etc/hosts"}));
              expect_contains("that", guest.ask({"read", "/etc/hosts"}), word);
              expect_equal("its links, by /sys/class/net", guest.ask({"list", "/sys/class/net"}),
                           probe.ask({"list", "/sys/class/net"}));
              guest.leave();
              const auto after = probe.ask({"interfaces"});
              expect_contains("the links of the other one, after the guest has gone", after,
                              "eth0 up");
          });
}

TEST_CASE("05 net: who is not there cannot share a network", "[05+]") {
    judge(
        {"05.joined-missing",
         {"05.joined"},
         "With a network of its own instead, it would not find whom it looks for.",
         lesson + "Sharing a network"},
        [] {
            Box box;
            const auto name = random_word();
            const auto outcome = box.run({{"--network", "container:" + name}, {"/bin/true"}});
            expect_refused({outcome.exit_status, outcome.err}, "one that would join nobody", name);
            expect_equal("what is left behind", outcome.left, "");
        });
}

TEST_CASE("05 net: the last one out turns off the light, and no one before", "[05+]") {
    judge({"05.last",
           {"05.outside", "05.neighbours"},
           "The bridge, its rules and the host's settings serve all of them.",
           lesson + "Nothing is left"},
          [] {
              Box box;
              Launch launch{{}, {"/bin/probe", "serve", "/ask"}};
              launch.outside = true;
              const auto live = box.start(launch);
              auto probe = live->probe();
              const auto port = live->outside().serve_tcp();
              auto other = Beside::container(box, *live, {"-p", random_port() + ":80"});
              other.leave();
              expect_equal("the world, after another container has ended",
                           answer(probe, "tcp", Outside::server, port),
                           std::string{"did: "} + Outside::host);
              probe.leave(0);
              live->wait();
              expect_nothing_left(*live);
          });
}

TEST_CASE("05 net: the next run removes what a SIGKILL has left", "[05+]") {
    judge({"05.swept",
           {"05.last"},
           "Addresses run out, and a port stays with a container that is no more.",
           lesson + "Nothing is left"},
          [] {
              Box box;
              const auto live = box.serve({"-p", random_port() + ":80"});
              const auto probe = live->probe();
              live->signal(SIGKILL);
              live->wait();
              run_beside(box, *live, {"--network", "none"}, {"/bin/true"});
              expect_nothing_left(*live);
          });
}
