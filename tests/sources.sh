#!/usr/bin/env bash
# Groups, grades and base rates: what weighs evidence beyond a single finding.
. "$(dirname "$0")/common.sh"

as heron new heron.vane --as Heron
question=$(made as heron ask heron.vane --title "The harbour opens by 1 May 2098" --closes 2098-05-01)
findings=()
for source in Wire Echo Paper; do
	echo "The $source writes that the ice is breaking up." >"$source.txt"
	article=$(made as heron attach heron.vane "$source.txt" --publisher "The $source")
	findings+=("$(made as heron find heron.vane "$article" --quote "ice is breaking up" --claim "Ice breaks" --question "$question" --lr 2)")
done

# member NAME: a member of the first ledger of the question.
member() { as heron show heron.vane "$question" --json | sed -n "/\"evidence\"/,/\]/s/^ *\"$1\": \([^,]*\),*\$/\1/p"; }
[ "$(member groups) $(member multiplier) $(member implied)" = "3 8 null" ] || fail "before: $(member groups) $(member multiplier) $(member implied)"
group=$(made as heron group heron.vane "${findings[0]}" "${findings[1]:0:12}" --why "one agency")
[ "$(member groups) $(member multiplier)" = "2 4" ] || fail "grouped: $(member groups) $(member multiplier)"
as heron show heron.vane "${findings[0]}" --json | grep -A9 '"leaned_on_by"' | grep -q "$group" || fail "the group does not lean on its finding"
made as heron base-rate heron.vane "$question" --class "springs since 1990" --happened 1 --of 5 --source almanac >/dev/null
[ "$(member prior) $(member implied)" = "0.2 0.5" ] || fail "with a prior: $(member prior) $(member implied)"
made as heron grade heron.vane "the wire" b --why "often right" >/dev/null
as heron grade heron.vane "Nobody Yet" C 2>&1 >/dev/null | grep -q "no article here is by" || fail "no remark on an unknown source"
as heron grade heron.vane "The Echo" D --json | grep -q '"id": "[0-9a-f]\{64\}"' || fail "no id as JSON"

records heron.vane heron >before
refused "a group of one" as heron group heron.vane "${findings[0]}" "${findings[0]}"
refused "a group with a question" as heron group heron.vane "${findings[0]}" "$question"
refused "a group of one argument" as heron group heron.vane "${findings[0]}"
refused "a grade G" as heron grade heron.vane "The Wire" G
refused "a grade without a source" as heron grade heron.vane " " A
refused "a rate without counts" as heron base-rate heron.vane "$question" --class x
refused "a rate without a class" as heron base-rate heron.vane "$question" --happened 1 --of 2
refused "a rate above one" as heron base-rate heron.vane "$question" --class x --happened 3 --of 2
refused "a rate of words" as heron base-rate heron.vane "$question" --class x --happened few --of 2
refused "a rate on nothing" as heron base-rate heron.vane 00000000 --class x --happened 1 --of 2
records heron.vane heron >after
cmp -s before after || fail "bad use wrote records"

# A colleague who gets the file has the same ledger.
as heron export heron.vane -o heron.forecasts >/dev/null
as ibis new ibis.vane --as Ibis
as ibis import ibis.vane heron.forecasts >/dev/null
as heron show heron.vane "$question" --json | sed -n '/"evidence"/,/\]/p' >mine
as ibis show ibis.vane "$question" --json | sed -n '/"evidence"/,/\]/p' >theirs
cmp -s mine theirs || fail "the colleague's ledger differs: $(diff mine theirs)"

# When an article falls, what leaned on it is listed, and asked for again.
made as heron forecast heron.vane "$question" 60% >/dev/null
wire=$(as heron list heron.vane articles --json | grep -B1 '"title": "The Wire writes' | sed -n 's/^ *"id": "\(.*\)",$/\1/p')
as heron leaning heron.vane "$wire" --json >standing.json
[ "$(grep -c '"via": "the same origin"' standing.json)" = 1 ] || fail "the grouped finding does not lean: $(cat standing.json)"
grep -q '"again": true' standing.json && fail "asked again although nothing fell"
as heron leaning heron.vane | grep -q . && fail "something fell that was not retracted"
made as heron retract heron.vane "$wire" --why "withdrawn by the paper" >/dev/null
as heron leaning heron.vane >fallen
grep -q 'retracted on .* by Heron: withdrawn by the paper' fallen || fail "the fall is not told: $(cat fallen)"
[ "$(grep -c 'AGAIN$' fallen)" = 2 ] || fail "one judgement (the other finding waits) and a forecast should be asked for again: $(cat fallen)"
code 0 "check" as heron check heron.vane
finish
