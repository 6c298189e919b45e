#!/usr/bin/env bash
# Exchange in the real window: a colleague's file is looked at, a disputed
# resolution decided and the file merged; a table of another service's
# forecasts is told what its columns mean; a file is written without
# rationales; a folder is shared, and what a colleague puts there arrives.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane
q=$(made as crane ask crane.vane --title "Will Kishida visit Pyongyang by 31 August 2097?" --closes 2097-08-31)
as crane export crane.vane -o crane.forecasts >/dev/null
as heron new heron.vane --as Heron
as heron import heron.vane crane.forecasts >/dev/null
made as heron ask heron.vane --title "Kishida visits Pyongyang before 31 August 2097" --closes 2097-08-31 >/dev/null
made as heron forecast heron.vane "$q" 31% --note "clouds" >/dev/null
made as heron resolve heron.vane "$q" no >/dev/null
made as crane resolve crane.vane "$q" yes >/dev/null
as heron export heron.vane -o heron.forecasts >/dev/null

open_window
keys ctrl+7
keys ctrl+i
keys ctrl+a
words "$work/heron.forecasts"
keys Return
picture looked-at
holds questions '"title"' || fail "something is written before the merge"
press "Theirs"
picture theirs
press "Compare"
press "The same question"
picture alike
keys ctrl+Return
keys ctrl+shift+m
until_ merged holds forecasts '"p": 0.31'
holds questions '"title"' 1 || fail "questions that are one are listed apart"
until_ decided holds questions '"outcome": false'
as crane export crane.vane -o linked.forecasts >/dev/null
grep -q '"type":"same"' linked.forecasts || fail "the questions that look alike are not linked"
holds forecasts '"p": 0.31' || fail "the colleague's forecast did not arrive"
steady
picture merged


# A table in percent is taken for that, which is said and can be confirmed.
printf '%s\n' 'question_id,probability,made_at' 'r1,12,2023-01-01' 'r1,40,2023-02-01' 'r2,7,2023-01-05' >guesses.csv
keys ctrl+i
keys ctrl+a
words "$work/guesses.csv"
keys Return
picture table
shows "What 12 means" "Would add 2 questions, 3 forecasts"
press "Confirm" near "What 12 means"
picture percent
keys ctrl+shift+m
until_ table-merged holds forecasts '"p": 0.07'
holds forecasts '"p": 0.4' || fail "a forecast in percent is lost"
steady

# The next of these columns is read as this one was, and what is not a forecast
# file stays in the history as refused.
printf '%s\n' 'question_id,probability,made_at' 'r2,9,2023-03-01' >more.csv
keys ctrl+i
keys ctrl+a
words "$work/more.csv"
keys Return
picture recalled
keys ctrl+shift+m
until_ recalled-merged holds forecasts '"p": 0.09'
sed '2s/"salt"/"salz"/' heron.forecasts >broken.forecasts
steady
keys ctrl+i
keys ctrl+a
words "$work/broken.forecasts"
keys Return
picture refused

# A file without rationales.
keys ctrl+shift+e
keys ctrl+a
words "$work/out.forecasts"
press "Hide rationales"
press "Preview"
picture preview
keys Escape
picture export
keys ctrl+shift+e
keys Return
until_ exported test -s out.forecasts
grep -q clouds out.forecasts && fail "a rationale that was hidden stands in the file"
code 0 "verify what the window wrote" as crane verify out.forecasts
steady

# What a colleague puts into a shared folder arrives by itself, and mine leaves.
mkdir place
press "Shared folder"
picture place
keys ctrl+a
words "$work/place"
keys ctrl+Return
until_ left sh -c 'ls place | grep -q forecasts'
steady
made as heron forecast heron.vane "$(as heron list heron.vane questions --json | grep -o '"id": "[0-9a-f]*"' | tail -1 | cut -d'"' -f4)" 77% >/dev/null
as heron sync heron.vane place >/dev/null
until_ arrived holds forecasts '"p": 0.77'
picture in-step
close_window
open_window
made as heron comment heron.vane "$q" "seen later" >/dev/null
as heron sync heron.vane place >/dev/null
until_ again sh -c "XDG_STATE_HOME=$work/state-crane '$WEATHERVANE' search crane.vane 'seen later' --json | grep -q 'seen later'"
picture opened-again
close_window
finish
