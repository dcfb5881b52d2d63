// SPDX-License-Identifier: MIT
// caught by: 00.path
// A name is looked up in the PATH of whoever called us, as execvp(3) does.
#include "container/command_error.hpp"
#include "reference.hpp"

#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace container {

void layers::execute(const Process& process) {
    Process found = process;
    auto& name = found.args[0];
    std::istringstream path{std::getenv("PATH")};
    for (std::string directory; name.find('/') == std::string::npos;) {
        if (!std::getline(path, directory, ':'))
            throw CommandError{CommandError::not_found, name + ": not found"};
        if (std::filesystem::exists(directory + "/" + name)) name = directory + "/" + name;
    }
    reference::execute(found);
}

}  // namespace container
