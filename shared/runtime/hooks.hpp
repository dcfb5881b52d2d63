// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "oci/config.hpp"
#include "runtime/state_document.hpp"

#include <string>
#include <vector>

/// Programs that the config wants to be run at six moments of a container's life: config.md,
/// "POSIX-platform Hooks". Each is given the container's state on its standard input.
namespace runtime {

/// Runs them one after the other. Throws for the first that fails or takes too long; `kind` is the
/// hook's name in the config, for that message. Runs on the host or inside: the hooks do, too.
void run_hooks(const std::vector<oci::Hook>& hooks, const std::string& kind,
               const StateDocument& state);

/// The same, but the rest is run all the same, and what went wrong is returned: for those whose
/// failure changes nothing any more.
std::vector<std::string> run_all_hooks(const std::vector<oci::Hook>& hooks, const std::string& kind,
                                       const StateDocument& state);

/// prestart and createRuntime, which are the host's; and createContainer, which runs in the
/// container's namespaces, but sees the host's files.
container::Layer creation_hooks(const oci::Hooks& hooks, const StateDocument& state);

/// startContainer: inside, when the gate is open. To be put before all layers that filter.
container::Layer start_hooks(const oci::Hooks& hooks, const StateDocument& state);

}  // namespace runtime
