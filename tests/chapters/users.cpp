// SPDX-License-Identifier: MIT
#include "chapters/users.hpp"

#include "support/verdict.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/capability.h>
#include <linux/nsfs.h>
#include <sys/ioctl.h>

#include <sstream>

namespace support {
namespace {

std::string proc(pid_t pid, const std::string& name) {
    return fmt::format("/proc/{}/{}", pid == 0 ? "self" : std::to_string(pid), name);
}

std::uint64_t mask_in(const std::string& status, const std::string& name) {
    return std::stoull(status_in(status, name), nullptr, 16);
}

/// A set in words a reader can compare: hexadecimal, as /proc and capsh(1) have it.
std::string in_words(const Sets& sets) {
    return fmt::format(
        "inheritable {:x}, permitted {:x}, effective {:x}, bounding {:x}, ambient {:x}",
        sets.inheritable, sets.permitted, sets.effective, sets.bounding, sets.ambient);
}

}  // namespace

const std::uint64_t fourteen =
    callers_capabilities() &
    (bit(CAP_CHOWN) | bit(CAP_DAC_OVERRIDE) | bit(CAP_FOWNER) | bit(CAP_FSETID) | bit(CAP_KILL) |
     bit(CAP_SETGID) | bit(CAP_SETUID) | bit(CAP_SETPCAP) | bit(CAP_NET_BIND_SERVICE) |
     bit(CAP_NET_RAW) | bit(CAP_SYS_CHROOT) | bit(CAP_MKNOD) | bit(CAP_AUDIT_WRITE) |
     bit(CAP_SETFCAP));

std::vector<IdRange> ranges_of(pid_t pid, const std::string& file) {
    std::istringstream lines{read_file(proc(pid, file))};
    std::vector<IdRange> ranges;
    for (IdRange range; lines >> range.inside >> range.outside >> range.size;)
        ranges.push_back(range);
    return ranges;
}

unsigned on_host(const Probe& probe, unsigned inside) {
    for (const auto& range : ranges_of(probe.pid()))
        if (inside >= range.inside && inside - range.inside < range.size)
            return range.outside + (inside - range.inside);
    throw Unmet{"fail",
                fmt::format("the container's /proc/PID/uid_map has no {}: {}", inside,
                            probe.proc_file("uid_map")),
                "it is mapped"};
}

std::string status_in(const std::string& status, const std::string& name) {
    std::istringstream lines{status};
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with(name + ":")) continue;
        std::istringstream words{line.substr(name.size() + 1)};
        std::string text;
        for (std::string word; words >> word;) text += (text.empty() ? "" : " ") + word;
        return text;
    }
    throw std::runtime_error{"no " + name + " in /proc/PID/status"};
}

std::string status_of(const Probe& probe, const std::string& name) {
    return status_in(probe.proc_file("status"), name);
}

std::uint64_t namespace_of(pid_t pid, const std::string& name) {
    return sys::fstat(sys::open(proc(pid, "ns/" + name), O_RDONLY)).st_ino;
}

std::uint64_t owner_of_namespace(pid_t pid, const std::string& name) {
    const auto space = sys::open(proc(pid, "ns/" + name), O_RDONLY);
    const sys::Fd owner{sys::check(::ioctl(space.get(), NS_GET_USERNS), "ioctl NS_GET_USERNS")};
    return sys::fstat(owner).st_ino;
}

std::uint64_t callers_capabilities() {
    return mask_in(read_file("/proc/self/status"), "CapBnd");
}

Sets sets_of(const Probe& probe) {
    const auto status = probe.proc_file("status");
    return {mask_in(status, "CapInh"), mask_in(status, "CapPrm"), mask_in(status, "CapEff"),
            mask_in(status, "CapBnd"), mask_in(status, "CapAmb")};
}

void expect_sets(const std::string& what, const Sets& observed, const Sets& expected) {
    expect(in_words(observed) == in_words(expected),
           fmt::format("the capabilities of {}: {}", what, in_words(observed)),
           fmt::format("{} (capsh --decode={:x} names the bounding ones)", in_words(expected),
                       expected.bounding));
}

std::string host_probe() {
    return build_directory() / "rootfs/bin/probe";
}

Words offline(const Words& options) {
    Words all{"--network", "none"};
    all.insert(all.end(), options.begin(), options.end());
    return all;
}

}  // namespace support
