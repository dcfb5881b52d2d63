// SPDX-License-Identifier: MIT
//
// The helper itself: what it reports, it reports truly.
#include "bundle.hpp"
#include "left.hpp"
#include "support/catch.hpp"
#include "support/spawn.hpp"

#include <filesystem>

using runtime_test::Bundle;
using runtime_test::left_of;

TEST_CASE("11 bundle: what config.json says is what the container has", "[bundle]") {
    Bundle bundle;
    CHECK(bundle.output({"args", "a b", ""}) == "2\n[a b]\n[]\n");
    CHECK(bundle.shell("echo $PWD") == "/\n");
    bundle.set_args({"sh", "-c", "echo out; echo err >&2; exit 7"});
    const auto result = bundle.run();
    CHECK(result.exit_status == 7);
    CHECK(result.out == "out\n");
    CHECK(result.err == "err\n");
}

TEST_CASE("11 bundle: one command each takes a container through its life", "[bundle]") {
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    REQUIRE(bundle.create().exit_status == 0);
    CHECK(bundle.status() == "created");
    CHECK(bundle.start().exit_status == 0);
    CHECK(bundle.status() == "running");
    CHECK(left_of(bundle.id()).find("cgroup ") != std::string::npos);
    CHECK(left_of(bundle.id()).find("process ") != std::string::npos);
    CHECK(left_of(bundle.id()).find("state ") != std::string::npos);
    CHECK(bundle.remove(true).exit_status == 0);
    CHECK(left_of(bundle.id()).empty());
}

TEST_CASE("11 bundle: a mount that is left is noticed", "[bundle]") {
    const support::TemporaryDirectory directory;
    const auto id = directory.path().filename().native();
    const auto place = directory.path() / "mount";
    std::filesystem::create_directory(place);
    CHECK(left_of(id).empty());
    REQUIRE(support::run_tool({"mount", "-t", "tmpfs", "tmpfs", place}).exit_status == 0);
    CHECK(left_of(id).find("mount ") != std::string::npos);
    REQUIRE(support::run_tool({"umount", place}).exit_status == 0);
    CHECK(left_of(id).empty());
}
