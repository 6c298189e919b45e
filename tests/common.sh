# What the tests of the built program share; each sources it.
# The program is $WEATHERVANE; every person has a state folder of their own.
set -euo pipefail
: "${WEATHERVANE:?the built program}"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"
export TZ=Asia/Tokyo LANG=C.UTF-8

trap 'echo "FAIL $(basename "$0" .sh): line $LINENO: $BASH_COMMAND" >&2' ERR

failures=0
fail() {
	printf 'FAIL %s: %s\n' "$(basename "$0" .sh)" "$*" >&2
	failures=$((failures + 1))
}

# as PERSON ARGUMENTS…: the program with that person's state folder.
as() {
	local person=$1
	shift
	XDG_STATE_HOME=$work/state-$person "$WEATHERVANE" "$@"
}

# code EXPECTED WHAT COMMAND…: the command's exit code is the one expected.
code() {
	local want=$1 what=$2 got=0
	shift 2
	"$@" >"$work/out" 2>"$work/err" || got=$?
	[ "$got" = "$want" ] || fail "$what: exit code $got, want $want: $(cat "$work/out" "$work/err")"
}

# refused WHAT COMMAND…: exit code 2, one sentence, nothing on standard output.
refused() {
	local what=$1
	shift
	code 2 "$what" "$@"
	[ ! -s "$work/out" ] || fail "$what: prints $(head -c 200 "$work/out")"
	[ "$(wc -l <"$work/err")" = 1 ] || fail "$what: not one line: $(cat "$work/err")"
	grep -q '^weathervane: .*: ' "$work/err" || fail "$what: does not say what is wrong and what to do: $(cat "$work/err")"
}

# lists FILE PERSON: every list of the workspace, as JSON.
lists() {
	local what
	for what in questions forecasts articles findings logs; do
		as "$2" list "$1" "$what" --json --now 2026-01-01T00:00Z
	done
}

# records FILE PERSON: how many records each log has.
records() { as "$2" list "$1" logs --json | grep -E '"(log|records|withheld)"'; }

# made COMMAND…: the id that a command prints, alone on its line.
made() {
	local out
	out=$("$@")
	if ! [[ $out =~ ^[0-9a-f]{64}$ ]]; then
		fail "$*: prints “$out”, not an id"
	fi
	printf '%s' "$out"
}

finish() {
	[ "$failures" = 0 ] || exit 1
}
