// SPDX-License-Identifier: MIT
#include "oci/parts.hpp"
#include "oci/words.hpp"

#include <sys/stat.h>

namespace oci {
namespace {

constexpr auto device_kinds = std::to_array<Word<mode_t>>({
    {"c", S_IFCHR},
    {"u", S_IFCHR},  // mknod(1): one without a buffer, which Linux has no other kind of
    {"b", S_IFBLK},
    {"p", S_IFIFO},
});

constexpr auto kinds_in_rules = std::to_array<Word<char>>({{"a", 'a'}, {"b", 'b'}, {"c", 'c'}});

/// As wide as the kernel's own numbers are: dev_t has 12 bits for the one and 20 for the other.
constexpr unsigned last_major = (1U << 12) - 1, last_minor = (1U << 20) - 1;

std::optional<unsigned> number_in_rule(const Reader& from, unsigned last) {
    if (!from || from.number(-1L, static_cast<long>(last)) == -1) return std::nullopt;
    return from.number(0U, last);
}

}  // namespace

void take(const Reader& from, DeviceNumbers& numbers) {
    numbers.major = from["major"].required().number(0U, last_major);
    numbers.minor = from["minor"].required().number(0U, last_minor);
}

void take(const Reader& from, Device& device) {
    from.require("path", device.path);
    require_absolute(from["path"]);
    const auto kind = choose(from["type"].required(), device_kinds);
    if (kind != S_IFIFO) {
        DeviceNumbers numbers;
        take(from, numbers);
        device.major = numbers.major;
        device.minor = numbers.minor;
    }
    mode_t mode = 0666;
    from.read("fileMode", mode);
    device.mode = kind | (mode & ~static_cast<mode_t>(S_IFMT));  // podman says S_IFCHR there, too
    from.read("uid", device.uid);
    from.read("gid", device.gid);
}

void take(const Reader& from, container::DeviceRule& rule) {
    from.require("allow", rule.allow);
    if (const auto type = from["type"]) rule.type = choose(type, kinds_in_rules);
    rule.major = number_in_rule(from["major"], last_major);
    rule.minor = number_in_rule(from["minor"], last_minor);
    const auto access = from["access"];
    if (!access) return;
    rule.access = access.text();
    if (rule.access.empty() || rule.access.find_first_not_of("rwm") != std::string::npos)
        access.fail("is " + access.shown() + ", and can have r, w and m in it");
}

}  // namespace oci
