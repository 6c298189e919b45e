package evidence_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// chain is a desk with an article on which others lean by a copy, by a quote
// and by a shared origin, among many that do not. The question's prior is 1 in
// 5; each finding on it has the ratio 2.
func chain(t *testing.T, noise int) (d *forecasts.Desk, c *desktest.Clock, q journal.ID, source journal.ID, dependents map[journal.ID]string) {
	t.Helper()
	c = desktest.Start()
	d = desktest.NewDesk(t, "Crane", c)
	q = desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "The harbour opens", Closes: desktest.At(2024, 8, 31)}))(t)
	desktest.Must(d.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "springs", Happened: 1, Of: 5}))(t)
	const passage = "the pilots of the sound expect a thaw in the last week of March"
	body := "On the quay nobody speaks of summer. Yet, they say, " + passage + ". The ice is as thick as a man is tall, and eleven ships lie at anchor."
	keep := func(title, text string) journal.ID {
		id, _, err := d.Attach(t.Context(), articles.Article{Title: title, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	file := func(article journal.ID, exact string) journal.ID {
		lr := 2.0
		return desktest.Must(d.File(t.Context(), evidence.Filing{Article: article, Exact: exact, Claim: "from " + exact, Question: &q, LR: &lr}))(t)
	}
	source = keep("The pilots speak", body)
	first := file(source, passage)
	copied := file(keep("The pilots speak", body+" (agency)"), "eleven ships")
	quoting := keep("A week of waiting", "Our correspondent adds: "+passage+". Nobody else believes it.")
	quoted := file(quoting, passage)
	file(quoting, "Nobody else believes it") // of the same article, not of the passage
	grouped := file(keep("Hearsay", "It will be warm before April, one hears."), "warm before April")
	desktest.Must(d.Group(t.Context(), []journal.ID{first, grouped}, "the same pilots"))(t)
	for i := range noise {
		file(keep(fmt.Sprintf("Other news %d", i), fmt.Sprintf("The ships of pier %d wait for the pilots of the sound.", i)), "ships of pier")
	}
	return d, c, q, source, map[journal.ID]string{first: "", copied: "a copy of the text", quoted: "the same passage", grouped: "the same origin"}
}

func vias(l evidence.Dependents) map[journal.ID]string {
	all := map[journal.ID]string{}
	for _, f := range l.Findings {
		all[f.ID] = f.Via
	}
	return all
}

func TestWhatLeansOnAnArticleIsFoundThroughQuotesAndCopies(t *testing.T) {
	d, c, q, source, want := chain(t, 120)
	c.Pass(time.Minute)
	stands := desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.7), question.Saying{}))(t)
	l := desktest.Must(d.Dependents(t.Context(), source))(t)
	if fmt.Sprint(vias(l)) != fmt.Sprint(want) {
		t.Fatalf("dependents %v, want %v", vias(l), want)
	}
	if l.Invalidation != nil || len(l.Bearings) != 4 || len(l.Forecasts) != 1 || l.Forecasts[0].ID != stands || l.Forecasts[0].Again || l.Bearings[0].Again {
		t.Errorf("before the fall: %+v", l)
	}
	c.Pass(time.Hour)
	desktest.Must(d.Retract(t.Context(), source, "the paper withdrew it"))(t)
	all := desktest.Must(d.Invalidated(t.Context()))(t)
	if len(all) != 1 || all[0].Invalidation == nil || all[0].Invalidation.How != "retracted" || all[0].Invalidation.Why != "the paper withdrew it" || fmt.Sprint(vias(all[0])) != fmt.Sprint(want) {
		t.Fatalf("fallen %+v", all)
	}
	again := 0
	for _, b := range all[0].Bearings {
		// The findings of the article itself wait now: nothing is to be judged.
		if here := want[b.Finding] != ""; b.Again != here || !b.Mine {
			t.Errorf("asked again: %+v", b)
		} else if here {
			again++
		}
	}
	if again != 3 {
		t.Errorf("asked again of %d findings", again)
	}
	if f := all[0].Forecasts; len(f) != 1 || !f[0].Again || f[0].Named {
		t.Errorf("forecasts %+v", f)
	}
	c.Pass(time.Minute)
	one := 1.0
	for _, b := range all[0].Bearings {
		if !b.Again {
			continue
		}
		desktest.Must(d.Judge(t.Context(), b.Finding, q, &one, nil, "fell"))(t)
	}
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.5), question.Saying{}))(t)
	after := desktest.Must(d.Dependents(t.Context(), source))(t)
	for _, b := range after.Bearings {
		if b.Again || want[b.Finding] != "" && *b.LR != 1 {
			t.Errorf("asked although judged again: %+v", b)
		}
	}
	if f := after.Forecasts; len(f) != 1 || f[0].Again {
		t.Errorf("asked although forecast again: %+v", f)
	}
}

