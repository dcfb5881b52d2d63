// SPDX-License-Identifier: MIT
//
// Who we are: passwords, tokens, certificates; and who must never hear of it.
#include "registry.hpp"
#include "secrets.hpp"
#include "server.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

using http::Message, http::Reply, http::Server;
using nlohmann::json;
using scene::Registry, scene::Somebody, scene::Words;

namespace {

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// A registry that wants a password, and one that it takes.
struct Guarded {
    std::string password = support::random_word(20);
    support::TemporaryDirectory directory;
    Registry registry{{secrets::basic_auth(directory.path(), "alice", password)}};
    std::string name() const { return registry.address() + "/team/app:1"; }
    support::Finished log_in(const Somebody& somebody, const std::string& with,
                             const Words& environment = {}) const {
        return somebody.run(
            {"login", "-u", "alice", "--password-stdin", "--plain-http", registry.address()},
            environment, with);
    }
};

support::Path auth_file(const Somebody& somebody) {
    return somebody.home() / "run/containers/auth.json";
}

mode_t mode_of(const support::Path& file) {
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    return info.st_mode & 07777;
}

}  // namespace

TEST_CASE("registry: without a login nothing goes, with one all does, and it is nobody else's") {
    const Guarded guarded;
    const Somebody alice;
    alice.make_image(guarded.name(), "x");
    const auto refused = alice.run({"push", "--plain-http", guarded.name()});
    CHECK(refused.exit_status == 125);
    CHECK(contains(refused.output, "a login is needed (`login REGISTRY -u USER`)"));

    const auto wrong = guarded.log_in(alice, "wrong");
    CHECK(wrong.exit_status == 125);
    CHECK(contains(wrong.output, "wrong user or password"));
    CHECK_FALSE(std::filesystem::exists(auth_file(alice)));

    const auto right = guarded.log_in(alice, guarded.password + "\n");
    INFO(right.output);
    REQUIRE(right.exit_status == 0);
    CHECK(mode_of(auth_file(alice)) == 0600);
    auto said = right.output;
    said += alice.must({"push", "--plain-http", guarded.name()});
    const Somebody bob;
    CHECK(bob.run({"pull", "--plain-http", guarded.name()}).exit_status == 125);
    said += alice.must({"pull", "--plain-http", guarded.name()});
    alice.must({"logout", guarded.registry.address()});
    const auto again = alice.run({"pull", "--plain-http", guarded.name()});
    CHECK(again.exit_status == 125);
    said += again.output;
    CHECK_FALSE(contains(said, guarded.password));
    CHECK_FALSE(contains(said, secrets::base64("alice:" + guarded.password)));
}

TEST_CASE("registry: logins of docker and podman are found, wherever they keep them") {
    const Guarded guarded;
    const Somebody alice;
    alice.make_image(guarded.name(), "x");
    const auto auth = secrets::base64("alice:" + guarded.password);
    const json content{{"auths", {{guarded.registry.address(), {{"auth", auth}}}}}};
    struct Place {
        std::string file;
        Words environment;
    };
    const auto home = alice.home().native();
    for (const auto& place :
         {Place{".docker/config.json", {}}, Place{".config/containers/auth.json", {}},
          Place{"run/containers/auth.json", {}},
          Place{"elsewhere.json", {"REGISTRY_AUTH_FILE=" + home + "/elsewhere.json"}},
          Place{"docker/config.json", {"DOCKER_CONFIG=" + home + "/docker"}}}) {
        const auto file = alice.home() / place.file;
        std::filesystem::create_directories(file.parent_path());
        CHECK(alice.run({"push", "--plain-http", guarded.name()}, place.environment).exit_status ==
              125);
        support::write_file(file, content.dump());
        INFO(place.file);
        alice.must({"push", "--plain-http", guarded.name()}, place.environment);
        std::filesystem::remove(file);
    }
}

TEST_CASE("registry: a login is kept where docker's file is, and beside what is in it") {
    const Guarded guarded;
    const Somebody alice;
    const auto file = alice.home() / "docker/config.json";
    std::filesystem::create_directories(file.parent_path());
    support::write_file(file, R"({"auths":{"other":{"auth":"eDp5"}},"psFormat":"x"})");
    const Words environment{"DOCKER_CONFIG=" + file.parent_path().native()};
    REQUIRE(guarded.log_in(alice, guarded.password, environment).exit_status == 0);
    const auto object = json::parse(support::read_file(file));
    CHECK(object["auths"]["other"]["auth"] == "eDp5");
    CHECK(object["psFormat"] == "x");
    CHECK(object["auths"][guarded.registry.address()]["auth"] ==
          secrets::base64("alice:" + guarded.password));
    CHECK(mode_of(file) == 0600);
}

