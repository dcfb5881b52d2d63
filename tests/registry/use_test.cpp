// SPDX-License-Identifier: MIT
//
// As people use it: at a terminal, as a normal user, for a file of the web; and what it costs those
// who do not use it.
#include "registry.hpp"
#include "server.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <chrono>

using http::Message, http::Reply, http::Server;
using scene::Registry, scene::Somebody;

namespace {

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string libexec() {
    return (support::build_directory() / "libexec/workbook-registry").native();
}

/// What registry::fetch() starts, with its events on stdout.
support::Finished fetch(const std::string& url, const support::Path& file) {
    return support::run_tool(
        {"sh", "-c",
         "exec " + support::command_line({libexec(), "fetch", "--", url, file.native()}) +
             " 3>&1"});
}

}  // namespace

TEST_CASE(
    "registry: at a terminal each layer has a line with a bar, elsewhere one when it is done") {
    const Registry registry;
    Server slow{[&](const Message& request) {
        Reply reply{http::forward(registry.port(), request)};
        reply.pause = std::chrono::milliseconds{reply.bytes.size() > 1 << 20 ? 20 : 0};
        return reply;
    }};
    const Somebody alice, bob, carol;
    const auto name = slow.address() + "/team/app:1";
    alice.make_image(name, scene::noise(3 << 20));
    alice.must({"push", "--plain-http", name});
    const auto plain = bob.must({"pull", "--plain-http", name});
    CHECK(plain.find('\x1b') == std::string::npos);
    CHECK(contains(plain, ": Pull complete\n"));
    CHECK_FALSE(contains(plain, "Downloading"));

    const auto typed =
        support::command_line({(support::build_directory() / "solutions/chapter10").native(),
                               "pull", "--root=" + carol.store().native(), "--plain-http", name});
    const auto shown = support::run_tool({"env", "HOME=" + carol.home().native(), "script", "-qec",
                                          typed, "/dev/null"})
                           .output;
    INFO(shown);
    CHECK(contains(shown, ": Downloading [="));
    CHECK(contains(shown, "/3.1"));  // MB
    CHECK(contains(shown, "\x1b[1A"));
    CHECK(contains(shown, ": Pull complete\x1b[K\r\n"));
    CHECK(contains(shown, "Status: Downloaded newer image for " + name));
}

TEST_CASE("registry: a normal user pushes and pulls in his own store") {
    if (::geteuid() != 0) return;  // then all other checks have shown it
    const Registry registry;
    const Somebody alice, bob;
    const auto name = registry.address() + "/team/app:1";
    alice.make_image(name, support::random_word());
    alice.must({"push", "--plain-http", name});
    const auto as_user = [&](const std::string& line) {
        return support::run_tool({"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                                  "env", "-i", "PATH=/usr/bin:/bin", "HOME=" + bob.home().native(),
                                  "sh", "-c", line});
    };
    const auto program = scene::program().native();
    if (as_user("test -x " + program + " && unshare --user true").exit_status != 0) {
        std::printf("skipped: a normal user cannot reach the programs, or have a user namespace\n");
        return;
    }
    support::run_tool({"chown", "-R", "65534:65534", bob.home().native()});
    const auto pulled = as_user(program + " pull --plain-http " + name);
    INFO(pulled.output);
    CHECK(pulled.exit_status == 0);
    const auto again = registry.address() + "/nobody/app:1";
    const auto pushed = as_user(program + " tag " + name + " " + again + " && " + program +
                                " push --plain-http " + again);
    INFO(pushed.output);
    CHECK(pushed.exit_status == 0);
    CHECK(std::filesystem::exists(bob.home() / ".local/share/workbook/index.json"));
    alice.must({"pull", "--plain-http", again});
}

TEST_CASE("registry: a file of the web comes whole or not at all") {
    const auto content = scene::noise(1 << 20);
    std::atomic<int> asked = 0;
    Server server{[&](const Message& request) {
        auto good = http::reply("200 OK", {}, content);
        if (contains(request.target(), "/cut") && asked++ < 2) return Reply{good.substr(0, 9999)};
        if (contains(request.target(), "/always")) return Reply{good.substr(0, 9999), true};
        if (contains(request.target(), "/none")) return Reply{http::reply("404 Not Found", {}, "")};
        if (contains(request.target(), "/from"))
            return Reply{http::reply("302 Found", {"Location: /cut"}, "")};
        return Reply{good};
    }};
    const support::TemporaryDirectory directory;
    const auto file = directory.path() / "file";
    for (const char* path : {"/good", "/cut", "/from"}) {
        const auto fetched = fetch("http://" + server.address() + path, file);
        INFO(path << fetched.output);
        CHECK(fetched.exit_status == 0);
        CHECK(contains(fetched.output, "\"size\":1048576"));
        CHECK(support::read_file(file) == content);
        const auto sum = support::run_tool({"sha256sum", file.native()}).output.substr(0, 64);
        CHECK(contains(fetched.output, "sha256:" + sum));
        std::filesystem::remove(file);
    }
    for (const std::string& url :
         {"http://" + server.address() + "/none", "http://" + server.address() + "/always",
          std::string{"file:///etc/passwd"}, std::string{"ftp://127.0.0.1/x"}}) {
        const auto refused = fetch(url, file);
        INFO(url << refused.output);
        CHECK(refused.exit_status == 1);
        CHECK(contains(refused.output, "[\"error\",\""));
        CHECK_FALSE(std::filesystem::exists(file));
    }
}

TEST_CASE("registry: who runs containers pays nothing for it: curl is in another program") {
    const auto libraries = [](const std::string& program) {
        return support::run_tool({"ldd", program}).output;
    };
    const auto build = support::build_directory();
    CHECK(contains(libraries(libexec()), "libcurl"));
    for (const char* program : {"chapter10", "solutions/chapter10", "solutions/chapter07"})
        CHECK_FALSE(contains(libraries((build / program).native()), "libcurl"));
}
