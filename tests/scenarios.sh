#!/usr/bin/env bash
# Scenario sets by commands: framed, weighed, conditioned, signposts placed and
# checked, findings rated, relations drawn and checked, the set resolved, and
# what two people merge is the same for both.
. "$(dirname "$0")/common.sh"

as crane new crane.vane --as Crane
q=$(made as crane ask crane.vane --title "Talks by 2097" --closes 2097-12-31)
later=$(made as crane ask crane.vane --title "Talks by 2098" --closes 2098-12-31)
war=$(made as crane ask crane.vane --title "War by 2097" --closes 2097-12-31)
cat >digest.txt <<-'TEXT'
	Guns are shipped. The office closes.
TEXT
article=$(made as crane attach crane.vane digest.txt --title Digest)
guns=$(made as crane find crane.vane "$article" --quote "Guns are shipped" --claim "Guns")

set=$(made as crane scenario frame crane.vane --title "Peninsula" --horizon 2098-12-31 --scenario "Managed hostility" \
	--scenario Thaw --scenario Crisis --narrative "Thaw=They *talk*." --tag DPRK)
as crane scenario revise crane.vane Peninsula --scenario "Managed hostility" --scenario Thaw --scenario Crisis --scenario Other --driver "Crisis=Shots" --horizon 2099-12-31 >/dev/null
made as crane scenario revise crane.vane Peninsula --scenario "Managed hostility" --scenario Thaw --scenario Crisis --driver "Crisis=Shots at sea" --horizon 2098-12-31 >/dev/null
first=$(made as crane scenario weigh crane.vane Peninsula "Managed hostility=70%" thaw=20% Crisis=rest)
made as crane scenario condition crane.vane "$set" "$q" "managed hostility=5%" Thaw=60% Crisis=0.1 >/dev/null
made as crane forecast crane.vane "$q" 30% >/dev/null
made as crane scenario rate crane.vane "$set" "$guns" "Managed hostility=cc" Thaw=II Crisis=C >/dev/null
post=$(made as crane signpost place crane.vane "$set" --text "An envoy is named" --check-by 2097-06-30 "Managed hostility=10%" Thaw=70% Crisis=20%)

refused "names that have numbers" as crane scenario revise crane.vane Peninsula --scenario War --scenario Peace
as crane show crane.vane "$set" --json >set.json
python3 - "$set" "$q" "$guns" "$post" <<-'PY' || fail "show of a set is not as fixed"
	import json, sys
	s = json.load(open("set.json"))
	set_, q, guns, post = sys.argv[1:]
	near = lambda a, b: abs(a - b) < 1e-12
	assert s["id"] == set_ and s["title"] == "Peninsula" and s["horizon"] == "2098-12-31T15:00:00.000Z", s
	assert [(x["name"], round(x["weight"], 9)) for x in s["scenarios"]] == [("Managed hostility", .7), ("Thaw", .2), ("Crisis", .1)], s["scenarios"]
	assert [x.get("drivers") for x in s["scenarios"]] == [None, None, ["Shots at sea"]] and s["scenarios"][1]["narrative"] == "They *talk*.", s["scenarios"]
	m, = s["matrix"]
	assert m["question"] == q and near(m["p"]["Thaw"], .6) and near(m["implied"], .165) and near(m["stated"], .3), m
	p, = s["signposts"]
	assert p["id"] == post and p["text"] == "An envoy is named" and near(p["p"]["Thaw"], .7) and p["status"] == "waiting", p
	c, = s["consistency"]
	assert c["finding"] == guns and c["ratings"]["Thaw"] == "II", c
	mean = (5 + 1 + 4) / 3
	assert near(c["diagnosticity"], (sum((x - mean) ** 2 for x in (5, 1, 4)) / 3) ** .5), c
	assert s["inconsistency"] == {"Managed hostility": 0, "Thaw": 2, "Crisis": 0}, s["inconsistency"]
PY

as crane signpost check crane.vane "$post" yes --json >check.json
python3 - <<-'PY' || fail "a check does not give the weights that Bayes' rule gives"
	import json
	c = json.load(open("check.json"))
	total = .7 * .1 + .2 * .7 + .1 * .2
	assert len(c["id"]) == 64 and abs(c["weights"]["Thaw"] - .14 / total) < 1e-12, c
PY
as crane show crane.vane "$set" --json | grep -q '"weight": 0.2' || fail "a check recorded weights"
slip=$(made as crane scenario weigh crane.vane "$set" "Managed hostility=0" Thaw=100% Crisis=0)
made as crane retract crane.vane "$slip" --why "a slip" >/dev/null
as crane show crane.vane "$set" --json | grep -q '"weight": 0.2' || fail "weights that were retracted count"

