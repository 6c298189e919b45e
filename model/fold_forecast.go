package model

import (
	"errors"
	"math"
	"slices"
	"sort"

	"weathervane/model/journal"
)

// stretch is a forecast as it is folded.
type stretch struct {
	fact
	d          journal.Made
	forecaster int64
	from       journal.Instant // when it counts from
	provenance string
	withdrawn  *journal.Instant
	retracted  *journal.Instant
}

func (f *questionFold) foldForecasts() error {
	var all []*stretch
	unfit := func(x *fact) (string, error) {
		d, err := f.made(x)
		return UnfitBelief(f.q.Type, f.options, d), err
	}
	err := f.each(journal.ForecastMade, unfit, func(x *fact) error {
		d, err := f.made(x)
		if err != nil {
			return err
		}
		s, err := f.stretch(*x, d)
		if s != nil {
			all = append(all, s)
		}
		return err
	})
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, f.repeated)
	if err := errors.Join(f.foldWithdrawals(all), f.foldRationales()); err != nil {
		return err
	}
	for _, s := range all {
		if f.first == nil || s.before(*f.first) {
			f.first = &s.fact
		}
		if err := f.writeForecast(s); err != nil {
			return err
		}
	}
	return nil
}

// repeats names the imported forecast that an imported one repeats, or nothing;
// unfit says why it would not count anyway.
func (f *questionFold) repeats(x *fact, unfit string) (string, error) {
	d, err := f.made(x)
	if err != nil || d.Imported == nil || x.forked || x.until != nil || unfit != "" {
		return "", err
	}
	as := importedAs(x, d)
	first, again := f.imports[as]
	if !again {
		f.imports[as] = x.num
		return "", nil
	}
	id, err := f.t.id(first)
	return "the same imported forecast is record " + id.String(), err
}

// repeated reports whether a forecast was imported, and retracted, that somebody
// else imported too: it is one with that, which counts.
func (f *questionFold) repeated(s *stretch) bool {
	if s.d.Imported == nil || s.retracted == nil {
		return false
	}
	as := importedAs(&s.fact, s.d)
	_, again := f.imports[as]
	f.imports[as] = s.num
	return again
}

// importing is what makes imported forecasts on one question the same, whoever
// imported them: source, forecaster, instant and number.
type importing struct {
	from, by string
	at       journal.Instant
	p        float64 // −1 if it is not one probability
	others   string  // the other forms of a forecast
}

func importedAs(x *fact, d journal.Made) importing {
	as := importing{from: d.Imported.From, by: d.By, at: x.at, p: -1}
	if d.MadeAt != nil {
		as.at = *d.MadeAt
	}
	if d.P != nil {
		as.p = *d.P
		return as
	}
	as.others = text(d.Probs) + text(d.Quantiles)
	return as
}

// stretch reads a forecast; nil if it was retracted at once.
func (f *questionFold) stretch(x fact, d journal.Made) (*stretch, error) {
	s := &stretch{fact: x, d: d}
	if x.until != nil {
		if *x.until-x.at <= grace && !f.over(*x.until) {
			return nil, nil
		}
		s.retracted = x.until
	}
	var err error
	s.from, s.provenance = provenance(x, d, f.named[x.num])
	s.forecaster, err = f.t.forecaster(x.key, d.By)
	return s, err
}

// provenance tells from when a forecast counts: a live one from its recording,
// an imported one as its source states it, a late one from the latest instant
// that is certain.
func provenance(x fact, d journal.Made, named journal.Instant) (journal.Instant, string) {
	switch {
	case d.Imported != nil:
		if d.MadeAt != nil {
			return *d.MadeAt, "imported"
		}
		return x.at, "imported"
	case named-x.at > grace:
		return named, "late"
	case d.MadeAt == nil:
		return x.at, "live"
	case *d.MadeAt < x.at-grace, *d.MadeAt > x.at+grace:
		return max(x.at, *d.MadeAt), "late"
	}
	return x.at, "live"
}

// UnfitBelief says why a forecast does not fit a question, or nothing.
func UnfitBelief(questionType string, options [][]string, d journal.Made) string {
	switch questionType {
	case "binary":
		if d.P != nil {
			return ""
		}
		return "a binary question takes one probability"
	case "choice":
		if d.Probs == nil {
			return "a choice question takes a probability for every option"
		}
		names := make([]string, 0, len(d.Probs))
		for name := range d.Probs {
			names = append(names, name)
		}
		sort.Strings(names)
		if slices.ContainsFunc(options, func(o []string) bool {
			o = slices.Clone(o)
			sort.Strings(o)
			return slices.Equal(o, names)
		}) {
			return ""
		}
		return "the options of the forecast are not those of the question"
	}
	if d.Quantiles == nil {
		return "a " + questionType + " question takes quantiles"
	}
	if instants := d.Quantiles[0].Value[0] == '"'; instants != (questionType == "date") {
		return "the quantiles of a " + questionType + " question are of the other type"
	}
	if slices.ContainsFunc(d.Quantiles, func(q journal.Quantile) bool { x, _ := Scalar(q.Value); return math.Abs(x) > MostNumber }) {
		return "a quantile is " + tooLarge
	}
	return ""
}

