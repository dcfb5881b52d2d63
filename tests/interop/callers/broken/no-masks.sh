# SPDX-License-Identifier: MIT
# caught by: podman/confined: masked paths are empty
# caught by: podman/settings: more masked paths
#
# Nothing of /proc is masked.
edit 's/"maskedPaths":/"ignored":/' "$@"
real "$@"
