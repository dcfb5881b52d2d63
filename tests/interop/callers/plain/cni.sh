# SPDX-License-Identifier: MIT
# needs: bridge host-local ip
#
# A network by hooks: createRuntime and poststop call Debian's plugins for CNI, which give the network
# namespace a place on a bridge, and take it back. The runtime tells the hooks the container's state.
. "$1/common.sh"
. "$1/plain.sh"

cat >$top/network.json <<END
{"cniVersion": "0.4.0", "name": "callers", "type": "bridge", "bridge": "callers0",
 "isGateway": true,
 "ipam": {"type": "host-local", "subnet": "10.99.0.0/24", "dataDir": "$top/leases"}}
END
cat >$top/hook <<END
#!/bin/sh
# hook ADD|DEL, with the state of the container on stdin
state=\$(tr -d '\n\t ')
pid=\$(echo "\$state" | sed -n 's/.*"pid":\([0-9]*\).*/\1/p')
# of KEY: its value, a word
of() { echo "\$state" | sed "s/.*\"\$1\":\"\([a-z]*\)\".*/\1/"; }
echo "\$1 \$(of status) \$(of id)" >>$top/hooks
export CNI_COMMAND=\$1 CNI_CONTAINERID=linked CNI_IFNAME=eth0 CNI_PATH=/usr/lib/cni
[ "\$1" = DEL ] || export CNI_NETNS=/proc/\$pid/ns/net
exec /usr/lib/cni/bridge <$top/network.json >$top/result 2>&1
END
chmod +x $top/hook
hook() {
    printf '[{"path":"%s","args":["hook","%s"],"env":["%s"]}]' $top/hook "$1" "PATH=$PATH"
}
arguments sleep 1000
change "s|^{|{\"hooks\":{\"createRuntime\":$(hook ADD),\"poststop\":$(hook DEL)},|"

call create --bundle $bundle --pid-file $top/pid linked >$top/said 2>&1 </dev/null
check 'created' "$(state linked)" created
address=$(sed -n 's|.*"address": "\([0-9.]*\)/24".*|\1|p' $top/result 2>/dev/null || true)
check_like 'the hook got an address' "$address" '10.99.0.*'
in_container() { nsenter --net --target "$(cat $top/pid)" "$@"; }
check_like 'the container has the address' \
    "$(in_container ip -4 addr show eth0)" "*inet $address/24*"
call start linked
check 'running' "$(state linked)" running
check 'the machine reaches the container' \
    "$("$rootfs/bin/busybox" ping -c 1 -W 5 "$address" | grep -c '1 packets received')" 1
check_like 'and the container the machine' \
    "$(in_container "$rootfs/bin/busybox" ping -c 1 -W 5 10.99.0.1)" '*1 packets received*'
call kill linked KILL
until_true 'it ends' is linked stopped
check 'the address is kept until the end' "$(find $top/leases -name "$address" | wc -l)" 1
check_status 'delete' 0 call delete linked
check 'the address is given back' "$(find $top/leases -name "$address" | wc -l)" 0
# Debian's two runtimes disagree about when a container is created: before or after these hooks.
check_like 'what the hooks were told' \
    "$(tr '\n' ' ' <$top/hooks)" 'ADD creat* linked DEL stopped linked '
check_status 'then there is no such container' 1 call state linked
until_true 'no link is left but the bridge' no_pair
ip link delete callers0
echo 0 >/proc/sys/net/ipv4/ip_forward
leave
