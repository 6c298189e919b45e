#!/usr/bin/env bash
# One question of each type is asked in the real window, and its first forecast
# recorded, by keyboard alone: yes or no, one of several, a number, a date, and
# one that depends on another. What the window did is read by commands.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane
open_window

# Keys wait in the window's queue: only what needs an answer waits for it.
hit() { xdotool key --delay 20 "$@"; }
write() { xdotool type --delay 8 "$1"; }
tabs() { xdotool key --delay 20 --repeat "$1" Tab; }
asked() { until_ "$1" holds questions "\"title\": \"$1\"" && steady; }

keys ctrl+n
write "Will the Diet be dissolved by 30 June 2097?"
tabs 2
write "30 Jun 2097"
hit ctrl+Return
asked "Will the Diet be dissolved by 30 June 2097?"
write 20
hit ctrl+Return
until_ binary holds forecasts '"p": 0.2'
steady

keys ctrl+n
write "Who leads the LDP on 1 October 2097?"
tabs 1
hit Right
tabs 1
write Ishiba
hit Return
write Kono
hit Return
write other
tabs 1
write "1 Oct 2097"
picture choice
hit ctrl+Return
asked "Who leads the LDP on 1 October 2097?"
write 50
tabs 2
write 30
tabs 2
write 20
picture shares
hit ctrl+Return
until_ choice holds forecasts '"Kono": 0.3'
steady

keys ctrl+n
write "How many seats does the LDP win?"
tabs 1
hit Right Right
tabs 1
write 0
tabs 2
write 465
tabs 2
write seats
tabs 1
write "31 Oct 2097"
picture number
hit ctrl+Return
asked "How many seats does the LDP win?"
for n in 180 210 230 250 290; do
	write "$n"
	hit Return
done
write "Seats as polled."
picture quantiles
hit ctrl+Return
until_ number holds forecasts '"note": "Seats as polled."'
steady

keys ctrl+n
write "When is the Diet dissolved?"
tabs 1
hit Right Right Right
tabs 1
write "2097-01-01"
tabs 2
write "2097-12-31"
tabs 1
hit space
tabs 1
write "31 Dec 2097"
picture date
hit ctrl+Return
asked "When is the Diet dissolved?"
for day in 2097-02-01 2097-05-01 2097-07-01 2097-09-01 2097-12-01; do
	write "$day"
	hit Return
done
write "Days as told."
picture days
hit ctrl+Return
until_ date holds forecasts '"note": "Days as told."'
steady

# It counts only if the first question ends Yes.
keys ctrl+n
write "Will the LDP lose its majority by 31 October 2097?"
tabs 2
write "31 Oct 2097"
tabs 2
keys Return
words "dissolved by"
picture picker
keys Return
picture conditional
hit ctrl+Return
asked "Will the LDP lose its majority by 31 October 2097?"
write 40
hit ctrl+Return
until_ conditional holds forecasts '"p": 0.4'
steady
picture all

close_window
lists_json() { as crane list crane.vane questions --json; }
for type in binary choice numeric date; do
	lists_json | grep -q "\"type\": \"$type\"" || fail "no question of type $type"
done
holds questions '"if": {' || fail "no question has a condition"
as crane check crane.vane >/dev/null || fail "check: $(as crane check crane.vane)"
finish
