# SPDX-License-Identifier: MIT
# caught by: podman/stop: kill --signal reaches the container
#
# Whatever signal is asked for, kill sends SIGKILL.
[ "$verb" != kill ] || for last; do true; done
if [ "$verb" = kill ]; then
    for word; do
        shift
        [ "$word" = "$last" ] || set -- "$@" "$word"
    done
    exec "$WORKBOOK_CALLED_RUNTIME" "$@" KILL
fi
real "$@"
