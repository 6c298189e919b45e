package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/question"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// desk is a workspace with each type of question, under titles that a
// spreadsheet or a page could take for something else.
func desk(t testing.TB) *forecasts.Desk {
	t.Helper()
	now := time.Date(2024, 2, 26, 9, 0, 0, 0, time.UTC)
	env := session.DefaultEnv()
	env.Now, env.State, env.Zone = func() time.Time { return now }, t.TempDir(), time.UTC
	env.Present = nil
	d, err := forecasts.Create(t.Context(), filepath.Join(t.TempDir(), "wind.vane"), "=Heron", env)
	ok(t, err)
	t.Cleanup(func() { d.Close() })
	closes := journal.InstantOf(now.AddDate(0, 0, 10))
	ask := func(a journal.Asked) journal.ID {
		a.Closes = &closes
		id, err := d.Ask(t.Context(), a)
		ok(t, err)
		return id
	}
	say := func(q journal.ID, b standing.Belief, with question.Saying) {
		now = now.Add(24 * time.Hour)
		_, err := d.Forecast(t.Context(), q, b, with)
		ok(t, err)
	}
	rain := ask(journal.Asked{Title: "=HYPERLINK(\"x\")</script><!-- & rain"})
	lead := ask(journal.Asked{Title: "Who | leads?", Type: "choice", Options: []string{"+A", "B", "other"}})
	tons := ask(journal.Asked{Title: "Tons", Type: "numeric", Range: &journal.Range{Min: json.RawMessage("-9"), Max: json.RawMessage("9")}})
	open := ask(journal.Asked{Title: "Open"})
	p := func(x float64) standing.Belief { return standing.Belief{P: &x} }
	say(rain, p(.3), question.Saying{Note: "</script>"})
	say(rain, p(.6), question.Saying{})
	say(rain, p(.2), question.Saying{By: "@Ibis"})
	say(lead, standing.Belief{Probs: map[string]float64{"+A": .5, "B": .3, "other": .2}}, question.Saying{})
	say(tons, standing.Belief{Quantiles: []journal.Quantile{{Level: .1, Value: json.RawMessage("-5")}, {Level: .5, Value: json.RawMessage("0")}, {Level: .9, Value: json.RawMessage("5")}}}, question.Saying{})
	say(open, p(.123), question.Saying{Seal: true})
	now = now.Add(time.Hour)
	known := journal.InstantOf(now)
	for q, outcome := range map[journal.ID]string{rain: "true", lead: `"+A"`, tons: "-3"} {
		_, err := d.Resolve(t.Context(), q, json.RawMessage(outcome), question.Resolving{KnownAt: &known})
		ok(t, err)
	}
	now = now.Add(time.Hour)
	return d
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func view(t testing.TB, records bool) reporting.View {
	t.Helper()
	v, err := desk(t).Report(t.Context(), records)
	ok(t, err)
	return v
}

func TestCSVIsTidyAndDefused(t *testing.T) {
	var b bytes.Buffer
	ok(t, CSV(&b, view(t, false)))
	lines, err := csv.NewReader(&b).ReadAll()
	ok(t, err)
	if len(lines) != 1+3+3+3+1 {
		t.Fatalf("%d lines:\n%v", len(lines), lines)
	}
	at := map[string]int{}
	for i, name := range lines[0] {
		at[name] = i
	}
	var binary, choice float64
	for _, l := range lines[1:] {
		for _, cell := range l {
			if _, err := strconv.ParseFloat(cell, 64); err != nil && strings.ContainsAny(cell[:min(1, len(cell))], "=+-@") {
				t.Errorf("a spreadsheet takes %q for a formula", cell)
			}
		}
		x, _ := strconv.ParseFloat(l[at["brier"]], 64)
		if l[at["option"]] != "" {
			choice += x
		} else {
			binary += x
		}
		if l[at["provenance"]] == "sealed" && l[at["probability"]] != "" {
			t.Errorf("a sealed number is told: %v", l)
		}
	}
	if want := .49 + .16 + .64; math.Abs(binary-want) > 1e-12 {
		t.Errorf("Brier scores of yes or no add up to %v, want %v", binary, want)
	}
	if want := (.25 + .09 + .04) / 2; math.Abs(choice-want) > 1e-12 {
		t.Errorf("Brier scores of the options add up to %v, want %v", choice, want)
	}
}

func TestMarkdownHasEverythingInTables(t *testing.T) {
	v := view(t, false)
	var b bytes.Buffer
	ok(t, Markdown(&b, v))
	text := b.String()
	for _, want := range []string{"Who \\| leads?", "| yes |", "## Brier history", "## Resolved questions", "1 forecast of numbers and dates", figure(v.Scores.Headline)} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	if strings.Contains(text, "<") || strings.Contains(text, "12.3") {
		t.Errorf("marks or a sealed number come through:\n%s", text)
	}
}

func TestPageCarriesTheRecordsUnharmed(t *testing.T) {
	v := view(t, true)
	var b bytes.Buffer
	ok(t, HTML(&b, v, Pictures{SVG: []byte("<svg></svg>")}))
	text := b.String()
	_, rest, _ := strings.Cut(text, `<script type="text/plain" id="records">`)
	block, rest, _ := strings.Cut(rest, "</script>")
	if got := strings.NewReplacer("&amp;", "&", "&lt;", "<").Replace(block); got != string(v.Records) {
		t.Error("the records in the page are not those of the report")
	}
	if strings.Count(rest, "</script>") != 1 || strings.Contains(text, "0.123") || v.Unsigned != 0 {
		t.Errorf("the page has stray marks, a sealed number, or %d unsigned records", v.Unsigned)
	}
	if !strings.Contains(text, `<html lang="en" data-verified="partly"`) {
		t.Error("before its script has run the page says more than it can")
	}
}
