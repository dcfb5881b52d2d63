# SPDX-License-Identifier: MIT
#
# For the runtimes of broken/: common.sh makes a program that sources this file and one of those. It
# is called with a runtime's arguments, and ends by calling the real one.
set -eu

real() { "$WORKBOOK_CALLED_RUNTIME" "$@"; }

# The first word that is neither an option nor its value; the options before it are the callers'.
verb='' skip=no
for word; do
    if [ $skip = yes ]; then
        skip=no
        continue
    fi
    case $word in
        --root | --log | --log-format) skip=yes ;;
        -*) ;;
        *)
            verb=$word
            break
            ;;
    esac
done

# option NAME WORD...: what follows --NAME among the words, or stands behind its =
option() {
    wanted=--$1
    shift
    while [ $# -gt 1 ]; do
        case $1 in
            "$wanted") echo "$2" && return ;;
            "$wanted"=*) echo "${1#*=}" && return ;;
        esac
        shift
    done
}

# edit EXPRESSION WORD...: what create or exec is told to do is something else. (As one line.)
edit() {
    expression=$1
    shift
    case $verb in
        create | run) file=$(option bundle "$@")/config.json ;;
        exec) file=$(option process "$@") ;;
        *) return 0 ;;
    esac
    [ -f "$file" ] || return 0
    changed=$(tr -d '\n\t' <"$file" | sed "$expression")
    printf '%s' "$changed" >"$file"
}
