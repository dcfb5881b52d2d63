// SPDX-License-Identifier: MIT
//
// What linux.resources says is what the container's cgroup has.
#include "bundle.hpp"
#include "group.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <string>
#include <vector>

using runtime_test::Bundle;
using runtime_test::Json;
using runtime_test::limit_of;
using runtime_test::place_of;
using runtime_test::value_of;

namespace {

namespace fs = std::filesystem;

/// What is asked for, and which file of which controller has what then. What v2 has no file for, it
/// is said to lack.
struct Row {
    const char* resources;
    const char *controller, *v1_file, *v1_value, *v2_file, *v2_value;
};

const std::vector<Row> rows = {
    {R"({"memory": {"limit": 67108864}})", "memory", "memory.limit_in_bytes", "67108864",
     "memory.max", "67108864"},
    // Without `swap`, there is no limit of both.
    {R"({"memory": {"limit": 67108864}})", "memory", "memory.memsw.limit_in_bytes",
     "9223372036854771712", "memory.swap.max", "max"},
    {R"({"memory": {"limit": 67108864, "swap": 100663296}})", "memory",
     "memory.memsw.limit_in_bytes", "100663296", "memory.swap.max", "33554432"},
    {R"({"memory": {"limit": 67108864, "swap": -1}})", "memory", "memory.memsw.limit_in_bytes",
     "9223372036854771712", "memory.swap.max", "max"},
    {R"({"memory": {"limit": 67108864, "swap": 67108864}})", "memory",
     "memory.memsw.limit_in_bytes", "67108864", "memory.swap.max", "0"},
    {R"({"memory": {"limit": -1}})", "memory", "memory.limit_in_bytes", "9223372036854771712",
     "memory.max", "max"},
    {R"({"memory": {"reservation": 33554432}})", "memory", "memory.soft_limit_in_bytes", "33554432",
     "memory.low", "33554432"},
    {R"({"memory": {"swappiness": 13}})", "memory", "memory.swappiness", "13", "", ""},
    {R"({"memory": {"disableOOMKiller": true, "kernel": 1048576, "useHierarchy": false}})",
     "memory", "memory.oom_control", "oom_kill_disable 1\nunder_oom 0\noom_kill 0", "", ""},
    {R"({"memory": {"kernelTCP": 1048576}})", "memory", "memory.kmem.tcp.limit_in_bytes", "1048576",
     "", ""},
    {R"({"cpu": {"shares": 512}})", "cpu", "cpu.shares", "512", "cpu.weight", "59"},
    {R"({"cpu": {"shares": 2}})", "cpu", "cpu.shares", "2", "cpu.weight", "1"},
    {R"({"cpu": {"shares": 1024}})", "cpu", "cpu.shares", "1024", "cpu.weight", "100"},
    {R"({"cpu": {"shares": 262144}})", "cpu", "cpu.shares", "262144", "cpu.weight", "10000"},
    {R"({"cpu": {"quota": -1}})", "cpu", "cpu.cfs_quota_us", "-1", "cpu.max", "max 100000"},
    {R"({"cpu": {"quota": 20000, "period": 50000}})", "cpu", "cpu.cfs_quota_us", "20000", "cpu.max",
     "20000 50000"},
    {R"({"cpu": {"period": 50000}})", "cpu", "cpu.cfs_period_us", "50000", "cpu.max", "max 50000"},
    {R"({"cpu": {"quota": 20000, "burst": 10000}})", "cpu", "cpu.cfs_burst_us", "10000",
     "cpu.max.burst", "10000"},
    {R"({"cpu": {"shares": 512, "idle": 1}})", "cpu", "cpu.idle", "1", "cpu.idle", "1"},
    {R"({"cpu": {"realtimePeriod": 500000}})", "cpu", "cpu.rt_period_us", "500000", "", ""},
    {R"({"cpu": {"cpus": "0"}})", "cpuset", "cpuset.cpus", "0", "cpuset.cpus", "0"},
    {R"({"cpu": {"mems": "0"}})", "cpuset", "cpuset.mems", "0", "cpuset.mems", "0"},
    {R"({"pids": {"limit": 33}})", "pids", "pids.max", "33", "pids.max", "33"},
    {R"({"pids": {"limit": -1}})", "pids", "pids.max", "max", "pids.max", "max"},
    {R"({"pids": {"limit": 0}})", "pids", "pids.max", "max", "pids.max", "max"},
    {R"({"hugepageLimits": [{"pageSize": "2MB", "limit": 4194304}]})", "hugetlb",
     "hugetlb.2MB.limit_in_bytes", "4194304", "hugetlb.2MB.max", "4194304"},
    {R"({"hugepageLimits": [{"pageSize": "2MB", "limit": 4194304}]})", "hugetlb",
     "hugetlb.2MB.rsvd.limit_in_bytes", "4194304", "hugetlb.2MB.rsvd.max", "4194304"},
    {R"({"unified": {"memory.max": "67108864"}})", "memory", "memory.limit_in_bytes", "67108864",
     "memory.max", "67108864"},
    {R"({"unified": {"cpu.max": "20000 50000"}})", "cpu", "cpu.cfs_quota_us", "20000", "cpu.max",
     "20000 50000"},
    {R"({"unified": {"hugetlb.2MB.max": "6291456"}})", "hugetlb", "hugetlb.2MB.limit_in_bytes",
     "6291456", "hugetlb.2MB.max", "6291456"},
};

/// What the runtime says it lacks, the machine does lack.
bool is_missing(const Row& row, const std::string& message) {
    const auto root = runtime_test::root_of(row.controller);
    if (!root) return message.find("cgroup controller") != std::string::npos;
    if (!root->v1 && *row.v2_file == 0) return message.find("v2") != std::string::npos;
    return message.find("this kernel has n") != std::string::npos &&
           !runtime_test::groups_have(row.controller, row.v1_file, row.v2_file);
}

std::string wanted(const Row& row) {
    return runtime_test::root_of(row.controller)->v1 ? row.v1_value : row.v2_value;
}

/// A block device that the machine has, as MAJOR and MINOR.
std::vector<int> disk() {
    for (const auto& entry : fs::directory_iterator{"/sys/block"}) {
        const auto numbers = value_of(entry.path() / "dev");
        const auto colon = numbers.find(':');
        if (colon != numbers.npos && value_of(entry.path() / "size") != "0")
            return {std::stoi(numbers), std::stoi(numbers.substr(colon + 1))};
    }
    return {};
}

}  // namespace

