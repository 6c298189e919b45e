package scenarios

import (
	"slices"
	"testing"

	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/model/journal"
)

func p(v float64) *float64 { return &v }

func TestTheFurthestContradictionIsNamed(t *testing.T) {
	rows := []scenario.MatrixRow{
		{Title: "agrees", Implied: p(0.411), Stated: p(0.41)},
		{Title: "off", Implied: p(0.19), Stated: p(0.12)},
		{Title: "a little", Implied: p(0.08), Stated: p(0.06)},
		{Title: "unsaid", Implied: p(0.5)},
	}
	row, many := furthest(rows)
	if row.Title != "off" || many != 2 {
		t.Errorf("%q of %d", row.Title, many)
	}
	if got := difference(rows[1]); got != "+7" {
		t.Errorf("difference %q", got)
	}
}

func TestShortNamesStayDifferent(t *testing.T) {
	if got := shortNames([]string{"Managed hostility", "Quiet thaw"}); !slices.Equal(got, []string{"Managed", "Quiet"}) {
		t.Errorf("%q", got)
	}
	if got := shortNames([]string{"Quiet war", "Quiet thaw"}); !slices.Equal(got, []string{"Quiet war", "Quiet thaw"}) {
		t.Errorf("%q", got)
	}
}

func TestDueSignpostsComeFirst(t *testing.T) {
	known := journal.Instant(5)
	var got []string
	for _, s := range inOrder([]scenarioset.Signpost{
		{Text: "seen", Status: "seen", KnownAt: &known}, {Text: "later", Status: "waiting", CheckBy: 9},
		{Text: "sooner", Status: "waiting", CheckBy: 7}, {Text: "due", Status: "due", CheckBy: 3},
	}) {
		got = append(got, s.Text)
	}
	if !slices.Equal(got, []string{"due", "sooner", "later", "seen"}) {
		t.Errorf("%q", got)
	}
}

func TestNarrativesAreReadWithoutMarks(t *testing.T) {
	if got := plain("The North **tests and trades**.\n\nNobody *talks*."); got != "The North tests and trades. Nobody talks." {
		t.Errorf("%q", got)
	}
}
