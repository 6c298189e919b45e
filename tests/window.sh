#!/usr/bin/env bash
# A session in the real window, driven by keys and mouse: ask, paste an article,
# make a finding, record three forecasts, resolve, see the score; close, open
# again: all is there. A picture of each step lies in build/pictures/session.
# What the window did is read by commands, on the workspace that it has open.
. "$(dirname "$0")/common.sh"

export XDG_CONFIG_HOME=$work/config
pictures=$(dirname "$WEATHERVANE")/pictures/session
rm -rf "$pictures"
mkdir -p "$pictures"
step=0
window=

# until WHAT COMMAND…: waits until the command succeeds, twenty seconds at most.
until_() {
	local what=$1
	shift
	for _ in $(seq 200); do
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

# steady waits until two pictures of the window in a row are the same.
steady() {
	local before='' now=''
	for _ in $(seq 60); do
		now=$(import -window root rgb:- | md5sum)
		[ "$now" = "$before" ] && return 0
		before=$now
		sleep 0.1
	done
}

keys() { xdotool key --delay 30 "$@" && steady; }
words() { xdotool type --delay 12 "$1" && steady; }
press() { xdotool mousemove "$1" "$2" && xdotool click 1 && steady; }

open_window() {
	XDG_STATE_HOME=$work/state-crane "$WEATHERVANE" crane.vane &
	window=$!
	until_ window xdotool search --name Weathervane
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

as crane new crane.vane --as Crane
open_window
picture empty

keys ctrl+n
words "Will Kishida visit Pyongyang by 31 August 2097?"
keys Tab Tab
words "31 Aug 2097"
picture asking
keys ctrl+Return
until_ asked holds questions '"title": "Will Kishida visit Pyongyang by 31 August 2097?"'
steady

n=0
for p in 20 15 12; do
	n=$((n + 1))
	keys ctrl+r
	words "$p"
	keys Tab Tab
	words "Reason $n."
	keys ctrl+Return
	until_ "forecast-$p" holds forecasts "\"p\": 0.$(printf '%s' "${p%0}")"
	until_ "reason-$n" holds forecasts "\"note\": \"Reason $n.\""
	steady
done
picture three-forecasts

# What is no probability is refused in a sentence, and nothing is written.
keys ctrl+r
words 120
keys Return
picture no-probability
holds forecasts '"p":' 3 || fail "120 % was recorded"
keys ctrl+r
words 12

printf '%s\n' "An own digest" "" "Officials in Tokyo speak of a visit when summer comes. Nothing has been arranged." "" \
	"The cabinet office says that no envoy was named." | xclip -selection clipboard -i
keys ctrl+2
press 266 850
picture pasting
keys Tab
words "Example wire"
keys Return
until_ article holds articles '"publisher": "Example wire"'
steady

# Press on the first word of the text, drag over its line, and press F.
xdotool mousemove 547 246 mousedown 1 mousemove 700 247 mousemove 960 248 mouseup 1
steady
keys f
words "A visit is talked of, and nothing more"
picture finding
keys ctrl+Return
until_ finding holds findings '"claim": "A visit is talked of, and nothing more"'

keys ctrl+1
keys ctrl+shift+r
keys Right Right
picture resolving
keys ctrl+Return
until_ resolved holds questions '"status": "resolved"'
steady
picture resolved
keys ctrl+3
picture score
close_window

open_window
picture opened-again
holds questions '"outcome": false' || fail "the resolution is gone"
holds forecasts '"p":' 3 || fail "a forecast is gone"
holds findings '"claim":' || fail "the finding is gone"
close_window
as crane check crane.vane >/dev/null || fail "check: $(as crane check crane.vane)"
as crane score crane.vane --json | grep -q '"scored": 3' || fail "the score has not three forecasts"
finish
