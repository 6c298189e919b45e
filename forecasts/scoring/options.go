package scoring

import (
	"errors"
	"fmt"

	"weathervane/forecasts/score"
)

// Options chooses what is scored and how it is grouped.
type Options struct {
	Filter
	By         string   // forecaster, question, tag, month or source, or ByHorizon
	Provenance []string // live, late, imported; live and late if empty
	Peer       bool     // peer and baseline scores
	Intervals  bool     // an interval for every figure
	Against    string   // with whom the forecaster, by default the user, is compared: a name, the beginning of a key, or forecaster.TeamMedian
	LogClip    float64  // the least that what happened counts as given in log scores; 0 clips nothing
	// Backdate counts late forecasts from the instant at which they say they were
	// made.
	Backdate bool
	// Witnessed keeps only live forecasts that another key's log covers with a
	// checkpoint recorded before the outcome was known.
	Witnessed bool
	// Forfeits scores seals that were not shown in time as if they had given
	// probability 0 to what happened.
	Forfeits bool

	on []int64 // the questions whose forecasts are read, by their numbers; nil for all
}

// ByHorizon asks to see the headline by the time to the close, which is in every
// report: a forecast stands in several bands, so they are no groups.
const ByHorizon = "horizon"

// ErrNothing means that nothing could be scored.
var ErrNothing = errors.New("nothing to score: no resolved question has a forecast that counts")

var provenances = map[string]score.Provenance{
	"live": score.Live, "late": score.Late, "imported": score.Imported, "sealed": score.Sealed,
}

// options are those of the score package.
func (o Options) options() (score.Options, error) {
	var opts score.Options
	var err error
	if opts.Rule, err = score.ParseRule(o.Rule); err != nil {
		return opts, err
	}
	groups := map[string]score.GroupBy{
		"forecaster": score.ByForecaster, "question": score.ByQuestion, "tag": score.ByTag, "month": score.ByMonth,
		"source": score.BySource,
	}
	if o.By != "" && o.By != ByHorizon {
		if opts.By = groups[o.By]; opts.By == nil {
			return opts, fmt.Errorf("cannot group by %q: choose forecaster, question, tag, month, source or horizon", o.By)
		}
	}
	for _, name := range o.Provenance {
		p, ok := provenances[name]
		if !ok || p == score.Sealed {
			return opts, fmt.Errorf("%q is not a provenance that can be scored: choose from live, late, imported", name)
		}
		opts.Provenance = append(opts.Provenance, p)
	}
	opts.Intervals, opts.Plain, opts.LogClip, opts.Forfeits = o.Intervals, o.Plain, o.LogClip, o.Forfeits
	if opts.Provenance == nil {
		if opts.Provenance, err = origin(o.Origin); err != nil {
			return opts, err
		}
	}
	return opts, nil
}

// origin is what counts under a filter's word; nil is what counts without one.
func origin(word string) ([]score.Provenance, error) {
	switch word {
	case "", "witnessed":
		return nil, nil
	case "all":
		return []score.Provenance{score.Live, score.Late, score.Imported}, nil
	case "live", "late", "imported":
		return []score.Provenance{provenances[word]}, nil
	}
	return nil, fmt.Errorf("%q does not say which forecasts count: choose live, witnessed, late, imported or all", word)
}
