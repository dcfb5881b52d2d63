// SPDX-License-Identifier: MIT
// New file systems among config.json's `mounts`.
#include "bundle.hpp"
#include "mountinfo.hpp"
#include "mounts.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

namespace fs = std::filesystem;
using runtime_test::bind_mount;
using runtime_test::Bundle;
using runtime_test::Json;
using runtime_test::mounted_on;
using runtime_test::tmpfs;
using support::write_file;

}  // namespace

TEST_CASE("11 mounts: a read-only tmpfs has places for what is mounted in it", "[mounts]") {
    Bundle bundle;
    fs::create_directory(bundle.path() / "from");
    bundle.mount("/dev")["options"] = {"ro", "nosuid"};
    bundle.add_mount(tmpfs("/data", {"ro"}));
    bundle.add_mount(bind_mount("from", "/data/below"));
    CHECK(bundle.shell("touch /data/below/new; touch /data/new /dev/new 2>/dev/null || echo no; "
                       "echo x > /dev/null") == "no\n");
    CHECK(fs::exists(bundle.path() / "from/new"));
}

TEST_CASE("11 mounts: other file systems get their source and their own options", "[mounts]") {
    Bundle bundle;
    for (const auto* name : {"lower", "upper", "work"}) fs::create_directory(bundle.path() / name);
    write_file(bundle.path() / "lower/file", "below");
    const auto part = [&](const char* name) { return (bundle.path() / name).native(); };
    bundle.add_mount({{"destination", "/data"},
                      {"type", "overlay"},
                      {"source", "a name"},
                      {"options",
                       {"lowerdir=" + part("lower"), "upperdir=" + part("upper"),
                        "workdir=" + part("work"), "nodev"}}});
    CHECK(bundle.shell("cat /data/file; echo x > /data/new; grep ' /data ' /proc/self/mountinfo | "
                       "grep -c 'nodev.*overlay a.040name'") == "below1\n");
    CHECK(fs::exists(bundle.path() / "upper/new"));

    bundle.config["mounts"].back()["options"] = {"no-such-option"};
    CHECK(bundle.failure().find("no-such-option") != std::string::npos);
    bundle.config["mounts"].back()["type"] = "no-such-type";
    CHECK(bundle.failure().find("no-such-type") != std::string::npos);
}

TEST_CASE("11 mounts: in a user namespace with the host's network, /sys is the host's, too",
          "[mounts]") {
    Bundle bundle;
    auto& own = bundle.config["linux"];
    const Json ids = {{{"containerID", 0}, {"hostID", 0}, {"size", 65536}}};
    own["uidMappings"] = ids;
    own["gidMappings"] = ids;
    own["namespaces"] = {
        {{"type", "mount"}}, {{"type", "pid"}}, {{"type", "ipc"}}, {{"type", "user"}}};
    bundle.config.erase("hostname");
    const auto info = bundle.output({"mounts"});
    CHECK(mounted_on(info, "/sys").type == "sysfs");
    CHECK(mounted_on(info, "/sys").has("ro"));
    // The same file system as ours; with a network of its own it would be another.
    std::ifstream ours{"/proc/self/mountinfo"};
    const std::string text{std::istreambuf_iterator<char>{ours}, {}};
    CHECK(mounted_on(info, "/sys").device == mounted_on(text, "/sys").device);
    own["namespaces"].push_back({{"type", "network"}});
    CHECK(mounted_on(bundle.output({"mounts"}), "/sys").device != mounted_on(text, "/sys").device);
}
