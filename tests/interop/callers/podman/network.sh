# SPDX-License-Identifier: MIT
# needs: podman conmon netavark aardvark-dns iptables ip
#
# podman run --network: netavark gives the network namespace that the runtime made a place on a bridge.
. "$1/common.sh"
. "$1/podman.sh"
as_root
check 'without a network there is lo' \
    "$(podman run --rm --network none localhost/bb ls /sys/class/net)" lo

mkdir $top/www
echo words >$top/www/index.html
podman run -d --name server -v $top/www:/www:ro localhost/bb httpd -f -h /www >/dev/null
address=$(podman inspect --format '{{.NetworkSettings.IPAddress}}' server)
check_like 'its address' "$address" '10.88.*'
check_like 'the container has it' "$(podman exec server ip -4 addr show eth0)" "*inet $address/16*"
check 'one container reaches another' \
    "$(podman run --rm localhost/bb wget -qO - "http://$address/")" words
check 'and pings it' \
    "$(podman run --rm localhost/bb ping -c 1 -W 5 "$address" | grep -c '1 packets received')" 1
check 'and so does the machine' "$("$rootfs/bin/busybox" wget -qO - "http://$address/")" words
check 'a network of another container' "$(podman run --rm --network container:server localhost/bb \
    wget -qO - http://127.0.0.1/)" words
podman rm --force --time 0 server >/dev/null

podman network create --subnet 10.98.0.0/24 named >/dev/null
podman run -d --name server --network named -v $top/www:/www:ro localhost/bb httpd -f -h /www >/dev/null
check 'on a network of its own it has a name' \
    "$(podman run --rm --network named localhost/bb wget -qO - http://server/)" words
podman rm --force --time 0 server >/dev/null
podman network rm named >/dev/null
until_true 'no link is left of them' no_pair
# The rules are netavark's, and so is what a router does.
for table in nat filter; do
    nft list table ip $table >/dev/null 2>&1 && nft delete table ip $table
done
echo 0 >/proc/sys/net/ipv4/ip_forward
umount /run/netns
rm -rf /run/containers
podman_leaves
