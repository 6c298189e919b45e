#!/usr/bin/env bash
# bench.sh TAGS BINARY: the project's own benchmarks, then those against peers
# in bench/, which have their own needs and say so.
set -euo pipefail
cd "$(dirname "$0")/.."

go test -tags "$1" -run '^$' -bench . -benchmem ./...
for script in bench/*.sh; do
	[ -x "$script" ] || continue
	WEATHERVANE=$(realpath "$2") "$script"
done
