# What the tests that drive the real window share; each sources it after
# common.sh. Crane sits at crane.vane; pictures of the steps lie in
# build/pictures under the test's name.

export XDG_CONFIG_HOME=$work/config
mkdir -p "$work/config/fyne"
echo '{"no_animations": true}' >"$work/config/fyne/settings.json" # a cursor that blinks is never still
pictures=$(dirname "$WEATHERVANE")/pictures/$(basename "$0" .sh)
rm -rf "$pictures"
mkdir -p "$pictures"
step=0
window=

# until WHAT COMMAND…: waits until the command succeeds, a minute at most.
until_() {
	local what=$1
	shift
	local until=$((SECONDS + 60))
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
	import -window root "$(printf '%s/%02d-%s.png' "$pictures" $step "$1")"
}

pixels() { cksum <"$WINDOW_PIXELS"; }

# steady waits until the window has been still for a quarter of a second.
steady() {
	local before='' now='' still=0
	for _ in $(seq 250); do
		now=$(pixels)
		if [ "$now" != "$before" ]; then still=0; fi
		still=$((still + 1))
		[ $still = 4 ] && return 0
		before=$now
		sleep 0.08
	done
}

# moved COMMAND…: does it and waits until the window has answered and is still.
moved() {
	local was
	was=$(pixels)
	"$@"
	for _ in $(seq 50); do
		[ "$(pixels)" = "$was" ] || break
		sleep 0.04
	done
	steady
}

keys() { moved xdotool key --delay 30 "$@"; }
words() { moved xdotool type --delay 12 "$1"; }
press() { moved xdotool mousemove "$1" "$2" click 1; }

# seen WHAT COMMAND…: does it, and fails where nothing in the window changes.
seen() {
	local was what=$1
	was=$(pixels)
	shift
	"$@"
	picture "$what"
	[ "$(pixels)" != "$was" ] || fail "$what: the window stays as it was"
}

open_window() {
	local blank
	blank=$(pixels)
	XDG_STATE_HOME=$work/state-crane "$WEATHERVANE" crane.vane &
	window=$!
	until_ window xdotool search --onlyvisible --name Weathervane # until it is on the display, keys reach no program
	drawn() { [ "$(pixels)" != "$blank" ]; }
	until_ drawing drawn
	steady
}

close_window() {
	kill "$window" && wait "$window" || true
	window=
}
trap '[ -z "$window" ] || kill "$window" 2>/dev/null || true; rm -rf "$work"' EXIT

# holds LIST PATTERN [COUNT]: the list has the pattern, so many times.
holds() {
	local n
	n=$(as crane list crane.vane "$1" --json | grep -c -- "$2" || true)
	[ "$n" = "${3:-1}" ]
}

# explain N: a line of the Scores page's menu, counted from 0.
explain() {
	press 1356 112
	for _ in $(seq "$1"); do keys Down; done
	keys Return
}

# sign_off signs all that was ever known, from the Scores page.
sign_off() {
	explain 4
	words 2020-01-01
	keys Tab
	words 2090-01-01
	keys Tab
	words "Plausible"
	keys Return
	until_ signed signed
}
signed() { as crane export crane.vane -o crane.forecasts >/dev/null && grep -q '"verdict":"Plausible"' crane.forecasts; }
