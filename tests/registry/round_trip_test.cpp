// SPDX-License-Identifier: MIT
//
// What was pushed is what is pulled, and no byte travels that need not.
#include "registry.hpp"
#include "server.hpp"
#include "support/catch.hpp"
#include "support/seed.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <thread>

using nlohmann::json;
using scene::Registry, scene::Somebody;

namespace {

constexpr auto manifest_type = "application/vnd.oci.image.manifest.v1+json";
constexpr auto index_type = "application/vnd.oci.image.index.v1+json";

/// "sha256:..." as push and pull show it.
std::string digest_in(const std::string& output) {
    std::smatch found;
    REQUIRE(std::regex_search(output, found, std::regex{"[dD]igest: (sha256:[0-9a-f]{64})"}));
    return found[1];
}

std::string layers(const Somebody& somebody) {
    return support::describe_tree(somebody.store() / "layers");
}

}  // namespace

TEST_CASE("registry: what one has pushed, another has pulled: the same bytes, unpacked the same") {
    const Registry registry;
    const Somebody alice, bob;
    const auto name = registry.address() + "/team/app:1.2";
    const auto content = support::random_word();
    alice.make_image(name, content);
    const auto pushed = alice.must({"push", "--plain-http", name});
    const auto pulled = bob.must({"pull", "--plain-http", name});
    CHECK(digest_in(pushed) == digest_in(pulled));
    CHECK(layers(alice) == layers(bob));
    CHECK(bob.must({"images"}).find(registry.address() + "/team/app:1.2") != std::string::npos);
    CHECK(bob.must({"pull", "--plain-http", "-q", name}) == name + "\n");

    const Somebody carol;
    const auto pinned = registry.address() + "/team/app@" + digest_in(pushed);
    CHECK(digest_in(carol.must({"pull", "--plain-http", pinned})) == digest_in(pushed));
    CHECK(layers(alice) == layers(carol));
}

TEST_CASE("registry: a layer that is there is neither sent nor fetched again") {
    const Registry registry;
    http::Server watched{
        [&](const auto& request) { return http::Reply{http::forward(registry.port(), request)}; }};
    const Somebody alice, bob;
    const auto name = watched.address() + "/team/app:1";
    alice.make_image(name, support::random_word());
    alice.must({"push", "--plain-http", name});
    CHECK(watched.count("PUT /v2/team/app/blobs/") == 2);
    alice.must({"tag", name, watched.address() + "/team/app:2"});
    const auto again = alice.must({"push", "--plain-http", watched.address() + "/team/app:2"});
    CHECK(again.find("Layer already exists") != std::string::npos);
    CHECK(watched.count("PUT /v2/team/app/blobs/") == 2);

    bob.must({"pull", "--plain-http", name});
    const auto fetched = watched.count("GET /v2/team/app/blobs/");
    const auto second = bob.must({"pull", "--plain-http", watched.address() + "/team/app:2"});
    CHECK(second.find("Already exists") != std::string::npos);
    CHECK(watched.count("GET /v2/team/app/blobs/") == fetched);
    CHECK(bob.must({"pull", "--plain-http", name}).find("up to date") != std::string::npos);
}

TEST_CASE("registry: a layer of another repository is mounted: the registry's log says so") {
    const Registry registry;
    const Somebody alice;
    const auto name = registry.address() + "/team/base:1";
    alice.make_image(name, support::random_word());
    alice.must({"push", "--plain-http", name});
    alice.must({"tag", name, registry.address() + "/other/copy:1"});
    const auto output = alice.must({"push", "--plain-http", registry.address() + "/other/copy:1"});
    CHECK(output.find("Mounted from team/base") != std::string::npos);
    const std::regex mounted{R"(POST /v2/other/copy/blobs/uploads/\?[^ ]*mount=[^ ]* [^ ]* 201)"};
    const std::regex line{
        R"(http\.request\.method=POST[^\n]*mount=[^\n]*http\.response\.status=201)"};
    const auto log = registry.log();
    INFO(log);
    CHECK((std::regex_search(log, mounted) || std::regex_search(log, line)));
    const Somebody bob;
    bob.must({"pull", "--plain-http", registry.address() + "/other/copy:1"});
}

