#!/usr/bin/env bash
# Exports of other services: recognised by content, shown before they are
# written, imported once, and scored as their source would.
. "$(dirname "$0")/common.sh"

as me new w.vane --as Crane

# figure AFTER NAME FILE: the first member NAME after AFTER in a JSON document.
figure() { awk -v after="\"$1\"" -v name="\"$2\":" 'index($0, after) { on = 1 } on && $1 == name { gsub(/,/, "", $2); print $2; exit }' "$3"; }

# same AFTER NAME A B: a figure of two reports is the same to twelve digits.
same() {
	local a b
	a=$(figure "$1" "$2" "$3") b=$(figure "$1" "$2" "$4")
	[ -n "$a" ] || fail "$1 $2 is not there"
	awk -v a="$a" -v b="$b" 'BEGIN { d = a - b; exit !(d < 1e-12 && d > -1e-12) }' || fail "$1 $2: $a and $b"
}
adds() {
	local what
	for what in questions forecasts resolutions written; do figure adds "$what" "$work/out"; done | paste -sd,
}

# A table, with columns of its own.
cat >table.csv <<'CSV'
question_id,forecaster,made_at,guess,outcome,opens_at,closes_at,title
q1,Ann,2023-01-01T00:00:00Z,0.7,1,2023-01-01,2023-01-31,"Will it rain, or ""pour""?"
q1,Ann,2023-01-20T00:00:00Z,0.9,1,2023-01-01,2023-01-31,"Will it rain, or ""pour""?"
q1,Bob,2023-01-01T00:00:00Z,20%,1,2023-01-01,2023-01-31,"Will it rain, or ""pour""?"
q1,Bob,2023-02-05T12:00:00Z,99%,1,2023-01-01,2023-01-31,"Will it rain, or ""pour""?"
q2,Ann,2023-01-02T00:00:00Z,0.1,void,2023-01-01,2023-01-31,Annulled
q3,Ann,2023-01-02T00:00:00Z,0.1,0,2023-01-01,2023-03-31,No
q4,Bob,2023-01-03T00:00:00Z,0.5,0.5,2023-01-01,2023-03-31,Tie
q5,Bob,2023-01-03T00:00:00Z,0.6,,2023-01-01,2099-03-31,Open
CSV
refused "a table with a column of its own" as me import w.vane table.csv
refused "a mapping to no column" as me import w.vane table.csv --map guess=price
refused "a mapping without a column" as me import w.vane table.csv --map probability
before=$(as me list w.vane logs --json)
code 0 "a dry run" as me import w.vane table.csv --map guess=probability --dry-run --json
[ "$(adds)" = 5,8,4,false ] || fail "the dry run says $(adds)"
[ "$before" = "$(as me list w.vane logs --json)" ] || fail "the dry run wrote"
sed 's/20%/twenty/' table.csv >bad.csv
refused "a row that cannot be read" as me import w.vane table.csv bad.csv --map guess=probability
grep -q 'bad.csv:4: column guess: "twenty"' "$work/err" || fail "the bad row is not named: $(cat "$work/err")"
[ "$before" = "$(as me list w.vane logs --json)" ] || fail "a bad row wrote"
code 0 "a table" as me import w.vane table.csv --map guess=probability --json
[ "$(adds)" = 5,8,4,true ] || fail "the import says $(adds)"
code 0 "the table again" as me import w.vane table.csv --map guess=probability --json
[ "$(adds)" = 0,0,0,true ] || fail "the same file again adds $(adds)"
sed '1s/guess/probability/' table.csv | gzip >table2.csv.gz
code 0 "the table, packed" as me import w.vane table2.csv.gz --json
[ "$(adds)" = 0,0,0,true ] || fail "the same rows again add $(adds)"
code 1 "what was imported alone" as me score w.vane
grep -q "forecasts were imported: --provenance imported" "$work/err" || fail "nobody is told how imported forecasts are scored"
as me score w.vane --provenance imported --json >here.json
as me score table2.csv.gz --json >there.json
code 0 "scores by source" as me score w.vane --provenance imported --by source --json
[ "$(grep -c '^      "key":' "$work/out")" = 1 ] || fail "by source there is not one group: $(cat "$work/out")"
refused "a table by source" as me score table2.csv.gz --by source
same unit headline here.json there.json
same time_weighted mean here.json there.json
same time_weighted coverage here.json there.json
same time_weighted mean_covered_only here.json there.json

# Pictures of tables: what can be drawn of them, and a word on what cannot.
awk 'BEGIN {
	print "question_id,made_at,probability,outcome,opens_at,closes_at"
	for (i = 1; i <= 12; i++)
		printf "q%d,2023-01-%02d,0.%d5,%d,2023-01-01,2023-02-%02d\n", i, i, i % 9, i % 3 == 0, i
}' >drawn.csv
code 0 "a table drawn" as me score drawn.csv --plot drawn.svg
! grep -qv "assumed:" "$work/err" || fail "a whole picture has a remark: $(cat "$work/err")"
grep -q 'Brier score over time, 12 resolved questions' drawn.svg || fail "the picture has no history"
grep -q 'Reliability, CORP' drawn.svg || fail "the picture has no diagram"
me_score=$(as me score drawn.csv)
grep -q '^headline  *[0-9.]*  [0-9.]* to [0-9.]*  Brier score' <<<"$me_score" || fail "the headline has no interval: $me_score"
if grep -q '^AUC .* to ' <<<"$me_score"; then fail "an interval that nobody asked for: $me_score"; fi
me_score=$(as me score drawn.csv --intervals)
for figure in log spherical miscalibration AUC skill; do
	grep -q "^$figure  *[0-9.-]*  [0-9.-]* to [0-9.-]*" <<<"$me_score" || fail "$figure has no interval: $me_score"
