#!/usr/bin/env bash
# run.sh BINARY: opens the window on the sample workspace. Without a display it
# opens it on a virtual one, to see that it does, then prints the sample's
# scores and draws a picture of each page.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "$1")
pictures=build/pictures
pages=(today questions scenarios evidence scores forecasters exchange)

display_works() {
	[ "$(uname -s)" = Darwin ] && return 0
	[ -n "${DISPLAY:-}" ] || return 1
	! command -v xdpyinfo >/dev/null || xdpyinfo >/dev/null 2>&1
}

if display_works; then
	exec "$program"
fi

echo "No display: the window opens on a virtual one."
scripts/install.sh display
scripts/with-display.sh scripts/open-and-close.sh "$program"

echo
echo "Scores of the sample workspace:"
"$program" score sample:

mkdir -p "$pictures"
for page in "${pages[@]}"; do
	"$program" snapshot sample: --page "$page" -o "$pictures/$page.png" >/dev/null
done
echo
echo "A picture of each page is in $pictures:"
printf '  %s\n' "${pages[@]/%/.png}"
