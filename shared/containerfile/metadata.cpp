// SPDX-License-Identifier: MIT
#include "containerfile/blanks.hpp"
#include "containerfile/flags.hpp"
#include "containerfile/instructions.hpp"

#include <fmt/format.h>

/// The instructions that only set a field of the config, and ONBUILD.
namespace containerfile {

Expose parse_expose(const Statement& statement) {
    const Flags none{statement, {}};
    Expose expose;
    for (const auto& raw : statement.split_at_blanks()) expose.ports.push_back(statement.word(raw));
    if (expose.ports.empty())
        statement.fail("EXPOSE without a port: write EXPOSE 80 or EXPOSE 53/udp");
    return expose;
}

Maintainer parse_maintainer(const Statement& statement) {
    const Flags none{statement, {}};
    statement.warn("MAINTAINER is an old form: write LABEL org.opencontainers.image.authors=NAME");
    return {statement.argument("MAINTAINER without a name: write MAINTAINER NAME").text};
}

Onbuild parse_onbuild(const Statement& statement) {
    const Flags none{statement, {}};
    if (without_blanks(statement.arguments()).empty())
        statement.fail("ONBUILD without an instruction: write ONBUILD INSTRUCTION");
    const auto trigger = statement.trigger();
    if (trigger.name() == "ONBUILD" || trigger.name() == "FROM" || trigger.name() == "MAINTAINER")
        trigger.fail(fmt::format("{} cannot wait for another build: there is no ONBUILD {}",
                                 trigger.name(), trigger.name()));
    (void)trigger.instruction();  // what is wrong with it is better said now than then
    auto text = trigger.written();
    for (const auto& document : statement.documents())
        text += "\n" + document.content + document.name;
    return {text};
}

Stopsignal parse_stopsignal(const Statement& statement) {
    const Flags none{statement, {}};
    return {statement.argument("STOPSIGNAL without a signal: write STOPSIGNAL SIGTERM")};
}

User parse_user(const Statement& statement) {
    const Flags none{statement, {}};
    return {statement.argument("USER without a user: write USER NAME or USER UID:GID")};
}

Volume parse_volume(const Statement& statement) {
    const Flags none{statement, {}};
    const auto json = statement.json();
    Volume volume;
    for (const auto& raw : json ? *json : statement.split_at_blanks()) {
        if (without_blanks(raw.text).empty())
            statement.fail(raw.offset, "a volume without a path: write VOLUME /PATH");
        volume.paths.push_back(statement.word(raw));
    }
    if (volume.paths.empty()) statement.fail("VOLUME without a path: write VOLUME /PATH");
    return volume;
}

Workdir parse_workdir(const Statement& statement) {
    const Flags none{statement, {}};
    return {statement.argument("WORKDIR without a path: write WORKDIR /PATH")};
}

}  // namespace containerfile
