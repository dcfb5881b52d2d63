// SPDX-License-Identifier: MIT
#include "build/plan.hpp"

#include "containerfile/expand.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace build {
namespace {

using namespace containerfile;

IgnorePatterns read_ignored(const Request& request) {
    const auto file = find_ignore_file(request.context, request.file);
    return file ? IgnorePatterns::parse(sys::read_file(*file), *file) : IgnorePatterns{};
}

/// What --from and from= name.
std::set<std::string> sources(const Instruction& instruction) {
    std::set<std::string> names;
    if (const auto* copy = std::get_if<Copy>(&instruction.is)) names.insert(copy->from.text);
    if (const auto* run = std::get_if<Run>(&instruction.is))
        for (const auto& mount : run->mounts) names.insert(mount.from.text);
    return names;
}

}  // namespace

Job plan(const image::Store& store, const Request& request, Pipeline pipeline) {
    auto file = parse(request.text, request.file);
    Scope scope{file.directives.escape, request.arguments,
                platform_arguments(platform(request).text(), image::Platform::host().text())};
    for (const auto& instruction : file.global_arguments) try {
            scope.declare(std::get<Arg>(instruction.is));
        } catch (const ExpansionError& e) {
            throw instruction.error(e.at, e.what());
        }
    const auto stages = file.stages.size();
    return {store,
            request,
            std::move(file),
            std::move(scope),
            read_ignored(request),
            pipeline,
            std::vector<std::optional<image::Descriptor>>(stages)};
}

std::size_t target(const Job& job) {
    const auto& name = job.request.target;
    const auto last = job.file.stages.size();
    if (name.empty()) return last - 1;
    if (const auto stage = job.file.find_stage(name, last)) return *stage;
    std::string names;
    for (const auto& stage : job.file.stages)
        if (!stage.name.empty()) names += (names.empty() ? "" : ", ") + stage.name;
    throw std::runtime_error{fmt::format("--target {}: there is no such stage; {} has {}", name,
                                         job.request.file.native(),
                                         names.empty() ? "none with a name" : names)};
}

std::set<std::size_t> needs(const Job& job, std::size_t stage) {
    const auto& described = job.file.stages.at(stage);
    std::set<std::size_t> result;
    const auto add = [&](const std::string& name) {
        if (const auto other = job.file.find_stage(name, stage)) result.insert(*other);
    };
    try {
        add(job.scope.expand(described.base));
    } catch (const ExpansionError& e) {
        throw ParseError{*job.file.source, e.at, e.what()};
    }
    for (const auto& instruction : described.instructions)
        for (const auto& name : sources(instruction)) add(name);
    return result;
}

std::set<std::string> unused_arguments(const Job& job) {
    auto unused = job.scope.unused();
    for (const auto& stage : job.file.stages) {
        auto scope = job.scope.stage();
        for (const auto& instruction : stage.instructions) try {
                if (const auto* arg = std::get_if<Arg>(&instruction.is)) scope.declare(*arg);
            } catch (const ExpansionError&) {  // the stage will say so, if it is built
            }
        const auto here = scope.unused();
        std::erase_if(unused, [&here](const auto& name) { return !here.contains(name); });
    }
    return unused;
}

}  // namespace build
