#!/usr/bin/env bash
# A period is signed off in the window; then a colleague's forecasts arrive and an
# outcome is corrected: the Review says what changed the figures. Pictures lie in
# build/pictures/review-window.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

for who in crane ibis; do as $who new $who.vane --as "${who^}"; done
for i in 1 2 3 4 5; do
	q=$(made as crane ask crane.vane --title "Does it rain on day $i?" --closes 2097-08-31 --tag rain)
	made as crane forecast crane.vane "$q" "$((i * 15))%" >/dev/null
done
as crane export crane.vane -o crane.forecasts >/dev/null
as ibis import ibis.vane crane.forecasts >/dev/null
made as ibis forecast ibis.vane "Does it rain on day 2?" 70% >/dev/null
as ibis export ibis.vane -o ibis.forecasts >/dev/null
after_a_tick
for i in 1 2 3 4 5; do
	made as crane resolve crane.vane "Does it rain on day $i?" "$([ "$i" -gt 3 ] && echo yes || echo no)" --source gauge >/dev/null
done
open_window
keys ctrl+5
sign_off
steady
picture signed
keys Escape
steady
hidden "1 review changed" || fail "a review changed before anything did"
as crane import crane.vane ibis.forecasts >/dev/null
as crane reopen crane.vane "Does it rain on day 5?" >/dev/null
made as crane resolve crane.vane "Does it rain on day 5?" no --source "the gauge, read again" >/dev/null
shows "1 review changed"
steady
picture figures-changed
press "1 review changed"
shows "Reviews" "Differs now"
picture reviews
press "Each question’s part"
shows "Why did the score move?" "Corrected resolutions"
picture each-questions-part
keys Down Down
seen the-question keys Return
close_window
finish
