# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# podman healthcheck run: an exec whose exit status is the container's health.
. "$1/common.sh"
. "$1/podman.sh"
as_root
start_idle checked --health-cmd 'test -e /tmp/well' --health-interval disable --health-retries 1

health() { podman inspect --format '{{.State.Health.Status}}' checked; }

check_status 'a check that fails' 1 podman healthcheck run checked
check 'then the container is unhealthy' "$(health)" unhealthy
podman exec checked touch /tmp/well
check_status 'a check that succeeds' 0 podman healthcheck run checked
check 'then the container is healthy' "$(health)" healthy
podman_leaves
