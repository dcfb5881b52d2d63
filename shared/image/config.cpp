// SPDX-License-Identifier: MIT
#include "image/config.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace image {
namespace {

using nlohmann::json;

/// A number has no elements, and nlohmann's loops would take it for one: these throw instead.
const json& object_in(const json& value) {
    static_cast<void>(value.get_ref<const json::object_t&>());
    return value;
}
const json::array_t& array_in(const json& value) {
    return value.get_ref<const json::array_t&>();
}

/// Go writes an empty list as null.
template <typename Value>
void read(const json& object, const char* name, Value& value) {
    if (object.contains(name) && !object[name].is_null()) object[name].get_to(value);
}

/// A set is written as an object whose members are empty.
void read(const json& object, const char* name, std::set<std::string>& value) {
    if (!object.contains(name) || object[name].is_null()) return;
    for (const auto& member : object_in(object[name]).items()) value.insert(member.key());
}

template <typename Value>
void write(json& object, const char* name, const Value& value) {
    if (!value.empty()) object[name] = value;
}

void write(json& object, const char* name, const std::set<std::string>& value) {
    for (const auto& member : value) object[name][member] = json::object();
}

Execution parse_execution(const json& object) {
    Execution execution;
    read(object, "User", execution.user);
    read(object, "WorkingDir", execution.working_dir);
    read(object, "StopSignal", execution.stop_signal);
    read(object, "Env", execution.env);
    read(object, "Entrypoint", execution.entrypoint);
    read(object, "Cmd", execution.cmd);
    read(object, "ExposedPorts", execution.exposed_ports);
    read(object, "Volumes", execution.volumes);
    read(object, "Labels", execution.labels);
    read(object, "Shell", execution.shell);
    read(object, "OnBuild", execution.on_build);
    if (object.contains("Healthcheck") && !object["Healthcheck"].is_null())
        execution.healthcheck = object["Healthcheck"].dump();
    return execution;
}

json to_json(const Execution& execution) {
    json object = json::object();
    write(object, "User", execution.user);
    write(object, "WorkingDir", execution.working_dir);
    write(object, "StopSignal", execution.stop_signal);
    write(object, "Env", execution.env);
    write(object, "Entrypoint", execution.entrypoint);
    write(object, "Cmd", execution.cmd);
    write(object, "ExposedPorts", execution.exposed_ports);
    write(object, "Volumes", execution.volumes);
    write(object, "Labels", execution.labels);
    write(object, "Shell", execution.shell);
    write(object, "OnBuild", execution.on_build);
    if (!execution.healthcheck.empty()) object["Healthcheck"] = json::parse(execution.healthcheck);
    return object;
}

History parse_history(const json& object) {
    History history;
    read(object, "created", history.created);
    read(object, "created_by", history.created_by);
    read(object, "comment", history.comment);
    read(object, "empty_layer", history.empty_layer);
    return history;
}

json to_json(const History& history) {
    json object = json::object();
    write(object, "created", history.created);
    write(object, "created_by", history.created_by);
    write(object, "comment", history.comment);
    if (history.empty_layer) object["empty_layer"] = true;
    return object;
}

}  // namespace

Config parse_config(const std::string& text) try {
    const auto object = json::parse(text);
    Config config;
    config.platform.os = object.value("os", "");
    config.platform.architecture = object.value("architecture", "");
    config.platform.variant = object.value("variant", "");
    read(object, "created", config.created);
    read(object, "author", config.author);
    if (object.contains("config") && !object["config"].is_null())
        config.execution = parse_execution(object_in(object["config"]));
    for (const auto& diff_id : array_in(object.at("rootfs").at("diff_ids")))
        config.diff_ids.push_back(Digest::parse(diff_id.get<std::string>()));
    if (object.contains("history") && !object["history"].is_null())
        for (const auto& step : array_in(object["history"]))
            config.history.push_back(parse_history(object_in(step)));
    return config;
} catch (const json::exception& e) {
    throw std::runtime_error{
        fmt::format("an image's configuration is not as it should be: {}", e.what())};
}

std::string to_text(const Config& config) {
    json object{{"os", config.platform.os}, {"architecture", config.platform.architecture}};
    write(object, "variant", config.platform.variant);
    write(object, "created", config.created);
    write(object, "author", config.author);
    object["config"] = to_json(config.execution);
    object["rootfs"] = {{"type", "layers"}, {"diff_ids", json::array()}};
    for (const auto& diff_id : config.diff_ids)
        object["rootfs"]["diff_ids"].push_back(diff_id.text());
    for (const auto& step : config.history) object["history"].push_back(to_json(step));
    return object.dump();
}

std::vector<Digest> chain_ids(const std::vector<Digest>& diff_ids) {
    std::vector<Digest> chain;
    for (const auto& diff_id : diff_ids)
        chain.push_back(chain.empty() ? diff_id
                                      : Digest::of(chain.back().text() + " " + diff_id.text()));
    return chain;
}

}  // namespace image
