// SPDX-License-Identifier: MIT
#include "support/outside.hpp"

#include "support/eventually.hpp"
#include "sys/error.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace support {
namespace {

/// What ip(8) says in the network namespace of a process.
std::string ip(pid_t pid, const Words& arguments) {
    Words words{"nsenter", fmt::format("--net=/proc/{}/ns/net", pid), "ip"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    auto finished = run_tool(words);
    if (finished.exit_status != 0)
        throw std::runtime_error{"the cable to the outside: " + finished.output};
    return finished.output;
}

void configure(pid_t pid, const Path& directory, const std::string& lines) {
    const auto batch = directory / "batch";
    write_file(batch, lines);
    ip(pid, {"-batch", batch});
}

/// The route in table local is made by a worker of the kernel's when the cable has both of its
/// ends, nodad or not.
void wait_for_address(pid_t pid, const std::string& address) {
    const auto is_there = [&] {
        return ip(pid, {"-6", "route", "show", "table", "local"}).find("local " + address + " ") !=
               std::string::npos;
    };
    if (!eventually(is_there))
        throw std::runtime_error{"the cable to the outside: no " + address + " comes"};
}

// No link-local addresses: they come some time after the link is up, and no snapshot could tell
// whether the program made them.
constexpr const char* outside_end =
    "link set lo up\n"
    "address add 198.51.100.7 dev lo\n"
    "address add 2001:db8:2::7 dev lo\n"
    "link add outside0 type veth peer name uplink0 netns {}\n"
    "link set outside0 addrgenmode none up\n"
    "address add 192.0.2.1/24 dev outside0\n"
    "address add 2001:db8:1::1/64 dev outside0 nodad\n";
constexpr const char* stage_end =
    "link set uplink0 addrgenmode none up\n"
    "address add 192.0.2.2/24 dev uplink0\n"
    "address add 2001:db8:1::2/64 dev uplink0 nodad\n"
    "route add default via 192.0.2.1\n"
    "route add default via 2001:db8:1::1\n";

std::string last_word(const std::string& line) {
    const auto text = line.substr(0, line.find('\n'));
    return text.substr(text.rfind(' ') + 1);
}

}  // namespace

Outside::Outside(const Stage& stage) {
    const auto socket = directory_.path() / "ask";
    const auto listener = listen_at(socket);
    // With a PID namespace too, so that all its servers end with it.
    pid_ = spawn({"unshare", "--net", "--pid", "--fork", "--kill-child",
                  build_directory() / "rootfs/bin/probe", "serve", socket},
                 {caller_path}, {});
    probe_ = std::make_unique<Probe>(accept_probe(listener));
    configure(probe_->pid(), directory_.path(), fmt::format(outside_end, stage.first()));
    configure(stage.first(), directory_.path(), stage_end);
    wait_for_address(probe_->pid(), router6);
    wait_for_address(stage.first(), host6);
}

Outside::~Outside() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

std::string Outside::serve_tcp() {
    return last_word(probe_->ask({"tcp-serve", "::", "0"}));
}

std::string Outside::serve_udp() {
    return last_word(probe_->ask({"udp-serve", "::", "0"}));
}

std::string Outside::ask_tcp(const std::string& address, const std::string& port) {
    return probe_->ask({"try", "tcp-ask", address, port});
}

std::string Outside::ask_udp(const std::string& address, const std::string& port) {
    return probe_->ask({"try", "udp-ask", address, port});
}

}  // namespace support
