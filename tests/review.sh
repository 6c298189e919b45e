#!/usr/bin/env bash
# A review signs the figures that the score command gives.
. "$(dirname "$0")/common.sh"
as ann new w.vane --as Ann
q=$(made as ann ask w.vane --title "Rain?" --closes 2090-03-01)
made as ann forecast w.vane "$q" 20% >/dev/null
after_a_tick
today=$(date +%F)
code 1 "a review of nothing" as ann review w.vane --period "2024-01-01..$today" --verdict fine
made as ann resolve w.vane "$q" yes >/dev/null
id=$(made as ann review w.vane --period "2024-01-01..$today" --verdict "Plausible" --note "one question")
code 1 "a review of an earlier year" as ann review w.vane --period 2024-01-01..2024-12-31 --verdict fine
as ann export w.vane -o w.forecasts >/dev/null
grep -q '"kind":"review.signed".*"from":"2023-12-31T15:00:00.000Z","to":"20..-..-..T15:00:00.000Z".*"questions":1,' w.forecasts || fail "the record lacks its scope: $(grep review.signed w.forecasts)"
headline=$(as ann score w.vane --json | sed -n 's/^  "headline": \([0-9.e-]*\).*/\1/p')
grep -q "\"headline\":$headline[,}]" w.forecasts || fail "the headline signed is not $headline: $(grep review.signed w.forecasts)"
again=$(as ann score w.vane --json --period "2024-01-01..$today" | sed -n 's/^  "headline": \([0-9.e-]*\).*/\1/p')
[ "$again" = "$headline" ] || fail "score of the period gives $again, and $headline was signed"
code 1 "a score of an earlier year" as ann score w.vane --period 2024-01-01..2024-12-31
refused "no verdict" as ann review w.vane --period 2024-01-01..2024-06-30
refused "no period" as ann review w.vane --verdict fine
refused "half a period" as ann review w.vane --period 2024-01-01 --verdict fine
refused "a period backwards" as ann review w.vane --period 2024-06-30..2024-01-01 --verdict fine
as bob new b.vane --as Bob
code 0 import as bob import b.vane w.forecasts
code 0 check as bob check b.vane
[ -n "$id" ] || fail "no id"
finish
