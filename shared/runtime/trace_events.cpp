// SPDX-License-Identifier: MIT
#include "runtime/trace.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace runtime {
namespace {

namespace trace = sys::trace;

constexpr std::array<const char*, 4> categories{"step", "moment", "call", "wait"};

/// A name that was cut off may have lost a half of its last character.
std::string quoted(const std::string& text) {
    using Json = nlohmann::json;
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string name_of(const trace::Note& note) {
    const std::string name = note.name.data();
    return note.kind == trace::Kind::moment ? name + "." + note.object.data() : name;
}

/// X: with its duration. B: it has begun, and no end was seen.
std::string event(const trace::Note& note, pid_t pid) {
    const bool ended = note.end != 0;
    auto text =
        fmt::format(R"({{"ph":"{}","cat":"{}","name":{},"pid":{},"tid":{},"ts":{:.3f})",
                    ended ? "X" : "B", categories.at(static_cast<std::size_t>(note.kind)),
                    quoted(name_of(note)), pid, pid, static_cast<double>(note.begin) / 1000);
    if (ended) text += fmt::format(R"(,"dur":{:.3f})", double(note.end - note.begin) / 1000);
    if (note.kind != trace::Kind::moment && note.object[0] != '\0')
        text += fmt::format(R"(,"args":{{"on":{}}})", quoted(note.object.data()));
    return text + "}";
}

std::string named(const trace::Process& process) {
    return fmt::format(
        R"({{"ph":"M","name":"process_name","pid":{},"tid":{},"args":{{"name":{}}}}})", process.pid,
        process.pid, quoted(process.name.data()));
}

}  // namespace

std::string as_events(const trace::Notes& notes) {
    std::string text;
    const auto add = [&text](const std::string& line) {
        text += (text.empty() ? "" : ",\n") + line;
    };
    std::set<std::uint32_t> seen;
    for (std::uint32_t i = 0; i < notes.count; ++i) {
        const auto& note = notes.notes[i];
        const auto& process = notes.processes[note.process];
        if (seen.insert(note.process).second) add(named(process));
        if (note.begin != 0) add(event(note, process.pid));
    }
    return text;
}

}  // namespace runtime
