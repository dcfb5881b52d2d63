// SPDX-License-Identifier: MIT
// Chapter 05: a network of its own, and a cable into it.
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

using namespace support;
namespace fs = std::filesystem;

namespace {

const std::string lesson = "chapters/05-net/README.md, ";

bool shares_network(Box& box, const Words& options = {}) {
    const auto live = box.serve(options);
    const auto probe = live->probe();
    return probe.proc_link("ns/net") ==
           fs::read_symlink(fmt::format("/proc/{}/ns/net", live->pid())).native();
}

/// A world outside, 192.0.2.1, to which the stage has the link uplink0. `body` runs the program as
/// "$@", and things outside as `outside COMMAND`. The world knows no way to the container's subnet.
Words with_a_world(const std::string& body) {
    return {"/bin/sh", "-c",
            "unshare --net sleep 1000 & world=$!; "
            "until [ \"$(readlink /proc/$world/ns/net)\" != \"$(readlink /proc/$$/ns/net)\" ]; do "
            ":; done; outside() { nsenter --target $world --net \"$@\"; }; ip link set lo up; "
            "ip link add uplink0 type veth peer name eth0 netns $world; "
            "ip addr add 192.0.2.2/24 dev uplink0; ip link set uplink0 up; "
            "outside ip addr add 192.0.2.1/24 dev eth0; outside ip link set eth0 up; " +
                body +
                "; status=$?; ip link del uplink0; kill $world; wait $world 2>/dev/null; "
                "exit $status",
            "sh"};
}

Words sh(const std::string& script) {
    return {"/bin/sh", "-c", script};
}

std::string random_port() {
    return std::to_string(random_number(20'000, 60'000));
}

}  // namespace

TEST_CASE("05 net: the container has a network of its own", "[05+]") {
    judge({"05.namespace",
           {"00.runs"},
           "In the host's network namespace it sees the host's links and takes the host's ports.",
           lesson + "Its own network; network_namespaces(7)"},
          [] {
              Box box;
              expect(!shares_network(box), "the network namespace is the host's", "one of its own");
              expect(!shares_network(box, {"--network", "none"}),
                     "with --network none the network namespace is the host's", "one of its own");
              expect(shares_network(box, {"--network", "host"}),
                     "with --network host the network namespace is another", "the host's");
          });
}

TEST_CASE("05 net: it reaches itself by its loopback", "[05+]") {
    judge({"05.loopback",
           {"05.namespace"},
           "In a new namespace lo is down, and programs that talk to themselves fail.",
           lesson + "Loopback; network_namespaces(7), rtnetlink(7)"},
          [] {
              Box box;
              const auto word = random_word();
              for (const std::string address : {"127.0.0.1", "::1"}) {
                  const auto script = fmt::format(
                      "nc -l -p 80 -e echo {} & i=0; until nc {} 80 </dev/null 2>/dev/null || "
                      "[ $i = 100 ]; do i=$((i+1)); usleep 10000; done",
                      word, address);
                  expect_equal("what a server on " + address + " says",
                               box.output(sh(script), {"--network", "none"}), word + "\n");
              }
          });
}

TEST_CASE("05 net: with --network none there is nothing else", "[05+]") {
    judge({"05.none",
           {"05.namespace"},
           "Who asks for no network must not get one.",
           lesson + "Its own network; network_namespaces(7)"},
          [] {
              Box box;
              expect_equal("the links",
                           box.output({"/bin/ls", "/sys/class/net"}, {"--network", "none"}),
                           "lo\n");
          });
}

TEST_CASE("05 net: the bridge is the way to everywhere", "[05+]") {
    judge({"05.bridge",
           {"05.loopback"},
           "Without an address, a link that is up, and a default route nothing can be reached.",
           lesson + "The bridge; veth(4), rtnetlink(7)"},
          [] {
              Box box;
              const auto script =
                  "gateway=$(ip route | sed -n 's/^default via \\([^ ]*\\) dev eth0.*/\\1/p'); "
                  "ping -c 1 -W 5 $gateway >/dev/null && echo answered";
              expect_equal("the gateway", box.output(sh(script)), "answered\n");
          });
}

TEST_CASE("05 net: the world sees the host's address", "[05+]") {
    judge({"05.outside",
           {"05.bridge"},
           "The world knows no way to the container's own address: an answer would be lost.",
           lesson + "To the outside; nft(8), NAT STATEMENTS"},
          [] {
              Box box;
              Launch launch{{}, sh("ping -c 1 -W 5 192.0.2.1 >/dev/null && echo answered")};
              launch.wrapper = with_a_world("\"$@\"");
              const auto outcome = box.run(launch);
              expect_equal("the world", outcome.out, "answered\n");
              expect_equal("what is left behind", outcome.left, "");
          });
}

