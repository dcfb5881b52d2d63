// SPDX-License-Identifier: MIT
#include "seccomp/describe.hpp"

#include <fmt/format.h>
#include <seccomp.h>
#include <sys/stat.h>
#include <sys/utsname.h>

namespace seccomp {
namespace {

using container::Seccomp;

void add(std::string& text, std::uint64_t number) {
    text += std::to_string(number);
    text += ' ';
}

/// With its length, so that no two lists of words are one text.
void add(std::string& text, const std::string& word) {
    add(text, word.size());
    text += word;
}

void add(std::string& text, const std::vector<std::string>& words) {
    add(text, words.size());
    for (const auto& word : words) add(text, word);
}

void add(std::string& text, const Seccomp::Action& action) {
    add(text, static_cast<std::uint64_t>(action.kind));
    add(text, action.number);
}

}  // namespace

std::string describe(const Seccomp& profile) {
    std::string text;
    add(text, profile.default_action);
    add(text, profile.architectures);
    add(text, profile.flags);
    for (const auto& rule : profile.syscalls) {
        add(text, rule.names);
        add(text, rule.action);
        add(text, rule.args.size());
        for (const auto& argument : rule.args)
            for (const std::uint64_t number :
                 {std::uint64_t{argument.index}, static_cast<std::uint64_t>(argument.op),
                  argument.value, argument.value_two})
                add(text, number);
    }
    return text;
}

std::string describe_maker() {
    struct stat own {};
    ::stat("/proc/self/exe", &own);
    utsname kernel{};
    ::uname(&kernel);
    const auto* library = ::seccomp_version();
    return fmt::format("1 {}:{} {} {}.{} libseccomp {}.{}.{} {} {} {}\n", own.st_dev, own.st_ino,
                       own.st_size, own.st_ctim.tv_sec, own.st_ctim.tv_nsec, library->major,
                       library->minor, library->micro, kernel.release, kernel.version,
                       kernel.machine);
}

}  // namespace seccomp
