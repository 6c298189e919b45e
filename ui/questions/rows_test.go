package questions

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/ui/page"
	"weathervane/ui/uitest"
)

var cal = words.Calendar{Now: uitest.Present, Zone: time.UTC}

func TestTabsCountWhatTheyHold(t *testing.T) {
	l, err := uitest.Rich().QuestionList(t.Context(), question.Wanted{})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(tabLabels(l.Counts), " | ")
	if want := "All 12 | Open 8 | Due 3 | Resolved 1"; got != want {
		t.Errorf("tabs %q, want %q", got, want)
	}
}

func TestListsOfTabsAndOrders(t *testing.T) {
	p, _ := at(t, uitest.Rich(), 0)
	first := func(tb tab, text string, by order) string {
		p.list.tab, p.list.order = tb, by
		p.list.filter.Show()
		p.list.filter.Fill(text)
		p.readList()
		return p.listed.rows[0].Title
	}
	for _, c := range []struct {
		tab   tab
		words string
		by    order
		want  string
	}{
		{tabAll, "", byLastChange, "DPRK satellite launch by 31 March 2024"},
		{tabOpen, "", byLastChange, "Kishida visits Pyongyang by 31 August 2024"},
		{tabAll, "", byTitle, "DPRK nuclear test by 31 December 2024"},
		{tabAll, "", byProbability, "DPRK shells to Russia reported above 3 million by 30 June 2024"},
		{tabOpen, "", byClose, "Seats of the People Power Party with its satellite list, 300 in all"},
		{tabAll, "pyongyang putin", byLastChange, "Putin visits Pyongyang by 30 June 2024"},
		{tabAll, "no such words", byLastChange, ""},
	} {
		if got := first(c.tab, c.words, c.by); got != c.want {
			t.Errorf("tab %d, words %q, order %d: %q, want %q", c.tab, c.words, c.by, got, c.want)
		}
	}
}

func TestListRows(t *testing.T) {
	rows := uitest.Rich().Rows
	for _, c := range []struct {
		n    int
		want listRow
	}{
		{1, listRow{Chip: "Due", Tone: warning, Share: 0.41, Value: "41\u202f%", Date: "31 Mar", Change: "6", Up: true}},
		{2, listRow{Chip: "Open", Tone: accent, Share: 0.12, Value: "12\u202f%", Date: "31 Aug", Change: "3", Down: true}},
		{5, listRow{Chip: "Resolved", Share: 1, Done: true, Value: "Yes", Date: "14 Feb", Change: "–"}},
		{11, listRow{Chip: "Open", Tone: accent, Share: 0.35, Value: "35\u202f%", Date: "30 Sep", Change: "–"}},
		{12, listRow{Chip: "Open", Tone: accent, Share: -1, Value: "118 seats", Date: "9 Apr", Change: "–"}},
	} {
		r := rows[c.n-1]
		c.want.ID, c.want.Title = r.ID, r.Title
		if got := listRowOf(r, cal); got != c.want {
			t.Errorf("row %d: %+v, want %+v", c.n, got, c.want)
		}
	}
}

func TestOutcomeWords(t *testing.T) {
	for _, c := range []struct{ kind, raw, want string }{
		{"binary", "true", "Yes"}, {"binary", "false", "No"}, {"binary", "0.5", "50\u202f% yes"},
		{"choice", `"Ishiba"`, "Ishiba"}, {"numeric", "108", "108 seats"}, {"numeric", `"below_range"`, "Below the range"},
		{"date", `"2024-05-27T00:00:00.000Z"`, "27 May"}, {"binary", "", "–"}, {"binary", "{", "{"},
	} {
		q := listing.Question{Type: c.kind}
		if c.kind == "numeric" {
			q.Unit = "seats"
		}
		if got := outcomeWord(json.RawMessage(c.raw), q, cal); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.kind, c.raw, got, c.want)
		}
	}
}

func TestWhatLiesBeyondIsSaidWithTheBound(t *testing.T) {
	day := uitest.Rich().Views[uitest.ID(13)].Question
	if got := outcomeWord(json.RawMessage(`"above_range"`), day, cal); got != "After 1 Jan 2025" {
		t.Errorf("beyond: %q", got)
	}
	seats := uitest.Rich().Views[uitest.ID(12)].Question
	seats.Status, seats.Outcome = "resolved", json.RawMessage(`"below_range"`)
	if r := listRowOf(question.Row{Question: seats}, cal); r.Value != "Below 0 seats" || r.Date != "" {
		t.Errorf("row %+v", r)
	}
}

