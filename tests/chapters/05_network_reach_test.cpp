// SPDX-License-Identifier: MIT
// Chapter 05: what a container must not reach, whatever its root does.
#include "chapters/beside.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

using namespace support;

namespace {

const std::string lesson = "chapters/05-net/README.md, ";

std::unique_ptr<Live> serve(Box& box, const Words& options = {}) {
    Launch launch{options, {"/bin/probe", "serve", "/ask"}};
    launch.outside = true;
    return box.start(launch);
}

}  // namespace

TEST_CASE("05 net: servers on the host's loopback are out of reach", "[05+]") {
    judge({"05.host-loopback",
           {"05.bridge"},
           "They listen on 127.0.0.1 because they trust whoever is on this machine.",
           lesson + "Loopback; ip-sysctl, route_localnet"},
          [] {
              Box box;
              const auto port = random_port(), word = random_word();
              const auto live = serve(box);
              auto probe = live->probe();
              auto host = Beside::host(box, *live);
              host.ask({"tcp-serve", "127.0.0.1", port, word});
              host.ask({"serve-unix", "@" + word, word});
              const auto try_all = [&](const std::string& how) {
                  for (const std::string address : {"127.0.0.1", Outside::host})
                      expect_contains(fmt::format("a server on the host's 127.0.0.1, asked at {}{}",
                                                  address, how),
                                      answer(probe, "tcp", address, port), "refused: ");
              };
              expect_contains("a server with an abstract name, on the host",
                              probe.ask({"try", "ask-unix", "@" + word}), "refused: ");
              try_all("");
              // Root in there may send what is for 127.0.0.1 to the bridge.
              in_network_of(probe.pid(),
                            "gateway=$(ip route show default | cut -d ' ' -f 3); "
                            "echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet; "
                            "ip -4 address flush dev lo; "
                            "ip route add 127.0.0.0/8 via $gateway");
              try_all(", by way of the bridge");
          });
}

TEST_CASE("05 net: what is not published is not reached from outside", "[05+]") {
    judge({"05.unpublished",
           {"05.ports"},
           "Whoever is on the same network as the host can make a route to the containers'.",
           lesson + "Published ports; nft(8), CONNTRACK EXPRESSIONS"},
          [] {
              Box box;
              const auto live = serve(box, {"-p", random_port() + ":80"});
              auto probe = live->probe();
              probe.ask({"tcp-serve", "::", "81", random_word()});
              const auto ipv4 = ipv4_of(probe), ipv6 = ipv6_of(probe);
              in_network_of(live->outside().probe().pid(),
                            fmt::format("ip route add {}/32 via {}; ip route add {}/128 via {}",
                                        ipv4, Outside::host, ipv6, Outside::host6));
              for (const auto& address : {ipv4, ipv6})
                  expect_contains(fmt::format("the container's {} port 81, from outside", address),
                                  live->outside().ask_tcp(address, "81"), "refused: ");
          });
}

TEST_CASE("05 net: the host routes for its containers alone", "[05+]") {
    judge({"05.no-router",
           {"05.outside"},
           "A laptop that forwards whatever it gets joins two networks that somebody keeps apart.",
           lesson + "To the outside; nft(8), ip-sysctl"},
          [] {
              Box box;
              const auto live = serve(box);
              auto probe = live->probe();
              // A second network of the host's, with a server in it: 203.0.113.1 is the host's end.
              auto host = Beside::host(box, *live);
              in_network_of(host.probe().pid(),
                            "ip link add other0 type veth peer name other1; ip link set other1 up; "
                            "ip address add 203.0.113.1/24 dev other0; ip link set other0 up; "
                            "ip neigh add 203.0.113.7 lladdr 02:00:00:00:00:07 dev other0; "
                            "nft 'table ip seen { chain seen { type filter hook postrouting "
                            "priority 0; oifname other0 ip daddr 203.0.113.7 counter; }; }'");
              in_network_of(live->outside().probe().pid(),
                            std::string{"ip route add 203.0.113.0/24 via "} + Outside::host);
              live->outside().ask_udp("203.0.113.7", "9");
              const auto seen = run_beside(*live, {"nft", "list", "table", "ip", "seen"}).output;
              expect_contains("what the host handed on to its other network", seen,
                              "counter packets 0 ");
          });
}

TEST_CASE("05 net: nothing is written through to the host's /etc", "[05+]") {
    judge({"05.host-files",
           {"05.names"},
           "A container that sets its name server would set the host's.",
           lesson + "Names; resolv.conf(5)"},
          [] {
              Box box;
              const auto word = random_word();
              for (const std::string network : {"bridge", "host", "none"}) {
                  Launch launch{{"--network", network},
                                {"/bin/sh", "-c",
                                 "for file in hosts hostname resolv.conf; do echo " + word +
                                     " > /etc/$file; done"}};
                  // In case it is: not the machine's own.
                  launch.wrapper = {
                      "/bin/sh", "-c",
                      "for file in hosts hostname resolv.conf; do echo \"$file\" > /run/$file; "
                      "mount --bind /run/$file $(realpath /etc/$file); done; \"$@\" || exit; "
                      "cat /run/hosts /run/hostname /run/resolv.conf; "
                      "for file in hosts hostname resolv.conf; do umount $(realpath /etc/$file); "
                      "rm /run/$file; done; rm -rf /run/mount",
                      "sh"};
                  const auto outcome = box.run(launch);
                  expect_equal("the exit status", outcome.exit_status, 0);
                  expect_equal("the host's files, after --network " + network, outcome.out,
                               "hosts\nhostname\nresolv.conf\n");
              }
          });
}
