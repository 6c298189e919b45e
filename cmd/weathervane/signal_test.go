package main

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"weathervane/files"
)

// A command that a signal interrupts says so, prints no answer, and ends with
// the code that shells know.
func TestASignalEndsACommand(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	file := filepath.Join(t.TempDir(), "w.vane")
	if code, _, errs := try(t, "new", file, "--as", "Crane"); code != 0 {
		t.Fatalf("code %d: %s", code, errs)
	}
	silent, _ := io.Pipe() // nobody writes to it
	for by, want := range map[syscall.Signal]int{syscall.SIGTERM: 143, syscall.SIGINT: 130} {
		for _, args := range []string{"list " + file + " questions", "attach " + file + " -", "new " + file + "2"} {
			ctx, cancel := context.WithCancelCause(t.Context())
			cancel(ended{by})
			var out, errs bytes.Buffer
			code := newProgram(ctx, silent, &errs).run(ctx, strings.Fields(args), &out, &errs)
			if code != want || out.Len() > 0 || errs.String() != "weathervane: ended by a signal ("+by.String()+")\n" {
				t.Errorf("%s: code %d, prints %q, says %q", args, code, out.String(), errs.String())
			}
		}
	}
}

// A signal that comes while standard input gives nothing is heard.
func TestASignalEndsAReadThatWaits(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, writer := io.Pipe()
	defer writer.Close()
	waits := make(chan struct{})
	read := make(chan error)
	go func() {
		_, err := files.Reader(ctx, signalled{in, waits}).Read(make([]byte, 8))
		read <- err
	}()
	<-waits
	cancel()
	if err := <-read; err != context.Canceled {
		t.Errorf("the read gives %v", err)
	}
}

// signalled tells when it is asked for something.
type signalled struct {
	io.Reader
	asked chan struct{}
}

func (s signalled) Read(b []byte) (int, error) {
	close(s.asked)
	return s.Reader.Read(b)
}

func TestWhatIsReadIsReadWhole(t *testing.T) {
	want := strings.Repeat("0123456789", 10_000)
	got, err := io.ReadAll(files.Reader(t.Context(), strings.NewReader(want)))
	if err != nil || string(got) != want {
		t.Errorf("%d of %d bytes, %v", len(got), len(want), err)
	}
}

// A mistake in the program is told in a sentence, and traced behind it.
func TestAPanicOfACommandIsTold(t *testing.T) {
	var out, errs bytes.Buffer
	code := newProgram(t.Context(), nil, &errs).run(t.Context(), []string{"attach", "sample:", "-"}, &out, &errs) // there is no input to read
	if code != 2 || out.Len() > 0 || !strings.Contains(errs.String(), ": a mistake in the program (") || !strings.Contains(errs.String(), "cmd/weathervane") {
		t.Errorf("code %d, prints %q, says %q", code, out.String(), errs.String())
	}
}
