// SPDX-License-Identifier: MIT
// Chapter 05: the network.
#include "attack.hpp"
#include "scene.hpp"

#include <fmt/format.h>

namespace matrix {
namespace {

std::string port(Scene& scene) {
    return std::to_string(scene.number(20'000, 60'000));
}

}  // namespace

Attacks net_attacks() {
    return {
        {"loopback-server", "talk to a server on the host's 127.0.0.1", 5,
         "the container's loopback interface is another one", "network_namespaces(7), ip(7)",
         [](Scene& scene) {
             const auto number = port(scene), secret = scene.word();
             scene.host({"loopback-up"});
             scene.host({"serve-tcp", number, secret});
             return scene.attempt({"ask-tcp", number}) == secret;
         }},
        {"take-port", "take a port of the host and answer in its place", 5,
         "ports belong to a network namespace", "network_namespaces(7), bind(2)",
         [](Scene& scene) {
             const auto number = port(scene), word = scene.word();
             scene.host({"loopback-up"});
             scene.attempt({"serve-tcp", number, word});
             return scene.host({"try", "ask-tcp", number}) == "did: " + word;
         }},
        {"abstract-socket", "talk to a host daemon over an abstract socket", 5,
         "abstract names belong to a network namespace, not to a file system",
         "unix(7), network_namespaces(7), CVE-2020-15257",
         [](Scene& scene) {
             const auto name = "@" + scene.word(), secret = scene.word();
             scene.host({"serve-unix", name, secret});
             return scene.attempt({"ask-unix", name}) == secret;
         }},
        {"see-addresses", "list the host's network addresses", 5,
         "interfaces belong to a network namespace", "network_namespaces(7), getifaddrs(3)",
         [](Scene& scene) {
             const auto address = fmt::format("10.{}.{}.{}", scene.number(0, 255),
                                              scene.number(0, 255), scene.number(1, 254));
             scene.host({"loopback-up"});
             scene.host({"add-address", address});
             const auto all = scene.attempt({"addresses"});
             return all && ("\n" + *all + "\n").find("\n" + address + "\n") != std::string::npos;
         }},
        {"sniff", "read the packets that host processes exchange", 5,
         "a packet socket hears the interfaces of its own namespace",
         "packet(7), network_namespaces(7)",
         [](Scene& scene) {
             const auto secret = scene.word();
             scene.host({"loopback-up"});
             scene.host_must({"sniff"});
             if (!scene.attempt({"sniff"})) return false;
             scene.host({"send-udp", port(scene), secret});
             const auto heard = scene.attempt({"sniffed"});
             return heard && heard->find(secret) != std::string::npos;
         }},
        {"change-interface", "change an interface of the host", 5,
         "interfaces belong to a network namespace", "netdevice(7), network_namespaces(7)",
         [](Scene& scene) {
             const auto size = std::to_string(scene.number(1500, 9000));
             scene.attempt({"set-mtu", size});
             return scene.host({"mtu"}) == size;
         }},
    };
}

}  // namespace matrix
