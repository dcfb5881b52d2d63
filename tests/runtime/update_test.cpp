// SPDX-License-Identifier: MIT
#include "begin.hpp"
#include "group.hpp"
#include "support/catch.hpp"

#include <string>
#include <vector>

using runtime_test::begin;
using runtime_test::Bundle;
using runtime_test::limit_of;
using runtime_test::Result;
using runtime_test::wait_for;
using runtime_test::Words;

namespace {

/// A file of a controller's, in v1 and in v2, and what it is to say there.
struct Limit {
    const char *controller, *v1_file, *v1_value, *v2_file, *v2_value;
};
const Limit memory_64m{"memory", "memory.limit_in_bytes", "67108864", "memory.max", "67108864"};
const Limit quota_20_60{"cpu", "cpu.cfs_quota_us", "20000", "cpu.max", "20000 60000"};
const Limit period_20_60{"cpu", "cpu.cfs_period_us", "60000", "cpu.max", "20000 60000"};
const Limit period_1_1{"cpu", "cpu.cfs_period_us", "1000", "cpu.max", "1000 1000"};
const Limit share_100{"cpu", "cpu.shares", "100", "cpu.weight", "17"};
const Limit share_512{"cpu", "cpu.shares", "512", "cpu.weight", "59"};

Limit pids(const char* number) {
    return {"pids", "pids.max", number, "pids.max", number};
}

/// Whether the container has them; a machine without the controller has none to look at.
void check(Bundle& bundle, const std::vector<Limit>& limits) {
    for (const auto& limit : limits) {
        const auto root = runtime_test::root_of(limit.controller);
        if (!root) continue;
        INFO(limit.v1_file << ", " << limit.v2_file);
        CHECK(limit_of(bundle.pid(), limit.controller, limit.v1_file, limit.v2_file) ==
              (root->v1 ? limit.v1_value : limit.v2_value));
    }
}

Result update(Bundle& bundle, Words words) {
    words.insert(words.begin(), "update");
    words.push_back(bundle.id());
    return bundle.command(words);
}

}  // namespace

TEST_CASE("11 update: limits change while the program runs, and others stay", "[cgroup]") {
    for (const auto* controller : {"cpu", "memory", "pids"})
        if (!runtime_test::root_of(controller))
            return runtime_test::skip(std::string{"no controller "} + controller);
    Bundle bundle;
    bundle.config["linux"]["resources"] = {{"pids", {{"limit", 50}}},
                                           {"cpu", {{"quota", 30000}, {"period", 60000}}}};
    begin(bundle, {"sleep", "1000"});
    REQUIRE(update(bundle, {"--pids-limit", "60"}).exit_status == 0);
    check(bundle, {pids("60")});
    REQUIRE(update(bundle, {"--memory", "64M", "--cpu-quota", "20000", "--cpu-share", "100"})
                .exit_status == 0);
    check(bundle, {memory_64m, quota_20_60, period_20_60, share_100, pids("60")});

    // Quota and period that would not go together with the old ones.
    REQUIRE(update(bundle, {"--cpu-period", "1000", "--cpu-quota", "1000"}).exit_status == 0);
    check(bundle, {period_1_1});

    const auto file = bundle.beside("resources.json");
    support::write_file(file, R"({"pids": {"limit": 70}})");
    REQUIRE(update(bundle, {"--resources", file}).exit_status == 0);
    check(bundle, {pids("70"), share_100});
    const auto piped =
        bundle.command({"update", "--resources", "-", bundle.id()},
                       {.wrapper = {"sh", "-c", R"(echo '{"pids": {"limit": 71}}' | "$@")", "sh"}});
    REQUIRE(piped.exit_status == 0);
    check(bundle, {pids("71")});
}

