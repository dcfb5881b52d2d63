// SPDX-License-Identifier: MIT
#pragma once

#include "cli/userns_option.hpp"
#include "container/spec.hpp"
#include "container/state.hpp"

#include <CLI/App.hpp>

#include <optional>
#include <string>
#include <vector>

/// What chapter 08 adds to `run`. Most of it can only be understood once the file system is known
/// that the container will have.
namespace cli {

/// What was typed.
struct UserOptions {
    std::string user;  ///< "USER[:GROUP]"; empty: what an image says, or else root.
    std::vector<std::string> groups;
    std::string userns;          ///< As typed.
    UsernsOption userns_option;  ///< What that comes down to.
    std::vector<std::string> cap_add, cap_drop;
    std::optional<bool> no_new_privileges;
    std::string seccomp;  ///< From chapter 09 on: a profile's file, or "unconfined".
    bool privileged = false;
};

/// What chapter 08 adds to the shell.
struct Users {
    /// Adds the options to `run`, which both `spec` and `options` must outlive.
    void (*add_options)(CLI::App& run, container::Spec& spec, UserOptions& options);
    /// Fills in whom the program acts as, and what it may do. `image_user` is whom its image wants;
    /// `is_user` says that a normal user has called us.
    void (*settle_process)(container::Spec& spec, UserOptions& options,
                           const std::string& image_user, bool is_user);
    /// Fills in the user namespace, and lets the layers look where the container's root can. The
    /// container must have its state, in which its ids are noted.
    void (*settle_namespace)(container::Spec& spec, const UserOptions& options,
                             const container::State& state);
};
extern const Users users;

/// Users::settle_namespace.
void settle_namespace(container::Spec& spec, const UserOptions& options,
                      const container::State& state);

}  // namespace cli
