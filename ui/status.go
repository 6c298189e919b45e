package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// statusBar is the window's last row, and the message that appears above it.
type statusBar struct {
	icon  *widgets.Icon
	left  []*widgets.Text
	right *widgets.Text
	// standing tells that right says how the user's forecasts score now.
	standing bool

	sample *fyne.Container
	object *fyne.Container

	toast   *fyne.Container
	ground  *widgets.Fill
	mark    *widgets.Icon
	message *widgets.Paragraph
	runner  *Runner
	size    fyne.Size
	bottom  float32

	bar      *widgets.ProgressBar
	working  *fyne.Container // shown while work goes on for long
	cancel   *widgets.Button
	goesOn   *widgets.Text
	warns    bool // what is said is a warning
	slowSlot string
	stopWork func()
}

const sampleSentence = "Made-up forecasters and forecasts, to look around in"

func newStatusBar(r *Runner) *statusBar {
	b := &statusBar{runner: r, icon: widgets.NewIcon("tick", theme.Good, 14)}
	small := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	for range 3 {
		b.left = append(b.left, widgets.NewText("", small))
	}
	b.right = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	b.sample = widgets.HBox(6, widgets.NewChip("Sample", widgets.Cautious), widgets.NewText(sampleSentence, small))
	b.sample.Hide()
	// A picture without a display clips a list within a scroll by the list alone:
	// what it draws too far down lies under this ground.
	ground, edge := widgets.NewFill(theme.Bg, theme.None, 0), widgets.NewHairline()
	seps := []*widgets.Hairline{widgets.NewHairline(), widgets.NewHairline(), widgets.NewHairline()}
	objects := []fyne.CanvasObject{ground, edge, b.icon, b.right, b.sample}
	for i := range b.left {
		objects = append(objects, b.left[i], seps[i])
	}
	b.object = widgets.Arrange(func(s fyne.Size) {
		widgets.Put(ground, 0, 0, s.Width, s.Height)
		widgets.Put(edge, 0, 0, s.Width, 1)
		widgets.Put(b.icon, 14, 7, 14, 14)
		rw := b.right.MinSize().Width
		widgets.Put(b.right, s.Width-14-rw, 5, rw, 16)
		x, room := float32(35), s.Width-14-rw-16
		for i, t := range b.left {
			seps[i].Hide()
			t.Hide()
			w := t.MinSize().Width
			if t.Text() == "" || x+w > room {
				continue
			}
			t.Show()
			if i > 0 {
				seps[i].Show()
				widgets.Put(seps[i], x+12, 8, 1, 12)
				x += 25
			}
			w = min(w, room-x)
			widgets.Put(t, x, 5, w, 16)
			x += w
		}
		sw := b.sample.MinSize().Width
		if x+24+sw > room {
			sw = min(sw, 56)
		}
		widgets.Put(b.sample, x+24, 3, sw, 20)
	}, objects...)
	b.buildToast()
	b.icon.Hide()
	r.Await("shell/status", b)
	return b
}

// Asked leaves what is said of the workspace while it is read again.
func (b *statusBar) Asked() {}

// Reading tells that nothing is known of the workspace yet.
func (b *statusBar) Reading() { b.unknown("Reading…") }

// Unread tells that nothing is.
func (b *statusBar) Unread() { b.unknown("The workspace was not read. F5 reads it again.") }

// Answered shows what is known.
func (b *statusBar) Answered() { b.icon.Show() }

func (b *statusBar) unknown(text string) {
	if b.icon.Hidden {
		b.left[0].SetText(text)
		b.object.Refresh()
	}
}

func (b *statusBar) show(st forecasts.Status) {
	verified := "History verified · " + records(st.Records)
	b.icon.Set("tick", theme.Good)
	if !st.Verified {
		verified = "History not verified · " + records(st.Records)
		if st.Problem != "" {
			verified = st.Problem
		}
		b.icon.Set("warning", theme.Warning)
	}
	saved := "Saved"
	if st.Apart != nil {
		saved = "Saved in a copy: " + apartTitle(st.Apart)
		b.icon.Set("warning", theme.Warning)
	}
	b.left[0].SetText(verified)
	if st.ReadOnly {
		saved = "Read-only"
	}
	b.left[1].SetText(saved)
	b.left[2].SetText("Signed as " + st.SignedAs)
	switch {
	case st.KeyProblem != nil:
		b.left[2].SetText("Your key cannot sign: nothing can be recorded")
		b.icon.Set("warning", theme.Warning)
	case st.SignedAs == "" || st.ReadOnly:
		b.left[2].SetText("")
	}
	if st.Sample {
		b.sample.Show()
	} else {
		b.sample.Hide()
	}
	b.redraw()
}

// showLast shows, greyed, how the user's own forecasts had scored when that was last
// read, until it is read again: the figure stands where the answer will.
func (b *statusBar) showLast(own forecasts.OwnStanding) {
	if b.standing {
		return
	}
	b.right.SetText("Last known: " + standingWords(own))
	b.right.SetColour(theme.Ter)
	b.redraw()
}

