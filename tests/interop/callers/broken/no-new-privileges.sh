# SPDX-License-Identifier: MIT
# caught by: podman/confined: no new privileges
#
# PR_SET_NO_NEW_PRIVS is forgotten.
edit 's/"noNewPrivileges":true/"noNewPrivileges":false/' "$@"
real "$@"
