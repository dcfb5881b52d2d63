// SPDX-License-Identifier: MIT
#include "build/blame.hpp"
#include "build/content.hpp"
#include "build/run.hpp"
#include "build/transfer.hpp"
#include "build/workshop.hpp"
#include "image/users.hpp"

/// The instructions that read and change files.
namespace build {
namespace {

using namespace containerfile;

/// What a COPY or an ADD copies; nothing for the others.
std::optional<Move> move_of(const Instruction& instruction, const Scope& scope,
                            const image::Execution& config) {
    if (const auto* copy = std::get_if<Copy>(&instruction.is))
        return expand(*copy, scope, config.working_dir);
    if (const auto* add = std::get_if<Add>(&instruction.is))
        return expand(*add, scope, config.working_dir);
    return std::nullopt;
}

std::optional<image::Packed> make_directory(const Job& job, const image::Image& draft) {
    const auto lower = directories(job.store, draft);
    const auto& config = draft.config.execution;
    Worktree worktree{job.store, lower};
    const Copier copier{worktree.root(), {image::Users{lower}.find(config.user).user}};
    copier.directory(containerfile::clean_path(config.working_dir));
    return worktree.finish(draft);
}

}  // namespace

std::string Workshop::content(const Step& step) const {
    return blame(step.instruction, [&]() -> std::string {
        if (const auto move = move_of(step.instruction, scope_, {}))
            return build::content(job_, index_, *move, spelled(step));
        if (const auto* run = std::get_if<Run>(&step.instruction.is))
            return build::content(job_, index_, *run, scope_);
        return "";
    });
}

std::optional<image::Packed> Workshop::carry_out(const image::Image& draft,
                                                 const Step& step) const {
    if (step.number == 0) return std::nullopt;
    reporter_.send({Event::Kind::begun, step.number, step.text()});
    hide_mounts();
    auto layer = blame(step.instruction, [&]() -> std::optional<image::Packed> {
        if (const auto* run = std::get_if<Run>(&step.instruction.is))
            return build::run(job_, index_, draft, *run, scope_);
        const auto move = move_of(step.instruction, scope_, draft.config.execution);
        if (!move) return make_directory(job_, draft);
        Worktree worktree{store(), directories(store(), draft)};
        build::carry_out(job_, index_, *move, worktree);
        return worktree.finish(draft);
    });
    reporter_.send({Event::Kind::done, step.number, {}});
    return layer;
}

}  // namespace build
