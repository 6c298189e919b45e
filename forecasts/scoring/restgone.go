package scoring

import (
	"weathervane/forecasts/decision"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// gone is a question that somebody has forecast and is not scored on, by what was
// done afterwards.
type gone struct {
	question journal.ID
	whose    forecaster.Forecaster // who had forecast it
	by       []act                 // what was done
}

// readTakenBack finds the outcomes and the questions that their authors retracted.
func (f *facts) readTakenBack(r model.Reader, b forecaster.Directory) error {
	f.takenBack = map[string][]decision.Outcome{}
	rows, err := r.RetractedOutcomes()
	if err != nil {
		return err
	}
	for _, row := range rows {
		question, o, err := outcomeIn(row)
		if err != nil {
			return err
		}
		if question, err = r.Canonical(question); err != nil {
			return err
		}
		if end, _ := f.ends.Of(question); len(end.Holding) == 0 {
			o.Act = act{ID: journal.ID(row.ID), By: b.Owner(row.Key), At: row.At}
			f.takenBack[question.String()] = append(f.takenBack[question.String()], o)
		}
	}
	rows, err = r.RetractedQuestions()
	f.unasked = nil
	for _, row := range rows {
		id, who := journal.ID(row.ID), b.Owner(row.Key)
		f.unasked = append(f.unasked, gone{id, who, []act{{ID: id, By: who, At: row.At}}})
	}
	if err != nil {
		return err
	}
	return f.readParted(r, b)
}

// readParted finds the questions that were one with another until the author of the
// relation retracted it.
func (f *facts) readParted(r model.Reader, b forecaster.Directory) error {
	rows, err := r.RetractedJoins()
	f.parted = nil
	for _, row := range rows {
		record, err := journal.ParseRecord(row.Line)
		if err != nil {
			return err
		}
		by := []act{{ID: journal.ID(row.ID), By: b.Owner(row.Key), At: row.At}}
		if drawn, _ := journal.Decode[journal.Related](record); drawn.Type != "same" {
			continue
		}
		for _, end := range []string{"from", "to"} {
			if id, ok := record.Named(end); ok {
				f.parted = append(f.parted, gone{question: id, by: by})
			}
		}
	}
	return err
}

// readUnfit finds the forecasts that a later revision of their question made unfit.
func (f *facts) readUnfit(r model.Reader, b forecaster.Directory) error {
	f.unfit = nil
	rows, err := r.UnfitForecasts()
	if err != nil {
		return err
	}
	for _, row := range rows {
		data, err := journal.ParseRecord(row.Line)
		if err != nil {
			return err
		}
		made, err := journal.Decode[journal.Made](data)
		if err != nil {
			return err
		}
		question, err := r.Canonical(made.Question)
		if err != nil {
			return err
		}
		w := f.worded[question.String()]
		if w == nil {
			continue
		}
		g := gone{question: question, whose: b.Owner(row.Key)}
		if made.By != "" {
			g.whose.Name, g.whose.By = made.By, made.By
		}
		for _, rev := range w.Revisions {
			if rev.At > row.At && rev.Decides("type", "options", "range", "unit") {
				g.by = append(g.by, rev.Act)
			}
		}
		if len(g.by) > 0 {
			f.unfit = append(f.unfit, g)
		}
	}
	return nil
}

// ofTakenBack adds that somebody who had forecast a question decided its outcome
// and retracted that: without that it has this outcome.
func (r *reading) ofTakenBack(at int, t *score.Term) {
	for _, o := range r.book.facts.takenBack[t.Question.Key] {
		if !r.book.forecast(t.Question.Key, o.By) || !hasForecast(t.Pair) {
			continue
		}
		if v := r.as(t, o); v.Weight > 0 {
			r.change(r.notedGone(EndedByScored, []act{o.Act}), at, t, &v)
		} else {
			r.on(r.notedGone(EndedByScored, []act{o.Act}), t.Question.Key)
		}
	}
}

// ofGone adds the questions that are in no score any more: retracted by their
// authors, or revised so that the forecasts fit them no longer.
func (r *reading) ofGone() {
	for what, all := range map[string][]gone{EndedByScored: r.book.facts.unasked, CriteriaChanged: r.book.facts.unfit} {
		for _, g := range all {
			if !r.fits(g.whose) {
				continue
			}
			for _, by := range byAuthor(g.by) {
				l := r.notedGone(what, by)
				l.gone = append(l.gone, g.question)
			}
		}
	}
	for i, g := range r.book.facts.parted {
		if r.parted[i] {
			l := r.notedGone(Joined, g.by)
			l.gone = append(l.gone, g.question)
		}
	}
}

// ofParted finds which of the questions that were parted they had forecast.
func (r *reading) ofParted() {
	for i, g := range r.book.facts.parted {
		on := r.book.on[g.question.String()]
		if on == nil {
			continue
		}
		if end, _ := r.book.facts.ends.Of(g.question); len(end.Holding) > 0 {
			continue
		}
		for k := range on.pairs {
			if p := &on.pairs[k]; hasForecast(p) && r.fits(r.book.any.forecasters[p.Forecaster]) {
				r.parted[i] = true
			}
		}
	}
}
