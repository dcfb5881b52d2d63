# SPDX-License-Identifier: MIT
# caught by: podman/exec: exec --user
#
# exec runs as root, whoever it is asked for.
edit 's/"uid":12,"gid":34/"uid":0,"gid":0/' "$@"
real "$@"
