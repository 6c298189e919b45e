package evidence

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Dependents is what depends on an article or a finding: findings, also through
// quotes, copies and shared origins, and the judgements, ledgers and forecasts
// based on them.
type Dependents struct {
	ID           journal.ID          `json:"id"`
	Kind         string              `json:"kind"` // article or finding
	Title        string              `json:"title"`
	Invalidation *Invalidation       `json:"fall"` // null if it was neither retracted nor corrected
	Findings     []DependentFinding  `json:"findings"`
	Bearings     []DependentBearing  `json:"bearings"`
	Ledgers      []DependentLedger   `json:"ledgers"`
	Forecasts    []DependentForecast `json:"forecasts"`
}

// Invalidation is how an article or a finding lost its basis: its author retracted it, or
// revised the article's text.
type Invalidation struct {
	How string                `json:"how"` // retracted or corrected
	Why string                `json:"why"`
	At  journal.Instant       `json:"at"`
	By  forecaster.Forecaster `json:"by"`
}

// DependentFinding is a dependent finding; Via says through what, "" if it quotes
// the article itself.
type DependentFinding struct {
	ID      journal.ID `json:"id"`
	Article journal.ID `json:"article"`
	Claim   string     `json:"claim"`
	Via     string     `json:"via"`
}

// DependentBearing is a judgement of such a finding. Again says that it still
// counts, though it was made before the change.
type DependentBearing struct {
	ID       journal.ID            `json:"id"`
	Finding  journal.ID            `json:"finding"`
	Claim    string                `json:"claim"`
	Question journal.ID            `json:"question"`
	Title    string                `json:"title"`
	Analyst  forecaster.Forecaster `json:"analyst"`
	Mine     bool                  `json:"-"`
	LR       *float64              `json:"lr,omitempty"`
	LRs      map[string]float64    `json:"lrs,omitempty"`
	At       journal.Instant       `json:"at"`
	Again    bool                  `json:"again"`
}

// DependentLedger is an analyst's ledger with and without those findings.
type DependentLedger struct {
	Question       journal.ID            `json:"question"`
	Title          string                `json:"title"`
	Analyst        forecaster.Forecaster `json:"analyst"`
	Mine           bool                  `json:"-"`
	Multiplier     float64               `json:"multiplier"`
	Without        float64               `json:"without"`
	Implied        *float64              `json:"implied"`
	ImpliedWithout *float64              `json:"implied_without"`
}

// DependentForecast is a forecast that names one of the findings, or one in force
// whose forecaster had judged one.
type DependentForecast struct {
	ID         journal.ID            `json:"id"`
	Question   journal.ID            `json:"question"`
	Title      string                `json:"title"`
	Forecaster forecaster.Forecaster `json:"forecaster"`
	Mine       bool                  `json:"-"`
	standing.Belief
	At       journal.Instant `json:"at"`
	Named    bool            `json:"named"`
	Standing bool            `json:"standing"`
	Again    bool            `json:"again"`
}

// mostDependents bounds how many findings are followed.
const mostDependents = 2000

// Dependents lists what depends on an article or a finding, whether it was changed
// or not.
func (d *Desk) Dependents(ctx context.Context, id journal.ID) (Dependents, error) {
	var all Dependents
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		l, err := listing.New(d.Session, r, b)
		if err != nil {
			return err
		}
		row, ok, err := r.Record(id)
		if err != nil {
			return err
		}
		if !ok || row.Kind != journal.ArticleAdded && row.Kind != journal.FindingFiled {
			return fmt.Errorf("no article or finding has the id %s: list them to find it", id.Short())
		}
		all, err = dependents(l, r, me, row)
		return err
	})
	return all, err
}

// Invalidated lists what was retracted or revised and had dependents, the latest
// first.
func (d *Desk) Invalidated(ctx context.Context) (all []Dependents, err error) {
	err = d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		now, err := d.Stamp(r)
		if err == nil {
			all, err = session.ReadCached(&d.invalidated, now, func() ([]Dependents, error) { return d.readInvalidated(r, b, me) })
		}
		return err
	})
	return all, err
}

func (d *Desk) readInvalidated(r model.Reader, b forecaster.Directory, me string) ([]Dependents, error) {
	all := []Dependents{}
	l, err := listing.New(d.Session, r, b)
	if err != nil {
		return nil, err
	}
	rows, err := r.FallenRecords()
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		x, err := dependents(l, r, me, row)
		if err != nil {
			return nil, err
		}
		if x.Invalidation != nil && len(x.Bearings)+len(x.Forecasts) > 0 {
			all = append(all, x)
		}
	}
	slices.SortStableFunc(all, func(a, b Dependents) int { return cmp.Compare(b.Invalidation.At, a.Invalidation.At) })
	return all, nil
}

// follower follows what depends on what.
type follower struct {
	r     model.Reader
	found map[int64]*filed
	order []int64
	// grouped are the groups of what was found, also those that were retracted
	// with it.
	grouped [][]string
}

// filed is a finding as its record states it, retracted or not.
type filed struct {
	DependentFinding
	quote journal.Quote
}

