package scoring

import (
	"context"
	"maps"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// What a report says is mostly sums over questions. Of a large workspace they are added
// up part by part, so that what is in memory is one part.

// partQuestions is how many questions a part has; tests make it smaller.
var partQuestions = 1 << 12

// parts read what counts under the options part by part, whatever the filter: the
// questions and scenario sets in the order of their keys, and at last the questions of
// numbers and dates.
type parts struct {
	g, vouching *gatherer // the other one for what others had witnessed alone; nil if that is what counts
	lister      *listing.Lister
	rates       []model.BaseRateRow
	units       map[int64]string // of the questions that are joined to others
	keyed
}

// keyed are the questions that a rule of probabilities scores and the scenario sets in
// the order of their keys, and the questions of numbers and dates.
type keyed struct {
	questions, numbers []model.QuestionKey
	sets               []*scenarioset.Set
}

func readKeys(r model.Reader, b forecaster.Directory) (k keyed, err error) {
	all, err := r.QuestionKeys()
	if err != nil {
		return k, err
	}
	for _, q := range all {
		if q.Number {
			k.numbers = append(k.numbers, q)
		} else {
			k.questions = append(k.questions, q)
		}
	}
	k.sets, err = scenarioset.All(r, b)
	slices.SortFunc(k.sets, func(a, b *scenarioset.Set) int { return slices.Compare(a.Framed.Id[:], b.Framed.Id[:]) })
	return k, err
}

// each calls do with the questions and sets of each part; numbers are in none.
func (k *keyed) each(do func([]model.QuestionKey, []*scenarioset.Set) error) error {
	questions, sets := k.questions, k.sets
	for len(questions) > partQuestions {
		n, _ := slices.BinarySearchFunc(sets, questions[partQuestions].ID, func(sh *scenarioset.Set, id journal.ID) int { return slices.Compare(sh.Framed.Id[:], id[:]) })
		if err := do(questions[:partQuestions], sets[:n]); err != nil {
			return err
		}
		questions, sets = questions[partQuestions:], sets[n:]
	}
	return do(questions, sets)
}

// numsOf are the numbers of questions.
func numsOf(questions []model.QuestionKey) []int64 {
	nums := make([]int64, len(questions))
	for i := range questions {
		nums[i] = questions[i].Num
	}
	return nums
}

func (d *Desk) parts(r model.Reader, o Options) (*parts, error) {
	p := &parts{}
	o.Filter = o.counting()
	b, err := forecaster.Open(r)
	if err != nil {
		return nil, err
	}
	if p.g, err = d.gatherer(r, b, o); err != nil {
		return nil, err
	}
	if !o.witnessed() {
		vouching := *p.g
		p.vouching, vouching.o.Witnessed = &vouching, true
		if err := vouching.vouch(); err != nil {
			return nil, err
		}
	}
	if p.lister, err = listing.New(d.Session, r, b); err != nil {
		return nil, err
	}
	if p.rates, err = r.BaseRates(); err != nil {
		return nil, err
	}
	if p.keyed, err = readKeys(r, b); err != nil {
		return nil, err
	}
	p.units, err = unitNames(r, slices.Concat(p.questions, p.numbers))
	return p, err
}

// each calls do with each part, and with what others had witnessed of it. They are to be
// dropped when do returns.
func (p *parts) each(do func(all, vouched *workspace) error) error {
	if err := p.keyed.each(func(questions []model.QuestionKey, sets []*scenarioset.Set) error { return p.part(questions, sets, do) }); err != nil || len(p.numbers) == 0 {
		return err
	}
	return p.part(p.numbers, nil, do)
}

func (p *parts) part(questions []model.QuestionKey, sets []*scenarioset.Set, do func(all, vouched *workspace) error) error {
	p.g.o.on = numsOf(questions)
	all := p.g.empty()
	asked, err := all.askAll(p.g, p.lister)
	if err != nil {
		return err
	}
	find := all.finder(asked.at)
	for _, num := range p.g.o.on {
		if name := p.units[num]; name != "" {
			find(num).Unit = name
		}
	}
	vouched, err := p.vouched(all, asked, sets)
	if err == nil {
		err = all.fill(p.g, asked, p.rates, sets)
	}
	if err != nil {
		return err
	}
	return do(all, vouched)
}

// vouched is what others had witnessed on the questions of a workspace on which there is
// nothing yet; nil if that alone counts.
func (p *parts) vouched(all *workspace, asked *asked, sets []*scenarioset.Set) (*workspace, error) {
	if p.vouching == nil {
		return nil, nil
	}
	p.vouching.o.on = p.g.o.on
	s := all.asAsked(p.vouching)
	return s, s.fill(p.vouching, asked, p.rates, sets)
}

// unitNames are the names of the units of the questions that are joined to others.
func unitNames(r model.Reader, questions []model.QuestionKey) (map[int64]string, error) {
	var units units
	key := make(map[int64]journal.ID, len(questions))
	for i := range questions {
		q := &questions[i]
		key[q.Num] = q.ID
		if q.If != 0 {
			units.depend(q.Num, &q.If)
		}
	}
	return units.names(r, func(num int64) string {
		if id, ok := key[num]; ok {
			return id.String()
		}
		return ""
	})
}

// areSums reports whether the figures of a report are sums over questions.
func (o *Options) areSums() bool {
	return o.Forecaster == "" && o.Against == "" && !o.Peer && !o.Intervals && (o.By == "" || o.By == ByHorizon)
}

// scoreParts is the report of several forecasters, by the parts of the workspace; false
// if there is only one, who is set beside the others.
func (d *Desk) scoreParts(ctx context.Context, o Options, opts score.Options, me string) (report Report, several bool, err error) {
	sums, rests := score.NewSums(opts), newReading(func(forecaster.Forecaster) bool { return true }, false)
	who := map[string]forecaster.Forecaster{}
	left := 0 // forecasts of numbers and dates
	err = d.Store.View(ctx, func(r model.Reader) error {
		p, err := d.parts(r, o)
		if err != nil || len(p.g.people) < 2 {
			return err
		}
		facts, err := d.readFacts(r)
		if err != nil {
			return err
		}
		return p.each(func(all, vouched *workspace) error {
			b := &book{opts: opts, filter: o.Filter, any: all, vouched: vouched, facts: facts}
			b.choose(o)
			sums.Add(b.whole)
			rests.add(b)
			maps.Copy(who, b.s.forecasters)
			left += b.s.LeftOut.OtherRule
			return ctx.Err()
		})
	})
	if err != nil || len(who) == 1 || rests.book == nil {
		return report, false, err
	}
	rests.finish()
	report.Report = sums.Report()
	report.Forecasts += left
	report.RestsOn, report.Witnessed = rests.lines, &WitnessedPart{rests.witnessed, rests.questions}
	if rests.numbers != nil {
		if n := rests.numbers.scores(o.Filter, opts, me); len(n.Rows) > 0 {
			report.Numbers = &n
		}
	}
	if report.Scored == 0 && report.Numbers == nil {
		return report, true, ErrNothing
	}
	report.Improvement = &Improvement{Conduct: Conduct{Luck: sums.Luck(), Anytime: anytimeOf(sums.Anytime())}, Horizon: sums.Horizon()}
	return report, true, ctx.Err()
}

// Tidily has little garbage made while a report is scored and written, until done is
// called: the parts of a large workspace are garbage once they are added up.
func Tidily() (done func()) { return model.Tidily() }
