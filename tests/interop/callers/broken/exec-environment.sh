# SPDX-License-Identifier: MIT
# caught by: podman/exec: exec -e
#
# exec has the environment of the container only.
edit 's/"WORD=given"/"OTHER=x"/' "$@"
real "$@"
