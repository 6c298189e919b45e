#!/usr/bin/env bash
# A signal ends every command within a second, also one that waits for a pipe,
# reads a device that gives for ever, computes or draws; the second one ends it at
# once. What is read more than once is refused at once if it is no file.
. "$(dirname "$0")/common.sh"
as ann new w.vane --as Ann
q=$(made as ann ask w.vane --title "Rain?" --closes 2097-01-01)
f=$(made as ann forecast w.vane "$q" 20%)
mkfifo silent silent.html silent.csv silent.png
exec 8<>silent 9<>silent.csv # opened, and nothing comes
ln -s /dev/zero zero.csv
ln -s /dev/zero zero.md
python3 - >big.csv <<'P'
print("question_id,forecaster,made_at,probability,outcome")
for q in range(3000):
    for f in range(12):
        print(f"q{q},f{f},2024-01-{1 + q % 28:02d}T00:00:00Z,{(q * 7 + f * 13) % 97 / 100 + 0.01:.2f},{q % 2}")
P

# ends WHAT SIGNAL CODE ARGUMENTS…: the command is ended by the signal, in time. It
# has a second from then on, and another one for a busy machine.
ends() {
	local what=$1 signal=$2 want=$3 got=0 began
	shift 3
	set -m
	XDG_STATE_HOME=$work/state-ann "$WEATHERVANE" "$@" >command.out 2>command.err <silent &
	local pid=$!
	set +m
	sleep 0.4
	kill -"$signal" $pid 2>/dev/null || true
	began=$(date +%s%3N)
	while kill -0 $pid 2>/dev/null && [ $(($(date +%s%3N) - began)) -lt 2000 ]; do sleep 0.02; done
	if kill -9 $pid 2>/dev/null; then fail "$what: still runs two seconds after SIG$signal"; fi
	wait $pid || got=$?
	[[ " $want " == *" $got "* ]] || fail "$what: exit code $got, want $want: $(head -c 300 command.err)"
}

for by in "TERM 143" "INT 130"; do
	read -r signal want <<<"$by"
	ends "attach from a pipe" $signal $want attach w.vane silent.html
	ends "attach from standard input" $signal $want attach w.vane -
	ends "attach from a device" $signal "$want 2" attach w.vane zero.md
	ends "a table from a pipe" $signal $want score silent.csv
	ends "questions from a pipe" $signal $want score big.csv --questions silent
	ends "a table from a device" $signal "$want 2" score zero.csv
	ends "intervals" $signal "$want 0" score big.csv --intervals --peer --by forecaster
	ends "a plot" $signal "$want 0" score big.csv --plot big.png
	ends "an export into a pipe that nobody reads" $signal $want export w.vane -o silent.png
	ends "a proof into it" $signal $want prove w.vane "$f" -o silent.png
	ends "a report into it" $signal $want report w.vane --form html -o silent.png
	ends "a picture into it" $signal $want snapshot w.vane --page today -o silent.png
	ends "a picture" $signal "$want 0" snapshot sample: --page scores --size 9000x9000 -o large.png
	ends "a report" $signal "$want 0" report sample: -o all.pdf
	ends "a score of a workspace" $signal "$want 0" score sample: --intervals --conventions
	ends "coherence" $signal "$want 0 1" coherence sample: --by "the team"
done

for file in silent zero.csv .; do
	for command in "list $file" "show $file $q" "score w.vane --as-of 2030-01-01 $file" "import w.vane $file" "verify $file" "verify w.vane --against $file" \
		"restore $file w.vane" "restore w.vane $file" "backup $file b.vane" "check $file" "rebuild $file" "forecast $file $q 20%" "ask $file --title T --closes 2097-01-01" \
		"export $file -o x.forecasts" "report $file -o x.html" "snapshot $file --page today -o x.png" "coherence $file" "search $file rain" "sync $file ."; do
		# shellcheck disable=SC2086 # words
		code 2 "$command" timeout 5 env XDG_STATE_HOME="$work/state-ann" "$WEATHERVANE" $command
	done
done
# Neither what somebody else put beside a workspace or into the folder for temporary
# files holds a command up.
for tail in -wal -shm -journal; do
	cp w.vane "trap$tail.vane"
	mkfifo "trap$tail.vane$tail"
	for command in "list" "check" "forecast" "score"; do
		refused "$command beside a pipe called $tail" timeout 5 env XDG_STATE_HOME="$work/state-ann" "$WEATHERVANE" $command "trap$tail.vane" $([ $command = forecast ] && echo "$q 20%")
	done
done
mkdir -p temp/weathervane-read-trap
mkfifo "temp/weathervane-read-trap/in use"
code 0 "a report of an earlier day beside a trap" timeout 5 env TMPDIR="$work/temp" XDG_STATE_HOME="$work/state-ann" "$WEATHERVANE" report w.vane -o earlier.html --as-of 2090-01-01
find . -name 'x.*' | grep -q . && fail "a refused command wrote a file"
code 0 check as ann check w.vane
finish
