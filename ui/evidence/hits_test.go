package evidence

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/search"
	"weathervane/ui/page"
)

func TestASearchLeadsToWhatIsSaid(t *testing.T) {
	d := richDesk()
	p, h := open(t, d, 1232, 818)
	at := len([]rune(story[:strings.Index(story, "protocol")]))
	d.hits = []search.Hit{
		{Kind: "article", ID: id(10), Title: "Seoul revises", Snippet: "because protocol teams…", In: search.HitPlace{Article: id(10)}, Start: at, End: at + 8},
		{Kind: "finding", ID: id(202), Title: "The pause in January was weather", In: search.HitPlace{Article: id(10), Finding: id(202)}},
		{Kind: "comment", ID: id(70), Title: "Putin visits Pyongyang", Snippet: "Ask the protocol office", In: search.HitPlace{Question: id(2)}},
	}
	test.Type(p.inbox.find, "proto")
	if got := d.sought[len(d.sought)-1]; got != "proto" || p.inbox.body.Object().Visible() || p.inbox.hits.list.Length() != 3 {
		t.Fatalf("sought %q, %d hits", got, p.inbox.hits.list.Length())
	}
	p.inbox.key(&fyne.KeyEvent{Name: fyne.KeyDown})
	if h.Win.Canvas().Focused() != fyne.Focusable(p.inbox.hits.list) {
		t.Errorf("the keys are at %T", h.Win.Canvas().Focused())
	}
	if _, _, words := p.reader.quote(); words != "protocol" {
		t.Errorf("in the article %q is selected", words)
	}
	p.inbox.hits.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if p.side.mode != looking || p.side.found.finding.ID != id(202) {
		t.Errorf("the finding is not shown: mode %d", p.side.mode)
	}
	p.inbox.hits.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if p.side.mode != elsewhere || len(h.Opened) != 0 {
		t.Errorf("what is read elsewhere: mode %d, opened %v", p.side.mode, h.Opened)
	}
	p.inbox.hits.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(h.Opened) != 1 || h.Opened[0] != (page.Route{Page: "questions", ID: id(2).String()}) {
		t.Errorf("opened %v", h.Opened)
	}
	p.inbox.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.inbox.find.Text != "" || !p.inbox.body.Object().Visible() || p.inbox.hits.list.Visible() {
		t.Error("Escape does not bring the articles back")
	}
	d.refuse = errors.New("before: that is no date")
	test.Type(p.inbox.find, "before:x")
	if !p.inbox.none.Visible() || p.inbox.why.Text() != "Before: that is no date" || len(h.Failed) > 0 {
		t.Errorf("a word half typed: %q, failed %v", p.inbox.why.Text(), h.Failed)
	}
}

func TestARouteLeadsToAFinding(t *testing.T) {
	p, _ := open(t, richDesk(), 1232, 818)
	for _, n := range []int{202, 203} {
		p.Select(id(10).String() + "/" + id(n).String())
		if p.side.mode != looking || p.side.found.finding.ID != id(n) {
			t.Errorf("at %v, mode %d", p.side.found.finding.ID.Short(), p.side.mode)
		}
	}
}