TEST_CASE("registry: docker-credential programs are asked, and told") {
    const Guarded guarded;
    const Somebody alice;
    const auto tools = alice.home() / "tools", file = alice.home() / ".docker/config.json";
    const auto kept = (alice.home() / "kept").native();
    std::filesystem::create_directories(tools);
    std::filesystem::create_directories(file.parent_path());
    support::write_file(tools / "docker-credential-box",
                        "#!/bin/sh\ncase $1 in\nstore) cat >" + kept + ";;\nget) cat " + kept +
                            ";;\nerase) rm " + kept + ";;\nesac\n");
    std::filesystem::permissions(tools / "docker-credential-box", std::filesystem::perms{0755});
    support::write_file(file, json{{"credHelpers", {{guarded.registry.address(), "box"}}}}.dump());
    const Words environment{"PATH=" + tools.native() + ":/usr/bin:/bin",
                            "DOCKER_CONFIG=" + file.parent_path().native()};
    const auto login = guarded.log_in(alice, guarded.password, environment);
    INFO(login.output);
    REQUIRE(login.exit_status == 0);
    CHECK(json::parse(support::read_file(kept))["Secret"] == guarded.password);
    CHECK_FALSE(contains(support::read_file(file), guarded.password));
    CHECK_FALSE(contains(support::read_file(file), secrets::base64("alice:" + guarded.password)));
    alice.make_image(guarded.name(), "x");
    alice.must({"push", "--plain-http", guarded.name()}, environment);
    REQUIRE(alice.run({"logout", guarded.registry.address()}, environment).exit_status == 0);
    CHECK_FALSE(std::filesystem::exists(kept));
}

TEST_CASE("registry: tokens are fetched for what is to be done, and again when they are too old") {
    const support::TemporaryDirectory directory;
    secrets::TokenServer tokens{directory.path(), "alice", "secret-of-alice"};
    const Registry registry{{tokens.configuration()}};
    const Somebody alice, bob;
    const auto name = registry.address() + "/public/app:1";
    alice.make_image(name, "x");
    const auto refused = alice.run({"push", "--plain-http", name});
    CHECK(refused.exit_status == 125);
    const auto login =
        alice.run({"login", "-u", "alice", "--password-stdin", "--plain-http", registry.address()},
                  {}, "secret-of-alice");
    INFO(login.output);
    REQUIRE(login.exit_status == 0);
    alice.must({"push", "--plain-http", name});
    CHECK(contains(tokens.asked(), "scope=repository%3Apublic%2Fapp%3Apull%2Cpush"));
    bob.must({"pull", "--plain-http", name});  // nobody in particular may read
    alice.must({"tag", name, registry.address() + "/public/copy:1"});
    const auto mounted =
        alice.must({"push", "--plain-http", registry.address() + "/public/copy:1"});
    CHECK(contains(mounted, "Mounted from public/app"));
    CHECK(contains(tokens.asked(),
                   "scope=repository%3Apublic%2Fcopy%3Apull%2Cpush&scope="
                   "repository%3Apublic%2Fapp%3Apull"));
    const auto wrong =
        alice.run({"login", "-u", "alice", "--password-stdin", "--plain-http", registry.address()},
                  {}, "wrong");
    CHECK(wrong.exit_status == 125);
}

TEST_CASE("registry: over TLS, whose certificate nobody vouches for is refused") {
    const support::TemporaryDirectory directory;
    const auto authority = secrets::make_authority(directory.path());
    const Registry registry{{"", directory.path() / "server.pem", directory.path() / "server.key"}};
    const Somebody alice;
    const auto name = registry.address() + "/team/app:1";
    alice.make_image(name, "x");
    const auto refused = alice.run({"push", name});
    CHECK(refused.exit_status == 125);
    CHECK(contains(refused.output, "(--ca-file FILE names an authority"));
    alice.must({"push", "--ca-file", authority.native(), name});
    alice.must({"pull", name}, {"SSL_CERT_FILE=" + authority.native()});
    const auto plain = alice.run({"pull", "--plain-http", name});
    CHECK(plain.exit_status == 125);
    const auto wrong_host =
        alice.run({"pull", "--ca-file", authority.native(),
                   "localhost:" + std::to_string(registry.port()) + "/team/app:1"});
    CHECK(wrong_host.exit_status == 125);  // the certificate is for 127.0.0.1
}

