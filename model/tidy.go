package model

import (
	"runtime/debug"
	"sync"
)

// tidying counts who works tidily, and has what the collector was set to before the
// first of them.
var tidying struct {
	sync.Mutex
	many, usual int
}

// Tidily lets the program make little garbage before it collects it, while very much
// is brought: the tables take far longer than collecting. The last of those who called
// it and then the function goes back to what was before.
func Tidily() (done func()) {
	tidying.Lock()
	defer tidying.Unlock()
	if tidying.many++; tidying.many == 1 {
		tidying.usual = debug.SetGCPercent(25)
	}
	return func() {
		tidying.Lock()
		defer tidying.Unlock()
		if tidying.many--; tidying.many == 0 {
			debug.SetGCPercent(tidying.usual)
		}
	}
}
