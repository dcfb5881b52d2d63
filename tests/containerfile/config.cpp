// SPDX-License-Identifier: MIT
#include "config.hpp"
#include "containerfile/ignore.hpp"

#include <nlohmann/json.hpp>

using namespace containerfile;
using nlohmann::json;

namespace {

/// What one stage has come to.
struct Image {
    explicit Image(Scope first) : scope{std::move(first)} {}

    Scope scope;
    json config = json::object();
    std::vector<std::string> env;  ///< The names, in order: Scope's are sorted.
    bool has_cmd = false;          ///< In this stage.
    std::vector<std::string> shell{"/bin/sh", "-c"};

    json command(const Command& command) const {
        if (command.form == Command::Form::exec) return command.words;
        json words = shell;
        words.push_back(command.script());
        return words;
    }

    void operator()(const Arg& arg) { scope.declare(arg); }
    void operator()(const Env& variables) {
        for (const auto& variable : variables.variables) set(scope.expand(variable.name));
        scope.set(variables);
    }
    void operator()(const Label& label) {
        for (const auto& [name, value] : scope.expand(label.labels)) config["Labels"][name] = value;
    }
    void operator()(const Workdir& workdir) {
        const auto path = scope.expand(workdir.path);
        const auto base = path.starts_with('/') ? "" : config.value("WorkingDir", "") + "/";
        config["WorkingDir"] = "/" + clean_path(base + path);
    }
    void operator()(const User& user) { config["User"] = scope.expand(user.user); }
    void operator()(const Stopsignal& stop) { config["StopSignal"] = scope.expand(stop.signal); }
    void operator()(const Expose& expose) {
        for (const auto& word : expose.ports)
            for (const auto& port : scope.expand_to_words(word))
                config["ExposedPorts"]
                      [port.find('/') == std::string_view::npos ? port + "/tcp" : port] =
                          json::object();
    }
    void operator()(const Volume& volume) {
        for (const auto& path : volume.paths)
            config["Volumes"][scope.expand(path)] = json::object();
    }
    void operator()(const Shell& words) { config["Shell"] = shell = words.words; }
    void operator()(const Cmd& cmd) {
        config["Cmd"] = command(cmd.command);
        has_cmd = true;
    }
    void operator()(const Entrypoint& entrypoint) {
        config["Entrypoint"] = command(entrypoint.command);
        if (!has_cmd) config.erase("Cmd");  // a base's, that is for its own entry point
    }
    void operator()(const Onbuild& onbuild) { config["OnBuild"].push_back(onbuild.trigger); }
    void operator()(const Healthcheck& check) {
        auto& health = config["Healthcheck"] = json::object();
        health["Test"] = json::array({"NONE"});
        if (check.none) return;
        const bool is_exec = check.command.form == Command::Form::exec;
        health["Test"] = json::array({is_exec ? "CMD" : "CMD-SHELL"});
        for (const auto& word : check.command.words) health["Test"].push_back(word);
        if (check.interval) health["Interval"] = check.interval->count();
        if (check.timeout) health["Timeout"] = check.timeout->count();
        if (check.start_period) health["StartPeriod"] = check.start_period->count();
        if (check.retries) health["Retries"] = *check.retries;
    }
    void operator()(const auto&) { throw std::logic_error{"this has no place in a config"}; }

    void set(const std::string& name) {
        if (std::find(env.begin(), env.end(), name) == env.end()) env.push_back(name);
    }
    json finished() const {
        auto result = config;
        result["Env"] = json::array();
        for (const auto& name : env)
            result["Env"].push_back(name + "=" + scope.env().find(name)->second);
        return result;
    }
};

}  // namespace

json config_of(const Containerfile& file, const Variables& given) {
    Scope global{file.directives.escape, given, {}};
    for (const auto& instruction : file.global_arguments)
        global.declare(std::get<Arg>(instruction.is));
    std::vector<Image> images;
    for (std::size_t i = 0; i < file.stages.size(); ++i) {
        const auto base = file.find_stage(global.expand(file.stages[i].base), i);
        images.push_back(base ? images[*base] : Image{global.stage()});
        images.back().has_cmd = false;
        for (const auto& instruction : file.stages[i].instructions)
            std::visit(images.back(), instruction.is);
    }
    return images.back().finished();
}
