# SPDX-License-Identifier: MIT
# caught by: podman/settings: the umask
#
# The umask is the caller's, or 022.
edit 's/"umask":[0-9]*/"umask":18/' "$@"
real "$@"
