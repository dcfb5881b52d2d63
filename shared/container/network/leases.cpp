// SPDX-License-Identifier: MIT
#include "container/network/leases.hpp"

#include "container/state.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"
#include "sys/netlink.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <sstream>
#include <stdexcept>

namespace container::network {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t gateway_host = 1;

/// The directory, locked. Who had it before may have removed it: then again, with a new one.
sys::Fd open_locked(const Path& directory) {
    for (;;) {
        ::mkdir(directory.parent_path().c_str(), 0755);
        if (::mkdir(directory.c_str(), 0755) == -1 && errno != EEXIST && errno != ENOENT)
            sys::check(-1, "mkdir {}", directory.native());
        const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd == -1 && errno == ENOENT) continue;
        sys::Fd lock{sys::check(fd, "open {}", directory.native())};
        sys::flock(lock, LOCK_EX);
        if (sys::fstat(lock).st_nlink > 0) return lock;
    }
}

/// A subnet of those for private use that nothing on this host has anything to do with:
/// 10.88.0.0/24, or the next. RFC 1918.
Subnet free_subnet(const std::vector<std::string>& taken) {
    std::vector<Subnet> others;
    for (const auto& network : taken) others.push_back(Subnet::parse(network));
    for (const char* range : {"10.88", "172.29", "192.168"})
        for (int third = 0; third < 256; ++third) {
            const auto candidate = Subnet::parse(fmt::format("{}.{}.0/24", range, third));
            if (std::none_of(others.begin(), others.end(),
                             [&](const Subnet& other) { return other.overlaps(candidate); }))
                return candidate;
        }
    throw std::runtime_error{
        "10.88.0.0/16, 172.29.0.0/16 and 192.168.0.0/16 are in use: choose another with --subnet"};
}

/// A network of IPv6 addresses that nobody else has, to every likelihood: RFC 4193.
std::string random_prefix6() {
    std::uint8_t id[5];
    sys::check(::getrandom(id, sizeof id, 0), "getrandom");
    return fmt::format("fd{:02x}:{:02x}{:02x}:{:02x}{:02x}::", id[0], id[1], id[2], id[3], id[4]);
}

}  // namespace

Leases::Leases(std::string bridge)
    : bridge_{std::move(bridge)},
      directory_{state_directory() / bridge_},
      lock_{open_locked(directory_)} {}

Leases::~Leases() {
    std::error_code ignored;
    if (hosts().empty()) fs::remove_all(directory_, ignored);
    ::rmdir(directory_.parent_path().c_str());  // ENOTEMPTY: there is more to know
}

std::vector<Leases::Host> Leases::hosts() const {
    std::vector<Host> hosts;
    for (const auto& entry : fs::directory_iterator{directory_}) {
        const auto name = entry.path().filename().native();
        Host host{};
        const auto parsed = std::from_chars(name.data(), name.data() + name.size(), host.number);
        if (parsed.ptr != name.data() + name.size()) continue;  // not a number: another file
        host.container = fs::read_symlink(entry.path()).native();
        hosts.push_back(host);
    }
    return hosts;
}

void Leases::choose_subnet(const std::string& wish, const std::vector<std::string>& taken) const {
    const Path file = directory_ / "subnet";
    if (fs::exists(file)) {
        const auto text = sys::read_file(file);
        const auto present = text.substr(0, text.find(' '));
        if (wish.empty() || wish == present) return;
        throw std::runtime_error{
            fmt::format("--subnet {}: {} has {} while containers use it", wish, bridge_, present)};
    }
    const auto subnet = wish.empty() ? free_subnet(taken) : Subnet::parse(wish);
    if (subnet.prefix_length() > 30)
        throw std::runtime_error{fmt::format(
            "--subnet {}: has no room for a bridge and a container; /30 is the smallest", wish)};
    const Path unfinished = directory_ / "subnet.new";
    sys::write_all(sys::open(unfinished, O_CREAT | O_WRONLY | O_TRUNC, 0644),
                   subnet.text() + " " + random_prefix6());
    fs::rename(unfinished, file);
}

std::uint32_t Leases::choose_host(const Subnet& subnet, const std::string& wish) const {
    std::vector<std::uint32_t> taken{gateway_host};
    for (const auto& host : hosts()) taken.push_back(host.number);
    const auto is_taken = [&](std::uint32_t number) {
        return std::find(taken.begin(), taken.end(), number) != taken.end();
    };
    if (!wish.empty()) {
        const auto host = subnet.host(wish);
        if (host == 0)
            throw std::runtime_error{
                fmt::format("--ip {}: is no address of {} on {}", wish, subnet.text(), bridge_)};
        if (is_taken(host)) throw std::runtime_error{fmt::format("--ip {}: is taken", wish)};
        return host;
    }
    // Not one that has just been given back: the kernel may still be taking its cable away.
    const std::uint32_t first = gateway_host + 1, count = subnet.last() - gateway_host;
    for (std::uint32_t i = 0; i < count; ++i)
        if (const auto host = first + (latest() - first + 1 + i) % count; !is_taken(host))
            return host;
    throw std::runtime_error{
        fmt::format("{} on {} has no free address left", subnet.text(), bridge_)};
}

std::uint32_t Leases::latest() const {
    if (!fs::exists(directory_ / "latest")) return gateway_host;
    std::uint32_t host = gateway_host;
    const auto text = sys::read_file(directory_ / "latest");
    std::from_chars(text.data(), text.data() + text.size(), host);
    return host;
}

Lease Leases::take(const std::string& container, const Network& wish,
                   const std::vector<std::string>& taken) {
    if (hosts().empty() && sys::Netlink{}.exists(bridge_))
        throw std::runtime_error{
            fmt::format("{0}: there is a link of this name that is not ours; rename it: ip link "
                        "set {0} name ...",
                        bridge_)};
    choose_subnet(wish.subnet, taken);
    const auto text = sys::read_file(directory_ / "subnet");
    const auto host = choose_host(Subnet::parse(text.substr(0, text.find(' '))), wish.address);
    sys::symlinkat(container, AT_FDCWD, directory_ / std::to_string(host));
    sys::write_all(sys::open(directory_ / "latest", O_CREAT | O_WRONLY | O_TRUNC, 0644),
                   std::to_string(host));
    auto result = lease(host);
    if (!wish.mac_address.empty()) result.mac_address = wish.mac_address;
    return result;
}

Lease Leases::lease(std::uint32_t host) const {
    std::istringstream file{sys::read_file(directory_ / "subnet")};
    std::string subnet_text, prefix6;
    file >> subnet_text >> prefix6;
    const auto subnet = Subnet::parse(subnet_text);
    // The address is nobody else's, so what is made from it is not either. A neighbour that
    // remembers the address from an earlier container finds the new one at the same place.
    return {bridge_,
            fmt::format("{}-{}", bridge_, host),
            fmt::format("{}/{}", subnet.address(host), subnet.prefix_length()),
            fmt::format("{}{:x}/64", prefix6, host),
            subnet.address(gateway_host),
            fmt::format("{}{:x}", prefix6, gateway_host),
            fmt::format("02:42:{:02x}:{:02x}:{:02x}:{:02x}", bridge_.back() & 1, host >> 16 & 255,
                        host >> 8 & 255, host & 255)};
}

std::optional<Lease> Leases::find(const std::string& container) const {
    for (const auto& host : hosts())
        if (host.container == container) return lease(host.number);
    return std::nullopt;
}

void Leases::give_back(const std::string& container) {
    for (const auto& host : hosts())
        if (host.container == container) fs::remove(directory_ / std::to_string(host.number));
}

}  // namespace container::network
