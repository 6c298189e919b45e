#!/usr/bin/env bash
# What moved a score, and the score under every convention.
. "$(dirname "$0")/common.sh"

as heron new heron.vane --as Heron >/dev/null
q=$(made as heron ask heron.vane --title 'It rains' --opens 2020-01-01 --closes 2097-01-01)
o=$(made as heron ask heron.vane --title 'It snows' --opens 2020-01-01 --closes 2097-01-01)
made as heron base-rate heron.vane "$q" --class 'days of May' --happened 1 --of 2 >/dev/null
made as heron forecast heron.vane "$q" 30% >/dev/null
made as heron forecast heron.vane "$o" 80% >/dev/null
after_a_tick
made as heron resolve heron.vane "$q" no >/dev/null
then=$(instant)
made as heron resolve heron.vane "$o" no >/dev/null
after_a_tick

as heron score heron.vane --moved-since "$then" >moved.txt
grep -q '^new resolutions .*[0-9]' moved.txt || fail "new resolutions are not told: $(cat moved.txt)"
grep -q 'It snows' moved.txt || fail "the question behind it is not told: $(cat moved.txt)"
if grep -q 'It rains' moved.txt; then fail "a question that did not change is told: $(cat moved.txt)"; fi
as heron score heron.vane --moved-since "$then" --json | python3 -c '
import json, sys
m = json.load(sys.stdin)["moved"]
total = 0.0
for p in m["parts"]: total += p["change"]
assert total == m["difference"] == m["after"] - m["before"], m' || fail "the parts do not add up"

as heron score heron.vane --conventions >conventions.txt
for name in 'per forecast' 'carried by time' 'carried daily' 'carried by the hour' '0–1' '0–2' '−3…1' 'log' 'log, clipped' 'skill' 'skill, recorded' 'relative to the median'; do
	grep -q "^$name " conventions.txt || fail "$name is not in the table: $(cat conventions.txt)"
done
as heron score heron.vane --conventions --json | python3 -c '
import json, sys
r = json.load(sys.stdin)
c = {c["name"]: c["value"] for c in r["conventions"]}
assert c["0–1"] == r["headline"] and c["−3…1"] == 1 - 4 * r["headline"], c
assert c["skill, recorded"] == r["skill_base_rate"] and r["base_rate_questions"] == 1, c
assert abs(r["skill_base_rate"] - (1 - 0.3 ** 2 / 0.5 ** 2)) < 1e-12, r["skill_base_rate"]' || fail "the conventions do not fit the headline"

# The team's median is a forecaster of its own; numbers are scored apart.
n=$(made as heron ask heron.vane --title 'How much rain?' --opens 2020-01-01 --closes 2097-01-01 --type numeric --range 0..100 --unit mm)
made as heron forecast heron.vane "$n" 5%:10 50%:20 95%:40 >/dev/null
t=$(made as heron ask heron.vane --title 'It hails' --opens 2020-01-01 --closes 2097-01-01)
made as heron forecast heron.vane "$t" 20% >/dev/null
made as heron forecast heron.vane "$t" 40% --by Tern >/dev/null
after_a_tick
made as heron resolve heron.vane "$n" 20 >/dev/null
made as heron resolve heron.vane "$t" yes >/dev/null
as heron score heron.vane --by forecaster >apart.txt
grep -q '^Team median ' apart.txt || fail "the team's median has no line: $(cat apart.txt)"
grep -q '^mm  *[0-9.]*  *1  *[0-9.]*$' apart.txt || fail "numbers have no CRPS: $(cat apart.txt)"
as heron score heron.vane --by forecaster --json | python3 -c '
import json, sys
r = json.load(sys.stdin)
assert [g["key"] for g in r["groups"]] == ["Heron", "Team median", "Tern"], [g["key"] for g in r["groups"]]
n = r["numbers"]
assert n["questions"] == 1 and [(m["unit"], m["crps"], m["questions"]) for m in n["means"]] == [("mm", n["rows"][0]["score"], 1)], n
assert n["rows"][0]["crps"] and 0 < n["rows"][0]["skill"] < 1 and r["left_out"]["other_rule"] == 1, r' || fail "numbers or the median are not in the JSON"

# A log score is clipped where that is asked for, and says so.
printf 'question_id,probability,outcome\na,0,1\nb,0.5,1\n' >zero.csv
as heron score zero.csv | grep -q '^log  *∞  *nats, 1 forecast gave' || fail "a log score is clipped in silence"
as heron score zero.csv --clip 1% | grep -q '^log  *2.6492  *nats, clipped to at least 1.*%, 1 forecast gave' ||
	fail "a clipped log score does not say so: $(as heron score zero.csv --clip 1%)"
as heron score heron.vane --rule log --clip 25% --json | python3 -c '
import json, sys
r = json.load(sys.stdin)
assert r["log_clip"] == 0.25 and r["headline"] == r["log"], r' || fail "the log score of a workspace is not clipped"
refused "a clip of nothing" as heron score zero.csv --clip 0
refused "a clip above one half" as heron score zero.csv --clip 60%
refused "no clip" as heron score zero.csv --clip much

refused "a time to come" as heron score heron.vane --moved-since 2100-01-01
refused "no time" as heron score heron.vane --moved-since someday
refused "groups" as heron score heron.vane --moved-since "$then" --by tag
printf 'question_id,probability,outcome\na,0.5,1\n' >t.csv
refused "a table" as heron score t.csv --conventions
refused "the horizon of a table" as heron score t.csv --by horizon

# Whoever merges today had nothing of an earlier day, is told so, and may read it by the records' own clocks.
as heron export heron.vane -o heron.forecasts >/dev/null
as crane new crane.vane --as Crane >/dev/null
as crane import crane.vane heron.forecasts >/dev/null
code 1 "nothing was known then" as crane score crane.vane --as-of "$then"
grep -q 'by what was known here then; [0-9]* records of another author, dated before that, came here only on .*: --by-clocks counts them' err ||
	fail "it is not told what came later: $(cat err)"
as crane score crane.vane --as-of "$then" --by-clocks >clocks.txt
grep -q '^as of .*by the records’ own clocks; [0-9]* records of another author' clocks.txt && grep -q '^headline  *0.0900' clocks.txt || fail "by clocks there is no score: $(cat clocks.txt)"
as crane score crane.vane --moved-since "$then" >moved.txt
grep -q '^since .*by what was known here then; .* came here only on' moved.txt || fail "the change does not tell what came later: $(cat moved.txt)"
as crane score crane.vane --moved-since "$then" --by-clocks --json | python3 -c '
import json, sys
m = json.load(sys.stdin)["moved"]
assert m["by_clocks"] and abs(m["before"] - 0.09) < 1e-9 and m["later"]["authors"] == 1 and m["parts"][0]["change"] > 0, m' || fail "the change by clocks has no parts"
refused "clocks of no time" as crane score crane.vane --by-clocks
refused "clocks of a table" as crane score t.csv --by-clocks

finish
