package evidence

import (
	"context"
	"io"
	"os"
	"os/exec"
	"runtime"
	"time"

	"weathervane/forecasts/articles"
)

// clipboardPage is the clipboard's HTML, or "" where there is none or the
// platform does not give it. The window system's own library offers text
// alone; on X and Wayland the usual tool is asked where it is installed.
func clipboardPage(ctx context.Context) string {
	var tool []string
	switch {
	case runtime.GOOS != "linux":
		return ""
	case os.Getenv("WAYLAND_DISPLAY") != "":
		tool = []string{"wl-paste", "--no-newline", "--type", "text/html"}
	case os.Getenv("DISPLAY") != "":
		tool = []string{"xclip", "-selection", "clipboard", "-target", "text/html", "-out"}
	default:
		return ""
	}
	ctx, stop := context.WithTimeout(ctx, 2*time.Second)
	defer stop()
	c := exec.CommandContext(ctx, tool[0], tool[1:]...)
	out, err := c.StdoutPipe()
	if err != nil || c.Start() != nil {
		return ""
	}
	page, readErr := io.ReadAll(io.LimitReader(out, articles.MaxBytes))
	stop() // what is left of a page too large is not waited for
	if c.Wait(); readErr != nil {
		return ""
	}
	return string(page)
}
