#!/usr/bin/env bash
# A morning in the real window: Today opens on a workspace that was never open,
# first empty, then with things to do; rows are walked by arrows, and Enter
# leads to where each is done: an update is recorded, a question resolved, an
# article opened by J. What others did is told until it was seen.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane
open_window
picture new
close_window
rm -rf "$work/state-crane/weathervane/visits"

soon=$(date -u -d '+3 days' +%F)
stale=$(made as crane ask crane.vane --title "Is the stale one asked for?" --closes 2097-08-31)
made as crane ask crane.vane --title "Does it close this week?" --closes "$soon" >/dev/null
made as crane forecast crane.vane "$stale" 30% >/dev/null
printf 'An own digest.\n\nNothing was arranged between the two.\n' >digest.txt
article=$(made as crane attach crane.vane digest.txt --title "A digest to judge")
after_a_tick # evidence comes after the forecast
used=$(made as crane attach crane.vane - --title "A digest that was judged" <<<"A visit is talked of in the capital.")
as crane find crane.vane "$used" --quote "A visit is talked of" --claim "Talk of a visit" --question "$stale" --lr 2 >/dev/null
as crane export crane.vane -o crane.forecasts >/dev/null 2>&1
as heron new heron.vane --as Heron
as heron import heron.vane crane.forecasts >/dev/null 2>&1
made as heron forecast heron.vane "$stale" 80% >/dev/null
as heron export heron.vane -o heron.forecasts >/dev/null 2>&1
as crane import crane.vane heron.forecasts >/dev/null 2>&1

open_window
picture things-to-do
# The keys are on the first row, the question due for an update: Enter, a number, recorded.
keys Return
picture update
words 45
keys ctrl+Return
until_ updated holds forecasts '"p": 0.45'
holds forecasts "\"question\": \"$stale\"" 3 || fail "the update is on another question"
steady

# Back on Today the next row is the question that closes this week.
keys ctrl+1
picture again
keys Return
words 20
keys ctrl+Return
until_ closing holds forecasts '"p": 0.2'
steady

# J leads to the article that nobody judged.
keys ctrl+1
keys j
picture judging
keys f
close_window
[ -n "$(ls "$work/state-crane/weathervane/visits" 2>/dev/null)" ] || fail "the visit was not remembered"

# A colleague's news come after the visit, and go once they were seen.
made as heron forecast heron.vane "$stale" 90% >/dev/null
as heron export heron.vane -o heron.forecasts >/dev/null 2>&1
as crane import crane.vane heron.forecasts >/dev/null 2>&1
open_window
picture opened-again
keys ctrl+1
picture news
close_window
as crane check crane.vane >/dev/null || fail "check: $(as crane check crane.vane)"
finish
