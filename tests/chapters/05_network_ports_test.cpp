// SPDX-License-Identifier: MIT
// Chapter 05: the way out and the way in, as seen from outside.
#include "chapters/beside.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

using namespace support;

namespace {

const std::string lesson = "chapters/05-net/README.md, ";

/// A probe in a container that has these options, and a world outside.
std::unique_ptr<Live> serve(Box& box, const Words& options = {}) {
    Launch launch{options, {"/bin/probe", "serve", "/ask"}};
    launch.outside = true;
    return box.start(launch);
}

std::string did(const std::string& address, const std::string& name = {}) {
    return "did: " + address + (name.empty() ? "" : " " + name);
}

}  // namespace

TEST_CASE("05 net: IPv6 leads outside as IPv4 does", "[05+]") {
    judge({"05.outside-6",
           {"05.outside"},
           "Names have addresses of both kinds, and programs try IPv6 first.",
           lesson + "To the outside; ip-sysctl, rtnetlink(7)"},
          [] {
              Box box;
              const auto live = serve(box);
              auto probe = live->probe();
              const auto tcp = live->outside().serve_tcp(), udp = live->outside().serve_udp();
              for (const auto& [server, host] : {std::pair{Outside::server, Outside::host},
                                                 std::pair{Outside::server6, Outside::host6}}) {
                  expect_equal(fmt::format("who asks {} by TCP, as that sees it", server),
                               answer(probe, "tcp", server, tcp), did(host));
                  expect_equal(fmt::format("who asks {} by UDP, as that sees it", server),
                               answer(probe, "udp", server, udp), did(host));
              }
          });
}

TEST_CASE("05 net: a port is published for UDP as well", "[05+]") {
    judge({"05.ports-udp",
           {"05.ports"},
           "Name servers, games and HTTP/3 speak UDP.",
           lesson + "Published ports; nft(8), NAT STATEMENTS"},
          [] {
              Box box;
              const auto port = random_port(), word = random_word();
              const auto live = serve(box, {"-p", port + ":53/udp"});
              auto probe = live->probe();
              probe.ask({"udp-serve", "::", "53", word});
              for (const auto* address : {Outside::host, Outside::host6}) {
                  const auto said = live->outside().ask_udp(address, port);
                  expect(said.ends_with(" " + word),
                         fmt::format("{} port {} over UDP: {}", address, port, said),
                         "the container's server answers");
              }
              const auto said = live->outside().ask_tcp(Outside::host, port);
              expect_contains("the same port over TCP, which is not published", said,
                              "Connection refused");
          });
}

TEST_CASE("05 net: a port is published for IPv6 as well", "[05+]") {
    judge({"05.ports-6",
           {"05.ports"},
           "A client that has IPv6 tries that first, and waits for its end.",
           lesson + "Published ports; nft(8), NAT STATEMENTS"},
          [] {
              Box box;
              const auto port = random_port(), word = random_word();
              const auto live = serve(box, {"-p", port + ":80"});
              auto probe = live->probe();
              probe.ask({"tcp-serve", "::", "80", word});
              for (const auto* address : {Outside::host, Outside::host6})
                  expect_equal(
                      fmt::format("what port {} of {} says", port, address),
                      without_port(live->outside().ask_tcp(address, port)),
                      did(address == Outside::host ? Outside::router : Outside::router6, word));
          });
}

TEST_CASE("05 net: a port can be published on one address alone", "[05+]") {
    judge({"05.ports-address",
           {"05.ports"},
           "What is published on 127.0.0.1 is meant for this machine, and not for its neighbours.",
           lesson + "Published ports; nft(8), NAT STATEMENTS"},
          [] {
              Box box;
              const auto here = random_port(), there = random_port(), word = random_word();
              const auto live = serve(box, {"-p", "127.0.0.1:" + here + ":80", "-p",
                                            std::string{Outside::host} + ":" + there + ":80"});
              auto probe = live->probe();
              probe.ask({"tcp-serve", "::", "80", word});
              auto host = Beside::host(box, *live);
              const auto own = answer(host.probe(), "tcp", "127.0.0.1", here);
              expect(own.ends_with(word), "the host's 127.0.0.1: " + own, "the server answers");
              expect_contains("the same port, for the world",
                              live->outside().ask_tcp(Outside::host, here), "refused: ");
              const auto outside = live->outside().ask_tcp(Outside::host, there);
              expect(outside.ends_with(word), "the other port, for the world: " + outside,
                     "the server answers");
              expect_contains("that one by 127.0.0.1",
                              answer(host.probe(), "tcp", "127.0.0.1", there), "refused: ");
          });
}

TEST_CASE("05 net: two containers listen on the same port, and reach each other", "[05+]") {
    judge({"05.neighbours",
           {"05.ports"},
           "Each has ports of its own; on the bridge they are neighbours.",
           lesson + "The bridge; network_namespaces(7)"},
          [] {
              Box box;
              const auto first = random_word(), second = random_word();
              const auto one = random_port(), two = random_port();
              const auto live = serve(box, {"-p", one + ":80"});
              auto probe = live->probe();
              auto other = Beside::container(box, *live, {"-p", two + ":80"});
              probe.ask({"tcp-serve", "::", "80", first});
              other.ask({"tcp-serve", "::", "80", second});
              for (auto* address : {ipv4_of, ipv6_of}) {
                  const auto mine = address(probe), its = address(other.probe());
                  expect_equal("what the neighbour at " + its + " says",
                               answer(probe, "tcp", its, "80"), did(mine, second));
                  expect_equal("what the one at " + mine + " says",
                               answer(other.probe(), "tcp", mine, "80"), did(its, first));
              }
              for (const auto& [port, word] : {std::pair{one, first}, std::pair{two, second}}) {
                  expect_equal(fmt::format("what port {} of the host says to the world", port),
                               without_port(live->outside().ask_tcp(Outside::host, port)),
                               did(Outside::router, word));
              }
              const auto said = answer(probe, "tcp", Outside::host, two);
              expect(said.ends_with(" " + second),
                     fmt::format("port {} of the host, to another container: {}", two, said),
                     "the one who has published it answers");
          });
}
