// SPDX-License-Identifier: MIT
#include "chapters/builds.hpp"

#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace support {

using nlohmann::json;

namespace {

constexpr auto name_annotation = "org.opencontainers.image.ref.name";

/// A rootfs with what the builder may ask for: names of users, and where they are at home.
Entries base() {
    auto entries = programs();
    entries.push_back(folder("tmp", 01777));
    for (const std::string name : {"etc", "proc", "dev", "sys", "root", "home"})
        entries.push_back(folder(name));
    entries.push_back(
        {"etc/passwd", "root:x:0:0::/root:/bin/sh\nbee:x:1234:5678::/home:/bin/sh\n"});
    entries.push_back({"etc/group", "root:x:0:\nhive:x:5678:\n"});
    for (const std::string applet : {"cat", "cp", "id", "ln", "ls", "mkdir", "mv", "pwd", "rm",
                                     "touch", "chmod", "sleep", "stat", "test", "true"})
        entries.push_back({"bin/" + applet, "busybox", S_IFLNK | 0777});
    return entries;
}

}  // namespace

BuildHost::BuildHost() : context_{host_.box().directory() / "context"} {
    std::filesystem::create_directory(context_);
    host_.load("base", {base()});
}

void BuildHost::write(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories((context_ / file).parent_path());
    write_file(context_ / file, text);
}

Finished BuildHost::build(const std::string& text, const Words& options) {
    const auto file = host_.box().directory() / "Containerfile";
    write_file(file, text);
    Words words{"build", "--network", "none", "-t", "image", "-f", file};
    words.insert(words.end(), options.begin(), options.end());
    words.push_back(context_);
    return host_.run(words);
}

void BuildHost::make(const std::string& text, const Words& options) {
    const auto finished = build(text, options);
    expect(
        finished.exit_status == 0,
        fmt::format("build: exit status {}: {}of\n{}", finished.exit_status, finished.output, text),
        "exit status 0");
}

void BuildHost::expect_refused(const std::string& text, const std::string& part) {
    const auto finished = build(text);
    expect_equal("build: the exit status", finished.exit_status, 125);
    expect_contains("build: what it says", finished.output, part);
    expect_lacks("the images after that", host_.say({"images"}), "image:latest");
}

std::string BuildHost::run(const Words& command, const Words& options) {
    return host_.in("image", command, options);
}

std::string BuildHost::file(const std::string& path) {
    return run({"/bin/busybox", "cat", path});
}

json BuildHost::blob(const std::string& digest) const {
    return json::parse(read_file(store() / "blobs/sha256" / digest.substr(digest.find(':') + 1)));
}

std::string BuildHost::digest() const {
    const auto index = json::parse(read_file(store() / "index.json"));
    for (const auto& manifest : index.at("manifests")) {
        const auto annotations = manifest.value("annotations", json::object());
        if (annotations.value(name_annotation, "") == "image:latest") return manifest.at("digest");
    }
    throw Unmet{"fail", "the store has no image of the name that was built", "it has"};
}

json BuildHost::manifest() const {
    return blob(digest());
}

json BuildHost::whole_config() const {
    return blob(manifest().at("config").at("digest"));
}

json BuildHost::config() const {
    return whole_config().value("config", json::object());
}

std::vector<std::string> BuildHost::layers() const {
    std::vector<std::string> layers;
    const auto made = manifest();
    for (const auto& layer : made.at("layers")) {
        const auto digest = layer.at("digest").get<std::string>();
        const auto file = store() / "blobs/sha256" / digest.substr(digest.find(':') + 1);
        // tar finds out by itself how it is compressed; names without "./" and the last "/"
        const auto listed = run_tool({"sh", "-c",
                                      "tar -tf \"$0\" | sed 's|^[.]/||; s|/$||' | grep . | "
                                      "LC_ALL=C sort",
                                      file});
        layers.push_back(listed.output);
    }
    return layers;
}

Words BuildHost::diff_ids() const {
    return whole_config().at("rootfs").at("diff_ids").get<Words>();
}

}  // namespace support
