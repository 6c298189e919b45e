#!/usr/bin/env bash
# Clocks that run ahead, on the real program with a clock of its own, which no
# released build has: one extra log, nothing that leaves before its time, and
# colleagues who take what counts and set the rest aside.
. "$(dirname "$0")/common.sh"
released=$WEATHERVANE
WEATHERVANE=$work/weathervane
(cd "$here/.." && go build -trimpath -tags migrated_fynedo,sqlite_fts5,testclock -o "$WEATHERVANE" ./cmd/weathervane)

# at OFFSET PERSON ARGUMENTS…: the program with a clock that is off by that much.
at() {
	local offset=$1
	shift
	WEATHERVANE_CLOCK=$offset as "$@"
}
logs_of() { as "$1" list "$2" logs --json | grep -c '"log"'; }

# The released program knows no such clock.
XDG_STATE_HOME=$work/state-plain WEATHERVANE_CLOCK=+99h "$released" new plain.vane --as Plain
XDG_STATE_HOME=$work/state-plain "$released" export plain.vane -o plain.forecasts | grep -q "kept back" && fail "the released program has a clock of its own"

far="Will it rain in 2090?"
for ahead in 20m 25h 43830h; do
	p=p$ahead
	as "$p" new "$p.vane" --as Heron
	q=$(made as "$p" ask "$p.vane" --title "$far" --closes 2095-01-01)
	made as "$p" forecast "$p.vane" "$q" 40% >/dev/null
	made at "$ahead" "$p" forecast "$p.vane" "$q" 90% >/dev/null
	for n in 1 2 3; do
		made as "$p" forecast "$p.vane" "$q" "5$n%" >/dev/null
		[ "$(logs_of "$p" "$p.vane")" = 2 ] || fail "$ahead ahead: $(logs_of "$p" "$p.vane") logs after record $n"
	done
	made at "$ahead" "$p" forecast "$p.vane" "$q" 91% >/dev/null
	made as "$p" forecast "$p.vane" "$q" 55% >/dev/null
	made as "$p" forecast "$p.vane" "$q" 56% >/dev/null
	[ "$(logs_of "$p" "$p.vane")" = 3 ] || fail "$ahead ahead twice: $(logs_of "$p" "$p.vane") logs"
	code 0 "$ahead ahead: verify of the own workspace" as "$p" verify "$p.vane"
	[ "$ahead" = 20m ] || grep -q "kept back until then" out || fail "$ahead ahead: verify does not say what is kept back"
	code 0 "$ahead ahead: check" as "$p" check "$p.vane"
	code 0 "$ahead ahead: export" as "$p" export "$p.vane" -o "$p.forecasts"
	kept=$(grep -c "kept back until then" out) || true
	[ "$ahead" = 20m ] && want=0 || want=1
	[ "$kept" = "$want" ] || fail "$ahead ahead: export says of $kept logs that something is kept back"
	code 0 "$ahead ahead: what was exported" as reader verify "$p.forecasts"
	grep -q "set aside" out && fail "$ahead ahead: a reader sets aside what was exported"
	# a clock that is slow, and one that goes back a little
	made at -3m "$p" forecast "$p.vane" "$q" 57% >/dev/null
	[ "$(logs_of "$p" "$p.vane")" = 3 ] || fail "$ahead ahead: a clock that went back by three minutes opens a log"
	made at -6h "$p" forecast "$p.vane" "$q" 58% >/dev/null
	made as "$p" forecast "$p.vane" "$q" 59% >/dev/null
	[ "$(logs_of "$p" "$p.vane")" = 4 ] || fail "$ahead ahead: a slow clock opens $(($(logs_of "$p" "$p.vane") - 3)) logs"
done
at "+5m" p20m verify p20m.vane >/dev/null
echo +25h >offset
at "$work/offset" p20m ask p20m.vane --title "By a file" --closes 2095-01-01 >/dev/null
as p20m list p20m.vane records --json | grep '"at"' | tail -1 | grep -q "$(date -u -d '+25 hours' +%Y-%m-%dT%H)" || fail "an offset in a file is not read"

# Somebody hands over a file while the clock still runs ahead.
as ibis new ibis.vane --as Ibis
q=$(made as ibis ask ibis.vane --title "$far" --closes 2095-01-01)
made as ibis forecast ibis.vane "$q" 40% >/dev/null
odd=$(made at +25h ibis forecast ibis.vane "$q" 90%)
mkdir place
at +25h ibis export ibis.vane -o ibis.forecasts >/dev/null
at +25h ibis prove ibis.vane "$odd" -o odd.proof >/dev/null
at +25h ibis sync ibis.vane place >/dev/null
says="1 record set aside: its clock is 25 h ahead"
as crane new crane.vane --as Crane
for what in "verify ibis.forecasts" "verify odd.proof" "import crane.vane ibis.forecasts --dry-run" "import crane.vane ibis.forecasts" "verify ibis.forecasts --against crane.vane"; do
	code 0 "$what" as crane $what
	grep -q "$says" out || fail "$what does not say that a record is set aside: $(cat out)"
done
code 0 "the import in JSON" as crane import crane.vane ibis.forecasts --json
grep -q '"set_aside": {' out || fail "the JSON of an import does not say what is set aside"
as teal new teal.vane --as Teal
code 0 "sync" as teal sync teal.vane place
grep -q "^ahead: .*$says" out || fail "sync does not say that a record is set aside: $(cat out)"
for p in crane teal; do
	[ "$(as $p list $p.vane forecasts --json | grep -c '"p"')" = 1 ] || fail "$p: other records came in than those that count"
	code 0 "verify of the workspace of $p" as $p verify $p.vane
	code 0 "check of the workspace of $p" as $p check $p.vane
	code 0 "export from the workspace of $p" as $p export $p.vane -o "$p.forecasts"
	code 0 "what $p hands on" as reader verify "$p.forecasts"
done
code 0 "a new sync" as teal sync teal.vane place

# Two hours later it comes in.
at +2h crane import crane.vane ibis.forecasts >/dev/null
at +2h teal sync teal.vane place >/dev/null
for p in crane teal; do
	[ "$(at +2h $p list $p.vane forecasts --json | grep -c '"p"')" = 2 ] || fail "$p: what was set aside does not come in"
done

# A whole log that is ahead.
at +30h gull new gull.vane --as Gull
at +30h gull export gull.vane -o gull.forecasts >/dev/null
code 0 "verify of a log that is ahead" as crane verify gull.forecasts
code 0 "import of a log that is ahead" as crane import crane.vane gull.forecasts
grep -q "Gull: 1 record set aside: its clock is 30 h ahead" out || fail "a log that is ahead altogether: $(cat out)"
as crane list crane.vane logs | grep -q Gull && fail "a log that is ahead altogether came in"
refused "an export of nothing but the future" as gull export gull.vane -o nothing.forecasts
grep -q "kept back until then" err || fail "the refused export does not say why: $(cat err)"
finish
