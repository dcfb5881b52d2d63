# SPDX-License-Identifier: MIT
# caught by: podman/confined: the filter of system calls
# caught by: docker/run: the filter of system calls
#
# There is no filter of system calls.
edit 's/"seccomp":/"ignored":/' "$@"
real "$@"
