#!/usr/bin/env bash
# A session in the real window, driven by keys and mouse: ask, paste an article,
# make a finding, record three forecasts, resolve, see the score; close, open
# again: all is there. A picture of each step lies in build/pictures/window.
# What the window did is read by commands, on the workspace that it has open.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

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
	case $n in # Enter leads on to the rationale; so do letters on the slider between
	1) keys Return ;;
	2) keys Tab ;;
	3) keys Tab Tab ;;
	esac
	words "Reason $n."
	keys ctrl+Return
	until_ "forecast-$p" holds forecasts "\"p\": 0.$(printf '%s' "${p%0}")"
	until_ "reason-$n" holds forecasts "\"note\": \"Reason $n.\""
	steady
done
picture three-forecasts

until_ "the end of the message" hidden icon:close # else the picture changes by itself

# The timeline is read by day and by number at the pointer, in each zoom: the
# pointer goes to the height of 75 and half way to today.
place 75 near "Members"
height=$((y + high / 2)) from=$x
for zoom in "30 d" "90 d" "All"; do
	seen "zoom-$zoom" press "$zoom" near "Members"
	place "Today" near "30 d"
	seen "timeline-$zoom" moved xdotool mousemove $(((from + x) / 2)) $height
	moved aside
done

# What an icon does is told below it.
hidden "Pin to the top of the list" || fail "a tip is there before the pointer"
place icon:pin
xdotool mousemove "$x" "$y" mousemove $((x + wide / 2)) $((y + high / 2))
shows "Pin to the top of the list"
picture tooltip
moved aside
press "Records"
shows "7 records"
picture records
press "Wordings"
shows "1 wording"
picture wordings

# What is not a probability is refused in a sentence, and nothing is written.
keys ctrl+r
words 120
keys Return
picture no-probability
holds forecasts '"p":' 3 || fail "120 % was recorded"
keys ctrl+r
words 12

printf '%s\n' "An own digest" "" "Officials in Tokyo speak of a visit when summer comes. Nothing has been arranged." "" \
	"The cabinet office says that no envoy was named." | xclip -selection clipboard -i
keys ctrl+4
press "Paste"
picture pasting
keys Tab Tab
words "Example wire"
keys Return
until_ article holds articles '"publisher": "Example wire"'
steady

# Press on the first letter of a line, drag over it, and press F.
passage="The cabinet office says that no envoy was named."
place "$passage"
xdotool mousemove $((x + 1)) $((y + high / 2)) mousedown 1 mousemove $((x + wide / 2)) $((y + high / 2)) \
	mousemove $((x + wide + 40)) $((y + high / 2)) mouseup 1
moved aside
keys f
words "A visit is talked of, and nothing more"
picture finding
keys ctrl+Return
until_ finding holds findings '"claim": "A visit is talked of, and nothing more"'

keys ctrl+2
keys ctrl+shift+r
keys Right Right
picture resolving
keys ctrl+Return
until_ resolved holds questions '"status": "resolved"'
steady
picture resolved
keys ctrl+k
words "how it ended"
seen dossier keys Return
keys Escape
keys ctrl+r
picture no-forecast-on-a-resolved-question
keys ctrl+5
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
