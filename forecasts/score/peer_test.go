package score

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/testkit"
)

// tournamentExpect is what Metaculus's own code makes of a question.
type tournamentExpect struct {
	Baseline, Peer map[string]tournamentUser
	SpotBaseline   map[string]tournamentUser `json:"spot_baseline"`
	SpotPeer       map[string]tournamentUser `json:"spot_peer"`
}

// goldenTournaments are the yes-or-no questions and choices of metaculus.json that
// a table or a workspace can hold.
func goldenTournaments(t *testing.T, keep func(in *tournamentInput) bool) []testkit.Case[tournamentInput, tournamentExpect] {
	all := testkit.Cases[tournamentInput, tournamentExpect](t, "metaculus.json")
	all = slices.DeleteFunc(all, func(c testkit.Case[tournamentInput, tournamentExpect]) bool {
		return c.Input.Type != "binary" && c.Input.Type != "multiple_choice" || !keep(&c.Input)
	})
	if len(all) < 10 {
		t.Fatalf("only %d cases", len(all))
	}
	return all
}

// meanOf is what the users of some cases score in the mean; only "" is everyone.
func meanOf(cases []testkit.Case[tournamentInput, tournamentExpect], only string, of func(tournamentExpect) map[string]tournamentUser) (Number, int) {
	var sum Sum
	n := 0
	for _, c := range cases {
		for user, u := range of(c.Expect) {
			if u != nil && *u.Coverage > 0 && (only == "" || user == only) {
				sum.Add(float64(*u.Score))
				n++
			}
		}
	}
	return ratio(sum.Value(), float64(n)), n
}

func checkTournament(t *testing.T, what, user string, r *Report, cases []testkit.Case[tournamentInput, tournamentExpect]) {
	t.Helper()
	for _, c := range []struct {
		name string
		got  Number
		n    int
		of   func(tournamentExpect) map[string]tournamentUser
	}{
		{"peer", r.Peer.Mean, r.Peer.N, func(e tournamentExpect) map[string]tournamentUser { return e.Peer }},
		{"spot peer", r.Peer.SpotMean, r.Peer.SpotN, func(e tournamentExpect) map[string]tournamentUser { return e.SpotPeer }},
		{"baseline", r.Baseline.Mean, r.Baseline.N, func(e tournamentExpect) map[string]tournamentUser { return e.Baseline }},
		{"spot baseline", r.Baseline.SpotMean, r.Baseline.SpotN, func(e tournamentExpect) map[string]tournamentUser { return e.SpotBaseline }},
	} {
		want, n := meanOf(cases, user, c.of)
		nearBy(t, what+": "+c.name, float64(c.got), &want, 1e-8) // instants are whole milliseconds
		if c.n != n {
			t.Errorf("%s: %s of %d pairs, want %d", what, c.name, c.n, n)
		}
	}
}

// A table made from the golden questions has their scores.
func TestPeerScoresOfATable(t *testing.T) {
	cases := goldenTournaments(t, func(in *tournamentInput) bool {
		for i, f := range in.Forecasts { // a table has no withdrawals
			next := slices.IndexFunc(in.Forecasts[i+1:], func(g struct {
				User  string
				P     float64
				PMF   []*float64
				CDF   []float64
				Start float64  `json:"start_day"`
				End   *float64 `json:"end_day"`
			}) bool {
				return g.User == f.User
			})
			if f.End != nil && (next < 0 || in.Forecasts[i+1+next].Start != *f.End) {
				return false
			}
		}
		return true
	})
	day := func(x float64) string {
		return time.UnixMilli(int64(math.Round(x * float64(Day)))).UTC().Format(time.RFC3339Nano)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"question_id", "forecaster", "made_at", "probability", "outcome", "option", "opens_at", "closes_at", "resolved_at", "spot_at"})
	for _, c := range cases {
		in := &c.Input
		for _, f := range in.Forecasts {
			row := func(p float64, y int, option string) {
				_ = w.Write([]string{c.Name, f.User, day(f.Start), fmt.Sprint(p), fmt.Sprint(y), option, day(in.Open), day(in.Scheduled), day(in.Close), day(in.Spot)})
			}
			if f.PMF == nil {
				row(f.P, in.Happened, "")
				continue
			}
			for k, p := range f.PMF {
				option := fmt.Sprint("option ", k)
				if k == len(f.PMF)-1 {
					option = "Other"
				}
				if p != nil {
					row(*p, int(is(k == in.Happened)), option)
				}
			}
		}
	}
	w.Flush()
	table, err := settled(b.String(), TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range []GroupBy{ByForecaster, ByQuestion} {
		opts := Options{By: by}
		r := ScoreTable(table, opts)
		table.WithTournaments(&r, opts)
		checkTournament(t, "all", "", &r, cases)
		for i := range r.Groups {
			g := &r.Groups[i]
			if at := slices.IndexFunc(cases, func(c testkit.Case[tournamentInput, tournamentExpect]) bool { return c.Name == g.Key }); at >= 0 {
				checkTournament(t, g.Key, "", &g.Report, cases[at:at+1])
			} else {
				checkTournament(t, g.Key, g.Key, &g.Report, cases)
			}
		}
	}
}

