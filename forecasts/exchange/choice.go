package exchange

import (
	"encoding/hex"
	"fmt"
	"slices"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// choice decides which records an export shows.
type choice struct {
	options Options
	t       *model.Tx
	desk    *Desk
	kept    int // sealed forecasts among the withheld
	records []*journal.Record
	byID    map[journal.ID]*journal.Record

	promised map[journal.ID]bool // the user's own sealed forecasts among the chosen
	shown    []journal.ID        // those of them that the file shows
}

func (c *choice) read(l *model.LogState, n int64, run *forecastfile.Run) error {
	if c.byID == nil {
		c.byID = map[journal.ID]*journal.Record{}
	}
	return c.t.Lines(l, n, func(id journal.ID, line []byte) error {
		run.Leaves = append(run.Leaves, forecastfile.Leaf{ID: id, Line: line})
		if line == nil {
			return nil
		}
		r, err := journal.ParseRecord(line)
		if err != nil {
			return fmt.Errorf("log %s (%s): %w: run \"weathervane check\"", l.Log, l.Name, err)
		}
		c.records = append(c.records, &r)
		c.byID[id] = &r
		return nil
	})
}

func (c *choice) hide(run *forecastfile.Run, withheld map[journal.ID]bool, contents map[[32]byte]bool, sum *Summary) {
	for i := range run.Leaves {
		leaf := &run.Leaves[i]
		if withheld[leaf.ID] {
			leaf.Line = nil
		}
		sum.count(c.byID[leaf.ID], leaf.Line != nil)
		if leaf.Line == nil {
			continue
		}
		if c.promised[leaf.ID] {
			c.shown = append(c.shown, leaf.ID)
		}
		for _, sha := range forecastfile.Contents(c.byID[leaf.ID]) {
			contents[sha] = true
		}
	}
}

// count counts a record that is shown or withheld; r is nil if it never arrived
// here.
func (s *Summary) count(r *journal.Record, shown bool) {
	kind := ""
	if r != nil {
		kind = r.Kind
	}
	i := slices.IndexFunc(s.Parts, func(p Part) bool { return p.Kind == kind })
	if i < 0 {
		i = len(s.Parts)
		s.Parts = append(s.Parts, Part{Kind: kind})
	}
	if shown {
		s.Shown++
		s.Parts[i].Shown++
	} else {
		s.Withheld++
		s.Parts[i].Withheld++
	}
}

func (c *choice) withheld() (map[journal.ID]bool, error) {
	start, err := c.sealed()
	if err != nil {
		return nil, err
	}
	chosen, err := c.questions()
	if err != nil {
		return nil, err
	}
	if chosen != nil {
		start = append(start, c.beside(chosen)...)
	}
	for _, r := range c.records {
		o := c.options
		if r.Kind == journal.ForecastMade && (o.Since != nil && r.At < *o.Since || o.Until != nil && r.At >= *o.Until) {
			start = append(start, r.ID)
		}
	}
	for _, w := range c.options.Withhold {
		more, err := c.named(w)
		if err != nil {
			return nil, err
		}
		start = append(start, more...)
	}
	return forecastfile.Withhold(c.records, start), nil
}

// named lists the records that one value of --withhold selects.
func (c *choice) named(word string) ([]journal.ID, error) {
	if word == "open" {
		return c.open()
	}
	kinds := map[string][]string{
		"notes":    {journal.RationaleGiven},
		"comments": {journal.CommentMade},
		"evidence": {journal.ArticleAdded, journal.FindingFiled, journal.SourceGraded, journal.FindingsGrouped, journal.BearingJudged},
	}[word]
	if kinds == nil {
		id, err := journal.ParseID(word)
		if err != nil || c.byID[id] == nil {
			return nil, fmt.Errorf("%q cannot be withheld: give notes, evidence, comments, open, or the full id of a record that would be shown", word)
		}
		return []journal.ID{id}, nil
	}
	var all []journal.ID
	for _, r := range c.records {
		if slices.Contains(kinds, r.Kind) {
			all = append(all, r.ID)
		}
	}
	return all, nil
}

// open lists the user's own forecasts on questions that are not over.
func (c *choice) open() ([]journal.ID, error) {
	rows, err := c.t.Reader().Questions()
	if err != nil {
		return nil, err
	}
	over, now := map[journal.ID]bool{}, journal.InstantOf(c.desk.Env.Now())
	joined, err := c.t.Reader().JoinedQuestions()
	if err != nil {
		return nil, err
	}
	for _, q := range rows {
		for _, id := range append(joined[q.Num], journal.ID(q.ID)) {
			over[id] = listing.IsOver(q, now)
		}
	}
	me, err := c.desk.Me()
	if err != nil {
		return nil, err
	}
	own := map[journal.LogID]bool{}
	logs, err := c.t.Logs()
	for _, l := range logs {
		own[l.Log] = l.Key.Fingerprint() == me
	}
	var all []journal.ID
	for _, r := range c.records {
		if r.Kind != journal.ForecastMade || !own[r.Log] {
			continue
		}
		if question, ok := r.Named("question"); ok && !over[question] {
			all = append(all, r.ID)
		}
	}
	return all, err
}

// questions is the set of questions chosen by id or tag, with those on which they
// depend; nil if all are chosen.
func (c *choice) questions() (map[journal.ID]bool, error) {
	if len(c.options.Questions) == 0 && len(c.options.Tags) == 0 {
		return nil, nil
	}
	chosen := map[journal.ID]bool{}
	for _, id := range c.options.Questions {
		chosen[id] = true
	}
	for _, tag := range c.options.Tags {
		rows, err := c.t.Reader().QuestionsTagged(tag)
		if err != nil {
			return nil, err
		}
		for _, q := range rows {
			chosen[journal.ID(q.ID)] = true
		}
	}
	if err := c.joined(chosen); err != nil {
		return nil, err
	}
	for again := true; again; {
		again = false
		for _, r := range c.records {
			if r.Kind != journal.QuestionAsked || !chosen[r.ID] {
				continue
			}
			for _, on := range r.Names() {
				if !chosen[on] {
					chosen[on], again = true, true
				}
			}
		}
	}
	return chosen, nil
}

// joined adds the questions that are one with a chosen one: forecasts on any of
// them are forecasts on it.
func (c *choice) joined(chosen map[journal.ID]bool) error {
	r := c.t.Reader()
	joined, err := r.JoinedQuestions()
	if err != nil || len(joined) == 0 {
		return err
	}
	rows, err := r.Questions()
	for _, q := range rows {
		all := append(joined[q.Num], journal.ID(q.ID))
		if slices.ContainsFunc(all, func(id journal.ID) bool { return chosen[id] }) {
			for _, id := range all {
				chosen[id] = true
			}
		}
	}
	return err
}

// beside lists the records to withhold if only some questions were chosen: the
// other questions, and evidence that bears on none of the chosen.
func (c *choice) beside(chosen map[journal.ID]bool) []journal.ID {
	kept := map[journal.ID]bool{}
	for _, r := range c.records {
		names := r.Names()
		if slices.ContainsFunc(names, func(id journal.ID) bool { return chosen[id] }) {
			for _, id := range names {
				kept[id] = true
			}
		}
	}
	for id := range kept {
		if r := c.byID[id]; r != nil && r.Kind == journal.FindingFiled {
			article, _ := r.Named("article")
			kept[article] = true
		}
	}
	var all []journal.ID
	for _, r := range c.records {
		switch r.Kind {
		case journal.QuestionAsked:
			if !chosen[r.ID] {
				all = append(all, r.ID)
			}
		case journal.FindingFiled, journal.ArticleAdded, journal.ScenariosFramed:
			if !kept[r.ID] {
				all = append(all, r.ID)
			}
		case journal.SourceGraded, journal.ReviewSigned:
			all = append(all, r.ID)
		}
	}
	return all
}

func blobs(r model.Reader, contents map[[32]byte]bool) ([]forecastfile.Blob, error) {
	shas := make([][32]byte, 0, len(contents))
	for sha := range contents {
		shas = append(shas, sha)
	}
	slices.SortFunc(shas, func(a, b [32]byte) int { return slices.Compare(a[:], b[:]) })
	var all []forecastfile.Blob
	for _, sha := range shas {
		content, mediaType, ok, err := r.Blob(sha[:])
		if err != nil {
			return nil, fmt.Errorf("content %s: %w", hex.EncodeToString(sha[:4]), err)
		}
		if ok {
			all = append(all, forecastfile.Blob{SHA256: sha, Type: mediaType, Content: content})
		}
	}
	return all, nil
}
