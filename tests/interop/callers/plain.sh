# SPDX-License-Identifier: MIT
#
# For the scenarios that call the runtime by hand, with a bundle of their own. Sourced after
# common.sh. The configuration is what the runtime's own `spec` writes, and sed changes it.
bundle=$top/bundle
mkdir -p $bundle
cp -a "$rootfs" $bundle/rootfs
call() { "$RUNTIME" --root $top/state "$@"; }
# One line, so that a pattern may reach over several of its own.
(cd $bundle && call spec && tr -d '\n\t ' <config.json >one && mv one config.json)
# change EXPRESSION: config.json is not what it was, or the pattern is wrong.
change() {
    sed "$1" $bundle/config.json >$bundle/changed
    ! cmp -s $bundle/changed $bundle/config.json || fail "config.json has something for $1"
    mv $bundle/changed $bundle/config.json
}
change 's|"terminal":true|"terminal":false|'
change 's|"linux":{|&"cgroupsPath":"/plain",|'
change 's|"rlimits":\[[^]]*\],||'
# arguments WORD...
arguments() {
    words=$(printf ',"%s"' "$@")
    change "s|\"args\":\[[^]]*\]|\"args\":[${words#,}]|"
}
# state ID: the status that the runtime tells
state() { call state "$1" | tr -d '\n\t ' | sed 's/.*"status":"\([a-z]*\)".*/\1/'; }
is() { [ "$(state "$1")" = "$2" ]; }
