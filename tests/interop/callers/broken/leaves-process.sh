# SPDX-License-Identifier: MIT
# caught by: podman/run: nothing is left behind
#
# start leaves a process of the runtime's own in the machine.
[ "$verb" != start ] || setsid tail -f /dev/null >/dev/null 2>&1 &
real "$@"
