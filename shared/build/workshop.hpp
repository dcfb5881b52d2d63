// SPDX-License-Identifier: MIT
#pragma once

#include "build/cache.hpp"
#include "build/job.hpp"
#include "build/reporter.hpp"
#include "build/worktree.hpp"

#include <optional>
#include <string>
#include <vector>

namespace build {

/// One instruction of a stage.
struct Step {
    containerfile::Instruction instruction;
    std::size_t number = 0;  ///< Of those that may change files, FROM being 1; of others, 0.
    const std::string& text() const { return instruction.text; }
};

/// How many of the instructions may change files: RUN, COPY, ADD and WORKDIR.
std::size_t files_changed_by(const std::vector<containerfile::Instruction>& instructions);

/// All that a build loop does with its hands: one stage of one build. What it makes on the way is
/// an image::Image, the draft: its configuration, and in its manifest the layers.
///
/// Errors are thrown as a ParseError that shows the instruction. Lives in the stage's process.
class Workshop {
public:
    Workshop(const Job& job, std::size_t stage, const Reporter& reporter);

    const image::Store& store() const { return job_.store; }

    // FROM

    /// What the stage is from, its variables replaced: "scratch", an earlier stage or an image.
    std::string base() const;
    /// An image with nothing in it.
    image::Image scratch() const;
    /// What the earlier stage of that name, or number, has become; nothing if there is none.
    std::optional<image::Image> earlier_stage(const std::string& name) const;
    /// The image of that name; pulled, if it is not here.
    image::Image find_image(const std::string& name) const;

    /// To be called with what the stage begins with: gives the steps to take. What the base has
    /// put off until somebody builds on it (ONBUILD) comes first.
    std::vector<Step> begin(image::Image& draft);

    // Each step

    /// The instruction as it will be carried out: variables replaced, here-documents included, and
    /// with a RUN the variables that its command will see.
    std::string spelled(const Step& step) const;
    /// A digest of the files that it reads from the context, from other stages and from images;
    /// of their names, types and modes too. Empty if it reads none.
    std::string content(const Step& step) const;
    /// What an earlier build has noted under that key, if it is still there.
    std::optional<Record> recall(const Step& step, const image::Digest& key) const;
    void remember(const image::Digest& key, const Record& record) const;
    /// Does to the configuration what the instruction says: ENV, CMD, WORKDIR and so on. The words
    /// of later steps see it.
    void configure(image::Config& config, const Step& step);
    /// Does to the files what the instruction says, on top of the draft's layers and in its
    /// configuration: RUN, COPY, ADD, WORKDIR. Returns what has changed, as a layer that is in the
    /// store; nothing if no file has.
    std::optional<image::Packed> carry_out(const image::Image& draft, const Step& step) const;

private:
    void add_arguments(std::size_t stage);

    const Job& job_;
    std::size_t index_;
    const containerfile::Stage& stage_;
    const Reporter& reporter_;
    containerfile::Scope scope_;
    bool has_own_cmd_ = false;  ///< Not the base's: ENTRYPOINT takes that away.
};

}  // namespace build
