#!/usr/bin/env bash
# Sealed forecasts are announced, kept out of every byte, and shown later as the
# same; proofs of one forecast hold by themselves, and no changed one does.
. "$(dirname "$0")/common.sh"
as heron new h.vane --as Heron
as ibis new i.vane --as Ibis
q=$(made as heron ask h.vane --title "Rain?" --closes 2097-01-01)
sealed=$(made as heron forecast h.vane "$q" 0.8125 --note "planted words" --seal)
shown=$(made as heron forecast h.vane "$q" 0.25)
as heron export h.vane -o one.forecasts --json >sum.json
grep -q '"sealed": 1' sum.json || fail "the summary does not count it: $(cat sum.json)"
grep -q -e '0.8125' -e 'planted words' one.forecasts && fail "the sealed forecast stands in the file"
as ibis verify one.forecasts --json | grep -q '"sealed": 1' || fail "verify does not count the sealed one"
code 0 "import" as ibis import i.vane one.forecasts
as ibis list i.vane forecasts --json | grep -q '"provenance": "sealed"' || fail "Ibis does not see that one is sealed"
refused "a proof of what is sealed" as heron prove h.vane "$sealed" -o s.proof
refused "revealing what is not sealed" as heron reveal h.vane "$shown"
refused "revealing what another sealed" as ibis reveal i.vane "$sealed"
[ "$(made as heron reveal h.vane "$sealed")" = "$sealed" ] || fail "reveal prints another id"
as heron export h.vane -o two.forecasts >/dev/null
code 0 "import of the reveal" as ibis import i.vane two.forecasts
as ibis list i.vane forecasts --json >ibis.json
grep -q '0.8125' ibis.json && grep -q "$sealed" ibis.json || fail "the revealed one is not the same: $(cat ibis.json)"
code 0 check as ibis check i.vane

# Kept back until the question is over.
r=$(made as heron ask h.vane --title "Snow?" --closes 2097-01-01)
made as heron forecast h.vane "$r" 0.4375 --seal >/dev/null
as heron export h.vane -o three.forecasts >/dev/null
grep -q '0.4375' three.forecasts && fail "the second sealed forecast stands in the file"
made as heron resolve h.vane "$r" yes >/dev/null
as heron export h.vane -o four.forecasts >/dev/null
grep -q '0.4375' four.forecasts || fail "the question is resolved and the forecast is still kept back"
refused "sealing on what is over" as heron forecast h.vane "$r" 10% --seal
refused "sealing for somebody else" as heron forecast h.vane "$q" 10% --seal --by Knot

# Proofs.
code 0 prove as heron prove h.vane "$shown" -o x.proof
code 0 "verify of the proof" as ibis verify x.proof
grep -q "$shown" "$work/out" || fail "verify does not say what is proved: $(cat "$work/out")"
code 0 "verify against a workspace" as ibis verify x.proof --against i.vane
code 0 "a colleague proves it" as ibis prove i.vane "$shown" -o y.proof
as ibis verify y.proof --json | grep -q '"ok": true' || fail "the colleague's proof does not hold"
sed 's/0\.25/0.35/' x.proof >changed.proof
code 1 "a changed probability" as ibis verify changed.proof
size=$(stat -c %s x.proof)
for ((at = 0; at < size - 1; at += 1 + size / 40)); do
	cp x.proof changed.proof
	byte=$(od -An -tu1 -j "$at" -N 1 x.proof | tr -d ' ')
	printf "\\x$(printf %x $((byte ^ 1)))" | dd of=changed.proof bs=1 seek="$at" conv=notrunc status=none
	got=0
	as ibis verify changed.proof >/dev/null 2>&1 || got=$?
	[ "$got" = 1 ] || [ "$got" = 2 ] || fail "byte $at of the proof changed: verify is $got"
done
refused "a proof over a workspace" as heron prove h.vane "$shown" -o i.vane
refused "a proof of nothing" as heron prove h.vane 00000000 -o z.proof
refused "a proof without a file" as heron prove h.vane "$shown"
finish
