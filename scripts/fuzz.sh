#!/usr/bin/env bash
# fuzz.sh TAGS TIME: fuzzes each fuzz target of the project for the given time.
# make test runs each on its seeds alone. What is found is made smaller for two seconds
# at most, so that the time goes to finding.
set -euo pipefail
cd "$(dirname "$0")/.."
export GOFLAGS="${GOFLAGS:-} -tags=${1// /,}"
failed=0
echo 'The first run compiles everything again, to see what is reached: minutes without a line.'
while IFS=: read -r file target; do
	printf '\n== %s in %s\n' "$target" "$(dirname "$file")"
	go test "./$(dirname "$file")" -run '^$' -fuzz "^$target\$" -fuzztime "$2" -fuzzminimizetime 2s -parallel "${FUZZPARALLEL:-2}" || failed=1
done < <(git ls-files '*_test.go' | xargs grep -oE '^func Fuzz[A-Za-z0-9]+' | sed 's/func //')
exit $failed
