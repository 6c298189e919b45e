package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"weathervane/assets/words"
)

// meter shows on a terminal how far a command is, once it has taken a second.
type meter struct {
	out     io.Writer
	hush    *bool
	mu      sync.Mutex
	started time.Time
	shown   int // the percentage shown, -1 if none is
}

// terminal is w if it is a terminal, else nil.
func terminal(w io.Writer) io.Writer {
	f, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return f
}

func newMeter(out io.Writer, hush *bool) *meter {
	return &meter{out: out, hush: hush, started: time.Now(), shown: -1}
}

func (m *meter) tell(share float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := int(share * 100)
	if m.out == nil || *m.hush || now == m.shown || time.Since(m.started) < time.Second {
		return
	}
	m.shown = now
	fmt.Fprint(m.out, "\r"+words.Progress(now))
}

// clear removes the percentage.
func (m *meter) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.shown >= 0 {
		fmt.Fprint(m.out, "\r     \r")
		m.shown = -1
	}
}
