// SPDX-License-Identifier: MIT
// Options of binds that are for all that is mounted below them, and what they share with the host.
#include "bundle.hpp"
#include "mountinfo.hpp"
#include "support/catch.hpp"

#include <filesystem>

namespace {

namespace fs = std::filesystem;
using runtime_test::apart;
using runtime_test::Bundle;
using runtime_test::mounted_on;
using support::Words;

}  // namespace

TEST_CASE("11 mounts: what begins with r is for all that is mounted below, too", "[mounts]") {
    Bundle bundle;
    const auto source = bundle.beside("from").native();
    fs::create_directories(source);
    const auto how = apart("mount -t tmpfs x " + source + "; mkdir " + source +
                           "/below; mount -t tmpfs y " + source + "/below");
    const auto options_of = [&](const Words& options) {
        bundle.add_mount(
            {{"destination", "/o/1"}, {"type", "bind"}, {"source", source}, {"options", options}});
        const auto info = bundle.output({"mounts"}, how);
        bundle.config["mounts"].erase(bundle.config["mounts"].size() - 1);
        return mounted_on(info, "/o/1").options + " " + mounted_on(info, "/o/1/below").options;
    };
    CHECK(options_of({"rbind"}) == "rw,relatime rw,relatime");
    CHECK(options_of({"rbind", "ro"}) == "ro,relatime rw,relatime");
    CHECK(options_of({"rbind", "rro"}) == "ro,relatime ro,relatime");
    CHECK(options_of({"rbind", "rro", "rrw"}) == "rw,relatime rw,relatime");
    CHECK(options_of({"rbind", "rnosuid", "rnodev", "rnoexec"}) ==
          "rw,nosuid,nodev,noexec,relatime rw,nosuid,nodev,noexec,relatime");
    CHECK(options_of({"rbind", "rnoatime", "rnodiratime"}) ==
          "rw,noatime,nodiratime rw,noatime,nodiratime");
    CHECK(options_of({"rbind", "rnosymfollow"}) ==
          "rw,relatime,nosymfollow rw,relatime,nosymfollow");
    CHECK(options_of({"rbind", "rstrictatime"}) == "rw rw");
}

TEST_CASE("11 mounts: what a bind shares with the host is as asked for, and else nothing",
          "[mounts]") {
    Bundle bundle;
    const auto source = bundle.beside("from").native();
    fs::create_directories(source);
    const auto how = apart("mount -t tmpfs x " + source + "; mkdir " + source +
                               "/below; mount -t tmpfs y " + source + "/below",
                           "shared");
    const auto shared = [&](const Words& options) {
        bundle.add_mount(
            {{"destination", "/o/1"}, {"type", "bind"}, {"source", source}, {"options", options}});
        const auto info = bundle.output({"mounts"}, how);
        bundle.config["mounts"].erase(bundle.config["mounts"].size() - 1);
        return "[" + mounted_on(info, "/o/1").shared + "][" +
               mounted_on(info, "/o/1/below").shared + "]";
    };
    CHECK(shared({"rbind"}) == "[][]");
    CHECK(shared({"rbind", "rprivate"}) == "[][]");
    CHECK(shared({"rbind", "rslave"}) == "[master][master]");
    CHECK(shared({"rbind", "private"}) == "[][master]");
    CHECK(shared({"rbind", "slave"}) == "[master][master]");
    CHECK(shared({"rbind", "rshared"}) == "[shared][shared]");
    CHECK(shared({"rbind", "runbindable"}) == "[unbindable][unbindable]");
    CHECK(shared({"rbind", "unbindable"}) == "[unbindable][master]");
}
