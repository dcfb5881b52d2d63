// SPDX-License-Identifier: MIT
#include "chapters/bundles.hpp"

#include "chapters/finished.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <sstream>

namespace support {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

json mount(const char* destination, const char* type, const json& options) {
    return {{"destination", destination}, {"type", type}, {"source", type}, {"options", options}};
}

json config_of(const Path& rootfs) {
    const json capabilities{"CAP_KILL"};
    json namespaces = json::array();
    for (const auto* kind : {"pid", "network", "ipc", "uts", "mount"})
        namespaces.push_back({{"type", kind}});
    return {
        {"ociVersion", "1.0.2"},
        {"process",
         {{"user", {{"uid", 0}, {"gid", 0}}},
          {"args", {"/bin/sh", "-c", "echo ran >> /ran; exec sleep 1000"}},
          {"env", {"PATH=/bin"}},
          {"cwd", "/"},
          {"capabilities",
           {{"bounding", capabilities},
            {"effective", capabilities},
            {"permitted", capabilities}}}}},
        {"root", {{"path", rootfs.native()}}},
        {"hostname", "bundle"},
        {"mounts",
         {mount("/proc", "proc", json::array()), mount("/dev", "tmpfs", {"nosuid", "mode=755"})}},
        {"linux", {{"namespaces", namespaces}}},
    };
}

}  // namespace

BundleHost::BundleHost() : bundle_{host_.box().directory() / "bundle"} {
    fs::create_directory(bundle_);
    write_file(bundle_ / "config.json", config_of(rootfs()).dump(1));
}

void BundleHost::configure(const std::function<void(json&)>& change) const {
    auto config = json::parse(read_file(bundle_ / "config.json"));
    change(config);
    write_file(bundle_ / "config.json", config.dump(1));
}

void BundleHost::command(const Words& words) const {
    configure([&](json& config) { config["process"]["args"] = words; });
}

void BundleHost::script(const std::string& lines) const {
    command({"/bin/sh", "-c", lines});
}

Finished BundleHost::shell(const std::string& lines) {
    return host_.shell(fmt::format("run=\"$program --root {}\"\n{}", root, lines));
}

Finished BundleHost::run(const Words& words) {
    // A container holds the runtime's standard output for as long as it lives.
    const auto said = host_.box().directory() / fmt::format("said-{}", ++runs_);
    auto finished =
        shell(fmt::format("$run {} >{} 2>&1 </dev/null", command_line(words), quoted(said)));
    finished.output += read_file(said);
    require_written(finished);
    return finished;
}

std::string BundleHost::say(const Words& words) {
    return said(words, run(words));
}

void BundleHost::expect_refused(const Words& words, const std::string& part) {
    const auto finished = run(words);
    const auto line = command_line(words);
    expect_equal(line + ": the exit status", finished.exit_status, 1);
    expect_contains(line + ": what it says", finished.output, part);
    expect(finished.output.find('\n') + 1 == finished.output.size(),
           line + " says\n" + finished.output, "it is one line");
}

void BundleHost::create(const std::string& id) {
    say({"create", "--bundle", bundle_, id});
}

json BundleHost::state(const std::string& id) {
    const auto finished = run({"state", id});
    if (finished.exit_status != 0) return {};
    auto state = json::parse(finished.output, nullptr, false);
    expect(state.is_object(), "state says\n" + finished.output, "it is a JSON object");
    return state;
}

std::string BundleHost::status(const std::string& id) {
    const auto now = state(id);
    return now.is_null() ? "" : now.value("status", "");
}

void BundleHost::expect_status(const std::string& id, const std::string& wanted) {
    std::string now;
    eventually([&] { return (now = status(id)) == wanted; });
    expect_equal("the container's status", now, wanted);
}

Path BundleHost::process(const std::string& id) {
    return host_.seen(fmt::format("/proc/{}", state(id).value("pid", 0)));
}

std::string BundleHost::traces() {
    return shell(fmt::format("cd {} 2>/dev/null && find . -type f -exec sha256sum {{}} + | sort; "
                             "find . | sort",
                             root))
        .output;
}

std::string BundleHost::file(const std::string& name) const {
    const auto path = rootfs() / name;
    return fs::exists(path) ? read_file(path) : "";
}

void BundleHost::write(const std::string& name, const std::string& text) const {
    write_file(rootfs() / name, text);
}

}  // namespace support