# Coherence: nothing but the matrix is off, then a deadline, then an exclusion.
code 1 "coherence of the matrix" as crane coherence crane.vane --json
made as crane forecast crane.vane "$q" 16.5% >/dev/null
code 0 "coherent forecasts" as crane coherence crane.vane --json
[ "$(tr -d '[:space:]' <out)" = "[]" ] || fail "coherent, and yet: $(cat out)"
made as crane relate crane.vane "$q" deadline "$later" >/dev/null
made as crane forecast crane.vane "$later" 10.5% >/dev/null
code 1 "a broken deadline" as crane coherence crane.vane --json
python3 - "$q" "$later" <<-'PY' || fail "a deadline's violation: $(cat out)"
	import json, sys
	v, = json.load(open("out"))
	assert v["rule"] == "deadline" and v["questions"] == sys.argv[1:] and abs(v["off_by"] - .06) < 1e-12 and "lose" in v["why"], v
	assert [(f["question"], f["from"], round(f["to"], 12)) for f in v["fix"]] == [(sys.argv[1], .165, .135), (sys.argv[2], .105, .135)], v
PY
code 1 "in words" as crane coherence crane.vane
grep -q "You would buy" out || fail "no money pump in words: $(cat out)"
made as crane forecast crane.vane "$later" 20% >/dev/null
made as crane relate crane.vane "$q" excludes "$war" >/dev/null
made as crane forecast crane.vane "$war" 90% >/dev/null
code 1 "a broken exclusion" as crane coherence crane.vane --by Crane --json
grep -q '"rule": "excludes"' out || fail "no exclusion: $(cat out)"

# Bad input writes nothing.
before=$(records crane.vane crane)
refused "weights off 100 %" as crane scenario weigh crane.vane "$set" "Managed hostility=70%" Thaw=20% Crisis=20%
refused "a scenario left out" as crane scenario weigh crane.vane "$set" "Managed hostility=70%" Thaw=30%
refused "a name that is not there" as crane scenario weigh crane.vane "$set" "Managed hostility=70%" Thaw=20% War=10%
refused "a name twice" as crane scenario frame crane.vane --title T --horizon 2098-12-31 --scenario A --scenario a
refused "one scenario" as crane scenario frame crane.vane --title T --horizon 2098-12-31 --scenario A
refused "no horizon" as crane scenario frame crane.vane --title T --scenario A --scenario B
refused "a horizon that has passed" as crane scenario frame crane.vane --title T --horizon 2001-01-01 --scenario A --scenario B
refused "a narrative of nobody" as crane scenario frame crane.vane --title T --horizon 2098-12-31 --scenario A --scenario B --narrative C=x
refused "a signpost past the horizon" as crane signpost place crane.vane "$set" --text x --check-by 2099-06-01 "Managed hostility=10%" Thaw=70% Crisis=20%
refused "a probability past 100 %" as crane scenario condition crane.vane "$set" "$q" "Managed hostility=101%" Thaw=1% Crisis=1%
refused "no rating" as crane scenario rate crane.vane "$set" "$guns" "Managed hostility=X" Thaw=I Crisis=C
refused "not a scenario" as crane scenario resolve crane.vane "$set" War
refused "no set" as crane scenario weigh crane.vane 0123456789abcdef A=1
refused "maybe" as crane signpost check crane.vane "$post" maybe
refused "a relation to itself" as crane relate crane.vane "$q" implies "$q"
refused "no relation" as crane relate crane.vane "$q" causes "$war"
refused "the earlier deadline second" as crane relate crane.vane "$later" deadline "$q"
refused "nobody" as crane coherence crane.vane --by Nobody
refused "scenario alone" as crane scenario
refused "no such part" as crane scenario dream crane.vane
[ "$(records crane.vane crane)" = "$before" ] || fail "bad input wrote something"

# Two people.
as crane export crane.vane -o crane.forecasts >/dev/null
as heron new heron.vane --as Heron
as heron import heron.vane crane.forecasts >/dev/null
made as heron scenario weigh heron.vane "$set" "Managed hostility=50%" Thaw=40% Crisis=10% >/dev/null
made as heron scenario resolve heron.vane "$set" Thaw >/dev/null
refused "weights after the end" as heron scenario weigh heron.vane "$set" "Managed hostility=50%" Thaw=40% Crisis=10%
as heron export heron.vane -o heron.forecasts >/dev/null
as crane import crane.vane heron.forecasts >/dev/null
for who in crane heron; do
	as "$who" show "$who.vane" "$set" --by Heron --json >"$who.json"
	as "$who" list "$who.vane" scenarios --json >"$who.list"
done
cmp crane.json heron.json && cmp crane.list heron.list || fail "the two see different sets"
grep -q '"outcome": "Thaw"' crane.list || fail "the set is not resolved: $(cat crane.list)"
as crane list crane.vane scenarios | grep -q "resolved.*Thaw.*Peninsula" || fail "the table: $(as crane list crane.vane scenarios)"
code 0 "the workspace holds" as crane check crane.vane
[ -n "$first" ] || fail "no weights"
finish
