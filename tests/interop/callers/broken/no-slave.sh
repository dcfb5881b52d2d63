# SPDX-License-Identifier: MIT
# caught by: podman/settings: a later mount with rslave
#
# No mount is told of what is mounted later.
edit 's/"rslave"/"rprivate"/g' "$@"
real "$@"