TEST_CASE("11 resources: each limit is in the file of the kernel's that has it", "[resources]") {
    int seen = 0;
    for (const auto& row : rows) {
        INFO(row.resources << " " << row.v1_file);
        Bundle bundle;
        bundle.set_args({"sleep", "1000"});
        bundle.config["linux"]["resources"] = Json::parse(row.resources);
        const auto made = bundle.create();
        if (is_missing(row, made.err)) continue;
        INFO(made.err);
        REQUIRE(made.exit_status == 0);
        if (!runtime_test::groups_have(row.controller, row.v1_file, row.v2_file)) continue;
        CHECK(limit_of(bundle.pid(), row.controller, row.v1_file, row.v2_file) == wanted(row));
        ++seen;
    }
    CHECK(seen > 0);
}

TEST_CASE("11 resources: disks are shared out by weight, in the numbers of who does it",
          "[resources]") {
    const bool bfq = runtime_test::groups_have("blkio", "blkio.bfq.weight", "io.bfq.weight");
    const Row row =
        bfq ? Row{"", "blkio", "blkio.bfq.weight", "500", "io.bfq.weight", "default 500"}
            : Row{"", "blkio", "blkio.weight", "500", "io.weight", "default 4950"};
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    bundle.config["linux"]["resources"]["blockIO"] = {{"weight", 500}};
    const auto made = bundle.create();
    if (!runtime_test::groups_have("blkio", row.v1_file, row.v2_file)) {
        CHECK(made.exit_status != 0);
        return runtime_test::skip("no scheduler of disks here knows weights");
    }
    REQUIRE(made.exit_status == 0);
    CHECK(limit_of(bundle.pid(), row.controller, row.v1_file, row.v2_file) == wanted(row));
}

