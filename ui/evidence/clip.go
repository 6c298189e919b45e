package evidence

import (
	"context"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts/articles"
)

// clipboardPage is the clipboard's HTML, or "" if there is none or the platform
// does not give it. The window system's own library offers text alone; on X and
// Wayland the usual tool is asked where it is installed. It is asked for the
// kinds on offer first: some owners answer with plain text whatever kind they are
// asked for, and its lines would be lost as HTML.
func clipboardPage(ctx context.Context) string {
	var kinds, page []string
	switch {
	case runtime.GOOS != "linux":
		return ""
	case os.Getenv("WAYLAND_DISPLAY") != "":
		kinds = []string{"wl-paste", "--list-types"}
		page = []string{"wl-paste", "--no-newline", "--type", "text/html"}
	case os.Getenv("DISPLAY") != "":
		kinds = []string{"xclip", "-selection", "clipboard", "-target", "TARGETS", "-out"}
		page = []string{"xclip", "-selection", "clipboard", "-target", "text/html", "-out"}
	default:
		return ""
	}
	ctx, stop := context.WithTimeout(ctx, 2*time.Second)
	defer stop()
	if !slices.Contains(strings.Fields(output(ctx, kinds)), "text/html") {
		return ""
	}
	return output(ctx, page)
}

// output is what a tool prints, or "" where it fails; what goes beyond the
// size of an article is not waited for.
func output(ctx context.Context, tool []string) string {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	c := exec.CommandContext(ctx, tool[0], tool[1:]...)
	out, err := c.StdoutPipe()
	if err != nil || c.Start() != nil {
		return ""
	}
	text, err := io.ReadAll(io.LimitReader(out, articles.MaxBytes))
	stop()
	_ = c.Wait() // it was stopped
	if err != nil {
		return ""
	}
	return string(text)
}
