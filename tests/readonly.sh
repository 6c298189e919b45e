#!/usr/bin/env bash
# What is read-only is read as everything else, and left as it is: every command
# that reads and the window, as a user without a home, on a file that may only be
# read. As root that is the user nobody on a disk mounted read-only, and on a
# writable one that belongs to root; elsewhere the rights to file and folder are
# taken away.
. "$(dirname "$0")/common.sh"
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
	[ -n "${READONLY_MOUNTS:-}" ] || { cd /; rm -rf "$work"; READONLY_MOUNTS=own exec unshare -m "$here/$(basename "$0")"; }
	mounts=yes
else
	mounts=
fi
. "$here/session.sh"

# What the reviewer gets: the program, and a folder with workspaces.
mkdir desk program given
cp "$WEATHERVANE" program/weathervane
as crane new desk/crane.vane --as Crane
q=$(made as crane ask desk/crane.vane --title "Will it rain?" --criteria "1 mm at the harbour" --opens 2020-01-01 --closes 2097-01-01 --tag rain)
f=$(made as crane forecast desk/crane.vane "$q" 30% --note "clouds")
late=$(made as crane ask desk/crane.vane --title "Will it snow?" --opens 2020-01-01 --closes 2097-01-01)
made as crane forecast desk/crane.vane "$late" 20% >/dev/null
printf 'A bulletin\n\nA front comes from the west on Friday, says the office.\n' >bulletin.txt
a=$(made as crane attach desk/crane.vane bulletin.txt)
made as crane find desk/crane.vane "$a" --quote "front comes from the west" --claim "A front" --question "$q" --lr 2 >/dev/null
s=$(made as crane scenario frame desk/crane.vane --title "Weather" --horizon 2097-01-01 --scenario Wet --scenario Dry)
after_a_tick
made as crane resolve desk/crane.vane "$late" no >/dev/null
as crane export desk/crane.vane -o crane.forecasts >/dev/null
made as crane comment desk/crane.vane "$q" "not signed yet" >/dev/null
as heron new heron.vane --as Heron
made as heron ask heron.vane --title "Will it hail?" --closes 2097-01-01 >/dev/null
as heron export heron.vane -o heron.forecasts >/dev/null

# One that a crash left with records in its log, and what SQLite says of it gone.
mkdir crashed
cp desk/crane.vane crashed/crane.vane
python3 - crashed/crane.vane <<'IN'
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("PRAGMA journal_mode=WAL")
db.execute("INSERT INTO settings VALUES ('left in the log', 'yes')")
db.commit()
os._exit(0)
IN
[ -s crashed/crane.vane-wal ] || fail "there is no write-ahead log to read"
mkdir unfolded earlier
cp crashed/crane.vane crashed/crane.vane-wal unfolded
gzip -dc "$here/../model/testdata/schema-1.vane.gz" >earlier/crane.vane
chmod -R a+rX . "$work"
chmod 777 given

# guest ARGUMENTS…: the program as somebody who has no home and owns nothing.
if [ -n "$mounts" ]; then
	for dir in desk crashed unfolded earlier; do
		mkdir "mounted-$dir"
		mount --bind "$dir" "mounted-$dir"
		mount -o remount,bind,ro "mounted-$dir"
	done
	trap '[ -z "$window" ] || close_window; umount "$work"/mounted-* 2>/dev/null; rm -rf "$work"' EXIT
	guest() { env -u HOME -u XDG_STATE_HOME -u XDG_CONFIG_HOME setpriv --reuid=nobody --regid=nogroup --clear-groups "$work/program/weathervane" "$@"; }
	places=(desk mounted-desk mounted-crashed mounted-unfolded mounted-earlier crashed unfolded earlier)
