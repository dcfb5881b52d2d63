# SPDX-License-Identifier: MIT
# caught by: podman/hooks: startContainer is called inside
#
# What is to be called inside before the start is called outside, after it.
edit 's/"startContainer":/"poststart":/' "$@"
real "$@"
