package questions

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/question"
	"weathervane/ui/uitest"
)

// A measured desk notes how many rows were read at once.
type measured struct {
	*uitest.Desk
	read, most int
}

func (d *measured) ListedRows(ctx context.Context, nums []int64) ([]question.Row, error) {
	d.read, d.most = d.read+len(nums), max(d.most, len(nums))
	return d.Desk.ListedRows(ctx, nums)
}

// A long list reads what is in view, wherever that is.
func TestALongListReadsWhatIsInView(t *testing.T) {
	test.NewTempApp(t)
	d := &measured{Desk: uitest.Rich()}
	for i := len(d.Rows); i < 5000; i++ {
		r := d.Rows[i%12]
		r.ID, r.Title = uitest.ID(i+1), fmt.Sprintf("Zebra %04d", i)
		d.Rows = append(d.Rows, r)
	}
	h := &uitest.Host{}
	p := New(h, d)
	h.Win = test.NewTempWindow(t, p.Object())
	h.Win.Resize(fyne.NewSize(1232, 818))
	p.list.order = byTitle
	p.Show()
	list := p.list.list
	if list.Length() != 5000 {
		t.Fatalf("the list has %d rows", list.Length())
	}
	inView := func() {
		t.Helper()
		first, last := list.View()
		for i := first; i < last; i++ {
			if _, read := p.listed.rows[i]; !read {
				t.Errorf("row %d of %d to %d was not read", i, first, last)
			}
		}
	}
	inView()
	key(list, fyne.KeyEnd)
	if inView(); p.view == nil || p.view.Title != "Zebra 4999" || p.at != 4999 || p.Can(Next) || !p.Can(Previous) {
		t.Errorf("End leads to %q at %d", p.view.Title, p.at)
	}
	list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 2500 * 72}})
	inView()
	for _, r := range "zebra 0123" {
		list.TypedRune(r)
	}
	if inView(); p.view.Title != "Zebra 0123" || p.listed.rows[list.Selected()].Title != "Zebra 0123" {
		t.Errorf("typed ahead to %q", p.view.Title)
	}
	key(list, fyne.KeyHome)
	if inView(); p.at != 0 || p.view.ID != p.listed.First {
		t.Errorf("Home leads to %q", p.view.Title)
	}
	if d.most > 200 || d.read > 1500 {
		t.Errorf("%d rows were read, up to %d at once", d.read, d.most)
	}
	for i := range 200 { // what was looked at long ago is forgotten
		list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -1440}})
		if len(p.listed.rows) > mostRows {
			t.Fatalf("after %d screens %d rows are kept", i, len(p.listed.rows))
		}
	}
	inView()
}
