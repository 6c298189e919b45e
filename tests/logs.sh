#!/usr/bin/env bash
# Logs are gone on with only where that is safe: several programs at once share
# one, an older copy or a lost state folder opens a new one.
. "$(dirname "$0")/common.sh"
as ann new w.vane --as Ann
q=$(made as ann ask w.vane --title "Rain?" --closes 2097-01-01)
logs() { as ann list "$1" logs --json | grep -c '"log"'; }

for i in $(seq 16); do
	as ann forecast w.vane "$q" "$i%" >"at-once.$i" 2>&1 &
done
wait
[ "$(cat at-once.* | grep -cE '^[0-9a-f]{64}$')" = 16 ] || fail "of 16 at once some were refused: $(cat at-once.* | grep weathervane | head -1)"
[ "$(as ann list w.vane forecasts --json | grep -c '"provenance"')" = 16 ] || fail "of 16 at once some are lost"
[ "$(logs w.vane)" = 1 ] || fail "programs at once opened further logs"
code 0 "verify" as ann verify w.vane

cp w.vane copy.vane
made as ann forecast w.vane "$q" 20% >/dev/null
made as ann forecast copy.vane "$q" 30% >/dev/null
[ "$(logs copy.vane)" = 2 ] || fail "an older copy went on with its log"
made as ann forecast w.vane "$q" 40% >/dev/null
[ "$(logs w.vane)" = 1 ] || fail "the newer one did not continue its log"

# What both became can be merged: nothing was rewritten.
as ann export w.vane -o w.forecasts >/dev/null
as ann export copy.vane -o copy.forecasts >/dev/null
as bob new b.vane --as Bob
code 0 "merge of a copy" as bob import b.vane copy.forecasts
code 0 "merge of the other copy" as bob import b.vane w.forecasts
[ "$(as bob list b.vane forecasts --json | grep -c '"provenance"')" = 19 ] || fail "the copies do not come together"
code 0 "check of both" as bob check b.vane

# The window and the commands never continue a log of another machine's key.
made as eve forecast w.vane "$q" 50% --as Eve >/dev/null
[ "$(logs w.vane)" = 2 ] || fail "another key went on with Ann's log"
mode=$(stat -c %a "$(find "$work/state-ann" -name key)")
[ "$mode" = 600 ] || fail "the key can be read by others: $mode"
if find . -name '*.vane' -exec grep -l "$(cat "$(find "$work/state-ann" -name key)")" {} + | grep -q .; then
	fail "the private key stands in a workspace"
fi
finish
