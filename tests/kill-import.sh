#!/usr/bin/env bash
# kill -9 at random instants of an import, which is there whole at the next start or
# not at all, needs no repair and leaves nothing beside the workspace.
. "$(dirname "$0")/common.sh"
times=${IMPORT_KILLS:-8} rows=${IMPORT_ROWS:-6000}
export TMPDIR=$work/scratch
mkdir "$TMPDIR"
awk -v n="$rows" 'BEGIN {
	print "question_id,forecaster,made_at,probability"
	for (i = 0; i < n; i++)
		printf "q%d,f%d,2023-%02d-%02dT%02d:%02d:%02dZ,0.%03d\n", i % 600, i % 7, 1 + i % 12, 1 + i % 28, i % 24, i / 7 % 60, i % 60, i * 7919 % 1000
}' >table.csv
as them new theirs.vane --as Tern >/dev/null
as them import theirs.vane table.csv >/dev/null
as them export theirs.vane -o big.forecasts >/dev/null
as me new before.vane --as Heron >/dev/null
as me ask before.vane --title "Rain?" --closes 2097-01-01 >/dev/null

# How long an import takes here, in milliseconds.
cp before.vane w.vane
from=$(date +%s%3N)
as me import w.vane big.forecasts >/dev/null
whole=$(($(date +%s%3N) - from))
brought() { as me list "$1" forecasts --json | grep -c '"question"' || true; }
after=$(brought w.vane) none=$(brought before.vane)
[ "$after" != "$none" ] || fail "the import brought nothing"

done_before=0
for ((k = 0; k < times; k++)); do
	rm -f w.vane*
	cp before.vane w.vane
	XDG_STATE_HOME=$work/state-me "$WEATHERVANE" import w.vane big.forecasts >/dev/null 2>&1 &
	sleep "$(awk -v r="$RANDOM" -v most="$whole" 'BEGIN { printf "%.3f", r / 32768 * most / 1000 }')"
	kill -9 $! 2>/dev/null || done_before=$((done_before + 1))
	wait $! 2>/dev/null || true
	found=$(brought w.vane)
	[ "$found" = "$none" ] || [ "$found" = "$after" ] || fail "kill $k left half an import: $found of $after forecasts"
	code 0 "check after kill $k" as me check w.vane
	left=$(find . -maxdepth 1 -name 'w.vane*' ! -name w.vane)
	[ -z "$left" ] || fail "kill $k left $left"
done
[ "$done_before" -lt "$times" ] || fail "every import was over before it was killed"
left=$(find "$TMPDIR" -mindepth 1 | head -3)
[ -z "$left" ] || fail "kills left in the folder for what is passing: $left"
finish
