# SPDX-License-Identifier: MIT
# caught by: podman/volumes: a root that is read-only
#
# The root is never read-only.
edit 's/"readonly":true/"readonly":false/' "$@"
real "$@"
