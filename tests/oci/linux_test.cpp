// SPDX-License-Identifier: MIT
#include "oci/lsm.hpp"
#include "sample.hpp"
#include "support/catch.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <sys/personality.h>

using Texts = std::vector<std::string>;

TEST_CASE("oci: the fields beside process, mounts, hooks and linux are read") {
    const auto config = sample::config(sample::full());
    CHECK(config.oci_version == "1.2.0");
    CHECK(config.root == "rootfs");
    CHECK(config.readonly_root);
    CHECK(config.hostname == "box");
    CHECK(config.domainname == "example");
    CHECK(config.annotations == std::map<std::string, std::string>{{"org.example.key", "value"}});
    CHECK(config.warnings.empty());
}

TEST_CASE("oci: each field of hooks is read, in order") {
    const auto hooks = sample::config(sample::full()).hooks;
    REQUIRE(hooks.prestart.size() == 1);
    CHECK(hooks.prestart[0].path == "/bin/a");
    CHECK(hooks.prestart[0].args == Texts{"a", "1"});
    CHECK(hooks.prestart[0].env == Texts{"A=1"});
    CHECK(hooks.prestart[0].timeout == std::chrono::seconds{3});
    CHECK(hooks.create_runtime.at(0).path == "/bin/b");
    CHECK_FALSE(hooks.create_runtime.at(0).timeout);
    CHECK(hooks.create_container.at(0).path == "/bin/c");
    REQUIRE(hooks.start_container.size() == 2);
    CHECK(hooks.start_container[0].path == "/bin/d");
    CHECK(hooks.start_container[1].path == "/bin/d2");
    CHECK(hooks.poststart.at(0).path == "/bin/e");
    CHECK(hooks.poststop.at(0).path == "/bin/f");
}

TEST_CASE("oci: namespaces are read with their paths, and what belongs to them") {
    const auto config = sample::config(sample::full());
    const std::vector<std::uint64_t> flags{CLONE_NEWPID,    CLONE_NEWNET, CLONE_NEWIPC,
                                           CLONE_NEWUTS,    CLONE_NEWNS,  CLONE_NEWUSER,
                                           CLONE_NEWCGROUP, CLONE_NEWTIME};
    REQUIRE(config.namespaces.size() == flags.size());
    for (std::size_t i = 0; i < flags.size(); ++i) CHECK(config.namespaces[i].flag == flags[i]);
    CHECK(config.namespaces[0].path.empty());
    CHECK(config.namespaces[1].path == "/run/netns/a");
    REQUIRE(config.uid_mappings.size() == 1);
    CHECK(config.uid_mappings[0].container_id == 0);
    CHECK(config.uid_mappings[0].host_id == 1000);
    CHECK(config.uid_mappings[0].size == 32000);
    CHECK(config.gid_mappings.at(0).host_id == 2000);
    CHECK(config.time_offsets.at("monotonic").secs == -172800);
    CHECK(config.time_offsets.at("monotonic").nanosecs == 5);
    CHECK(config.time_offsets.at("boottime").secs == 604800);
    REQUIRE(config.net_devices.size() == 2);
    CHECK(config.net_devices[0].host_name == "ens4");
    CHECK(config.net_devices[0].name == "ens4");
    CHECK(config.net_devices[1].host_name == "eth0");
    CHECK(config.net_devices[1].name == "container_eth0");
}

TEST_CASE("oci: devices are read, and their type is not the mode's") {
    const auto devices = sample::config(sample::full()).devices;
    REQUIRE(devices.size() == 2);
    CHECK(devices[0].path == "/dev/fuse");
    CHECK(devices[0].mode == (S_IFCHR | 0666));
    CHECK(devices[0].major == 10);
    CHECK(devices[0].minor == 229);
    CHECK(devices[0].uid == 1);
    CHECK(devices[0].gid == 2);
    CHECK(devices[1].mode == (S_IFIFO | 0600));  // the 010600 of mknod(2)
    auto document = sample::full();
    document["linux"]["devices"] = {
        {{"path", "/dev/x"}, {"type", "b"}, {"major", 8}, {"minor", 0}, {"fileMode", 0020640}}};
    CHECK(sample::config(document).devices.at(0).mode == (S_IFBLK | 0640));
    document["linux"]["devices"][0].erase("fileMode");
    CHECK(sample::config(document).devices.at(0).mode == (S_IFBLK | 0666));
}

TEST_CASE("oci: the other fields of linux are read") {
    const auto config = sample::config(sample::full());
    CHECK(config.cgroups_path == "/runtime/box");
    CHECK(config.rootfs_propagation == (MS_SLAVE | MS_REC));
    CHECK(sample::json::parse(config.seccomp) == sample::full()["linux"]["seccomp"]);
    CHECK(config.sysctl ==
          std::vector<std::pair<oci::Path, std::string>>{{"kernel/shmmax", "2"},
                                                         {"net/ipv4/ip_forward", "1"},
                                                         {"net/ipv4/conf/a.1/rp_filter", "0"}});
    CHECK(config.masked_paths == Texts{"/proc/kcore"});
    CHECK(config.readonly_paths == Texts{"/proc/sys"});
    CHECK(config.mount_label.empty());
    CHECK(config.personality == PER_LINUX32);
}

TEST_CASE("oci: a config with no linux has no namespace, and one with no process none to run") {
    const auto config = oci::parse_config(
        R"({"ociVersion": "1.0.0", "root": {"path": "/r"}, "hostname": "", "future": [1, {}]})");
    CHECK(config.namespaces.empty());
    CHECK_FALSE(config.process);
    CHECK_FALSE(config.hostname);
    CHECK_FALSE(config.readonly_root);
    CHECK(config.seccomp.empty());
    CHECK_FALSE(config.personality);
}

TEST_CASE("oci: a flag of a personality is left out, with a word") {
    auto document = sample::full();
    document["linux"]["personality"]["flags"] = {"ADDR_NO_RANDOMIZE"};
    CHECK(sample::config(document).warnings ==
          Texts{"config.json: linux.personality.flags: no flag of a personality is known; left "
                "out"});
}

TEST_CASE("oci: a label of files is left out where there is no SELinux, with a word") {
    auto document = sample::full();
    document["linux"]["mountLabel"] = "system_u:object_r:container_file_t:s0";
    const auto warnings = sample::config(document).warnings;
    if (oci::has_selinux())
        CHECK(warnings.empty());
    else
        CHECK(warnings == Texts{"config.json: linux.mountLabel: the running kernel has no SELinux "
                                "in force; left out"});
}
