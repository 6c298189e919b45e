#!/usr/bin/env bash
# The user's key is missing, damaged, unreadable, swapped or another user's: it is
# said in one sentence before anything is written, nobody becomes a new forecaster
# without knowing, and what only reads needs no key.
. "$(dirname "$0")/common.sh"

as heron new own.vane --as Heron
q=$(made as heron ask own.vane --title "Will it rain?" --closes 2097-01-01)
made as heron forecast own.vane "$q" 40% >/dev/null
as crane new crane.vane --as Crane
key=state-heron/weathervane/key
cp "$key" kept
logs() { as "$1" list "$2" logs --json | grep -c '"log"'; }

# reads WHAT: everything that only reads works.
reads() {
	local c
	for c in "list own.vane" "list own.vane forecasts" "show own.vane $q" "verify own.vane" "check own.vane" "search own.vane rain" \
		"export own.vane --dry-run --by Crane" "report own.vane -o own.html" "snapshot own.vane --page today -o own.png" "coherence own.vane" \
		"verify crane.forecasts" "verify crane.forecasts --against own.vane" "import own.vane crane.forecasts --dry-run"; do
		code 0 "$1: $c" as heron $c
	done
	got=0
	as heron score own.vane >out 2>err || got=$?
	[ "$got" = 1 ] || fail "$1: score is $got: $(cat err)"
}

# says_no WHAT WORDS: whatever records or signs is refused with these words.
says_no() {
	local before c
	before=$(records own.vane heron)
	for c in "forecast own.vane $q 50%" "ask own.vane --title Other --closes 2097-01-01" "comment own.vane $q well" "import own.vane crane2.forecasts" \
		"export own.vane -o out.forecasts" "sync own.vane place" "new other.vane --as Heron"; do
		[ "$1 ${c%% *}" = "swapped new" ] && continue # another key is good for another workspace
		refused "$1: $c" as heron $c
		grep -q -- "$2" err || fail "$1: $c says $(cat err)"
	done
	[ ! -e other.vane ] || fail "$1: a workspace is made"
	[ ! -e out.forecasts ] || fail "$1: a file is exported"
	[ "$before" = "$(records own.vane heron)" ] || fail "$1: something is recorded"
}
made as crane ask crane.vane --title "And snow?" --closes 2097-01-01 >/dev/null
as crane export crane.vane -o crane.forecasts >/dev/null
as heron import own.vane crane.forecasts >/dev/null
made as crane ask crane.vane --title "And hail?" --closes 2097-01-01 >/dev/null
as crane export crane.vane -o crane2.forecasts >/dev/null
mkdir place

trial() {
	reads "$1"
	says_no "$1" "$2"
	[ -z "${3-}" ] || [ ! -e "$key" ] || fail "$1: a key is made"
	chmod 600 "$key" 2>/dev/null || true
	rm -rf "$key"
	cp -p kept "$key"
	code 0 "$1, and put back" as heron verify own.vane
}
rm "$key"
trial missing "the key .*/key, which signed .*, is missing: put back" none
: >"$key"
trial empty "/key is empty: put back"
head -c 40 kept >"$key"
trial truncated "/key is cut off or damaged: put back"
tr '0-9a-f' 'g-v' <kept >"$key"
trial damaged "/key is damaged: put back"
rm "$key" && mkdir "$key"
trial folder "/key is a folder: put back"
ln -sf "$work/nothing" "$key"
trial dangling "/key is a link to a file that is not there: put back" 
cp state-crane/weathervane/key "$key"
trial swapped "/key is not the one that signed the log of Heron here: put back"
if [ "$(id -u)" = 0 ]; then
	chown 65534 "$key"
	trial foreign "/key belongs to another user of this machine: put back"
else
	chmod 000 "$key"
	trial unreadable "/key cannot be read (permission denied): put back"
fi
made as heron forecast own.vane "$q" 45% >/dev/null
[ "$(logs heron own.vane)" = 2 ] || fail "with the key put back there are $(logs heron own.vane) logs"

# Whoever has no key yet says who they are, or makes a workspace of their own.
cp own.vane theirs.vane
refused "a newcomer who says nothing" as ibis forecast theirs.vane "$q" 20%
grep -q -- "nobody has said who records here.*--as NAME" err || fail "a newcomer is told $(cat err)"
[ ! -e state-ibis/weathervane/key ] || fail "a newcomer has a key without knowing"
code 0 "a newcomer reads" as ibis list theirs.vane
refused "a newcomer under a name that is taken" as ibis forecast theirs.vane "$q" 20% --as heron
grep -q "a log here is of Heron already" err || fail "a taken name: $(cat err)"
made as ibis forecast theirs.vane "$q" 20% --as Ibis >/dev/null
made as ibis forecast theirs.vane "$q" 25% >/dev/null
as ibis list theirs.vane logs | grep -q Ibis || fail "the newcomer's log is not under the name given"
[ "$(logs ibis theirs.vane)" = 3 ] || fail "a newcomer makes $(logs ibis theirs.vane) logs"
[ "$(stat -c %a state-ibis/weathervane/key)" = 600 ] || fail "others may read the key"

# Nobody becomes a new forecaster under the login name.
refused "a new beginning without a name" as heron forecast own.vane "$q" 60% --as-new
grep -q "say --as NAME" err || fail "a new beginning without a name: $(cat err)"

# A key that is lost for good: said with both flags, one begins with a new key.
rm "$key"
made as heron forecast own.vane "$q" 60% --as "Heron the second" --as-new >/dev/null
made as heron forecast own.vane "$q" 61% >/dev/null
[ "$(logs heron own.vane)" = 3 ] || fail "a new beginning makes $(logs heron own.vane) logs"
code 0 "export after a new beginning" as heron export own.vane -o new.forecasts
code 0 "verify of it" as reader verify new.forecasts

# The key is on the disk before the first record that it signs is acknowledged.
if command -v strace >/dev/null; then
	XDG_STATE_HOME=$work/state-teal strace -f -y -o trace -e trace=fsync,fdatasync,linkat,renameat,renameat2,write "$WEATHERVANE" new teal.vane --as Teal
	awk '/linkat\(.*\/key"/ { linked = NR } linked && /f(data)?sync\(.*state-teal\/weathervane>/ { ok = 1 } END { exit !ok }' trace || fail "the folder of the key is not synced after the key is there"
fi
finish
