package main

import (
	"context"
	"time"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// planQuestions has them asked two hours before they open, and resolved some
// hours after the outcome was known.
func (o *office) planQuestions() {
	asked := map[string]int{}
	for i, m := range questions {
		who := m.by
		if who == "" {
			who = "Crane"
		}
		n := asked[m.opens]
		asked[m.opens]++
		o.plan(at(m.opens, 18, 40).Add(time.Duration(n)*75*time.Second), who+" asks "+m.key, func(ctx context.Context) (err error) {
			o.questions[m.key], err = o.desks[who].Ask(ctx, m.asking(o))
			return err
		})
		if m.outcome != nil {
			o.plan(m.knownAt().Add(3*time.Hour+time.Duration(i%7)*11*time.Minute), who+" resolves "+m.key, func(ctx context.Context) error {
				return o.resolve(ctx, who, m)
			})
		}
	}
}

func (o *office) resolve(ctx context.Context, who string, m matter) error {
	_, err := o.desks[who].Resolve(ctx, o.questions[m.key], encoded(m.outcome), question.Resolving{
		KnownAt: instant(m.knownAt()), Source: m.source, Note: m.note,
	})
	return err
}

// planEvidence has the three articles attached, passages filed and judged.
func (o *office) planEvidence() {
	for i, d := range digests {
		o.plan(at("2024-02-26", 19, 30+2*i), "Crane attaches "+d.key, func(ctx context.Context) (err error) {
			o.articles[d.key], _, err = o.desks["Crane"].Attach(ctx, articles.Article{
				Title: d.title, Authors: []string{d.author}, Publisher: d.publisher, Published: d.published, Language: "en", Text: d.text,
			})
			return err
		})
	}
	for i, p := range passages {
		o.plan(at(p.day, 19, 40).Add(time.Duration(i)*90*time.Second), p.by+" files "+p.key, func(ctx context.Context) (err error) {
			o.findings[p.key], err = o.desks[p.by].File(ctx, evidence.Filing{
				Article: o.articles[p.article], Exact: p.exact, Claim: p.claim, Grade: p.grade,
			})
			return err
		})
		for j, b := range p.bears {
			var lr *float64
			if b.lrs == nil {
				lr = &b.lr
			}
			o.plan(at(b.day, 20, 0).Add(time.Duration(i*5+j)*20*time.Second), b.by+" judges "+p.key, func(ctx context.Context) error {
				_, err := o.desks[b.by].Judge(ctx, o.findings[p.key], o.questions[b.question], lr, b.lrs, b.note)
				return err
			})
		}
	}
}

// reasons are the findings that Crane had judged on a question by then.
func (o *office) reasons(question string, by time.Time) []journal.ID {
	var all []journal.ID
	for _, p := range passages {
		for _, b := range p.bears {
			if b.by == "Crane" && b.question == question && at(b.day, 21, 0).Before(by) {
				all = append(all, o.findings[p.key])
			}
		}
	}
	return all
}

// planIncidents has what happens once or twice in the life of a desk.
func (o *office) planIncidents() {
	o.planEnds()
	o.plan(at("2024-05-27", 10, 30), "Crane words the treaty anew", func(ctx context.Context) error {
		_, err := o.desks["Crane"].Revise(ctx, o.questions["treaty"], map[string]any{
			"criteria": find("treaty").criteria + " Signed by both leaders is enough; it need not be ratified. A pledge to consult does not count as help.",
		}, "Asked by Ibis: does a treaty count before it is ratified?")
		return err
	})
	o.plan(at("2024-06-14", 9, 30), "Crane enters a forecast made on paper", func(ctx context.Context) error {
		p := 0.38
		_, err := o.desks["Crane"].Forecast(ctx, o.questions["treaty"], standing.Belief{P: &p}, question.Saying{
			MadeAt: instant(at("2024-06-12", 17, 0)), Note: "Written down on a journey on the 12th and entered on the 14th.",
		})
		return err
	})
	o.plan(at("2024-05-02", 16, 0), "Kestrel withdraws", func(ctx context.Context) error {
		_, err := o.desks["Kestrel"].Withdraw(ctx, o.questions["yoon-december"], "", "I no longer follow politics in Seoul closely enough to have a number.")
		return err
	})
	o.remark("Ibis", "2024-05-24", "treaty", "Does it count before it is ratified? The criteria leave that open.")
	o.remark("Crane", "2024-06-05", "treaty", "Now said in the criteria: signed is enough.")
	o.remark("Heron", "2024-03-19", "missile-april", "That was that. Three weeks early, too.")
	o.remark("Ibis", "2024-12-06", "yoon-december", "None of us had this below 85 on Monday. Worth asking why.")
	o.remark("Crane", "2026-06-16", "nuclear-2028", "Whoever changes the one for 2027 should look at this one: it cannot be lower.")
}

// remark lets somebody comment on a question.
func (o *office) remark(by, day, question, text string) {
	o.plan(at(day, 21, 30), by+" remarks on "+question, func(ctx context.Context) error {
		_, err := o.desks[by].Comment(ctx, o.questions[question], text)
		return err
	})
}

// planEnds has the ends that are not plain outcomes, a hasty one that is
// retracted, and second readers.
func (o *office) planEnds() {
	annul := func(t time.Time, question, why, note string) {
		o.plan(t, "Crane annuls "+question, func(ctx context.Context) error {
			_, err := o.desks["Crane"].Annul(ctx, o.questions[question], why, note)
			return err
		})
	}
	annul(at("2024-04-03", 10, 0), "cuba-media", "ambiguous", "Nothing found, but not all three outlets could be read in full for every day. The sources at hand do not settle it.")
	annul(at("2024-09-01", 9, 20), "pyongyang-if", "annulled", "They did not agree to meet, so the condition did not come.")
	o.plan(at("2024-06-18", 23, 10), "Crane resolves too soon", func(ctx context.Context) error {
		_, err := o.desks["Crane"].Resolve(ctx, o.questions["putin-june"], encoded(true), question.Resolving{Source: "Kremlin", Note: "He arrives tonight."})
		return err
	})
	o.plan(at("2024-06-18", 23, 55), "Crane reopens", func(ctx context.Context) error {
		_, err := o.desks["Crane"].Reopen(ctx, o.questions["putin-june"], "Too soon: his aeroplane is late and has not landed.")
		return err
	})
	for day, question := range map[string]string{"2024-03-19": "missile-april", "2024-06-25": "treaty", "2024-09-03": "agree-august"} {
		by := "Ibis"
		if question == "missile-april" {
			by = "Heron"
		}
		o.plan(at(day, 11, 0), by+" confirms "+question, func(ctx context.Context) error {
			_, err := o.desks[by].Confirm(ctx, o.questions[question])
			return err
		})
	}
}