func TestChangeWords(t *testing.T) {
	for _, c := range []struct {
		d    float64
		want string
	}{{0, ""}, {0.06, "6"}, {-0.03, "3"}, {0.004, "0.4"}, {0.0001, ""}} {
		if got, up, down := changeWord(c.d); got != c.want || up != (c.d > 0 && got != "") || down != (c.d < 0 && got != "") {
			t.Errorf("%g: %q %v %v, want %q", c.d, got, up, down, c.want)
		}
	}
}

func TestRebalanceKeepsTheSum(t *testing.T) {
	for _, c := range []struct {
		shares []float64
		which  int
		p      float64
		want   []float64
	}{
		{[]float64{0.5, 0.5}, 0, 0.8, []float64{0.8, 0.2}},
		{[]float64{0.2, 0.3, 0.5}, 2, 0, []float64{0.4, 0.6, 0}},
		{[]float64{1, 0, 0}, 0, 0.4, []float64{0.4, 0.3, 0.3}},
		{[]float64{0.4, 0.3, 0.3}, 1, 1, []float64{0, 1, 0}},
		{[]float64{0.4, 0.6}, 0, 7, []float64{1, 0}},
		{[]float64{1}, 0, 0.2, []float64{1}},
	} {
		got := rebalance(c.shares, c.which, c.p)
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-9 {
				t.Errorf("%v, %d to %g: %v, want %v", c.shares, c.which, c.p, got, c.want)
				break
			}
		}
	}
}

