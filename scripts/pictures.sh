#!/usr/bin/env bash
# pictures.sh BINARY: draws the README's pictures of the sample workspace, in a
# state folder of their own and at one present, so that they stay the same.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "$1")
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
export XDG_STATE_HOME=$state XDG_CONFIG_HOME=$state HOME=/home/crane TZ=UTC
now=2026-11-20T12:00Z
mkdir -p docs/pictures
"$program" --now $now snapshot sample: --page questions -o docs/pictures/questions.png \
	--question "Will North Korea place a satellite in orbit by 31 December 2027?"
for page in today scenarios evidence scores exchange; do
	"$program" --now $now snapshot sample: --page $page -o docs/pictures/$page.png
done
"$program" --now $now snapshot sample: --page scores --theme dark -o docs/pictures/scores-dark.png
