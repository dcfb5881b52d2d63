// SPDX-License-Identifier: MIT
#pragma once

#include "container/layer.hpp"
#include "container/spec.hpp"

#include <CLI/App.hpp>

#include <functional>

/// The shell around a chapter's program: its command line, its errors, its exit status.
///
/// Exit statuses, those of docker run and of a shell:
///   the command's own · 128+N when signal N ended it · 125 the runtime failed, or cannot do what
///   was typed · 126 the command cannot be executed · 127 it was not found · 64 the exercise is
///   not written yet (EX_USAGE, sysexits(3))
namespace cli {

/// The layers of a container, made from what the command line said.
using Pipeline = container::Layers (*)(const container::Spec&);

/// What a command does, for which it may need the chapter's layers; returns the exit status.
using Action = std::function<int(Pipeline)>;

struct Images;

/// `chapterNN run [options] ROOTFS COMMAND [ARG...]`, or another command that the chapter knows:
/// parses, runs, reports. Returns the exit status of the program. Every error is one line on
/// stderr. With images, ROOTFS may be an image's name, and a normal user gets a user namespace.
int program(int chapter, const char* title, Pipeline pipeline, int argc, char* argv[],
            const Images* with = nullptr);

}  // namespace cli
