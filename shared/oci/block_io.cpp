// SPDX-License-Identifier: MIT
#include "oci/parts.hpp"

namespace oci {
namespace {

/// What limits how fast a device is read or written, and how io.max calls that.
struct Kind {
    const char* name;
    const char* what;
};

constexpr Kind kinds[] = {
    {"throttleReadBpsDevice", "rbps"},
    {"throttleWriteBpsDevice", "wbps"},
    {"throttleReadIOPSDevice", "riops"},
    {"throttleWriteIOPSDevice", "wiops"},
};

void take_weight(const Reader& from, std::optional<unsigned>& weight) {
    if (!from) return;
    const auto number = from.number<unsigned>(0, UINT16_MAX);
    if (number != 0) weight = number;  // "not said", to every runtime
}

void take_device(const Reader& from, std::vector<DeviceWeight>& devices) {
    DeviceNumbers numbers;
    take(from, numbers);
    DeviceWeight device{numbers.major, numbers.minor, {}, {}};
    take_weight(from["weight"], device.weight);
    take_weight(from["leafWeight"], device.leaf_weight);
    if (!from["weight"] && !from["leafWeight"]) from.fail("has neither weight nor leafWeight");
    devices.push_back(device);
}

}  // namespace

void take_block_io(const Reader& from, Resources& resources) {
    take_weight(from["weight"], resources.blkio_weight);
    take_weight(from["leafWeight"], resources.blkio_leaf_weight);
    if (const auto devices = from["weightDevice"])
        devices.each([&](const Reader& one) { take_device(one, resources.weight_devices); });
    for (const auto& kind : kinds) {
        const auto devices = from[kind.name];
        if (!devices) continue;
        devices.each([&](const Reader& one) {
            DeviceNumbers numbers;
            take(one, numbers);
            Throttle throttle{kind.what, numbers.major, numbers.minor, 0};
            one.require("rate", throttle.rate);
            resources.throttles.push_back(throttle);
        });
    }
}

}  // namespace oci
