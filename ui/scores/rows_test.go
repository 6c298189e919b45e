package scores

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/ui/uitest"
)

var cal = words.Calendar{Now: uitest.Present, Zone: time.UTC}

func TestCards(t *testing.T) {
	var got []string
	for _, c := range cards(uitest.Rich().ScoreView) {
		got = append(got, c.Value)
	}
	if want := "0.164 +31\u202f% 0.012 0.081 94\u202f%"; strings.Join(got, " ") != want {
		t.Errorf("cards %q, want %q", strings.Join(got, " "), want)
	}
	for _, v := range []scoring.View{{}, {Questions: 3, Headline: uitest.P(0.2)}} {
		for _, c := range cards(v) {
			if c.Value == "" || c.Note == "" {
				t.Errorf("%d questions: a card says nothing: %+v", v.Questions, c)
			}
		}
	}
	one := scoring.View{Questions: 3, Headline: uitest.P(0.2)}
	if c := cards(one)[0]; !strings.Contains(c.Note, "10 questions") {
		t.Errorf("with three questions the note is %q", c.Note)
	}
	wrong := scoring.View{Rule: "log", Questions: 3, Log: uitest.P(math.Inf(1)), LogInfinite: 1}
	if c := cards(wrong)[0]; c.Value != "∞" || !strings.Contains(c.Note, "once") {
		t.Errorf("a certainty that proved wrong: %+v", c)
	}
}

func TestPairRows(t *testing.T) {
	rows := pairRows(uitest.Rich().ScoreView, cal)
	r := rows[0]
	if r.Outcome != "Yes" || !r.Yes || r.Known != "14 Feb 2024" || r.Final != "22\u202f%" || r.Score != "0.612" || !r.Poor {
		t.Errorf("row %+v", r)
	}
	if got := sorted(rows, worst)[0].Score; got != "0.612" {
		t.Errorf("worst first begins with %s", got)
	}
	if got := sorted(rows, oldest)[0].Known; got != "13 Sep 2023" {
		t.Errorf("oldest first begins with %s", got)
	}
}

func TestOutcomes(t *testing.T) {
	for raw, want := range map[string]string{"true": "Yes", "false": "No", "0.5": "50\u202f%", `"Ishiba"`: "Ishiba", "108": "108", "": dash,
		`"2024-05-27T00:00:00.000Z"`: "27 May"} {
		if got, _ := outcome(json.RawMessage(raw), cal); got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}

func TestGroupsShareOneScale(t *testing.T) {
	rows := groupRows(uitest.Rich().ScoreView)
	if rows[0].Coverage != words.WholePercent(0.9) {
		t.Errorf("the coverage is %q", rows[0].Coverage)
	}
	for _, r := range rows {
		if r.At < 0 || r.At > 1 || r.Interval && (r.Lo > r.At || r.Hi < r.At) {
			t.Errorf("%s lies at %g in %g–%g", r.Name, r.At, r.Lo, r.Hi)
		}
	}
	if rows[4].Interval {
		t.Error("six questions have an interval")
	}
	if one := groupRows(scoring.View{Groups: []scoring.Group{{Headline: 0.2}}}); one[0].At < 0 || one[0].At > 1 {
		t.Errorf("one forecaster lies at %g", one[0].At)
	}
}

func TestLeftOut(t *testing.T) {
	if got, want := leftOut(scoring.View{}, ""), "Nothing was left out."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	got := leftOut(uitest.Rich().ScoreView, "")
	for _, want := range []string{"2 annulled", "24 not resolved", "31 imported", "10 late"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q does not say %q", got, want)
		}
	}
}