TEST_CASE("registry: of an index, the image for this machine or for --platform is taken") {
    const Registry registry;
    const Somebody alice;
    json index{{"schemaVersion", 2}, {"mediaType", index_type}};
    std::map<std::string, std::string> digests;
    for (const std::string architecture : {"amd64", "arm64", "s390x"}) {
        const auto name = registry.address() + "/team/many:" + architecture;
        alice.make_image(name, architecture);
        const auto pushed = alice.must({"push", "--plain-http", name});
        const auto manifest =
            http::ask(registry.port(), "GET", "/v2/team/many/manifests/" + digest_in(pushed),
                      {std::string{"Accept: "} + manifest_type});
        digests[architecture] = digest_in(pushed);
        index["manifests"].push_back(
            {{"mediaType", manifest_type},
             {"digest", digest_in(pushed)},
             {"size", manifest.body.size()},
             {"platform", {{"os", "linux"}, {"architecture", architecture}}}});
    }
    const auto put = http::ask(registry.port(), "PUT", "/v2/team/many/manifests/all",
                               {std::string{"Content-Type: "} + index_type}, index.dump());
    REQUIRE(put.status() == 201);
    const auto name = registry.address() + "/team/many:all";
    const auto content = [&](const Somebody& somebody) {
        const auto store = somebody.store() / "layers";
        for (const auto& layer : std::filesystem::directory_iterator{store})
            if (std::filesystem::exists(layer.path() / "etc/content"))
                return support::read_file(layer.path() / "etc/content");
        return std::string{};
    };
    const Somebody bob, carol, dave;
    bob.must({"pull", "--plain-http", "--platform", "linux/amd64", name});
    CHECK(content(bob) == "amd64");
    carol.must({"pull", "--plain-http", "--platform", "linux/arm64", name});
    CHECK(content(carol) == "arm64");
    const auto refused = dave.run({"pull", "--plain-http", "--platform", "linux/riscv64", name});
    CHECK(refused.exit_status == 125);
    CHECK(refused.output.find("not there for linux/riscv64; it is for linux/amd64, linux/arm64, "
                              "linux/s390x") != std::string::npos);
}

TEST_CASE("registry: a name that is not there: one line says which are") {
    const Registry registry;
    const Somebody alice;
    alice.make_image(registry.address() + "/team/app:1", "x");
    alice.must({"push", "--plain-http", registry.address() + "/team/app:1"});
    const auto before = alice.stored();
    const auto tag = alice.run({"pull", "--plain-http", registry.address() + "/team/app:2"});
    CHECK(tag.exit_status == 125);
    CHECK(tag.output.find("manifest unknown (404); its tags are: 1\n") != std::string::npos);
    const auto name = alice.run({"pull", "--plain-http", registry.address() + "/team/ap"});
    CHECK(name.exit_status == 125);
    CHECK(name.output.find("is \"team/ap\" the right name?") != std::string::npos);
    CHECK(alice.stored() == before);
}

TEST_CASE("registry: two pulls of one image at once both work, and leave it once") {
    const Registry registry;
    const Somebody alice, bob;
    const auto name = registry.address() + "/team/app:1";
    alice.make_image(name, scene::noise(3 << 20));
    alice.must({"push", "--plain-http", name});
    const auto first = bob.start({"pull", "--plain-http", name});
    const auto second = bob.run({"pull", "--plain-http", name});
    int status = -1;
    ::waitpid(first, &status, 0);
    INFO(second.output << support::read_file(bob.home() / "output"));
    CHECK(status == 0);
    CHECK(second.exit_status == 0);
    CHECK(layers(alice) == layers(bob));
    bob.must({"images"});
    CHECK(std::filesystem::is_empty(bob.store() / "new"));
}

