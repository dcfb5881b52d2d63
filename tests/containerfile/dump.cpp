// SPDX-License-Identifier: MIT
#include "dump.hpp"
#include "dump_parts.hpp"

#include <fmt/format.h>

using namespace containerfile;
using namespace parts;

namespace {

/// One line for each field that is there.
struct Fields {
    std::string text;

    void add(const std::string& name, const std::string& value) {
        text += fmt::format("      {} {}\n", name, value);
    }
    void add(const std::string& name, const Word& word) {
        if (!word.empty()) add(name, show(word));
    }
    void add(const std::string& name, const std::vector<Word>& words) {
        for (const auto& word : words) add(name, show(word));
    }
    void add(const std::string& name, bool value) {
        if (value) add(name, std::string{"yes"});
    }
    void add(const std::vector<Assignment>& assignments) {
        for (const auto& [name, value] : assignments)
            add("set", show(name) + (value ? " = " + show(*value) : " without a value"));
    }
    void add(const std::vector<HereDocument>& documents) {
        for (const auto& document : documents) add("document", show(document));
    }
    void add(const Command& command) {
        for (const auto& word : command.words)
            add(command.form == Command::Form::exec ? "exec" : "shell", quoted(word));
        add(command.documents);
        if (!command.documents.empty()) add("script", quoted(command.script()));
        add("interpreter", command.has_interpreter());
    }
    void add(const Transfer& transfer) {
        add("source", transfer.sources);
        add(transfer.documents);
        add("destination", transfer.destination);
        add("chown", transfer.chown);
        add("chmod", transfer.chmod);
        add("exclude", transfer.excludes);
        add("link", transfer.link);
    }
};

struct Dumper : Fields {
    void operator()(const Add& add_) {
        add(static_cast<const Transfer&>(add_));
        add("checksum", add_.checksum);
        add("keep-git-dir", add_.keep_git_dir);
        if (add_.unpack) add("unpack", std::string{*add_.unpack ? "true" : "false"});
    }
    void operator()(const Arg& arg) { add(arg.arguments); }
    void operator()(const Cmd& cmd) { add(cmd.command); }
    void operator()(const Copy& copy) {
        add(static_cast<const Transfer&>(copy));
        add("from", copy.from);
        add("parents", copy.parents);
    }
    void operator()(const Entrypoint& entrypoint) { add(entrypoint.command); }
    void operator()(const Env& env) { add(env.variables); }
    void operator()(const Expose& expose) { add("port", expose.ports); }
    void operator()(const Healthcheck& check) {
        add("none", check.none);
        add(check.command);
        const auto time = [&](const char* name, const auto& value) {
            if (value) add(name, fmt::format("{} ns", value->count()));
        };
        time("interval", check.interval);
        time("timeout", check.timeout);
        time("start-period", check.start_period);
        time("start-interval", check.start_interval);
        if (check.retries) add("retries", fmt::format("{}", *check.retries));
    }
    void operator()(const Label& label) { add(label.labels); }
    void operator()(const Maintainer& maintainer) { add("name", quoted(maintainer.name)); }
    void operator()(const Onbuild& onbuild) { add("trigger", quoted(onbuild.trigger)); }
    void operator()(const Run& run) {
        constexpr const char* networks[]{"default", "none", "host"};
        add(run.command);
        for (const auto& mount : run.mounts) add("mount", show(mount));
        if (run.network != Run::Network::standard)
            add("network", std::string{networks[static_cast<int>(run.network)]});
        add("insecure", run.security == Run::Security::insecure);
    }
    void operator()(const Shell& shell) {
        for (const auto& word : shell.words) add("exec", quoted(word));
    }
    void operator()(const Stopsignal& stopsignal) { add("signal", stopsignal.signal); }
    void operator()(const User& user) { add("user", user.user); }
    void operator()(const Volume& volume) { add("path", volume.paths); }
    void operator()(const Workdir& workdir) { add("path", workdir.path); }
};

}  // namespace

std::string dump(const Instruction& instruction) {
    Dumper dumper;
    std::visit(dumper, instruction.is);
    return fmt::format("  {}-{} {}\n{}", instruction.lines.first, instruction.lines.last,
                       instruction.text, dumper.text);
}

std::string dump(const Containerfile& file) {
    std::string text = fmt::format("escape {}\n", file.directives.escape);
    if (!file.directives.syntax.empty()) text += "syntax " + file.directives.syntax + "\n";
    if (!file.directives.check.empty()) text += "check " + file.directives.check + "\n";
    for (const auto& instruction : file.global_arguments) text += dump(instruction);
    for (const auto& stage : file.stages) {
        text += fmt::format("stage \"{}\" base {}", stage.name, show(stage.base));
        if (!stage.platform.empty()) text += " platform " + show(stage.platform);
        text += fmt::format("\n  {}-{} {}\n", stage.lines.first, stage.lines.last, stage.text);
        for (const auto& instruction : stage.instructions) text += dump(instruction);
    }
    for (const auto& [at, message] : file.warnings)
        text += fmt::format("warning {}:{} {}\n", at.line, at.column, message);
    return text;
}
