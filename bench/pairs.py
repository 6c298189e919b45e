#!/usr/bin/env python3
"""Times a program in turn with each of its peers, and compares pairs.

usage: pairs.py ROUNDS "NAME|COMMAND" "PEER|COMMAND" ...

Standard library only. A command is split at spaces. Wall time is of the whole
process; the peak of memory is what the kernel counted for it (ru_maxrss).
"""
import os, statistics, subprocess, sys, time


def run(command):
    """Wall seconds and peak MiB of one process; its output goes nowhere."""
    start = time.perf_counter()
    p = subprocess.Popen(command.split(" "), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(p.pid, 0)
    seconds = time.perf_counter() - start
    p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode:
        sys.exit("bench: %s ended with %d" % (command, p.returncode))
    return seconds, usage.ru_maxrss / 1024


def line(name, seconds, peaks):
    print("%-12s %7.2f s  (%.2f to %.2f)  peak %4.0f MiB"
          % (name, statistics.median(seconds), min(seconds), max(seconds), max(peaks)))


def main():
    rounds = int(sys.argv[1])
    (name, ours), *peers = [a.split("|", 1) for a in sys.argv[2:]]
    run(ours)  # the files are in memory from here on
    if not peers:
        line(name, *zip(*[run(ours) for _ in range(rounds)]))
    for peer, command in peers:
        run(command)
        pairs = [(run(ours), run(command)) for _ in range(rounds)]
        line(name, *zip(*[a for a, _ in pairs]))
        line(peer, *zip(*[b for _, b in pairs]))
        ratios = [a[0] / b[0] for a, b in pairs]
        print("%-12s %7.3f × %s  (%.3f to %.3f over %d pairs)\n"
              % ("ratio", statistics.median(ratios), peer, min(ratios), max(ratios), rounds))


main()
