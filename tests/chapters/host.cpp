// SPDX-License-Identifier: MIT
#include "chapters/finished.hpp"
#include "chapters/images.hpp"
#include "support/later_layers.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <utility>

namespace support {
namespace {

namespace fs = std::filesystem;

/// Since Linux 6.3: mount_setattr(2), "ID-mapped mounts".
bool tmpfs_maps_ids() {
    utsname kernel{};
    ::uname(&kernel);
    int version = 0, patch = 0;
    std::sscanf(kernel.release, "%d.%d", &version, &patch);
    return std::pair{version, patch} >= std::pair{6, 3};
}

/// True of a line that tells of an image, which stays.
bool is_of_image(const std::string& line) {
    for (const char* folder : {"blobs/", "layers/", "unflushed/"})
        if (line.starts_with(fmt::format("+ file /var/lib/workbook/{}", folder))) return true;
    return false;
}

/// The lines of a difference that are not about images.
std::string without_images(const std::string& difference) {
    std::istringstream lines{difference};
    std::string rest;
    for (std::string line; std::getline(lines, line);)
        if (!is_of_image(line)) rest += line + "\n";
    return rest;
}

Words on_stage(const Stage& stage) {
    return {"nsenter", "--all", "--target", std::to_string(stage.first()),
            "env",     "-i",    caller_path};
}

}  // namespace

Host::Host() {
    Stage::Setup setup{{"/bin/true"}};
    if (!tmpfs_maps_ids()) {  // what is mapped of an image is kept in /var/lib
        const auto lib = box_.directory() / "lib";
        fs::create_directory(lib);
        fs::permissions(lib, fs::perms(0755));
        setup.options = {"--lib", lib};
    }
    stage_ = std::make_unique<Stage>(setup);
    before_ = stage_->snapshot();
    reproduce_with("");  // more than one line to type
}

Finished Host::run(const Words& words) {
    auto all = on_stage(*stage_);
    all.push_back(subject().program);
    const auto line = with_later_layers_off(words);
    all.insert(all.end(), line.begin(), line.end());
    auto finished = run_tool(all);
    require_written(finished);
    return finished;
}

std::string Host::say(const Words& words) {
    return said(words, run(words));
}

std::string Host::in(const std::string& image, const Words& command, const Words& options) {
    Words words{"run", "--network", "none"};
    words.insert(words.end(), options.begin(), options.end());
    words.push_back(image);
    words.insert(words.end(), command.begin(), command.end());
    return say(words);
}

void Host::expect_refused(const Words& words, const std::string& part) {
    require_refused(words, run(words), part);
}

Finished Host::shell(const std::string& lines) {
    auto all = on_stage(*stage_);
    all.push_back("program=" + subject().program.native());
    all.push_back("rootfs=" + box_.rootfs().native());
    all.insert(all.end(), {"/bin/sh", "-c", lines});
    return run_tool(all);
}

void Host::load(const std::string& name, const std::vector<Entries>& layers) {
    const auto layout = box_.directory() / ("layout-" + name);
    write_layout(layout, name, layers);
    expect_contains("load: what it says", say({"load", layout}), name);
}

std::string Host::left() {
    std::string left;
    eventually(
        [&] { return (left = without_images(difference(before_, stage_->snapshot()))).empty(); });
    return left;
}

Path Host::seen(const Path& path) const {
    return fmt::format("/proc/{}/root{}", stage_->first(), path.native());
}

}  // namespace support
