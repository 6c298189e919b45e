#!/usr/bin/env bash
# What a package has of licences: the program's own, and for each module that is
# linked into the program a folder with some.
. "$(dirname "$0")/common.sh"
"$here/../scripts/licences.sh" "$WEATHERVANE" "$work/licences"
grep -q 'Apache License' licences/LICENSE || fail "the program's own licence is missing"
modules=$(go version -m "$WEATHERVANE" | awk '$1 == "dep" && $2 !~ /^early\.weathervane/ { print $2 }')
[ "$(wc -w <<<"$modules")" -gt 20 ] || fail "the program has hardly any modules: $modules"
for module in $modules go Inter; do
	[ -n "$(find "licences/$module" -type f -size +200c 2>/dev/null)" ] || fail "no licence of $module"
done
for file in licences/fyne.io/fyne/v2/theme/font/LICENSE_Inter.txt licences/github.com/go-gl/glfw/v3.3/glfw/glfw/LICENSE.md; do
	[ -s "$file" ] || fail "what a module holds of others is without its licence: $file"
done
finish
