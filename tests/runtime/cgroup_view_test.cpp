// SPDX-License-Identifier: MIT
//
// What a container sees of cgroups, and what it may do there.
#include "bundle.hpp"
#include "group.hpp"
#include "support/catch.hpp"

#include <string>

using runtime_test::Bundle;
using runtime_test::Json;

namespace {

/// The directory of the view that a shell in the container can look at.
std::string branch() {
    const auto pids = runtime_test::root_of("pids");
    return pids && pids->v1 ? "/sys/fs/cgroup/pids" : "/sys/fs/cgroup";
}

void set_namespace(Bundle& bundle, bool own) {
    auto& all = bundle.config["linux"]["namespaces"];
    auto kept = Json::array();
    for (const auto& one : all)
        if (one["type"] != "cgroup") kept.push_back(one);
    if (own) kept.push_back({{"type", "cgroup"}});
    all = kept;
}

void set_view(Bundle& bundle, const char* access) {
    const Json view{{"destination", "/sys/fs/cgroup"},
                    {"type", "cgroup"},
                    {"source", "cgroup"},
                    {"options", {"nosuid", "noexec", "nodev", access}}};
    bundle.mount("/sys/fs/cgroup") = view;
}

}  // namespace

TEST_CASE(
    "11 cgroup view: a container sees its own group as the root, with a namespace and without",
    "[cgroup]") {
    for (const bool own : {true, false}) {
        INFO("own namespace: " << own);
        Bundle bundle;
        set_namespace(bundle, own);
        set_view(bundle, "ro");
        // All of its processes, and no other's, are in the topmost group that it sees.
        const auto out = bundle.shell("grep -x 1 " + branch() + "/cgroup.procs; cat " + branch() +
                                      "/cgroup.procs | grep -c -x 0 || true");
        CHECK(out == "1\n0\n");
    }
}

TEST_CASE("11 cgroup view: what the config says of reading and writing holds", "[cgroup]") {
    for (const bool own : {true, false}) {
        INFO("own namespace: " << own);
        Bundle bundle;
        set_namespace(bundle, own);
        set_view(bundle, "ro");
        const auto make = "mkdir " + branch() + "/below 2>&1 || true";
        CHECK(bundle.shell(make).find("Read-only file system") != std::string::npos);
        // What it makes goes with it.
        set_view(bundle, "rw");
        CHECK(bundle.shell(make) == "");
    }
}

TEST_CASE("11 cgroup view: there is no release_agent to write to", "[cgroup]") {
    const std::string script = "find /sys/fs/cgroup -name release_agent | wc -l";
    for (const bool own : {true, false}) {
        INFO("own namespace: " << own);
        Bundle bundle;
        set_namespace(bundle, own);
        set_view(bundle, "rw");
        CHECK(bundle.shell(script) == "0\n");
    }
    const auto pids = runtime_test::root_of("pids");
    if (!pids || !pids->v1) return;
    // The machine's own root has one: that is what would be seen there.
    Bundle bundle;
    bundle.mount("/sys/fs/cgroup") = {{"destination", "/sys/fs/cgroup"},
                                      {"type", "bind"},
                                      {"source", "/sys/fs/cgroup"},
                                      {"options", {"rbind", "ro", "rro"}}};
    CHECK(bundle.shell(script) != "0\n");
}
