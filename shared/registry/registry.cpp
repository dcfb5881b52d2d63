// SPDX-License-Identifier: MIT
#include "registry/registry.hpp"

#include "image/reference.hpp"
#include "image/store.hpp"
#include "registry/arrival.hpp"
#include "registry/program.hpp"
#include "registry/progress.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

namespace registry {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

/// Removes what an unfinished pull has left, unless somebody else uses the store: then the next
/// one does it.
struct Cleaned {
    const image::Store& store;
    ~Cleaned() {
        try {
            store.collect();
        } catch (const std::exception&) {  // why the pull failed matters more
        }
    }
};

void set_name(const image::Store& store, const image::Reference& reference,
              const image::Descriptor& manifest, Progress& progress, const std::string& digest) {
    const auto name = reference.familiar();
    const auto before = store.index().find(name);
    const bool same = before && before->digest == manifest.digest;
    store.index().set(name, manifest);
    progress.say("Digest: " + digest);
    progress.say(fmt::format(
        "Status: {} {}", same ? "Image is up to date for" : "Downloaded newer image for", name));
    std::puts(name.c_str());
}

Words with(Words words, const Access& access) {
    if (access.plain_http) words.emplace_back("--plain-http");
    if (!access.ca_file.empty()) words.push_back("--ca-file=" + access.ca_file.native());
    return words;
}

Words words_for(const char* command, const Path& root, const Access& access) {
    return with({command, "--root=" + root.native()}, access);
}

}  // namespace

void pull(const std::string& reference, const PullOptions& options) {
    auto words = words_for("pull", options.root, options.access);
    if (!options.platform.empty()) words.push_back("--platform=" + options.platform);
    words.insert(words.end(), {"--", reference});
    const image::Store store{options.root};
    store.expect_garbage();
    const Cleaned cleaned{store};
    Progress progress{options.quiet};
    Arrival arrival{store};
    const auto result = run_program(words, [&](const json& event) {
        progress.show(event);
        arrival.hear(event);
    });
    progress.set_rest("Extracting", false);
    arrival.finish();
    progress.set_rest("Pull complete", true);
    set_name(store, image::Reference::parse(reference), arrival.manifest(), progress,
             result.at("digest"));
}

void push(const std::string& name, const PushOptions& options) {
    auto words = words_for("push", options.root, options.access);
    words.insert(words.end(), {"--", name});
    Progress progress{options.quiet};
    run_program(words, [&](const json& event) { progress.show(event); });
    if (options.quiet) std::puts(image::Reference::parse(name).familiar().c_str());
}

void login(const std::string& registry, const std::string& user, const Access& access) {
    auto words = with({"login"}, access);
    words.insert(words.end(), {"--user=" + user, "--", registry});
    run_program(words);
}

void logout(const std::string& registry) {
    run_program({"logout", "--", registry});
}

Fetched fetch(const std::string& url, const Path& file, const Access& access) {
    auto words = with({"fetch"}, access);
    words.insert(words.end(), {"--", url, file.native()});
    const auto result = run_program(words);
    return {image::Digest::parse(result.at("digest").get<std::string>()),
            result.at("size").get<std::uint64_t>()};
}

}  // namespace registry
