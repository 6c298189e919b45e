package scenarios

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/question"
	"weathervane/ui/dialogs"
	"weathervane/ui/widgets"
)

// mostSought is how many questions are listed of those that fit.
const mostSought = 50

// seek opens a list of questions that are looked for by what is typed; pick learns
// which is chosen. If there are fewer than so many, it says why none can be.
func (p *Page) seek(title string, what question.Seek, least int, why string, pick func(question.Found)) {
	what.Most = mostSought
	p.find(what, func(found []question.Found) {
		if len(found) < least {
			p.host.Fail(errors.New(why))
			return
		}
		newSeeker(p, title, what, found, pick)
	})
}

func (p *Page) find(what question.Seek, then func([]question.Found)) {
	p.host.Run("scenarios/questions", func(ctx context.Context) (func(), error) {
		found, err := p.desk.SeekQuestions(ctx, what)
		return func() { then(found) }, err
	})
}

// A seeker is a dialog with a field and the questions that fit.
type seeker struct {
	page   *Page
	what   question.Seek // that the list answers
	found  []question.Found
	list   *widgets.List
	field  *widgets.Field
	dialog *dialogs.Dialog
	pick   func(question.Found)
	chosen bool // the first is to be picked once the list answers what is typed
}

func newSeeker(p *Page, title string, what question.Seek, found []question.Found, pick func(question.Found)) {
	s := &seeker{page: p, what: what, pick: pick, field: widgets.NewField("Type to find a question")}
	s.list = widgets.NewList(32, func() fyne.CanvasObject { return widgets.Pad(0, 8, 0, 8, widgets.NewText("", widgets.Style{})) },
		func(i int, row fyne.CanvasObject, _ bool) {
			row.(*fyne.Container).Objects[0].(*widgets.Text).SetText(s.found[i].Title)
		})
	s.list.OnOpen = s.done
	s.list.OpenOnPress()
	s.field.OnChange = s.typed
	s.field.OnSubmit = func() {
		if s.chosen = s.what.Typed != s.field.Text; !s.chosen {
			s.done(max(s.list.Selected(), 0))
		}
	}
	s.field.OnKey = s.list.Walk
	s.show(found)
	s.dialog = dialogs.Show(p.host.Window(), dialogs.Spec{Title: title, First: s.field, Width: 640,
		Content: widgets.VBox(8, s.field, widgets.Sized(0, 32*float32(min(max(len(found), 3), 9)), s.list))})
}

func (s *seeker) typed(text string) {
	s.chosen = false
	what := s.what
	what.Typed = text
	s.page.find(what, func(found []question.Found) {
		s.what = what
		s.show(found)
		if s.chosen {
			s.done(0)
		}
	})
}

func (s *seeker) show(found []question.Found) {
	s.found = found
	s.list.SetLength(len(found))
	s.list.Select(0)
}

func (s *seeker) done(i int) {
	if i >= 0 && i < len(s.found) {
		s.dialog.Close()
		s.pick(s.found[i])
	}
}
