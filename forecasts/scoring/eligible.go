package scoring

import (
	"weathervane/forecasts/standing"
	"weathervane/forecasts/witness"
	"weathervane/model"
	"weathervane/model/journal"
)

// eligible passes on the forecasts that count under the options, and gives the
// withdrawals: all, with late forecasts moved to when they say they were made, or only
// the witnessed, which end only by what was witnessed too.
func (s *workspace) eligible(g *gatherer, at map[int64]int, take func(*model.ForecastRow)) ([]model.Withdrawal, error) {
	o := &g.o
	if o.witnessed() {
		return s.witnessedOnly(g, at, take)
	}
	if err := o.steps(g.r, func(_ int64, forecasts []model.ForecastRow) error {
		for i := range forecasts {
			f := &forecasts[i]
			if o.Backdate && f.Provenance == "late" && f.MadeAt != nil {
				f.At = *f.MadeAt
			}
			take(f)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	return o.withdrawals(g.r)
}

// steps are the forecasts that are read.
func (o *Options) steps(r model.Reader, each func(question int64, forecasts []model.ForecastRow) error) error {
	if o.on == nil {
		return r.Steps(each)
	}
	return r.StepsOnAll(o.on, each)
}

// withdrawals are the withdrawals that are read.
func (o *Options) withdrawals(r model.Reader) ([]model.Withdrawal, error) {
	if o.on == nil {
		return r.Withdrawals()
	}
	return r.WithdrawalsOnAll(o.on)
}

func (s *workspace) witnessedOnly(g *gatherer, at map[int64]int, take func(*model.ForecastRow)) ([]model.Withdrawal, error) {
	seen := g.seen
	if len(seen.covered) == 0 { // nobody has seen any
		return nil, nil
	}
	if err := g.o.steps(g.r, func(question int64, forecasts []model.ForecastRow) error {
		known, ok := s.knownAt(question, at)
		for i := range forecasts {
			f := &forecasts[i]
			if ok && f.Provenance == "live" && seen.holds(f.Log, f.Seq, known) {
				f.RetractedAt = seen.retracted(f.Num, f.RetractedAt, known)
				take(f)
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	if err := s.restoreErased(seen, at, take); err != nil {
		return nil, err
	}
	withdrawals, err := g.o.withdrawals(g.r)
	var ended []model.Withdrawal
	for _, w := range withdrawals {
		known, ok := s.knownAt(w.Question, at)
		if ok && seen.before(w.Num, known) {
			w.Until = seen.retracted(w.Num, w.Until, known)
			ended = append(ended, w)
		}
	}
	return ended, err
}

// A sight is what others had seen of the records here, and when.
type sight struct {
	covered     map[int64][]witness.Cover // by log
	logs        map[journal.LogID]int64
	places      map[int64]model.Place
	retractions map[int64][]model.Retraction // by the record that they retract, in time
	nums        map[journal.ID]int64         // of these
	erased      []model.ErasedForecast
}

// see reads what the witnesses have seen; nil is anybody.
func see(r model.Reader, witnesses []string) (*sight, error) {
	s := &sight{logs: map[journal.LogID]int64{}, retractions: map[int64][]model.Retraction{}, nums: map[journal.ID]int64{}}
	var err error
	if s.covered, err = witness.Coverage(r, witnesses); err != nil || len(s.covered) == 0 {
		return s, err
	}
	if s.places, err = r.Places(); err != nil {
		return nil, err
	}
	logs, err := r.Logs()
	if err != nil {
		return nil, err
	}
	for _, l := range logs {
		s.logs[journal.LogID(l.Log)] = l.Num
	}
	all, err := r.Retractions()
	for _, x := range all {
		s.retractions[x.Target] = append(s.retractions[x.Target], x)
		s.nums[journal.ID(x.Of)] = x.Target
	}
	if err != nil {
		return nil, err
	}
	s.erased, err = r.ErasedForecasts()
	return s, err
}

// holds reports whether somebody had seen a record of a log before an outcome was
// known, 0 if it is not.
func (s *sight) holds(log, seq int64, known journal.Instant) bool {
	for _, c := range s.covered[log] {
		if c.Size > seq && (known == 0 || c.At < known) {
			return true
		}
	}
	return false
}

// before is holds of a withdrawal or a retraction by its number.
func (s *sight) before(record int64, known journal.Instant) bool {
	at, ok := s.places[record]
	return ok && s.holds(at.Log, at.Seq, known)
}

// retracted is since when a record is retracted by what somebody had seen before an
// outcome was known, of one that is since an instant; nil if it is not.
func (s *sight) retracted(record int64, since *journal.Instant, known journal.Instant) *journal.Instant {
	if since == nil {
		return nil
	}
	for _, x := range s.retractions[record] {
		if x.At >= *since && s.before(x.Num, known) {
			return &x.At
		}
	}
	return nil
}

// until is retracted of a record by its id, standing.Forever if it is not.
func (s *sight) until(id journal.ID, since, known journal.Instant) journal.Instant {
	if at := s.retracted(s.nums[id], &since, known); since != standing.Forever && at != nil {
		return *at
	}
	return standing.Forever
}
