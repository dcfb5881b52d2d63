// SPDX-License-Identifier: MIT
#include "build/workshop.hpp"

#include "build/blame.hpp"
#include "build/configure.hpp"
#include "build/plan.hpp"
#include "build/spell.hpp"
#include "build/transfer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace build {
namespace {

using namespace containerfile;

bool may_change_files(const Instruction& instruction) {
    const auto& is = instruction.is;
    return std::holds_alternative<Run>(is) || std::holds_alternative<Copy>(is) ||
           std::holds_alternative<Add>(is) || std::holds_alternative<Workdir>(is);
}

/// --label, as if it stood in the file.
Instruction label(const std::string& name, const std::string& value, char escape) {
    std::string text = "LABEL \"";
    for (const char c : name + '\0' + value) {
        if (c == '"' || c == '$' || c == escape) text += escape;
        if (c != '\0')
            text += c;
        else
            text += "\"=\"";
    }
    return parse_trigger(text + '"', "--label", escape);
}

/// What is wrong with FROM is shown there.
template <typename Action>
auto blame_from(const Job& job, const Stage& stage, Action action) try {
    return action();
} catch (const ParseError&) {
    throw;
} catch (const std::exception& e) {
    throw ParseError{*job.file.source, stage.base.at, e.what()};
}

/// --platform of FROM, or of the build.
image::Platform platform_of(const Job& job, const Stage& stage) {
    const auto text = blame_from(job, stage, [&] { return job.scope.expand(stage.platform); });
    return text.empty() ? platform(job.request) : image::Platform::parse(text);
}

}  // namespace

std::size_t files_changed_by(const std::vector<Instruction>& instructions) {
    return static_cast<std::size_t>(
        std::count_if(instructions.begin(), instructions.end(), may_change_files));
}

Workshop::Workshop(const Job& job, std::size_t stage, const Reporter& reporter)
    : job_{job},
      index_{stage},
      stage_{job.file.stages.at(stage)},
      reporter_{reporter},
      scope_{job.scope.stage()} {}

std::string Workshop::base() const {
    return blame_from(job_, stage_, [&] { return job_.scope.expand(stage_.base); });
}

image::Image Workshop::scratch() const {
    image::Image image;
    image.config.platform = platform_of(job_, stage_);
    return image;
}

std::optional<image::Image> Workshop::earlier_stage(const std::string& name) const {
    const auto stage = job_.file.find_stage(name, index_);
    if (!stage) return std::nullopt;
    return job_.store.open(*job_.made.at(*stage));
}

image::Image Workshop::find_image(const std::string& name) const {
    return blame_from(job_, stage_,
                      [&] { return build::find_image(job_, name, platform_of(job_, stage_)); });
}

/// The ARGs of the stage that this one is from, and of the one that that is from, count here too.
void Workshop::add_arguments(std::size_t stage) {
    const auto& earlier = job_.file.stages.at(stage);
    if (const auto before = job_.file.find_stage(job_.scope.expand(earlier.base), stage))
        add_arguments(*before);
    for (const auto& instruction : earlier.instructions) {
        if (const auto* arg = std::get_if<Arg>(&instruction.is)) scope_.declare(*arg);
        if (const auto* env = std::get_if<Env>(&instruction.is)) scope_.set(*env);
    }
}

std::vector<Step> Workshop::begin(image::Image& draft) {
    if (const auto earlier = job_.file.find_stage(base(), index_)) add_arguments(*earlier);
    for (const auto& variable : draft.config.execution.env) {
        const auto end = variable.find('=');
        if (end != variable.npos) scope_.set(variable.substr(0, end), variable.substr(end + 1));
    }
    std::vector<Step> steps;
    for (const auto& trigger : draft.config.execution.on_build)
        steps.push_back({parse_trigger(trigger, "ONBUILD of " + base())});
    draft.config.execution.on_build.clear();
    for (const auto& instruction : stage_.instructions) steps.push_back({instruction});
    if (index_ == target(job_))
        for (const auto& [name, value] : job_.request.labels)
            steps.push_back({label(name, value, job_.file.directives.escape)});
    std::size_t number = 1;
    for (auto& step : steps)
        if (may_change_files(step.instruction)) step.number = ++number;
    reporter_.send({Event::Kind::counted, number, {}});
    return steps;
}

std::string Workshop::spelled(const Step& step) const {
    return blame(step.instruction, [&] { return spell(step.instruction, scope_); });
}

std::optional<Record> Workshop::recall(const Step& step, const image::Digest& key) const {
    if (!job_.request.may_recall) return std::nullopt;
    auto record = build::recall(store(), key);
    if (record && step.number > 0) {
        reporter_.send({Event::Kind::begun, step.number, step.text()});
        reporter_.send({Event::Kind::recalled, step.number, {}});
    }
    return record;
}

void Workshop::remember(const image::Digest& key, const Record& record) const {
    build::remember(store(), key, record);
}

void Workshop::configure(image::Config& config, const Step& step) {
    blame(step.instruction, [&] {
        std::visit(Configurator{config, scope_, has_own_cmd_}, step.instruction.is);
    });
}

}  // namespace build
