package evidence

import (
	"cmp"
	"context"
	"slices"

	"weathervane/forecasts/belief"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/ledger"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// EvidenceTrack is the track record of a source, a grade or an analyst: which way
// its findings pointed on questions that have ended.
type EvidenceTrack struct {
	Name string
	belief.Track
	// Reliability is the letter last given to the source itself, separate from
	// the credibility of each of its findings.
	Reliability string
}

// EvidenceTracks are the track records of evidence, those with most findings
// first. A finding counts if its yes-or-no question ended and it was judged
// before the outcome was known. For publishers, authors and grades the team's
// ledger counts, for analysts their own; without a base rate the prior is one
// half.
type EvidenceTracks struct {
	Publishers, Authors, Grades, Analysts []EvidenceTrack
}

// EvidenceTracks computes the track record of every source, grade and analyst.
func (d *Desk) EvidenceTracks(ctx context.Context) (all EvidenceTracks, err error) {
	err = d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		now, err := d.Stamp(r)
		if err == nil {
			all, err = session.ReadCached(&d.tracks, now, func() (EvidenceTracks, error) { return d.evidenceTracks(r, b, me) })
		}
		return err
	})
	return all, err
}

func (d *Desk) evidenceTracks(r model.Reader, b forecaster.Directory, me string) (EvidenceTracks, error) {
	l, err := listing.New(d.Session, r, b)
	if err != nil {
		return EvidenceTracks{}, err
	}
	k := tracking{points: map[trackKey][]belief.Point{}}
	if err := k.read(r, b); err != nil {
		return EvidenceTracks{}, err
	}
	rows, err := r.ResolvedQuestions("binary")
	if err != nil {
		return EvidenceTracks{}, err
	}
	judged, err := r.JudgedQuestions()
	if err != nil {
		return EvidenceTracks{}, err
	}
	for _, row := range rows {
		if !judged[row.Num] || row.Outcome != "true" && row.Outcome != "false" || l.Status(row) != "resolved" {
			continue
		}
		w := &ledger.Builder{Directory: b, R: r, Me: me, Question: row.Num, Before: *row.KnownAt}
		if err := k.question(w, row.Outcome == "true"); err != nil {
			return EvidenceTracks{}, err
		}
	}
	return k.tracks(r)
}

// trackKey is whose track record a point belongs to.
type trackKey struct{ kind, name string }

// tracking collects points.
type tracking struct {
	findings map[int64]model.FindingRow
	articles map[int64]listing.Article
	points   map[trackKey][]belief.Point
}

func (k *tracking) read(r model.Reader, b forecaster.Directory) error {
	found, err := r.Findings()
	if err != nil {
		return err
	}
	k.findings, k.articles = map[int64]model.FindingRow{}, map[int64]listing.Article{}
	for _, f := range found {
		k.findings[f.Num] = f
	}
	rows, err := r.ArticlesOf(found)
	for _, a := range rows {
		k.articles[a.Num] = listing.ArticleOf(b, a)
	}
	return err
}

// question adds the points of a question that ended.
func (k *tracking) question(w *ledger.Builder, yes bool) error {
	rows, err := w.R.BearingsOn(w.Question)
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(b model.BearingRow) bool { return b.At >= w.Before })
	if len(rows) == 0 { // nothing was judged in time
		return nil
	}
	grouped, err := w.Groups()
	if err != nil {
		return err
	}
	priors, err := w.Priors()
	if err != nil {
		return err
	}
	byName, article := map[string]model.FindingRow{}, map[string]string{}
	items := map[string][]belief.Item{}
	people := map[string]string{}
	for _, row := range ledger.Latest(rows) {
		f, here := k.findings[row.Finding]
		if row.LR == nil || !here {
			continue
		}
		who, finding := w.Who(row.Forecaster), journal.ID(f.ID).String()
		byName[finding], article[finding], people[who.Key] = f, journal.ID(f.ArticleID).String(), who.Name
		items[who.Key] = append(items[who.Key], belief.Item{Finding: finding, LR: *row.LR})
	}
	origins := belief.Origins(article, grouped...)
	var team [][]belief.Item
	for key, own := range items {
		for i := range own {
			own[i].Origin = origins[own[i].Finding]
		}
		team = append(team, own)
		prior := 0.5
		if p, ok := priors[key]; ok {
			prior = p
		}
		each(prior, own, yes, func(_ string, p belief.Point) { k.add("analyst", people[key], p) })
	}
	each(middle(priors), belief.Team(team...), yes, func(finding string, p belief.Point) { k.finding(byName[finding], p) })
	return nil
}

// middle is the mean of the analysts' priors, one half if there is none.
func middle(priors map[string]float64) float64 {
	if len(priors) == 0 {
		return 0.5
	}
	keys := make([]string, 0, len(priors))
	for k := range priors {
		keys = append(keys, k)
	}
	slices.Sort(keys) // so that the sum is the same each time
	sum := 0.0
	for _, k := range keys {
		sum += priors[k]
	}
	return sum / float64(len(keys))
}

// each returns the point of every finding; the bits of an origin are shared among
// its findings.
func each(prior float64, items []belief.Item, yes bool, point func(finding string, p belief.Point)) {
	groups := belief.Groups(items)
	for i, bits := range belief.Gains(prior, groups, yes) {
		for _, it := range groups[i].Items {
			point(it.Finding, belief.Point{LR: it.LR, Yes: yes, Bits: bits / float64(len(groups[i].Items))})
		}
	}
}

func (k *tracking) finding(f model.FindingRow, p belief.Point) {
	a := k.articles[f.Article]
	k.add("publisher", a.Publisher, p)
	for _, author := range a.Authors {
		k.add("author", author, p)
	}
	k.add("grade", f.Grade, p)
}

func (k *tracking) add(kind, name string, p belief.Point) {
	if name != "" {
		k.points[trackKey{kind, name}] = append(k.points[trackKey{kind, name}], p)
	}
}

func (k *tracking) tracks(r model.Reader) (EvidenceTracks, error) {
	given, err := reliabilities(r)
	var all EvidenceTracks
	list := map[string]*[]EvidenceTrack{"publisher": &all.Publishers, "author": &all.Authors, "grade": &all.Grades, "analyst": &all.Analysts}
	for key, points := range k.points {
		t := EvidenceTrack{Name: key.name, Track: belief.TrackOf(points)}
		if key.kind == "publisher" || key.kind == "author" {
			t.Reliability = given[key.name]
		}
		if t.Findings > 0 {
			*list[key.kind] = append(*list[key.kind], t)
		}
	}
	for _, l := range list {
		slices.SortFunc(*l, func(a, b EvidenceTrack) int {
			return cmp.Or(cmp.Compare(b.Findings, a.Findings), cmp.Compare(a.Name, b.Name))
		})
	}
	return all, err
}

// reliabilities are the letters last given to sources.
func reliabilities(r model.Reader) (map[string]string, error) {
	rows, err := r.Grades()
	all := map[string]string{}
	for _, row := range rows {
		all[row.Source] = row.Reliability
	}
	return all, err
}
