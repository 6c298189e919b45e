#!/usr/bin/env bash
# Reports: each form says the same as the workspace.
. "$(dirname "$0")/common.sh"

as heron new heron.vane --as Heron >/dev/null
q=$(made as heron ask heron.vane --title '=1+1 rain' --opens 2020-01-01 --closes 2030-01-01)
made as heron forecast heron.vane "$q" 30% --note '</script>' >/dev/null
made as heron forecast heron.vane "$q" 12.5% >/dev/null
sleep 0.1
made as heron resolve heron.vane "$q" no >/dev/null
o=$(made as heron ask heron.vane --title 'Open still' --closes 2030-01-01)
made as heron forecast heron.vane "$o" 77.7% >/dev/null

# The table and the tables.
as heron report heron.vane -o r.csv >/dev/null
grep -q "'=1+1 rain" r.csv || fail "a formula is not defused: $(cat r.csv)"
[ "$(wc -l <r.csv)" = 4 ] || fail "the CSV has not a line a forecast: $(cat r.csv)"
grep -q '0\.125,,,no,0,0\.015625$' r.csv || fail "the CSV lacks a forecast and its Brier score: $(cat r.csv)"
as heron report heron.vane -o r.md >/dev/null
grep -q '^## Resolved questions' r.md || fail "no table of resolved questions"
grep -q 'on questions that are not resolved' r.md || fail "what was left out is not said"
[[ $(as heron report heron.vane -o r.md --json) == *'"forecasts": 3'* ]] || fail "--json does not count"

# What is refused, and leaves what was there.
echo "a diary" >diary.csv
refused "another file" as heron report heron.vane -o diary.csv
[ "$(cat diary.csv)" = "a diary" ] || fail "another file was written over"
refused "no form" as heron report heron.vane -o r.docx
refused "no file" as heron report heron.vane
refused "no folder" as heron report heron.vane -o nowhere/r.csv

finish
