#!/usr/bin/env bash
# What a colleague's file would overturn is told before it is merged, with what
# every headline would become; what one keeps stands, and has the headline of before.
. "$(dirname "$0")/common.sh"

as heron new h.vane --as Heron
q=$(made as heron ask h.vane --title "Rain in Seoul?" --closes 2097-01-01)
snow=$(made as heron ask h.vane --title "Snow in Seoul?" --closes 2097-01-01)
as heron export h.vane -o h.forecasts >/dev/null
for who in crane gull; do
	as $who new $who.vane --as "${who^}"
	as $who import $who.vane h.forecasts >/dev/null
done
made as crane forecast crane.vane "$q" 90% >/dev/null
made as gull forecast gull.vane "$q" 20% >/dev/null
made as gull forecast gull.vane "$snow" 20% >/dev/null
after_a_tick
made as heron resolve h.vane "$q" yes >/dev/null
as heron export h.vane -o h.forecasts >/dev/null
as gull import gull.vane h.forecasts >/dev/null
as gull export gull.vane -o gull.forecasts >/dev/null
as crane import crane.vane h.forecasts gull.forecasts >"$work/out"
grep -q overturned "$work/out" && fail "what merely arrives overturns something: $(cat "$work/out")"
after_a_tick
made as gull resolve gull.vane "$q" no >/dev/null
made as gull revise gull.vane "$snow" --closes 2098-01-01 >/dev/null
as gull export gull.vane -o gull.forecasts >/dev/null

headline() { as crane score crane.vane --forecaster "$1" --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["headline"])'; }
before=$(headline Gull)
looks() {
	as crane import crane.vane gull.forecasts --dry-run --json "$@" | python3 -c '
import json, sys
d = json.load(sys.stdin)
assert not d["written"]
for o in d["overturns"]:
    print(o["what"], json.dumps(o["was"]), json.dumps(o["would_be"]), o["was_by"]["name"], o["by"]["name"], o["scored_on_it"], o["kept"])
for h in d["headlines"]:
    if h["forecaster"]["name"] == "Gull":
        print(h["was"], h["would_be"], h["all_taken"])
'
}
looks >"$work/look"
grep -q '^outcome true false Heron Gull True False$' "$work/look" || fail "the overturned outcome is not told: $(cat "$work/look")"
grep -q '^closes "2097-01-01T15:00:00.000Z" "2098-01-01T15:00:00.000Z" Heron Gull True False$' "$work/look" || fail "the moved close is not told: $(cat "$work/look")"
read -r was would all <<<"$(tail -1 "$work/look")"
[ "$was" = "$before" ] && [ "$would" = "$all" ] && [ "$all" != "$was" ] || fail "headlines: $was, $would, $all; it is $before"
looks --keep scored >"$work/look"
[ "$(grep -c ' True True$' "$work/look")" = 2 ] || fail "--keep scored keeps: $(cat "$work/look")"
read -r was would all <<<"$(tail -1 "$work/look")"
[ "$would" = "$was" ] || fail "all kept, the headline would be $would, it was $was"
looks --keep all --take "Rain in Seoul?" >"$work/look"
grep -q '^outcome .* False$' "$work/look" || fail "--take does not except from --keep"

as crane import crane.vane gull.forecasts --dry-run >"$work/out"
grep -q "overturned: the outcome of “Rain in Seoul?” was Yes, by Heron: would be No, by Gull, who is scored on it; Crane .* → .*: taken$" "$work/out" || fail "the words are: $(cat "$work/out")"
refused "a question of which nothing is overturned" as crane import crane.vane gull.forecasts --keep "Hail in Seoul?"
refused "keeping and taking the same" as crane import crane.vane gull.forecasts --keep "Rain in Seoul?" --take "Rain in Seoul?"
[ "$(headline Gull)" = "$before" ] || fail "a refused merge moved a headline"

as crane import crane.vane gull.forecasts --keep scored >"$work/out"
grep -q "would be No, by Gull, who is scored on it.*: kept$" "$work/out" || fail "what was kept is not told: $(cat "$work/out")"
[ "$(headline Gull)" = "$before" ] || fail "kept, Gull's headline is $(headline Gull), it was $before"
as crane list crane.vane questions --json | grep -q '"outcome": true' || fail "the outcome was not kept"
as crane score crane.vane --json | grep -q ended_by_scored && fail "to keep an outcome counts as deciding it"
as crane import crane.vane gull.forecasts --dry-run | grep -q overturned && fail "the same file again overturns something"
code 0 "check" as crane check crane.vane

# Taken, it is named beside the score.
as heron import h.vane gull.forecasts >/dev/null
as heron score h.vane --json | grep -q ended_by_scored || fail "what was taken is not named beside the score"

# Nobody but Gull's second key had seen Gull's forecasts: named, it is no witness.
as egret new egret.vane --as Egret
as egret import egret.vane gull.forecasts >/dev/null
as egret export egret.vane -o egret.forecasts >/dev/null
as heron import h.vane egret.forecasts >/dev/null
witnesses() { as heron score h.vane --forecaster Gull --json "$@" | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["witnessed"]["questions"], *(l["n"] for l in d["rests_on"] if l["what"] == "unwitnessed"))'; }
[ "$(witnesses --witnesses Egret)" = "0 1" ] || fail "by Egret's word: $(witnesses --witnesses Egret)"
[ "$(witnesses --witnesses Egret,Heron)" = "$(witnesses --witnesses Heron)" ] || fail "a witness more sees less"
refused "a witness whom nobody knows" as heron score h.vane --witnesses Pelican
finish
