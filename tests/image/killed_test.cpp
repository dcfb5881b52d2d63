// SPDX-License-Identifier: MIT
//
// A kill at any moment leaves a store that the next command can use, and clears.
#include "bench.hpp"
#include "consistent.hpp"
#include "support/spawn.hpp"
#include "tar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace {

using support::Words;

/// Runs it under strace, which kills it when it makes that call for the `when`-th time. True if it
/// was killed.
bool killed(const Bench& bench, const Words& line, const std::string& call, int when) {
    auto launch = bench.launch(line);
    launch.wrapper = {"strace",
                      "-f",
                      "-qq",
                      "-o",
                      "/dev/null",
                      "-e",
                      "trace=" + call,
                      "-e",
                      fmt::format("inject={}:signal=SIGKILL:when={}", call, when)};
    const auto outcome = bench.start(launch)->wait();
    INFO(outcome.err);
    CHECK((outcome.exit_status == 0 || outcome.exit_status == -1 || outcome.exit_status == 137));
    return outcome.exit_status != 0;
}

bool can_trace() {
    const bool can = support::run_tool({"strace", "-V"}).exit_status == 0;
    if (!can) std::printf("skipped: there is no strace\n");
    return can;
}

/// After each kill, the store must be good, and the same command must do what it does. The calls
/// are tried one after the other as long as there are any, with `step` between them.
void kill_at_each(Bench& bench, const Words& line, const std::string& call, int step,
                  const std::function<void()>& check) {
    int when = 1;
    for (; killed(bench, line, call, when); when += step) {
        INFO(call << " number " << when);
        const auto images = bench.output({"images"});
        check_consistent(bench);
        check();
        REQUIRE(when < 2000);
    }
    CHECK(when > 1);
}

layout::Layout image(Bench& bench) {
    auto layout = bench.layout();
    layout.add_image("victim", {layout::gzip(tar::file("content", "content") + tar::directory("d") +
                                             tar::file("d/a", std::string(400'000, 'a'))),
                                layout::gzip(tar::file("d/b", "b") + tar::file("d/.wh.a", ""))});
    return layout;
}

}  // namespace

TEST_CASE("image: load, killed at any moment, leaves a store that works") {
    if (!can_trace()) return;
    Bench bench;
    const auto layout = image(bench);
    const Words load{"load", layout.path()};
    const auto works = [&] {
        bench.output(load);
        check_consistent(bench);
        CHECK(bench.read("victim", "/content") == "content");
        bench.output({"rmi", "victim"});
        CHECK(std::filesystem::is_empty(bench.store() / "blobs/sha256"));
        CHECK(std::filesystem::is_empty(bench.store() / "layers"));
        CHECK(std::filesystem::is_empty(bench.store() / "unflushed"));
    };
    for (const auto& [call, step] : std::vector<std::pair<std::string, int>>{
             {"fsync", 1}, {"rename", 1}, {"mkdir", 3}, {"write", 7}, {"openat", 17}}) {
        kill_at_each(bench, load, call, step, works);
        works();  // the last one was not killed
    }
}

TEST_CASE("image: rmi, killed at any moment, leaves a store that works") {
    if (!can_trace()) return;
    Bench bench;
    const auto layout = image(bench);
    for (const auto* call : {"rename", "unlink", "unlinkat", "fsync"}) {
        bench.output({"load", layout.path()});
        kill_at_each(bench, {"rmi", "victim"}, call, 2, [&] {
            bench.output({"load", layout.path()});
        });
    }
    bench.output({"images"});
    CHECK(std::filesystem::is_empty(bench.store() / "blobs/sha256"));
    CHECK(std::filesystem::is_empty(bench.store() / "layers"));
}

/// What has its name is on the disk: a power cut shows no half either.
TEST_CASE("image: every blob and the index are flushed before they get their names") {
    if (!can_trace()) return;
    Bench bench;
    const auto layout = image(bench);
    auto launch = bench.launch({"load", layout.path()});
    const auto log = bench.directory() / "log";
    launch.wrapper = {
        "strace", "-f", "-y", "-s", "300", "-o", log, "-e", "trace=fsync,rename,write"};
    REQUIRE(bench.start(launch)->wait().exit_status == 0);
    std::istringstream lines{support::read_file(log)};
    std::vector<std::string> flushed;
    int named = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto between = [&line](const char* from, const char* to) {
            const auto begin = line.find(from) + std::string{from}.size();
            return line.substr(begin, line.find(to, begin) - begin);
        };
        if (line.find("fsync(") != line.npos) flushed.push_back(between("<", ">"));
        if (line.find("write(") != line.npos)  // written to again: not flushed any more
            std::erase(flushed, between("<", ">"));
        if (line.find("rename(\"") == line.npos) continue;
        // Of layers it is only noted that they are not: power_test.cpp.
        if (line.find("/layer-") != line.npos || line.find("/note-") != line.npos) continue;
        INFO(line);
        CHECK(std::find(flushed.begin(), flushed.end(), between("\"", "\"")) != flushed.end());
        ++named;
    }
    CHECK(named == 5);  // the manifest, the configuration, two layers, and the index
}
