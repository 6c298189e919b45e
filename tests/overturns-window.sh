#!/usr/bin/env bash
# A colleague's file that overturns an outcome, in the real window: it opens on what
# it overturns, which is kept unless T takes it, and the merge does as was chosen.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as heron new heron.vane --as Heron
q=$(made as heron ask heron.vane --title "Rain in Seoul?" --closes 2097-01-01)
fog=$(made as heron ask heron.vane --title "Fog in Seoul?" --closes 2097-01-01)
as heron export heron.vane -o heron.forecasts >/dev/null
for who in crane gull; do
	as $who new $who.vane --as "${who^}"
	as $who import $who.vane heron.forecasts >/dev/null
	for one in "$q" "$fog"; do made as $who forecast $who.vane "$one" 30% >/dev/null; done
done
after_a_tick
made as heron resolve heron.vane "$q" yes >/dev/null
made as heron resolve heron.vane "$fog" yes >/dev/null
as heron export heron.vane -o heron.forecasts >/dev/null
for who in crane gull; do as $who import $who.vane heron.forecasts >/dev/null; done
after_a_tick
made as gull resolve gull.vane "$q" no >/dev/null
made as gull resolve gull.vane "$fog" no >/dev/null
as gull export gull.vane -o gull.forecasts >/dev/null

open_window
keys ctrl+7
keys ctrl+i
keys ctrl+a
words "$work/gull.forecasts"
keys Return
steady
picture overturns
press "Keep all"
keys t
steady
picture taken
keys ctrl+shift+m
until_ merged holds questions '"outcome": false'
holds questions '"outcome": true' || fail "what was kept does not stand"
steady
picture merged
close_window
as crane show crane.vane "$fog" --json | grep -q '"outcome": false' || fail "T took another than the first of the list"
finish
