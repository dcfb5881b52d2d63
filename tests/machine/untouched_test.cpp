// SPDX-License-Identifier: MIT
//
// The comparison of the machine before and after all tests can fail: on a stage, which is as good
// as a machine, each kind of change is made, and it must be told.
#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/spawn.hpp"
#include "support/stage.hpp"
#include "sys/file.hpp"

#include <fcntl.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>

namespace {

/// What `untouched compare` says on a stage where `change` happened after `untouched record`, with
/// its exit status at the end.
std::string said_after(const std::string& change) {
    const support::TemporaryDirectory directory;
    const auto log = directory.path() / "log";
    const auto output = sys::open(log, O_CREAT | O_WRONLY | O_APPEND, 0600);
    support::Stage::Setup setup;
    setup.program = {"/bin/sh",
                     "-c",
                     "\"$1\" record \"$2\" && { " + change +
                         "\n} && { \"$1\" compare \"$2\"; echo \"status $?\"; }",
                     "sh",
                     support::build_directory() / "tests/untouched",
                     directory.path() / "before"};
    setup.env = {support::caller_path, "WORKBOOK_TIMEOUT_SCALE=0.02"};
    setup.standard_output = setup.standard_error = output.get();
    support::Stage stage{setup};
    stage.start();
    REQUIRE(stage.ended(support::patience(30)));
    return support::read_file(log);
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("untouched: where nothing was changed, it says nothing") {
    const auto said = said_after("true");
    CHECK(has(said, "status 0\n"));
    CHECK_FALSE(has(said, "have changed"));
}

TEST_CASE("untouched: each kind of change is told") {
    struct {
        std::string change, line;
    } kinds[] = {
        {"ip link add left0 type bridge", "+ link left0"},
        {"ip address add 10.1.2.3/32 dev lo", "+ address lo 10.1.2.3/32"},
        {"ip route add blackhole 10.9.0.0/16", "+ route 10.9.0.0/16"},
        {"ip link set lo down", "- link lo up"},
        {"sysctl -q net.ipv4.ip_forward=1", "+ sysctl net/ipv4/ip_forward 1"},
        {"mount -t tmpfs left /mnt", "+ mount /mnt"},
        {"umount /run", "- mount /run"},
        {"hostname left", "+ hostname left"},
        {"mkdir -p /run/workbook/left", "+ file /run/workbook/left"},
    };
    for (const auto& [change, line] : kinds) {
        INFO(change);
        const auto said = said_after(change);
        CHECK(has(said, "status 1\n"));
        CHECK(has(said, line));
    }
}

TEST_CASE("untouched: rules are told") {
    const auto said = said_after("nft add table inet left || echo none here");
    if (has(said, "none here")) {
        std::printf("skipped: there is no nft\n");
        return;
    }
    CHECK(has(said, "+ nft table left\n"));
}

TEST_CASE("untouched: cgroups are told, but for those of a stage that still runs") {
    // The shell's own name as a stage would make it: owner.cpp.
    const auto make = [](const std::string& pid) {
        return "top=$(ls -d /sys/fs/cgroup/*/cgroup.procs | head -n 1); top=${top%/*}; "
               "space=$(readlink /proc/self/ns/pid | tr -cd 0-9); "
               "start=$(sed 's/.*) //' /proc/$$/stat | cut -d ' ' -f 20); "
               "mkdir \"$top/workbook-stage-$space-" +
               pid + "-$start\"";
    };
    const auto living = said_after(make("$$"));
    if (has(living, "mkdir:")) {
        std::printf("skipped: no cgroups can be made here\n");
        return;
    }
    CHECK(has(living, "status 0\n"));
    const auto dead = said_after(make("99999"));
    CHECK(has(dead, "status 1\n"));
    CHECK(has(dead, "/workbook-stage-"));
    CHECK(has(said_after("for top in /sys/fs/cgroup/*/; do mkdir $top/left; done"), "/left\n"));
}

TEST_CASE("untouched: it is the first and the last of all tests") {
    const auto listing = support::run_tool(
        {"ctest", "--test-dir", support::build_directory(), "--show-only=json-v1"});
    const auto all = nlohmann::json::parse(listing.output);
    int tests = 0;
    for (const auto& test : all.at("tests")) {
        const std::string name = test.at("name");
        if (name.starts_with("machine: before") || name.starts_with("machine: after")) continue;
        INFO(name);
        bool needs_it = false;
        for (const auto& property : test.at("properties"))
            if (property.at("name") == "FIXTURES_REQUIRED")
                for (const auto& fixture : property.at("value")) needs_it |= fixture == "machine";
        CHECK(needs_it);
        ++tests;
    }
    CHECK(tests > 10);
}
