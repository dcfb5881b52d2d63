// SPDX-License-Identifier: MIT
//
// The same of `linux`.
#include "sample.hpp"
#include "support/catch.hpp"

namespace {

using sample::json;
using sample::out;

struct LinuxCase {
    const char* where;
    json value;
    std::string message;  ///< After "config.json: linux.".
};

void check_linux(const std::vector<LinuxCase>& cases) {
    for (const auto& [where, value, message] : cases) {
        INFO(where);
        CHECK(sample::error_at(std::string{"/linux/"} + where, value) ==
              "config.json: linux." + message);
    }
}

/// What is said if full.json has no namespace of that kind.
std::string error_without(const char* kind) {
    auto document = sample::full();
    auto& all = document["linux"]["namespaces"];
    json kept = json::array();
    for (const auto& one : all)
        if (one["type"] != kind) kept.push_back(one);
    all = kept;
    return sample::error_in(document.dump());
}

}  // namespace

TEST_CASE("oci: wrong namespaces, and what belongs to them, are told") {
    check_linux({
        {"namespaces/0/type", out, "namespaces[0].type: is missing"},
        {"namespaces/0/type", "ipc", "namespaces[2].type: is \"ipc\" a second time"},
        {"namespaces/0/type", "disk",
         "namespaces[0].type: is \"disk\", and can be cgroup, ipc, mount, network, pid, time, "
         "user, uts"},
        {"namespaces/1/path", "netns", "namespaces[1].path: is \"netns\": not an absolute path"},
        {"uidMappings/0/size", out, "uidMappings[0].size: is missing"},
        {"uidMappings/0/size", 4294967295, "uidMappings[0].size: is more than there are ids"},
        {"timeOffsets/realtime", json::object(),
         "timeOffsets.realtime: is no clock of a time namespace: those are monotonic and boottime"},
        {"timeOffsets/boottime/nanosecs", 1000000000,
         "timeOffsets.boottime.nanosecs: is not an integer from 0 to 999999999"},
        {"netDevices/a~1b", json::object(), "netDevices[\"a/b\"]: is under no interface's name"},
        {"netDevices/eth0/name", "seventeen-letters",
         "netDevices.eth0.name: is \"seventeen-letters\": no interface's name"},
        {"netDevices/eth0/name", "ens4", "netDevices.eth0: becomes ens4, as another one does"},
    });
}

TEST_CASE("oci: what would change the host without a namespace is an error") {
    CHECK(error_without("uts") == "config.json: hostname: linux.namespaces has no uts");
    CHECK(error_without("user") == "config.json: linux.uidMappings: linux.namespaces has no user");
    CHECK(error_without("time") == "config.json: linux.timeOffsets: linux.namespaces has no time");
    CHECK(error_without("mount") ==
          "config.json: linux.maskedPaths: linux.namespaces has no mount");
    CHECK(error_without("network").starts_with("config.json: linux.sysctl[\"net."));
    CHECK(error_without("ipc") ==
          "config.json: linux.sysctl[\"kernel/shmmax\"]: would be the host's: linux.namespaces "
          "has no ipc");
    CHECK(error_without("pid") == "");
    CHECK(error_without("cgroup") == "");
    auto document = sample::full();
    auto& section = document["linux"];
    for (const char* name : {"uidMappings", "gidMappings", "sysctl"}) section.erase(name);
    section["namespaces"] = {{{"type", "mount"}, {"type", "uts"}}};
    section.erase("timeOffsets");
    document.erase("hostname");
    CHECK(sample::error_in(document.dump()).find("has no ") != std::string::npos);
}

TEST_CASE("oci: a mount is to map ids, and nothing says to which") {
    auto document = sample::full();
    document["linux"] = json::object();
    document.erase("hostname");
    document.erase("domainname");
    CHECK(sample::error_in(document.dump()) == "");
    document["mounts"][1].erase("uidMappings");
    document["mounts"][1].erase("gidMappings");
    CHECK(sample::error_in(document.dump())
              .starts_with("config.json: mounts[1]: is to map ids, and says to which neither "));
}

