#!/usr/bin/env bash
# A sample of the battery (tests/faults): faults at system calls of writing commands,
# flipped bits, kills, a full disk, many writers, a file that moves. make faults
# does all of it. FAULTS=N is for how many seconds.
. "$(dirname "$0")/common.sh"
timeout 300 python3 "$here/faults/battery.py" "$WEATHERVANE" --seconds "${FAULTS:-40}" ${SEED:+--seed "$SEED"} >battery.txt || { cat battery.txt; fail "a fault was not survived: the seed repeats it (SEED=N)"; }
tail -1 battery.txt
finish
