// SPDX-License-Identifier: MIT
//
// Between us and a real registry is a server that cuts, waits, lies and fails.
#include "registry.hpp"
#include "server.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>

using http::Message, http::Reply, http::Server;
using scene::Registry, scene::Somebody;

namespace {

constexpr std::size_t large = 3 << 20;

/// A registry with one image of one layer of 3 MiB.
struct Scene {
    Scene() {
        alice.make_image(registry.address() + "/team/app:1", scene::noise(large));
        alice.must({"push", "--plain-http", registry.address() + "/team/app:1"});
    }
    Reply pass(const Message& request) const { return {http::forward(registry.port(), request)}; }
    Registry registry;
    Somebody alice;
};

bool is_blob(const Message& request) {
    return request.method() == "GET" && request.target().find("/blobs/") != std::string::npos;
}

/// A blob's answer that is long enough to be the layer.
bool is_layer(const Reply& reply) {
    return reply.bytes.size() > 1 << 20;
}

std::string name_at(const Server& server) {
    return server.address() + "/team/app:1";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// It must fail with one line of that meaning, and leave the store as it was.
void must_fail(const Server& server, const std::string& reason) {
    const Somebody bob;
    bob.make_image("other", "x");
    const auto before = bob.stored();
    const auto finished = bob.run({"pull", "--plain-http", name_at(server)});
    INFO(finished.output);
    CHECK(finished.exit_status == 125);
    CHECK(contains(finished.output, "chapter10: pull " + name_at(server) + ": "));
    CHECK(contains(finished.output, reason));
    CHECK(bob.stored() == before);
}

}  // namespace

TEST_CASE("registry: a download that is cut goes on where it was") {
    const Scene scene;
    std::mutex mutex;
    std::size_t sent = 0;
    Server cutting{[&](const Message& request) {
        auto reply = scene.pass(request);
        if (!is_blob(request) || reply.bytes.size() < large / 3) return reply;
        const std::lock_guard locked{mutex};
        if (is_layer(reply)) reply.bytes.resize(1 << 20);  // then silence
        sent += reply.bytes.size();
        return reply;
    }};
    const Somebody bob;
    bob.must({"pull", "--plain-http", name_at(cutting)});
    std::set<std::string> ranges;
    for (const auto& request : cutting.seen())
        if (!request.header("range").empty()) ranges.insert(request.header("range"));
    CHECK(ranges.size() >= 2);
    CHECK(sent < large + (1 << 20));
}

TEST_CASE("registry: a server that knows no ranges begins again, and the image is whole") {
    const Scene scene;
    std::atomic<int> cuts = 0;
    Server forgetful{[&](Message request) {
        std::erase_if(request.headers, [](const auto& header) { return header.first == "range"; });
        auto reply = scene.pass(request);
        if (is_blob(request) && is_layer(reply) && cuts++ < 2)
            reply = {reply.bytes.substr(0, 1 << 20), true};
        return reply;
    }};
    const Somebody bob;
    bob.must({"pull", "--plain-http", name_at(forgetful)});
    CHECK(cuts == 3);
    CHECK(support::describe_tree(bob.store() / "layers") ==
          support::describe_tree(scene.alice.store() / "layers"));
}

TEST_CASE("registry: one that is busy, or has an error of its own, is asked again") {
    const Scene scene;
    std::atomic<int> bad = 0;
    const auto answer =
        GENERATE(std::string{"500 Internal Server Error"}, std::string{"503 Service Unavailable"},
                 std::string{"429 Too Many Requests"});
    Server busy{[&](const Message& request) {
        if (contains(request.target(), "/manifests/") && bad++ < 2)
            return Reply{http::reply(answer, {}, "")};
        return scene.pass(request);
    }};
    const Somebody bob;
    bob.must({"pull", "--plain-http", name_at(busy)});
    CHECK(busy.count("GET /v2/team/app/manifests/") == 3);
}

TEST_CASE("registry: Retry-After is obeyed") {
    const Scene scene;
    std::atomic<int> bad = 0;
    Server busy{[&](const Message& request) {
        if (contains(request.target(), "/manifests/") && bad++ < 1)
            return Reply{http::reply("429 Too Many Requests", {"Retry-After: 2"}, "")};
        return scene.pass(request);
    }};
    const Somebody bob;
    const auto begin = std::chrono::steady_clock::now();
    bob.must({"pull", "--plain-http", name_at(busy)});
    CHECK(std::chrono::steady_clock::now() - begin > std::chrono::milliseconds{1900});
}

TEST_CASE("registry: a rate limit that will not go away soon is explained") {
    Server limited{[](const Message&) {
        return Reply{http::reply(
            "429 Too Many Requests", {"Retry-After: 21600", "RateLimit-Limit: 100;w=21600"},
            R"({"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit."}]})")};
    }};
    const auto begin = std::chrono::steady_clock::now();
    must_fail(limited,
              "You have reached your pull rate limit. (429) (its limit for you is reached, "
              "100;w=21600: wait, or log in");
    CHECK(limited.count("GET ") == 1);
    CHECK(std::chrono::steady_clock::now() - begin < support::patience());
}

TEST_CASE("registry: one that stays broken is given up, with what it said last") {
    Server broken{[](const Message&) {
        return Reply{http::reply("500 Internal Server Error", {}, "<html>sorry")};
    }};
    must_fail(broken, "it has an error of its own (500); 6 tries");
    CHECK(broken.count("GET /v2/team/app/manifests/1") == 6);
}

TEST_CASE("registry: what is refused is not asked for again") {
    const auto status = GENERATE(std::string{"403 Forbidden"}, std::string{"404 Not Found"},
                                 std::string{"401 Unauthorized"}, std::string{"400 Bad Request"});
    Server refusing{[&](const Message&) { return Reply{http::reply(status, {}, "")}; }};
    must_fail(refusing, "");
    CHECK(refusing.count("GET /v2/team/app/manifests/1") == 1);
}

TEST_CASE("registry: a layer of other bytes than its digest says is refused") {
    const Scene scene;
    Server lying{[&](const Message& request) {
        auto reply = scene.pass(request);
        if (is_blob(request) && is_layer(reply)) reply.bytes[reply.bytes.size() / 2] ^= 1;
        return reply;
    }};
    must_fail(lying, "is not what its name says: its bytes give sha256:");
}

TEST_CASE("registry: a layer that is longer or shorter than announced is refused") {
    const Scene scene;
    const bool longer = GENERATE(true, false);
    Server lying{[&](const Message& request) {
        auto reply = scene.pass(request);
        if (!is_blob(request) || request.header("range").find("bytes=") == 0)
            return is_blob(request) ? Reply{http::reply("416 Range Not Satisfiable", {}, "")}
                                    : reply;
        if (!is_layer(reply)) return reply;
        auto body = http::parse(reply.bytes).body;
        longer ? body.append("more") : body.erase(large / 2);
        return Reply{http::reply("200 OK", {}, body)};
    }};
    must_fail(lying, longer ? "more bytes come than the" : "(416)");
}

TEST_CASE("registry: a manifest of other bytes than was asked for is refused") {
    const Scene scene;
    Server lying{[&](const Message& request) {
        auto reply = scene.pass(request);
        auto message = http::parse(reply.bytes);
        if (!contains(request.target(), "/manifests/") || message.status() != 200) return reply;
        message.body += " ";
        return Reply{http::reply("200 OK", {"Content-Type: " + message.header("content-type")},
                                 message.body)};
    }};
    const Somebody bob;
    const auto shown = scene.alice.must({"images", "-q"});
    const auto manifest = http::ask(scene.registry.port(), "GET", "/v2/team/app/manifests/1",
                                    {"Accept: application/vnd.oci.image.manifest.v1+json"});
    const auto digest = manifest.header("docker-content-digest");
    REQUIRE(!digest.empty());
    const auto finished =
        bob.run({"pull", "--plain-http", lying.address() + "/team/app@" + digest});
    CHECK(finished.exit_status == 125);
    CHECK(contains(finished.output, "bytes are not what was asked for"));
    // The same bytes unharmed are taken.
    bob.must({"pull", "--plain-http", scene.registry.address() + "/team/app@" + digest});
}

TEST_CASE("registry: manifests that nobody should trust are refused, each for its reason") {
    struct Bad {
        const char* type;
        std::string body, reason;
    };
    const auto bad = GENERATE(
        Bad{"application/vnd.docker.distribution.manifest.v1+prettyjws",
            R"({"schemaVersion":1,"name":"x","fsLayers":[]})", "first format (schema 1)"},
        Bad{"application/vnd.oci.image.manifest.v1+json",
            R"({"schemaVersion":2,"layers":[],"manifests":[]})", "a manifest and an index at once"},
        Bad{"application/vnd.oci.image.manifest.v1+json", "{", "is not JSON"},
        Bad{"application/vnd.oci.image.manifest.v1+json", R"({"schemaVersion":2})",
            "no manifest of an image"},
        Bad{"application/vnd.oci.image.manifest.v1+json", std::string(5 << 20, ' '),
            "more than 4 MiB"},
        Bad{"application/vnd.oci.image.manifest.v1+json",
            R"({"schemaVersion":2,"mediaType":"application/x\u001b[31m","layers":[]})",
            "its type, application/x [31m, is none"},
        Bad{"application/vnd.oci.image.manifest.v1+json",
            R"({"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:../../../etc/passwd","size":2},"layers":[]})",
            "not a digest"});
    Server server{[&](const Message&) {
        return Reply{http::reply("200 OK", {std::string{"Content-Type: "} + bad.type}, bad.body)};
    }};
    must_fail(server, bad.reason);
}

TEST_CASE("registry: what a registry says cannot change a terminal") {
    Server rude{[](const Message&) {
        return Reply{http::reply(
            "403 Forbidden", {},
            R"({"errors":[{"code":"DENIED","message":"no\u001b]0;owned\u0007\u001b[2J way"}]})")};
    }};
    const Somebody bob;
    const auto finished = bob.run({"pull", "--plain-http", name_at(rude)});
    CHECK(contains(finished.output, "no ]0;owned  [2J way (403)"));
    CHECK(finished.output.find('\x1b') == std::string::npos);
    CHECK(finished.output.find('\a') == std::string::npos);
}

namespace {

bool is_chunk(const Message& request) {
    return request.method() == "PATCH" ||
           (request.method() == "PUT" && contains(request.target(), "/blobs/"));
}

constexpr std::size_t more_than_a_chunk = 34 << 20;

/// Pushes an image of more than a chunk there, and has it pulled from the registry itself.
void push_through(const Server& server, const Registry& registry) {
    const Somebody alice, bob;
    alice.make_image(name_at(server), scene::noise(more_than_a_chunk));
    alice.must({"push", "--plain-http", name_at(server)});
    bob.must({"pull", "--plain-http", registry.address() + "/team/app:1"});
    CHECK(support::describe_tree(bob.store() / "layers") ==
          support::describe_tree(alice.store() / "layers"));
}

}  // namespace

TEST_CASE("registry: a push that is cut between chunks goes on with the next one") {
    const Registry registry;
    std::atomic<int> cuts = 0;
    Server cutting{[&](const Message& request) {
        if (is_chunk(request) && request.header("content-range").rfind("0-", 0) != 0 &&
            !request.header("content-range").empty() && cuts++ < 2)
            return Reply{"", true};
        return Reply{http::forward(registry.port(), request)};
    }};
    push_through(cutting, registry);
    CHECK(cuts == 3);
    CHECK(cutting.count("PATCH ") == 1);
    CHECK(cutting.count("GET /v2/team/app/blobs/uploads/") == 2);
}

// docker-registry 2.8 forgets an upload whose chunk was cut in the middle: then all is sent again.
TEST_CASE("registry: a push that is cut within a chunk is begun again, and what arrives is whole") {
    const Registry registry;
    std::atomic<int> cuts = 0;
    Server cutting{[&](const Message& request) {
                       Reply reply{http::forward(registry.port(), request)};
                       reply.reset = reply.bytes.empty();
                       return reply;
                   },
                   [&](const Message& head) {
                       return head.method() == "PATCH" && cuts++ < 2 ? std::size_t{1} << 20
                                                                     : std::string::npos;
                   }};
    push_through(cutting, registry);
    CHECK(cutting.count("PATCH ") == 3);
}

TEST_CASE("registry: a push that is always cut is given up") {
    const Registry registry;
    Server cutting{[&](const Message& request) {
        return is_chunk(request) ? Reply{"", true} : Reply{http::forward(registry.port(), request)};
    }};
    const Somebody alice;
    alice.make_image(name_at(cutting), "x");
    const auto finished = alice.run({"push", "--plain-http", name_at(cutting)});
    INFO(finished.output);
    CHECK(finished.exit_status == 125);
    CHECK(contains(finished.output, "; 6 tries"));
}

TEST_CASE("registry: its warnings are shown") {
    const Scene scene;
    Server warning{[&](const Message& request) {
        auto reply = scene.pass(request);
        const auto end = reply.bytes.find("\r\n");
        if (contains(request.target(), "/manifests/"))
            reply.bytes.insert(end, "\r\nWarning: 299 - \"this name goes away in May\"");
        return reply;
    }};
    const Somebody bob;
    const auto output = bob.must({"pull", "--plain-http", name_at(warning)});
    CHECK(
        contains(output, "warning: " + warning.address() + " says: this name goes away in May\n"));
}
