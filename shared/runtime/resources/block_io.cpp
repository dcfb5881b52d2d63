// SPDX-License-Identifier: MIT
#include "runtime/resources/field.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace runtime {
namespace {

/// The controller has another name in v2.
Field field_of(const Task& task, const std::string& name) {
    return task.field("blockIO." + name, task.group.v1("blkio") ? "blkio" : "io");
}

/// Who shares out disks by weight is the scheduler BFQ, if anybody does; older ones were CFQ, which
/// had the plain names in v1, and v2's iocost, which has them there.
struct Weight {
    Field field;
    bool bfq;
    std::string file;
};

Weight weight(const Task& task, const std::string& name, const char* suffix) {
    const auto field = field_of(task, name);
    const std::string start = field.is_v1() ? "blkio" : "io";
    const auto with = start + ".bfq.weight" + (field.is_v1() ? suffix : "");
    const auto without = start + ".weight" + (field.is_v1() ? suffix : "");
    if (field.has(with)) return {field, true, with};
    if (field.has(without)) return {field, false, without};
    field.fail(
        fmt::format("this kernel has neither {} nor {}: no scheduler of its disks knows "
                    "weights",
                    with, without));
}

/// 10 to 1000 is 1 to 10000 in v2.
std::string value(const Weight& weight, unsigned number) {
    if (weight.field.is_v1() || weight.bfq) return std::to_string(number);
    constexpr unsigned lowest = 10, highest = 1000;
    const auto clamped = std::clamp(number, lowest, highest);
    return std::to_string(1 + (clamped - lowest) * 9999 / (highest - lowest));
}

void limit_weight(const Task& task) {
    if (const auto& number = task.resources.blkio_weight) {
        const auto to = weight(task, "weight", "");
        to.field.write(to.file, value(to, *number));
    }
    if (const auto& number = task.resources.blkio_leaf_weight)
        field_of(task, "leafWeight").write("blkio.leaf_weight", *number);
    for (const auto& one : task.resources.weight_devices) {
        const auto device = fmt::format("{}:{} ", one.major, one.minor);
        if (one.weight) {
            const auto to = weight(task, "weightDevice", "_device");
            to.field.write(to.file, device + value(to, *one.weight));
        }
        if (one.leaf_weight)
            field_of(task, "weightDevice")
                .write("blkio.leaf_weight_device", device + std::to_string(*one.leaf_weight));
    }
}

struct Names {
    const char *key, *field, *v1;
};
constexpr std::array<Names, 4> throttles = {{
    {"rbps", "throttleReadBpsDevice", "blkio.throttle.read_bps_device"},
    {"wbps", "throttleWriteBpsDevice", "blkio.throttle.write_bps_device"},
    {"riops", "throttleReadIOPSDevice", "blkio.throttle.read_iops_device"},
    {"wiops", "throttleWriteIOPSDevice", "blkio.throttle.write_iops_device"},
}};

/// A rate of 0 takes the limit away.
void limit_rate(const Task& task, const oci::Throttle& throttle) {
    const auto names = *std::find_if(throttles.begin(), throttles.end(),
                                     [&](const Names& one) { return throttle.what == one.key; });
    const auto field = field_of(task, names.field);
    const auto device = fmt::format("{}:{} ", throttle.major, throttle.minor);
    const auto rate = std::to_string(throttle.rate);
    if (field.is_v1()) return field.write(names.v1, device + rate);
    field.write("io.max",
                fmt::format("{}{}={}", device, throttle.what, throttle.rate == 0 ? "max" : rate));
}

}  // namespace

void limit_block_io(const Task& task) {
    limit_weight(task);
    for (const auto& throttle : task.resources.throttles) limit_rate(task, throttle);
}

}  // namespace runtime
