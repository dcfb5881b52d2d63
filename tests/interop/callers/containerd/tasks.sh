# SPDX-License-Identifier: MIT
# needs: containerd ctr
#
# ctr tasks pause, resume, ps, kill and delete.
. "$1/common.sh"
. "$1/containerd.sh"

mkdir $top/shared
run -d --mount type=bind,src=$top/shared,dst=/shared,options=rbind:rw $bb counts sh -c '
    trap "exit 3" TERM
    n=0
    while :; do n=$((n + 1)); echo $n >/shared/new; mv /shared/new /shared/count; done'
counted() { [ -s $top/shared/count ]; }
until_true 'the container counts' counted
check 'it runs' "$(status_of counts)" RUNNING
call tasks pause counts
check 'it is paused' "$(status_of counts)" PAUSED
before=$(cat $top/shared/count)
sleep 0.3
check 'a paused container stands still' "$(cat $top/shared/count)" "$before"
call tasks resume counts
goes_on() { [ "$(cat $top/shared/count)" != "$before" ]; }
until_true 'it goes on' goes_on

call tasks exec --detach --exec-id more counts sleep 999
pid=$(call tasks list | sed -n 's/^counts  *\([0-9]*\) .*/\1/p')
# ps has a line for each process, as the machine numbers them; mv comes and goes.
processes() { call tasks ps counts | tail -n +2 | cut -d ' ' -f 1; }
check 'ps names the first process' "$(processes | grep -cx "$pid")" 1
check 'and the one that exec started' "$(processes | grep -cx "$(pgrep -fx 'sleep 999')")" 1
check_status 'what still runs is not deleted' 1 call tasks delete counts
call tasks kill counts
until_true 'it ends' is counts STOPPED
check_like 'its status is told when it is deleted' \
    "$(call tasks delete counts 2>&1)" '*exit code 3*'
call containers delete counts
check 'what exec started has ended too' "$(pgrep -fx 'sleep 999' || true)" ''

run -d $bb deaf sleep 1000
check_like 'delete --force ends what runs' \
    "$(call tasks delete --force deaf 2>&1)" '*exit code 137*'
call containers delete deaf
containerd_leaves
