# What the tests that drive the real window share; each sources it after
# common.sh. Crane sits at crane.vane; pictures of the steps lie in
# build/pictures under the test's name.
#
# Nothing here depends on where something is drawn or on how quick the machine
# is: controls are found in the picture by their words or their icon, and after
# every key and press the test waits until the program rests (see tests/eye).

eye=$(dirname "$WEATHERVANE")/eye
(cd "$here/.." && go build -tags migrated_fynedo,sqlite_fts5 -o "$eye" ./tests/eye)
eye() { LANG=en_US.UTF-8 "$eye" "$@"; }

export XDG_CONFIG_HOME=$work/config
mkdir -p "$work/config/fyne"
echo '{"no_animations": true}' >"$work/config/fyne/settings.json" # a cursor that blinks is never still
pictures=$(dirname "$WEATHERVANE")/pictures/$(basename "$0" .sh)
rm -rf "$pictures"
mkdir -p "$pictures"
step=0
window= # the program's process
id=     # and its window

# until_ WHAT COMMAND…: waits until the command succeeds, two minutes at most.
until_() {
	local what=$1
	shift
	local until=$((SECONDS + 120))
	while [ $SECONDS -lt $until ]; do
		"$@" >/dev/null 2>&1 && return 0
		sleep 0.1
	done
	picture "not-$what"
	fail "$what did not come about"
	finish
}

picture() {
	step=$((step + 1))
	import -window root "$(printf '%s/%02d-%s.png' "$pictures" $step "${1//[\/ ]/-}")"
}

# steady waits until the window has answered all keys and presses and rests.
steady() {
	eye settle "$id" "$window" && return 0
	picture not-steady
	fail "the window does not come to rest"
	finish
}

# moved COMMAND…: does it and waits until the window has answered and rests.
moved() {
	"$@"
	steady
}

keys() { moved xdotool key --delay 30 "$@"; }
words() { moved xdotool type --delay 12 "$1"; }

# command WORDS: done from the palette.
command_() {
	keys ctrl+k
	words "$1"
	keys Return
}

# place WHAT [near WHAT]: waits until it is shown in one place, which $x, $y,
# $wide and $high then tell; or takes the place nearest to what is shown once.
place() { until_ "the one place of $*" placed "$@"; }
placed() {
	local at
	at=$(eye find "$@") && [ "$(wc -l <<<"$at")" = 1 ] && read -r x y wide high <<<"$at"
}

# press WHAT [near WHAT]: words, or an icon as icon:NAME. The pointer leaves
# again, so that no tip comes up later.
press() {
	place "$@"
	xdotool mousemove $((x + wide / 2)) $((y + high / 2)) click 1
	moved aside
}
aside() { xdotool mousemove 9999 9999; } # in the corner

# shows WORDS…: waits until each of them is shown.
shows() {
	local words
	for words in "$@"; do
		until_ "$words" eye find "$words"
	done
}

# hidden WHAT: it is not shown now.
hidden() { ! eye find "$1" 2>/dev/null; }

# seen WHAT COMMAND…: does it, and waits until the picture has changed.
seen() {
	local what=$1 was
	was=$(eye sum)
	shift
	"$@"
	until_ "a change by $what" changed_from "$was"
	steady
	picture "$what"
}
changed_from() { [ "$(eye sum)" != "$1" ]; }

# drop FILE…: as a file manager does, on the middle of the window.
drop() {
	local width height
	read -r width height < <(xdotool getdisplaygeometry)
	moved python3 "$here/drop.py" $((width / 2)) $((height / 2)) "$id" "$@"
}

open_window() {
	local blank
	aside
	blank=$(eye sum)
	XDG_STATE_HOME=$work/state-crane "$WEATHERVANE" crane.vane &
	window=$!
	until_ window on_display # until it is there, keys reach no program
	until_ drawing changed_from "$blank"
	eye once
	steady
}
on_display() { id=$(xdotool search --onlyvisible --name Weathervane) && [[ $id =~ ^[0-9]+$ ]]; }

close_window() {
	kill "$window" 2>/dev/null || true
	wait "$window" || true
	window=
}
trap '[ -z "$window" ] || close_window; rm -rf "$work"' EXIT

# holds LIST PATTERN [COUNT]: the list has the pattern, so many times.
holds() {
	local n
	n=$(as crane list crane.vane "$1" --json | grep -c -- "$2" || true)
	[ "$n" = "${3:-1}" ]
}

# explain WORDS: a line of the menu of the Scores page.
explain() {
	press "Explain"
	press "$1"
}

# sign_off signs all that was ever known, from the Scores page.
sign_off() {
	explain "Sign off a period…"
	words 2020-01-01
	keys Tab
	words 2090-01-01
	keys Tab
	words "Plausible"
	keys Return
	until_ signed signed
}
signed() { as crane export crane.vane -o crane.forecasts >/dev/null && grep -q '"verdict":"Plausible"' crane.forecasts; }