// Without noise there are two origins beside the article of its own: first and
// grouped count once (×2), the copy's once (×2), the quoting article's two
// findings once (×2): ×8. Without those that lean only "apart" is left: ×2.
func TestALedgerIsToldWithAndWithout(t *testing.T) {
	d, _, _, source, _ := chain(t, 0)
	l := desktest.Must(d.Dependents(t.Context(), source))(t)
	if len(l.Ledgers) != 1 {
		t.Fatalf("ledgers %+v", l.Ledgers)
	}
	x := l.Ledgers[0]
	if math.Abs(x.Multiplier-8) > 1e-9 || math.Abs(x.Without-2) > 1e-9 || math.Abs(*x.Implied-2.0/3) > 1e-9 || math.Abs(*x.ImpliedWithout-1.0/3) > 1e-9 {
		t.Errorf("×%v (%v) and ×%v (%v) without, want ×8 (2/3) and ×2 (1/3)", x.Multiplier, *x.Implied, x.Without, *x.ImpliedWithout)
	}
}

func TestATakenBackFindingAsksForForecastsAlone(t *testing.T) {
	d, c, q, source, _ := chain(t, 0)
	finding := desktest.Must(d.Article(t.Context(), source))(t).Findings[0].ID
	c.Pass(time.Minute)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.7), question.Saying{Because: []journal.ID{finding}}))(t)
	c.Pass(time.Minute)
	desktest.Must(d.Retract(t.Context(), finding, "misread"))(t)
	l := desktest.Must(d.Dependents(t.Context(), finding))(t)
	for _, b := range l.Bearings {
		if b.Again != (b.Finding != finding) {
			t.Errorf("asked %v for %q", b.Again, b.Claim)
		}
	}
	if len(l.Forecasts) != 1 || !l.Forecasts[0].Named || !l.Forecasts[0].Again {
		t.Errorf("forecasts %+v", l.Forecasts)
	}
	if x := l.Ledgers[0]; math.Abs(x.Multiplier-8) > 1e-9 {
		t.Errorf("the ledger with what was retracted: ×%v", x.Multiplier)
	}
}

func TestOnlyALaterTextIsACorrection(t *testing.T) {
	d, c, _, source, _ := chain(t, 0)
	c.Pass(time.Minute)
	title := "The pilots speak again"
	desktest.Must(d.Amend(t.Context(), source, evidence.Amendment{Title: &title}))(t)
	if all := desktest.Must(d.Invalidated(t.Context()))(t); len(all) != 0 {
		t.Fatalf("a title felled %+v", all)
	}
	desktest.Must(d.Amend(t.Context(), source, evidence.Amendment{Text: &articles.Article{Text: "The pilots say nothing at all."}}))(t)
	if all := desktest.Must(d.Invalidated(t.Context()))(t); len(all) != 1 || all[0].Invalidation.How != "corrected" {
		t.Errorf("fallen %+v", all)
	}
}
