package scoring

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// What a score can rest on, besides forecasts.
const (
	ClosesMoved     = "closes_moved"     // closes revised after forecasts
	CriteriaChanged = "criteria_changed" // what is asked revised after forecasts
	EndedByScored   = "ended_by_scored"  // outcomes decided by someone who is scored on them
	KnownEarly      = "known_early"      // outcomes dated before forecasts that were made until they were recorded
	Withheld        = "withheld"         // records that an author does not show
	UnshownSeals    = "unshown_seals"    // sealed on questions that ended, and not shown
	Unwitnessed     = "unwitnessed"      // seen by nobody else before the outcome was known
	WithdrawnEarly  = "withdrawn_early"  // withdrawn before the end, for good or until a later forecast
	OddClock        = "odd_clock"        // dated before a record that they name
	TagsLate        = "tags_late"        // tags changed after the outcome was known, where a tag filters
	SharedName      = "shared_name"      // a name that several bear
	NewLog          = "new_log"          // an author who began another log
	Joined          = "joined"           // questions asked twice and counted once
	Imports         = "imports"          // imported forecasts that are counted
	Cut             = "cut"              // a log of which only what came before a fork counts
)

// RestKinds are the kinds of lines, in the order in which equal ones are listed.
var RestKinds = []string{ClosesMoved, CriteriaChanged, EndedByScored, KnownEarly, UnshownSeals, WithdrawnEarly, OddClock, TagsLate,
	Joined, Imports, Unwitnessed, Withheld, Cut, NewLog, SharedName}

// Rest is a line of what a score rests on: one kind, of one author.
type Rest struct {
	What string `json:"what"` // one of RestKinds
	// N counts questions; records of withheld and cut, seals, forecasts of
	// odd_clock and imports, logs of new_log, bearers of shared_name.
	N         int                     `json:"n"`
	By        []forecaster.Forecaster `json:"by"` // whose act it is; all who share a name
	Questions []journal.ID            `json:"questions"`
	// HeadlineWithout is the headline without it, undefined if nothing can be
	// known. Of closes it is as first asked, of known_early with the instant of
	// recording; of forfeited seals that are not scored, as if they were.
	HeadlineWithout score.Number `json:"headline_without"`
	// Beside says that it is of numbers and dates, which are scored beside the
	// headline.
	Beside bool `json:"beside,omitempty"`

	Of       *forecaster.Forecaster `json:"-"` // whose headline changes, if it is not the one that was asked for
	Headline score.Number           `json:"-"` // as it is
	OtherWay score.Number           `json:"-"` // with the outcomes of ended_by_scored decided the other way, among more than two options the one that scores worst; undefined for other lines
	Options  []string               `json:"-"` // these options, by question
	Cuts     int                    `json:"-"` // how many forecasts known_early cuts off
	Scored   int                    `json:"-"` // on how many of the questions the author is scored; of unwitnessed, how many are scored in all
	Gone     bool                   `json:"-"` // it is of records that do not count any more: retracted, or of a revision that made forecasts unfit
	Lost     bool                   `json:"-"` // unshown_seals are scored as forfeited
	Chosen   bool                   `json:"-"` // unwitnessed is by the witnesses that the filter names
	Flatters bool                   `json:"-"` // the headline would be worse without it
	Records  []journal.ID           `json:"-"` // the revisions, ends and relations themselves
}

// Change is the headline without the line minus the headline; undefined if
// nothing can be known.
func (r *Rest) Change() score.Number { return r.HeadlineWithout - r.Headline }

// Rests is what the headline under a filter rests on.
type Rests struct {
	Headline score.Number
	Rule     string
	Lines    []Rest // by size of change
	// Others are the lines of forecasters with whom the chosen one is compared,
	// each with that forecaster's own headline. They are empty if none is chosen.
	Others []Rest
	// Witnessed are the questions, of those scored, of which somebody else had
	// witnessed every forecast that counts before the outcome was known.
	Witnessed, Questions int
}

// IsWell reports whether there is nothing to know: closes are as asked, outcomes
// by others, and nothing is withheld. How much was witnessed is said in any case.
func (r *Rests) IsWell() bool {
	return !slices.ContainsFunc(r.Lines, func(l Rest) bool { return l.What != Unwitnessed })
}

// NotFound are the kinds of which there is no line.
func (r *Rests) NotFound() []string {
	return slices.DeleteFunc(slices.Clone(RestKinds), func(what string) bool {
		is := func(l Rest) bool { return l.What == what }
		return slices.ContainsFunc(r.Lines, is) || slices.ContainsFunc(r.Others, is)
	})
}

