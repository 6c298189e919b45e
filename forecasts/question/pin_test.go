package question_test

import (
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

func TestAPinIsOfThisWorkspaceAlone(t *testing.T) {
	c := desktest.Start()
	d, other := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	first := desktest.Ask(t, d, "The harbour opens")
	desktest.Ask(t, d, "The ferry sails")
	told := 0
	d.OnChange(func([]session.Changed) { told++ })
	pins := func(d *forecasts.Desk) map[journal.ID]bool {
		all := map[journal.ID]bool{}
		for _, q := range desktest.Must(d.QuestionRows(t.Context(), listing.Filter{}))(t) {
			if q.Pinned {
				all[q.ID] = true
			}
			if v := desktest.Must(d.Question(t.Context(), q.ID))(t); v.Pinned != q.Pinned {
				t.Errorf("%s: the list says pinned %t, the question %t", q.Title, q.Pinned, v.Pinned)
			}
		}
		return all
	}
	before := desktest.Must(d.Logs(t.Context()))(t)[0].Records
	for range 2 { // a second time changes nothing
		if err := d.Pin(t.Context(), first, true); err != nil {
			t.Fatal(err)
		}
	}
	if got := pins(d); len(got) != 1 || !got[first] {
		t.Errorf("pinned: %v", got)
	}
	if told != 2 {
		t.Errorf("%d announcements, want 2", told)
	}
	desktest.Give(t, d, other)
	if got := pins(other); len(got) != 0 {
		t.Errorf("a colleague has pins that were never given: %v", got)
	}
	if after := desktest.Must(d.Logs(t.Context()))(t)[0].Records; after != before {
		t.Errorf("a pin became a record: %d, before %d", after, before)
	}
	if err := d.Pin(t.Context(), first, false); err != nil {
		t.Fatal(err)
	}
	if got := pins(d); len(got) != 0 {
		t.Errorf("still pinned: %v", got)
	}
	if err := d.Pin(t.Context(), journal.ID{9}, true); err == nil {
		t.Error("what is no question was pinned")
	}
	desktest.Sound(t, d)
}
