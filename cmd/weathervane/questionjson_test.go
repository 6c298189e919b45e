package main

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model/journal"
)

// A question of a list is printed as encoding/json prints it, whatever it says.
func TestAQuestionIsPrintedAsEncodingDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 18))
	texts := []string{"", "Will it rain?", "a “quote”", `"x" \ y`, "<b>&amp;</b>", "비가 올까요?", "line\nbreak", "\u202edesrever", "\u2028", "tab\t", "\x7f", "bad\xffbyte", "🌧️", "é"}
	text := func() string { return texts[r.IntN(len(texts))] }
	list := func() []string {
		all := make([]string, r.IntN(4))
		for i := range all {
			all[i] = text()
		}
		return [][]string{all, all, nil}[r.IntN(3)]
	}
	instant := func() *journal.Instant {
		at := journal.Instant(r.Int64N(253_402_300_800_000))
		return []*journal.Instant{nil, &at, &at}[r.IntN(3)]
	}
	outcomes := []string{"", "true", "false", "0.5", "1e-7", `"Ishiba"`, `"a \"b\""`, `"비"`, "null", `{"a": 1}`, `[1, 2]`, ` true`}
	for range 3000 {
		q := listing.Question{ID: journal.ID{byte(r.IntN(256)), 255, byte(r.IntN(16))}, Title: text(), Type: "binary", Status: "open", Opens: instant(), Closes: instant(), KnownAt: instant(),
			Outcome: json.RawMessage(outcomes[r.IntN(len(outcomes))]), Tags: list(), Options: list(), Ordered: r.IntN(2) == 0, Unit: text(), WhyEnded: text(),
			AskedBy: forecaster.Forecaster{Name: text(), Key: "9e995bed", By: text()}, AskedAt: journal.Instant(r.Int64N(4_000_000_000_000))}
		if r.IntN(5) == 0 {
			q.Range = &journal.Range{Min: json.RawMessage("1"), OpenAbove: true}
		}
		if r.IntN(5) == 0 {
			q.If = &listing.Condition{Question: q.ID, Title: text(), Outcome: json.RawMessage("true"), State: "met"}
		}
		var p program
		if err := p.document([]listing.Question{q}); err != nil {
			t.Fatal(err)
		}
		got, err := appendQuestion([]byte("[\n  "), &q)
		if got = append(got, "\n]\n"...); err != nil || string(got) != p.out.String() {
			t.Fatalf("%+v\nis printed as\n%s\nnot as\n%s", q, got, p.out.String())
		}
	}
}
