#!/usr/bin/env bash
# A long import in the real window is cancelled: it ends, nothing of it is there, and the
# workspace is free for others.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"
command -v python3 >/dev/null || exit 0 # it makes the file

as crane new crane.vane --as Crane >/dev/null
q=$(made as crane ask crane.vane --title 'It rains' --closes 2097-01-01)
python3 - >big.csv <<'P'
print("question_id,question,forecaster,made_at,probability,outcome")
for q in range(12000):
    for f in range(4):
        print(f"q{q},Does number {q} come?,f{f},2024-01-{1 + q % 28:02d}T0{f}:00:00Z,{(q * 7 + f * 13) % 97 / 100 + 0.01:.2f},")
P
before=$(records crane.vane crane)
open_window
keys ctrl+i
words "$work/big.csv"
keys Return
shows "First rows as read"
xdotool key ctrl+shift+m
until_ working eye find "Working: nothing changes until it is done"
picture working
place "Cancel"
xdotool mousemove $((x + wide / 2)) $((y + high / 2)) click 1
until_ cancelled eye find "Cancelled; no changes were made"
picture cancelled
made as crane forecast crane.vane "$q" 20% >/dev/null # which waits for no import
steady
shows "History verified · 3 records"
close_window
[ "$(records crane.vane crane | grep -c '"log"')" = "$(grep -c '"log"' <<<"$before")" ] || fail "a log came with what was cancelled"
holds questions '"title"' || fail "questions came with what was cancelled"
as crane check crane.vane >/dev/null || fail "the workspace does not check"
finish
