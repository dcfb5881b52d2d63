// SPDX-License-Identifier: MIT
#include "chapters/beside.hpp"

#include "support/later_layers.hpp"
#include "support/seed.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <sstream>
#include <stdexcept>

namespace support {
namespace {

Words on_stage(Live& live, const Words& words) {
    Words all = {"nsenter",  "--all",
                 "--target", std::to_string(live.stage().first()),
                 "env",      "--ignore-environment",
                 caller_path};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

Words program_with(const Box& box, const Words& options, const Words& command) {
    Words line = {"run"};
    line.insert(line.end(), options.begin(), options.end());
    line.push_back(box.rootfs());
    line.insert(line.end(), command.begin(), command.end());
    line = with_later_layers_off(line);
    line.insert(line.begin(), subject().program);
    return line;
}

Path unused_socket(const Path& directory) {
    static int last = 0;
    return directory / fmt::format("beside-{}", ++last);
}

/// An address of eth0 that has `separator` in it, and is not of the link only.
std::string address_with(Probe& probe, char separator) {
    std::istringstream lines{probe.ask({"interfaces"})};
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("eth0 ")) continue;
        std::istringstream words{line};
        for (std::string word; words >> word;)
            if (const auto slash = word.find('/'); slash != std::string::npos &&
                                                   word.find(separator) != std::string::npos &&
                                                   !word.starts_with("fe80:"))
                return word.substr(0, slash);
    }
    throw Unmet{"fail", "eth0 of the container has no address with a " + std::string{separator},
                "one of IPv4 and one of IPv6"};
}

/// Waits for a probe to connect, and for nothing if the program that should lead to it has ended.
void await(const sys::Fd& listener, const sys::Fd& output) {
    const auto deadline = std::chrono::steady_clock::now() + patience();
    std::string said;
    pollfd watched[2] = {{listener.get(), POLLIN, 0}, {output.get(), POLLIN, 0}};
    while (std::chrono::steady_clock::now() < deadline) {
        ::poll(watched, 2, 20);
        if (watched[0].revents) return;
        if (!watched[1].revents) continue;
        char text[1000];
        const auto size = ::read(output.get(), text, sizeof text);
        if (size <= 0) break;
        said.append(text, static_cast<std::size_t>(size));
    }
    throw Unmet{"fail", "another container on this host did not start: " + said, "it runs"};
}

}  // namespace

Beside::Beside(Live& live, const Path& socket, const Words& words) {
    const auto listener = listen_at(socket);
    auto output = make_pipe();
    pid_ = std::make_unique<pid_t>(
        spawn(on_stage(live, words), {caller_path},
              {{output.writer.get(), STDOUT_FILENO}, {output.writer.get(), STDERR_FILENO}}));
    output.writer.reset();
    await(listener, output.reader);
    probe_ = std::make_unique<Probe>(accept_probe(listener));
}

Beside Beside::container(const Box& box, Live& live, const Words& options) {
    const Door door{box.rootfs(), unused_socket({})};
    auto all = door.options;
    all.insert(all.end(), options.begin(), options.end());
    return {live, door.socket, program_with(box, all, {"/bin/probe", "serve", door.inside})};
}

Beside Beside::host(const Box& box, Live& live) {
    const auto socket = unused_socket(box.directory());
    return {live, socket, {build_directory() / "rootfs/bin/probe", "serve", socket}};
}

Beside::~Beside() {
    if (!pid_) return;
    ::kill(*pid_, SIGKILL);
    ::waitpid(*pid_, nullptr, 0);
}

void Beside::leave() {
    probe_->leave(0);
    ::waitpid(*pid_, nullptr, 0);
    pid_.reset();
}

Finished run_beside(Live& live, const Words& words) {
    return run_tool(on_stage(live, words));
}

Finished run_beside(const Box& box, Live& live, const Words& options, const Words& command) {
    return run_beside(live, program_with(box, options, command));
}

void in_network_of(pid_t pid, const std::string& script) {
    const auto done =
        run_tool({"nsenter", "--net", "--target", std::to_string(pid), "/bin/sh", "-ec", script});
    if (done.exit_status != 0) throw std::runtime_error{script + ": " + done.output};
}

std::string ipv4_of(Probe& probe) {
    return address_with(probe, '.');
}

std::string ipv6_of(Probe& probe) {
    return address_with(probe, ':');
}

std::string without_port(const std::string& answer) {
    std::istringstream words{answer};
    std::string did, address, port, name;
    if (!answer.starts_with("did: ")) return answer;
    words >> did >> address >> port >> name;
    return did + " " + address + (name.empty() ? "" : " " + name);
}

std::string answer(Probe& probe, const std::string& protocol, const std::string& address,
                   const std::string& port) {
    return without_port(probe.ask({"try", protocol + "-ask", address, port}));
}

std::string random_port() {
    return std::to_string(random_number(20'000, 60'000));
}

}  // namespace support
