#!/usr/bin/env bash
# Addresses with a password or a token in them are typed in the real window: nothing of
# it is in any file afterwards, and the window says that it was left out.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

as crane new crane.vane --as Crane >/dev/null
q=$(made as crane ask crane.vane --title "Does the ferry sail?" --closes 2097-04-01)
told() { shows "Recorded without what looked"; picture "$1"; press icon:close near "Recorded without what looked"; }
open_window

# A question's title and source.
keys ctrl+n
words "Is usr:hunter2@host.example/tide high?"
keys Tab Tab
words "30 Jun 2097"
keys ctrl+Return
until_ asked holds questions '"title": "Is host.example/tide high?"'
told asked

# A forecast's rationale.
command_ "does the ferry sail"
keys ctrl+r
words 20
keys Tab Tab
words "See ann:hunter2@x.org/a and https://x.org/b?page=2&token=hunter2. Write to ann@x.org at 10:30@noon."
keys ctrl+Return
until_ rationale holds forecasts '"note": "See x.org/a and https://x.org/b?page=2. Write to ann@x.org at 10:30@noon."'
told forecast

# A revision of criteria.
keys ctrl+e
keys Tab Tab Tab Tab
words "By https://x.org/c?access_token=hunter2"
keys ctrl+Return
shows_record() { as crane show crane.vane "$q" --json | grep -q -- "$1"; }
until_ revised shows_record '"By https://x.org/c"'
told revised

# A comment.
close_window
if grep -rlaF hunter2 . | grep .; then fail "a secret is in these files"; fi
finish
