# SPDX-License-Identifier: MIT
# caught by: podman/run: nothing is left behind
#
# delete forgets a file in the directory of states.
real "$@"
[ "$verb" != delete ] || mkdir -p /run/wrong
[ "$verb" != delete ] || : >/run/wrong/state