TEST_CASE("05 net: a published port leads to the container", "[05+]") {
    judge({"05.ports",
           {"05.outside"},
           "A server that nobody can reach serves nobody.",
           lesson + "Published ports; nft(8), NAT STATEMENTS"},
          [] {
              Box box;
              const auto port = random_port(), word = random_word();
              Launch launch{{"-p", port + ":80"}, sh("exec nc -ll -p 80 -e echo " + word)};
              launch.wrapper = with_a_world(fmt::format(
                  "\"$@\" & i=0; until outside busybox nc -w 1 192.0.2.2 {0} </dev/null "
                  "2>/dev/null || [ $i = 60 ]; do i=$((i+1)); sleep 0.05; done; "
                  "busybox nc -w 1 127.0.0.1 {0} </dev/null; kill -9 $(cat "
                  "/run/workbook/containers/*/init 2>/dev/null); wait $!; true",
                  port));
              expect_equal("the server, to the world and to the host's own 127.0.0.1",
                           box.run(launch).out, word + "\n" + word + "\n");
          });
}

TEST_CASE("05 net: a port that is taken is refused", "[05+]") {
    judge({"05.taken-port",
           {"05.ports"},
           "The packet filter comes before the program that has the port: it would lose its "
           "clients, and nobody would know why.",
           lesson + "Published ports; bind(2)"},
          [] {
              Box box;
              const auto port = random_port();
              Launch launch{{"-p", port + ":80"}, {"/bin/true"}};
              launch.wrapper = {"/bin/sh", "-c",
                                fmt::format("busybox nc -ll -p {0} -e true & until grep -q "
                                            "':'$(printf %04X {0})' .* 0A' /proc/net/tcp "
                                            "/proc/net/tcp6; do :; done; \"$@\"; "
                                            "status=$?; kill $!; exit $status",
                                            port),
                                "sh"};
              const auto outcome = box.run(launch);
              expect_equal("the exit status", outcome.exit_status, 125);
              expect_contains("stderr", outcome.err, port);
              expect_equal("what is left behind", outcome.left, "");
          });
}

TEST_CASE("05 net: the files that name hosts are the container's", "[05+]") {
    judge({"05.names",
           {"05.bridge"},
           "Programs look up their own name, and would find what the image's author had there.",
           lesson + "Names; hosts(5), resolv.conf(5)"},
          [] {
              Box box;
              const auto name = random_word(), tree = describe_tree(box.rootfs());
              const auto text = box.output(
                  sh("cat /etc/hostname; grep nameserver /etc/resolv.conf; "
                     "ip -4 addr show eth0 | sed -n 's|.*inet \\(.*\\)/.*|\\1|p' "
                     "| while read -r address; do grep \"^$address\t\" /etc/hosts | cut -f2; done; "
                     "grep -c 192.0.2.9 /etc/hosts; echo changed > /etc/hosts"),
                  {"--hostname", name, "--dns", "192.0.2.53", "--add-host", "db:192.0.2.9"});
              expect_equal("the names", text, name + "\nnameserver 192.0.2.53\n" + name + "\n1\n");
              expect_equal("the change of the rootfs",
                           difference(tree, describe_tree(box.rootfs())), "");
          });
}

TEST_CASE("05 net: an internal network has no way out", "[05+]") {
    judge({"05.internal",
           {"05.outside"},
           "Without a rule for it, root in the container makes itself the route that is missing.",
           lesson + "An internal network; nft(8)"},
          [] {
              Box box;
              Launch launch{
                  {"--internal"},
                  sh("gateway=$(ip route | sed -n 's/.*src \\(.*\\)[.][0-9]* *$/\\1.1/p'); "
                     "ping -c 1 -W 5 $gateway >/dev/null && echo gateway; "
                     "ip route add default via $gateway; "
                     "ping -c 1 -W 1 192.0.2.1 >/dev/null || echo cut off")};
              launch.wrapper = with_a_world(
                  "echo 1 > /proc/sys/net/ipv4/ip_forward; outside ip route add default via "
                  "192.0.2.2; \"$@\"");
              expect_equal("what answers", box.run(launch).out, "gateway\ncut off\n");
          });
}
