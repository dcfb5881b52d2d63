# SPDX-License-Identifier: MIT
# caught by: podman/limits: memory
# caught by: containerd/run: the limit of memory
#
# create sets no limit of memory.
edit 's/"memory": *{[^}]*}/"memory":{}/' "$@"
real "$@"
