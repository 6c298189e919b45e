#!/usr/bin/env bash
# open-and-close.sh PROGRAM…: starts the program on the present display, waits
# for its window, and ends it.
set -euo pipefail

log=$(mktemp)
"$@" >"$log" 2>&1 &
program=$!
finish() {
	kill "$program" 2>/dev/null || true
	wait "$program" 2>/dev/null || true
	rm -f "$log"
}
trap finish EXIT

started=$(date +%s%N)
until window=$(xdotool search --onlyvisible --pid "$program" 2>/dev/null) && [ -n "$window" ]; do
	if ! kill -0 "$program" 2>/dev/null || [ $((($(date +%s%N) - started) / 1000000000)) -ge 60 ]; then
		echo "weathervane: the window did not open:" >&2
		cat "$log" >&2
		exit 1
	fi
	sleep 0.05
done
title=$(xdotool getwindowname "${window%%$'\n'*}" 2>/dev/null || true)
echo "The window \"$title\" opened after $((($(date +%s%N) - started) / 1000000)) ms."
