#!/usr/bin/env bash
# The workspace's file is renamed, deleted, replaced and overwritten under the real
# window: what is recorded meanwhile is kept apart, nothing is written to what is
# there now, and both are one again when that is asked for.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane >/dev/null
q=$(made as crane ask crane.vane --title 'It rains' --closes 2097-01-01)
made as crane forecast crane.vane "$q" 20% >/dev/null

# kept: the one copy in the state folder.
kept() { ls "$work"/state-crane/weathervane/apart/*/*/crane.vane 2>/dev/null; }
# copy_has PATTERN: what is kept apart has it; it is read in a copy of its own.
copy_has() {
	local copy=$work/look.vane
	rm -f "$copy"*
	cp "$(kept)" "$copy"
	as reader list "$copy" forecasts --json >look.json && grep -q -- "$1" look.json
}
# choose WORDS: the question of where the work belongs offers that.
choose() {
	command_ "choose where this work belongs"
	shows "$1"
}
record() {
	keys ctrl+2
	keys ctrl+r
	words "$1"
	keys ctrl+Return
}

# A plain copy of the file of an open window has what was recorded a second ago.
open_window
record 21
until_ recorded holds forecasts '"p": 0.21'
sleep 1 # what is promised of a copy is its age
cp crane.vane plain.vane
as reader list plain.vane forecasts --json >plain.json
grep -q '"p": 0.21' plain.json || fail "a plain copy lacks what was recorded a second ago"

# Replaced by a copy with 40 forecasts of its own: both are in what is merged.
cp crane.vane other.vane
for n in $(seq 40); do as crane forecast other.vane "$q" "$((n + 30)).5%" >/dev/null; done
sum=$(sha256sum <other.vane)
mv other.vane crane.vane
until_ told eye find "crane.vane was replaced by another file"
picture replaced
record 22
until_ apart copy_has '"p": 0.22'
[ "$(sha256sum <crane.vane)" = "$sum" ] || fail "the file that took its place was written to"
keys ctrl+r
words "23.5"
keys Tab
words "half a thought"
choose "Merge the two"
picture choose
keys ctrl+Return
until_ merged holds forecasts '"p": 0.22'
holds forecasts '"p": 0.705' || fail "what the other file had is not there"
holds forecasts '"p": 0.21' || fail "what was there before is lost"
shows "All of it is in crane.vane"
shows "half a thought" # what was typed and not recorded is still there
steady
picture merged
until_ swept test -z "$(kept)"

# Moved to another folder: it is followed.
mkdir away
mv crane.vane away/here.vane
until_ moved eye find "crane.vane was moved"
choose "Follow the file"
picture moved
keys ctrl+Return
shows "All of it is in here.vane"
record 23
as crane list away/here.vane forecasts --json >moved.json
until_ followed grep -q '"p": 0.23' moved.json
[ ! -e crane.vane-wal ] && [ ! -e crane.vane-shm ] || fail "something is left where the file was"
close_window
mv away/here.vane crane.vane

# Deleted, and the program killed: the next start finds it, and puts it back.
open_window
rm crane.vane
until_ gone eye find "crane.vane was deleted"
record 24
until_ apart-again copy_has '"p": 0.24'
{ kill -9 "$window"; wait "$window"; } 2>/dev/null || true
open_window
shows "crane.vane was deleted"
choose "Put it back"
picture found-again
keys ctrl+Return
until_ back holds forecasts '"p": 0.24'
until_ swept-again test -z "$(kept)"

# Overwritten in place by an older copy.
cp crane.vane older.vane
record 25
until_ recorded-again holds forecasts '"p": 0.25'
cat older.vane >crane.vane
until_ overwritten eye find "crane.vane was overwritten"
choose "Merge the two"
picture overwritten
keys ctrl+Return
until_ whole holds forecasts '"p": 0.25'
close_window
as crane check crane.vane >/dev/null || fail "the workspace does not check"
as crane verify crane.vane >/dev/null || fail "the workspace does not verify"
finish
