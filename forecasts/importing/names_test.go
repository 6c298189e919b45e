package importing_test

import (
	"strings"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
)

// Numbers of a service's users, which could be read as keys, and the name of the
// team's median come in under names that cannot.
func TestNoImportedNameIsReadAsAKey(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	path := export(t, "table.csv", `question_id,forecaster,made_at,probability,outcome,opens_at,closes_at,title
q1,12345678,2023-01-02T00:00:00Z,0.7,1,2023-01-01,2023-01-31,Rain
q1,Team median,2023-01-05T12:00:00Z,20%,1,2023-01-01,2023-01-31,Rain
q1,Ann,2023-01-05T12:00:00Z,20%,1,2023-01-01,2023-01-31,Rain
`)
	b := bring(t, d, importing.Options{}, path)
	if said := strings.Join(b.Foreign[0].Assumed, "\n"); !strings.Contains(said, "kept with “imported” before them") {
		t.Errorf("the import says %s", said)
	}
	names := map[string]int{}
	for _, f := range desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t) {
		names[f.Forecaster.Name]++
	}
	if names["imported 12345678"] != 1 || names["imported Team median"] != 1 || names["Ann"] != 1 {
		t.Errorf("%v", names)
	}
	if again := bring(t, d, importing.Options{}, path); again.Adds.Forecasts != 0 {
		t.Errorf("a second import adds %+v", again.Adds)
	}
}
