# SPDX-License-Identifier: MIT
# caught by: podman/run: the exit status of a container
#
# The same for the container itself; as a pid file that is written too early may be.
real "$@"
if [ "$verb" = create ]; then
    cp "$(option pid-file "$@")" "$(option bundle "$@")/pid"
    sleep 0.3 >/dev/null 2>&1 &
    printf %s $! >"$(option pid-file "$@")"
fi
