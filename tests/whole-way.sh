#!/usr/bin/env bash
# The whole way by commands: two people ask, read, forecast, resolve, exchange
# files in both orders, twice, and come to the same workspace.
. "$(dirname "$0")/common.sh"

as heron new heron.vane --as Heron
as ibis new ibis.vane --as Ibis

visit=$(made as heron ask heron.vane --title "Kishida visits Pyongyang by 31 August 2097" --opens 2020-02-26 --closes 2097-08-31 --tag DPRK --tag Japan --criteria "A visit of any length.")
leader=$(made as heron ask heron.vane --title "Who leads the party?" --closes 2097-09-30 --option Ishiba --option Kono --option other)
cat >digest.txt <<-'TEXT'
	A digest of the week

	Seoul counts 6,700 containers. Nothing else was counted.
	“접촉 거부” — contacts were refused.
TEXT
article=$(made as heron attach heron.vane digest.txt --publisher Example --published 2024-02-26)
[ "$(as heron attach heron.vane digest.txt 2>/dev/null)" = "$article" ] || fail "the same article twice is not the same"
finding=$(made as heron find heron.vane "$article" --quote "6,700 containers" --claim "Large deliveries" --grade B2 --question "$visit" --lr 0.8)
first=$(made as heron forecast heron.vane "$visit" 12% --note "contacts refused")
made as heron forecast heron.vane "$leader" Ishiba=45% Kono=20% other=rest >/dev/null
made as heron judge heron.vane "$finding" "$leader" "Ishiba=1.2 Kono=1 other=0.9" >/dev/null
made as heron comment heron.vane "$first" "- with a dash first" >/dev/null

# Heron hands over; Ibis answers on Heron's questions.
as heron export heron.vane -o heron-1.forecasts >/dev/null
as ibis import ibis.vane heron-1.forecasts >/dev/null
made as ibis forecast ibis.vane "Kishida visits Pyongyang by 31 August 2097" 1:4 >/dev/null
made as ibis forecast ibis.vane "${visit:0:8}" 0.15 --note "1:4 was too high" >/dev/null
made as ibis judge ibis.vane "${finding:0:12}" "$visit" 1.5 >/dev/null
asked=$(made as ibis ask ibis.vane --title "A satellite is launched" --closes "in 6 weeks")
third=$(made as ibis forecast ibis.vane "$asked" 40%)
made as ibis retract ibis.vane "$third" --why "another question was meant" >/dev/null
made as ibis forecast ibis.vane "$asked" 35% >/dev/null
made as ibis withdraw ibis.vane "$asked" >/dev/null
ended=$(made as ibis resolve ibis.vane "$visit" no --note "no visit took place")
[ -n "$ended" ] || fail "no resolution"
as ibis export ibis.vane -o ibis-1.forecasts >/dev/null

# In the other order, and each file twice.
as heron import heron.vane ibis-1.forecasts >/dev/null
made as heron confirm heron.vane "$visit" >/dev/null
made as heron revise heron.vane "$leader" --criteria "On 1 October 2097." --why clearer >/dev/null
made as heron annul heron.vane "$leader" --why ambiguous >/dev/null
made as heron reopen heron.vane "$leader" --note "too early" >/dev/null
as heron export heron.vane -o heron-2.forecasts >/dev/null
as heron import heron.vane ibis-1.forecasts >/dev/null
as ibis import ibis.vane heron-2.forecasts heron-1.forecasts >/dev/null
as ibis import ibis.vane heron-1.forecasts heron-2.forecasts >/dev/null
as ibis export ibis.vane -o ibis-2.forecasts >/dev/null
as heron import heron.vane ibis-2.forecasts >/dev/null
as heron export heron.vane -o heron-3.forecasts >/dev/null
as ibis import ibis.vane heron-3.forecasts >/dev/null

# A third person merges all of it at once.
as knot new knot.vane --as Knot
as knot import knot.vane heron-3.forecasts ibis-2.forecasts heron-1.forecasts >/dev/null
for what in questions forecasts articles findings; do
	for who in heron ibis knot; do
		as "$who" list "$who.vane" "$what" --json --now 2026-01-01T00:00Z >"$who.json"
	done
	cmp -s heron.json ibis.json || fail "list $what differs between Heron and Ibis: $(diff heron.json ibis.json | head -5)"
	cmp -s heron.json knot.json || fail "list $what differs between Heron and Knot: $(diff heron.json knot.json | head -5)"
done
for who in heron ibis knot; do
	code 0 "verify of $who" as "$who" verify "$who.vane"
	code 0 "check of $who" as "$who" check "$who.vane"
done
lists heron.vane heron >before.json
code 0 rebuild as heron rebuild heron.vane
lists heron.vane heron >after.json
cmp -s before.json after.json || fail "rebuild changed the lists"
code 0 "score" as heron score heron.vane
code 0 "score as JSON" as heron score heron.vane --json --by forecaster
as heron show heron.vane "$visit" --json | grep -q '"standing"' || fail "show has no standing forecasts"

# One changed byte anywhere: verify says so, import writes nothing.
code 0 "verify of the file" as ibis verify heron-2.forecasts
size=$(stat -c %s heron-2.forecasts)
as knot list knot.vane logs --json >logs-before.json
for ((at = 0; at < size; at += 1 + size / 60)); do
	cp heron-2.forecasts changed.forecasts
	byte=$(od -An -tu1 -j "$at" -N 1 heron-2.forecasts | tr -d ' ')
	printf "\\x$(printf %x $((byte ^ 1)))" | dd of=changed.forecasts bs=1 seek="$at" conv=notrunc status=none
	got=0
	as knot verify changed.forecasts >/dev/null 2>&1 || got=$?
	[ "$got" = 1 ] || [ "$got" = 2 ] || fail "byte $at changed: verify is $got"
	got=0
	as knot import knot.vane changed.forecasts >out 2>/dev/null || got=$?
	[ "$got" != 0 ] || fail "byte $at changed: imported"
	[ ! -s out ] || fail "byte $at changed: import prints $(cat out)"
done
as knot list knot.vane logs --json >logs-after.json
cmp -s logs-before.json logs-after.json || fail "a changed file left something behind"
finish
