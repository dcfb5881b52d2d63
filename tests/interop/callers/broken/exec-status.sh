# SPDX-License-Identifier: MIT
# caught by: podman/exec: the exit status of exec
# caught by: podman/health: a check that fails
# caught by: podman/user: the exit status of exec
# caught by: containerd/run: the exit status of exec
# caught by: docker/run: the exit status of exec
#
# The pid that it writes down is another process's, and so the caller hears how that one ended.
real "$@"
if [ "$verb" = exec ]; then
    sleep 0.1 >/dev/null 2>&1 &
    printf %s $! >"$(option pid-file "$@")"
fi
