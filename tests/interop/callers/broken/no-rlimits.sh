# SPDX-License-Identifier: MIT
# caught by: podman/limits: a limit of setrlimit(2)
#
# create sets no limits of processes.
edit 's/"rlimits":\[[^]]*\]/"rlimits":[]/' "$@"
real "$@"
