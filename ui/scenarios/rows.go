package scenarios

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/model/journal"
	"weathervane/ui/theme"
)

// tone is the colouring of one scenario; its name stands beside it everywhere.
type tone struct{ plain, soft theme.Role }

var tones = []tone{
	{theme.Accent, theme.AccentSoft}, {theme.Good, theme.GoodSoft}, {theme.Bad, theme.BadSoft},
	{theme.For, theme.ForSoft}, {theme.Against, theme.AgainstSoft}, {theme.Warning, theme.WarningSoft}, {theme.Median, theme.Hover},
}

func toneOf(i int) tone { return tones[i%len(tones)] }

// apart reports whether what is stated lies too far from what is implied.
func apart(m scenario.MatrixRow) bool {
	return !m.Ended && m.Implied != nil && m.Stated != nil && math.Abs(*m.Implied-*m.Stated) >= incoherence.WorthReconciling-1e-9
}

// furthest is the row that disagrees most, and how many do.
func furthest(rows []scenario.MatrixRow) (row scenario.MatrixRow, many int) {
	most := 0.0
	for _, m := range rows {
		if !apart(m) {
			continue
		}
		many++
		if d := math.Abs(*m.Implied - *m.Stated); d > most {
			row, most = m, d
		}
	}
	return row, many
}

// shortNames are the scenarios' names for the heads of narrow columns: their
// first words, where those differ.
func shortNames(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i], _, _ = strings.Cut(n, " ")
	}
	if len(slices.Compact(slices.Sorted(slices.Values(out)))) < len(names) {
		return names
	}
	return out
}

// change is by how much a weight has moved since the weights before, and when
// those were given; ok is false if there are none before.
func change(v scenario.View, name string) (by float64, since journal.Instant, ok bool) {
	if v.By == nil {
		return 0, 0, false
	}
	var own []scenario.Weights
	for _, w := range v.History {
		if w.Forecaster == *v.By && w.RetractedAt == nil {
			own = append(own, w)
		}
	}
	slices.SortStableFunc(own, func(a, b scenario.Weights) int { return cmp.Compare(a.At, b.At) })
	if len(own) < 2 {
		return 0, 0, false
	}
	before, now := own[len(own)-2], own[len(own)-1]
	return now.Weights[name] - before.Weights[name], before.At, true
}

// lastWeighed is when the weights that are shown were given.
func lastWeighed(v scenario.View) (at journal.Instant, ok bool) {
	for _, w := range v.Standing {
		if v.By != nil && w.Forecaster == *v.By {
			return w.At, true
		}
	}
	return 0, false
}

// weighed reports whether whose view it is has given weights.
func weighed(v scenario.View) bool {
	return len(v.Scenarios) > 0 && !slices.ContainsFunc(v.Scenarios, func(s scenario.WeighedScenario) bool { return s.Weight == nil })
}

// favoured is the scenario in which a signpost is seen soonest, −1 where it
// tells none apart.
func favoured(p scenarioset.Signpost, names []string) int {
	best, same := 0, true
	for i, n := range names {
		if p.P[n] > p.P[names[best]] {
			best = i
		}
		same = same && p.P[n] == p.P[names[0]]
	}
	if same {
		return -1
	}
	return best
}

// seen counts the signposts that were seen.
func seen(posts []scenarioset.Signpost) int {
	n := 0
	for _, p := range posts {
		if p.Status == "seen" {
			n++
		}
	}
	return n
}

// inOrder lists signposts as they are to be looked at: due ones, those to
// come by their date, and then what was checked, the latest first.
func inOrder(posts []scenarioset.Signpost) []scenarioset.Signpost {
	rank := map[string]int{"due": 0, "waiting": 1, "seen": 2, "unseen": 2}
	out := slices.Clone(posts)
	slices.SortStableFunc(out, func(a, b scenarioset.Signpost) int {
		if d := cmp.Compare(rank[a.Status], rank[b.Status]); d != 0 {
			return d
		}
		if a.KnownAt != nil && b.KnownAt != nil {
			return cmp.Compare(*b.KnownAt, *a.KnownAt)
		}
		return cmp.Compare(a.CheckBy, b.CheckBy)
	})
	return out
}

// byDiagnosticity lists findings as an analysis of competing hypotheses reads
// them: what tells the scenarios apart best comes first.
func byDiagnosticity(rows []scenario.ConsistencyRow) []scenario.ConsistencyRow {
	out := slices.Clone(rows)
	of := func(r scenario.ConsistencyRow) float64 {
		if r.Diagnosticity == nil {
			return -1
		}
		return *r.Diagnosticity
	}
	slices.SortStableFunc(out, func(a, b scenario.ConsistencyRow) int { return cmp.Compare(of(b), of(a)) })
	return out
}

// signs writes ratings as they stand in the cells.
var signs = map[string]string{"CC": "++", "C": "+", "N": "0", "I": "−", "II": "−−", "NA": "n/a"}

// apartWord says how well a finding tells scenarios apart; the standard
// deviation of ratings from 1 to 5 is at most 2.
func apartWord(d float64) string {
	switch {
	case d >= 1.2:
		return "high"
	case d >= 0.6:
		return "medium"
	case d > 0:
		return "low"
	}
	return "not at all"
}

// plain leaves out the marks of Markdown where it is shown on a few lines.
func plain(markdown string) string {
	text := strings.NewReplacer("**", "", "__", "", "*", "", "`", "", "\n\n", " ", "\n", " ").Replace(markdown)
	return strings.TrimSpace(strings.TrimLeft(text, "# "))
}

// statusWords is what a set's chip says.
func statusWords(s scenarioset.Listed) string {
	switch s.Status {
	case "resolved":
		return "Came true: " + s.Outcome
	case "closed":
		return "Horizon reached"
	case "disputed":
		return "Disputed"
	}
	return "Exclusive, complete"
}

// paragraphs are a narrative's, without the marks of Markdown.
func paragraphs(markdown string) []string {
	var out []string
	for _, part := range strings.Split(markdown, "\n\n") {
		if text := plain(part); text != "" {
			out = append(out, text)
		}
	}
	return out
}
