package evidence

import (
	"encoding/hex"
	"encoding/json"

	"weathervane/forecasts/ledger"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// blob is a text by its hash; "" if it is not here.
func (k *follower) blob(sha string) (string, error) {
	b, err := hex.DecodeString(sha)
	if err != nil {
		return "", err
	}
	content, _, _, err := k.r.Blob(b)
	return string(content), err
}

// dependentsOf adds the judgements, ledgers and forecasts based on findings.
func dependentsOf(l *listing.Lister, r model.Reader, me string, k *follower, all *Dependents) error {
	judged := map[journal.ID]map[string]journal.Instant{} // question → analyst → since when
	numbers := map[string]int64{}
	for n, who := range l.Forecasters {
		if who.By == "" {
			numbers[who.Key] = n
		}
	}
	raw := map[int64][]model.BearingRow{} // by question, as recorded
	rows := map[journal.ID]model.QuestionRow{}
	var order []journal.ID
	meet := func(id journal.ID) (model.QuestionRow, error) {
		if row, ok := rows[id]; ok {
			return row, nil
		}
		row, err := listing.QuestionRow(r, id)
		if err != nil {
			return row, err
		}
		if _, met := rows[journal.ID(row.ID)]; !met { // else by the id of a question that is one with it
			order = append(order, journal.ID(row.ID))
		}
		rows[id], rows[journal.ID(row.ID)] = row, row
		return row, nil
	}
	for _, n := range k.order {
		bearings, err := r.BearingRecords(n)
		if err != nil {
			return err
		}
		latest := map[string]int{}
		var own []DependentBearing
		for _, x := range bearings {
			var line struct{ Data journal.Judged }
			if err := json.Unmarshal(x.Line, &line); err != nil {
				return err
			}
			d := line.Data
			row, err := meet(d.Question)
			if err != nil {
				continue // the question is not here
			}
			d.Question = journal.ID(row.ID)
			who := l.Owner(x.Key)
			b := DependentBearing{ID: journal.ID(x.ID), Finding: k.found[n].ID, Claim: k.found[n].Claim, Question: d.Question, Title: row.Title,
				Analyst: who, Mine: who.Key == me, LR: d.LR, LRs: d.LRs, At: x.At}
			raw[row.Num] = append(raw[row.Num], model.BearingRow{Num: x.Num, Finding: n, Question: row.Num, Forecaster: numbers[who.Key], ID: x.ID, LR: d.LR, At: x.At})
			if judged[d.Question] == nil {
				judged[d.Question] = map[string]journal.Instant{}
			}
			if since, ok := judged[d.Question][who.Key]; !ok || x.At < since {
				judged[d.Question][who.Key] = x.At
			}
			b.Again = all.Invalidation != nil && x.At < all.Invalidation.At && row.EndKind == ""
			key := who.Key + d.Question.String()
			if at, ok := latest[key]; ok {
				own[at] = b
				continue
			}
			latest[key] = len(own)
			own = append(own, b)
		}
		live, err := r.HasFinding(n)
		if err != nil {
			return err
		}
		for i := range own {
			own[i].Again = own[i].Again && live
		}
		all.Bearings = append(all.Bearings, own...)
	}
	named, err := k.named(meet)
	if err != nil {
		return err
	}
	for _, id := range order {
		if err := dependentLedgers(l, r, me, rows[id], k, raw[rows[id].Num], all); err != nil {
			return err
		}
		if err := dependentForecasts(l, r, me, rows[id], judged[id], named, all); err != nil {
			return err
		}
	}
	return nil
}

// named are the forecasts that name one of the findings as a reason.
func (k *follower) named(meet func(journal.ID) (model.QuestionRow, error)) (map[int64]bool, error) {
	all := map[int64]bool{}
	for _, n := range k.order {
		rows, err := k.r.ForecastsBecauseOf(n)
		if err != nil {
			return nil, err
		}
		for _, x := range rows {
			if _, err := meet(journal.ID(x.QuestionID)); err == nil {
				all[x.Forecast] = true
			}
		}
	}
	return all, nil
}

// dependentLedgers computes each ledger of a question with and without the
// findings. Retracted findings count in the first.
func dependentLedgers(l *listing.Lister, r model.Reader, me string, row model.QuestionRow, k *follower, raw []model.BearingRow, all *Dependents) error {
	if row.Type != "binary" || len(raw) == 0 {
		return nil
	}
	live, err := r.BearingsOn(row.Num)
	if err != nil {
		return err
	}
	found, err := r.FindingsOn(row.Num)
	if err != nil {
		return err
	}
	byNum := map[int64]model.FindingRow{}
	for _, f := range found {
		byNum[f.Num] = f
	}
	var with, without []model.BearingRow
	for _, b := range live {
		if k.found[b.Finding] == nil {
			with, without = append(with, b), append(without, b)
		}
	}
	for _, b := range raw {
		f := k.found[b.Finding]
		if _, here := byNum[b.Finding]; !here {
			byNum[b.Finding] = model.FindingRow{Num: b.Finding, ID: f.ID[:], ArticleID: f.Article[:], Claim: f.Claim}
		}
		with = append(with, b)
	}
	ledgers := func(rows []model.BearingRow) ([]ledger.Ledger, error) {
		w := &ledger.Builder{Directory: l.Directory, R: r, Me: me, Question: row.Num, Fell: k.grouped}
		return w.Ledgers(ledger.Latest(rows), byNum)
	}
	before, err := ledgers(with)
	if err != nil {
		return err
	}
	after, err := ledgers(without)
	if err != nil {
		return err
	}
	leans := map[string]bool{}
	for _, b := range raw {
		leans[l.Who(b.Forecaster).Key] = true
	}
	for _, x := range before {
		if !leans[x.Analyst.Key] {
			continue
		}
		y := DependentLedger{Question: journal.ID(row.ID), Title: row.Title, Analyst: x.Analyst, Mine: x.Mine, Multiplier: *x.Multiplier, Without: 1,
			Implied: x.Implied, ImpliedWithout: x.Prior}
		for _, o := range after {
			if o.Analyst.Key == x.Analyst.Key {
				y.Without, y.ImpliedWithout = *o.Multiplier, o.Implied
			}
		}
		all.Ledgers = append(all.Ledgers, y)
	}
	return nil
}

// dependentForecasts adds the forecasts of a question that name a finding, and
// those in force that were made after their forecaster had judged one.
func dependentForecasts(l *listing.Lister, r model.Reader, me string, row model.QuestionRow, judged map[string]journal.Instant, named map[int64]bool, all *Dependents) error {
	made, err := r.ForecastsOn(row.Num)
	if err != nil {
		return err
	}
	gone, err := r.WithdrawalsOn(row.Num)
	for _, s := range standing.Intervals(made, gone) {
		who := l.Who(s.Forecaster)
		since, ok := judged[who.Key]
		stands := s.Holds(l.Now) && row.EndKind == ""
		if s.Again && !stands {
			continue
		}
		if !named[s.Num] && !(ok && since <= s.At && stands && who.By == "") {
			continue
		}
		f := DependentForecast{ID: journal.ID(s.ID), Question: journal.ID(row.ID), Title: row.Title, Forecaster: who, Mine: who.Key == me && who.By == "",
			Belief: standing.BeliefOf(s.ForecastRow), At: s.At, Named: named[s.Num], Standing: stands}
		f.Again = stands && all.Invalidation != nil && s.At < all.Invalidation.At
		all.Forecasts = append(all.Forecasts, f)
	}
	return err
}
