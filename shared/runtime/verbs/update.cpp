// SPDX-License-Identifier: MIT
#include "runtime/command.hpp"
#include "runtime/lifecycle.hpp"
#include "runtime/resources.hpp"
#include "runtime/size.hpp"
#include "sys/file.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace runtime {
namespace {

using Json = nlohmann::json;

/// An option, and the field of `linux.resources` that it is.
struct Flag {
    enum class Kind { number, size, text };
    const char *name, *part, *field;
    Kind kind;
    const char* help;
};
using enum Flag::Kind;

constexpr std::array<Flag, 16> known_flags = {{
    {"-m,--memory", "memory", "limit", size, "bytes, 64M, ...; -1: any amount"},
    {"--memory-reservation", "memory", "reservation", size, "the same, kept when memory is short"},
    {"--memory-swap", "memory", "swap", size, "of memory and swap together"},
    {"--kernel-memory", "memory", "kernel", size, "ignored, with a warning"},
    {"--kernel-memory-tcp", "memory", "kernelTCP", size, "of what TCP keeps; cgroup v1 alone"},
    {"--cpu-share", "cpu", "shares", number, "2 to 262144; others have 1024"},
    {"--cpu-quota", "cpu", "quota", number, "microseconds per period; -1: any amount"},
    {"--cpu-period", "cpu", "period", number, "microseconds"},
    {"--cpu-burst", "cpu", "burst", number, "microseconds saved up from earlier periods"},
    {"--cpu-idle", "cpu", "idle", number, "1: only when nobody else wants the CPU"},
    {"--cpu-rt-runtime", "cpu", "realtimeRuntime", number, "microseconds per real-time period"},
    {"--cpu-rt-period", "cpu", "realtimePeriod", number, "microseconds"},
    {"--cpuset-cpus", "cpu", "cpus", text, "0-2,4"},
    {"--cpuset-mems", "cpu", "mems", text, "memory nodes"},
    {"--blkio-weight", "blockIO", "weight", number, "10 to 1000"},
    {"--pids-limit", "pids", "limit", number, "processes and threads; -1: any number"},
}};

struct UpdateOptions {
    std::string id, file, l3_cache, memory_bandwidth;
    std::vector<std::pair<Flag, std::string>> values;
};

Json value_of(const Flag& flag, const std::string& value) {
    if (flag.kind == text) return value;
    const auto number = flag.kind == size ? parse_size(value) : parse_number(value);
    if (!number)
        throw std::runtime_error{
            fmt::format("{} {}: is no {}", flag.name, value,
                        flag.kind == size ? "number of bytes, as in 67108864 or 64M" : "number")};
    return *number;
}

/// As a file of the kind that --resources takes, so that the same is checked in the same way.
std::string document(const UpdateOptions& options) {
    auto all = Json::object();
    for (const auto& [flag, value] : options.values)
        if (!value.empty()) all[flag.part][flag.field] = value_of(flag, value);
    return all.dump();
}

void refuse_rdt(const UpdateOptions& options) {
    if (options.l3_cache.empty() && options.memory_bandwidth.empty()) return;
    throw std::runtime_error{
        "--l3-cache-schema and --mem-bw-schema need intelRdt, which this runtime does not have"};
}

int update(const UpdateOptions& options, Globals& globals) {
    refuse_rdt(options);
    const bool from_file = !options.file.empty();
    const Path file = options.file == "-" ? "/dev/stdin" : options.file;
    const std::string name = from_file ? "--resources" : "update";
    const auto resources =
        oci::parse_resources(from_file ? sys::read_file(file) : document(options), name);
    std::vector<std::string> warnings;
    warn_of_ignored(resources, name + ": ", warnings);
    for (const auto& warning : warnings) globals.log.warn(warning);

    auto entry = Entry::find(globals.root, options.id);
    entry.lock();
    if (const auto now = lifecycle::status(entry); now == Status::stopped)
        throw std::runtime_error{
            fmt::format("cannot update container {}: it is {}", options.id, name_of(now))};
    limit(entry.group(), resources, name + ": ");
    return 0;
}

}  // namespace

void add_update(CLI::App& command, Action& action) {
    const auto options = std::make_shared<UpdateOptions>();
    command.add_option("ID", options->id, "of a container that lives")->required();
    command.add_option("-r,--resources", options->file,
                       "a file with linux.resources as config.json has it, or - for the standard "
                       "input; other options are ignored then");
    for (const auto& flag : known_flags) options->values.emplace_back(flag, "");
    for (auto& [flag, value] : options->values) command.add_option(flag.name, value, flag.help);
    command.add_option("--l3-cache-schema", options->l3_cache, "refused");
    command.add_option("--mem-bw-schema", options->memory_bandwidth, "refused");
    command.callback([&action, options] {
        action = [options](Globals& globals) { return update(*options, globals); };
    });
}

}  // namespace runtime
