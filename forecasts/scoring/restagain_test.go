package scoring_test

import (
	"slices"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// What is decided again counts as decided by whoever says so still: to repeat it
// with another date, or what its author has corrected, is named.
func TestWhatIsDecidedAgainIsNamed(t *testing.T) {
	honest := live(t, nil).seen(scoring.Options{}).Headline
	slip := func(w *world) { w.ends(w.heron, w.rain, "true", nil) } // on day 140, corrected on the day of the decision
	for _, x := range []struct {
		name  string
		tried acts
		what  string
		whose journal.ID
	}{
		{"known later", acts{170: func(w *world) { w.ends(w.crane, w.snow, "false", day(170)) }}, scoring.KnownEarly, journal.ID{}},
		{"known later than a forecast after it", acts{
			160: func(w *world) {
				desktest.Must(w.crane.Reopen(t.Context(), w.rain, "not sure"))(t)
				w.says(w.crane, w.rain, .001)
			},
			180: func(w *world) { w.ends(w.crane, w.rain, "false", day(180)) },
		}, scoring.KnownEarly, journal.ID{}},
		{"what was corrected", acts{140: slip, 160: func(w *world) { w.ends(w.crane, w.rain, "true", day(decision)) }}, scoring.EndedByScored, journal.ID{}},
		{"the end of what was corrected", acts{140: slip, 160: func(w *world) {
			desktest.Must(w.crane.Annul(t.Context(), w.rain, "ambiguous", ""))(t)
		}}, scoring.EndedByScored, journal.ID{}},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := live(t, x.tried).seen(scoring.Options{})
			if sameFigure(float64(r.Headline), float64(honest)) {
				t.Fatalf("the attempt changes nothing: %v", r.Headline)
			}
			l := find(t, r.RestsOn, x.what, "Crane")
			if !sameFigure(float64(l.HeadlineWithout), float64(honest)) {
				t.Errorf("%s; an honest record gives %v", asJSON(t, l), honest)
			}
		})
	}
}

// A date that moves a question out of the period, or into it, is named.
func TestADateThatLeavesThePeriodIsNamed(t *testing.T) {
	in := scoring.Options{Filter: scoring.Filter{Since: *day(140), Until: *day(165)}}
	honest := live(t, nil).seen(in).Headline
	for name, known := range map[string]int{"earlier": 130, "later": 170} {
		w := live(t, acts{170: func(w *world) { w.ends(w.crane, w.rain, "false", day(known)) }})
		r := w.seen(in)
		l := find(t, r.RestsOn, scoring.KnownEarly, "Crane")
		if sameFigure(float64(r.Headline), float64(honest)) || !sameFigure(float64(l.HeadlineWithout), float64(honest)) {
			t.Errorf("%s: the headline is %v, an honest one %v; %s", name, r.Headline, honest, asJSON(t, l))
		}
	}
}

// A condition that is opened again, and a relation "same" that is retracted, take a
// bad forecast out of the score, and are named.
func TestWhatIsOpenedAgainOrPartedIsNamed(t *testing.T) {
	var hail, storm, relation journal.ID
	w := live(t, acts{
		1: func(w *world) {
			hail = desktest.Ask(t, w.heron, "It hails")
			closes := *day(closing)
			on := &journal.Condition{Question: hail, Outcome: []byte("true")}
			storm = desktest.Must(w.heron.Ask(t.Context(), journal.Asked{Title: "It storms", Type: "binary", Closes: &closes, If: on}))(t)
		},
		2:   func(w *world) { w.says(w.crane, storm, .9) },
		130: func(w *world) { w.ends(w.heron, hail, "true", nil); w.ends(w.heron, storm, "false", nil) },
		160: func(w *world) { desktest.Must(w.crane.Reopen(t.Context(), hail, "not sure"))(t) },
	})
	l := find(t, w.seen(scoring.Options{}).RestsOn, scoring.EndedByScored, "Crane")
	if !slices.Equal(l.Questions, []journal.ID{storm}) || !l.HeadlineWithout.Defined() {
		t.Errorf("%s", asJSON(t, l))
	}

	var twin journal.ID
	w = live(t, acts{
		1: func(w *world) {
			twin = desktest.Ask(t, w.crane, "Rain falls")
			relation = desktest.Must(w.crane.Relate(t.Context(), w.rain, twin, "same", ""))(t)
		},
		2:   func(w *world) { w.says(w.crane, twin, .8) },
		160: func(w *world) { desktest.Must(w.crane.Retract(t.Context(), relation, "not the same"))(t) },
	})
	l = find(t, w.seen(scoring.Options{}).RestsOn, scoring.Joined, "Crane")
	if !slices.Contains(l.Questions, twin) {
		t.Errorf("%s", asJSON(t, l))
	}
}

// An import that does not count changes no weight on a question that somebody else
// asked.
func TestAnUncountedImportChangesNoWeight(t *testing.T) {
	honest := live(t, nil).seen(scoring.Options{}).Headline
	w := live(t, acts{170: func(w *world) {
		p := .5
		from := journal.Imported{From: "elsewhere", SHA256: "0000000000000000000000000000000000000000000000000000000000000000"}
		add(t, w.crane, journal.ForecastMade, journal.Made{Question: w.rain, P: &p, By: "Old", MadeAt: day(-400), Imported: &from})
	}})
	if r := w.seen(scoring.Options{}); !sameFigure(float64(r.Headline), float64(honest)) {
		t.Errorf("the headline is %v, without the import %v", r.Headline, honest)
	}
}

// Whoever decides again as somebody else had decided, as one does who keeps what a
// colleague's file would overturn, has decided nothing of their own.
func TestDecidingAgainIsNoDecisionOfOnesOwn(t *testing.T) {
	var ibis *forecasts.Desk
	third := func(do func(w *world)) func(w *world) { // who is scored on nothing
		return func(w *world) {
			ibis = someone(t, "Ibis", "Ibis", w.clock.At)
			desktest.Give(t, w.heron, ibis)
			do(w)
			desktest.Give(t, ibis, w.heron)
		}
	}
	dated := func(w *world) { w.ends(w.heron, w.rain, "false", day(148)) }
	alone := live(t, acts{151: dated}).score(scoring.Options{})
	for name, tried := range map[string]acts{
		"dated as it was": {151: dated, 160: func(w *world) { w.ends(w.crane, w.rain, "false", day(148)) }},
		"after it was overturned": {
			151: dated, 155: third(func(w *world) { w.ends(ibis, w.rain, "true", day(148)) }),
			160: func(w *world) { w.ends(w.crane, w.rain, "false", day(148)) },
		},
	} {
		r := live(t, tried).score(scoring.Options{})
		if len(r.RestsOn) != 0 || !sameFigure(float64(r.Headline), float64(alone.Headline)) {
			t.Errorf("%s: the headline is %v, without Crane's word %v; it rests on %s", name, r.Headline, alone.Headline, asJSON(t, r.RestsOn))
		}
	}

	moved := third(func(w *world) { w.revises(ibis, w.rain, "closes", day(1000)) })
	back := func(w *world) { w.revises(w.crane, w.rain, "closes", desktest.At(2024, 8, 31)) }
	r := live(t, acts{110: moved, 112: back}).score(scoring.Options{})
	if len(r.RestsOn) != 1 || r.RestsOn[0].By[0].Name != "Ibis" {
		t.Errorf("a close that is moved back: %s", asJSON(t, r.RestsOn))
	}
}
