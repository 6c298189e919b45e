#!/usr/bin/env bash
# How a question ended, in the real window: two forecasters, a decision that one
# confirms and another contradicts, its reversal, and a new decision; then the
# Review. A picture of each step lies in build/pictures/dossier.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

carry() { # FROM TO: a colleague's records, by a forecast file
	as "$1" export "$1.vane" -o "$1.forecasts" >/dev/null
	as "$2" import "$2.vane" "$1.forecasts" >/dev/null
}

for who in crane ibis stork; do as $who new $who.vane --as "${who^}"; done
q=$(made as crane ask crane.vane --title "Does the bridge open on time?" --closes 2097-08-31 --criteria "The operator says so.")
a=$(made as crane attach crane.vane - --title "Bridge news" --publisher "The Harbour Post" <<<"The last span was closed yesterday.")
f=$(made as crane find crane.vane "$a" --quote "The last span was closed" --claim "The span is closed" --grade B2 --question "$q" --lr 3)
made as crane forecast crane.vane "$q" 80% --because "$f" >/dev/null
carry crane ibis
made as ibis forecast ibis.vane "$q" 30% >/dev/null
after_a_tick
carry ibis crane
made as crane resolve crane.vane "$q" yes --source "the operator’s notice" --note "opened with the ceremony" --finding "$f" >/dev/null
carry crane stork
made as stork confirm stork.vane "$q" >/dev/null
made as ibis resolve ibis.vane "$q" no --note "lorries were not let on" >/dev/null
carry stork crane
carry ibis crane
as crane revise crane.vane "$q" --criteria "The operator says so, for every kind of traffic." --why "lorries" >/dev/null
open_window
keys ctrl+2
press "Dossier"
shows "How it ended: Disputed"
picture disputed
keys Escape
as crane reopen crane.vane "$q" --note "Both cannot be" >/dev/null
as crane resolve crane.vane "$q" no --source "the operator’s second notice" >/dev/null
reversed() { holds questions '"outcome": false'; }
until_ reversed reversed
steady
press "Dossier"
shows "How it ended: No"
picture dossier
seen a-score keys Down
keys Return
shows "10 records"
picture forecasts-behind-it
seen dossier-again press "Dossier"
press "Ibis" near "Every end, oldest first"
shows "10 records"
picture pressed
close_window
finish
