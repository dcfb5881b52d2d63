// SPDX-License-Identifier: MIT
#include "container/network/etc.hpp"

#include "sys/file.hpp"
#include "sys/mount.hpp"

#include <fmt/format.h>

#include <sstream>

namespace container::network {
namespace {

namespace fs = std::filesystem;

std::string hosts(const Network& network, const std::optional<Lease>& lease) {
    std::string text = "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n";
    const auto own = lease ? lease->address.substr(0, lease->address.find('/')) : "127.0.0.1";
    text += fmt::format("{}\t{}\n", own, network.hostname);
    if (lease)
        text += fmt::format("{}\t{}\n", lease->address6.substr(0, lease->address6.find('/')),
                            network.hostname);
    for (const auto& entry : network.extra_hosts) {
        const bool gateway = entry.address == "host-gateway";
        text +=
            fmt::format("{}\t{}\n", gateway && lease ? lease->gateway : entry.address, entry.name);
    }
    return text;
}

bool is_loopback(const std::string& address) {
    return address.starts_with("127.") || address == "::1";
}

/// The host's, without the servers that only the host itself can reach.
std::string reachable(const Path& file) {
    std::string text;
    std::istringstream lines{sys::read_file(file)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string keyword, address;
        words >> keyword >> address;
        if (keyword != "nameserver" || !is_loopback(address)) text += line + "\n";
    }
    return text;
}

bool has_server(const std::string& text) {
    return text.starts_with("nameserver") || text.find("\nnameserver") != std::string::npos;
}

std::string resolv_conf(const Network& network) {
    std::string text;
    for (const auto& server : network.dns) text += fmt::format("nameserver {}\n", server);
    if (!text.empty()) return text;
    // Where the first names only a server on the loopback, systemd-resolved keeps the real ones in
    // the second.
    for (const Path file : {"/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"}) {
        if (!fs::exists(file)) continue;
        if (network.mode == Network::Mode::host) return sys::read_file(file);
        text = reachable(file);
        if (has_server(text)) return text;
    }
    return text + "# The host names no server that a container can reach: use --dns.\n";
}

}  // namespace

void write_etc(const State& state, const Network& network, const std::optional<Lease>& lease) {
    if (!network.files) return;
    state.write("hosts", hosts(network, lease));
    state.write("hostname", network.hostname + "\n");
    state.write("resolv.conf", resolv_conf(network));
}

void mount_etc(const Rootfs& rootfs, const State& owner) {
    // None were made, or they are where the root of a user namespace may not go: chapter 11's.
    std::error_code unreachable;
    if (!std::filesystem::exists(owner.path() / etc_files[0], unreachable)) return;
    for (const char* file : etc_files) {
        const sys::Fd copy = sys::open_tree(owner.path() / file, 0);
        sys::mount_setattr(copy, 0, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC,
                           MS_PRIVATE);
        sys::move_mount(copy, rootfs.mountpoint(Path{"/etc"} / file, false));
    }
}

}  // namespace container::network
