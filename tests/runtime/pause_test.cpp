// SPDX-License-Identifier: MIT
#include "begin.hpp"
#include "group.hpp"
#include "support/catch.hpp"

#include <string>

using runtime_test::begin;
using runtime_test::Bundle;
using runtime_test::place_of;
using runtime_test::wait_for;

namespace {

/// As somebody else would: in v1's freezer where there is one, since the runtime itself may use
/// v2's. `above` is the group above the container's.
void freeze(Bundle& bundle, bool stop, bool above = false) {
    const auto v1 = place_of(bundle.pid(), "freezer");
    const auto place = v1 ? *v1 : place_of(bundle.pid(), "").value();
    const auto group = above ? place.directory.parent_path() : place.directory;
    if (place.v1)
        support::write_file(group / "freezer.state", stop ? "FROZEN" : "THAWED");
    else
        support::write_file(group / "cgroup.freeze", stop ? "1" : "0");
}

}  // namespace

TEST_CASE("11 pause: a paused container stands still, and resume lets it go on", "[cgroup]") {
    Bundle bundle;
    begin(bundle, {"sh", "-c", "trap 'exit 3' TERM; while :; do sleep 0.01; done"});
    CHECK(bundle.command({"resume", bundle.id()}).exit_status != 0);
    REQUIRE(bundle.command({"pause", bundle.id()}).exit_status == 0);
    CHECK(bundle.status() == "paused");
    CHECK(bundle.command({"pause", bundle.id()}).exit_status != 0);
    CHECK(bundle.kill("TERM").exit_status == 0);
    CHECK(bundle.status() == "paused");  // it does not get as far as its trap
    REQUIRE(bundle.command({"resume", bundle.id()}).exit_status == 0);
    wait_for([&] { return bundle.status() == "stopped"; });
    CHECK(bundle.command({"pause", bundle.id()}).exit_status != 0);
}

TEST_CASE("11 pause: one that has not been started is paused, and is created again", "[cgroup]") {
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    REQUIRE(bundle.create().exit_status == 0);
    REQUIRE(bundle.command({"pause", bundle.id()}).exit_status == 0);
    CHECK(bundle.status() == "paused");
    REQUIRE(bundle.command({"resume", bundle.id()}).exit_status == 0);
    CHECK(bundle.status() == "created");
}

TEST_CASE("11 pause: a paused container can be killed, and deleted with force", "[cgroup]") {
    for (const bool by_others : {false, true})
        for (const bool force : {false, true}) {
            INFO("frozen by others: " << by_others << ", delete --force: " << force);
            Bundle bundle;
            begin(bundle, {"sleep", "1000"});
            if (by_others)
                freeze(bundle, true);
            else
                REQUIRE(bundle.command({"pause", bundle.id()}).exit_status == 0);
            wait_for([&] { return bundle.status() == "paused"; });
            if (force) {
                CHECK(bundle.remove(true).exit_status == 0);
                continue;
            }
            CHECK(bundle.kill("KILL").exit_status == 0);
            wait_for([&] { return bundle.status() == "stopped"; });
            CHECK(bundle.remove().exit_status == 0);
        }
}

TEST_CASE("11 pause: a container that a group above it holds is not let go on, and one says so",
          "[cgroup]") {
    Bundle bundle;
    bundle.config["linux"]["cgroupsPath"] = "/" + bundle.id() + "/x";
    begin(bundle, {"sleep", "1000"});
    freeze(bundle, true, true);
    wait_for([&] { return bundle.status() == "paused"; });
    const auto resume = bundle.command({"resume", bundle.id()});
    CHECK(resume.exit_status != 0);
    CHECK(resume.err.find("a group above it is frozen") != std::string::npos);
    freeze(bundle, false, true);
    wait_for([&] { return bundle.status() == "running"; });
}
