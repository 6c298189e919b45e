#!/usr/bin/env bash
# A signal ends the window in order whenever it comes: while it opens, while it
# draws, and where several end at once.
. "$(dirname "$0")/common.sh"
export XDG_CONFIG_HOME=$work/config
mkdir "$XDG_CONFIG_HOME"
for n in 1 2 3; do as crane new $n.vane --as Crane >/dev/null; done

for delay in 0.05 0.1 0.2 0.3 0.5 0.8 1.2; do
	pids=()
	for n in 1 2 3; do
		XDG_STATE_HOME=$work/state-crane "$WEATHERVANE" $n.vane >$n.out 2>&1 &
		pids+=($!)
	done
	sleep $delay
	kill "${pids[@]}"
	for n in 1 2 3; do
		got=0
		wait "${pids[n - 1]}" || got=$?
		case $got in
		0 | 143) ;; # 143: before the program could listen
		*) fail "after $delay s the exit code is $got: $(head -5 $n.out)" ;;
		esac
		if grep -q '^panic\|^goroutine' $n.out; then fail "after $delay s: $(head -5 $n.out)"; fi
	done
done
for n in 1 2 3; do as crane check $n.vane >/dev/null; done
finish
