#!/usr/bin/env bash
# test.sh TAGS BINARY: every check of the project, the quick ones first, and how
# long each takes. The tests have a display and state folders of their own;
# tests/*.sh find the built program in $WEATHERVANE. LONG=1 looks for races in
# whole properties, tries tables of full size, and runs the tests as on other machines.
set -euo pipefail
cd "$(dirname "$0")/.."
tags=$1 binary=$2
shift 2

# The go command's own settings stay, though the folders below change.
GOENV=$(go env GOENV) GOCACHE=$(go env GOCACHE) GOMODCACHE=$(go env GOMODCACHE)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export GOENV GOCACHE GOMODCACHE LANG=en_US.UTF-8 GOFLAGS="${GOFLAGS:-} -tags=${tags// /,}"
export XDG_STATE_HOME=$home/state XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data
mkdir -p "$XDG_STATE_HOME" "$XDG_CONFIG_HOME" "$XDG_DATA_HOME"

# step NAME begins a step, and says how long the one before took.
began=
step() {
	[ -z "$began" ] || printf '(%ds)\n' $((SECONDS - began))
	began=$SECONDS
	printf '\n== %s\n' "$*"
}

step gofmt
unformatted=$(gofmt -l .)
if [ -n "$unformatted" ]; then
	printf 'not in the form of gofmt, run gofmt -w on them:\n%s\n' "$unformatted" >&2
	exit 1
fi

step go vet
go vet ./...

step staticcheck
go tool staticcheck -tags "$tags" ./...

if [ -d cmd/weathervane ]; then
	step go build
	mkdir -p "$(dirname "$binary")"
	go build -trimpath -o "$binary" ./cmd/weathervane
	WEATHERVANE=$(realpath "$binary")
	export WEATHERVANE

	step THIRD-PARTY.md
	unlisted=$(go version -m "$binary" | awk '$1 == "dep" && $2 !~ /^early\.weathervane/ { print $2 }' | while read -r module; do
		grep -qF "| $module |" THIRD-PARTY.md || echo "$module"
	done)
	if [ -n "$unlisted" ]; then
		printf 'modules in the program that THIRD-PARTY.md lacks:\n%s\n' "$unlisted" >&2
		exit 1
	fi
fi

on_display=(scripts/with-display.sh)
[ "$(uname -s)" = Darwin ] && on_display=()

step go test
# Histories from seeds of their own, and tables as large as people have.
[ -z "${LONG:-}" ] || export WEATHERVANE_HISTORIES=5000 WEATHERVANE_FULL_SIZE=1
${on_display[@]+"${on_display[@]}"} go test ./...

below_the_window=(./model/... ./forecasts/...)
as_elsewhere=(./ui -short -run TestEveryTextFits)
thorough="-short -timeout=25m"
if [ -n "${LONG:-}" ]; then
	as_elsewhere=(./cmd/... ./forecasts/... ./ui/...)
	thorough=-timeout=40m
fi

step go test -race
unset WEATHERVANE_HISTORIES WEATHERVANE_FULL_SIZE
go test -race $thorough "${below_the_window[@]}"

step other machines
${on_display[@]+"${on_display[@]}"} scripts/environments.sh "${as_elsewhere[@]}"

# script FILE: runs a test of the built program on a display of its own, and
# prints what it said at once when it ends.
script() {
	local began=$SECONDS failed=0
	${on_display[@]+"${on_display[@]}"} "$1" >"$home/$(basename "$1").out" 2>&1 || failed=1
	printf '\n== %s\n' "$1" | cat - "$home/$(basename "$1").out"
	[ "$failed" = 0 ] || echo "$1" >>"$home/failures"
	printf '(%ds)\n' $((SECONDS - began))
}

# Two at a time: they wait for windows more than they work.
step tests of the built program
touch "$home/failures"
for file in tests/*.sh; do
	[ -x "$file" ] || continue
	while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
	script "$file" &
done
wait
printf '(%ds)\n\n%d s in all\n' $((SECONDS - began)) "$SECONDS"
if [ -s "$home/failures" ]; then
	sed 's/^/FAIL\t/' "$home/failures" >&2
	exit 1
fi
