// SPDX-License-Identifier: MIT
#include "runtime/resources/changes.hpp"

#include "container/cgroup/hierarchy.hpp"
#include "sys/error.hpp"
#include "sys/file.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <string_view>

namespace runtime {
namespace {

/// A file with a line for each device that has a value of its own; what its line says of all
/// others.
struct Keyed {
    std::string_view start, otherwise;
};
constexpr std::array<Keyed, 5> all_keyed = {{
    {"io.max", "rbps=max wbps=max riops=max wiops=max"},
    {"rdma.max", "hca_handle=max hca_object=max"},
    {"blkio.throttle.", "0"},
    {"io.", "default"},
    {"blkio.", "default"},
}};

std::optional<Keyed> keyed(const std::string& name) {
    const auto* const found =
        std::find_if(all_keyed.begin(), all_keyed.end(),
                     [&name](const Keyed& one) { return name.starts_with(one.start); });
    if (found == all_keyed.end()) return std::nullopt;
    return *found;
}

/// The line of `text` that begins with `key`.
std::optional<std::string> line_of(const std::string& text, const std::string& key) {
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(key + " ")) return line;
    return std::nullopt;
}

/// What is to be written for the file to have again what `value` is about to replace.
std::string former(const std::string& name, const std::string& text, const std::string& value) {
    const auto key = value.substr(0, value.find(' '));
    if (name == "memory.oom_control") return container::cgroup::words(text).at(1);
    if (name == "net_prio.ifpriomap") return line_of(text, key).value_or(value);
    const auto rule = keyed(name);
    if (!rule) return text;
    if (key == value) return line_of(text, "default").value_or(text);  // one for all devices
    return line_of(text, key).value_or(key + " " + std::string{rule->otherwise});
}

}  // namespace

void Changes::note(const std::filesystem::path& file, const std::string& value) {
    const auto before = former(file.filename(), sys::read_file(file), value);
    undo_.emplace_back([file, before] { sys::write_file(file, before); });
}

void Changes::undo() noexcept {
    for (; !undo_.empty(); undo_.pop_back()) try {
            undo_.back()();
        } catch (const std::exception&) {  // what is wrong has been found already, and is said
        }
}

}  // namespace runtime
