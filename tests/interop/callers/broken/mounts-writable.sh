# SPDX-License-Identifier: MIT
# caught by: podman/volumes: a volume that is ro
#
# No mount is read-only.
edit 's/"ro"/"rw"/g' "$@"
real "$@"
