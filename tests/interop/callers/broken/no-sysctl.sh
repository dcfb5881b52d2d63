# SPDX-License-Identifier: MIT
# caught by: podman/confined: a sysctl
#
# No sysctl is set.
edit 's/"sysctl":/"ignored":/' "$@"
real "$@"
