// SPDX-License-Identifier: MIT
#include "container/network/pasta.hpp"

#include "container/network/tool.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

namespace container::network::pasta {
namespace {

/// "-t 8080:80", or "none": without a word pasta would offer every port that is bound.
void add_ports(std::vector<std::string>& args, const Network& network,
               const std::string& protocol) {
    const std::string option = protocol == "tcp" ? "-t" : "-u";
    const auto before = args.size();
    for (const auto& port : network.ports)
        if (port.protocol == protocol)
            args.insert(args.end(), {option, fmt::format("{}{}{}:{}", port.address,
                                                         port.address.empty() ? "" : "/", port.host,
                                                         port.container)});
    if (args.size() == before) args.insert(args.end(), {option, "none"});
}

}  // namespace

bool is_there() {
    return find_tool("pasta") && ::access("/dev/net/tun", R_OK | W_OK) == 0;
}

void start(const State& state, const Network& network, pid_t init) {
    // Nothing of the host is to be reached but the world outside: no port of its loopback by ours
    // (-T, -U), nor by the gateway's address (--no-map-gw).
    std::vector<std::string> args = {*find_tool("pasta"),
                                     "--config-net",
                                     "--quiet",
                                     "--no-map-gw",
                                     "-T",
                                     "none",
                                     "-U",
                                     "none",
                                     "--ns-ifname",
                                     "eth0",
                                     "--pid",
                                     state.path() / "pasta"};
    add_ports(args, network, "tcp");
    add_ports(args, network, "udp");
    args.insert(args.end(), {"--netns-only", "--netns", fmt::format("/proc/{}/ns/net", init)});
    run_tool(args);
}

void stop(const State& state) {
    const auto pid = state.read("pasta");
    if (pid.empty()) return;
    // It may have ended with the container, and its number may be another's: only a pasta is ended.
    std::error_code gone;
    const auto program =
        std::filesystem::read_symlink(fmt::format("/proc/{}/exe", std::stoi(pid)), gone);
    if (program.filename().native().starts_with("pas")) ::kill(std::stoi(pid), SIGTERM);
}

}  // namespace container::network::pasta
