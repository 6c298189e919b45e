//go:build testclock

package session

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// machineClock is the machine's clock, set fast or slow by WEATHERVANE_CLOCK: an
// offset such as +25h or -10m, or the path of a file that holds one, which is
// read each time. Programs that are handed out are built without it.
func machineClock() time.Time {
	said := os.Getenv("WEATHERVANE_CLOCK")
	if said == "" {
		return time.Now()
	}
	if b, err := os.ReadFile(said); err == nil {
		said = strings.TrimSpace(string(b))
	}
	offset, err := time.ParseDuration(said)
	if err != nil {
		fmt.Fprintln(os.Stderr, "weathervane: WEATHERVANE_CLOCK is neither an offset nor a file that holds one:", err)
		os.Exit(2)
	}
	return time.Now().Add(offset)
}
