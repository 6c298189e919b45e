#!/usr/bin/env bash
# A bad row of a large table is told with its line wherever it stands, in about the time
# that a good table takes; a signal ends the reading and the recording whenever it comes,
# and nothing is written. LONG=1 tries 200 of each on 400 000 rows.
. "$(dirname "$0")/common.sh"
rows=20000 times=6
[ -z "${LONG:-}" ] || rows=400000 times=200
mkdir large
(cd large && XDG_STATE_HOME=$work/state-me python3 "$here/large.py" "$WEATHERVANE" "$rows" "$times") || fail "what is above is wrong"
finish
