package cores

import (
	"context"
	"runtime"
	"testing"
)

func TestEverythingIsDoneOnce(t *testing.T) {
	for _, cores := range []int{1, 3} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		for _, n := range []int{0, 1, 2, 1000} {
			done := make([]int, n)
			Each(n, func(i int) { done[i]++ })
			for i, times := range done {
				if times != 1 {
					t.Errorf("on %d cores, thing %d of %d is done %d times", cores, i, n, times)
				}
			}
		}
	}
}

func TestNothingIsDoneAfterTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	Until(ctx, 10, func(int) { t.Error("something is done") })
}
