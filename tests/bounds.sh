#!/usr/bin/env bash
# Files made to fill the memory of who reads them are refused with a clear sentence, in
# less than 100 MiB.
. "$(dirname "$0")/common.sh"
as me new w.vane --as Heron
XDG_STATE_HOME=$work/state-me python3 "$here/bounds.py" "$WEATHERVANE" || fail "what is above is not within bounds"
records w.vane me >after
grep -q '"records": 1' after || fail "something was imported: $(cat after)"
finish
