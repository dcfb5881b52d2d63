// SPDX-License-Identifier: MIT
//
// The stage keeps its promises: what is done on it stays on it, is seen, and goes with it.
#include "actor.hpp"
#include "stage/hierarchies.hpp"
#include "support/box.hpp"
#include "support/catch.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace {

namespace fs = std::filesystem;
using machine::Actor;
using machine::skipped_because;
using support::difference;
using support::Path;

/// The stage's groups as the machine sees them, in each hierarchy that has one.
std::vector<Path> groups_of(Actor& actor) {
    std::istringstream lines{sys::read_file(fmt::format("/proc/{}/cgroup", actor.stage().first()))};
    std::string name;
    for (std::string line; std::getline(lines, line);)
        if (const auto at = line.find("workbook-stage-"); at != std::string::npos)
            name = line.substr(at, line.find('/', at) - at);
    std::vector<Path> groups;
    for (const auto& hierarchy : stage::hierarchies())
        if (!name.empty() && fs::exists(hierarchy.root / name))
            groups.push_back(hierarchy.root / name);
    return groups;
}

bool any_exists(const std::vector<Path>& paths) {
    for (const auto& path : paths)
        if (fs::exists(path)) return true;
    return false;
}

/// The stage's own mount of a hierarchy; empty if the machine has none like it.
Path mounted(const Actor& actor, bool unified) {
    for (const auto& hierarchy : stage::hierarchies()) {
        if (hierarchy.unified != unified) continue;
        if (!unified && hierarchy.options != "freezer") continue;
        const auto only = stage::hierarchies().size() == 1;
        return actor.path("/sys/fs/cgroup") / (only ? "" : hierarchy.name);
    }
    return {};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("stage: it sees its own cgroups alone, as the top of each hierarchy") {
    Actor actor;
    if (skipped_because(actor.stage().without_cgroups())) return;
    std::istringstream lines{actor.ask({"read", "/proc/self/cgroup"})};
    for (std::string line; std::getline(lines, line) && !line.empty();) {
        INFO(line);
        const auto path = line.substr(line.rfind(':') + 1);
        CHECK(path == (line.starts_with("0::") ? "/init" : "/"));
    }
    for (const auto& entry : fs::recursive_directory_iterator{actor.path("/sys/fs/cgroup")})
        CHECK_FALSE(entry.path().filename().native().starts_with("workbook-stage-"));
    CHECK(fs::exists(actor.path("/sys/class/net/lo")));
}

TEST_CASE("stage: its processes and its memory are limited") {
    Actor actor;
    if (skipped_because(actor.stage().without_cgroups())) return;
    int limits = 0;
    for (const auto& group : groups_of(actor))
        for (const char* file : {"pids.max", "memory.max", "memory.limit_in_bytes"})
            if (fs::exists(group / file)) {
                ++limits;
                CHECK_FALSE(has(sys::read_file(group / file), "max"));
                CHECK(std::stoull(sys::read_file(group / file)) <= 4ULL << 30);
            }
    if (limits == 0) skipped_because("the machine's root group hands on neither controller");
}

TEST_CASE("stage: its groups go with it, and what is below them, frozen or not") {
    Actor actor;
    if (skipped_because(actor.stage().without_cgroups())) return;
    const auto groups = groups_of(actor);
    REQUIRE_FALSE(groups.empty());
    for (const bool unified : {true, false}) {
        const auto top = mounted(actor, unified);
        if (top.empty()) continue;
        fs::create_directories(top / "left/below");
        std::ofstream{top / "left/below/cgroup.procs"} << actor.stage().program();
        std::ofstream{top / (unified ? "left/cgroup.freeze" : "left/freezer.state")}
            << (unified ? "1" : "FROZEN");
    }
    CHECK(has(actor.stage().snapshot(), "/left/below\n"));
    actor.leave();
    CHECK_FALSE(any_exists(groups));
}

TEST_CASE("stage: what it could not clear away, because it was killed, the next one does") {
    Actor actor;
    if (skipped_because(actor.stage().without_cgroups())) return;
    const auto groups = groups_of(actor);
    REQUIRE_FALSE(groups.empty());
    std::istringstream status{
        sys::read_file(fmt::format("/proc/{}/status", actor.stage().first()))};
    std::string word;
    while (status >> word && word != "PPid:") continue;
    pid_t outer = 0;
    status >> outer;
    ::kill(outer, SIGKILL);
    actor.leave();
    REQUIRE(any_exists(groups));
    CHECK(support::eventually([&] {
        Actor{};
        return !any_exists(groups);
    }));
}

TEST_CASE("stage: a user to whom its cgroups are delegated can divide them") {
    Actor actor{{"--delegated", "1234"}};
    if (skipped_because(actor.stage().without_cgroups())) return;
    const auto top = mounted(actor, true);
    if (skipped_because(top.empty() ? "no cgroups of version 2 here" : "")) return;
    for (const char* file : {"", "cgroup.procs", "cgroup.subtree_control", "init/cgroup.procs"}) {
        struct stat info {};
        REQUIRE(::stat((top / file).c_str(), &info) == 0);
        CHECK(info.st_uid == 1234);
    }
}

TEST_CASE("stage: without cgroups of its own it says so") {
    Actor actor{{"--no-cgroups"}};
    CHECK_FALSE(actor.stage().without_cgroups().empty());
    CHECK(groups_of(actor).empty());
}

TEST_CASE("stage: lo is up, and asks for no packet of the machine") {
    Actor actor;
    CHECK(actor.ask({"interfaces"}) == "lo up 127.0.0.1/8 ::1/128\n");
}

TEST_CASE("stage: a snapshot is the same again, and tells each change of the network") {
    Actor actor;
    const auto before = actor.stage().snapshot();
    CHECK(difference(before, actor.stage().snapshot()).empty());
    const auto change = [&](const support::Words& command, const std::string& line) {
        actor.in_network(command);
        INFO(support::command_line(command));
        CHECK(has(difference(before, actor.stage().snapshot()), line));
    };
    change({"ip", "link", "add", "left0", "type", "bridge"}, "+ link left0 mtu 1500\n");
    change({"ip", "link", "set", "left0", "up"}, "+ link left0 up mtu 1500\n");
    change({"ip", "address", "add", "10.1.2.3/24", "dev", "left0"},
           "+ address left0 10.1.2.3/24\n");
    change({"ip", "route", "add", "10.9.0.0/16", "via", "10.1.2.4"},
           "+ route 10.9.0.0/16 via 10.1.2.4 dev left0 table 254\n");
    change({"ip", "route", "add", "blackhole", "fd12::/16"}, "+ route fd12::/16");
    change({"sysctl", "-q", "net.ipv4.conf.lo.route_localnet=1"},
           "+ sysctl net/ipv4/conf/lo/route_localnet 1\n");
}

TEST_CASE("stage: a snapshot tells of rules") {
    Actor actor;
    const auto before = actor.stage().snapshot();
    try {
        actor.in_network({"nft", "add table inet left { chain c { tcp dport 80 drop; }; }"});
    } catch (const std::runtime_error& e) {
        skipped_because(e.what());
        return;
    }
    const auto changes = difference(before, actor.stage().snapshot());
    CHECK(has(changes, "+ nft table left\n"));
    CHECK(has(changes, "dport 80 drop"));
}

TEST_CASE("stage: files that come and go while it looks are no error") {
    const std::string busy =
        "while :; do for i in 1 2 3 4 5 6; do mkdir -p /run/$i/b/c/d; done; rm -r /run/[1-6]; done";
    support::Stage stage{{{"sh", "-c", busy}, {support::caller_path}}};
    stage.start();
    for (int i = 0; i < 20; ++i) CHECK_NOTHROW(stage.snapshot());
}
