package scoring

import (
	"maps"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/score"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// A gatherer reads what is to be scored, of all questions or of some at a time.
type gatherer struct {
	*Desk
	r model.Reader
	o Options
	forecaster.Directory

	people    map[int64]person // by the number of a forecaster
	joined    map[int64]int64  // since when
	forfeited map[int64]bool   // seals
	witnesses []string         // whose word counts, where only what was witnessed does; nil for anybody's
	seen      *sight           // by these
}

// gatherer prepares to read what counts under the options.
func (d *Desk) gatherer(r model.Reader, b forecaster.Directory, o Options) (*gatherer, error) {
	g := &gatherer{Desk: d, r: r, o: o, Directory: b, people: peopleOf(b)}
	var err error
	if g.joined, err = r.Joined(); err != nil {
		return nil, err
	}
	if g.forfeited, err = r.ForfeitedSeals(); err == nil && o.witnessed() {
		err = g.vouch()
	}
	return g, err
}

// vouch reads what others had witnessed, which alone counts.
func (g *gatherer) vouch() (err error) {
	if g.witnesses, err = g.Desk.witnesses(g.r, g.o.Filter); err != nil {
		return err
	}
	g.seen, err = see(g.r, g.witnesses)
	return err
}

// empty is a workspace in which nothing is yet.
func (g *gatherer) empty() *workspace {
	return &workspace{
		questions: map[string]listing.Question{}, forecasters: map[string]forecaster.Forecaster{}, scored: map[string][]string{}, sets: map[string]bool{},
		read: journal.InstantOf(g.Now()), until: standing.Forever, witnesses: g.witnesses, joined: g.joined,
	}
}

// readEverything reads what counts under the options, whatever the filter.
func (d *Desk) readEverything(r model.Reader, o Options) (*workspace, error) {
	o.Filter = o.counting()
	b, err := forecaster.Open(r)
	if err != nil {
		return nil, err
	}
	g, err := d.gatherer(r, b, o)
	if err != nil {
		return nil, err
	}
	l, err := listing.New(d.Session, r, b)
	if err != nil {
		return nil, err
	}
	s := g.empty()
	read, err := s.askAll(g, l)
	if err != nil {
		return nil, err
	}
	if err := read.units.name(r, s.finder(read.at)); err != nil {
		return nil, err
	}
	rates, err := r.BaseRates()
	if err != nil {
		return nil, err
	}
	sets, err := scenarioset.All(r, b)
	if err != nil {
		return nil, err
	}
	return s, s.fill(g, read, rates, sets)
}

// asked are the questions that a workspace has, by their numbers.
type asked struct {
	at    map[int64]int              // those that a rule of probabilities scores
	other map[int64]listing.Question // the others
	units units
}

// askAll adds the questions, or those of o.on.
func (s *workspace) askAll(g *gatherer, l *listing.Lister) (*asked, error) {
	read := &asked{at: map[int64]int{}, other: map[int64]listing.Question{}}
	return read, g.r.EachToScore(g.o.on, func(row *model.QuestionRow) error {
		s.ends(row.KnownAt, row.Closes)
		read.units.depend(row.Num, row.IfQuestion)
		q := l.Question(*row)
		if q.Type != "binary" && q.Type != "choice" {
			read.other[row.Num] = q
			s.numbers.ask(*row, q)
			return nil
		}
		read.at[row.Num] = len(s.Questions)
		s.ask(*row, q.Status, q.AskedBy)
		sq := &s.Questions[read.at[row.Num]]
		sq.Tags = q.Tags
		s.questions[sq.Key] = q
		return nil
	})
}

// asAsked is a copy of a workspace that has its questions alone.
func (s *workspace) asAsked(g *gatherer) *workspace {
	other := g.empty()
	other.questions, other.scored = maps.Clone(s.questions), maps.Clone(s.scored)
	other.Questions, other.askers = slices.Clone(s.Questions), s.askers
	other.until = s.until
	other.numbers.questions, other.numbers.asked, other.numbers.at = slices.Clone(s.numbers.questions), s.numbers.asked, s.numbers.at
	if s.numbers.at != nil {
		other.numbers.pair, other.numbers.ends = map[[2]int64]int{}, retractions{}
	}
	return other
}

// finder finds questions by their numbers; nil if one is not here.
func (s *workspace) finder(at map[int64]int) func(num int64) *score.Question {
	return func(num int64) *score.Question {
		if i, ok := at[num]; ok {
			return &s.Questions[i]
		}
		if i, ok := s.numbers.at[num]; ok {
			return &s.numbers.questions[i].Question
		}
		return nil
	}
}

// fill adds what there is on the questions, and the scenario sets.
func (s *workspace) fill(g *gatherer, read *asked, rates []model.BaseRateRow, sets []*scenarioset.Set) error {
	if err := s.pairs(g, read.at, read.other); err != nil {
		return err
	}
	s.baseRates(rates, g.Directory)
	s.addSets(g, sets)
	s.sortPairs()
	return nil
}
