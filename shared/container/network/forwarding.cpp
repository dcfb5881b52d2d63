// SPDX-License-Identifier: MIT
#include "container/network/forwarding.hpp"

#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace container::network::forwarding {
namespace {

namespace fs = std::filesystem;
using Path = fs::path;

const Path ipv4 = "/proc/sys/net/ipv4/conf";
const Path ipv6 = "/proc/sys/net/ipv6/conf";

struct Setting {
    Path file;
    std::string value;
};

std::string read(const Path& file) {
    auto value = sys::read_file(file);
    if (value.ends_with('\n')) value.pop_back();
    return value;
}

void write(const Path& file, const std::string& value) {
    sys::write_all(sys::open(file, O_WRONLY), value);
}

/// Every link but `bridge` and loopback.
std::vector<std::string> other_links(const std::string& bridge) {
    std::vector<std::string> links;
    for (const auto& entry : fs::directory_iterator{ipv4}) {
        const auto name = entry.path().filename().native();
        if (name != "all" && name != "default" && name != "lo" && name != bridge)
            links.push_back(name);
    }
    std::sort(links.begin(), links.end());
    return links;
}

/// IPv6 hands on either between all links or, from Linux 6.17 on, where it is forced to. A host
/// that does so between all links believes no router advertisement, unless told to (2): without
/// that it would lose its own route to the world.
std::vector<Setting> wanted6(const std::vector<std::string>& links) {
    std::vector<Setting> wanted;
    for (const auto& link : links) {
        if (fs::exists(ipv6 / link / "force_forwarding"))
            wanted.push_back({ipv6 / link / "force_forwarding", "1"});
        else if (fs::exists(ipv6 / link / "accept_ra") && read(ipv6 / link / "accept_ra") == "1")
            wanted.push_back({ipv6 / link / "accept_ra", "2"});
    }
    if (fs::exists(ipv6 / "all") && !fs::exists(ipv6 / "all/force_forwarding")) {
        wanted.push_back({ipv6 / "all/forwarding", "1"});  // which sets it for every link
        wanted.push_back({ipv6 / "default/forwarding", "1"});
        for (const auto& link : links) wanted.push_back({ipv6 / link / "forwarding", "1"});
    }
    return wanted;
}

std::vector<Setting> kept(const Path& directory) {
    std::vector<Setting> settings;
    std::istringstream text{sys::try_read_file(directory / "forwarding").value_or("")};
    for (std::string file, value; text >> file >> value;) settings.push_back({file, value});
    return settings;
}

/// What of `wanted` is not so by itself: what a begin() that was killed has kept, and what differs
/// now.
std::vector<Setting> to_restore(const std::vector<Setting>& wanted, const Path& directory) {
    auto settings = kept(directory);
    for (const auto& [file, value] : wanted) {
        const bool known =
            std::any_of(settings.begin(), settings.end(),
                        [&f = file](const Setting& other) { return other.file == f; });
        if (auto now = read(file); !known && now != value) settings.push_back({file, now});
    }
    return settings;
}

void keep(const std::vector<Setting>& settings, const Path& directory) {
    std::string text;
    for (const auto& [file, value] : settings) text += fmt::format("{} {}\n", file.native(), value);
    sys::write_all(sys::open(directory / "forwarding.new", O_CREAT | O_WRONLY | O_TRUNC, 0644),
                   text);
    fs::rename(directory / "forwarding.new", directory / "forwarding");
}

}  // namespace

std::vector<std::string> begin(const std::string& bridge, const Path& directory) {
    const auto links = other_links(bridge);
    std::vector<Setting> wanted = wanted6(links);
    for (const auto& link : links) wanted.push_back({ipv4 / link / "forwarding", "1"});
    const auto before = to_restore(wanted, directory);
    keep(before, directory);
    for (const auto& [file, value] : wanted) write(file, value);
    write(ipv4 / bridge / "forwarding", "1");
    // So that the host can reach a published port as 127.0.0.1: from there to the bridge.
    write(ipv4 / bridge / "route_localnet", "1");
    if (fs::exists(ipv6 / bridge / "force_forwarding"))
        write(ipv6 / bridge / "force_forwarding", "1");
    // It asks for neighbours, on behalf of others, only by an address of the link that is known to
    // be nobody else's. That would take a second, and what came from outside would be lost.
    if (fs::exists(ipv6 / bridge / "accept_dad")) write(ipv6 / bridge / "accept_dad", "0");
    std::vector<std::string> routed;
    for (const auto& setting : before)
        if (setting.file == ipv4 / setting.file.parent_path().filename() / "forwarding")
            routed.push_back(setting.file.parent_path().filename());
    return routed;
}

void end(const Path& directory) {
    for (const auto& [file, value] : kept(directory))
        if (fs::exists(file)) write(file, value);  // the link may be gone
    fs::remove(directory / "forwarding");
}

}  // namespace container::network::forwarding
