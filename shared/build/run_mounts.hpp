// SPDX-License-Identifier: MIT
#pragma once

#include "build/job.hpp"
#include "build/transfer.hpp"
#include "build/worktree.hpp"
#include "containerfile/instruction.hpp"
#include "containerfile/mount.hpp"
#include "containerfile/scope.hpp"

#include <memory>
#include <vector>

namespace build {

/// RUN --mount: adds what is to be mounted to `filesystem`, and secrets that are variables to
/// `variables`. None of it gets into a layer. To be kept until the command has ended.
class RunMounts {
public:
    RunMounts(const Job& job, std::size_t stage, const containerfile::Run& run,
              const containerfile::Scope& scope, const Bench& bench,
              container::Filesystem& filesystem, containerfile::Variables& variables);
    RunMounts(const RunMounts&) = delete;
    ~RunMounts();

private:
    std::string words(const containerfile::Word& word) const { return scope_.expand(word); }
    std::string target(const containerfile::Mount& mount) const;
    void add(const containerfile::Mount& mount);
    void bind(const containerfile::Mount& mount);
    void cache(const containerfile::Mount& mount);
    void secret(const containerfile::Mount& mount);
    void tmpfs(const containerfile::Mount& mount);

    const Job& job_;
    std::size_t stage_;
    const containerfile::Scope& scope_;
    const Bench& bench_;
    container::Filesystem& filesystem_;
    containerfile::Variables& variables_;
    std::vector<std::unique_ptr<Origin>> origins_;
    std::vector<sys::Fd> locks_;
    bool has_secrets_ = false;
};

}  // namespace build
