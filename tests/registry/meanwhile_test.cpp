// SPDX-License-Identifier: MIT
//
// What is done with a layer while it still comes.
#include "registry.hpp"
#include "server.hpp"
#include "support/catch.hpp"
#include "support/eventually.hpp"
#include "support/seed.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>

using http::Message, http::Reply, http::Server;
using scene::Registry, scene::Somebody;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t whole = 3 << 20, begun = 2 << 20;

/// The largest file of a layer that has not got its place yet.
std::uintmax_t largest_unfinished(const fs::path& store) {
    std::uintmax_t largest = 0;
    std::error_code gone;  // it may move while we look
    for (const auto& layer : fs::directory_iterator{store / "new", gone}) {
        if (!layer.path().filename().native().starts_with("layer-")) continue;
        for (const auto& file : fs::recursive_directory_iterator{layer, gone})
            if (file.is_regular_file(gone)) largest = std::max(largest, file.file_size(gone));
    }
    return largest;
}

}  // namespace

TEST_CASE("registry: a layer is unpacked while its blob still comes") {
    const Registry registry;
    const Somebody alice, bob;
    alice.make_image(registry.address() + "/team/app:1", scene::noise(whole));
    alice.must({"push", "--plain-http", registry.address() + "/team/app:1"});

    // Two thirds of the layer; the rest when files of the first part are there.
    std::atomic<std::uintmax_t> unpacked = 0;
    Server hesitant{[&](const Message& request) {
        Reply reply{http::forward(registry.port(), request)};
        if (request.target().find("/blobs/") == std::string::npos) return reply;
        if (request.header("range").empty()) {
            if (reply.bytes.size() > begun) reply.bytes.resize(begun);
            return reply;
        }
        const auto half = [&] { return (unpacked = largest_unfinished(bob.store())) >= begun / 2; };
        support::eventually(half, 10);  // if not, that is said below
        return reply;
    }};
    bob.must({"pull", "--plain-http", hesitant.address() + "/team/app:1"});
    CHECK(unpacked >= begun / 2);
    CHECK(unpacked < whole);
    CHECK(support::describe_tree(bob.store() / "layers") ==
          support::describe_tree(alice.store() / "layers"));
}