// RestsOn is what the headline of Scores rests on. It is computed apart from the
// figures.
func (d *Desk) RestsOn(ctx context.Context, f Filter) (Rests, error) {
	if out, back, err := lookedBack(ctx, d, f, func(then *Desk, f Filter) (Rests, error) { return then.RestsOn(ctx, f) }); back {
		return out, err
	}
	var err error
	if f.Forecaster, err = d.named(ctx, f.Forecaster); err != nil {
		return Rests{}, err
	}
	o := Options{Filter: f}
	opts, err := o.options()
	if err != nil {
		return Rests{}, err
	}
	scored := opts
	scored.Memory, scored.Plain = &d.drawn, false // as Scores does, with whose selection this is shared
	b, err := d.read(ctx, o, opts)
	if err != nil {
		return Rests{}, err
	}
	p := d.part(b.any, f, scored)
	if last := d.lastBook.Load(); last != nil && last.part == p && last.facts == b.facts && last.vouched == b.vouched {
		b = last
	} else {
		b.part, b.s = p, p.all
		b.open(p.whole)
		d.lastBook.Store(b)
	}
	return b.rests(f.Forecaster), ctx.Err()
}

// book is the book of a report.
func (d *Desk) book(ctx context.Context, o Options, opts score.Options) (*book, error) {
	b, err := d.read(ctx, o, opts)
	if err == nil {
		b.choose(o)
	}
	return b, err
}

// choose scores what the options choose, and opens the book for it.
func (b *book) choose(o Options) {
	b.s = b.any.chosen(Filter{Kind: o.Kind, Tag: o.Tag}).within(o.Since, o.Until)
	b.whole = score.Score(b.s.Workspace, b.opts)
	b.open(b.whole)
}

// read reads all that the lines need.
func (d *Desk) read(ctx context.Context, o Options, opts score.Options) (*book, error) {
	b := &book{opts: opts, filter: o.Filter}
	return b, d.Store.View(ctx, func(r model.Reader) (err error) {
		all := o
		all.Filter = o.counting()
		if b.any, err = d.everything(r, all); err != nil {
			return err
		}
		if b.facts, err = d.readFacts(r); err != nil || o.witnessed() {
			return err
		}
		b.vouched, err = d.everything(r, Options{Filter: o.counting(), Backdate: o.Backdate, Witnessed: true})
		return err
	})
}

// rests are the lines of the forecasters that a filter names, and of the others.
func (b *book) rests(ref string) Rests {
	b.Lock()
	defer b.Unlock()
	own := b.of(func(who forecaster.Forecaster) bool { return who.Matches(ref) }, false)
	out := Rests{Headline: own.headline, Rule: string(b.opts.Rule), Witnessed: own.witnessed, Questions: own.questions}
	out.Lines = own.lines
	if ref == "" {
		return out
	}
	for _, key := range b.keys {
		who := b.s.forecasters[key]
		if who.Matches(ref) {
			continue
		}
		for _, l := range b.of(func(o forecaster.Forecaster) bool { return o == who }, true).lines {
			if conduct[l.What] {
				l.Of = &who
				out.Others = append(out.Others, l)
			}
		}
	}
	for _, who := range slices.SortedFunc(maps.Keys(b.facts.withheld), forecaster.ByName) {
		if _, scored := b.byForecaster[pairKey(who)]; !scored && !who.Matches(ref) {
			l := Rest{What: Withheld, N: b.facts.withheld[who], By: []forecaster.Forecaster{who}, HeadlineWithout: score.Undefined, Headline: score.Undefined, OtherWay: score.Undefined, Of: &who, Questions: []journal.ID{}}
			out.Others = append(out.Others, l)
		}
	}
	out.Others = once(out.Lines, out.Others)
	bySize(out.Others)
	return out
}

// once drops lines of keys that several forecasters share, or that stand among the
// first.
func once(first, all []Rest) []Rest {
	name := func(l *Rest) string {
		name := l.What
		for _, who := range l.By {
			name += " " + pairKey(who)
		}
		return name
	}
	seen := map[string]bool{}
	for i := range first {
		seen[name(&first[i])] = true
	}
	return slices.DeleteFunc(all, func(l Rest) bool {
		key := name(&l)
		again := seen[key]
		seen[key] = true
		return again
	})
}

// conduct are the kinds that are of the forecaster whose headline they change.
var conduct = map[string]bool{Withheld: true, UnshownSeals: true, Unwitnessed: true, WithdrawnEarly: true, OddClock: true,
	NewLog: true, Imports: true, Cut: true, SharedName: true}

// bySize puts lines in order: the largest change first, what cannot be known
// last.
func bySize(all []Rest) {
	size := func(l *Rest) float64 {
		if !l.HeadlineWithout.Defined() || !l.Headline.Defined() {
			return -1
		}
		return math.Abs(float64(l.Change()))
	}
	slices.SortStableFunc(all, func(a, b Rest) int {
		return cmp.Or(cmp.Compare(size(&b), size(&a)), cmp.Compare(slices.Index(RestKinds, a.What), slices.Index(RestKinds, b.What)),
			strings.Compare(a.By[0].Name, b.By[0].Name), strings.Compare(a.By[0].Key, b.By[0].Key))
	})
}
