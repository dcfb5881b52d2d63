# SPDX-License-Identifier: MIT
# needs: podman conmon
#
# podman --hooks-dir: hooks of each kind, which are told the container's state on stdin. (podman calls
# poststop itself.)
. "$1/common.sh"
. "$1/podman.sh"
as_root

# hook STAGE [PROGRAM NAME]: ours notes the stage and what the state says.
mkdir $top/hooks
hook() {
    cat >"$top/hooks/$1.json" <<END
{"version": "1.0.0", "when": {"always": true}, "stages": ["$1"],
 "hook": {"path": "${2-$top/hook}", "args": ["${3-hook}", "$1"]}}
END
}
cat >$top/hook <<END
#!/bin/sh
state=\$(tr -d '\n\t ')
id=\$(echo "\$state" | sed 's/.*"id":"\([0-9a-f]*\)".*/\1/')
status=\$(echo "\$state" | sed 's/.*"status":"\([a-z]*\)".*/\1/')
case \$status in creat*) status=creating ;; esac # runtimes disagree about when this is over
echo "\$1 \$status \${#id}" >>$top/order
END
chmod +x $top/hook
for stage in prestart createRuntime createContainer poststart poststop; do hook $stage; done
podman --hooks-dir $top/hooks run --rm --network none localhost/bb true
poststop_ran() { grep -q poststop $top/order; }
until_true 'poststop is called' poststop_ran
check 'before the start' "$(head -n 3 $top/order)" \
    "$(printf '%s creating 64\n' prestart createRuntime createContainer)"
check 'after it' \
    "$(cut -d ' ' -f 1,3 $top/order | tail -n 2)" "$(printf '%s 64\n' poststart poststop)"
check 'the state after the end' "$(sed -n 's/^poststop \([a-z]*\).*/\1/p' $top/order)" stopped

rm $top/hooks/*
hook startContainer /bin/touch touch
check 'startContainer is called inside' "$(podman --hooks-dir $top/hooks run --rm --network none \
    localhost/bb ls /startContainer)" /startContainer
rm $top/hooks/*

printf '#!/bin/sh\necho refused >&2\nexit 3\n' >$top/hook
hook createRuntime
check_status 'a hook that fails' 126 podman --hooks-dir $top/hooks run --rm --network none localhost/bb true
check 'then nothing is left of the container' "$(podman ps --all --quiet)" ''
rm $top/order
podman_leaves
