#!/usr/bin/env bash
# The window that follows the system turns dark and light with it while it is
# open, and opens as the system then is.
if ! command -v dbus-run-session >/dev/null; then
	echo "follow: skipped, there is no dbus-run-session" >&2
	exit 0
fi
if [ -z "${IN_SESSION:-}" ]; then
	IN_SESSION=1 exec dbus-run-session -- "$0"
fi
. "$(dirname "$0")/common.sh"
. "$here/session.sh"

(cd "$here/.." && go build -o "$work/portal" ./tests/portal)
mkfifo "$work/schemes" "$work/told"
"$work/portal" <"$work/schemes" >"$work/told" &
exec 4>"$work/schemes" 5<"$work/told"

# scheme N: the desktop is so from now on, and has told everyone.
scheme() {
	echo "$1" >&4
	read -r <&5
}

light() { [ "$(import -window root -resize 1x1! -colorspace gray -format '%[fx:mean>0.5]' info:)" = 1 ]; }
dark() { ! light; }

as crane new crane.vane --as Crane
scheme 2
open_window
command_ "theme as the system"
until_ light light
scheme 1
until_ dark dark
picture dark
scheme 2
until_ light-again light
scheme 1
until_ dark-again dark
close_window
open_window
until_ opened-dark dark
command_ "light theme"
until_ chosen-light light
scheme 2
scheme 1
steady
light || fail "a theme that was chosen goes with the system"
picture chosen
close_window
exec 4>&-
finish