// So does a workspace, with withdrawals.
func TestPeerScoresOfAWorkspace(t *testing.T) {
	cases := goldenTournaments(t, func(in *tournamentInput) bool {
		for _, f := range in.Forecasts {
			if slices.Contains(f.PMF, nil) {
				return false // options do not come later
			}
		}
		return true
	})
	at := func(x float64) int64 { return Day + int64(math.Round(x*float64(Day))) }
	var w Workspace
	for i, c := range cases {
		in := &c.Input
		q := Question{Key: c.Name, Opens: at(in.Open), Closes: at(in.Scheduled), Known: at(in.Close), Spot: at(in.Spot), Outcome: float64(in.Happened)}
		if in.Type == "multiple_choice" {
			q.Options, q.Option, q.Outcome = len(in.Forecasts[0].PMF), in.Happened, 0
		}
		w.Questions = append(w.Questions, q)
		pairs := map[string]*Pair{}
		for _, f := range in.Forecasts {
			p := pairs[f.User]
			if p == nil {
				p = &Pair{Forecaster: f.User, Question: i}
				pairs[f.User] = p
			}
			st := Step{At: at(f.Start), P: f.P}
			for _, x := range f.PMF {
				st.Probs = append(st.Probs, *x)
			}
			p.Steps = append(p.Steps, st)
			if f.End != nil {
				p.Steps = append(p.Steps, Step{At: at(*f.End), Gone: true})
			}
		}
		for _, user := range sortedKeys(pairs) {
			p := pairs[user]
			p.Steps = slices.DeleteFunc(p.Steps, func(s Step) bool { // replaced, and not withdrawn
				return s.Gone && slices.ContainsFunc(p.Steps, func(o Step) bool { return !o.Gone && o.At == s.At })
			})
			w.Pairs = append(w.Pairs, *p)
		}
	}
	for _, by := range []GroupBy{ByForecaster, ByQuestion} {
		s := Score(w, Options{By: by})
		r := s.Report()
		s.WithTournaments(&r, s.Tournaments())
		checkTournament(t, "all", "", &r, cases)
		for i := range r.Groups {
			g := &r.Groups[i]
			if at := slices.IndexFunc(cases, func(c testkit.Case[tournamentInput, tournamentExpect]) bool { return c.Name == g.Key }); at >= 0 {
				checkTournament(t, g.Key, "", &g.Report, cases[at:at+1])
			} else {
				checkTournament(t, g.Key, g.Key, &g.Report, cases)
			}
		}
	}
}

// Without windows everyone's last row is at the spot, and a clip is a floor under
// what happened.
func TestSpotScoresOfABareTable(t *testing.T) {
	read := func(text string) *Table {
		table, err := ReadTable(t.Context(), strings.NewReader(text), "bare.csv", TableOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	table := read("question_id,forecaster,probability,outcome\nq,a,.9,1\nq,a,.8,1\nq,b,.4,1\n")
	opts := Options{By: ByForecaster}
	r := ScoreTable(table, opts)
	table.WithTournaments(&r, opts)
	a, b := r.Groups[0].Report, r.Groups[1].Report
	want := Number(100 * math.Log(.8/.4))
	near(t, "a", float64(a.Peer.SpotMean), &want)
	want = -want
	near(t, "b", float64(b.Peer.SpotMean), &want)
	want = Number(100 * (1 + math.Log2(.8)))
	near(t, "a's baseline", float64(a.Baseline.SpotMean), &want)
	if a.Peer.Mean.Defined() || a.Peer.Coverage.Defined() || a.Peer.N != 1 {
		t.Errorf("%+v", a.Peer)
	}

	table = read("question_id,forecaster,option,probability,outcome\nq,a,x,1,0\nq,a,y,0,1\nq,a,z,0,0\nq,b,z,.25,0\nq,b,y,.5,1\nq,b,x,.25,0\n")
	r = ScoreTable(table, opts)
	table.WithTournaments(&r, opts)
	if a, b := r.Groups[0], r.Groups[1]; !math.IsInf(float64(a.Peer.SpotMean), -1) || !math.IsInf(float64(b.Peer.SpotMean), 1) || r.Peer.SpotMean.Defined() {
		t.Errorf("who gave what happened nothing scores %v, the other %v", a.Peer.SpotMean, b.Peer.SpotMean)
	}
	opts.LogClip = .01
	r = ScoreTable(table, opts)
	table.WithTournaments(&r, opts)
	want = Number(100 * math.Log(.01/.5))
	near(t, "clipped", float64(r.Groups[0].Peer.SpotMean), &want)
	want = Number(100 * math.Log(3*.5) / math.Log(3))
	near(t, "a baseline of three", float64(r.Groups[1].Baseline.SpotMean), &want)
}
