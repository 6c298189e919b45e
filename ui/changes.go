package ui

import (
	"context"
	"sync"
	"time"

	"weathervane/forecasts/session"
	"weathervane/ui/page"
)

// goesStale is after how long a page is read again when it is shown: what is
// due and what is over depends on the clock.
const goesStale = time.Minute

// freshness is what the shell knows of how new the pages are. It belongs to the
// window's goroutine.
type freshness struct {
	read  map[string]time.Time // when a page was read in full
	stale map[part]bool        // what changed since then while the page was hidden
}

// A part is one of a page's.
type part struct {
	page string
	at   int
}

func newFreshness() freshness {
	return freshness{read: map[string]time.Time{}, stale: map[part]bool{}}
}

// listen reads again what changed, whoever changed it. Announcements that come
// before the window takes up an earlier one are taken up with it.
func (s *Shell) listen() {
	var mu sync.Mutex
	var waiting []session.Changed
	s.deaf = s.desk.OnChange(func(all []session.Changed) {
		mu.Lock()
		first := len(waiting) == 0
		waiting = append(waiting, all...)
		mu.Unlock()
		if !first {
			return
		}
		s.runner.OnUI(func() {
			mu.Lock()
			all := waiting
			waiting = nil
			mu.Unlock()
			if !s.left {
				s.changed(all)
			}
		})
	})
}

// changed reads again what a change concerns: of the page that is shown at
// once, of the others when they are shown.
func (s *Shell) changed(all []session.Changed) {
	if (page.Shown{Records: true}).Concerned(all) {
		s.readStatus()
	}
	for _, named := range pageList {
		for i, p := range s.pages[named.name].Parts() {
			switch {
			case !p.Shows().Concerned(all):
			case named.name == s.route.Page:
				p.Read()
			case p.ReadHidden != nil:
				p.ReadHidden()
			default:
				s.fresh.stale[part{named.name, i}] = true
			}
		}
	}
}

// reload reads everything again.
func (s *Shell) reload() { s.changed([]session.Changed{{Topic: session.TopicAnything}}) }

// refresh reads what of the page that is now shown may not be as it is drawn;
// all of it where the page is to show something else.
func (s *Shell) refresh(all bool) {
	name := s.route.Page
	p, now := s.pages[name], s.desk.Now()
	read, ok := s.fresh.read[name]
	if all || !ok || now.Sub(read) >= goesStale {
		s.fresh.read[name] = now
		for i := range p.Parts() {
			delete(s.fresh.stale, part{name, i})
		}
		p.Show()
		return
	}
	if d, ok := p.(page.Drawer); ok {
		d.Draw()
	}
	for i, what := range p.Parts() {
		if at := (part{name, i}); s.fresh.stale[at] {
			delete(s.fresh.stale, at)
			what.Read()
		}
	}
	s.arrive()
}

// unread has the page that is shown read in full when it is shown next: some of
// it could not be read, or was cancelled.
func (s *Shell) unread() { delete(s.fresh.read, s.route.Page) }

// readToday reads what there is to do for the navigation's count, where its
// page does not read it already.
func (s *Shell) readToday() {
	if s.route.Page != pageToday {
		s.today.Read()
	}
}

func (s *Shell) readStatus() {
	s.runner.Run("shell/status", func(ctx context.Context) (func(), error) {
		st, err := s.desk.Status(ctx)
		return func() {
			if bad := st.KeyProblem; bad != nil && (s.status.KeyProblem == nil || bad.Error() != s.status.KeyProblem.Error()) {
				s.Fail(bad)
			}
			s.status, s.counted = st, true
			s.nav.show(st)
			s.bar.show(st)
			s.afterWork()
			s.tellApart()
		}, err
	})
	if !s.bar.standing {
		s.runner.Run("shell/last", func(context.Context) (func(), error) {
			last, known := s.desk.LastStanding()
			return func() {
				if known {
					s.bar.showLast(last)
				}
			}, nil
		})
	}
	s.runner.Run("shell/standing", func(ctx context.Context) (func(), error) {
		own, err := s.desk.OwnStanding(ctx)
		return func() { s.bar.showStanding(own) }, err
	})
}
