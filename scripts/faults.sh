#!/usr/bin/env bash
# faults.sh BINARY: kills and ends the built program more often than make test, and
# tries a sample of its faults (tests/faults) for FAULTS seconds, 25 minutes where it is
# not set. FAULTS=0 tries each of them, for hours; docs/RELIABILITY.md gets the table.
set -euo pipefail
cd "$(dirname "$0")/.."
WEATHERVANE=$(realpath "$1") KILLS=${KILLS:-500} SIGNALS=${SIGNALS:-10}
IMPORT_KILLS=${IMPORT_KILLS:-200} IMPORT_ROWS=${IMPORT_ROWS:-60000}
export WEATHERVANE KILLS SIGNALS IMPORT_KILLS IMPORT_ROWS
on_display=(scripts/with-display.sh)
[ "$(uname -s)" = Darwin ] && on_display=()
failed=0
for script in tests/kill.sh tests/kill-import.sh tests/signal.sh; do
	printf '\n== %s\n' "$script"
	${on_display[@]+"${on_display[@]}"} "$script" || failed=1
done
printf '\n== 100 displacements of a workspace that is open\n'
WEATHERVANE_DISPLACEMENTS=100 go test -tags migrated_fynedo,sqlite_fts5 -count=1 ./forecasts -run TestDisplacementsLoseNothing || failed=1
printf '\n== the battery\n'
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
go build -tags migrated_fynedo,sqlite_fts5,testclock -o "$tools/clocked" ./cmd/weathervane
go build -tags migrated_fynedo,sqlite_fts5 -o "$tools/eye" ./tests/eye
how=(--seconds "${FAULTS:-1500}")
[ "${FAULTS:-}" != 0 ] || how=(--table docs/RELIABILITY.md)
# FAULTS_LOG=FILE goes on where a battery that was interrupted ended.
nice -n 10 ${on_display[@]+"${on_display[@]}"} python3 tests/faults/battery.py "$WEATHERVANE" --clocked "$tools/clocked" --eye "$tools/eye" \
	${FAULTS_LOG:+--log "$FAULTS_LOG"} "${how[@]}" || failed=1
exit $failed
