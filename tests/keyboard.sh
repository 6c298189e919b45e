#!/usr/bin/env bash
# A session in the real window by keyboard alone: to a question through the
# palette, a forecast with a rationale, criteria revised, the question annulled
# and reopened, a colleague's file looked at and merged, another workspace
# opened. What the window did is read by commands.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane
made as crane ask crane.vane --title "Will Kishida visit Pyongyang by 31 August 2097?" --closes 2097-08-31 >/dev/null
diet=$(made as crane ask crane.vane --title "Will the Diet be dissolved by 30 June 2097?" --closes 2097-06-30)
as crane export crane.vane -o crane.forecasts >/dev/null 2>&1
as heron new heron.vane --as Heron
as heron import heron.vane crane.forecasts >/dev/null 2>&1
made as heron forecast heron.vane "$diet" 35% --note "The budget comes first." >/dev/null
as heron export heron.vane -o heron.forecasts >/dev/null 2>&1

open_window
command_ "diet dissolved"
picture question
keys ctrl+r
words 20
keys Tab Tab
# Two hundred letters, faster than anybody types: none is lost.
note="No party wants an election now: the budget is not through, the polls are bad for those who govern, and those who do not have no money for a campaign. Only a vote of no confidence could hasten it, in June."
xdotool type --delay 1 "$note"
steady
keys ctrl+Return
until_ forecast holds forecasts '"p": 0.2'
holds forecasts "\"question\": \"$diet\"" || fail "the forecast is on another question"
holds forecasts "\"note\": \"$note\"" || fail "the rationale is not with the forecast"
steady

keys ctrl+e
keys Tab Tab Tab Tab
words "Resolves Yes if the Emperor signs the order."
picture revising
keys ctrl+Return
shows() { as crane show crane.vane "$diet" --json | grep -q -- "$1"; }
until_ revised shows 'Resolves Yes if the Emperor signs the order.'
steady

command_ "annul"
picture annulling
keys Tab
words "Asked twice"
keys ctrl+Return
until_ annulled holds questions '"status": "annulled"'
steady
command_ "reopen"
picture reopening
words "It was not"
keys ctrl+Return
until_ reopened holds questions '"status": "open"' 2
steady

# A colleague's file: looked at, nothing written, then merged.
keys ctrl+i
words "$work/heron.forecasts"
keys Return
picture looking
holds forecasts '"p":' || fail "looking at a file wrote something"
keys ctrl+shift+m
until_ merged holds forecasts '"p": 0.35'
steady
picture merged

# One's own file, written by Enter; the command's export of the same is as long.
keys ctrl+shift+e
keys ctrl+a
words "$work/from-window.forecasts"
keys Return
until_ written test -s from-window.forecasts
as crane verify from-window.forecasts >/dev/null || fail "the window's file does not hold"

# Another workspace in the same window, and the one before again.
keys ctrl+shift+n
keys ctrl+a
words "$work/second.vane"
keys ctrl+Return
until_ second as crane check second.vane
steady
picture second
keys ctrl+o
keys ctrl+a
words "$work/crane.vane"
keys Return
steady
picture back
command_ "kishida visit"
keys ctrl+r
words 3
keys ctrl+Return
until_ again holds forecasts '"p": 0.03'
steady
pinned() { as crane show crane.vane "$1" --json | grep -q '"pinned": true'; }
keys ctrl+p
until_ pinned pinned "$(as crane list crane.vane questions --json | grep -B3 -i 'kishida visit' | grep -o '"id": "[0-9a-f]*"' | head -1 | cut -d'"' -f4)"
steady
picture pinned

# A backup, what comes after it, and the backup in its place again.
command_ "back up"
keys ctrl+a
words "$work/saved.vane"
keys ctrl+Return
until_ backed-up as crane check saved.vane
steady
keys ctrl+r
words 4
keys ctrl+Return
until_ after holds forecasts '"p": 0.04'
steady
command_ "restore a backup"
words "$work/saved.vane"
keys ctrl+Return
until_ restored holds forecasts '"p": 0.04' 0
steady
picture restored
ls crane\ \(before\ restore* >/dev/null || fail "the file that a backup replaced is not kept"

xdotool key ctrl+q
ended() { ! kill -0 "$window"; }
until_ end ended
wait "$window" || fail "the program ended with an error"
window=
as crane check crane.vane >/dev/null || fail "check: $(as crane check crane.vane)"
as heron import heron.vane from-window.forecasts >/dev/null 2>&1 || fail "the colleague cannot take the window's file"
finish
