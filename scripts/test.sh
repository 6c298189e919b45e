#!/usr/bin/env bash
# test.sh TAGS BINARY: every check of the project, the quick ones first, and how
# long each takes. The tests have a display and state folders of their own;
# tests/*.sh find the built program in $WEATHERVANE. LONG=1 looks for races in
# whole properties, and runs the tests as on other machines.
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
${on_display[@]+"${on_display[@]}"} go test ./...

below_the_window=(./model/... ./forecasts/...)
as_elsewhere=(./ui -short -run TestEveryTextFits)
thorough="-short -timeout=25m"
if [ -n "${LONG:-}" ]; then
	as_elsewhere=(./cmd/... ./forecasts/... ./ui/...)
	thorough=-timeout=40m
fi

step go test -race
go test -race $thorough "${below_the_window[@]}"

step other machines
${on_display[@]+"${on_display[@]}"} scripts/environments.sh "${as_elsewhere[@]}"

failures=()
for script in tests/*.sh; do
	[ -x "$script" ] || continue
	step "$script"
	if ! ${on_display[@]+"${on_display[@]}"} "$script"; then
		failures+=("$script")
	fi
done
printf '(%ds)\n\n%d s in all\n' $((SECONDS - began)) "$SECONDS"
if [ ${#failures[@]} -gt 0 ]; then
	printf 'FAIL\t%s\n' "${failures[@]}" >&2
	exit 1
fi
