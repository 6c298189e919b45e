#!/usr/bin/env bash
# The workspace lies on another disk than the state folder, and is opened through a link:
# the link is led to another workspace, the folder above renamed and deleted, while a
# dialog is open and while two windows are; the program is killed in between.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"
disk=$(mktemp -d -p /dev/shm weathervane-test-XXXXXX 2>/dev/null || mktemp -d -p "$work")
trap '[ -z "$window" ] || close_window; rm -rf "$work" "$disk"' EXIT

mkdir -p "$disk/top/inner"
file=$disk/top/inner/one.vane
as crane new "$file" --as Crane >/dev/null
q=$(made as crane ask "$file" --title 'It rains' --closes 2097-01-01)
made as crane forecast "$file" "$q" 20% >/dev/null
as gull new "$disk/two.vane" --as Gull >/dev/null
ln -s "$file" crane.vane

kept() { ls "$work"/state-crane/weathervane/apart/*/*/*.vane 2>/dev/null; }
copy_has() {
	local copy=$work/look.vane
	rm -f "$copy"*
	cp "$(kept)" "$copy" && as reader list "$copy" forecasts --json >look.json && grep -q -- "$1" look.json
}
has() { as crane list "$1" forecasts --json >has.json && grep -q -- "$2" has.json; }
record() {
	keys ctrl+2
	keys ctrl+r
	words "$1"
	keys ctrl+Return
}
# choose WORDS: the question of where the work belongs offers that.
choose() {
	command_ "choose where this work belongs"
	shows "$1"
}
killed() {
	{ kill -9 "$window"; wait "$window"; } 2>/dev/null || true
}

# The link is led to a colleague's workspace: that stays as it is, and ours is followed.
open_window
sum=$(sha256sum <"$disk/two.vane")
ln -sfn "$disk/two.vane" crane.vane
shows "crane.vane was replaced by another file"
keys Escape
record 21
until_ apart copy_has '"p": 0.21'
[ "$(sha256sum <"$disk/two.vane")" = "$sum" ] || fail "the workspace that the link leads to was written to"
choose "Follow the file"
press "Follow the file"
shows "All of it is in one.vane"
until_ followed has "$file" '"p": 0.21'
close_window
ln -sfn "$file" crane.vane

# A folder above is renamed while a dialog is open: the question does not cover it. Killed, the
# program finds the copy when the file is opened where it is now.
open_window
keys ctrl+n
words "Does it hail?"
mv "$disk/top" "$disk/away"
shows "Saved in a copy: crane.vane was"
picture dialog
hidden "Follow the file" || fail "the question covers the dialog"
keys Escape
choose "Follow the file"
picture after
keys Escape
record 22
until_ apart-again copy_has '"p": 0.22'
killed
ln -sfn "$disk/away/inner/one.vane" crane.vane
open_window
shows "Merge it"
picture found
keys ctrl+Return
until_ merged holds forecasts '"p": 0.22'
until_ swept test -z "$(kept)"

# The folder is deleted, the program killed, and started: all of it is put back.
rm -r "$disk/away"
shows "crane.vane was deleted"
keys Escape
record 23
until_ apart-deleted copy_has '"p": 0.23'
killed
open_window
shows "crane.vane was deleted"
choose "Put it back"
keys ctrl+Return
shows "All of it is in crane.vane"
until_ back holds forecasts '"p": 0.23'
[ -L crane.vane ] || fail "the link was replaced"

# Save as replaces nothing and merges into nothing.
rm "$disk/away/inner/one.vane"
shows "crane.vane was deleted"
choose "Save as…"
press "Save as…"
for taken in "$disk/two.vane" "$disk"; do
	keys ctrl+a
	words "$taken"
	keys Return
	shows "File to write" # it is still asked
done
picture taken
[ "$(sha256sum <"$disk/two.vane")" = "$sum" ] || fail "Save as wrote to another workspace"
keys ctrl+a
words "$disk/three.vane"
keys Return
shows "All of it is in three.vane"
has "$disk/three.vane" '"p": 0.23' || fail "what was saved lacks something"
until_ swept-saved test -z "$(kept)"
close_window
as crane check "$disk/three.vane" >/dev/null || fail "what was saved does not check"
as crane verify "$disk/three.vane" >/dev/null || fail "what was saved does not verify"
finish
