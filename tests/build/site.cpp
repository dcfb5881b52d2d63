// SPDX-License-Identifier: MIT
#include "site.hpp"

#include "support/catch.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <filesystem>

namespace scene {
namespace {

namespace fs = std::filesystem;

Path program() {
    return support::build_directory() / "solutions" / "chapter10";
}

}  // namespace

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

Site::Site() {
    fs::create_directory(context());
    support::copy_rootfs(directory() / "rootfs");
    const auto imported = run({"import", "--root", store(), directory() / "rootfs", "base"});
    INFO(imported.output);
    REQUIRE(imported.exit_status == 0);
}

void Site::file(const std::string& path, const std::string& text, unsigned mode) const {
    const auto name = context() / path;
    fs::create_directories(name.parent_path());
    support::write_file(name, text);
    fs::permissions(name, static_cast<fs::perms>(mode));
}

support::Finished Site::on_stage(const Words& words) const {
    Words line{support::build_directory() / "tests" / "onstage"};
    line.insert(line.end(), stage_options.begin(), stage_options.end());
    line.insert(line.end(), {"--env", fmt::format("store={}", store().native()), "--env",
                             fmt::format("program={}", program().native())});
    for (const auto& variable : environment) line.insert(line.end(), {"--env", variable});
    line.emplace_back("--");
    line.insert(line.end(), words.begin(), words.end());
    auto finished = support::run_tool(line);
    // What was seen in another network namespace and the like would be seen here, too.
    INFO(finished.output);
    CHECK(has(finished.output, ", nothing left behind)"));
    return finished;
}

support::Finished Site::run(const Words& words) const {
    Words line{program()};
    line.insert(line.end(), words.begin(), words.end());
    return on_stage(line);
}

support::Finished Site::build(const std::string& text, const Words& options) const {
    file("Containerfile", text);
    Words words{"build",     "--root", store(), "-t", "made", "-f", context() / "Containerfile",
                "--network", "none"};
    words.insert(words.end(), options.begin(), options.end());
    words.push_back(context());
    return run(words);
}

std::string Site::must(const std::string& text, const Words& options) const {
    const auto finished = build(text, options);
    INFO(text);
    INFO(finished.output);
    REQUIRE(finished.exit_status == 0);
    return finished.output;
}

std::string Site::fails(const std::string& text, const Words& options) const {
    const auto finished = build(text, options);
    INFO(text);
    INFO(finished.output);
    REQUIRE(finished.exit_status == 125);
    return finished.output;
}

std::string Site::inside(const std::string& lines) const {
    const auto finished = run({"run", "--root", store(), "--network", "none", "--entrypoint", "",
                               "--user", "0", "-w", "/", "made", "/bin/sh", "-c", lines});
    INFO(finished.output);
    REQUIRE(finished.exit_status == 0);
    return finished.output.substr(0, finished.output.rfind("(exit status"));
}

support::Finished Site::shell(const std::string& lines) const {
    return on_stage({"/bin/sh", "-c", lines});
}

std::string Site::id() const {
    const auto finished = run({"inspect", "--root", store(), "made"});
    REQUIRE(finished.exit_status == 0);
    return nlohmann::json::parse(finished.output.substr(0, finished.output.rfind("(exit status")))
        .at("Id");
}

std::string Site::digest() const {
    const auto finished = run({"inspect", "--root", store(), "made"});
    REQUIRE(finished.exit_status == 0);
    return nlohmann::json::parse(finished.output.substr(0, finished.output.rfind("(exit status")))
        .at("Digest");
}

}  // namespace scene
