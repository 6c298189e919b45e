package forecasts

import "testing"

func TestAPinIsOfThisWorkspaceAlone(t *testing.T) {
	c := start()
	d, other := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	first := ask(t, d, "The harbour opens")
	ask(t, d, "The ferry sails")
	told := 0
	d.OnChange(func([]Changed) { told++ })
	pins := func(d *Desk) map[ID]bool {
		all := map[ID]bool{}
		for _, q := range must(d.QuestionRows(t.Context(), Filter{}))(t) {
			if q.Pinned {
				all[q.ID] = true
			}
			if v := must(d.Question(t.Context(), q.ID))(t); v.Pinned != q.Pinned {
				t.Errorf("%s: the list says pinned %t, the question %t", q.Title, q.Pinned, v.Pinned)
			}
		}
		return all
	}
	before := must(d.Logs(t.Context()))(t)[0].Records
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
	give(t, d, other)
	if got := pins(other); len(got) != 0 {
		t.Errorf("a colleague has pins that were never given: %v", got)
	}
	if after := must(d.Logs(t.Context()))(t)[0].Records; after != before {
		t.Errorf("a pin became a record: %d, before %d", after, before)
	}
	if err := d.Pin(t.Context(), first, false); err != nil {
		t.Fatal(err)
	}
	if got := pins(d); len(got) != 0 {
		t.Errorf("still pinned: %v", got)
	}
	if err := d.Pin(t.Context(), ID{9}, true); err == nil {
		t.Error("what is no question was pinned")
	}
	sound(t, d)
}
