// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include "cli/device_options.hpp"
#include "cli/limits.hpp"
#include "cli/mount_options.hpp"
#include "cli/network_options.hpp"
#include "cli/resource_options.hpp"
#include "cli/usage_error.hpp"

#include <array>
#include <cstdlib>

namespace cli {
namespace {

using container::Spec;

/// docker's form: NAME=VALUE, or NAME alone for the caller's value, if there is one.
void add_variable(std::vector<std::string>& env, const std::string& text) {
    const auto name = text.substr(0, text.find('='));
    if (name.empty()) throw UsageError{"-e " + text + ": write NAME=VALUE"};
    std::erase_if(env, [&](const std::string& other) { return other.starts_with(name + "="); });
    if (text.size() > name.size())
        env.push_back(text);
    else if (const char* value = std::getenv(name.c_str()))
        env.push_back(name + "=" + value);
}

void env(CLI::App& run, Spec& spec) {
    run.add_option_function<std::vector<std::string>>(
           "-e,--env",
           [&spec](const std::vector<std::string>& all) {
               for (const auto& text : all) add_variable(spec.process.env, text);
           },
           "NAME=VALUE, or NAME for the caller's value; may be repeated")
        ->allow_extra_args(false);
}

void workdir(CLI::App& run, Spec& spec) {
    run.add_option("-w,--workdir", spec.process.cwd, "directory the command starts in");
}

void interactive(CLI::App& run, Spec&) {
    run.add_flag_callback(
        "-i,--interactive", [] {}, "accepted for docker's sake: stdin is always passed on");
}

void init(CLI::App& run, Spec& spec) {
    run.add_flag("--init", spec.pid.init, "PID 1 reaps orphans and hands signals on");
}

void names(CLI::App& run, Spec& spec) {
    run.add_option("--hostname", spec.uts.hostname, "the name the container sees");
    run.add_option("--domainname", spec.uts.domainname, "its NIS domain name");
}

void ipc(CLI::App& run, Spec& spec) {
    run.add_option_function<std::string>(
           "--ipc", [&spec](const std::string& mode) { spec.uts.host_ipc = mode == "host"; },
           "private (default) or host")
        ->check(CLI::IsMember({"private", "host"}));
}

void mounts(CLI::App& run, Spec& spec) {
    run.add_option_function<std::vector<std::string>>(
           "-v,--volume",
           [&spec](const std::vector<std::string>& all) {
               for (const auto& text : all) spec.filesystem.mounts.push_back(parse_volume(text));
           },
           "SOURCE:DESTINATION[:ro,rprivate,...]; may be repeated")
        ->allow_extra_args(false);
    run.add_option_function<std::vector<std::string>>(
           "--tmpfs",
           [&spec](const std::vector<std::string>& all) {
               for (const auto& text : all) spec.filesystem.mounts.push_back(parse_tmpfs(text));
           },
           "DESTINATION[:size=64m,mode=755,...]; may be repeated")
        ->allow_extra_args(false);
    run.add_flag("--read-only", spec.filesystem.readonly_root, "the rootfs cannot be written to");
}

void terminal(CLI::App& run, Spec& spec) {
    run.add_flag("-t,--tty", spec.filesystem.terminal, "a terminal of the container's own");
}

void name(CLI::App& run, Spec& spec) {
    run.add_option("--name", spec.name, "what the host calls the container (default: a new name)");
}

/// An option that may be repeated; `take` gets each value.
template <typename Take>
void add_repeated(CLI::App& run, const char* names, Take take, const char* help) {
    run.add_option_function<std::vector<std::string>>(
           names,
           [take](const std::vector<std::string>& all) {
               for (const auto& text : all) take(text);
           },
           help)
        ->allow_extra_args(false);
}

void network(CLI::App& run, Spec& spec) {
    auto& network = spec.network;
    const auto& mode = *run.add_option_function<std::string>(
        "--network", [&network](const std::string& text) { parse_network(text, network); },
        "bridge (default), none, host, container:NAME or pasta");
    run.add_flag("--internal", network.internal, "reach other containers only, nothing outside");
    run.add_option("--subnet", network.subnet, "of the bridge's first container: 10.88.0.0/24");
    run.add_option_function<std::string>(
        "--ip",
        [&](const std::string& text) { network.address = parse_address("--ip", text, false); },
        "the container's IPv4 address");
    run.add_option_function<std::string>(
        "--mac-address",
        [&](const std::string& text) { network.mac_address = parse_mac_address(text); },
        "of the container's eth0");
    run.final_callback([&] {
        if (mode.count() == 0) network.mode = default_network_mode();
        check_network(network);
    });
}

void ports(CLI::App& run, Spec& spec) {
    auto& ports = spec.network.ports;
    add_repeated(
        run, "-p,--publish", [&](const std::string& text) { ports.push_back(parse_port(text)); },
        "[ADDRESS:]HOST:CONTAINER[/udp]: a port of the host leads to the container's");
}

void host_names(CLI::App& run, Spec& spec) {
    auto& network = spec.network;
    add_repeated(
        run, "--dns",
        [&](const std::string& text) { network.dns.push_back(parse_address("--dns", text, true)); },
        "a name server, instead of the host's; may be repeated");
    add_repeated(
        run, "--add-host",
        [&](const std::string& text) { network.extra_hosts.push_back(parse_host_entry(text)); },
        "NAME:ADDRESS for /etc/hosts, or NAME:host-gateway; may be repeated");
}

void resources(CLI::App& run, Spec& spec) {
    auto& resources = spec.resources;
    add_limits(run, resources);
    run.add_option_function<std::string>(
        "--oom-score-adj",
        [&](const std::string& text) { resources.oom_score_adj = parse_oom_score(text); },
        "-1000 to 1000: who has more is killed first when memory is short");
    add_repeated(
        run, "--cgroup-conf",
        [&](const std::string& text) { resources.unified.push_back(parse_setting(text)); },
        "FILE=VALUE, any other limit of cgroup v2; may be repeated");
}

void devices(CLI::App& run, Spec& spec) {
    add_repeated(
        run, "--device", [&](const std::string& text) { add_device(text, spec); },
        "HOST[:CONTAINER][:rwm]: a device of the host; may be repeated");
    add_repeated(
        run, "--device-cgroup-rule",
        [&](const std::string& text) { spec.resources.devices.push_back(parse_device_rule(text)); },
        "\"c 10:200 rwm\": allow devices by number; may be repeated");
}

void keep(CLI::App& run, Spec& spec) {
    auto& flag = *run.add_flag("--keep", spec.overlay.keep,
                               "keep what the container changes, for diff and commit");
    run.add_flag_callback(
           "--rm", [] {}, "forget what it changes (the default)")
        ->excludes(&flag);
}

/// The one table of options: which chapter brings which.
struct Row {
    int since;
    void (*add)(CLI::App&, Spec&);
};
constexpr std::array<Row, 15> rows = {{
    {0, env},
    {0, workdir},
    {0, interactive},
    {2, init},
    {3, names},
    {3, ipc},
    {4, mounts},
    {4, terminal},
    {5, name},
    {5, network},
    {5, ports},
    {5, host_names},
    {6, resources},
    {6, devices},
    {7, keep},
}};

}  // namespace

void add_options(CLI::App& run, int chapter, Spec& spec) {
    for (const auto& row : rows)
        if (row.since <= chapter) row.add(run, spec);
}

}  // namespace cli
