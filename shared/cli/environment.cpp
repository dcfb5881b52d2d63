// SPDX-License-Identifier: MIT
#include "cli/environment.hpp"

#include <unistd.h>

#include <algorithm>

namespace cli {
namespace {

/// The name inside: until chapter 03 that is the host's.
std::string hostname(const container::Spec& spec, int chapter) {
    if (chapter >= 3) return spec.uts.hostname;
    char host[65] = {};
    ::gethostname(host, sizeof host - 1);
    return host;
}

}  // namespace

bool has_variable(const std::vector<std::string>& env, const std::string& name) {
    return std::any_of(env.begin(), env.end(), [&name](const std::string& variable) {
        return variable.starts_with(name + "=");
    });
}

void add_default_variables(container::Spec& spec, int chapter) {
    auto& given = spec.process.env;
    std::vector<std::string> env;
    const auto add = [&](const std::string& name, const std::string& value) {
        if (!has_variable(given, name)) env.push_back(name + "=" + value);
    };
    add("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    add("HOME", "/root");
    add("TERM", "xterm");
    env.insert(env.end(), given.begin(), given.end());
    add("HOSTNAME", hostname(spec, chapter));
    given = std::move(env);
}

}  // namespace cli
