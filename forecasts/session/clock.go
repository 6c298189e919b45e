//go:build !testclock

package session

import "time"

// machineClock is the clock that dates records.
var machineClock = time.Now