else
	chmod a-w desk crashed unfolded earlier desk/* crashed/* unfolded/* earlier/*
	guest() { env -u HOME -u XDG_STATE_HOME -u XDG_CONFIG_HOME "$work/program/weathervane" "$@"; }
	places=(desk crashed unfolded earlier)
fi

# lies FOLDER: what is in it, to the byte.
lies() { (cd "$1" && ls -la --time-style=full-iso | sed '/ \.\.$/d' && sha256sum *); }

# reads WHAT CODE ARGUMENTS…: the command answers, and leaves everything as it is.
reads() {
	local what=$1 want=$2
	shift 2
	code "$want" "$what" guest "$@"
	grep -q 'cannot\|read-only\|denied' err && fail "$what complains: $(cat err)"
	[ "$(lies "$place")" = "$was" ] || fail "$what leaves its folder otherwise: $(ls -la "$place")"
}

for place in "${places[@]}"; do
	was=$(lies "$place")
	w=$place/crane.vane
	rm -rf given/*
	reads "list" 0 list "$w"
	reads "check on $place" 0 check "$w"
	reads "verify on $place" 0 verify "$w"
	reads "backup on $place" 0 backup "$w" given/copy.vane
	code 0 "check of the backup" guest check given/copy.vane
	refused "retract on $place" guest ask "$w" --title T --closes 2097-01-01
	[ "$(lies "$place")" = "$was" ] || fail "ask leaves its folder otherwise: $(ls -la "$place")"
	reads "export on $place" 0 export "$w" -o given/all.forecasts
	code 0 "verify of the export" guest verify given/all.forecasts
	reads "a plan of an export on $place" 0 export "$w" --dry-run
	reads "a preview of an import on $place" 0 import "$w" heron.forecasts --dry-run
	case $place in
	*desk) ;;
	*) continue ;; # what is there in another way is read in the same one
	esac
	for what in questions forecasts articles findings scenarios logs records; do
		reads "list $what on $place" 0 list "$w" $what --json
	done
	reads "show on $place" 0 show "$w" "$q"
	reads "show an article on $place" 0 show "$w" "$a"
	reads "show a set on $place" 0 show "$w" "$s"
	reads "search on $place" 0 search "$w" rain
	reads "score on $place" 0 score "$w"
	reads "score by forecaster on $place" 0 score "$w" --by forecaster --intervals
	reads "score as of a day on $place" 0 score "$w" --as-of 2090-01-01 --by-clocks
	reads "coherence on $place" 0 coherence "$w"
	reads "leaning on $place" 0 leaning "$w" "$a"
	reads "prove on $place" 0 prove "$w" "$f" -o given/f.proof
	reads "verify of a proof on $place" 0 verify given/f.proof --against "$w"
	reads "verify of a file on $place" 0 verify crane.forecasts --against "$w"
	for form in html pdf xlsx csv md ics; do
		reads "report $form on $place" 0 report "$w" -o given/report.$form
	done
	for page in today questions scenarios evidence scores forecasters exchange; do
		reads "snapshot $page on $place" 0 snapshot "$w" --page $page -o given/$page.png
	done
	for writes in "ask $w --title T --closes 2097-01-01" "forecast $w $q 10%" "resolve $w $q yes" "comment $w $q T" "retract $w $f --why T" \
		"attach $w bulletin.txt" "import $w heron.forecasts" "sync $w given" "pin $w $q" "rebuild $w" "reveal $w $f" "withdraw $w $q" \
		"scenario weigh $w $s Wet=50% Dry=50%" "restore given/copy.vane $w"; do
		refused "$writes" guest $writes
		grep -q 'read-only\|you may write to' err || fail "$writes does not say that it is read-only: $(cat err)"
		[ "$(lies "$place")" = "$was" ] || fail "$writes leaves its folder otherwise: $(ls -la "$place")"
	done
done
code 0 "the sample without a state folder" guest list sample:
left=$(find "${TMPDIR:-/tmp}" -maxdepth 1 -name 'weathervane-*' -user "$(id -u nobody 2>/dev/null || id -u)" 2>/dev/null || true)
[ -z "$left" ] || fail "temporary files are left: $left"

# The window says so, records nothing, and shows what somebody else records.
place=${places[0]}
[ -z "$mounts" ] || place=mounted-desk
cat >guest-window <<IN
#!/bin/sh
cd "$work/$place" && exec env -u HOME -u XDG_STATE_HOME -u XDG_CONFIG_HOME ${mounts:+setpriv --reuid=nobody --regid=nogroup --clear-groups} "$work/program/weathervane" "\$@"
IN
chmod 755 guest-window
was=$(lies "$place")
program=$WEATHERVANE WEATHERVANE=$work/guest-window
open_window
keys ctrl+2
shows "Read-only" "Will it rain?"
picture read-only
keys ctrl+n
shows "This workspace is read-only"
picture refused
[ "$(lies "$place")" = "$was" ] || fail "the window leaves its folder otherwise: $(ls -la "$place")"
if [ -n "$mounts" ]; then
	XDG_STATE_HOME=$work/state-crane "$program" ask desk/crane.vane --title "Will it freeze?" --closes 2097-01-01 >/dev/null
	shows "Will it freeze?"
	was=$(lies "$place")
fi
close_window
[ "$(lies "$place")" = "$was" ] || fail "the window, closed, leaves its folder otherwise: $(ls -la "$place")"

finish
