# SPDX-License-Identifier: MIT
# caught by: containerd/tasks: ps names the first process
#
# ps knows no process.
if [ "$verb" = ps ]; then
    echo '[]'
    exit
fi
real "$@"