TEST_CASE("11 update: who was idle has shares again", "[cgroup]") {
    if (!runtime_test::groups_have("cpu", "cpu.idle", "cpu.idle"))
        return runtime_test::skip("this kernel has no cpu.idle");
    Bundle bundle;
    bundle.config["linux"]["resources"]["cpu"] = {{"shares", 100}, {"idle", 1}};
    begin(bundle, {"sleep", "1000"});
    REQUIRE(update(bundle, {"--cpu-idle", "0", "--cpu-share", "512"}).exit_status == 0);
    check(bundle, {share_512});
}

TEST_CASE("11 update: of several limits one is refused, and none has changed", "[cgroup]") {
    for (const auto* controller : {"cpu", "memory", "pids"})
        if (!runtime_test::root_of(controller))
            return runtime_test::skip(std::string{"no controller "} + controller);
    Bundle bundle;
    bundle.config["linux"]["resources"] = {
        {"memory", {{"limit", 67108864}, {"swap", 100663296}}},
        {"cpu", {{"quota", 20000}, {"period", 60000}, {"shares", 100}}},
        {"pids", {{"limit", 50}}}};
    begin(bundle, {"sleep", "1000"});
    const std::vector<Limit> before{
        memory_64m,
        {"memory", "memory.memsw.limit_in_bytes", "100663296", "memory.swap.max", "33554432"},
        quota_20_60,
        period_20_60,
        share_100,
        pids("50")};
    check(bundle, before);
    const auto change = [&](const char* last) {
        const auto file = bundle.beside("resources.json");
        support::write_file(file, std::string{R"({"memory": {"limit": 134217728, "swap": 268435456},
                                  "cpu": {"quota": 1000, "period": 1000, "shares": 2000},
                                  "pids": {"limit": 51}, )"} +
                                      last + "}");
        return update(bundle, {"--resources", file}).exit_status;
    };
    CHECK(change(R"("hugepageLimits": [{"pageSize": "3MB", "limit": 1}])") != 0);
    check(bundle, before);
    CHECK(change(R"("unified": {"pids.max": "52", "no.such": "1"})") != 0);
    check(bundle, before);
    REQUIRE(change(R"("unified": {"pids.max": "52"})") == 0);  // the rest was right
    check(bundle, {pids("52"), period_1_1});
}

TEST_CASE("11 update: what cannot be is refused, and what is wrong with it", "[cgroup]") {
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    const auto refused = [&](const Words& words, const std::string& reason) {
        const auto result = update(bundle, words);
        INFO(result.err);
        CHECK(result.exit_status != 0);
        CHECK(result.err.find(reason) != std::string::npos);
    };
    refused({"--pids-limit", "60"}, "does not exist");
    begin(bundle, {"sleep", "1000"});
    refused({"--memory", "64X"}, "--memory 64X: is no number of bytes");
    refused({"--cpuset-cpus", "4095"}, "update: cpu.cpus: ");
    refused({"--resources", "/dev/null"}, "--resources");
    refused({"--l3-cache-schema", "L3:0=f"}, "intelRdt");
    REQUIRE(bundle.kill().exit_status == 0);
    wait_for([&] { return bundle.status() == "stopped"; });
    refused({"--pids-limit", "60"}, "it is stopped");
}

TEST_CASE("11 update: no less memory than is used, if that is asked", "[cgroup]") {
    if (!runtime_test::root_of("memory")) return runtime_test::skip("no controller memory");
    Bundle bundle;
    begin(bundle, {"sleep", "1000"});
    const auto starve = [&](const char* checked) {
        const auto file = bundle.beside("resources.json");
        support::write_file(file, std::string{R"({"memory": {"limit": 4096, )"} +
                                      R"("checkBeforeUpdate": )" + checked + "}}");
        return update(bundle, {"--resources", file});
    };
    const auto result = starve("true");
    CHECK(result.exit_status != 0);
    CHECK(result.err.find("checkBeforeUpdate") != std::string::npos);
    CHECK(bundle.status() == "running");
    // What the kernel itself says does not speak of it.
    CHECK(starve("false").err.find("checkBeforeUpdate") == std::string::npos);
}
