#!/usr/bin/env bash
# with-display.sh COMMAND…: runs a command on a virtual display of its own, with
# OpenGL in software, and ends the display with it.
set -euo pipefail

size=${DISPLAY_SIZE:-1440x900}
work=$(mktemp -d)
server=
finish() {
	if [ -n "$server" ]; then
		kill "$server" 2>/dev/null || true
		wait "$server" 2>/dev/null || true
	fi
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The server chooses a free number and writes it once it takes clients.
# Its picture lies in a file, for tests that wait until nothing moves. It does not
# start again when its last client leaves: a program that just came would be refused.
Xvfb -displayfd 3 -noreset -screen 0 "${size}x24" -fbdir "$work" -nolisten tcp +extension GLX 3>"$work/number" >"$work/log" 2>&1 &
server=$!
for _ in $(seq 600); do
	[ -s "$work/number" ] && break
	if ! kill -0 "$server" 2>/dev/null; then break; fi
	sleep 0.1
done
if ! [ -s "$work/number" ]; then
	echo "weathervane: the virtual display did not start:" >&2
	cat "$work/log" >&2
	exit 1
fi

unset WAYLAND_DISPLAY XAUTHORITY
export DISPLAY=":$(tr -d '[:space:]' <"$work/number")" LIBGL_ALWAYS_SOFTWARE=1 WINDOW_PIXELS=$work/Xvfb_screen0
"$@"
