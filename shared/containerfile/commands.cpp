// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/flags.hpp"
#include "containerfile/instructions.hpp"

/// RUN, CMD, ENTRYPOINT and SHELL.
namespace containerfile {
namespace {

std::vector<std::string> texts(const std::vector<RawWord>& words) {
    std::vector<std::string> result;
    result.reserve(words.size());
    for (const auto& word : words) result.push_back(word.text);
    return result;
}

}  // namespace

Command parse_command(const Statement& statement, const std::string& usage) {
    if (without_blanks(statement.arguments()).empty()) statement.fail(usage);
    if (const auto words = statement.json())
        return {Command::Form::exec, texts(*words), statement.documents()};
    return {Command::Form::shell,
            {std::string{without_blanks(statement.arguments())}},
            statement.documents()};
}

Run parse_run(const Statement& statement) {
    const Flags flags{statement, {{"mount", Flags::Takes::values}, {"network"}, {"security"}}};
    Run run;
    for (const auto& value : flags.words("mount"))
        run.mounts.push_back(parse_mount(statement, value));
    run.network = static_cast<Run::Network>(flags.choice("network", {"default", "none", "host"}));
    run.security = static_cast<Run::Security>(flags.choice("security", {"sandbox", "insecure"}));
    run.command = parse_command(statement, "RUN without a command: write RUN COMMAND");
    if (run.command.words.empty())
        statement.fail(statement.begin(),
                       "RUN of an empty list: write [\"PROGRAM\", \"ARGUMENT\"]");
    return run;
}

Cmd parse_cmd(const Statement& statement) {
    const Flags none{statement, {}};
    return {parse_command(statement, "CMD without a command: CMD [] takes away the one there is")};
}

Entrypoint parse_entrypoint(const Statement& statement) {
    const Flags none{statement, {}};
    return {parse_command(
        statement, "ENTRYPOINT without a command: ENTRYPOINT [] takes away the one there is")};
}

Shell parse_shell(const Statement& statement) {
    const Flags none{statement, {}};
    const auto words = statement.json();
    if (!words || words->empty())
        statement.fail(statement.begin(),
                       "SHELL takes the exec form alone: write SHELL [\"/bin/sh\", \"-c\"]");
    return {texts(*words)};
}

}  // namespace containerfile
