package model

import (
	"cmp"
	"encoding/json"
	"slices"

	"weathervane/model/journal"
)

// scenariosFold gathers what the records about one set of scenarios mean.
type scenariosFold struct {
	t        *Tx
	num      int64
	framed   fact
	now      journal.Framed   // as it stands
	wordings []journal.Framed // as framed, and as each revision of the scenarios left it
	schedule []Schedule       // how the horizon was moved; nil if it was not
	named    map[int64]journal.Instant
}

// foldScenarios makes the rows of a scenario set again from all records about it.
func (t *Tx) foldScenarios(n int64) error {
	if err := t.forget(n, "DELETE FROM scenario_sets WHERE num = ?", "DELETE FROM scenario_statements WHERE scenarios = ?", "DELETE FROM revisions WHERE entity = ?"); err != nil {
		return err
	}
	framed, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	if err := t.judge(&framed, verdict{}); err != nil {
		return err
	}
	if !framed.counts() {
		return t.wait(n)
	}
	f := &scenariosFold{t: t, num: n, framed: framed, named: map[int64]journal.Instant{}}
	if err := f.word(); err != nil {
		return err
	}
	about, err := t.about(n)
	if err == nil {
		about, err = t.heldBy(n, about)
	}
	if err != nil {
		return err
	}
	if err := t.latestNamed(framed, about, f.named); err != nil {
		return err
	}
	for i := range about {
		if err := f.statement(&about[i]); err != nil {
			return err
		}
	}
	return f.write()
}

// word finds the wordings that the set has had, and the one that stands.
func (f *scenariosFold) word() error {
	members, revs, past, err := f.t.revised(f.framed, journal.ScenariosRevised)
	if err != nil {
		return err
	}
	if err := remake(members, &f.now); err != nil {
		return err
	}
	if f.schedule, err = scheduled(&f.framed, slices.Concat(revs, past), "horizon"); err != nil {
		return err
	}
	asked, err := decode[map[string]json.RawMessage](f.framed.line)
	if err != nil {
		return err
	}
	for known := range len(revs) + 1 {
		if known > 0 && revs[known-1].set["scenarios"] == nil {
			continue
		}
		var worded journal.Framed
		members, _ := standing(asked, revs[:known])
		if err := remake(members, &worded); err != nil {
			return err
		}
		f.wordings = append(f.wordings, worded)
	}
	return nil
}

// statement folds one record about the set.
func (f *scenariosFold) statement(x *fact) error {
	switch x.kind {
	case journal.ScenariosWeighed:
		return put(f, x, func(d *journal.Weighed) (verdict, error) {
			return verdict{unfit: unfitNames(f, d.Weights)}, nil
		})
	case journal.ScenariosConditioned:
		return put(f, x, f.fitCondition)
	case journal.ScenariosResolved:
		return put(f, x, func(d *journal.CameTrue) (verdict, error) {
			for _, w := range f.wordings {
				if slices.Contains(w.Names(), d.Outcome) {
					return verdict{}, nil
				}
			}
			return verdict{unfit: "the outcome is not one of the scenarios"}, nil
		})
	case journal.ConsistencyJudged:
		return put(f, x, func(d *journal.Consistency) (verdict, error) {
			s, err := f.t.entity(d.Finding, journal.FindingFiled)
			return verdict{waits: !s.counts, unfit: cmp.Or(s.unfit, unfitNames(f, d.Ratings))}, err
		})
	case journal.SignpostPlaced:
		if err := put(f, x, func(d *journal.Placed) (verdict, error) {
			return verdict{unfit: unfitNames(f, d.P)}, nil
		}); err != nil {
			return err
		}
		return f.checks(x)
	}
	return nil
}

func (f *scenariosFold) fitCondition(d *journal.Conditioned) (verdict, error) {
	s, err := f.t.entity(d.Question, journal.QuestionAsked)
	if err != nil || !s.counts || s.unfit != "" {
		return verdict{waits: !s.counts, unfit: s.unfit}, err
	}
	kind, _, err := f.t.askedAs(s.num, latest)
	if kind != "binary" {
		return verdict{unfit: "only a binary question has one probability for each scenario"}, err
	}
	if err != nil {
		return verdict{}, err
	}
	if d.Question, err = f.t.goesBy(s.num, d.Question); err != nil {
		return verdict{}, err
	}
	return verdict{unfit: unfitNames(f, d.P)}, nil
}

// unfitNames says that names are not those of the scenarios in any wording.
func unfitNames[V any](f *scenariosFold, by map[string]V) string {
	for _, w := range f.wordings {
		if len(by) == len(w.Scenarios) && !slices.ContainsFunc(w.Names(), func(n string) bool { _, ok := by[n]; return !ok }) {
			return ""
		}
	}
	return "the names are not those of the scenarios"
}

// checks folds what was seen, or not, of a signpost.
func (f *scenariosFold) checks(post *fact) error {
	if !post.counts() {
		return f.t.wait(post.num)
	}
	about, err := f.t.about(post.num)
	if err == nil {
		about, err = f.t.heldBy(post.num, about)
	}
	if err != nil {
		return err
	}
	if err := f.t.latestNamed(*post, about, f.named); err != nil {
		return err
	}
	for i := range about {
		x := &about[i]
		if x.kind != journal.SignpostChecked {
			continue
		}
		if err := put(f, x, func(*journal.Checked) (verdict, error) { return verdict{}, nil }); err != nil {
			return err
		}
	}
	return nil
}

// put judges a statement and keeps it where it counts. Weights that were
// retracted after they had stood are kept with the instant: they are scored for
// the time for which they stood, as forecasts are.
func put[D any](f *scenariosFold, x *fact, fit func(*D) (verdict, error)) error {
	d, err := decode[D](x.line)
	if err != nil {
		return err
	}
	v, err := fit(&d)
	if err != nil {
		return err
	}
	v.named = f.named[x.num]
	if err := f.t.judge(x, v); err != nil {
		return err
	}
	if !x.counts() && !(x.kind == journal.ScenariosWeighed && x.stood() && v.unfit == "") {
		return nil
	}
	signpost := int64(0)
	if x.kind == journal.SignpostChecked {
		of, err := f.t.subjectsOf(x)
		if err != nil {
			return err
		}
		signpost = of[0].num
	}
	by, err := f.t.forecaster(x.key, "")
	if err != nil {
		return err
	}
	_, err = f.t.exec("INSERT INTO scenario_statements (num, scenarios, kind, signpost, forecaster, at, until, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		x.num, f.num, x.kind, signpost, by, x.from(), nullable(x.until), text(d))
	return err
}

func (f *scenariosFold) write() error {
	by, err := f.t.forecaster(f.framed.key, "")
	if err != nil {
		return err
	}
	framed, err := decode[journal.Framed](f.framed.line)
	if err != nil {
		return err
	}
	_, err = f.t.exec("INSERT INTO scenario_sets (num, forecaster, at, title, horizon, framed, stands, wordings, schedule) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		f.num, by, f.framed.at, f.now.Title, f.now.Horizon, text(framed), text(f.now), text(f.wordings), text(f.schedule))
	return err
}