func FuzzRebalance(f *testing.F) {
	f.Add(5, 2, 0.33, 0.7)
	f.Add(12, 11, 1.0, 0.001)
	f.Fuzz(func(t *testing.T, n, which int, p, q float64) {
		n = 2 + abs(n)%30
		shares := rebalance(equalShares(n), abs(which)%n, p)
		for i := range n {
			shares = rebalance(shares, i, q)
			if math.Abs(sum(shares)-1) > 1e-9 {
				t.Fatalf("%v sums to %g", shares, sum(shares))
			}
			for _, s := range shares {
				if s < 0 || s > 1 || math.IsNaN(s) {
					t.Fatalf("share %g in %v", s, shares)
				}
			}
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

func TestHeaderFacts(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(2)]
	var got []string
	for _, f := range headerFacts(v, cal) {
		got = append(got, f.Caption+": "+f.Text)
	}
	want := "Closes: 31 Aug · 193 days | Base rate: 8\u202f% · 25 cases | Resolution source: MOFA Japan, KCNA | Opened: 27 Nov 2023 by Crane"
	if strings.Join(got, " | ") != want {
		t.Errorf("facts %q, want %q", strings.Join(got, " | "), want)
	}
}

func TestTeamIsHiddenWhileBlind(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(2)]
	if got := teamRows(v, nil, cal); len(got) != 5 || got[0].Name != "Ibis" || !got[1].Mine {
		t.Errorf("team %+v", got)
	}
	if got, want := teamNote(v), "median 14\u202f% · spread 9–30\u202f%"; got != want {
		t.Errorf("note %q, want %q", got, want)
	}
	v.Blind = true
	for _, r := range teamRows(v, nil, cal) {
		if !r.Mine {
			t.Errorf("while blind, %s is shown", r.Name)
		}
	}
	if strings.Contains(teamNote(v), "14") {
		t.Errorf("while blind, the note is %q", teamNote(v))
	}
}

func TestAskingIsChecked(t *testing.T) {
	good := wording{Title: "Rain by Friday?", Type: "binary", Closes: "2024-08-31"}
	for _, c := range []struct {
		name   string
		change func(*wording)
		field  string
	}{
		{"fine", func(*wording) {}, ""},
		{"no title", func(w *wording) { w.Title = " " }, "title"},
		{"no close", func(w *wording) { w.Closes = "" }, "closes"},
		{"a close that is no time", func(w *wording) { w.Closes = "soonish" }, "closes"},
		{"a close before the opening", func(w *wording) { w.Opens = "2024-09-01" }, "closes"},
		{"a close that is past", func(w *wording) { w.Closes = "2023-08-31" }, "closes"},
		{"one option", func(w *wording) { w.Type, w.Options = "choice", "Ishiba\n\n" }, "options"},
		{"an option twice", func(w *wording) { w.Type, w.Options = "choice", "Kono\nkono" }, "options"},
		{"options", func(w *wording) { w.Type, w.Options = "choice", "Kono\nother" }, ""},
		{"a number", func(w *wording) { w.Type, w.Range = "numeric", rangeText{From: "0", To: "300"} }, ""},
		{"a number without a range", func(w *wording) { w.Type = "numeric" }, ""},
		{"a range that falls", func(w *wording) { w.Type, w.Range = "numeric", rangeText{From: "300", To: "0"} }, "to"},
		{"a range of words", func(w *wording) { w.Type, w.Range = "numeric", rangeText{From: "few"} }, "from"},
		{"a date", func(w *wording) { w.Type, w.Range = "date", rangeText{From: "2024-03-01", To: "2024-12-31"} }, ""},
		{"a date of numbers", func(w *wording) { w.Type, w.Range = "date", rangeText{From: "7", To: "2024-12-31"} }, "from"},
		{"a condition", func(w *wording) { w.If = conditionOn(uitest.Rich().Rows[0].Question) }, ""},
		{"a condition without its end", func(w *wording) { w.If = conditionOn(uitest.Rich().Rows[10].Question) }, "if"},
	} {
		w := good
		c.change(&w)
		_, bad := w.check(cal)
		switch {
		case c.field == "" && len(bad) > 0:
			t.Errorf("%s: %v", c.name, bad)
		case c.field != "" && bad[c.field] == "":
			t.Errorf("%s: no word at %s in %v", c.name, c.field, bad)
		}
	}
	if got := good.reads(cal); !strings.Contains(got, "to the end of Saturday 31 August 2024") {
		t.Errorf("reads %q", got)
	}
}

func TestHowAQuestionWillRead(t *testing.T) {
	w := wording{Title: "How many seats?", Type: "numeric", Closes: "2024-04-09", Unit: "seats",
		Range: rangeText{From: "0", To: "300", Above: true}, If: conditionOn(uitest.Rich().Rows[1].Question)}
	want := "“How many seats?” is answered by a number of seats, 0 to 300, or more; forecasts count to the end of Tuesday 9 April 2024 (UTC); " +
		"it counts only if “Kishida visits Pyongyang by 31 August 2024” ends: Yes."
	if got := w.reads(cal); got != want {
		t.Errorf("reads %q, want %q", got, want)
	}
	a, _ := w.check(cal)
	b, _ := json.Marshal(a)
	if want := `"range":{"min":0,"max":300,"open_above":true},"if":{"question":"` + uitest.ID(2).String() + `","outcome":true}`; !strings.Contains(string(b), want) {
		t.Errorf("asks %s, want %s", b, want)
	}
	w = wording{Title: "When?", Type: "date", Closes: "2024-12-31", Range: rangeText{From: "2024-03-01", To: "2025-01-01", Above: true}}
	if got := w.reads(cal); !strings.Contains(got, "by a day, 1 Mar 2024 to 1 Jan 2025, or later;") {
		t.Errorf("reads %q", got)
	}
}

func TestARangeIsRevised(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(12)]
	before := wordingOf(v, cal)
	if set, bad := changes(before, before, cal); len(set) > 0 || len(bad) > 0 {
		t.Errorf("nothing was changed, but %v %v", set, bad)
	}
	after := before
	after.Range.To, after.Range.Above, after.Unit = "254", true, ""
	set, _ := changes(before, after, cal)
	b, _ := json.Marshal(set)
	if want := `{"range":{"min":0,"max":254,"open_above":true},"unit":""}`; string(b) != want {
		t.Errorf("set %s, want %s", b, want)
	}
	v = uitest.Rich().Views[uitest.ID(14)]
	before = wordingOf(v, cal)
	after = before
	after.If.End = choiceNo
	set, _ = changes(before, after, cal)
	if b, _ = json.Marshal(set); !strings.HasPrefix(string(b), `{"if":{"question"`) || !strings.HasSuffix(string(b), `"outcome":false}}`) {
		t.Errorf("set %s", b)
	}
	after.If = conditionText{}
	if _, bad := changes(before, after, cal); bad["if"] == "" {
		t.Error("a condition is taken away and nothing is said")
	}
}

func TestChangesAreOnlyWhatDiffers(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(2)]
	before := wordingOf(v, cal)
	if set, bad := changes(before, before, cal); len(set) > 0 || len(bad) > 0 {
		t.Errorf("nothing was changed, but %v %v", set, bad)
	}
	after := before
	after.Criteria, after.Tags, after.Closes = "Other words.", "DPRK", "2024-09-30"
	set, bad := changes(before, after, cal)
	b, _ := json.Marshal(set)
	if want := `{"closes":"2024-10-01T00:00:00.000Z","criteria":"Other words.","tags":["DPRK"]}`; string(b) != want || len(bad) > 0 {
		t.Errorf("set %s %v, want %s", b, bad, want)
	}
}