TEST_CASE("registry: a redirect to another host is followed, but nothing secret goes there") {
    const Guarded guarded;
    const Somebody alice, bob;
    REQUIRE(guarded.log_in(alice, guarded.password).exit_status == 0);
    alice.make_image(guarded.name(), support::random_word());
    alice.must({"push", "--plain-http", guarded.name()});
    const auto header = "Authorization: Basic " + secrets::base64("alice:" + guarded.password);
    Server storage{[&](Message request) {
        request.headers.emplace_back("authorization", header.substr(15));  // it has its own
        return Reply{http::forward(guarded.registry.port(), request)};
    }};
    Server front{[&](const Message& request) {
        const bool blob = request.method() == "GET" && contains(request.target(), "/blobs/");
        if (blob)
            return Reply{http::reply("307 Temporary Redirect",
                                     {"Location: http://" + storage.address() + request.target()},
                                     "")};
        return Reply{http::forward(guarded.registry.port(), request)};
    }};
    // The same password for the server in front.
    REQUIRE(bob.run({"login", "-u", "alice", "--password-stdin", "--plain-http", front.address()},
                    {}, guarded.password)
                .exit_status == 0);
    bob.must({"pull", "--plain-http", front.address() + "/team/app:1"});
    CHECK(storage.count("GET /v2/team/app/blobs/") == 2);
    for (const auto& request : storage.seen()) CHECK(request.header("authorization").empty());
    bool shown = false;
    for (const auto& request : front.seen()) shown |= !request.header("authorization").empty();
    CHECK(shown);
}

TEST_CASE("registry: an upload that is sent elsewhere takes no password along") {
    const Guarded guarded;
    const Somebody alice;
    const auto header = "Basic " + secrets::base64("alice:" + guarded.password);
    Server storage{[&](Message request) {
        request.headers.emplace_back("authorization", header);
        return Reply{http::forward(guarded.registry.port(), request)};
    }};
    Server front{[&](const Message& request) {
        auto bytes = http::forward(guarded.registry.port(), request);
        const auto location = http::parse(bytes).header("location");
        if (request.method() != "POST" || location.empty()) return Reply{bytes};
        return Reply{http::reply(
            "202 Accepted",
            {"Location: http://" + storage.address() + location.substr(location.find("/v2/"))},
            "")};
    }};
    REQUIRE(alice
                .run({"login", "-u", "alice", "--password-stdin", "--plain-http", front.address()},
                     {}, guarded.password)
                .exit_status == 0);
    alice.make_image(front.address() + "/team/app:1", "x");
    alice.must({"push", "--plain-http", front.address() + "/team/app:1"});
    CHECK(storage.count("PUT ") == 2);
    for (const auto& request : storage.seen()) CHECK(request.header("authorization").empty());
}

TEST_CASE("registry: plain http is for this machine, and so is what asks for a token there") {
    const Somebody alice;
    for (const std::string registry :
         {"192.0.2.1:5000", "localhost.example.org", "127.0.0.1.example.org"}) {
        const auto pulled = alice.run({"pull", "--plain-http", registry + "/team/app:1"});
        CHECK(pulled.exit_status == 125);
        CHECK(contains(pulled.output, "--plain-http is for registries on this machine"));
        const auto login = alice.run(
            {"login", "-u", "alice", "--password-stdin", "--plain-http", registry}, {}, "secret");
        CHECK(login.exit_status == 125);
        CHECK(contains(login.output, "--plain-http is for registries on this machine"));
    }
    // An address of this machine that is not on the list: who follows it is seen there.
    Server elsewhere{
        [](const Message&) { return Reply{http::reply("200 OK", {}, R"({"token":"x"})")}; }};
    const auto realm = "http://[::ffff:127.0.0.1]:" + std::to_string(elsewhere.port()) + "/token";
    Server server{[&](const Message&) {
        return Reply{http::reply("401 Unauthorized",
                                 {"WWW-Authenticate: Bearer realm=\"" + realm + "\",service=\"x\""},
                                 "")};
    }};
    const auto sent = alice.run({"pull", "--plain-http", server.address() + "/team/app:1"});
    CHECK(sent.exit_status == 125);
    CHECK(contains(sent.output, "\"" + realm + "\", which is not https: not followed"));
    CHECK(elsewhere.seen().empty());
}
