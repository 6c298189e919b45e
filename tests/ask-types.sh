#!/usr/bin/env bash
# One question of each type is asked in the real window, and its first forecast
# recorded, by keyboard alone: yes or no, one of several, a number, a date, and
# one that depends on another. What the window did is read by commands.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane
open_window

tabs() { for _ in $(seq "$1"); do xdotool key Tab; done; }
asked() { until_ "$1" holds questions "\"title\": \"$1\"" && steady; }

keys ctrl+n
words "Will the Diet be dissolved by 30 June 2097?"
tabs 2
words "30 Jun 2097"
keys ctrl+Return
asked "Will the Diet be dissolved by 30 June 2097?"
words 20
keys ctrl+Return
until_ binary holds forecasts '"p": 0.2'
steady

keys ctrl+n
words "Who leads the LDP on 1 October 2097?"
tabs 1
keys Right
tabs 1
words Ishiba
keys Return
words Kono
keys Return
words other
tabs 1
words "1 Oct 2097"
picture choice
keys ctrl+Return
asked "Who leads the LDP on 1 October 2097?"
words 50
tabs 2
words 30
tabs 2
words 20
picture shares
keys ctrl+Return
until_ choice holds forecasts '"Kono": 0.3'
steady

keys ctrl+n
words "How many seats does the LDP win?"
tabs 1
keys Right Right
tabs 1
words 0
tabs 2
words 465
tabs 2
words seats
tabs 1
words "31 Oct 2097"
picture number
keys ctrl+Return
asked "How many seats does the LDP win?"
for n in 180 210 230 250 290; do
	words "$n"
	keys Return
done
words "Seats as polled."
picture quantiles
keys ctrl+Return
until_ number holds forecasts '"note": "Seats as polled."'
steady

keys ctrl+n
words "When is the Diet dissolved?"
tabs 1
keys Right Right Right
tabs 1
words "2097-01-01"
tabs 2
words "2097-12-31"
tabs 1
keys space
tabs 1
words "31 Dec 2097"
picture date
keys ctrl+Return
asked "When is the Diet dissolved?"
for day in 2097-02-01 2097-05-01 2097-07-01 2097-09-01 2097-12-01; do
	words "$day"
	keys Return
done
words "Days as told."
picture days
keys ctrl+Return
until_ date holds forecasts '"note": "Days as told."'
steady

# It counts only if the first question ends Yes.
keys ctrl+n
words "Will the LDP lose its majority by 31 October 2097?"
tabs 2
words "31 Oct 2097"
tabs 2
keys Return
words "dissolved by"
picture picker
keys Return
picture conditional
keys ctrl+Return
asked "Will the LDP lose its majority by 31 October 2097?"
words 40
keys ctrl+Return
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
