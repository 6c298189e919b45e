package question_test

import (
	"fmt"
	"slices"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/model/journal"
)

func TestTitlesAndDatesSuggestRelations(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	ask := func(title string, month int) journal.ID {
		return desktest.Must(d.Ask(t.Context(), journal.Asked{Title: title, Closes: desktest.At(2024, 4, month)}))(t)
	}
	late := ask("Will there be a nuclear test by 31 December 2028?", 20)
	early := ask("Will there be a nuclear test before 30 June 2027?", 10)
	more := ask("Will turnout be above 60 per cent?", 15)
	less := ask("Will turnout be above 55 per cent?", 15)
	kim := ask("Will Kim win the election?", 12)
	lee := ask("Will Lee win the election?", 12)
	ask("Will Lee visit the election office?", 12)
	var got []string
	for _, r := range desktest.Must(d.SuggestRelations(t.Context()))(t) {
		got = append(got, fmt.Sprintf("%s %s %s", r.From.Short(), r.Kind, r.To.Short()))
	}
	want := []string{early.Short() + " deadline " + late.Short(), more.Short() + " implies " + less.Short(), kim.Short() + " excludes " + lee.Short()}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("suggested %q, want %q", got, want)
	}
	desktest.Must(d.Relate(t.Context(), early, late, "deadline", "one event"))(t)
	if left := desktest.Must(d.SuggestRelations(t.Context()))(t); len(left) != 2 {
		t.Errorf("what is drawn is suggested still: %+v", left)
	}
	drawn := desktest.Must(d.Relations(t.Context()))(t)
	if len(drawn) != 1 || drawn[0].From != early || drawn[0].ToTitle != "Will there be a nuclear test by 31 December 2028?" || !drawn[0].Mine {
		t.Fatalf("drawn %+v", drawn)
	}
	desktest.Must(d.Retract(t.Context(), drawn[0].ID, "not one event"))(t)
	if drawn = desktest.Must(d.Relations(t.Context()))(t); len(drawn) != 0 {
		t.Errorf("retracted, and yet %+v", drawn)
	}
}
