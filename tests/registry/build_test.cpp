// SPDX-License-Identifier: MIT
//
// What a build fetches: bases that are not here, and files of the web.
#include "registry.hpp"
#include "server.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <filesystem>

using http::Message, http::Reply, http::Server;
using scene::Registry, scene::Somebody;

namespace {

namespace fs = std::filesystem;

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A context, with this Containerfile and nothing else.
std::string context_of(const Somebody& somebody, const std::string& containerfile) {
    const auto context = somebody.home() / "context";
    fs::create_directories(context);
    support::write_file(context / "Containerfile", containerfile);
    return context;
}

/// Every file of the layers that somebody has unpacked: its path, and what is in it.
std::string layers(const Somebody& somebody) {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator{somebody.store() / "layers"})
        if (entry.is_regular_file())
            all += entry.path().native() + "\n" + support::read_file(entry.path()) + "\n";
    return all;
}

}  // namespace

TEST_CASE("registry: FROM an image that is not here fetches it, and --pull asks for a newer one") {
    const Registry registry;
    const Somebody alice, bob;
    const auto name = registry.address() + "/team/base:1";
    const auto push = [&](const std::string& content) {
        alice.make_image(name, content);
        alice.must({"push", "--plain-http", name});
    };
    const auto context = context_of(bob, "FROM " + name + "\nLABEL a=b\n");
    const auto build = [&](scene::Words options) {
        options.insert(options.begin(), {"build", "--plain-http", "-t", "made"});
        options.push_back(context);
        return bob.run(options);
    };

    const auto missing = build({});
    CHECK(missing.exit_status == 125);
    CHECK(contains(missing.output, "Containerfile:1: "));
    CHECK(contains(missing.output, name));

    const auto old = "old-" + support::random_word(), young = "young-" + support::random_word();
    push(old);
    CHECK(build({}).exit_status == 0);
    CHECK(contains(layers(bob), old));

    push(young);
    CHECK(build({}).exit_status == 0);
    CHECK_FALSE(contains(layers(bob), young));
    CHECK(build({"--pull"}).exit_status == 0);
    CHECK(contains(layers(bob), young));
}

TEST_CASE(
    "registry: ADD fetches a file of the web, and takes it only if it is what was announced") {
    const auto content = support::random_word();
    Server server{[&](const Message& request) {
        return Reply{contains(request.target(), "/there/file.txt")
                         ? http::reply("200 OK", {}, content)
                         : http::reply("404 Not Found", {}, "")};
    }};
    const auto url = "http://" + server.address() + "/there/file.txt";
    const support::TemporaryDirectory directory;
    support::write_file(directory.path() / "file", content);
    const auto sum =
        support::run_tool({"sha256sum", (directory.path() / "file").native()}).output.substr(0, 64);
    const Somebody alice;
    const auto build = [&](const std::string& add) {
        const auto context = context_of(alice, "FROM scratch\n" + add + "\n");
        return alice.run({"build", "-t", "made", context});
    };

    const auto good = build("ADD " + url + " /etc/");
    INFO(good.output);
    CHECK(good.exit_status == 0);
    CHECK(contains(layers(alice), content));
    CHECK(contains(layers(alice), "etc/file.txt"));
    CHECK(build("ADD --checksum=sha256:" + sum + " " + url + " /named").exit_status == 0);

    const auto other = build("ADD --checksum=sha256:" + std::string(64, '0') + " " + url + " /x");
    CHECK(other.exit_status == 125);
    CHECK(contains(other.output, "Containerfile:2: "));
    CHECK(contains(other.output, sum));
    const auto missing = build("ADD http://" + server.address() + "/nowhere /x");
    CHECK(missing.exit_status == 125);
    CHECK(contains(missing.output, "404"));
}

TEST_CASE("registry: at a terminal a build is drawn over itself, and ends with every step there") {
    if (!scene::has({"script"})) return;
    const Somebody alice;
    const auto context = context_of(alice, "FROM scratch\nCOPY . /a\nCOPY . /c\n");
    const auto line =
        support::command_line({scene::program().native(), "build",
                               "--root=" + alice.store().native(), "-t", "made", context});
    const auto drawn = support::run_tool({"script", "--quiet", "--return", "--command", line,
                                          (alice.home() / "typescript").native()});
    INFO(drawn.output);
    CHECK(drawn.exit_status == 0);
    CHECK(contains(drawn.output, "\033["));
    CHECK(contains(drawn.output, "[2/3] COPY . /a"));
    CHECK(contains(drawn.output, "[3/3] COPY . /c"));

    const auto plain = alice.must({"build", "-t", "made", context});
    CHECK_FALSE(contains(plain, "\033["));
    CHECK(contains(plain, "CACHED"));
}
