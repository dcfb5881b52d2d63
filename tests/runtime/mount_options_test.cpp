// SPDX-License-Identifier: MIT
// The options of runtime-spec config.md, "Linux mount options": what mountinfo says of each, and
// that it says the same under runc.
#include "bundle.hpp"
#include "mountinfo.hpp"
#include "support/catch.hpp"

#include <filesystem>

namespace {

namespace fs = std::filesystem;
using runtime_test::apart;
using runtime_test::Bundle;
using runtime_test::How;
using runtime_test::Json;
using runtime_test::mounted_on;
using support::Words;

struct Option {
    Words options;
    std::string has, lacks;  ///< Among the mount's options; empty: nothing to look for.
};

/// Of each pair, the second is the first's negative: an option that did nothing fails one of them.
const std::vector<Option> table{
    {{"ro"}, "ro", "rw"},
    {{"ro", "rw"}, "rw", "ro"},
    {{"nosuid"}, "nosuid", ""},
    {{"nosuid", "suid"}, "", "nosuid"},
    {{"nodev"}, "nodev", ""},
    {{"nodev", "dev"}, "", "nodev"},
    {{"noexec"}, "noexec", ""},
    {{"noexec", "exec"}, "", "noexec"},
    {{"noatime"}, "noatime", "relatime"},
    {{"noatime", "atime"}, "relatime", "noatime"},
    {{"strictatime"}, "", "relatime"},
    {{"nodiratime"}, "nodiratime", ""},
    {{"nodiratime", "diratime"}, "", "nodiratime"},
};

std::string place(std::size_t i) {
    return "/o/" + std::to_string(i);
}

void add_all(Bundle& bundle, const std::string& type) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto options = table[i].options;
        if (type == "bind") options.emplace_back("bind");
        bundle.add_mount({{"destination", place(i)},
                          {"type", type},
                          {"source", type == "bind" ? bundle.beside("from").native() : "x"},
                          {"options", options}});
    }
}

void check_all(const std::string& info) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto mounted = mounted_on(info, place(i));
        INFO(mounted.text() << " for " << Json(table[i].options).dump());
        CHECK((table[i].has.empty() || mounted.has(table[i].has)));
        CHECK((table[i].lacks.empty() || !mounted.has(table[i].lacks)));
    }
}

/// With runc the same bundle has the same mounts.
void compare_with_runc(Bundle& bundle, const std::string& ours, const How& how) {
    if (!fs::exists("/usr/sbin/runc")) return;
    bundle.use("/usr/sbin/runc");
    const auto theirs = bundle.output({"mounts"}, how);
    for (const auto& one : runtime_test::parse_mountinfo(theirs))
        if (one.place.starts_with("/o/")) CHECK(mounted_on(ours, one.place).text() == one.text());
}

}  // namespace

TEST_CASE("11 mounts: every option of a new file system, as runc has it", "[mounts]") {
    Bundle bundle;
    add_all(bundle, "tmpfs");
    const auto info = bundle.output({"mounts"}, apart());
    check_all(info);
    compare_with_runc(bundle, info, apart());
}

TEST_CASE("11 mounts: every option of a bind, as runc has it", "[mounts]") {
    Bundle bundle;
    fs::create_directory(bundle.beside("from"));
    add_all(bundle, "bind");
    // Where the source has none of them itself.
    const auto source = bundle.beside("from").native();
    const auto how = apart("mount -t tmpfs x " + source);
    const auto info = bundle.output({"mounts"}, how);
    check_all(info);
    compare_with_runc(bundle, info, how);
}

TEST_CASE("11 mounts: an option takes away from a bind what its source has", "[mounts]") {
    Bundle bundle;
    const auto source = bundle.beside("from").native();
    fs::create_directory(source);
    const auto how = apart("mount -t tmpfs -o nosuid,nodev,noexec,noatime x " + source);
    bundle.add_mount({{"destination", "/o/1"},
                      {"type", "bind"},
                      {"source", source},
                      {"options", {"bind", "suid", "dev", "exec", "relatime"}}});
    bundle.add_mount({{"destination", "/o/2"},
                      {"type", "bind"},
                      {"source", source},
                      {"options", {"bind", "ro"}}});
    const auto info = bundle.output({"mounts"}, how);
    CHECK(mounted_on(info, "/o/1").options == "rw,relatime");
    CHECK(mounted_on(info, "/o/2").options == "ro,nosuid,nodev,noexec,noatime");
}

TEST_CASE("11 mounts: nosymfollow, and options of the file system itself", "[mounts]") {
    Bundle bundle;
    const auto add = [&](const std::string& name, const Words& options) {
        bundle.add_mount({{"destination", "/o/" + name},
                          {"type", "tmpfs"},
                          {"source", "x"},
                          {"options", options}});
    };
    add("nosymfollow", {"nosymfollow"});
    add("symfollow", {"nosymfollow", "symfollow"});
    add("relatime", {"noatime", "relatime"});  // what comes later wins, but not with runc
    add("sync", {"sync", "dirsync", "lazytime"});
    add("async", {"sync", "async", "lazytime", "nolazytime"});
    const auto info = bundle.output({"mounts"});
    CHECK(mounted_on(info, "/o/nosymfollow").has("nosymfollow"));
    CHECK_FALSE(mounted_on(info, "/o/symfollow").has("nosymfollow"));
    CHECK(mounted_on(info, "/o/relatime").has("relatime"));
    for (const auto* option : {"sync", "dirsync", "lazytime"})
        CHECK(mounted_on(info, "/o/sync").super_has(option));
    for (const auto* option : {"sync", "lazytime"})
        CHECK_FALSE(mounted_on(info, "/o/async").super_has(option));
}
