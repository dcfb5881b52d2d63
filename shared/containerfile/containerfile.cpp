// SPDX-License-Identifier: MIT
#include "containerfile/containerfile.hpp"
#include "containerfile/blanks.hpp"
#include "containerfile/instructions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace containerfile {
namespace {

void add(Containerfile& file, const Statement& statement) {
    if (statement.name() == "FROM") {
        auto stage = parse_from(statement);
        if (!stage.name.empty() && file.find_stage(stage.name, file.stages.size()))
            statement.warn(fmt::format("a second stage {}: from here on, it is the one that counts",
                                       stage.name));
        file.stages.push_back(std::move(stage));
        return;
    }
    auto instruction = statement.instruction();
    if (!file.stages.empty())
        file.stages.back().instructions.push_back(std::move(instruction));
    else if (statement.name() == "ARG")
        file.global_arguments.push_back(std::move(instruction));
    else
        statement.fail("before the first FROM there may only be ARG: begin with FROM IMAGE");
}

/// Refuses --from=NAME if NAME can only mean this stage or a later one.
void check_from(const Containerfile& file, const Word& from, std::size_t stage) {
    if (from.empty() || file.find_stage(from.text, stage)) return;
    const bool is_number = std::all_of(from.text.begin(), from.text.end(), is_digit);
    if (is_number || file.find_stage(from.text, file.stages.size()))
        throw ParseError{*file.source, from.at,
                         fmt::format("{} is no earlier stage: move its FROM above this one",
                                     is_number ? "stage " + from.text : from.text)};
}

void check_stages(const Containerfile& file) {
    for (std::size_t i = 0; i < file.stages.size(); ++i) {
        for (const auto& instruction : file.stages[i].instructions) {
            if (const auto* copy = std::get_if<Copy>(&instruction.is))
                check_from(file, copy->from, i);
            if (const auto* run = std::get_if<Run>(&instruction.is))
                for (const auto& mount : run->mounts) check_from(file, mount.from, i);
        }
    }
}

}  // namespace

Containerfile parse(std::string text, const std::string& name) {
    Containerfile file;
    file.source = std::make_shared<const Source>(name, std::move(text));
    file.directives = read_directives(*file.source);
    LineReader lines{*file.source, file.directives.escape};
    for (LogicalLine line; lines.next(line);) {
        Statement statement{file.source, line, file.directives.escape, file.warnings};
        statement.read_documents(lines);
        add(file, statement);
    }
    if (file.stages.empty())
        throw ParseError{*file.source,
                         {std::max<std::size_t>(file.source->lines(), 1), 1},
                         "there is no FROM: begin with FROM IMAGE or FROM scratch"};
    check_stages(file);
    return file;
}

Instruction parse_trigger(std::string text, const std::string& name, char escape) {
    const auto source = std::make_shared<const Source>(name, std::move(text));
    LineReader lines{*source, escape};
    LogicalLine line, second;
    if (!lines.next(line)) throw ParseError{*source, {}, "an empty trigger"};
    std::vector<Warning> warnings;
    Statement statement{source, line, escape, warnings};
    statement.read_documents(lines);
    if (lines.next(second))
        throw ParseError{*source, second.pieces.front().at, "a trigger is one instruction"};
    return statement.instruction();
}

}  // namespace containerfile