done
cut -d, -f1-4 drawn.csv >timeless.csv
code 0 "a table without windows drawn" as me score timeless.csv --plot timeless.png
[ "$(head -c 4 timeless.png | tail -c 3)" = PNG ] || fail "a PNG is none"
grep -q 'has no history' "$work/err" || fail "it is not said why there is no history"
head -6 drawn.csv >few.csv
code 0 "a small table drawn" as me score few.csv --plot few.svg
grep -q 'has no reliability diagram.*there are 5' "$work/err" || fail "it is not said why there is no diagram"
head -6 timeless.csv >nothing.csv
refused "a table with nothing to draw" as me score nothing.csv --plot nothing.svg
[ ! -e nothing.svg ] || fail "nothing to draw left a file"
refused "a picture of another kind" as me score drawn.csv --plot drawn.jpg
cp drawn.csv mine.svg
refused "a picture over a table" as me score drawn.csv --plot mine.svg
cmp -s drawn.csv mine.svg || fail "a table was overwritten by its picture"

# Exports of services, told by their content.
samples=$here/../forecasts/importers/testdata
as me new s.vane --as Crane
service() { # EXPECTED FILE…
	local want=$1
	shift
	code 0 "a dry run of $*" as me import s.vane "$@" --dry-run --json
	[ "$(adds)" = "$want,false" ] || fail "the dry run of $* says $(adds)"
	code 0 "an import of $*" as me import s.vane "$@" --json
	[ "$(adds)" = "$want,true" ] || fail "the import of $* says $(adds)"
	grep -q '"assumed"' "$work/out" || fail "$*: it is not said what was assumed"
	code 0 "$* again" as me import s.vane "$@" --json
	[ "$(adds)" = "0,0,0,true" ] || fail "$* again adds $(adds)"
}
cp "$samples/fatebook.csv" export.txt
service 4,5,3 export.txt
service 3,3,2 "$samples/predictionbook.json"
service 1,0,0 "$samples/my_predictions.csv" # one of its two is here
service 3,4,3 "$samples/ifps.csv" "$samples/survey_fcasts.csv"
refused "Good Judgment's questions without forecasts" as me import s.vane "$samples/ifps.csv"
refused "bets without their markets" as me import s.vane "$samples/manifold-bets.json"
service 3,4,3 "$samples/manifold-bets.json" "$samples/manifold-markets.json"
service 3,3,2 "$samples/gjopen.json"
service 6,7,5 "$samples/forecast_data.csv" "$samples/question_data.csv" "$samples/comment_data.csv"
code 0 "forecasts without their questions, which are here" as me import s.vane "$samples/forecast_data.csv" --json
[ "$(adds)" = "0,0,0,true" ] || fail "forecasts without their questions add $(adds)"
refused "comments without forecasts" as me import s.vane "$samples/comment_data.csv"
printf 'PK\003\004 broken' >broken.zip
refused "a broken archive" as me import s.vane broken.zip
as me check s.vane >/dev/null

# The tables of a tournament's research, whose columns all have other names.
cat >survey.csv <<'CSV'
ifp_id,ctt,user_id,answer_option,value,fcast_date
1001-0,1a,7,a,0.3,2011-09-02
1001-0,1a,7,b,0.7,2011-09-02
1001-0,1a,8,a,0.9,2011-09-05
1001-0,1a,8,b,0.1,2011-09-05
CSV
cat >ifps.csv <<'CSV'
ifp_id,q_text,date_start,date_closed,outcome
1001-0,"Will it happen, before 1 October?",2011-09-01,2011-10-01,b
CSV
columns=()
for pair in ifp_id=question_id user_id=forecaster answer_option=option value=probability fcast_date=made_at \
	q_text=title date_start=opens_at date_closed=closes_at; do columns+=(--map "$pair"); done
code 0 "tables of research" as me import s.vane survey.csv ifps.csv "${columns[@]}" --json
[ "$(adds)" = 1,2,1,true ] || fail "the tables of research add $(adds)"

# What was imported is handed on like anything else, with its provenance.
as me export w.vane -o w.forecasts >/dev/null
as me verify w.forecasts >/dev/null
as knot new k.vane --as Knot
as knot import k.vane w.forecasts >/dev/null
[ "$(as knot list k.vane forecasts --json | grep -c '"provenance": "imported"')" = 8 ] || fail "forecasts lost their provenance"
code 0 "a file that a colleague imported" as knot import k.vane table2.csv.gz --json
[ "$(adds)" = 0,0,0,true ] || fail "a file that a colleague imported adds $(adds)"
as me check w.vane >/dev/null
as knot check k.vane >/dev/null

finish
