#!/usr/bin/env bash
# licences.sh BINARY FOLDER: gathers into FOLDER the licence of the program and,
# in folders named as the modules, those of everything that is linked into
# BINARY: each licence, notice and patent grant of each module, those of the C
# code and the fonts in it, and Go's own. Fails where a module has none.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$1 out=$2

# gather NAME SOURCES: the licences in a folder of sources, in a folder of that name.
gather() {
	local file to found=
	while IFS= read -r file; do
		found=yes
		to=$out/$1/${file#"$2"/}
		mkdir -p "$(dirname "$to")"
		install -m 644 "$file" "$to"
	done < <(find "$2" -name testdata -prune -o -type f ! -name '*.go' \( -iname 'licen[cs]e*' -o -iname 'unlicen[cs]e*' \
		-o -iname 'copying*' -o -iname 'notice*' -o -iname 'patents*' -o -iname 'ofl*' \) -print)
	if [ -z "$found" ]; then
		printf 'no licence in the sources of %s (%s)\n' "$1" "$2" >&2
		return 1
	fi
}

mkdir -p "$out/go"
install -m 644 LICENSE THIRD-PARTY.md "$out/"
install -m 644 "$(go env GOROOT)/LICENSE" "$out/go/"
gather Inter assets/fonts
# early.weathervane is a folder of this project, and has its licence.
modules=$(go version -m "$binary" | awk '$1 == "dep" && $2 !~ /^early\.weathervane/ { print $2 }')
# shellcheck disable=SC2086 # a word each
go list -m -f '{{.Path}} {{.Dir}}' $modules | while read -r module sources; do
	gather "$module" "$sources"
done
