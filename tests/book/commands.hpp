// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

/// The commands that a lesson shows, and what it says they print.
namespace book {

/// One line after "$ " in a ```console block, and the lines below it.
struct Command {
    int line = 0;  ///< In the lesson.
    std::string typed;
    std::vector<std::string> shown;
};

/// All of a lesson, in order.
std::vector<Command> commands_of(const std::string& lesson);

/// A shell script that runs them one after the other, as somebody would who types them. Each
/// separator() in its output ends what one command has printed.
std::string script_of(const std::vector<Command>& commands);
std::vector<std::string> outputs_of(const std::string& printed);

/// Whether `printed` is what `shown` says: "..." stands for any characters in a line and, where it
/// is alone, for any lines. How many blanks there are in a row does not count.
bool agrees(const std::vector<std::string>& shown, const std::string& printed);

}  // namespace book
