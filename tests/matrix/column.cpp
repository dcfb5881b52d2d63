// SPDX-License-Identifier: MIT
#include "column.hpp"

#include "bundle.hpp"

#include "support/fixture.hpp"

#include <sched.h>

#include <sstream>
#include <stdexcept>

namespace matrix {
namespace {

std::string same(const Path&, const std::string& path) {
    return path;
}

/// Chapter 00 isolates nothing: a file of the rootfs has the name there that it has on the host.
std::string on_host(const Path& rootfs, const std::string& path) {
    return rootfs.native() + path;
}

Words limits() {
    return {"--memory", "96m", "--pids-limit", "100", "--cpuset-cpus", std::to_string(one_cpu())};
}

Column reference(const std::string& number) {
    Column column;
    const int chapter = std::stoi(number);
    column.name = "chapter" + number;
    column.heading = number;
    column.chapter = chapter;
    column.has_volumes = chapter >= 4;
    column.inside = chapter == 0 ? on_host : same;
    const auto program = support::build_directory() / "solutions" / column.name;
    const auto inside = column.inside;
    const auto options = chapter < 6 ? Words{} : limits();
    const bool has_volumes = column.has_volumes;
    column.line = [=](const Path& rootfs, const Path& volume, const Words& command) {
        Words words = {program, "run"};
        if (has_volumes) words.insert(words.end(), {"-v", volume.native() + ":/volume"});
        words.insert(words.end(), options.begin(), options.end());
        words.insert(words.end(), {rootfs, inside(rootfs, command.at(0))});
        words.insert(words.end(), command.begin() + 1, command.end());
        return words;
    };
    return column;
}

}  // namespace

const std::vector<Column>& columns() {
    static const std::vector<Column> all = [] {
        std::vector<Column> made;
        std::istringstream numbers{WORKBOOK_CHAPTERS};
        for (std::string number; numbers >> number;) made.push_back(reference(number));
        made.push_back(
            by_bundle("chapter11-bundle", support::build_directory() / "solutions/chapter11"));
        made.back().heading = "11 bundle";
        for (const char* name : {"runc", "crun"}) made.push_back(by_bundle(name, name));
        return made;
    }();
    return all;
}

const Column& column_of(const std::string& name) {
    for (const auto& column : columns())
        if (column.name == name) return column;
    throw std::logic_error{"no column is called " + name};
}

std::vector<Column> chapters() {
    std::vector<Column> some;
    for (const auto& column : columns())
        if (column.chapter) some.push_back(column);
    return some;
}

int one_cpu() {
    cpu_set_t cpus;
    ::sched_getaffinity(0, sizeof cpus, &cpus);
    int cpu = 0;
    while (!CPU_ISSET(cpu, &cpus)) ++cpu;
    return cpu;
}

}  // namespace matrix
