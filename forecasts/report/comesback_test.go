package report

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// held is what a report holds of a question or a forecast, without ids and keys.
func held(t *testing.T, d *forecasts.Desk) (questions, made []string) {
	t.Helper()
	all, err := d.Questions(t.Context(), listing.Filter{})
	ok(t, err)
	titles := map[journal.ID]string{}
	line := func(v any) string {
		b, err := json.Marshal(v)
		ok(t, err)
		return string(b)
	}
	for _, q := range all {
		titles[q.ID] = q.Title
		if q.Status == "disputed" {
			q.Status = "closed"
		}
		if q.Status == "annulled" {
			q.KnownAt = nil // nobody is scored
		}
		questions = append(questions, line([]any{q.Title, q.Type, q.Status, q.WhyEnded, q.Opens, q.Closes, q.Outcome, q.KnownAt, q.Tags, q.Options, q.Ordered, q.Unit, q.Range}))
	}
	v, err := d.Report(t.Context(), false)
	ok(t, err)
	for _, f := range v.Forecasts {
		if f.Provenance != "sealed" && f.RetractedAt == nil {
			made = append(made, line([]any{titles[f.Question], f.Forecaster.Name, f.At, f.P, f.Probs, f.Quantiles}))
		}
	}
	slices.Sort(questions)
	slices.Sort(made)
	return questions, made
}

// comesBack imports the report of a workspace, in both forms and into workspaces of
// its own and its own again, and compares what they hold.
func comesBack(t *testing.T, d *forecasts.Desk) {
	v, err := d.Report(t.Context(), false)
	ok(t, err)
	questions, made := held(t, d)
	// A question without a stated opening counts from when it was asked or its forecaster
	// joined, which the table does not hold: there its first forecast opens it.
	opened := !slices.ContainsFunc(v.Questions, func(q listing.Question) bool { return q.Status == "resolved" && q.Opens == nil })
	for form, write := range map[string]func(io.Writer, reporting.View) error{"r.csv": CSV, "r.xlsx": XLSX} {
		var b bytes.Buffer
		ok(t, write(&b, v))
		path := filepath.Join(t.TempDir(), form)
		ok(t, os.WriteFile(path, b.Bytes(), 0o600))
		env := session.DefaultEnv()
		env.Now, env.State, env.Zone, env.Present = d.Now, t.TempDir(), time.UTC, nil
		fresh, err := forecasts.Create(t.Context(), filepath.Join(t.TempDir(), "fresh.vane"), "Gull", env)
		ok(t, err)
		defer fresh.Close()
		_, err = fresh.ImportFiles(t.Context(), []string{path}, importing.Options{})
		ok(t, err)
		q, m := held(t, fresh)
		same(t, form+": questions", q, questions)
		same(t, form+": forecasts", m, made)
		var back bytes.Buffer // and the report of that workspace comes home
		again, err := fresh.Report(t.Context(), false)
		ok(t, err)
		ok(t, write(&back, again))
		home := filepath.Join(t.TempDir(), form)
		ok(t, os.WriteFile(home, back.Bytes(), 0o600))
		for name, into := range map[string]*forecasts.Desk{"the fresh workspace": fresh, "its own workspace": d} {
			for _, file := range []string{path, home} {
				s, err := into.ImportFiles(t.Context(), []string{file}, importing.Options{DryRun: true})
				if a := s.Adds; err != nil || a.Questions+a.Forecasts+a.Resolutions+a.Other != 0 || len(s.Overturns) > 0 {
					t.Errorf("%s adds to %s %+v, overturns %+v, %v", file, name, s.Adds, s.Overturns, err)
				}
			}
		}
		table, err := score.ReadTable(t.Context(), bytes.NewReader(b.Bytes()), form, score.TableOptions{})
		ok(t, err)
		ok(t, table.Settle(false))
		r := score.ScoreTable(table, score.Options{})
		if h := v.Scores.Headline; opened && (h == nil || !(math.Abs(float64(r.Headline)-*h) <= 1e-12)) {
			t.Errorf("%s has the headline %v, its workspace %v", form, r.Headline, *h)
		}
	}
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d, not %d", what, len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Errorf("%s: there is %s\nand not %s", what, got[i], want[i])
			return
		}
	}
}

