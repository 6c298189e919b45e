package forecasts_test

import (
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/model/journal"
)

// A seal announces a withheld record of its log, once; one of nothing announces
// nothing. A file and a workspace count alike.
func TestSealsAreCountedOnceAndOfSomething(t *testing.T) {
	c := desktest.Start()
	at := func(hours int) journal.Instant { return journal.InstantOf(c.At.Add(time.Duration(hours) * time.Hour)) }
	w := newWorld(t)
	crane := w.log("Crane", at(0))
	q := crane.add("q", at(1), journal.QuestionAsked, journal.Asked{Title: "It rains", Type: "binary"})
	p := 0.8
	f := crane.add("f", at(2), journal.ForecastMade, journal.Made{Question: q, P: &p})
	w.keep("f")
	crane.add("seal", at(2), journal.ForecastSealed, journal.Sealed{Question: q, Forecast: f})
	crane.add("again", at(3), journal.ForecastSealed, journal.Sealed{Question: q, Forecast: f})
	crane.add("nothing", at(4), journal.ForecastSealed, journal.Sealed{Question: q, Forecast: journal.IDOf([]byte("nothing"))})
	path := w.file()

	c.Pass(10 * time.Hour)
	heron := desktest.NewDesk(t, "Heron", c)
	desktest.Must(heron.Import(t.Context(), []string{path}, nil))(t)
	file := desktest.Must(exchange.VerifyFile(t.Context(), path, at(10)))(t)
	here := desktest.Must(heron.Verify(t.Context()))(t)
	counts := map[string]int64{"the file": file.Logs[0].Sealed}
	for _, l := range here.Logs {
		if l.Name == "Crane" {
			counts["the workspace"] = l.Sealed
		}
	}
	for where, n := range counts {
		if n != 1 || len(counts) != 2 {
			t.Errorf("%s counts %d seals", where, n)
		}
	}
	sealed := desktest.Must(heron.Forecasts(t.Context(), listing.Filter{}))(t)
	if len(sealed) != 1 || sealed[0].ID != f || sealed[0].Provenance != "sealed" {
		t.Errorf("sealed are %+v", sealed)
	}
}
