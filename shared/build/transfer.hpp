// SPDX-License-Identifier: MIT
#pragma once

#include "build/copier.hpp"
#include "build/job.hpp"
#include "build/worktree.hpp"
#include "containerfile/instruction.hpp"

#include <memory>
#include <optional>

namespace build {

/// The files that an instruction reads: of the build context, a stage, or an image, which is then
/// mounted for as long as this is there.
class Origin {
public:
    /// `from` as --from has it; empty: the context. `before` is the stage that asks. What is
    /// written to one that is `writable` is forgotten.
    Origin(const Job& job, const std::string& from, std::size_t before, bool writable = false);
    const SourceTree& tree() const { return *tree_; }
    Path path() const { return path_; }

private:
    std::unique_ptr<Worktree> mounted_;
    Path path_;
    sys::Fd root_;
    std::optional<SourceTree> tree_;
};

/// The image of that name for that platform; pulled, if it is not here. Errors end in what to do.
image::Image find_image(const Job& job, const std::string& name, const image::Platform& platform);

/// The image that --from names: an earlier stage's, or another.
image::Image source(const Job& job, const std::string& from, std::size_t before);

/// COPY or ADD, its words expanded.
struct Move {
    bool is_add = false;
    std::string from;
    std::vector<std::string> sources;
    std::vector<std::pair<std::string, std::string>> documents;  ///< Name and content.
    std::string destination;                                     ///< From "/" on, without it.
    bool into_directory = false;
    std::string chown, chmod;
    containerfile::IgnorePatterns excluded;
    bool parents = false;
    std::optional<bool> unpack;  ///< Of ADD.
    std::string checksum;
};
Move expand(const containerfile::Transfer& transfer, const containerfile::Scope& scope,
            const std::string& working_directory);
Move expand(const containerfile::Copy& copy, const containerfile::Scope& scope,
            const std::string& working_directory);
Move expand(const containerfile::Add& add, const containerfile::Scope& scope,
            const std::string& working_directory);

/// A source of ADD that is to be fetched.
bool is_url(const std::string& source);
/// Fetches it into a new file. Throws if a `checksum` is given, "sha256:...", and it has another.
image::Digest download(const Job& job, const std::string& url, const std::string& checksum,
                       const Path& file);

/// A digest of what it would copy; the instruction is spelled `words`.
std::string content(const Job& job, std::size_t stage, const Move& move, const std::string& words);
/// The same of what a RUN has mounted from the context, a stage or an image.
std::string content(const Job& job, std::size_t stage, const containerfile::Run& run,
                    const containerfile::Scope& scope);
/// Copies it into the worktree.
void carry_out(const Job& job, std::size_t stage, const Move& move, const Worktree& worktree);

}  // namespace build
