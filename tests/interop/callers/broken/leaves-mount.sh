# SPDX-License-Identifier: MIT
# caught by: podman/run: nothing is left behind
#
# create mounts something where its caller sees it, and nobody unmounts it.
[ "$verb" != create ] || mount -t tmpfs wrong /mnt
real "$@"
