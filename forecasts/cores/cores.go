// Package cores shares work out among the cores of the machine. The work must
// give the same result on one core as on many. A panic in shared work is raised
// again on the goroutine that waits for it, where it can be caught.
package cores

import (
	"context"
	"runtime"
	"sync/atomic"
)

// most is how many are used, however many there are.
const most = 8

// Count is how many cores are used.
func Count() int { return min(runtime.GOMAXPROCS(0), most) }

// Each calls do for 0 to n-1, several at a time, and waits for all. With one core
// or one call, it runs on the caller's goroutine.
func Each(n int, do func(i int)) {
	workers := min(n, Count())
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var all Group
	for range workers {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}

// All runs independent functions and waits for them.
func All(things ...func()) { Each(len(things), func(i int) { things[i]() }) }

// Until is Each until the context ends.
func Until(ctx context.Context, n int, do func(i int)) {
	Each(n, func(i int) {
		if ctx.Err() == nil {
			do(i)
		}
	})
}