// foldWithdrawals keeps when nothing stood: from a withdrawal on, and while a
// forecast was retracted. Where what ended a forecast is retracted once the question
// is over, it keeps its effect until then: what was not there when the outcome came
// is not there afterwards.
func (f *questionFold) foldWithdrawals(all []*stretch) error {
	if err := f.foldGaps(all); err != nil {
		return err
	}
	return f.each(journal.ForecastWithdrawn, nil, func(x *fact) error {
		until := x.until
		if until != nil && !f.over(*until) {
			return nil
		}
		d, err := decode[journal.Withdrawn](x.line)
		if err != nil {
			return err
		}
		by, err := f.t.forecaster(x.key, d.By)
		if err != nil {
			return err
		}
		return f.withdraw(x, by, x.from(), until, all)
	})
}

// withdraw keeps that nothing stood from an instant on, if a forecast stood then.
func (f *questionFold) withdraw(x *fact, by int64, at journal.Instant, until *journal.Instant, all []*stretch) error {
	var last *stretch
	for _, s := range all {
		if s.forecaster == by && s.from <= at && (last == nil || !s.standsBefore(last)) {
			last = s
		}
	}
	if last != nil && last.from == at && x.before(last.fact) {
		return nil // of two at the same instant the later in order stands
	}
	if last != nil && last.withdrawn == nil && until == nil {
		last.withdrawn = &at
	}
	_, err := f.t.exec("INSERT OR REPLACE INTO withdrawals (num, question, forecaster, at, until) VALUES (?, ?, ?, ?, ?)", x.num, f.num, by, at, nullable(until))
	return err
}