func TestTheReportOfTheSampleComesBack(t *testing.T) {
	sample, err := os.ReadFile("../../assets/sample.forecasts")
	ok(t, err)
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	d, err := forecasts.OpenSample(t.Context(), session.Env{
		Now: func() time.Time { return now }, Random: rand.Reader, State: t.TempDir(), Zone: time.UTC, Program: "test", Name: "Somebody",
	}, sample)
	ok(t, err)
	defer d.Close()
	comesBack(t, d)
}

// Every type of question, every way to end, and texts that a spreadsheet takes for
// something else come back as they were.
func TestEveryKindOfQuestionComesBack(t *testing.T) {
	d := desk(t)
	at := func(day int) *journal.Instant {
		i := journal.InstantOf(time.Date(2024, 3, day, 12, 0, 0, 0, time.UTC))
		return &i
	}
	raw := func(s string) json.RawMessage { return json.RawMessage(s) }
	day := func(day int) json.RawMessage { b, _ := json.Marshal(*at(day)); return b }
	p := .25
	quantiles := func(of func(int) json.RawMessage) standing.Belief {
		return standing.Belief{Quantiles: []journal.Quantile{{Level: .1, Value: of(1)}, {Level: .5, Value: of(5)}, {Level: .9, Value: of(9)}}}
	}
	number := func(x int) json.RawMessage { return raw(fmt.Sprint(x - 4)) }
	yes := standing.Belief{P: &p}
	kinds := []struct {
		name     string
		asked    journal.Asked
		belief   standing.Belief
		outcomes []string // "" is open, a word is an annulment
	}{
		{"binary", journal.Asked{}, yes, []string{"", "true", "false", "0.25", "annulled", "ambiguous", "withdrawn"}},
		{"choice", journal.Asked{Type: "choice", Options: []string{"'=A", `b | c \`, "yes", "other"}, Ordered: true},
			standing.Belief{Probs: map[string]float64{"'=A": .1, `b | c \`: .2, "yes": .3, "other": .4}}, []string{"", `"'=A"`, `"b | c \\"`, `"yes"`, "ambiguous"}},
		{"numeric", journal.Asked{Type: "numeric", Unit: "-t/ha", Range: &journal.Range{Min: raw("-3.5"), Max: raw("9"), OpenBelow: true}}, quantiles(number), []string{"", "-3", "0.125", `"below_range"`, "annulled"}},
		{"date", journal.Asked{Type: "date", Range: &journal.Range{Min: day(1), Max: day(20), OpenAbove: true}}, quantiles(day), []string{"", string(day(7)), `"above_range"`, "withdrawn"}},
	}
	for _, k := range kinds {
		for i, outcome := range k.outcomes {
			for _, bare := range []bool{false, true} {
				a := k.asked
				a.Title, a.Tags = fmt.Sprintf("'=%s, \"%d\" %v", k.name, i, bare), []string{"a | b", "+c", "d, e"}
				a.Opens, a.Closes, a.ResolvesBy = at(1), at(28), at(29)
				id, err := d.Ask(t.Context(), a)
				ok(t, err)
				if !bare {
					_, err = d.Forecast(t.Context(), id, k.belief, question.Saying{By: "@Ibis"})
					ok(t, err)
				}
				switch {
				case outcome == "":
				case strings.Contains("annulled ambiguous withdrawn", outcome):
					_, err = d.Annul(t.Context(), id, outcome, "")
				default:
					_, err = d.Resolve(t.Context(), id, raw(outcome), question.Resolving{})
				}
				ok(t, err)
			}
		}
	}
	comesBack(t, d)
}
