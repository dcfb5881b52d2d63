# SPDX-License-Identifier: MIT
# caught by: podman/terminal: its terminal
# caught by: containerd/run: a terminal
#
# There is no terminal, though one is asked for.
edit 's/"terminal":true/"terminal":false/' "$@"
real "$@"
