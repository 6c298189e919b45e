#!/usr/bin/env bash
# Outputs go to files of their kind by rename, through links to the file behind
# them, and into devices and pipes as they are; what fails after something was
# recorded ends with 3 and gives the ids. Root, who could replace a device of the
# machine, has copies of them.
. "$(dirname "$0")/common.sh"
as ann new w.vane --as Ann
q=$(made as ann ask w.vane --title "Rain?" --closes 2097-01-01)
f=$(made as ann forecast w.vane "$q" 20%)

# every OUT runs each command that writes an output to OUT.
every() {
	local out=$1
	shift
	"$@" "export" as ann export w.vane -o "$out"
	"$@" "prove" as ann prove w.vane "$f" -o "$out"
	"$@" "report" as ann report w.vane --form html -o "$out"
	"$@" "snapshot" as ann snapshot w.vane --page today -o "$out"
}

devices=/dev
if [ "$(id -u)" = 0 ]; then
	devices=$work/devices
	mkdir "$devices"
	{ mknod "$devices/null" c 1 3 && mknod "$devices/full" c 1 7 && : >"$devices/null"; } 2>/dev/null || devices=
fi
if [ -n "$devices" ]; then
	ln -s "$devices/null" null
	done_through() { code 0 "$1 to a device" "${@:2}"; }
	every null done_through
	[ -L null ] && [ -c "$devices/null" ] || fail "a device was replaced"

	ln -s "$devices/full" full
	refused_when_full() { refused "$1 to a full device" "${@:2}"; }
	every full refused_when_full
	[ -L full ] && [ -c "$devices/full" ] || fail "a full device was replaced"
else
	echo "outputs: no device can be made in $work, and root must not try those of the machine" >&2
fi

mkfifo pipe
into_pipe() {
	cat pipe >piped &
	code 0 "$1 into a pipe" "${@:2}"
	wait $!
	[ -p pipe ] || fail "$1: the pipe was replaced"
	[ -s piped ] || fail "$1: nothing came through the pipe"
}
every pipe into_pipe

standard() {
	code 0 "$1 to standard output" "${@:2}"
	[ ! -e ./- ] || fail "$1: a file is named -"
	head -c 4 out | LC_ALL=C grep -qaE '^(\{"we|<!DO|.PNG)' || fail "$1: standard output has $(head -c 60 out | tr -cd '[:print:]')"
	tail -c 200 out | grep -qa 'shown\|record 0\|1 question' && fail "$1: what is said stands among what is written"
	return 0
}
every - standard
every /dev/stdout standard
refused "two things on standard output" as ann export w.vane -o - --json

ln w.vane twin.vane
ln -s w.vane link.vane
touch w.vane-wal # may be there or not
for out in w.vane twin.vane link.vane w.vane-wal w.vane-shm .; do
	before=$(sha256sum <w.vane)
	destroys() { refused "$1 over $out" "${@:2}"; }
	every $out destroys
	[ "$before" = "$(sha256sum <w.vane)" ] || fail "an output changed the workspace"
done
rm -f twin.vane link.vane

as ann export w.vane -o one.forecasts >/dev/null
chmod 640 one.forecasts
ln -s one.forecasts latest.forecasts
made as ann forecast w.vane "$q" 30% >/dev/null
code 0 "export through a link" as ann export w.vane -o latest.forecasts
[ -L latest.forecasts ] || fail "the link was replaced"
[ "$(stat -c %a one.forecasts)" = 640 ] || fail "the permissions became $(stat -c %a one.forecasts)"
grep -q '"p":0.3' one.forecasts || fail "the file behind the link is the former one"

# Recorded, and then the answer cannot be written.
for command in "pin w.vane $q" "restore w.vane restored.vane" "comment w.vane $q well"; do
	got=0
	# shellcheck disable=SC2086 # words
	as ann $command >/dev/full 2>err || got=$?
	[ "$got" = 3 ] || fail "$command, whose answer finds no room: exit code $got, want 3: $(cat err)"
done
# Written, and then the answer cannot be.
mkdir shared
for command in "ann export w.vane -o said.forecasts" "ann prove w.vane $f -o said.proof" "ann report w.vane -o said.html" "ann snapshot w.vane --page today -o said.png" \
	"ann backup w.vane said.vane" "ann sync w.vane shared" "bob score sample: --plot said.svg"; do
	got=0
	# shellcheck disable=SC2086 # words
	as $command >/dev/full 2>err || got=$?
	[ "$got" = 3 ] || fail "$command, whose answer finds no room: exit code $got, want 3: $(cat err)"
	grep -q 'do not repeat' err || fail "$command: it is not said that it is done: $(cat err)"
done
[ "$(find . -name 'said.*' | wc -l)" = 6 ] || fail "what is said to be written is not there: $(ls)"
[ -n "$(ls shared)" ] || fail "what is said to be sent is not there"
as ann new quiet.vane --as Ann >/dev/full || fail "a new workspace has nothing to say, and finds no room for it"
before=$(as ann list w.vane forecasts --json | grep -c '"provenance"')
got=0
as ann forecast w.vane "$q" 40% >/dev/full 2>err || got=$?
[ "$got" = 3 ] || fail "a forecast whose answer finds no room: exit code $got, want 3: $(cat err)"
grep -qE '^[0-9a-f]{64}$' err || fail "the id of what was recorded is lost: $(cat err)"
grep -q 'do not repeat' err || fail "it is not said that it was recorded: $(cat err)"
{ got=0; as ann forecast w.vane "$q" 50% 2>err || echo $? >got; } | true
[ "$(cat got 2>/dev/null || echo 0)" != 2 ] || fail "a closed pipe hides what was recorded: $(cat err)"
[ "$(as ann list w.vane forecasts --json | grep -c '"provenance"')" = $((before + 2)) ] || fail "what was recorded is not there"
got=0
as ann list w.vane >/dev/full 2>err || got=$?
[ "$got" = 2 ] || fail "a list that finds no room: exit code $got, want 2"

# A state folder in which nothing can be written: nothing is recorded.
if [ "$(id -u)" = 0 ]; then
	mkdir small
	if mount -t tmpfs -o size=256k none small 2>/dev/null; then
		trap 'umount "$work/small"; chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
		cp -r state-ann/weathervane small/
		head -c 300000 /dev/zero >small/fill 2>/dev/null || true
		ask() { XDG_STATE_HOME=$work/small "$WEATHERVANE" "$@"; }
		before=$(records w.vane ann)
		refused "a forecast without room for its state" ask forecast w.vane "$q" 60%
		[ "$before" = "$(records w.vane ann)" ] || fail "something was recorded without its state"
		rm small/fill
		made ask forecast w.vane "$q" 60% >/dev/null
		as ann export w.vane -o small/x.forecasts >/dev/null
		kept=$(sha256sum <small/x.forecasts)
		head -c 300000 /dev/zero >small/fill 2>/dev/null || true
		refused "an export without room" as ann export w.vane -o small/x.forecasts
		[ "$kept" = "$(sha256sum <small/x.forecasts)" ] || fail "an export without room changed the former file"
	fi
else
	chmod a-w state-ann/weathervane/logs
	refused "a forecast without its state" as ann forecast w.vane "$q" 60%
	chmod u+w state-ann/weathervane/logs
fi
[ "$(as ann list w.vane logs --json | grep -c '"log"')" = 1 ] || fail "a fault left another log"
find . -name '.weathervane-*' | grep -q . && fail "temporary files are left: $(find . -name '.weathervane-*')"
code 0 check as ann check w.vane
code 0 verify as ann verify w.vane
finish
