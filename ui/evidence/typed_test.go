package evidence

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/articles"
)

func TestAFindingThatWasBegunIsGoneOnWithOnAnotherPage(t *testing.T) {
	d := richDesk()
	was, _ := open(t, d, 1232, 818)
	was.reader.selects(0, 40)
	was.findingFromSelection()
	test.Type(was.side.form.claim, "Seoul has a new count")
	test.Type(was.side.form.note, "half a")
	was.side.form.source.Set(1)

	p := New(was.host, d)
	p.TakeTyped(was)
	p.Select(was.article.ID.String())
	f := p.side.form
	if p.side.mode != filing || f.claim.Text != "Seoul has a new count" || f.note.Text != "half a" || f.source.Chosen() != 1 || f.exact != was.side.form.exact {
		t.Errorf("mode %d: %q, %q, grade %d, passage %q", p.side.mode, f.claim.Text, f.note.Text, f.source.Chosen(), f.exact)
	}
}

func TestAnArticleThatWasBegunIsGoneOnWithOnAnotherPage(t *testing.T) {
	d := richDesk()
	was, _ := open(t, d, 1232, 818)
	was.begin(articles.Article{Title: "Rain", Text: "It rains."})
	was.side.draft.publisher.Fill("The Post")

	p := New(was.host, d)
	p.TakeTyped(was)
	p.Show()
	if p.side.mode != adding || p.side.draft.title.Text != "Rain" || p.side.draft.publisher.Text != "The Post" || p.draft == nil || p.draft.Text != "It rains." {
		t.Errorf("mode %d: %+v", p.side.mode, p.draft)
	}
}
