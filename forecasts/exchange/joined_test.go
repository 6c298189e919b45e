package exchange_test

import (
	"path/filepath"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// To share one of several questions that are one is to share them all.
func TestQuestionsThatAreOneAreSharedTogether(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	first, second := desktest.Ask(t, crane, "It rains"), desktest.Ask(t, crane, "Rain falls")
	other := desktest.Ask(t, crane, "It snows")
	desktest.Must(crane.Forecast(t.Context(), second, desktest.P(.25), question.Saying{}))(t)
	desktest.Must(crane.Forecast(t.Context(), other, desktest.P(.5), question.Saying{}))(t)
	desktest.Must(crane.Relate(t.Context(), first, second, "same", ""))(t)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	desktest.Must(crane.Export(t.Context(), path, exchange.Options{Questions: []journal.ID{first}}))(t)
	desktest.Must(heron.Import(t.Context(), []string{path}, nil))(t)
	seen := desktest.Must(heron.Forecasts(t.Context(), listing.Filter{}))(t)
	if len(seen) != 1 || seen[0].Question != first || *seen[0].P != .25 {
		t.Fatalf("Heron sees %+v", seen)
	}
	if rows := desktest.Must(heron.Questions(t.Context(), listing.Filter{}))(t); len(rows) != 1 {
		t.Errorf("Heron sees the questions %+v", rows)
	}
}
