// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/instruction.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace containerfile {

/// The comments `# KEY=VALUE` before everything else.
struct Directives {
    std::string syntax;  ///< The parser that docker would fetch. Ours is the only one here.
    std::string check;   ///< What docker's linter is to pass over.
    char escape = '\\';  ///< Or a backquote.
};

/// FROM and what follows, up to the next FROM.
struct Stage {
    Word base;         ///< "scratch", an earlier stage or an image.
    Word platform;     ///< --platform; empty if not given.
    std::string name;  ///< AS NAME, in lower case; empty if not given.
    LineRange lines;   ///< Of FROM.
    std::string text;  ///< FROM, on one line.
    std::vector<Instruction> instructions;
};

/// What is allowed, and hardly meant.
struct Warning {
    Position at;
    std::string message;
};

/// A Containerfile as a value: nothing of it is expanded, resolved or carried out.
struct Containerfile {
    std::shared_ptr<const Source> source;
    Directives directives;
    std::vector<Instruction> global_arguments;  ///< Each an Arg: the ones before the first FROM.
    std::vector<Stage> stages;                  ///< At least one.
    std::vector<Warning> warnings;

    /// The stage that `name`, or a number, stands for in stage `before`: only earlier ones count,
    /// the last of those that share a name. Nothing if it must be an image.
    std::optional<std::size_t> find_stage(std::string_view name, std::size_t before) const;
};

/// Parses `text`; errors call it `name`. Throws a ParseError.
///
/// The language is that of the Dockerfile reference, here-documents included.
Containerfile parse(std::string text, const std::string& name);

/// Parses the trigger of an ONBUILD, as a base image's config has it. Throws a ParseError.
Instruction parse_trigger(std::string text, const std::string& name, char escape = '\\');

}  // namespace containerfile
