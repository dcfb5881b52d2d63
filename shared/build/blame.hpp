// SPDX-License-Identifier: MIT
#pragma once

#include "container/todo.hpp"
#include "containerfile/expand.hpp"
#include "containerfile/instruction.hpp"

#include <stdexcept>

namespace build {

/// Does what `instruction` is about; what goes wrong is thrown as an error that shows it.
template <typename Action>
auto blame(const containerfile::Instruction& instruction, Action action) try {
    return action();
} catch (const containerfile::ParseError&) {
    throw;
} catch (const container::NotWritten&) {
    throw;
} catch (const containerfile::ExpansionError& e) {
    throw instruction.error(e.at, e.what());
} catch (const std::exception& e) {
    throw instruction.error({instruction.lines.first, 1}, e.what());
}

}  // namespace build
