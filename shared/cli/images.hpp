// SPDX-License-Identifier: MIT
#pragma once

#include "cli/program.hpp"

#include <memory>
#include <optional>
#include <string>

namespace cli {

struct Users;

/// What `run` was told about images.
struct ImageOptions {
    container::Path root;  ///< Of the store; empty: the user's own.
    bool verbose = false;  ///< From chapter 09 on: say what of a profile is left out.
    // From chapter 10 on: instead of what an image says, and what it says.
    std::optional<std::string> entrypoint;
    bool can_pull = false;                 ///< An image that is not here may be fetched.
    std::string user;                      ///< Whom the image wants, once `stack` knows.
    const CLI::Option* workdir = nullptr;  ///< -w, which was typed or not.
};

/// What images add to the shell, from chapter 07 on. A main hands it in, so that the programs
/// before it are not linked with what it needs.
struct Images {
    /// Finds what the ROOTFS that was typed names, a directory or an image, and makes a place for
    /// what the container will change. Fills in the spec's name, root and overlay. What is returned
    /// must outlive the container.
    std::shared_ptr<void> (*stack)(container::Spec& spec, ImageOptions& options);
    void (*add_commands)(CLI::App& app, Action& action);
    void (*add_options)(CLI::App& run, ImageOptions& options) = nullptr;  ///< Of `run`.
    bool says_command = false;  ///< An image may say what is to be run: COMMAND can be left out.
    /// What chapter 08 adds: see user_options.hpp. Used from there on.
    const Users* users = nullptr;
    /// What chapter 09 adds: fills in the spec's filter, as `profile` (a file, "unconfined" or
    /// empty: the default) has it for what the program may do.
    void (*filter_calls)(container::Spec& spec, const std::string& profile, bool verbose) = nullptr;
};

/// Chapter 07's.
extern const Images images;
/// Chapter 09's: which system calls a container may make.
extern const Images filtered;
/// Images::filter_calls.
void filter_calls(container::Spec& spec, const std::string& profile, bool verbose);
/// Chapter 10's: an image also says how it is run, and can be built.
extern const Images building;

}  // namespace cli
