#!/usr/bin/env bash
# A reviewer in the real window: the figures, what moved them, the figures under
# every convention, a period signed off; a press on a figure opens the forecasts
# behind it. A picture of each step lies in build/pictures/scores.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane
for i in 1 2 3 4 5 6 7 8 9 10; do
	[ "$i" = 6 ] && since=$(instant)
	q=$(made as crane ask crane.vane --title "Does it rain on day $i?" --closes 2097-08-31 --tag rain)
	made as crane forecast crane.vane "$q" "$((i * 9))%" >/dev/null
	after_a_tick
	made as crane resolve crane.vane "$q" "$([ "$i" -gt 5 ] && echo yes || echo no)" --source gauge >/dev/null
done
q=$(made as crane ask crane.vane --title "Does it rain on day 11?" --closes 2097-08-31)
made as crane forecast crane.vane "$q" 50% >/dev/null
open_window
keys ctrl+5
picture figures
explain "The forecasts behind it"
picture behind
keys Escape
explain "Why did it move…"
words "$since"
picture two-days
keys Return
picture moved
as crane score crane.vane --moved-since "$since" --json | grep -q '"difference": 0,' && fail "nothing moved the score since the fifth outcome"
keys Escape
explain "Under every convention"
picture conventions
keys Escape
explain "What was left out"
picture left-out
seen which-were-left-out keys ctrl+Return
keys Escape
sign_off
steady
picture reviews
keys Escape
keys ctrl+6
press "resolved, scored"
shows "Brier score over time"
picture scores-of-a-forecaster
close_window
finish
