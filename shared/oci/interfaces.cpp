// SPDX-License-Identifier: MIT
#include "oci/parts.hpp"

#include <net/if.h>

#include <algorithm>

namespace oci {
namespace {

/// dev_valid_name() of the kernel.
bool is_interface_name(std::string_view name) {
    return !name.empty() && name.size() < IFNAMSIZ && name != "." && name != ".." &&
           name.find_first_of({"/: \t\n\v\f\r\0", 9}) == name.npos;
}

}  // namespace

void require_interface_name(const Reader& from) {
    if (!is_interface_name(from.text())) from.fail("is " + from.shown() + ": no interface's name");
}

void take(const Reader& from, std::vector<NetDevice>& devices) {
    from.each_member([&](const std::string& host_name, const Reader& member) {
        if (!is_interface_name(host_name)) member.fail("is under no interface's name");
        NetDevice device{host_name, host_name};
        if (const auto name = member["name"]; name && !name.text().empty()) {
            require_interface_name(name);
            device.name = name.text();
        }
        const bool is_taken =
            std::any_of(devices.begin(), devices.end(),
                        [&](const NetDevice& other) { return other.name == device.name; });
        if (is_taken) member.fail("becomes " + device.name + ", as another one does");
        devices.push_back(device);
    });
}

}  // namespace oci