TEST_CASE("oci: wrong devices and other fields of linux are told") {
    check_linux({
        {"devices/0/type", "d", "devices[0].type: is \"d\", and can be c, u, b, p"},
        {"devices/0/path", "fuse", "devices[0].path: is \"fuse\": not an absolute path"},
        {"devices/0/minor", out, "devices[0].minor: is missing"},
        {"devices/0/major", -1, "devices[0].major: is not an integer from 0 to 4095"},
        {"rootfsPropagation", "ro",
         "rootfsPropagation: is \"ro\": no propagation, as in \"rslave\""},
        {"sysctl/kernel.hostname", "x", "sysctl[\"kernel.hostname\"]: is what hostname is for"},
        {"sysctl/vm.swappiness", "1",
         "sysctl[\"vm.swappiness\"]: is the whole machine's: no namespace has one of its own"},
        {"sysctl/net~1..~1kernel~1core_pattern", "|/x",
         "sysctl[\"net/../kernel/core_pattern\"]: is under no kernel parameter's name"},
        {"sysctl/net.ipv4.ip_forward", 1, "sysctl[\"net.ipv4.ip_forward\"]: is not a string"},
        {"maskedPaths/0", "proc", "maskedPaths[0]: is \"proc\": not an absolute path"},
        {"personality/domain", "BSD", "personality.domain: is \"BSD\", and can be LINUX, LINUX32"},
        {"intelRdt", json::object(),
         "intelRdt: is not supported: this runtime does not share out caches (resctrl)"},
        {"cgroupsPath", 1, "cgroupsPath: is not a string"},
    });
}

TEST_CASE("oci: wrong resources are told") {
    check_linux({
        {"resources/pids/limit", "many", "resources.pids.limit: is not an integer of 64 bits"},
        {"resources/pids/limit", 9223372036854775808U,
         "resources.pids.limit: is not an integer of 64 bits"},
        {"resources/memory/limit", -2,
         "resources.memory.limit: is less than -1, which stands for no limit"},
        {"resources/memory/swap", 1000,
         "resources.memory.swap: is less than limit, 536870912: it counts memory and swap "
         "together"},
        {"resources/memory/swappiness", 101,
         "resources.memory.swappiness: is not an integer from 0 to 100"},
        {"resources/cpu/burst", 1000001, "resources.cpu.burst: is more than quota, 1000000"},
        {"resources/cpu/idle", 2, "resources.cpu.idle: is not an integer from 0 to 1"},
        {"resources/cpu/shares", -1, "resources.cpu.shares: is not an unsigned integer of 64 bits"},
        {"resources/devices/0/allow", out, "resources.devices[0].allow: is missing"},
        {"resources/devices/0/access", "rx",
         "resources.devices[0].access: is \"rx\", and can have r, w and m in it"},
        {"resources/devices/1/type", "p",
         "resources.devices[1].type: is \"p\", and can be a, b, c"},
        {"resources/blockIO/weight", 65536,
         "resources.blockIO.weight: is not an integer from 0 to 65535"},
        {"resources/blockIO/weightDevice/0",
         {{"major", 8}, {"minor", 0}},
         "resources.blockIO.weightDevice[0]: has neither weight nor leafWeight"},
        {"resources/blockIO/throttleReadBpsDevice/0/rate", out,
         "resources.blockIO.throttleReadBpsDevice[0].rate: is missing"},
        {"resources/hugepageLimits/0/pageSize", "../x",
         "resources.hugepageLimits[0].pageSize: is \"../x\": not a size as in \"2MB\""},
        {"resources/network/priorities/0/name", "a b",
         "resources.network.priorities[0].name: is \"a b\": no interface's name"},
        {"resources/rdma/rxe3", json::object(),
         "resources.rdma.rxe3: has neither hcaHandles nor hcaObjects"},
        {"resources/unified/..~1cgroup.procs", "1",
         "resources.unified[\"../cgroup.procs\"]: is no file of a cgroup, as in \"memory.high\""},
        {"resources/unified/memory", "1",
         "resources.unified.memory: is no file of a cgroup, as in \"memory.high\""},
    });
}
