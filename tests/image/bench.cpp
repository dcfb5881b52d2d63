// SPDX-License-Identifier: MIT
#include "bench.hpp"

#include "sys/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using support::Words;

}  // namespace

support::Path Container::path(const std::string& inside) const {
    return fmt::format("/proc/{}/root{}", probe.pid(), inside);
}

struct stat Container::stat(const std::string& inside) const {
    struct stat info {};
    sys::check(::lstat(path(inside).c_str(), &info), "lstat {}", inside);
    return info;
}

Bench::Bench() {
    fs::create_directories(host() / "empty");
    support::write_file(host() / "secret", "the host's own\n");
    fs::create_directory(probe());  // a copy: the build may be where no other user may look
    for (const char* name : {"probe", "busybox"})
        fs::copy_file(support::build_directory() / "rootfs/bin" / name, probe() / name);
    output({"images"});  // makes the store
}

layout::Layout Bench::layout() {
    return layout::Layout{directory() / ("layout" + std::to_string(++layouts_))};
}

support::Launch Bench::launch(const Words& line, const Words& caller) const {
    support::Launch launch;
    launch.line = {line.at(0), "--root", store()};
    launch.line.insert(launch.line.end(), line.begin() + 1, line.end());
    launch.caller = caller;
    return launch;
}

support::Outcome Bench::run(const Words& line, const Words& caller) const {
    return support::Live{launch(line, caller), directory()}.wait();
}

std::unique_ptr<support::Live> Bench::start(const support::Launch& launch) const {
    return std::make_unique<support::Live>(launch, directory());
}

std::string Bench::script(const std::string& text) const {
    support::Launch launch;
    launch.wrapper = {"/bin/sh", "-euc", "program=$0; " + text};
    launch.line = {"-"};
    launch.environment = {"store=" + store().native(), "here=" + directory().native()};
    const auto outcome = start(launch)->wait();
    INFO(outcome.out << outcome.err);
    REQUIRE(outcome.exit_status == 0);
    return outcome.out;
}

std::string Bench::ours(const std::string& left) const {
    std::istringstream lines{left};
    std::string ours;
    for (std::string line; std::getline(lines, line);)
        if (line.find(" mount ") == line.npos || line.find(directory()) != line.npos)
            ours += line + "\n";
    return ours;
}

std::string Bench::output(const Words& line, const Words& caller) const {
    const auto outcome = run(line, caller);
    INFO(outcome.err);
    REQUIRE(outcome.exit_status == 0);
    REQUIRE(ours(outcome.left) == "");
    return outcome.out;
}

std::string Bench::read(const std::string& image, const std::string& path) const {
    return output(
        {"run", "-v", probe().native() + ":/probe", image, "/probe/busybox", "cat", path});
}

Container Bench::serve(const std::string& image, const Words& options, const Words& caller) const {
    support::Launch launch;
    launch.options = {"--root", store(), "-v", probe().native() + ":/probe"};
    launch.options.insert(launch.options.end(), options.begin(), options.end());
    launch.rootfs = image;
    launch.command = {"/probe/probe", "serve", "/ask"};
    launch.caller = caller;
    auto live = std::make_unique<support::Live>(launch, directory() / "rootfs");
    auto probe = live->probe();
    return {std::move(live), std::move(probe)};
}

std::string Bench::everything() const {
    return support::describe_tree(store()) + support::describe_tree(host());
}

void check_refused(const Bench& bench, const support::Launch& launch, const std::string& reason) {
    const auto before = bench.everything();
    const auto outcome = bench.start(launch)->wait();
    INFO(outcome.err);
    INFO(reason);
    CHECK(outcome.exit_status == 125);
    CHECK(outcome.err.find(reason) != std::string::npos);
    CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
    CHECK(outcome.out == "");
    CHECK(bench.ours(outcome.left) == "");
    CHECK(bench.everything() == before);
}

void check_refused(const Bench& bench, const Words& line, const std::string& reason) {
    check_refused(bench, bench.launch(line), reason);
}

void check_refused(const Bench& bench, const layout::Layout& layout, const std::string& reason) {
    check_refused(bench, {"load", layout.path()}, reason);
}

void check_layer_refused(const std::string& entries, const std::string& reason) {
    Bench bench;
    auto layout = bench.layout();
    layout.add_image("hostile", {layout::gzip(entries)});
    check_refused(bench, layout, reason);
}

Loaded::Loaded(const std::string& entries) {
    auto layout = bench.layout();
    layout.add_image("good", {layout::gzip(entries)});
    REQUIRE(bench.output({"load", layout.path()}) == "good:latest\n");
}