// foldGaps keeps when forecasts were retracted whose retraction was retracted once
// the question was over.
func (f *questionFold) foldGaps(all []*stretch) error {
	if some, err := f.t.holds("retractions"); err != nil || !some {
		return err
	}
	for _, s := range all {
		gaps, err := f.t.facts("retractions x CROSS JOIN records r ON r.num = x.num WHERE x.target = ? AND r.kind = 'record.retracted' AND r.until IS NOT NULL", s.num)
		if err != nil {
			return err
		}
		for i := range gaps {
			if x := &gaps[i]; f.over(*x.until) {
				if err := f.withdraw(x, s.forecaster, x.from(), x.until, all); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// over reports whether the question had ended by an instant.
func (f *questionFold) over(at journal.Instant) bool { return f.end.at != nil && at >= *f.end.at }

func (s *stretch) standsBefore(o *stretch) bool {
	if s.from != o.from {
		return s.from < o.from
	}
	return s.before(o.fact)
}

func (f *questionFold) writeForecast(s *stretch) error {
	row := ForecastRow{
		Num: s.num, Forecaster: s.forecaster, At: s.from, RecordedAt: s.at, MadeAt: s.d.MadeAt, WithdrawnAt: s.withdrawn, RetractedAt: s.retracted,
		P: s.d.P, Provenance: s.provenance, Log: s.log, Seq: s.seq,
	}
	if s.d.Probs != nil {
		row.Probs = text(s.d.Probs)
	}
	if s.d.Quantiles != nil {
		row.Quantiles = text(s.d.Quantiles)
	}
	if s.d.Imported != nil {
		row.Source = s.d.Imported.From
	}
	f.packs = append(f.packs, packed{row, s.fact})
	var rationale any
	if n, ok := f.text[s.num]; ok {
		rationale = n
	}
	_, err := f.t.exec(`INSERT OR REPLACE INTO forecasts (num, question, forecaster, at, recorded_at, made_at, p, probs, quantiles,
		provenance, source, withdrawn_at, retracted_at, rationale) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		row.Num, f.num, row.Forecaster, row.At, row.RecordedAt, nullable(row.MadeAt), row.P, row.Probs, row.Quantiles,
		row.Provenance, row.Source, nullable(row.WithdrawnAt), nullable(row.RetractedAt), rationale)
	return err
}

// foldSealed keeps each seal, and a row for each forecast that was announced and
// is not shown.
func (f *questionFold) foldSealed() error {
	return f.each(journal.ForecastSealed, f.unfitSeal, func(x *fact) error {
		d, err := decode[journal.Sealed](x.line)
		if err != nil {
			return err
		}
		n, err := f.t.num(d.Forecast)
		if err != nil {
			return err
		}
		by, err := f.t.forecaster(x.key, "")
		if err != nil {
			return err
		}
		if _, err := f.t.exec("INSERT OR REPLACE INTO seals (num, question, forecast, forecaster, at) VALUES (?, ?, ?, ?, ?)", x.num, f.num, n, by, x.from()); err != nil {
			return err
		}
		var hides int
		if _, err := f.t.one(announced, []any{n, x.log, x.seq}, &hides); err != nil || hides > 0 {
			return err
		}
		if _, err := f.t.exec("DELETE FROM forecasts WHERE num = ? AND question <> ?", n, f.num); err != nil {
			return err
		}
		res, err := f.t.exec(`INSERT OR IGNORE INTO forecasts (num, question, forecaster, at, recorded_at, probs, quantiles, provenance)
			VALUES (?, ?, ?, ?, ?, '', '', 'sealed')`, n, f.num, by, x.from(), x.from())
		if err != nil {
			return err
		}
		if added, _ := res.RowsAffected(); added == 0 {
			return nil
		}
		return f.packSealed(n, by, x)
	})
}

// packSealed packs a forecast that is not shown, in the order by its seal's instant.
func (f *questionFold) packSealed(n, by int64, x *fact) error {
	place := fact{log: x.log, name: x.name, at: x.from(), recorded: x.from()}
	if _, err := f.t.one("SELECT seq FROM records WHERE num = ?", []any{n}, &place.seq); err != nil {
		return err
	}
	f.packs = append(f.packs, packed{ForecastRow{
		Num: n, Forecaster: by, At: place.at, RecordedAt: place.at, Provenance: "sealed", Log: place.log, Seq: place.seq,
	}, place})
	return nil
}

// announced counts what keeps a seal from standing for its forecast: that it is
// shown, or that an earlier seal of the log announced it.
const announced = `SELECT (SELECT COUNT(*) FROM records WHERE num = ?1 AND line IS NOT NULL) +
	(SELECT COUNT(*) FROM mentions m JOIN records r ON r.num = m.record
		WHERE m.target = ?1 AND r.kind = 'forecast.sealed' AND r.log = ?2 AND r.seq < ?3)`

// unfitSeal says that what a seal announces cannot be its author's forecast, or
// nothing.
func (f *questionFold) unfitSeal(x *fact) (string, error) {
	d, err := decode[journal.Sealed](x.line)
	if err != nil {
		return "", err
	}
	n, err := f.t.num(d.Forecast)
	if err != nil {
		return "", err
	}
	var log int64
	var kind string
	here, err := f.t.one("SELECT log, kind FROM records WHERE num = ?", []any{n}, &log, &kind)
	switch {
	case !here || log != x.log: // which has all leaves before the seal
		return "a seal announces a forecast of its own log", err
	case kind != "" && kind != journal.ForecastMade:
		return misfit(kind, journal.ForecastMade), err
	}
	return "", err
}

// foldRationales puts the latest rationale that counts to each forecast.
func (f *questionFold) foldRationales() error {
	for i := range f.second {
		x := &f.second[i]
		if x.kind != journal.RationaleGiven {
			continue
		}
		d, err := decode[journal.Rationale](x.line)
		if err != nil {
			return err
		}
		of, err := f.t.num(d.Forecast)
		if err != nil {
			return err
		}
		forecast, err := f.ours(of, journal.ForecastMade)
		if err != nil {
			return err
		}
		if forecast == nil {
			continue // it names a record of another kind, or of another question
		}
		if err := f.t.judge(x, verdict{waits: !forecast.counts(), unfit: f.notOurs(x, forecast)}); err != nil {
			return err
		}
		if x.counts() {
			f.text[of] = x.num // the latest in order stands
		}
	}
	return nil
}

// notOurs says that a record which its forecast's author alone can make is
// somebody else's.
func (f *questionFold) notOurs(x, of *fact) string {
	if string(x.key) != string(of.key) {
		return "only the author of a forecast gives its rationale"
	}
	return ""
}

// foldConfirmations keeps who agrees with which of the ends that count.
func (f *questionFold) foldConfirmations() error {
	for i := range f.second {
		x := &f.second[i]
		if x.kind != journal.ResolutionConfirmed {
			continue
		}
		d, err := decode[journal.Confirmed](x.line)
		if err != nil {
			return err
		}
		end, err := f.t.num(d.Resolution)
		if err != nil {
			return err
		}
		of, err := f.ours(end, journal.QuestionResolved)
		if err != nil {
			return err
		}
		if of == nil {
			continue
		}
		if err := f.t.judge(x, verdict{waits: !of.counts(), named: of.at}); err != nil {
			return err
		}
		if !x.counts() {
			continue
		}
		by, err := f.t.forecaster(x.key, "")
		if err != nil {
			return err
		}
		if _, err := f.t.exec("INSERT OR REPLACE INTO confirmations (num, resolution, question, forecaster, note, at) VALUES (?, ?, ?, ?, ?, ?)",
			x.num, end, f.num, by, d.Note, x.from()); err != nil {
			return err
		}
	}
	return nil
}

// foldBaseRates keeps what reference classes say of the question.
func (f *questionFold) foldBaseRates() error {
	return f.each(journal.BaseRateBuilt, nil, func(x *fact) error {
		if !x.counts() {
			return nil
		}
		d, err := decode[journal.BaseRate](x.line)
		if err != nil {
			return err
		}
		by, err := f.t.forecaster(x.key, "")
		if err != nil {
			return err
		}
		happened, of := d.Counts()
		_, err = f.t.exec("INSERT OR REPLACE INTO base_rates (num, question, forecaster, class, happened, cases_of, cases, source, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			x.num, f.num, by, d.ReferenceClass, happened, of, text(d.Cases), d.Source, x.from())
		return err
	})
}
