// SPDX-License-Identifier: MIT
#include "sample.hpp"
#include "support/catch.hpp"

namespace {

oci::Resources full_resources() {
    return oci::parse_resources(sample::full()["linux"]["resources"].dump(), "r.json");
}

}  // namespace

TEST_CASE("oci: memory, cpu, pids and devices are read") {
    const auto all = sample::config(sample::full()).resources;
    const auto& base = all.resources;
    CHECK(base.memory == 536870912);
    CHECK(base.memory_reservation == 268435456);
    CHECK(base.memory_swap == 1073741824);
    CHECK(all.kernel_memory == -1);
    CHECK(all.kernel_memory_tcp == 65536);
    CHECK(all.swappiness == std::uint64_t{0});
    CHECK(all.disable_oom_killer == false);
    CHECK(all.use_hierarchy == true);
    CHECK(all.check_before_update);
    CHECK(base.cpu_shares == std::uint64_t{1024});
    CHECK(base.cpu_quota == 1000000);
    CHECK(base.cpu_period == 500000);
    CHECK(all.cpu_period == std::uint64_t{500000});
    CHECK(all.cpu_burst == std::uint64_t{1000});
    CHECK(all.realtime_runtime == 950000);
    CHECK(all.realtime_period == std::uint64_t{1000000});
    CHECK(base.cpuset_cpus == "2-3");
    CHECK(base.cpuset_mems == "0-7");
    CHECK(all.cpu_idle == 1);
    CHECK(base.pids == 32771);
    REQUIRE(base.devices.size() == 2);
    CHECK_FALSE(base.devices[0].allow);
    CHECK(base.devices[0].type == 'a');
    CHECK_FALSE(base.devices[0].major);
    CHECK(base.devices[0].access == "rwm");
    CHECK(base.devices[1].allow);
    CHECK(base.devices[1].type == 'c');
    CHECK(base.devices[1].major == 10U);
    CHECK_FALSE(base.devices[1].minor);  // -1 there
    CHECK(base.devices[1].access == "rw");
}

TEST_CASE("oci: blockIO, hugepageLimits, network, rdma and unified are read") {
    const auto all = full_resources();
    CHECK(all.blkio_weight == 10U);
    CHECK(all.blkio_leaf_weight == 11U);
    REQUIRE(all.weight_devices.size() == 1);
    CHECK(all.weight_devices[0].major == 8);
    CHECK(all.weight_devices[0].weight == 500U);
    CHECK(all.weight_devices[0].leaf_weight == 300U);
    REQUIRE(all.throttles.size() == 4);
    const char* whats[] = {"rbps", "wbps", "riops", "wiops"};
    for (unsigned i = 0; i < 4; ++i) {
        CHECK(all.throttles[i].what == whats[i]);
        CHECK(all.throttles[i].major == 8);
        CHECK(all.throttles[i].minor == i);
        CHECK(all.throttles[i].rate == 600 + 100 * i);
    }
    REQUIRE(all.hugepage_limits.size() == 1);
    CHECK(all.hugepage_limits[0].page_size == "2MB");
    CHECK(all.hugepage_limits[0].limit == 9223372036854771712U);
    CHECK(all.class_id == 1048577U);
    CHECK(all.net_priorities == std::vector<std::pair<std::string, std::uint32_t>>{{"eth0", 500}});
    REQUIRE(all.rdma.size() == 2);
    CHECK(all.rdma[0].device == "mlx5_1");
    CHECK(all.rdma[0].handles == 3U);
    CHECK(all.rdma[0].objects == 10000U);
    CHECK_FALSE(all.rdma[1].handles);
    CHECK(all.resources.unified ==
          std::vector<std::pair<std::string, std::string>>{
              {"io.max", "259:0 rbps=2097152\n253:0 rbps=1"}, {"memory.high", "1000000"}});
}

TEST_CASE("oci: 0 stands for no limit where callers write it for that, and nowhere else") {
    const auto all = oci::parse_resources(
        R"({"memory": {"limit": 0, "reservation": 0, "swap": 0, "swappiness": 0},
            "cpu": {"shares": 0, "quota": 0, "period": 0, "burst": 0, "idle": 0},
            "pids": {"limit": 0}, "blockIO": {"weight": 0}, "devices": null})",
        "r.json");
    CHECK_FALSE(all.resources.memory);
    CHECK_FALSE(all.resources.memory_reservation);
    CHECK_FALSE(all.resources.memory_swap);
    CHECK_FALSE(all.resources.cpu_shares);
    CHECK_FALSE(all.resources.cpu_quota);
    CHECK_FALSE(all.cpu_period);
    CHECK(all.resources.cpu_period == 100'000);
    CHECK_FALSE(all.resources.pids);
    CHECK_FALSE(all.blkio_weight);
    CHECK(all.swappiness == std::uint64_t{0});
    CHECK(all.cpu_burst == std::uint64_t{0});
    CHECK(all.cpu_idle == 0);
    CHECK_FALSE(all.disable_oom_killer);
}

TEST_CASE("oci: an error in resources alone names the file that they came from") {
    CHECK_THROWS_WITH(oci::parse_resources(R"({"pids": {"limit": "many"}})", "r.json"),
                      "r.json: pids.limit: is not an integer of 64 bits");
}
