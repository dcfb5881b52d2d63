// SPDX-License-Identifier: MIT
#include "bundle.hpp"

#include "oci/default.hpp"
#include "support/fixture.hpp"
#include "support/stage.hpp"

#include <sys/capability.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <sstream>

namespace matrix {
namespace {

using Json = nlohmann::json;

/// crun refuses to run where version 2 of cgroups has controllers, and version 1 is mounted as
/// well. The mounts are the stage's, which holds this one open.
constexpr const char* without_second_version =
    "if mountpoint -q /sys/fs/cgroup/unified; then umount -l /sys/fs/cgroup/unified; fi; "
    "exec \"$@\"";

void set_limits(Json& config) {
    auto& resources = config["linux"]["resources"];
    resources["memory"]["limit"] = 96 << 20;
    resources["pids"]["limit"] = 100;
    resources["cpu"]["cpus"] = std::to_string(one_cpu());
}

/// Those that we may give; what we lack ourselves, no runtime can.
Words our_capabilities() {
    Words all;
    for (cap_value_t value = 0; value < cap_max_bits(); ++value) {
        if (::cap_get_bound(value) != 1) continue;
        char* const name = ::cap_to_name(value);
        all.emplace_back(name);
        ::cap_free(name);
        for (auto& letter : all.back()) letter = static_cast<char>(std::toupper(letter));
    }
    return all;
}

void give_every_right(Json& config) {
    auto& process = config["process"];
    for (const char* set : {"bounding", "effective", "permitted", "inheritable", "ambient"})
        process["capabilities"][set] = our_capabilities();
    process["noNewPrivileges"] = false;
    config["root"]["readonly"] = false;
}

void isolate_nothing(Json& config) {
    config.erase("hostname");  // which would be the host's
    for (auto& mount : config["mounts"])
        if (mount["destination"] == "/sys") mount["options"] = {"nosuid", "noexec", "nodev"};
    config["linux"] = {
        {"namespaces", Json::array({{{"type", "mount"}}})},
        {"resources", {{"devices", Json::array({{{"allow", true}, {"access", "rwm"}}})}}},
    };
}

Json config_of(const Path& rootfs, const Path& volume, const Words& command, Asks asks) {
    auto config = Json::parse(oci::default_config(false));
    config["ociVersion"] = "1.0.2";  // which those of older versions read, too
    config["root"]["path"] = rootfs;
    config["process"]["args"] = command;
    config["process"]["terminal"] = false;  // the caller's own is attacked
    config["mounts"].push_back({{"destination", "/volume"},
                                {"type", "bind"},
                                {"source", volume},
                                {"options", {"rbind", "rw"}}});
    if (asks != Asks::defaults) give_every_right(config);
    if (asks == Asks::nothing)
        isolate_nothing(config);
    else
        set_limits(config);
    return config;
}

}  // namespace

Column by_bundle(const std::string& name, const Path& program, Asks asks) {
    Column column;
    column.name = column.heading = name;
    column.has_volumes = true;
    column.inside = [](const Path&, const std::string& path) { return path; };
    column.line = [=](const Path& rootfs, const Path& volume, const Words& command) {
        const auto bundle = rootfs.parent_path();
        support::write_file(bundle / "config.json",
                            config_of(rootfs, volume, command, asks).dump(2));
        Words words;
        if (program.filename().native().starts_with("crun"))
            words = {"/bin/sh", "-c", without_second_version, "sh"};
        words.insert(words.end(), {program, "run", "--bundle", bundle, bundle.filename()});
        return words;
    };
    return column;
}

Path find_runtime(const Path& program) {
    const auto is_there = [](const Path& path) { return ::access(path.c_str(), X_OK) == 0; };
    if (program.has_parent_path()) return is_there(program) ? program : Path{};
    std::istringstream places{std::string{support::caller_path}.substr(sizeof "PATH=" - 1)};
    for (std::string place; std::getline(places, place, ':');)
        if (is_there(place / program)) return place / program;
    return {};
}

}  // namespace matrix