func TestDecisions(t *testing.T) {
	choice := listing.Question{Type: "choice", Options: []string{"Kono", "Ishiba"}}
	binary := listing.Question{Type: "binary"}
	seats, day := uitest.Rich().Views[uitest.ID(12)].Question, uitest.Rich().Views[uitest.ID(13)].Question
	for _, c := range []struct {
		q    listing.Question
		d    decision
		want string // the outcome, or the field that is wrong
	}{
		{binary, decision{Outcome: choiceYes, Known: "now"}, "true"},
		{binary, decision{Outcome: choiceNo}, "false"},
		{binary, decision{Outcome: choicePart, Fraction: "50 %"}, "0.5"},
		{binary, decision{Outcome: choicePart, Fraction: "120 %"}, "!part"},
		{binary, decision{Outcome: choicePart, Fraction: "0"}, "!part"},
		{binary, decision{}, "!outcome"},
		{binary, decision{Outcome: choiceYes, Known: "2025-01-01"}, "!known"},
		{choice, decision{Outcome: "Ishiba"}, `"Ishiba"`},
		{choice, decision{Outcome: "Putin"}, "!outcome"},
		{seats, decision{Outcome: "108"}, "108"},
		{seats, decision{Outcome: "301"}, "!outcome"},
		{seats, decision{Outcome: "above"}, "!outcome"},
		{day, decision{Outcome: "2024-05-27"}, `"2024-05-27T00:00:00.000Z"`},
		{day, decision{Outcome: "After 1 Jan 2025"}, `"above_range"`},
		{day, decision{Outcome: "2023-05-27"}, "!outcome"},
	} {
		raw, _, bad := c.d.check(c.q, cal)
		got := string(raw)
		for field := range bad {
			got = "!" + field
		}
		if got != c.want {
			t.Errorf("%+v: %s (%v), want %s", c.d, got, bad, c.want)
		}
	}
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{"no such file": "No such file.", "Fine.": "Fine.", "": "It failed, and no reason was given."} {
		if got := page.Sentence(errors.New(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestEndings(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(5)]
	e := endingOf(v, cal)
	if e.Title != "Yes" || e.Score != "0.612" || e.Resolve {
		t.Errorf("ending %+v", e)
	}
	v.Status = "closed"
	if e = endingOf(v, cal); !e.Resolve {
		t.Errorf("a closed question offers no end: %+v", e)
	}
}

func TestShareFillsTheRoom(t *testing.T) {
	for _, c := range []struct {
		widths []float32
		room   float32
		want   []float32
	}{
		{[]float32{10, 20}, 50, []float32{20, 30}},
		{[]float32{10, 60, 20}, 60, []float32{10, 30, 20}},
		{[]float32{60, 10, 60}, 50, []float32{20, 10, 20}},
		{nil, 50, nil},
	} {
		got := slices.Clone(c.widths)
		share(got, c.room)
		if !slices.Equal(got, c.want) {
			t.Errorf("%v in %g: %v, want %v", c.widths, c.room, got, c.want)
		}
	}
}

func TestARangeOfDaysSaysItsYearOnce(t *testing.T) {
	q := listing.Question{Type: "date"}
	for _, c := range []struct{ from, to, want string }{
		{"2026-02-26", "2026-12-31", "26 Feb to 31 Dec 2026"},
		{"2024-02-26", "2024-12-31", "26 Feb to 31 Dec"},
		{"2024-02-06", "2024-02-16", "6 Feb to 16 Feb"},
		{"2024-12-01", "2025-12-31", "1 Dec 2024 to 31 Dec 2025"},
		{"2025-02-26", "2026-12-31", "26 Feb 2025 to 31 Dec 2026"},
	} {
		q.Range = rangeText{From: c.from, To: c.to}.check(q, cal, problems{})
		if got := rangeWords(q, cal); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestTheTeamsScoresAreOfTheQuestionOnceItIsResolved(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(2)]
	who := v.Standing[0].Forecaster
	records := []scoring.Group{{Forecaster: who, Headline: 0.2}}
	of := func() teamRow {
		for _, r := range teamRows(v, records, cal) {
			if r.Name == name(who) {
				return r
			}
		}
		return teamRow{}
	}
	if r := of(); r.Brier != "0.200" || !strings.Contains(r.About, "every resolved question") {
		t.Errorf("while it is open: %+v", r)
	}
	v.Status, v.Scores = "resolved", []listing.PairScore{{Forecaster: who, Score: 0.05}}
	if r := of(); r.Brier != "0.050" || !strings.Contains(r.About, "this question") {
		t.Errorf("once it is resolved: %+v", r)
	}
}
