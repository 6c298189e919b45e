#!/usr/bin/env bash
# Times a forecast file of 100 000 records: export, verify beside sha256sum of
# the same file, import beside the sqlite3 shell's import of the same lines.
# The binary is $WEATHERVANE, or build/weathervane.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
binary=$(realpath "${WEATHERVANE:-$here/../build/weathervane}")
records=${RECORDS:-100000}
rounds=${ROUNDS:-5}
[ -x "$binary" ] || { echo "bench: $binary is not there: run make build first" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export XDG_STATE_HOME=$work/state
awk -v n="$records" 'BEGIN {
	print "question_id,forecaster,made_at,probability"
	for (i = 0; i < n; i++)
		printf "q%d,f%d,2023-%02d-%02dT%02d:%02d:%02dZ,0.%03d\n", i % 2000, i % 37, 1 + i % 12, 1 + i % 28, i % 24, i / 7 % 60, i % 60, i * 7919 % 1000
}' >table.csv
"$binary" new a.vane --as Tern >/dev/null
"$binary" import a.vane table.csv >/dev/null

# best WHAT COMMAND…: the shortest of some rounds, in milliseconds, in $took.
best() {
	local what=$1 from to
	shift
	took=
	for _ in $(seq "$rounds"); do
		rm -f fresh.* out.forecasts
		[ "$what" != import ] || "$binary" new fresh.vane --as Crane >/dev/null
		from=$(date +%s%N)
		"$@" >/dev/null
		to=$((($(date +%s%N) - from) / 1000))
		[ -n "$took" ] && [ "$took" -le "$to" ] || took=$to
	done
	printf '%-28s %8.0f ms\n' "$what" "$(awk "BEGIN { print $took / 1000 }")"
}
ratio() { awk -v a="$2" -v b="$3" -v what="$1" 'BEGIN { printf "%-28s %8.2f\n", what, a / b }'; }

best export "$binary" export a.vane -o out.forecasts
"$binary" export a.vane -o t.forecasts >/dev/null
echo "$(wc -l <t.forecasts) lines, $(stat -c %s t.forecasts) bytes"
best sha256sum sha256sum t.forecasts
sum=$took
best verify "$binary" verify t.forecasts
ratio "verify / sha256sum" "$took" "$sum"
best import "$binary" import fresh.vane t.forecasts
import=$took
if command -v sqlite3 >/dev/null; then
	# One column of lines with an index over it: the shell reads no JSON and no hashes.
	printf '%s\n' 'create table records (line text);' 'create unique index once on records (line);' '.mode tabs' \
		'begin;' '.import t.forecasts records' 'commit;' >import.sql
	best "sqlite3 shell" sh -c 'sqlite3 fresh.db <import.sql'
	ratio "import / sqlite3 shell" "$import" "$took"
else
	echo "bench: sqlite3 is not there: import is not compared" >&2
fi
