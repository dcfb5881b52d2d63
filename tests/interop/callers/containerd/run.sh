# SPDX-License-Identifier: MIT
# needs: containerd ctr script
#
# ctr run, with and without a terminal and a limit, and ctr tasks exec.
. "$1/common.sh"
. "$1/containerd.sh"

check 'the kernel is the machine'"'"'s own' "$(run --rm $bb one uname -r)" "$(uname -r)"
check_status 'the exit status' 7 run --rm $bb one sh -c 'exit 7'
check_status 'the status for a program that is not there' 1 run --rm $bb one nowhere
check_like 'containerd names it' "$(cat $top/said)" '*nowhere*not found*'
check 'its home' "$(run --rm $bb home sh -c 'echo $HOME')" /root
# Of a command that ends at once, ctr now and then shows nothing: so it stays a moment.
tty='sh -c "tty; sleep 0.3"'
check 'a terminal' "$(on_terminal ctr --address $top/containerd/socket run --rm -t \
    --runc-binary "$RUNTIME" $bb one "$tty")" /dev/pts/0

run -d --memory-limit 67108864 $bb two sleep 1000
pid=$(call tasks list | sed -n 's/^two  *\([0-9]*\) .*/\1/p')
if [ -d /sys/fs/cgroup/memory ]; then
    check 'the limit of memory' \
        "$(cat /sys/fs/cgroup/memory/default/two/memory.limit_in_bytes)" 67108864
    check_like 'it is in the metrics' "$(call tasks metrics two)" '*memory.limit_in_bytes*67108864*'
fi
check 'what runs in it' "$(tr '\0' ' ' <"/proc/$pid/cmdline")" 'sleep 1000 '
check 'exec' "$(call tasks exec --exec-id a two readlink /proc/self/ns/pid)" "$(readlink "/proc/$pid/ns/pid")"
check_status 'the exit status of exec' 9 call tasks exec --exec-id b two sh -c 'exit 9'
check 'exec with a directory and a user' \
    "$(call tasks exec --exec-id c --cwd /etc --user 12 two sh -c 'echo $(pwd) $(id -u)')" '/etc 12'
check 'exec with a terminal' \
    "$(on_terminal ctr --address $top/containerd/socket tasks exec -t --exec-id d two "$tty" | head -n 1)" /dev/pts/0
call tasks kill --signal 9 two
until_true 'it ends' is two STOPPED
call tasks delete two >/dev/null 2>&1 || true
call containers delete two
containerd_leaves
