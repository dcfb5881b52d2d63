// SPDX-License-Identifier: MIT
#include "build/configure.hpp"

#include "container/signals.hpp"
#include "containerfile/ignore.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace build {
namespace {

using namespace containerfile;

bool is_port(std::string_view text) {
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() && port > 0 && port < 65536;
}

/// "80" is "80/tcp"; "7000-7002/udp" is three ports.
void add_ports(std::set<std::string>& ports, const std::string& text) {
    const auto slash = std::min(text.find('/'), text.size());
    const auto protocol = slash == text.size() ? "tcp" : text.substr(slash + 1);
    const auto numbers = text.substr(0, slash);
    const auto dash = numbers.find('-');
    const auto first = numbers.substr(0, dash);
    const auto last = dash == numbers.npos ? first : numbers.substr(dash + 1);
    if (!is_port(first) || !is_port(last) || std::stoul(first) > std::stoul(last) ||
        (protocol != "tcp" && protocol != "udp" && protocol != "sctp"))
        throw std::runtime_error{fmt::format("{} is no port: write 80, 80/udp or 7000-7010", text)};
    for (auto port = std::stoul(first); port <= std::stoul(last); ++port)
        ports.insert(fmt::format("{}/{}", port, protocol));
}

void set_variable(std::vector<std::string>& env, const std::string& name,
                  const std::string& value) {
    const auto variable = name + "=" + value;
    const auto old = std::find_if(env.begin(), env.end(), [&name](const std::string& other) {
        return other.starts_with(name + "=");
    });
    if (old == env.end())
        env.push_back(variable);
    else
        *old = variable;
}

}  // namespace

std::vector<std::string> shell(const image::Execution& config) {
    return config.shell.empty() ? std::vector<std::string>{"/bin/sh", "-c"} : config.shell;
}

std::vector<std::string> Configurator::command(const Command& command) const {
    if (command.form == Command::Form::exec) return command.words;
    auto words = shell(config_);
    words.push_back(command.words.at(0));
    return words;
}

void Configurator::operator()(const Cmd& cmd) {
    config_.cmd = command(cmd.command);
    has_own_cmd_ = true;
}

void Configurator::operator()(const Entrypoint& entrypoint) {
    config_.entrypoint = command(entrypoint.command);
    if (!has_own_cmd_) config_.cmd.clear();  // the base's was for another program
}

void Configurator::operator()(const Env& env) {
    for (const auto& [name, value] : scope_.expand(env.variables))
        set_variable(config_.env, name, value);
    scope_.set(env);
}

void Configurator::operator()(const Expose& expose) {
    for (const auto& word : expose.ports)
        for (const auto& port : scope_.expand_to_words(word))
            add_ports(config_.exposed_ports, port);
}

void Configurator::operator()(const Healthcheck& healthcheck) {
    auto json = nlohmann::json::object();
    auto test = healthcheck.command.words;
    test.insert(test.begin(), healthcheck.none                                  ? "NONE"
                              : healthcheck.command.form == Command::Form::exec ? "CMD"
                                                                                : "CMD-SHELL");
    json["Test"] = test;
    if (healthcheck.interval) json["Interval"] = healthcheck.interval->count();
    if (healthcheck.timeout) json["Timeout"] = healthcheck.timeout->count();
    if (healthcheck.start_period) json["StartPeriod"] = healthcheck.start_period->count();
    if (healthcheck.start_interval) json["StartInterval"] = healthcheck.start_interval->count();
    if (healthcheck.retries) json["Retries"] = *healthcheck.retries;
    config_.healthcheck = json.dump();
}

void Configurator::operator()(const Label& label) {
    for (const auto& [name, value] : scope_.expand(label.labels)) config_.labels[name] = value;
}

void Configurator::operator()(const Stopsignal& stop) {
    config_.stop_signal = scope_.expand(stop.signal);
    if (!container::signal_number(config_.stop_signal))
        throw ExpansionError{
            stop.signal.at,
            fmt::format("{} is no signal: write SIGTERM, or its number", config_.stop_signal)};
}

void Configurator::operator()(const Volume& volume) {
    for (const auto& path : volume.paths)
        if (const auto text = scope_.expand(path); !text.empty()) config_.volumes.insert(text);
}

void Configurator::operator()(const Workdir& workdir) {
    const auto path = scope_.expand(workdir.path);
    if (path.empty()) throw ExpansionError{workdir.path.at, "WORKDIR of an empty path"};
    const auto base = path.starts_with('/') ? path : config_.working_dir + "/" + path;
    config_.working_dir = "/" + clean_path(base);
}

}  // namespace build
