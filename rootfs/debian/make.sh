#!/bin/sh
# SPDX-License-Identifier: MIT
#
# make.sh OUTPUT.tar makes the rootfs of a small Debian (or of Ubuntu, on Ubuntu): the packages that
# are called essential, and apt. It is the release that this machine has, from where this machine
# has its packages. A normal user needs numbers in /etc/subuid.
set -eu

output=$1
fail() {
    echo "make.sh: $1: $2" >&2
    exit 1
}
command -v mmdebstrap >/dev/null || fail 'there is no mmdebstrap' 'apt-get install mmdebstrap'

# shellcheck source=/dev/null
. /etc/os-release
case $ID in
    debian) origin=Debian ;;
    ubuntu) origin=Ubuntu ;;
    *) fail "this machine is neither Debian nor Ubuntu, but $ID" 'use one that is' ;;
esac
# shellcheck disable=SC2016 # apt's own $(...)
sources=$(apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' "Origin: $origin" |
    grep -E " ($VERSION_CODENAME|$VERSION_CODENAME-security) main\$" || true)
[ -n "$sources" ] || fail "apt knows no packages of $origin $VERSION_CODENAME" 'apt-get update'

# Pages that nobody reads in a container are half of the files.
printf '%s\n' "$sources" | mmdebstrap --quiet --variant=apt --format=tar \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    "$VERSION_CODENAME" "$output" -
