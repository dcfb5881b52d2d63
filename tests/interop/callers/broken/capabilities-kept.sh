# SPDX-License-Identifier: MIT
# caught by: podman/confined: without those that are dropped
#
# What is dropped is there.
edit 's/"CAP_CHOWN"/"CAP_NET_BIND_SERVICE",&/g' "$@"
real "$@"