// showStanding shows how the user's own forecasts have scored.
func (b *statusBar) showStanding(own forecasts.OwnStanding) {
	b.standing = true
	b.right.SetText(standingWords(own))
	b.right.SetColour(theme.Secondary)
	b.redraw()
}

func standingWords(own forecasts.OwnStanding) string {
	if own.Headline == nil {
		return ""
	}
	return "Brier " + words.Score(*own.Headline) + " · " + words.Count(own.Resolved) + " resolved"
}

func (b *statusBar) redraw() {
	b.object.Refresh()
	b.object.Layout.Layout(b.object.Objects, b.object.Size())
}

func records(n int64) string {
	if n == 1 {
		return "1 record"
	}
	return words.Count(int(n)) + " records"
}

var toastStyle = widgets.Style{Size: theme.Small}

func (b *statusBar) buildToast() {
	b.ground = widgets.NewFill(theme.Panel, theme.Line, theme.RadiusPanel)
	b.mark = widgets.NewIcon("tick", theme.Good, 16)
	b.message = widgets.NewParagraph("", toastStyle, 8)
	shut := widgets.NewIconButton("close", "", b.hideToast).Small()
	b.toast = widgets.Stack(b.ground, widgets.Pad(8, 10, 8, 14, widgets.HBox(10, b.mark, widgets.Flex(b.message), shut)))
	b.bar = widgets.NewProgressBar(200)
	b.cancel = widgets.NewButton("Cancel", "", func() {
		if b.stopWork != nil {
			b.cancel.Disable()
			b.goesOn.SetText("Cancelling…")
			b.stopWork()
		}
	}).Small()
	b.goesOn = widgets.NewText("", widgets.Style{})
	b.working = widgets.Stack(widgets.NewFill(theme.Panel, theme.Line, theme.RadiusPanel),
		widgets.Pad(10, 10, 10, 14, widgets.HBox(10, widgets.NewIcon("clock", theme.Secondary, 16),
			widgets.Flex(widgets.VBox(6, b.goesOn, b.bar)), b.cancel)))
	b.working.Hide()
	b.toast.Hide()
}

const (
	toastSlot = "shell/toast"
	toastTime = 6 * time.Second
)

// say shows a message for a while; one about something
// that went wrong stays until it is shut.
func (b *statusBar) say(message string, tone widgets.Tone) {
	b.runner.Cancel(toastSlot)
	icon, colour, stay := "check-circle", theme.Good, toastTime
	b.warns = tone == widgets.Negative || tone == widgets.Cautious
	switch tone {
	case widgets.Negative:
		icon, colour, stay = "warning", theme.Bad, 0
	case widgets.Cautious:
		icon, colour, stay = "warning", theme.Warning, 2*toastTime
	}
	b.mark.Set(icon, colour)
	b.message.SetText(message)
	b.toast.Show()
	b.placeToast(b.size, b.bottom)
	b.toast.Refresh()
	b.repaint()
	if stay > 0 {
		b.runner.After(toastSlot, stay, b.hideToast)
	}
}

// slow shows that work goes on, and how to stop it.
func (b *statusBar) slow(slot string, cancel func()) {
	b.slowSlot, b.stopWork = slot, cancel
	b.bar.Set(0, theme.Accent)
	b.goesOn.SetText("Working: nothing changes until it is done.")
	b.cancel.Enable()
	b.working.Show()
	b.placeToast(b.size, b.bottom)
	b.repaint()
}

// far shows how far the work is that a person was told of.
func (b *statusBar) far(slot string, share float64) {
	if slot == b.slowSlot {
		b.bar.Set(share, theme.Accent)
	}
}

// repaint draws what has come over the window. Fyne knows no canvas of an
// object that was hidden from the start, so it is asked of one that shows.
func (b *statusBar) repaint() { b.object.Refresh() }

// over takes that away again.
func (b *statusBar) over(slot string) {
	if slot == b.slowSlot {
		b.slowSlot, b.stopWork = "", nil
		b.working.Hide()
		b.repaint()
	}
}

// leavePage takes away what was said of the page that is left; a warning stays its time.
func (b *statusBar) leavePage() {
	if !b.warns {
		b.hideToast()
	}
}

func (b *statusBar) hideToast() {
	b.toast.Hide()
	b.toast.Refresh()
}

// placeToast puts a message over the page's title, where nothing is pressed, and the
// word of work that goes on at the bottom.
func (b *statusBar) placeToast(size fyne.Size, bottom float32) {
	b.size, b.bottom = size, bottom
	const beside = 532 // the search field and the button at the header's right
	w := min(float32(440), size.Width-theme.NavWidth-beside)
	text := widgets.Measure(b.message.Text(), toastStyle).Width + 14 + 16 + 10 + 10 + 20 + 10 + 4
	w = min(w, text)
	h := max(widgets.HeightFor(b.message, w-14-16-10-10-20-10), 24) + 16
	widgets.Put(b.toast, theme.NavWidth+8, 6, w, h)
	widgets.Put(b.working, (size.Width+theme.NavWidth-420)/2, bottom-16-52, 420, 52)
}
