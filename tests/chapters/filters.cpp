// SPDX-License-Identifier: MIT
#include "chapters/filters.hpp"

#include "chapters/users.hpp"
#include "support/seed.hpp"
#include "support/spawn.hpp"
#include "support/verdict.hpp"

#include <fmt/format.h>
#include <sys/syscall.h>

#include <algorithm>

namespace support {
namespace {

std::string joined(const std::vector<std::string>& words, const std::string& between = ", ") {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

/// "a,b" as "\"a\", \"b\"".
std::string quoted_names(const std::string& names) {
    std::string text = "\"";
    for (const char c : names) text += c == ',' ? std::string{"\", \""} : std::string{c};
    return text + "\"";
}

/// "ERRNO 77" as the members that say it.
std::string members(const std::string& key, const std::string& number_key,
                    const std::string& action) {
    const auto space = action.find(' ');
    const auto word = fmt::format(R"("{}": "SCMP_ACT_{}")", key, action.substr(0, space));
    if (space == std::string::npos) return word;
    return fmt::format(R"({}, "{}": {})", word, number_key, action.substr(space + 1));
}

std::string without_newline(std::string text) {
    if (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

Words question(const std::string& door, long number, const Words& args) {
    Words words{"call", door, std::to_string(number)};
    words.insert(words.end(), args.begin(), args.end());
    return words;
}

}  // namespace

long Harmless::number(const std::string& door) {
    return door == "x86" ? 159 : SYS_sched_get_priority_max;
}

std::string compared(unsigned index, const std::string& op, std::uint64_t value,
                     std::uint64_t value_two) {
    return fmt::format(R"({{"index": {}, "op": "SCMP_CMP_{}", "value": {}, "valueTwo": {}}})",
                       index, op, value, value_two);
}

std::string rule(const std::string& names, const std::string& action, const std::string& more) {
    return fmt::format(R"({{"names": [{}], {}{}{}}})", quoted_names(names),
                       members("action", "errnoRet", action), more.empty() ? "" : ", ", more);
}

std::string rule_if(const std::string& names, const std::string& action,
                    const std::vector<std::string>& args) {
    return rule(names, action, fmt::format(R"("args": [{}])", joined(args)));
}

std::string bare_profile(const std::string& default_action, const std::vector<std::string>& rules,
                         const std::string& more) {
    return fmt::format("{{{}{}{},\n\"syscalls\": [{}]}}\n",
                       members("defaultAction", "defaultErrnoRet", default_action),
                       more.empty() ? "" : ",\n", more, joined(rules, ",\n"));
}

std::string profile(const std::string& default_action, const std::vector<std::string>& rules,
                    const std::string& more) {
    const std::string doors =
        R"("architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"])";
    return bare_profile(default_action, rules, doors + (more.empty() ? "" : ",\n" + more));
}

Words with_profile(const Box& box, const std::string& text) {
    const auto file = box.directory() / (random_word() + ".json");
    write_file(file, text);
    return offline({"--security-opt", "seccomp=" + file.native()});
}

Words unconfined() {
    return offline({"--security-opt", "seccomp=unconfined"});
}

std::string call(Probe& probe, const std::string& door, long number, const Words& args) {
    return without_newline(probe.ask(question(door, number, args)));
}

std::string call_with(Box& box, const Words& options, const std::string& door, long number,
                      const Words& args) {
    auto words = question(door, number, args);
    words.insert(words.begin(), "/bin/probe");
    return without_newline(box.output(words, options));
}

void require_door(const std::string& door) {
    const Words line{host_probe(), "call", door, std::to_string(Harmless::number(door)), "1"};
    const auto said = run_tool(line);
    if (said.exit_status != 0) throw Skipped{"this machine is not x86-64: " + said.output};
    if (door == "x86" && without_newline(said.output) != Harmless::natural)
        throw Skipped{"this kernel has no system calls of 32-bit programs: " + said.output};
}

int filters_of(const std::string& status) {
    if (status_in(status, "Seccomp") != "2") return 0;
    return std::stoi(status_in(status, "Seccomp_filters"));
}

void expect_refused(Box& box, const Words& options, const Words& parts) {
    const auto outcome = box.run({options, {"/bin/echo", "ran"}});
    const auto what = command_line(options);
    expect_equal(what + ": the exit status", outcome.exit_status, 125);
    for (const auto& part : parts) expect_contains(what + ": stderr", outcome.err, part);
    expect(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1,
           what + ": stderr is " + outcome.err, "one line");
    expect_equal(what + ": stdout", outcome.out, "");
    expect_equal(what + ": what is left behind", outcome.left, "");
}

}  // namespace support
