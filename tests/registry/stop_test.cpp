// SPDX-License-Identifier: MIT
//
// A pull that is stopped leaves nothing; one that is killed leaves nothing that the next one does
// not remove.
#include "registry.hpp"
#include "server.hpp"
#include "support/catch.hpp"
#include "support/eventually.hpp"

#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <thread>
#include <utility>

using http::Message, http::Reply, http::Server;
using scene::Registry, scene::Somebody;

namespace {

using std::chrono::milliseconds;

constexpr int patience = 10;  // in seconds

/// Waits until blobs are on their way.
void await_download(const Server& server) {
    support::eventually([&] { return server.count("GET /v2/team/app/blobs/") >= 2; }, patience);
    std::this_thread::sleep_for(milliseconds{100});
    REQUIRE(server.count("GET /v2/team/app/blobs/") == 2);
}

/// What was sent has been taken, too: the store has not grown for half a second.
void await_silence(const support::Path& store) {
    using std::chrono::steady_clock;
    std::string last;
    auto grown = steady_clock::now();
    const auto is_silent = [&] {
        const auto size = support::run_tool({"du", "-sb", store}).output;
        if (std::exchange(last, size) != size) grown = steady_clock::now();
        return steady_clock::now() - grown > milliseconds{500};
    };
    REQUIRE(support::eventually(is_silent, patience));
}

int wait_for(pid_t pid) {
    int status = -1;
    ::waitpid(pid, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/// Processes that have this in their command line.
int running(const std::string& words) {
    const auto found = support::run_tool({"pgrep", "-c", "-f", "--", words}).output;
    return std::stoi(found);
}

struct Scene {
    Scene() {
        alice.make_image(registry.address() + "/team/app:1", scene::noise(6 << 20));
        alice.must({"push", "--plain-http", registry.address() + "/team/app:1"});
        bob.make_image("other", "x");
        before = bob.stored();
    }
    Registry registry;
    Somebody alice, bob;
    std::string before;
    milliseconds pause{100};
    Server slow{[this](const Message& request) {
        Reply reply{http::forward(registry.port(), request)};
        if (reply.bytes.size() > 1 << 20) reply.pause = pause;
        return reply;
    }};
    std::string name() const { return slow.address() + "/team/app:1"; }
};

}  // namespace

TEST_CASE("registry: a pull that is stopped leaves nothing behind, and says why it ended") {
    Scene scene;
    const int signal = GENERATE(SIGINT, SIGTERM);
    const auto pid = scene.bob.start({"pull", "--plain-http", scene.name()});
    await_download(scene.slow);
    ::kill(pid, signal);
    CHECK(wait_for(pid) == 128 + signal);
    const auto output = support::read_file(scene.bob.home() / "output");
    INFO(output);
    CHECK(output.find("chapter10: pull " + scene.name() + ": stopped: ") != std::string::npos);
    CHECK(scene.bob.stored() == scene.before);
    CHECK(running("workbook-registry pull.*" + scene.slow.address()) == 0);
}

TEST_CASE(
    "registry: a pull that is killed leaves no process, and nothing that the next one keeps") {
    Scene scene;
    scene.pause = std::chrono::minutes{1};  // no byte comes that could tell it
    const auto pid = scene.bob.start({"pull", "--plain-http", scene.name()});
    await_download(scene.slow);
    await_silence(scene.bob.store());
    ::kill(pid, SIGKILL);
    CHECK(wait_for(pid) == 128 + SIGKILL);
    const auto left = [&] { return running("workbook-registry pull.*" + scene.slow.address()); };
    support::eventually([&] { return left() == 0; }, patience);
    CHECK(left() == 0);
    scene.bob.must({"images"});
    CHECK(scene.bob.stored() == scene.before);
    scene.bob.must({"pull", "--plain-http", scene.registry.address() + "/team/app:1"});
}

TEST_CASE("registry: the program that fetches may be killed too: one line, nothing left") {
    Scene scene;
    const auto pid = scene.bob.start({"pull", "--plain-http", scene.name()});
    await_download(scene.slow);
    support::run_tool({"pkill", "-KILL", "-P", std::to_string(pid)});
    CHECK(wait_for(pid) == 128 + SIGKILL);
    CHECK(support::read_file(scene.bob.home() / "output").find("stopped: Killed") !=
          std::string::npos);
    CHECK(scene.bob.stored() == scene.before);
}
