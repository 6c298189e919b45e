package importing

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"weathervane/forecasts/importers"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/model/journal"
)

// What is told of an export that records cannot hold as it is.
const (
	farDates     = "dates of questions that are not between the years 1900 and 2300: left out"
	farForecasts = "forecasts made at times that are not between the years 1900 and 2300: left out"
	longTexts    = "titles, options, units or tags that are too long or have invisible characters: shortened, without these"
	hiddenNames  = "forecasts by names that are too long or have invisible characters: shortened, without these"
)

// fitted gives the questions of an export as they can be recorded, by the rules for
// what somebody enters, and counts what was changed.
func (p *plan) fitted(questions []importers.Question, odd func(string)) ([]importers.Question, error) {
	all := slices.Clone(questions)
	for i := range all {
		if err := p.stepTo(0, 0, i, len(all)); err != nil {
			return nil, err
		}
		q := &all[i]
		for _, at := range []*time.Time{&q.Opens, &q.Closes, &q.ResolvesBy, &q.KnownAt} {
			if !at.IsZero() && !listing.Plausible(journal.InstantOf(*at)) {
				*at = time.Time{}
				odd(farDates)
			}
		}
		fitTexts(q, odd)
		kept := make([]importers.Forecast, 0, len(q.Forecasts))
		for _, x := range q.Forecasts {
			if !x.At.IsZero() && !listing.Plausible(journal.InstantOf(x.At)) { // a price may be without a time
				odd(farForecasts)
				continue
			}
			fitText(&x.By, notation.MostName, hiddenNames, odd)
			kept = append(kept, x)
		}
		q.Forecasts = kept
	}
	return all, nil
}

// fitTexts makes the texts of a question such as a line can hold. Options that would
// be the same then stay as they are.
func fitTexts(q *importers.Question, odd func(string)) {
	fitText(&q.Title, notation.MostTitle, longTexts, odd)
	fitText(&q.Unit, notation.MostName, longTexts, odd)
	q.Tags = slices.Clone(q.Tags)
	for i := range q.Tags {
		fitText(&q.Tags[i], notation.MostName, longTexts, odd)
	}
	options, shorter := slices.Clone(q.Options), map[string]string{}
	for i, o := range q.Options {
		fitText(&options[i], notation.MostTitle, longTexts, odd)
		shorter[o] = options[i]
	}
	if slices.Equal(options, q.Options) || len(slices.Compact(slices.Sorted(slices.Values(options)))) < len(options) {
		return
	}
	q.Options = options
	if o, ok := q.Outcome.(string); ok {
		if s, known := shorter[o]; known {
			q.Outcome = s
		}
	}
	q.Forecasts = slices.Clone(q.Forecasts)
	for i, x := range q.Forecasts {
		if x.Probs == nil {
			continue
		}
		q.Forecasts[i].Probs = map[string]float64{}
		for o, p := range x.Probs {
			if s, known := shorter[o]; known {
				o = s
			}
			q.Forecasts[i].Probs[o] = p
		}
	}
}

// fitText changes a text only where it cannot be entered so.
func fitText(text *string, most int, what string, odd func(string)) {
	if notation.CheckLine("", *text, most) == nil {
		return
	}
	*text = cmp.Or(notation.Stripped(*text, most), strconv.QuoteToASCII(*text))
	odd(what)
}
