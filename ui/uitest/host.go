package uitest

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/ui/page"
)

// A Host does everything at once and keeps what it was told.
type Host struct {
	Win    fyne.Window
	Opened []page.Route
	Said   []string
	Failed []error

	awaiting map[string][]page.Awaiting
}

// Await keeps who waits for a slot's answer.
func (h *Host) Await(slot string, all ...page.Awaiting) {
	if h.awaiting == nil {
		h.awaiting = map[string][]page.Awaiting{}
	}
	h.awaiting[slot] = all
}

// Answered tells those who wait that the answer is shown now.
func (h *Host) Answered(slot string) {
	for _, a := range h.awaiting[slot] {
		a.Answered()
	}
}

// Run does the work and shows it, here and now.
func (h *Host) Run(slot string, work func(context.Context) (func(), error)) {
	show, err := work(context.Background())
	if err != nil {
		h.Fail(err)
		return
	}
	if show != nil {
		h.Answered(slot)
		show()
	}
}

// Open keeps the route.
func (h *Host) Open(r page.Route) { h.Opened = append(h.Opened, r) }

// Window gives Win.
func (h *Host) Window() fyne.Window { return h.Win }

// Say keeps the message.
func (h *Host) Say(message string) { h.Said = append(h.Said, message) }

// Fail keeps the error.
func (h *Host) Fail(err error) { h.Failed = append(h.Failed, err) }

// Unsay forgets what was told.
func (h *Host) Unsay() { h.Said, h.Failed = nil, nil }
