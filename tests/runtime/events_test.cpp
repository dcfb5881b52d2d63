// SPDX-License-Identifier: MIT
#include "begin.hpp"
#include "group.hpp"
#include "support/catch.hpp"

#include <string>

using runtime_test::begin;
using runtime_test::Bundle;
using runtime_test::Json;
using runtime_test::lines;
using runtime_test::wait_for;

TEST_CASE("11 events: what a container uses, in the form that callers know", "[cgroup]") {
    Bundle bundle;
    auto& resources = bundle.config["linux"]["resources"];
    if (runtime_test::root_of("pids")) resources["pids"] = {{"limit", 50}};
    const bool counts_swap =
        runtime_test::groups_have("memory", "memory.memsw.limit_in_bytes", "memory.swap.max");
    if (counts_swap) resources["memory"] = {{"limit", 67108864}, {"swap", 100663296}};
    begin(bundle, {"sleep", "1000"});
    const auto result = bundle.command({"events", "--stats", bundle.id()});
    REQUIRE(result.exit_status == 0);
    const auto event = Json::parse(result.out);
    CHECK(event["type"] == "stats");
    CHECK(event["id"] == bundle.id());
    const auto& data = event["data"];
    CHECK(data["cpu"]["usage"]["total"].get<long>() > 0);
    if (runtime_test::root_of("pids")) {
        CHECK(data["pids"]["current"] == 1);
        CHECK(data["pids"]["limit"] == 50);
    }
    if (runtime_test::root_of("memory")) {
        CHECK(data["memory"]["usage"]["usage"].get<long>() > 0);
        CHECK(data["memory"]["raw"]["pgfault"].get<long>() > 0);
        if (counts_swap) {
            CHECK(data["memory"]["usage"]["limit"] == 67108864);
            CHECK(data["memory"]["swap"]["limit"] == 100663296);  // of both, in v2 too
            CHECK(data["memory"]["swap"]["usage"].get<long>() > 0);
        }
    }
    CHECK(bundle.command({"stats", bundle.id()}).exit_status == 0);
    CHECK(bundle.command({"events", "--interval", "5 days", bundle.id()}).exit_status != 0);
}

TEST_CASE("11 events: go on until the container ends, and tell when memory was short", "[cgroup]") {
    if (!runtime_test::root_of("memory")) return runtime_test::skip("no controller memory");
    for (const bool is_short : {true, false}) {
        INFO("memory is short: " << is_short);
        Bundle bundle;
        bundle.config["linux"]["resources"]["memory"] = {{"limit", 16777216}, {"swap", 16777216}};
        bundle.config["root"]["readonly"] = false;
        begin(bundle, {"sh", "-c",
                       std::string{"while ! [ -e /go ]; do sleep 0.01; done; "} +
                           (is_short ? "tail /dev/zero; true" : "true")});
        auto events = bundle.begin({"events", "--interval", "10ms", bundle.id()});
        wait_for([&] { return !events.out().empty(); });  // it watches by now
        support::write_file(bundle.rootfs() / "go", "");
        const auto result = events.wait();
        CHECK(result.exit_status == 0);
        CHECK(lines(result.out) > 0);
        const auto event = R"({"type":"oom","id":")" + bundle.id() + "\"}\n";
        CHECK((result.out.find(event) != std::string::npos) == is_short);
    }
}
