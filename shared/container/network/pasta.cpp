// SPDX-License-Identifier: MIT
#include "container/network/pasta.hpp"

#include "container/network/tool.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

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
    // pasta gives up the right to look into /proc/PID of one that has more than itself, ptrace(2),
    // before it opens the namespace. So it gets it as its stdin. The name by which it opens that
    // is one that goes with the container: then pasta ends by itself. (It has a directory of its
    // own, because pasta may overlook that name among others.)
    const auto name = state.path() / "netns" / "of";
    std::filesystem::create_directory(name.parent_path());
    sys::symlinkat("/proc/self/fd/0", AT_FDCWD, name);
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
    args.insert(args.end(), {"--netns-only", "--netns", name});
    const auto netns = sys::open(fmt::format("/proc/{}/ns/net", init), O_RDONLY);
    // Its last line, because it first complains if there is no syslog to complain to.
    run_tool(args, netns, Reason::last_line);
}

void stop(const State& state) {
    const auto pid = state.read("pasta");
    if (pid.empty()) return;
    // It may have ended with the container, and its number may be another's: only a pasta is ended,
    // whose name depends on the processor: "passt.avx2".
    std::ifstream file{fmt::format("/proc/{}/comm", std::stoi(pid))};
    std::string program;
    std::getline(file, program);
    if (program.starts_with("pas")) ::kill(std::stoi(pid), SIGTERM);
}

}  // namespace container::network::pasta
