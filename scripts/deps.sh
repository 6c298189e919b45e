#!/usr/bin/env bash
# deps.sh: each module of go.mod with its version here, the newest that the module
# proxy serves, and why it stays behind. The reasons are the comments of go.mod
# that begin with "pinned:". It fails if a module is behind without one.
set -euo pipefail
cd "$(dirname "$0")/.."

modules=$(awk '$1 == "require" && $2 == "(" { inside = 1; next } $1 == ")" { inside = 0 } inside { print $1 }' go.mod | grep -v '^early\.weathervane/')
why() { awk -v module="$1" '$1 == module && /pinned: / { sub(/.*pinned: /, ""); print }' go.mod; }

printf '%-46s %-38s %-38s %s\n' module here newest pinned
unexplained=0
# shellcheck disable=SC2086 # a word each
while read -r module here newest; do
	reason=$(why "$module")
	if [ -n "$newest" ] && [ -z "$reason" ]; then
		reason='NO REASON GIVEN' unexplained=$((unexplained + 1))
	fi
	printf '%-46s %-38s %-38s %s\n' "$module" "$here" "${newest:-$here}" "$reason"
done < <(go list -m -u -e -f '{{.Path}} {{.Version}} {{with .Update}}{{.Version}}{{end}}' $modules)
if [ "$unexplained" -gt 0 ]; then
	echo "$unexplained modules are behind: update them, or say why in go.mod" >&2
	exit 1
fi
