// SPDX-License-Identifier: MIT
#pragma once

#include "runtime/entry.hpp"
#include "runtime/status.hpp"

#include <map>
#include <string>
#include <vector>

namespace runtime {

/// A container's state as the specification has it: what `state` prints, and what a hook reads from
/// its standard input. runtime.md, "State".
struct StateDocument {
    std::string id;
    Status status = Status::creating;
    pid_t pid = 0;  ///< As the host counts. 0: there is none.
    std::string bundle;
    std::map<std::string, std::string> annotations;
    // What the specification does not have, and every runtime adds.
    std::string rootfs = {}, created = {}, owner = {};
};

/// For describe(), what of it is known from the beginning: so whoever asks for the state of a
/// thousand containers reads no config.
void note_description(const container::State& state, const StateDocument& description);

/// Of a container as it is now.
StateDocument describe(const Entry& entry);

/// As JSON in one line, or with a line for each member.
std::string to_json(const StateDocument& state, bool in_lines = false);
/// An array of them, in one line.
std::string to_json(const std::vector<StateDocument>& states);

}  // namespace runtime
