package cores

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
)

func breaks() { panic(io.ErrUnexpectedEOF) }

// Whatever the number of cores, a panic in shared work reaches whoever waits.
func TestAPanicInSharedWorkBecomesAnError(t *testing.T) {
	for _, cores := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		for name, work := range map[string]func(){
			"each": func() {
				Each(100, func(i int) {
					if i == 57 {
						breaks()
					}
				})
			},
			"all":   func() { All(func() {}, breaks, breaks) },
			"until": func() { Until(t.Context(), 3, func(int) { breaks() }) },
			"nested": func() {
				Each(3, func(int) { All(func() {}, func() { Each(2, func(int) { breaks() }) }) })
			},
			"group": func() {
				var g Group
				g.Go(breaks)
				g.Wait()
			},
			"here": breaks,
		} {
			err := Catch(func() error { work(); return nil })
			var p *Panic
			if !errors.As(err, &p) || p.Value != io.ErrUnexpectedEOF || errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("%s on %d cores: %v", name, cores, err)
				continue
			}
			if said := err.Error(); !strings.Contains(said, io.ErrUnexpectedEOF.Error()) || strings.Contains(said, "\n") {
				t.Errorf("%s on %d cores says %q", name, cores, said)
			}
			if trace := Trace(err); !strings.Contains(trace, "cores.breaks(") || !strings.Contains(trace, "panic_test.go") {
				t.Errorf("%s on %d cores: the trace does not lead to the mistake:\n%s", name, cores, trace)
			}
		}
	}
}

// The others are waited for, so that nothing runs on behind an error.
func TestAPanicLeavesNothingRunning(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	done := false
	broke := make(chan struct{})
	err := Catch(func() error {
		All(
			func() { defer close(broke); panic("a mistake") },
			func() { <-broke; done = true },
		)
		return nil
	})
	if err == nil || !done {
		t.Errorf("%v, and the other one is done: %v", err, done)
	}
}

func TestCatchLeavesErrorsAsTheyAre(t *testing.T) {
	for _, want := range []error{nil, io.EOF} {
		if err := Catch(func() error { return want }); err != want || Trace(err) != "" {
			t.Errorf("%v became %v, with the trace %q", want, err, Trace(err))
		}
	}
}
