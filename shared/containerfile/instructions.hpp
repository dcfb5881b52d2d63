// SPDX-License-Identifier: MIT
#pragma once

#include "containerfile/statement.hpp"

/// From a statement to its struct. Each throws a ParseError, which says how it is written.
namespace containerfile {

Add parse_add(const Statement& statement);
Arg parse_arg(const Statement& statement);
Cmd parse_cmd(const Statement& statement);
Copy parse_copy(const Statement& statement);
Entrypoint parse_entrypoint(const Statement& statement);
Env parse_env(const Statement& statement);
Expose parse_expose(const Statement& statement);
Healthcheck parse_healthcheck(const Statement& statement);
Label parse_label(const Statement& statement);
Maintainer parse_maintainer(const Statement& statement);
Onbuild parse_onbuild(const Statement& statement);
Run parse_run(const Statement& statement);
Shell parse_shell(const Statement& statement);
Stopsignal parse_stopsignal(const Statement& statement);
User parse_user(const Statement& statement);
Volume parse_volume(const Statement& statement);
Workdir parse_workdir(const Statement& statement);

Stage parse_from(const Statement& statement);
Mount parse_mount(const Statement& statement, const Word& value);

/// What is common to RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD; `usage` is said if there is none.
Command parse_command(const Statement& statement, const std::string& usage);

}  // namespace containerfile
