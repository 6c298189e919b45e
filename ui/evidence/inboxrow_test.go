package evidence

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/evidence"
	"weathervane/ui/widgets"
)

func TestALongTitleIsReadWholeInANarrowList(t *testing.T) {
	d := richDesk()
	d.list[0].Title = "North Korea sent more than three million artillery shells to Russia, says Seoul"
	d.list[0].Publisher = "The Gazette of the Northern Sound"
	p, _ := open(t, d, 892, 618)
	row := newInboxRow().(*fyne.Container)
	row.Resize(fyne.NewSize(251, 78))
	p.inbox.fill(0, row, false)
	title, source, day, chip := row.Objects[0].(*widgets.Paragraph), row.Objects[1], row.Objects[2], row.Objects[3]
	if n := len(title.Lines(title.Size().Width)); n != 3 || title.Position().Y < 0 || title.Position().Y+title.Size().Height > source.Position().Y {
		t.Errorf("%d lines, from %v, %v high, above %v", n, title.Position().Y, title.Size().Height, source.Position().Y)
	}
	if day.Size().Width < day.MinSize().Width || source.Size().Width >= source.MinSize().Width || day.Position().X+day.Size().Width > chip.Position().X || chip.Position().Y+20 > 78 {
		t.Errorf("the day is %v wide of %v, the source %v of %v", day.Size().Width, day.MinSize().Width, source.Size().Width, source.MinSize().Width)
	}
	row.Resize(fyne.NewSize(251, 60)) // compact
	p.inbox.fill(0, row, false)
	if n := len(title.Lines(title.Size().Width)); n != 2 || title.Position().Y < 0 || chip.Position().Y+20 > 60 {
		t.Errorf("compact: %d lines at %v", n, title.Position().Y)
	}
}

// BenchmarkInbox shows 100 000 articles; the window waits for it.
func BenchmarkInbox(b *testing.B) {
	var rows []evidence.ArticleRow
	for i := range 100_000 {
		rows = append(rows, evidence.ArticleRow{ID: id(i), Title: fmt.Sprintf("Article %d", i), Source: "Paper", Published: "2024-02-19", Count: i % 2})
	}
	p := New(nil, &fakeDesk{})
	all := shelve(rows)
	for b.Loop() {
		p.inbox.show(all)
	}
}
