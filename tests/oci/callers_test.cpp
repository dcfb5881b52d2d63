// SPDX-License-Identifier: MIT
//
// Configs as callers write them: recorded, with other paths and a shorter filter.
#include "sample.hpp"
#include "support/catch.hpp"

#include <sys/mount.h>
#include <sys/stat.h>

TEST_CASE("oci: what podman writes is read without a word") {
    const auto config = oci::parse_config(sample::text("podman.json"));
    CHECK(config.warnings.empty());
    CHECK(config.process.value().terminal);
    CHECK(config.process->umask == 022);
    CHECK(config.uid_mappings.at(0).size == 65536);
    CHECK(config.devices.at(0).mode == (S_IFCHR | 0666));  // podman says what type it is twice
    CHECK(config.mounts.at(0).recursive);
    CHECK(config.mounts.at(0).propagation == MS_PRIVATE);
    CHECK(config.mounts.at(1).copy_up);
    CHECK(config.resources.throttles.at(0).what == "rbps");
    CHECK(config.sysctl.at(0).first == "net/ipv4/ip_forward");
    CHECK(config.cgroups_path == "/libpod_parent/libpod-c0ffee");
}

TEST_CASE("oci: what containerd writes is read without a word") {
    const auto config = oci::parse_config(sample::text("containerd.json"));
    CHECK(config.warnings.empty());
    CHECK_FALSE(config.hostname);
    CHECK(config.process.value().process.user.additional_gids == std::vector<gid_t>{0});
    CHECK(config.resources.resources.memory == 100000000);
    CHECK(config.resources.resources.cpu_quota == 50000);
    REQUIRE(config.resources.resources.devices.size() == 10);
    CHECK(config.resources.resources.devices[8].major == 136U);
    CHECK_FALSE(config.resources.resources.devices[8].minor);
    CHECK(sample::json::parse(config.seccomp).at("syscalls").size() == 2);
}