namespace {

json get_json(const Registry& registry, const std::string& path) {
    return json::parse(http::ask(registry.port(), "GET", "/v2/team/app/" + path,
                                 {std::string{"Accept: "} + manifest_type})
                           .body);
}

std::string sha256(const Somebody& somebody, const std::string& text) {
    support::write_file(somebody.home() / "text", text);
    return support::run_tool({"sha256sum", (somebody.home() / "text").native()})
        .output.substr(0, 64);
}

void put_blob(const Registry& registry, const std::string& text, const std::string& sum) {
    const auto begun = http::ask(registry.port(), "POST", "/v2/team/app/blobs/uploads/");
    const auto location = begun.header("location");
    const auto ended = http::ask(registry.port(), "PUT",
                                 location.substr(location.find("/v2/")) + "&digest=sha256:" + sum,
                                 {"Content-Type: application/octet-stream"}, text);
    REQUIRE(ended.status() == 201);
}

/// An image of so many layers, team/app:1, whose layers are those of as many images.
void put_image_of(int layers, const Registry& registry, const Somebody& somebody) {
    json manifest, config;
    for (int i = 0; i < layers; ++i) {
        const auto part = registry.address() + "/team/app:part" + std::to_string(i);
        somebody.make_image(part, support::random_word());
        const auto pushed = digest_in(somebody.must({"push", "--plain-http", part}));
        const auto one = get_json(registry, "manifests/" + pushed);
        const auto its = get_json(registry, "blobs/" + one["config"]["digest"].get<std::string>());
        if (i == 0) {
            manifest = one;
            config = its;
            config.erase("history");
            continue;
        }
        manifest["layers"].push_back(one["layers"][0]);
        config["rootfs"]["diff_ids"].push_back(its["rootfs"]["diff_ids"][0]);
    }
    const auto text = config.dump(), sum = sha256(somebody, text);
    put_blob(registry, text, sum);
    manifest["config"]["digest"] = "sha256:" + sum;
    manifest["config"]["size"] = text.size();
    const auto put = http::ask(registry.port(), "PUT", "/v2/team/app/manifests/1",
                               {std::string{"Content-Type: "} + manifest_type}, manifest.dump());
    REQUIRE(put.status() == 201);
}

}  // namespace

TEST_CASE("registry: several layers are fetched at once, and not too many") {
    const Registry registry;
    http::Server slow{[&](const auto& request) {
        if (request.target().find("/blobs/") != std::string::npos)
            std::this_thread::sleep_for(std::chrono::milliseconds{300});
        return http::Reply{http::forward(registry.port(), request)};
    }};
    const Somebody alice, bob;
    put_image_of(6, registry, alice);
    bob.must({"pull", "--plain-http", slow.address() + "/team/app:1"});
    CHECK(slow.most_at_once() >= 3);
    CHECK(slow.most_at_once() <= 4);
}

TEST_CASE("registry: a layer that is not there any more: one line says which") {
    const Registry registry;
    const Somebody alice, bob;
    const auto name = registry.address() + "/team/app:1";
    alice.make_image(name, "x");
    const auto pushed = digest_in(alice.must({"push", "--plain-http", name}));
    const auto manifest = get_json(registry, "manifests/" + pushed);
    const auto layer = manifest["layers"][0]["digest"].get<std::string>();
    http::Server poor{[&](const auto& request) {
        if (request.target().find(layer) != std::string::npos)
            return http::Reply{http::reply(
                "404 Not Found", {},
                R"({"errors":[{"code":"BLOB_UNKNOWN","message":"blob unknown to registry"}]})")};
        return http::Reply{http::forward(registry.port(), request)};
    }};
    const auto finished = bob.run({"pull", "--plain-http", poor.address() + "/team/app:1"});
    CHECK(finished.exit_status == 125);
    CHECK(finished.output.find("layer " + layer.substr(7, 12) +
                               ": the registry says: blob unknown to registry (404)\n") !=
          std::string::npos);
    bob.must({"pull", "--plain-http", name});
}
