package model

import (
	"database/sql"
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
	for _, x := range f.facts {
		if x.kind != journal.ForecastMade {
			continue
		}
		s, err := f.stretch(x)
		if err != nil {
			return err
		}
		if s != nil {
			all = append(all, s)
		}
	}
	if err := f.foldWithdrawals(all); err != nil {
		return err
	}
	for _, s := range all {
		if err := f.writeForecast(s); err != nil {
			return err
		}
	}
	return f.foldSealed()
}

// stretch reads a forecast; nil where it takes no effect or was taken back at once.
func (f *questionFold) stretch(x fact) (*stretch, error) {
	d, err := decode[journal.Made](x.line)
	if err != nil {
		return nil, err
	}
	if why := UnfitBelief(f.q.Type, f.options, d); why != "" {
		return nil, f.odd(x, why)
	}
	s := &stretch{fact: x, d: d}
	if at, retracted := f.back[x.num]; retracted {
		over := f.end.at != nil && at >= *f.end.at
		if at-x.at <= grace && !over {
			return nil, nil
		}
		s.retracted = &at
	}
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
	return ""
}

// foldWithdrawals ends the forecast that stood when its author withdrew.
func (f *questionFold) foldWithdrawals(all []*stretch) error {
	for _, x := range f.live(journal.ForecastWithdrawn) {
		d, err := decode[journal.Withdrawn](x.line)
		if err != nil {
			return err
		}
		by, err := f.t.forecaster(x.key, d.By)
		if err != nil {
			return err
		}
		var last *stretch
		for _, s := range all {
			if s.forecaster == by && s.from <= x.at && (last == nil || !s.standsBefore(last)) {
				last = s
			}
		}
		if last != nil && last.withdrawn == nil {
			last.withdrawn = &x.at
		}
		if _, err := f.t.exec("INSERT INTO withdrawals (num, question, forecaster, at) VALUES (?, ?, ?, ?)", x.num, f.num, by, x.at); err != nil {
			return err
		}
	}
	return nil
}

func (s *stretch) standsBefore(o *stretch) bool {
	if s.from != o.from {
		return s.from < o.from
	}
	return s.before(o.fact)
}

func (f *questionFold) writeForecast(s *stretch) error {
	var p, rationale any
	var source string
	if s.d.Imported != nil {
		source = s.d.Imported.From
	}
	if s.d.P != nil {
		p = *s.d.P
	}
	if n, ok := f.text[s.num]; ok {
		rationale = n
	}
	_, err := f.t.exec(`INSERT INTO forecasts (num, question, forecaster, at, recorded_at, made_at, p, probs, quantiles,
		provenance, source, withdrawn_at, retracted_at, rationale) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.num, f.num, s.forecaster, s.from, s.at, nullable(s.d.MadeAt), p, text(s.d.Probs), text(s.d.Quantiles),
		s.provenance, source, nullable(s.withdrawn), nullable(s.retracted), rationale)
	return err
}

// foldSealed keeps a row for each forecast that was announced and is not shown.
func (f *questionFold) foldSealed() error {
	for _, x := range f.live(journal.ForecastSealed) {
		d, err := decode[journal.Sealed](x.line)
		if err != nil {
			return err
		}
		n, err := f.t.num(d.Forecast)
		if err != nil {
			return err
		}
		var shown int
		if _, err := f.t.one("SELECT COUNT(*) FROM records WHERE num = ? AND line IS NOT NULL", []any{n}, &shown); err != nil {
			return err
		}
		if shown > 0 {
			continue
		}
		by, err := f.t.forecaster(x.key, "")
		if err != nil {
			return err
		}
		if _, err := f.t.exec(`INSERT OR IGNORE INTO forecasts (num, question, forecaster, at, recorded_at, probs, quantiles, provenance)
			VALUES (?, ?, ?, ?, ?, '', '', 'sealed')`, n, f.num, by, x.at, x.at); err != nil {
			return err
		}
	}
	return nil
}

// odd counts a record that takes no effect, with the reason.
func (f *questionFold) odd(x fact, why string) error {
	_, err := f.t.exec("INSERT OR REPLACE INTO oddities (record, why) VALUES (?, ?)", x.num, why)
	return err
}

// numbered reads rows of two whole numbers.
func (t *Tx) numbered(query string, args ...any) ([][2]int64, error) {
	var all [][2]int64
	err := t.each(query, args, func(r *sql.Rows) error {
		var x [2]int64
		err := r.Scan(&x[0], &x[1])
		all = append(all, x)
		return err
	})
	return all, err
}
