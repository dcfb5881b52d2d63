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
using runtime_test::Words;

TEST_CASE("11 ps: the container's processes, in the table that ps was asked for", "[cgroup]") {
    Bundle bundle;
    begin(bundle, {"sh", "-c", "sleep 1000 & sleep 1000; true"});
    const auto ps = [&](Words words) {
        words.insert(words.begin(), "ps");
        return bundle.command(words);
    };
    wait_for([&] { return Json::parse(ps({"--format", "json", bundle.id()}).out).size() == 3; });
    CHECK(Json::parse(ps({"-f", "json", bundle.id()}).out)[0] == bundle.pid());
    const auto all = ps({bundle.id()});
    CHECK(all.out.starts_with("UID"));
    CHECK(lines(all.out) == 4);
    const auto some = ps({bundle.id(), "-e", "-o", "pid,comm"});
    CHECK(lines(some.out) == 4);
    CHECK(some.out.find("UID") == std::string::npos);
    CHECK(ps({bundle.id(), "-e", "-o", "comm"}).err.find("PID") != std::string::npos);
}

TEST_CASE("11 kill: --all reaches every process of the container, wherever it hides", "[cgroup]") {
    Bundle bundle;
    auto kept = Json::array();  // without a PID namespace, nobody goes with the first process
    for (const auto& one : bundle.config["linux"]["namespaces"])
        if (one["type"] != "pid") kept.push_back(one);
    bundle.config["linux"]["namespaces"] = kept;
    begin(bundle, {"sh", "-c", "setsid sleep 1000 & sleep 1000; true"});
    const auto count = [&] {
        return Json::parse(bundle.command({"ps", "--format", "json", bundle.id()}).out).size();
    };
    wait_for([&] { return count() == 3; });
    CHECK(bundle.kill("KILL").exit_status == 0);
    wait_for([&] { return bundle.status() == "stopped"; });
    CHECK(count() == 2);
    CHECK(bundle.command({"kill", "--all", bundle.id(), "KILL"}).exit_status == 0);
    wait_for([&] { return count() == 0; });
    CHECK(bundle.command({"kill", "--all", bundle.id(), "KILL"}).exit_status == 0);
}
