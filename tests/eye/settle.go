package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// looks is how often in a row the program must be found at rest.
const looks = 4

// settle waits until a program rests: it has answered whatever keys and presses
// were sent before, it draws nothing new, and no thread of it runs, wants to run
// or waits for a disk, at several looks. On a machine that is busy otherwise all
// this takes longer and means the same.
func settle(window uint32, pid string, most time.Duration) error {
	d, err := connect()
	if err != nil {
		return err
	}
	why, before, rests := "", uint64(0), 0
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if err := d.ping(window, end); err != nil {
			return fmt.Errorf("the window does not answer: %w", err)
		}
		p, err := look()
		if err != nil {
			return err
		}
		working, err := works(pid)
		if err != nil {
			return err
		}
		sum := p.sum()
		switch {
		case working:
			why, rests = "works", 0
		case sum != before:
			why, rests = "draws", 0
		default:
			rests++
		}
		if rests == looks {
			return nil
		}
		before = sum
	}
	return fmt.Errorf("the program still %s after %v", why, most)
}

// works reports whether a thread of a process runs, wants to, or waits for a disk.
func works(pid string) (bool, error) {
	stats, err := filepath.Glob(filepath.Join("/proc", pid, "task", "*", "stat"))
	if err != nil || len(stats) == 0 {
		return false, fmt.Errorf("there is no process %s", pid)
	}
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue // the thread has ended
		}
		line := string(b)
		switch state := line[strings.LastIndexByte(line, ')')+2]; state {
		case 'R', 'D':
			return true, nil
		case 'Z', 'X':
			return false, fmt.Errorf("the process %s has ended", pid)
		}
	}
	return false, nil
}
