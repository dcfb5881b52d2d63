#!/bin/sh
# SPDX-License-Identifier: MIT
#
# busybox.sh BUSYBOX OUTPUT [PROGRAM...] makes the directory OUTPUT a rootfs of Debian's static
# BusyBox: one program under all its names, the files that programs look for, and nothing else. No
# kernel, no init, no libc. Each PROGRAM (static too) goes to /bin.
set -eu
umask 022

busybox=$1 output=$2
shift 2
new=$output.new old=$output.old

# A wrong chapter 02 or 04 may have left mounts here, and what is mounted is not ours to delete.
refuse_mounts() {
    # The fifth column of mountinfo is where a mount hangs, with \040 for a space.
    place=$(printf '%s' "$1" | sed 's/ /\\040/g')
    mounted=$(place=$place awk '
        $5 == ENVIRON["place"] || index($5, ENVIRON["place"] "/") == 1 { last = $5 }
        END { print last }' /proc/self/mountinfo)
    if [ -z "$mounted" ]; then return; fi
    mounted=$(printf '%b' "$mounted")
    echo "rootfs: something is mounted on $mounted: sudo umount '$mounted', then build again" >&2
    exit 1
}
for directory in "$output" "$new" "$old"; do refuse_mounts "$directory"; done
rm -rf "$new" "$old"

mkdir -p "$new"
cd "$new"
mkdir -p bin sbin usr/bin usr/sbin usr/local/bin usr/local/sbin usr/share
mkdir -p dev etc home mnt opt proc root run srv sys tmp var/lib var/log var/tmp
chmod 0700 root
chmod 1777 tmp var/tmp
ln -s ../run var/run

cp "$busybox" bin/busybox
chmod 0755 bin/busybox
bin/busybox --list-full | while read -r applet; do
    # an applet without a folder is linuxrc, the init of an initrd
    case $applet in
        bin/busybox | linuxrc) ;;
        */*) ln -s /bin/busybox "$applet" ;;
    esac
done
for program; do
    cp "$program" bin/
done

cat > etc/passwd <<'END'
root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/:/bin/false
nobody:x:65534:65534:nobody:/:/bin/false
END

cat > etc/group <<'END'
root:x:0:
daemon:x:1:
tty:x:5:
nogroup:x:65534:
END

# From chapter 05 on, a container's own are mounted over these.
: > etc/hostname
: > etc/resolv.conf
cat > etc/hosts <<'END'
127.0.0.1 localhost
::1 localhost ip6-localhost
END

version=$(bin/busybox | sed -n '1s/ multi-call binary.*//p')
cat > etc/os-release <<END
NAME="Container workbook rootfs"
ID=workbook
PRETTY_NAME="$version and a few files: no kernel, no init, no package manager"
END

# The two names change hands at once; whoever still runs in the old directory keeps it open.
cd "${output%/*}"
if [ -e "$output" ]; then mv "$output" "$old"; fi
mv "$new" "$output"
rm -rf "$old"
