// SPDX-License-Identifier: MIT
#pragma once

#include "runtime/layers.hpp"

namespace cli {
struct Images;
}

/// The shell around chapter 11's program: the command line that runc and crun share, so that any
/// caller may put this in their place. Exit statuses are theirs, too: 0, or the program's own with
/// `run` and `exec`, or 1 when something went wrong; 126 and 127 as in a shell.
namespace runtime {

/// `chapter11 [--root DIRECTORY] [--log FILE] ... COMMAND ...`. What none of its commands is, the
/// commands of chapters 00 to 10 are: those get `images`.
int program(const char* title, Pipeline pipeline, int argc, char* argv[],
            const cli::Images* images);

}  // namespace runtime
