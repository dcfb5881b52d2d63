// SPDX-License-Identifier: MIT
//
// `--trace`: where the time of a command went, and that nobody else pays for it.
#include "begin.hpp"
#include "events.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

using runtime_test::Bundle;
using runtime_test::Event;
using runtime_test::Events;
using runtime_test::events_of;
using runtime_test::Json;
using runtime_test::moments_of;
using runtime_test::Words;

namespace {

namespace fs = std::filesystem;

/// Each command of `bundle` notes what it does in the file that this is.
support::Path traced(Bundle& bundle) {
    auto file = bundle.beside("trace.json");
    bundle.options = {"--trace", file};
    return file;
}

/// create, start and delete.
void live(Bundle& bundle) {
    runtime_test::begin(bundle, {"true"});
    runtime_test::wait_for([&] { return bundle.remove().exit_status == 0; });
}

/// Those that process has noted, of that kind.
Events select(const Events& events, const std::string& process, const std::string& kind) {
    Events some;
    std::copy_if(events.begin(), events.end(), std::back_inserter(some), [&](const Event& event) {
        return event.process == process && event.kind == kind;
    });
    return some;
}

const Event& find(const Events& events, const std::string& name) {
    const auto found = std::find_if(events.begin(), events.end(),
                                    [&](const Event& event) { return event.name == name; });
    INFO(name);
    REQUIRE(found != events.end());
    return *found;
}

/// What it says of descriptors: their numbers are the same with a trace and without one.
std::size_t descriptors_of(pid_t process, const support::Path& not_this) {
    std::size_t count = 0;
    for (const auto& fd : fs::directory_iterator{"/proc/" + std::to_string(process) + "/fd"}) {
        std::error_code gone;
        CHECK(fs::read_symlink(fd.path(), gone) != not_this);
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("11 trace: each layer's turn is there, with whose it was", "[trace]") {
    Bundle bundle;
    bundle.config["hostname"] = "traced";
    const auto file = traced(bundle);
    live(bundle);
    const auto moments = moments_of(events_of(file));
    for (const char* moment :
         {"create: mounts.prepare", "create: entry.attach", "container: mounts.build",
          "container: mount.enter", "container: uts.inside", "container: credentials.seal",
          "delete: cgroup.cleanup"}) {
        INFO(moment);
        CHECK(moments.count(moment) == 1);
    }
    // What is not asked for, nobody does.
    fs::remove(file);
    auto& namespaces = bundle.config["linux"]["namespaces"];
    const auto uts = std::find(namespaces.begin(), namespaces.end(), Json{{"type", "uts"}});
    REQUIRE(uts != namespaces.end());
    namespaces.erase(uts);
    bundle.config.erase("hostname");
    live(bundle);
    CHECK_FALSE(moments_of(events_of(file)).contains("container: uts.inside"));
}

TEST_CASE("11 trace: what is noted of a process lies one in the other, or one after the other",
          "[trace]") {
    Bundle bundle;
    const auto file = traced(bundle);
    live(bundle);
    auto events = events_of(file);
    std::erase_if(events, [](const Event& event) { return !event.ended; });
    // With each begin, the innermost that has not ended yet.
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return std::pair{a.pid, a.begin} < std::pair{b.pid, b.begin};
    });
    std::vector<const Event*> open;
    std::size_t in_others = 0;
    for (const auto& event : events) {
        while (!open.empty() &&
               (open.back()->pid != event.pid || open.back()->end() <= event.begin))
            open.pop_back();
        INFO(event.process << ": " << event.name);
        CHECK(event.duration >= 0);
        if (!open.empty()) {
            INFO("in " << open.back()->name);
            CHECK(event.end() <= open.back()->end() + 0.002);  // three decimals each
            ++in_others;
        }
        open.push_back(&event);
    }
    CHECK(in_others > 100);
}

TEST_CASE("11 trace: a moment takes as long as it takes", "[trace]") {
    Bundle bundle;
    bundle.config["hooks"]["createRuntime"] = {
        {{"path", "/bin/sh"}, {"args", {"sh", "-c", "sleep 0.3"}}, {"env", {"PATH=/bin"}}}};
    const auto file = traced(bundle);
    live(bundle);
    const auto events = events_of(file);
    constexpr double least = 300'000;
    CHECK(find(select(events, "create", "moment"), "hooks.built").duration >= least);
    CHECK(find(select(events, "create", "step"), "createRuntime").duration >= least);
    CHECK(find(select(events, "create", "step"), "create").duration >= least);
    // Meanwhile the container waits, and has nothing to do that would take so long.
    for (const auto& event : select(events, "container", "moment")) CHECK(event.duration < least);
    const auto waits = select(events, "container", "wait");
    CHECK(std::any_of(waits.begin(), waits.end(),
                      [](const Event& wait) { return wait.duration >= least; }));
}

TEST_CASE("11 trace: who is in other namespaces has the host's number and the host's clock",
          "[trace]") {
    Bundle bundle;
    bundle.config["linux"]["namespaces"].push_back({{"type", "time"}});
    bundle.config["linux"]["timeOffsets"] = {{"monotonic", {{"secs", 86400}, {"nanosecs", 0}}}};
    const auto file = traced(bundle);
    bundle.set_args({"sleep", "1000"});
    REQUIRE(bundle.create().exit_status == 0);
    const auto events = events_of(file);
    const auto whole = find(select(events, "create", "step"), "create");
    const auto inside = select(events, "container", "moment");
    REQUIRE_FALSE(inside.empty());
    for (const auto& event : inside) {
        if (!event.ended) continue;  // it came to its gate when create had come to its end
        CHECK(event.pid == bundle.pid());
        CHECK(event.begin >= whole.begin);
        CHECK(event.end() <= whole.end());
    }
}

TEST_CASE("11 trace: of a run, also what is behind the gate and the filter", "[trace]") {
    Bundle bundle;
    bundle.config["linux"]["seccomp"] = {
        {"defaultAction", "SCMP_ACT_ALLOW"},
        {"syscalls", {{{"names", {"write", "writev", "getpid"}}, {"action", "SCMP_ACT_ERRNO"}}}}};
    const auto file = traced(bundle);
    bundle.set_args({"/bin/true"});
    REQUIRE(bundle.run().exit_status == 0);
    const auto events = events_of(file);
    CHECK(find(select(events, "container", "moment"), "gate.gate").ended);
    CHECK(find(select(events, "container", "call"), "seccomp").ended);
    CHECK_FALSE(find(select(events, "container", "call"), "execve").ended);
}

TEST_CASE("11 trace: of an exec, all three processes", "[trace]") {
    Bundle bundle;
    runtime_test::begin(bundle, {"sleep", "1000"});
    const auto file = traced(bundle);
    REQUIRE(bundle.command({"exec", bundle.id(), "true"}).exit_status == 0);
    const auto events = events_of(file);
    CHECK(find(select(events, "exec", "step"), "exec").ended);
    CHECK(find(select(events, "between", "call"), "setns").ended);
    CHECK(find(select(events, "guest", "moment"), "credentials.seal").ended);
}

TEST_CASE("11 trace: what fails is there as well", "[trace]") {
    Bundle bundle;
    const auto file = traced(bundle);
    bundle.add_mount({{"destination", "/x"}, {"type", "no-such-type"}, {"source", "x"}});
    CHECK(bundle.create().exit_status == 1);
    const auto moments = moments_of(events_of(file));
    CHECK(moments.count("create: pid.cleanup") + moments.count("create: cgroup.cleanup") > 0);
    CHECK_FALSE(moments.contains("container: mount.enter"));
}

TEST_CASE("11 trace: a container has nothing of it", "[trace]") {
    Bundle bundle;
    bundle.set_args({"sleep", "1000"});
    REQUIRE(bundle.create().exit_status == 0);
    const auto plain = descriptors_of(bundle.pid(), "");
    REQUIRE(bundle.remove(true).exit_status == 0);
    const auto file = traced(bundle);
    REQUIRE(bundle.create().exit_status == 0);
    CHECK(descriptors_of(bundle.pid(), file) == plain);
    REQUIRE(bundle.remove(true).exit_status == 0);
    CHECK(bundle.output({"fds"}) == "0\n1\n2\n");
    REQUIRE(fs::exists(file));
}

TEST_CASE("11 trace: commands go on where the last one has ended, at once as well", "[trace]") {
    Bundle bundle;
    const auto file = traced(bundle);
    runtime_test::begin(bundle, {"sleep", "1000"});
    {
        std::vector<runtime_test::Call> calls;
        for (int i = 0; i < 8; ++i) calls.push_back(bundle.begin({"exec", bundle.id(), "true"}));
        for (auto& call : calls) CHECK(call.wait().exit_status == 0);
    }
    const auto events = events_of(file);
    const auto commands = std::count_if(events.begin(), events.end(), [](const Event& event) {
        return event.kind == "step" && event.name == event.process;
    });
    CHECK(commands == 10);
}

TEST_CASE("11 trace: a table for a terminal says what took longest", "[trace]") {
    Bundle bundle;
    bundle.config["hooks"]["prestart"] = {
        {{"path", "/bin/sh"}, {"args", {"sh", "-c", "sleep 0.3"}}, {"env", {"PATH=/bin"}}}};
    bundle.options = {"--trace", "-"};
    const auto said = bundle.create().err;
    INFO(said);
    CHECK(said.starts_with("create: "));
    const auto line = said.find("moment\n") + std::string{"moment\n"}.size();
    CHECK(said.find("hooks.built (create)") < said.find('\n', line));  // it is the first of them
    CHECK(said.find("clone3\n") != std::string::npos);
    CHECK_FALSE(fs::exists(bundle.path() / "-"));
}

TEST_CASE("11 trace: a file that cannot be one is said before anything is made", "[trace]") {
    Bundle bundle;
    bundle.options = {"--trace", bundle.beside("nowhere/trace.json")};
    CHECK(bundle.failure() == "--trace: open " + bundle.beside("nowhere/trace.json").native() +
                                  ": No such file or directory");
    const auto other = bundle.beside("other");
    support::write_file(other, "a letter\n");
    bundle.options = {"--trace", other};
    CHECK(bundle.failure() ==
          "--trace " + other.native() + ": is there, and no trace: name another file");
    CHECK(support::read_file(other) == "a letter\n");
    bundle.options = {"--trace", bundle.path()};
    CHECK(bundle.failure().find("Is a directory") != std::string::npos);
    bundle.options = {};
    CHECK(fs::is_empty(bundle.root()));
}