func dependents(l *listing.Lister, r model.Reader, me string, row model.RecordRow) (Dependents, error) {
	all := Dependents{ID: journal.ID(row.ID), Kind: "finding", Findings: []DependentFinding{}, Bearings: []DependentBearing{},
		Ledgers: []DependentLedger{}, Forecasts: []DependentForecast{}}
	k := &follower{r: r, found: map[int64]*filed{}}
	var line struct {
		Data struct{ Title, Claim string }
	}
	if err := json.Unmarshal(row.Line, &line); err != nil {
		return all, err
	}
	all.Title = cmp.Or(line.Data.Title, line.Data.Claim)
	var err error
	if row.Kind == journal.ArticleAdded {
		all.Kind = "article"
		err = k.article(row)
	} else {
		err = k.add(row, "")
	}
	for i := 0; err == nil && i < len(k.order) && i < mostDependents; i++ {
		err = k.follow(k.order[i])
	}
	if err != nil {
		return all, err
	}
	for _, n := range k.order {
		all.Findings = append(all.Findings, k.found[n].DependentFinding)
	}
	if all.Invalidation, err = invalidation(l, r, row); err != nil {
		return all, err
	}
	return all, dependentsOf(l, r, me, k, &all)
}

// invalidation is the latest retraction or revision of the record; nil if there was none.
func invalidation(l *listing.Lister, r model.Reader, row model.RecordRow) (*Invalidation, error) {
	rows, err := r.FallRecords(row.Num)
	var fell *Invalidation
	for _, x := range rows {
		var line struct {
			Data struct{ Why string }
		}
		if err := json.Unmarshal(x.Line, &line); err != nil {
			return nil, err
		}
		f := &Invalidation{How: "retracted", Why: line.Data.Why, At: x.At, By: l.Owner(x.Key)}
		if x.Kind == journal.ArticleRevised {
			f.How = "corrected"
		}
		if fell == nil || f.How == "retracted" || fell.How != "retracted" && f.At >= fell.At {
			fell = f
		}
	}
	return fell, err
}

// article begins with an article's findings and those of its copies.
func (k *follower) article(row model.RecordRow) error {
	if err := k.findingsOf(row.Num, "", nil); err != nil {
		return err
	}
	var line struct{ Data journal.Added }
	if err := json.Unmarshal(row.Line, &line); err != nil || line.Data.Text == nil {
		return err
	}
	sha := line.Data.Text.SHA256
	text, err := k.blob(sha)
	if err != nil || text == "" {
		return err
	}
	rows, err := k.r.ArticlesNamed(line.Data.URL, line.Data.Title)
	rows = slices.DeleteFunc(rows, func(x model.ArticleRow) bool { return x.Num == row.Num })
	for _, x := range rows[:min(len(rows), mostCompared)] {
		content, _, _, err := k.r.Blob(x.Text)
		if err != nil {
			return err
		}
		if articles.Likeness(text, string(content)) < articles.NearlyEqual {
			continue
		}
		if err := k.findingsOf(x.Num, "a copy of the text", nil); err != nil {
			return err
		}
	}
	return err
}

// findingsOf adds the findings of an article that keep selects.
func (k *follower) findingsOf(article int64, via string, keep func(journal.Quote) bool) error {
	rows, err := k.r.FindingRecords(article)
	for _, row := range rows {
		if keep != nil {
			var line struct{ Data journal.Filed }
			if err := json.Unmarshal(row.Line, &line); err != nil {
				return err
			}
			if !keep(line.Data.Quote) {
				continue
			}
		}
		if err := k.add(row, via); err != nil {
			return err
		}
	}
	return err
}

func (k *follower) add(row model.RecordRow, via string) error {
	if k.found[row.Num] != nil {
		return nil
	}
	var line struct{ Data journal.Filed }
	if err := json.Unmarshal(row.Line, &line); err != nil {
		return err
	}
	k.found[row.Num] = &filed{DependentFinding{ID: journal.ID(row.ID), Article: line.Data.Article, Claim: line.Data.Claim, Via: via}, line.Data.Quote}
	k.order = append(k.order, row.Num)
	return nil
}

// leastQuoted is how long a passage must be to be recognised elsewhere.
const leastQuoted = 24

// follow adds what depends on a finding: those grouped with it, and those that
// quote its passage in another text.
func (k *follower) follow(n int64) error {
	f := k.found[n]
	beside, err := k.r.GroupedFindingRecords(n)
	if err != nil {
		return err
	}
	var group []string // n itself is in it
	for _, x := range beside {
		group = append(group, journal.ID(x.ID).String())
		if err := k.add(x, "the same origin"); err != nil {
			return err
		}
	}
	if group != nil {
		k.grouped = append(k.grouped, group)
	}
	if utf8.RuneCountInString(f.quote.Exact) < leastQuoted {
		return nil
	}
	words := strings.Fields(f.quote.Exact)
	term := model.SearchTerm(strings.Join(words[:min(len(words), 8)], " "), true)
	if term == "" {
		return nil
	}
	hits, err := k.r.Search(model.Looking{Terms: []string{term}, Most: mostCompared})
	for _, h := range hits {
		if h.Kind != journal.ArticleAdded || journal.ID(h.ID) == f.Article {
			continue
		}
		content, _, _, err := k.r.Blob(h.Text)
		if err != nil {
			return err
		}
		place, none := articles.Quote(string(content), f.quote.Exact, 1)
		if none != nil {
			continue
		}
		over := func(q journal.Quote) bool { return q.Start < place.End && place.Start < q.End }
		if err := k.findingsOf(h.Num, "the same passage", over); err != nil {
			return err
		}
	}
	return err
}
