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

# after_a_tick returns once the clock of records, which counts milliseconds, has
# gone on: what is recorded from now on is later than all that was recorded.
after_a_tick() {
	local now
	now=$(date +%s%3N)
	while [ "$(date +%s%3N)" -le "$now" ]; do :; done
}

# instant: now, between what was recorded before and what will be.
instant() {
	after_a_tick
	date -u +%Y-%m-%dT%H:%M:%S.%3NZ
	after_a_tick
}

# dated FILE…: the clock has passed every instant that the forecast files record.
# What is dated more than a day ahead of the clock is set aside, and no flag sets
# the instant of a record: a test that reads files made once passes on every day
# after they were made, and on none before.
dated() {
	local last
	last=$(cat "$@" | grep -ao '"at":"[^"]*"' | sort | tail -1 | cut -d'"' -f4)
	[[ $(date -u +%Y-%m-%dT%H:%M:%S) > $last ]] || { echo "FAIL $(basename "$0" .sh): this machine's clock is before $last, when its examples were made: set it" >&2; exit 1; }
}

finish() {
	[ "$failures" = 0 ] || exit 1
}
