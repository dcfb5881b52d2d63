#!/bin/sh
# SPDX-License-Identifier: MIT
#
# stage.sh INTERFACE PROGRAM
#
# On a stage, what the suite expects of a machine: a second network interface, and a /dev that a
# runtime may do to what it likes. (crun gives /dev/null away, to the root of a user namespace.)
set -eu
interface=$1
shift

# The cgroups know only the names that the machine's own network namespace has. The peer comes first.
ip link add other type veth peer name "$interface"

mkdir /run/dev
mount -t tmpfs -o mode=755 dev /run/dev
while read -r name major minor; do
    mknod -m 666 "/run/dev/$name" c "$major" "$minor"
done <<END
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
END
cp -P /dev/fd /dev/stdin /dev/stdout /dev/stderr /run/dev
ln -s pts/ptmx /run/dev/ptmx
mkdir /run/dev/pts /run/dev/shm
mount -t devpts -o newinstance,gid=5,mode=620,ptmxmode=666 devpts /run/dev/pts
mount -t tmpfs -o mode=1777 shm /run/dev/shm
mount --rbind /run/dev /dev

exec "$@" </dev/null
