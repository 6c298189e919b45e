#!/usr/bin/env bash
# A signal ends the program in order whenever it comes: the window while it
# starts, opens and draws, and where several end at once; a command while it
# reads, waits and writes. SIGNALS=N tries each instant N times.
. "$(dirname "$0")/common.sh"
export XDG_CONFIG_HOME=$work/config
mkdir "$XDG_CONFIG_HOME"
for n in 1 2 3; do as crane new $n.vane --as Crane >/dev/null; done
cp "$here/../assets/sample.forecasts" sample.forecasts
mkfifo silent
exec 8<>silent # what is read from it never comes
heard=0 # how many commands listened already, and ended by the signal

# starts ARGUMENTS…: the program in the background, where the shell would let
# it ignore SIGINT; its id is $started. A signal that comes while it is still a
# copy of this shell may be lost with the shell: so that copy is waited for.
starts() {
	set -m
	XDG_STATE_HOME=$work/state-crane "$WEATHERVANE" "$@" &
	started=$!
	set +m
	until [ "/proc/$started/exe" -ef "$WEATHERVANE" ] || ! kill -0 "$started" 2>/dev/null; do :; done
}

# ended PID CODES WHAT LOG: the process ends within a minute, with one of the
# codes, and tells of no mistake.
ended() {
	local got=0 until=$((SECONDS + 60))
	while kill -0 "$1" 2>/dev/null && [ $SECONDS -lt $until ]; do sleep 0.02; done
	kill -9 "$1" 2>/dev/null || true
	wait "$1" || got=$?
	[[ " $2 " == *" $got "* ]] || fail "$3: the exit code is $got: $(head -30 "$4")"
	if grep -q '^panic\|^goroutine\|mistake' "$4"; then fail "$3: $(head -30 "$4")"; fi
	if grep -q 'ended by a signal' "$4"; then heard=$((heard + 1)); fi
}

# windows DELAY SIGNAL CODE: three windows at once, and a signal to each.
windows() {
	local n pids=()
	for n in 1 2 3; do
		starts $n.vane >$n.out 2>&1
		pids+=("$started")
	done
	sleep "$1"
	kill -"$2" "${pids[@]}"
	for n in 1 2 3; do # CODE is the system's: the signal came before the program listened
		ended "${pids[n - 1]}" "0 $3" "a window, SIG$2 after $1 s" $n.out
	done
}

# interrupts DELAY SIGNAL CODE ARGUMENTS…: a command ends by the signal, or is
# done before it.
interrupts() {
	local delay=$1 signal=$2 want=$3
	shift 3
	starts "$@" >command.out 2>command.err <&8
	sleep "$delay"
	kill -"$signal" "$started" 2>/dev/null || true # it may have ended
	ended "$started" "0 $want" "$*, SIG$signal after $delay s" command.err
}

for ((i = 0; i < ${SIGNALS:-1}; i++)); do
	for delay in 0 0.005 0.01 0.02 0.035 0.05 0.075 0.1 0.15 0.2 0.3 0.5 0.8 1.2; do
		windows $delay TERM 143
		interrupts $delay TERM "143 3" import 1.vane sample.forecasts # 3: it was recorded by then
		interrupts $delay TERM 143 attach 2.vane -
		interrupts $delay INT 130 score sample: --intervals
	done
	windows 0.1 INT 130
done
[ "$heard" -gt 0 ] || fail "no command heard a signal"
for n in 1 2 3; do as crane check $n.vane >/dev/null || fail "$n.vane is not in order"; done
finish
