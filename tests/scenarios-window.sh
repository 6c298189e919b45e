#!/usr/bin/env bash
# Scenarios in the real window, by keys: a set is framed, weighed and revised, a question
# gets its row of the matrix, the contradiction with its forecast is reconciled,
# a signpost is placed and seen, the weights that follow are taken, the set is
# resolved, and its score is found in Scores.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane
visit=$(made as crane ask crane.vane --title "Is there a visit?" --closes 2097-06-30)
made as crane forecast crane.vane "$visit" 12% >/dev/null

# set_has PATTERN: what is known of the set has it.
set_has() { as crane show crane.vane "Peninsula 2097" --json | tr -d '\n ' | grep -qE -- "$1"; }
open_window
keys ctrl+3
command_ "New scenario set"
words $'Peninsula 2097\t2097-12-31\t\tManaged hostility\t\t\tQuiet thaw'
picture frame
keys ctrl+Return
until_ framed holds scenarios '"title": "Peninsula 2097"'
steady
set_has '"name":"Other"' || fail "no Other was added to what does not cover everything"

keys ctrl+shift+w
words 50
picture weigh
keys ctrl+Return
until_ weighed set_has '"Managedhostility","weight":0\.5[,}].*"Quietthaw","weight":0\.25[,}]'
steady

command_ "Revise the set"
words $'\t\t\tNobody answers.' # names stand, now that they are weighed
picture revise
keys ctrl+Return
until_ revised set_has '"narrative":"Nobodyanswers\.'
set_has '"Managedhostility","weight":0\.5[,}]' || fail "the revision took the weights away"
steady

command_ "Add a question to the matrix"
keys Return
words $'10\t\t66\t\t14' # past each slider
picture row
keys ctrl+Return
until_ row set_has '"implied":0\.25,"stated":0\.12'
steady
# The matrix as a picture, by its menu.
press icon:more near "Questions by scenario"
press "Save as SVG…"
keys ctrl+a
words "$work/matrix.svg"
picture save
keys Return
until_ saved grep -q "</svg>" "$work/matrix.svg"
steady
command_ "Reconcile stated"
picture reconcile
keys ctrl+Return
until_ reconciled set_has '"implied":0\.25,"stated":0\.25'
steady

command_ "Place a signpost"
words $'A telephone rings\tin 3 months\t20\t\t80\t\t20'
keys ctrl+Return
until_ placed set_has '"text":"Atelephonerings"'
steady
command_ "Check a signpost"
picture check
keys ctrl+Return
until_ checked set_has '"status":"seen"'
steady
picture bayes
keys ctrl+Return
until_ taken set_has '"name":"Quietthaw","weight":0\.571'
steady

command_ "Say which scenario"
keys Down Down Down Return
picture resolve
keys ctrl+Return
until_ resolved holds scenarios '"outcome": "Quiet thaw"'
steady
picture resolved
keys ctrl+5
picture scores
close_window
as crane score crane.vane --json | tr -d '\n ' | grep -q '"questions":1' || fail "the set has no score: $(as crane score crane.vane)"
as crane check crane.vane >/dev/null || fail "check: $(as crane check crane.vane)"
finish
