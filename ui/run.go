package ui

import (
	"context"
	"log"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/cores"
	"weathervane/forecasts/session"
	"weathervane/ui/page"
)

// Runner does work away from the window's goroutine and shows what came of
// it. Work has a slot: the newest in a slot wins, so that an old answer never
// paints over a new one.
//
//	r.Run("question", func(ctx context.Context) (func(), error) {
//		q, err := desk.Question(ctx, id)
//		return func() { page.draw(q) }, err
//	})
//
// This file alone starts goroutines and hands work back to the window.
type Runner struct {
	// Spawn starts a function beside the window; OnUI brings one back to it.
	Spawn, OnUI func(func())
	// Fail tells a person what went wrong.
	Fail func(error)

	// Sleep waits, and reports whether the time passed before ctx ended; without
	// it nothing is done later.
	Sleep func(context.Context, time.Duration) bool

	// Slow tells a person, on the window's goroutine, that work has gone on for
	// a second and how it is cancelled: it then ends soon, and what came of it is
	// shown all the same, an error or what was done by then. Far how far it then is, where it says
	// so; Over that it has ended, however it did.
	Slow func(slot string, cancel func())
	Far  func(slot string, share float64)
	Over func(slot string)

	// Shown is told after a result was shown.
	Shown func()

	// Remark is told after a result what its work remarked on what it recorded.
	Remark func(session.Remarks)

	// Late is what failed after something was recorded; it is told once.
	Late func() error

	stop     map[string]*work // touched on the window's goroutine only
	awaiting map[string][]page.Awaiting
}

// slowAfter is how long work goes on before a person learns of it, readingAfter
// before what waits for its answer says so.
const (
	slowAfter    = time.Second
	readingAfter = 150 * time.Millisecond
)

// A work is what runs in a slot; its address tells it from its successors.
type work struct {
	cancel context.CancelFunc
	told   bool         // a person was told that it goes on
	next   atomic.Int64 // when it is shown again how far it is
}

// farEvery is how often it is shown at most.
const farEvery = 100 * time.Millisecond

// NewRunner gives the runner of the program.
func NewRunner(fail func(error)) *Runner {
	return &Runner{
		Spawn: func(f func()) { go f() },
		OnUI:  fyne.Do,
		Fail:  fail,
		Sleep: sleep,
	}
}

func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// NewInlineRunner gives a runner that does everything at once, where it is
// asked: for pictures and tests.
func NewInlineRunner(fail func(error)) *Runner {
	inline := func(f func()) { f() }
	return &Runner{Spawn: inline, OnUI: inline, Fail: fail}
}

// Run does the work and then shows its result, unless newer work took the
// slot meanwhile. Call it on the window's goroutine.
func (r *Runner) Run(slot string, do func(context.Context) (show func(), err error)) {
	ctx, mine := r.run(slot, do)
	if r.Sleep == nil || r.Slow == nil && len(r.awaiting[slot]) == 0 {
		return
	}
	// later does something once so much time has passed and the work goes on.
	later := func(d time.Duration, do func()) bool {
		if !r.Sleep(ctx, d) {
			return false
		}
		r.OnUI(func() {
			if r.stop[slot] == mine && ctx.Err() == nil {
				do()
			}
		})
		return true
	}
	r.Spawn(func() {
		if later(readingAfter, func() { r.show(func() { r.tell(slot, page.Awaiting.Reading) }) }) && r.Slow != nil {
			later(slowAfter-readingAfter, func() {
				mine.told = true
				r.Slow(slot, mine.cancel)
			})
		}
	})
}

// Await has all of them told from now on how the work in a slot goes.
func (r *Runner) Await(slot string, all ...page.Awaiting) {
	if r.awaiting == nil {
		r.awaiting = map[string][]page.Awaiting{}
	}
	r.awaiting[slot] = all
}

func (r *Runner) tell(slot string, what func(page.Awaiting)) {
	for _, a := range r.awaiting[slot] {
		what(a)
	}
}

// Wait is Run without telling that it takes long; where nothing is done later,
// nothing is waited for.
func (r *Runner) Wait(slot string, do func(context.Context) (show func(), err error)) {
	if r.Sleep != nil {
		r.run(slot, do)
	}
}

func (r *Runner) run(slot string, do func(context.Context) (show func(), err error)) (context.Context, *work) {
	if r.stop == nil {
		r.stop = map[string]*work{}
	}
	r.drop(slot)
	r.tell(slot, page.Awaiting.Asked)
	ctx, cancel := context.WithCancel(context.Background())
	mine := &work{cancel: cancel}
	r.stop[slot] = mine
	var remarks atomic.Uint32
	ctx = session.TellRemarks(ctx, &remarks)
	ctx = session.WithProgress(ctx, func(share float64) { r.far(slot, mine, share) })
	r.Spawn(func() {
		var show func()
		err := guarded(func() (err error) {
			show, err = do(ctx)
			return err
		})
		r.OnUI(func() {
			cancel()
			if r.stop[slot] != mine { // newer work has the slot, or nobody waits for this
				return
			}
			delete(r.stop, slot)
			r.over(slot, mine)
			if err == nil && show != nil {
				err = guarded(func() error {
					r.show(func() { r.tell(slot, page.Awaiting.Answered); show() })
					return nil
				})
			} else {
				r.tell(slot, page.Awaiting.Unread)
			}
			if said := session.Remarks(remarks.Load()); err == nil && r.Remark != nil && said != 0 {
				r.Remark(said)
			}
			if err == nil && r.Late != nil {
				err = r.Late()
			}
			if err != nil {
				r.Fail(err)
			}
		})
	})
	return ctx, mine
}

// show shows a result, or that one is awaited.
func (r *Runner) show(result func()) {
	result()
	if r.Shown != nil {
		r.Shown()
	}
}

// far brings to the window how far work is, now and then; it is called by the work.
func (r *Runner) far(slot string, w *work, share float64) {
	now, next := time.Now().UnixNano(), w.next.Load()
	if r.Far == nil || r.Sleep == nil || now < next || !w.next.CompareAndSwap(next, now+int64(farEvery)) {
		return
	}
	r.OnUI(func() {
		if w.told && r.stop[slot] == w {
			r.Far(slot, share)
		}
	})
}

func (r *Runner) over(slot string, w *work) {
	if w.told && r.Over != nil {
		r.Over(slot)
	}
}

// After does something on the window's goroutine once time has passed, unless
// the slot is cancelled or used again before.
func (r *Runner) After(slot string, d time.Duration, f func()) {
	if r.Sleep == nil {
		return
	}
	r.run(slot, func(ctx context.Context) (func(), error) {
		if !r.Sleep(ctx, d) {
			return nil, nil
		}
		return f, nil
	})
}

// CancelAll stops everything that runs.
func (r *Runner) CancelAll() {
	for slot := range r.stop {
		r.Cancel(slot)
	}
}

// Cancel stops what runs in a slot; nothing of it is shown.
func (r *Runner) Cancel(slot string) {
	if r.stop[slot] != nil {
		r.drop(slot)
		r.tell(slot, page.Awaiting.Unread)
	}
}

// drop is Cancel where newer work takes the slot.
func (r *Runner) drop(slot string) {
	if old := r.stop[slot]; old != nil {
		old.cancel()
		delete(r.stop, slot)
		r.over(slot, old)
	}
}

// guarded turns a panic into an error: a mistake in one reading, or in showing
// it, must not take the window, and with it a text half written, away. Where it
// happened is for the log.
func guarded(do func() error) error {
	err := cores.Catch(do)
	if trace := cores.Trace(err); trace != "" {
		log.Print(trace)
	}
	return err
}