TEST_CASE("11 resources: how fast a disk may be read and written", "[resources]") {
    const auto blkio = runtime_test::root_of("blkio");
    const auto device = disk();
    if (!blkio || device.empty())
        return runtime_test::skip("no controller blkio or io, or no disk");
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    const auto limit = [&](int rate) {
        return Json{{{"major", device[0]}, {"minor", device[1]}, {"rate", rate}}};
    };
    bundle.config["linux"]["resources"]["blockIO"] = {{"throttleReadBpsDevice", limit(1048576)},
                                                      {"throttleWriteBpsDevice", limit(2097152)},
                                                      {"throttleReadIOPSDevice", limit(100)},
                                                      {"throttleWriteIOPSDevice", limit(200)}};
    REQUIRE(bundle.create().exit_status == 0);
    // An update that fails later on leaves the line of this disk as it was.
    const Json update{{"blockIO", {{"throttleReadBpsDevice", limit(4194304)}}},
                      {"hugepageLimits", {{{"pageSize", "3MB"}, {"limit", 1}}}}};
    const auto file = bundle.beside("resources.json");
    support::write_file(file, update.dump());
    CHECK(bundle.command({"update", "--resources", file, bundle.id()}).exit_status != 0);
    const auto start = std::to_string(device[0]) + ":" + std::to_string(device[1]) + " ";
    const auto place = place_of(bundle.pid(), "blkio")->directory;
    if (!blkio->v1) {
        CHECK(value_of(place / "io.max") ==
              start + "rbps=1048576 wbps=2097152 riops=100 wiops=200");
        return;
    }
    CHECK(value_of(place / "blkio.throttle.read_bps_device") == start + "1048576");
    CHECK(value_of(place / "blkio.throttle.write_bps_device") == start + "2097152");
    CHECK(value_of(place / "blkio.throttle.read_iops_device") == start + "100");
    CHECK(value_of(place / "blkio.throttle.write_iops_device") == start + "200");
}

TEST_CASE("11 resources: what cannot be had is refused with its place in config.json",
          "[resources]") {
    Bundle bundle;
    const auto failure = [&](const char* resources) {
        bundle.config["linux"]["resources"] = Json::parse(resources);
        return bundle.failure();
    };
    const auto at = [](const std::string& message, const std::string& field) {
        INFO(message);
        return message.find("config.json: linux.resources." + field) != std::string::npos;
    };
    CHECK(at(failure(R"({"cpu": {"cpus": "4095"}})"), "cpu.cpus: "));
    CHECK(at(failure(R"({"cpu": {"shares": 1}})"), "cpu.shares: "));
    CHECK(at(failure(R"({"cpu": {"quota": 1}})"), "cpu.quota: "));
    CHECK(at(failure(R"({"memory": {"limit": 4096}})"), "") == false);  // starved, not refused
    CHECK(at(failure(R"({"hugepageLimits": [{"pageSize": "3MB", "limit": 1}]})"),
             "hugepageLimits: "));
    CHECK(at(failure(R"({"rdma": {"mlx5_1": {"hcaHandles": 1}}})"), "rdma.mlx5_1: "));
    CHECK(at(failure(R"({"network": {"classID": 1048577}})"), "network.classID: "));
    CHECK(at(failure(R"({"unified": {"no.such": "1"}})"), "unified[\"no.such\"]: "));
    CHECK(at(failure(R"({"blockIO": {"leafWeight": 500}})"), "blockIO.leafWeight: "));
}

TEST_CASE("11 resources: devices: what a config forbids and allows, and what every container has",
          "[resources]") {
    Bundle bundle;
    for (const auto* set : {"bounding", "effective", "permitted"})
        bundle.config["process"]["capabilities"][set].push_back("CAP_MKNOD");
    bundle.mount("/dev")["options"] = {"mode=755"};
    // No driver has it: allowed, it is ENXIO; forbidden, EPERM comes before.
    const std::string script =
        "head -c 1 /dev/zero | wc -c; mknod /dev/none c 10 250; cat /dev/none 2>&1 || true";
    auto& rules = bundle.config["linux"]["resources"]["devices"];
    rules = Json::array();
    CHECK(bundle.shell(script).find("Operation not permitted") != std::string::npos);
    rules = Json::parse(R"([{"allow": false, "access": "rwm"}])");
    const auto denied = bundle.shell(script);
    CHECK(denied.starts_with("1\n"));
    CHECK(denied.find("Operation not permitted") != std::string::npos);
    rules.push_back(
        Json::parse(R"({"allow": true, "type": "c", "major": 10, "minor": 250, "access": "rwm"})"));
    const auto allowed = bundle.shell(script);
    CHECK(allowed.starts_with("1\n"));
    CHECK(allowed.find("Operation not permitted") == std::string::npos);
}
