#!/usr/bin/env bash
# kill -9 while recording, fifty times, and on until enough was recorded between:
# every acknowledged record is there at the next start, which needs no repair.
. "$(dirname "$0")/common.sh"
times=${KILLS:-50}
as me new w.vane --as Heron
question=$(made as me ask w.vane --title "Rain?" --closes 2097-01-01)
: >acknowledged

record() {
	local i=0
	while :; do
		i=$(((i + 1) % 90))
		XDG_STATE_HOME=$work/state-me "$WEATHERVANE" forecast w.vane "$question" "$((i + 5))%" >>acknowledged 2>>errors
	done
}

export WEATHERVANE work question
export -f record
acknowledged() { grep -cxE '[0-9a-f]{64}' acknowledged || true; }
for ((k = 0; k < times || (k < 20 * times && $(acknowledged) < times / 5); k++)); do
	setsid bash -c record &
	group=$!
	sleep "0.$((RANDOM % 4))$((RANDOM % 10))"
	kill -9 -- "-$group" 2>/dev/null || kill -9 "$group" 2>/dev/null || true # too early for a group
	wait "$group" 2>/dev/null || true
done
[ ! -s errors ] || fail "a start after a kill complains: $(head -2 errors)"
as me list w.vane forecasts --json >there.json
lost=0
while read -r line; do
	[ ${#line} = 64 ] || continue # killed while it was writing the id
	grep -q "\"$line\"" there.json || lost=$((lost + 1))
done <acknowledged
count=$(grep -c . acknowledged || true)
[ "$lost" = 0 ] || fail "$lost of $count acknowledged forecasts are lost"
[ "$count" -ge $((times / 5)) ] || fail "only $count forecasts were acknowledged in $times runs"
code 0 "check after kills" as me check w.vane
code 0 "verify after kills" as me verify w.vane
[ "$(as me list w.vane logs --json | grep -c '"log"')" = 1 ] || fail "kills made the program open another log"
finish
