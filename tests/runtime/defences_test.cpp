// SPDX-License-Identifier: MIT
// Attacks on a runtime's way to the container's files. Each test also shows that its attack is one:
// done by name, as without the defence, the same thing succeeds.
#include "bundle.hpp"
#include "mountinfo.hpp"
#include "mounts.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"
#include "swapper.hpp"

#include <filesystem>

namespace {

namespace fs = std::filesystem;
using runtime_test::bind_mount;
using runtime_test::Bundle;
using runtime_test::Json;
using runtime_test::mounted_on;
using runtime_test::Swapper;
using runtime_test::tmpfs;
using support::write_file;

void grant_admin(Bundle& bundle) {
    for (const auto* set : {"bounding", "effective", "permitted"})
        bundle.config["process"]["capabilities"][set].push_back("CAP_SYS_ADMIN");
}

/// A /dev that an attacker has filled.
support::Path bound_dev(Bundle& bundle) {
    const auto dev = bundle.beside("dev");
    fs::create_directories(dev / "pts");
    Json rest = Json::array();
    for (const auto& mount : bundle.config["mounts"])
        if (!mount["destination"].get<std::string>().starts_with("/dev")) rest.push_back(mount);
    rest.push_back(bind_mount(dev, "/dev"));
    bundle.config["mounts"] = rest;
    return dev;
}

}  // namespace

TEST_CASE(
    "11 defences: a directory that is exchanged for a symlink leads no mount out "
    "(CVE-2021-30465)",
    "[defences]") {
    Bundle bundle;
    const auto volume = bundle.beside("volume"), outside = bundle.beside("outside");
    fs::create_directories(volume / "directory");
    fs::create_directory(outside);
    fs::create_symlink(outside, volume / "link");
    bundle.add_mount(bind_mount(volume, "/volume"));
    bundle.add_mount(tmpfs("/volume/directory/x"));
    bundle.add_mount(tmpfs("/volume/directory/x/deep/y"));
    const Swapper swapper{volume / "directory", volume / "link"};
    for (int i = 0; i < 12; ++i) {
        const auto result = bundle.run();
        INFO(result.err);
        // It may say that it is not left alone; but it mounts, and makes, nothing outside.
        CHECK((result.exit_status == 2 || result.err.find("/volume") != std::string::npos));
        CHECK(fs::is_empty(outside));
    }
    // By name, it would: looked at and then used, as runc did until 1.0-rc94.
    for (int i = 0; i < 1'000'000 && fs::is_empty(outside); ++i) {
        std::error_code lost;
        fs::create_directory(volume / "directory" / "x", lost);
        fs::remove(volume / "directory" / "x", lost);
        fs::create_directory(volume / "directory" / "x", lost);
    }
    CHECK_FALSE(fs::is_empty(outside));
    CHECK(swapper.count() > 0);
}

TEST_CASE("11 defences: /proc and /sys are no symlinks (CVE-2019-19921, CVE-2023-27561)",
          "[defences]") {
    const auto* const name = GENERATE("proc", "sys");
    Bundle bundle;
    fs::remove_all(bundle.rootfs() / name);
    fs::create_directory(bundle.rootfs() / "elsewhere");
    fs::create_symlink("elsewhere", bundle.rootfs() / name);
    CHECK(bundle.failure().find("has a symlink on the way") != std::string::npos);
    // Any other file system may follow it: so it does lead there.
    bundle.mount(std::string{"/"} + name)["type"] = "tmpfs";
    auto& mounts = bundle.config["mounts"];
    for (auto mount = mounts.begin(); mount != mounts.end();)  // which has no place then
        mount = (*mount)["destination"] == "/sys/fs/cgroup" ? mounts.erase(mount) : mount + 1;
    if (name == std::string{"sys"})
        CHECK(mounted_on(bundle.output({"mounts"}), "/elsewhere").type == "tmpfs");
}

TEST_CASE("11 defences: /proc is a proc, or there is no container", "[defences]") {
    Bundle bundle;
    auto& proc = bundle.mount("/proc");
    proc = {{"destination", "/proc"}, {"type", "tmpfs"}, {"source", "x"}};
    CHECK(bundle.failure().find("no proc file system") != std::string::npos);
    fs::create_directory(bundle.beside("fake"));
    proc = bind_mount(bundle.beside("fake"), "/proc");
    CHECK(bundle.failure().find("no proc file system") != std::string::npos);
    proc = bind_mount("/proc", "/proc");
    CHECK(bundle.output({"args"}) == "0\n");
}

TEST_CASE(
    "11 defences: what covers a masked file is the null device, whatever /dev/null is "
    "(CVE-2025-31133)",
    "[defences]") {
    Bundle bundle;
    const auto dev = bound_dev(bundle);
    const auto secret = support::random_word();
    write_file(bundle.rootfs() / "victim", secret);
    write_file(bundle.rootfs() / "hidden", "hidden");
    fs::create_symlink("/victim", dev / "null");
    bundle.config["linux"]["maskedPaths"] = {"/hidden"};
    CHECK(bundle.shell("stat -c '%F %t:%T' /hidden; cat /hidden") ==
          "character special file 1:3\n");
    // By its name, /dev/null is the victim, and would be what covers.
    CHECK(bundle.shell("cat /dev/null") == secret);
}

TEST_CASE(
    "11 defences: a kernel parameter goes to the kernel, whatever is mounted in /proc "
    "(CVE-2025-52881)",
    "[defences]") {
    Bundle bundle;
    grant_admin(bundle);
    const auto value = support::random_word(), trap = bundle.beside("trap").native();
    write_file(trap, "untouched");
    bundle.add_mount(bind_mount(trap, "/proc/sys/kernel/domainname"));
    bundle.config["linux"]["sysctl"] = {{"kernel.domainname", value}};
    bundle.config["linux"]["readonlyPaths"] = Json::array();
    CHECK(bundle.shell("umount /proc/sys/kernel/domainname; cat /proc/sys/kernel/domainname") ==
          value + "\n");
    CHECK(support::read_file(trap) == "untouched");
    // By its name in the container it would have gone there.
    bundle.shell("echo redirected > /proc/sys/kernel/domainname");
    CHECK(support::read_file(trap) == "redirected\n");
}
