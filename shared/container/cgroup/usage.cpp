// SPDX-License-Identifier: MIT
#include "container/cgroup/usage.hpp"

#include "container/cgroup/hierarchy.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <string_view>

namespace container::cgroup {
namespace {

using Count = std::optional<std::uint64_t>;

/// Empty if it is not there: a controller may be missing, or the group be gone by now.
std::string text_of(const Path& file) {
    const sys::Fd opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    std::array<char, 16384> buffer;
    const auto size = opened ? ::read(opened.get(), buffer.data(), buffer.size()) : 0;
    return {buffer.data(), static_cast<std::size_t>(size > 0 ? size : 0)};
}

Count number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return std::nullopt;
    return value;
}

/// The number after `key` and a space, in the line that begins so.
Count value_of(std::string_view text, std::string_view key) {
    for (std::size_t at = 0; (at = text.find(key, at)) != std::string_view::npos; ++at)
        if ((at == 0 || text[at - 1] == '\n') && text.substr(at + key.size()).starts_with(' '))
            return number(text.substr(at + key.size() + 1));
    return std::nullopt;
}

/// The sum of all numbers that follow `key` and one more character: of v2's "8:0 rbytes=1 ..." and
/// of v1's "8:0 Read 1". Nothing if the file is not there.
Count sum_of(const Path& file, std::string_view key) {
    if (::access(file.c_str(), F_OK) != 0) return std::nullopt;
    const auto text = text_of(file);
    std::uint64_t sum = 0;
    for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + 1))
        sum += number(std::string_view{text}.substr(at + key.size() + 1)).value_or(0);
    return sum;
}

Count cpu(const Group& group) {
    if (const auto* v1 = group.v1("cpuacct")) {
        const auto nanoseconds = number(text_of(v1->path / "cpuacct.usage"));
        if (!nanoseconds) return std::nullopt;
        return *nanoseconds / 1000;
    }
    if (const auto* v2 = group.v2()) return value_of(text_of(v2->path / "cpu.stat"), "usage_usec");
    return std::nullopt;
}

/// Pages of files that nobody has used lately are dropped as soon as memory is short: docker does
/// not count them either.
Count memory(const Group& group) {
    const auto* v1 = group.v1("memory");
    const auto* branch = v1 ? v1 : group.v2();
    if (!branch) return std::nullopt;
    const auto all =
        number(text_of(branch->path / (v1 ? "memory.usage_in_bytes" : "memory.current")));
    if (!all) return std::nullopt;
    const auto files = value_of(text_of(branch->path / "memory.stat"),
                                v1 ? "total_inactive_file" : "inactive_file")
                           .value_or(0);
    return *all > files ? *all - files : 0;
}

Count pids(const Group& group) {
    const auto* v1 = group.v1("pids");
    const auto* branch = v1 ? v1 : group.v2();
    return branch ? number(text_of(branch->path / "pids.current")) : std::nullopt;
}

void add_disks(const Group& group, Usage& usage) {
    if (const auto* v1 = group.v1("blkio")) {
        const auto file = v1->path / "blkio.throttle.io_service_bytes_recursive";
        usage.bytes_read = sum_of(file, "Read");
        usage.bytes_written = sum_of(file, "Write");
    } else if (const auto* v2 = group.v2()) {
        usage.bytes_read = sum_of(v2->path / "io.stat", "rbytes");
        usage.bytes_written = sum_of(v2->path / "io.stat", "wbytes");
    }
}

}  // namespace

Usage usage(const Group& group) {
    Usage usage;
    usage.cpu = cpu(group);
    usage.memory = memory(group);
    usage.memory_limit = memory_limit(group);
    usage.pids = pids(group);
    add_disks(group, usage);
    return usage;
}

Count memory_limit(const Group& group) {
    if (!group.has("memory.max")) return std::nullopt;
    return number(group.read("memory.max"));  // "max" is no number
}

std::uint64_t oom_kills(const Group& group) {
    const auto* v1 = group.v1("memory");
    const auto* branch = v1 ? v1 : group.v2();
    if (!branch) return 0;
    const auto text = text_of(branch->path / (v1 ? "memory.oom_control" : "memory.events"));
    return value_of(text, "oom_kill").value_or(0);
}

}  // namespace container::cgroup
