// SPDX-License-Identifier: MIT
#include "containerfile/instructions.hpp"

#include <fmt/format.h>

#include <map>

namespace containerfile {
namespace {

using Value = decltype(Instruction::is);
using Parser = Value (*)(const Statement&);

template <auto parse>
Value parsed(const Statement& statement) {
    return parse(statement);
}

const std::map<std::string, Parser>& parsers() {
    static const std::map<std::string, Parser> all{
        {"ADD", parsed<parse_add>},
        {"ARG", parsed<parse_arg>},
        {"CMD", parsed<parse_cmd>},
        {"COPY", parsed<parse_copy>},
        {"ENTRYPOINT", parsed<parse_entrypoint>},
        {"ENV", parsed<parse_env>},
        {"EXPOSE", parsed<parse_expose>},
        {"HEALTHCHECK", parsed<parse_healthcheck>},
        {"LABEL", parsed<parse_label>},
        {"MAINTAINER", parsed<parse_maintainer>},
        {"ONBUILD", parsed<parse_onbuild>},
        {"RUN", parsed<parse_run>},
        {"SHELL", parsed<parse_shell>},
        {"STOPSIGNAL", parsed<parse_stopsignal>},
        {"USER", parsed<parse_user>},
        {"VOLUME", parsed<parse_volume>},
        {"WORKDIR", parsed<parse_workdir>},
    };
    return all;
}

/// The name in an error's message: no more of it than is readable.
std::string shortened(const std::string& name) {
    constexpr std::size_t longest = 30;
    return name.size() > longest ? name.substr(0, longest) + "..." : name;
}

}  // namespace

Instruction Statement::instruction() const {
    const auto found = parsers().find(name_);
    if (found == parsers().end()) {
        std::vector<std::string> names{"FROM"};
        for (const auto& [name, parser] : parsers()) names.push_back(name);
        const auto meant = likely(name_, names);
        fail(fmt::format("there is no instruction {}{}",
                         shortened(std::string{text().substr(start_, name_.size())}),
                         !meant.empty() ? meant
                                        : fmt::format(": if it continues the line above, that one "
                                                      "must end with {}",
                                                      escape_)));
    }
    auto value = found->second(*this);
    return {source_, lines_, written(), std::move(value)};
}

}  // namespace containerfile
