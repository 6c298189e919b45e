#!/usr/bin/env bash
# A spreadsheet as it is kept, with semicolons, decimal commas, dotted dates and two
# blank cells, is dropped on the real window: its rows stand there as they are read, and
# three presses take it in. What is left out is saved, mended, and comes in as well.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane >/dev/null
cat >"$work/record.csv" <<'T'
Frage;Wer;Datum;Wahrsch.;Ergebnis
Rain in May?;crane;03.04.2026;22,5;nein
Rain in May?;Osprey;17.04.2026;35;nein
Snow in July?;crane;05.04.2026;;offen
Snow in July?;Osprey;06.04.2026;12,5;offen
Hail in June?;Wren;07.04.2026;;ja
Hail in June?;crane;08.04.2026;80;ja
T
open_window
drop "$work/record.csv"
shows "First rows as read" "Would add 3 questions, 4 forecasts" "Merging confirms the 2 guesses" "Me, Crane"
picture read
press "Confirm" near "Who is who"
shows "Merging confirms 1 guess"
press "Confirm" near "What 22,5 means"
until_ sure hidden "Merging confirms"
shows "All sure"
picture confirmed
press "Save these rows…"
keys Return
until_ saved test -e "$work/record - left out.csv"
steady
press "Merge" near "Not now"
until_ merged holds forecasts '"made_at"' 4
steady
picture merged
[ "$(wc -l <"$work/record - left out.csv")" = 3 ] || fail "the rows left out are not two below their header"
sed -i 's/05.04.2026;;/05.04.2026;7,5;/; s/07.04.2026;;/07.04.2026;40;/' "$work/record - left out.csv"
keys ctrl+i
keys ctrl+a
words "$work/record - left out.csv"
keys Return
shows "Would add 2 forecasts"
picture mended
keys ctrl+shift+m
until_ mended holds forecasts '"made_at"' 6
close_window
as crane list crane.vane forecasts --json | grep -q '"p": 0.075' || fail "a mended forecast is not what was written"
as crane check crane.vane >/dev/null || fail "the workspace does not check"
finish
