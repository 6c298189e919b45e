package merging

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/witness"
	"weathervane/model"
	"weathervane/model/journal"
)

// changing gathers the new records of one kind, question and author.
type changing struct {
	question journal.ID
	kind, by string
}

// preview collects what new records do to each question, record by record.
func (c *Change) preview(r journal.Record, zone *time.Location) {
	c.Count++
	first := c.Latest == 0
	switch r.Kind {
	case journal.ForecastMade:
		d, err := journal.Decode[journal.Made](r)
		if err != nil {
			break
		}
		if first {
			c.First = d.P
		}
		if r.At >= c.Latest {
			c.Last = d.P
		}
	case journal.BearingJudged:
		d, err := journal.Decode[journal.Judged](r)
		switch {
		case err != nil || d.LR == nil:
		case *d.LR > 1:
			c.For++
		case *d.LR < 1:
			c.Against++
		}
	case journal.QuestionAsked:
		if d, err := journal.Decode[journal.Asked](r); err == nil {
			c.Detail = words.Asked(d.Type, d.Closes, zone)
		}
	case journal.QuestionResolved, journal.QuestionAnnulled, journal.QuestionReopened:
		c.Detail = words.Ended(r.Kind, r.Line)
	}
	c.Latest = max(c.Latest, r.At)
}

// MostShown limits the lists of a preview that people read one by one.
const MostShown = 100

// disputes lists both sides of the questions that become disputed.
func (m *Merger) disputes(r model.Reader, b forecaster.Directory, fresh map[journal.ID]bool) error {
	for _, id := range m.Summary.Disputed[:min(len(m.Summary.Disputed), MostShown)] {
		num, _, err := r.Num(id)
		if err != nil {
			return err
		}
		ends, err := r.Ends(num)
		if err != nil {
			return err
		}
		title, err := questionTitle(r, id)
		if err != nil {
			return err
		}
		d := Dispute{Question: id, Title: title}
		for _, e := range ends {
			if !e.Holds {
				continue
			}
			said := EndSaid{ID: journal.ID(e.ID), By: b.Owner(e.Key).Name, Words: words.Ended(e.Kind, e.Line), At: e.At}
			if fresh[said.ID] {
				d.There = append(d.There, said)
			} else {
				d.Here = append(d.Here, said)
			}
		}
		m.Summary.Disputes = append(m.Summary.Disputes, d)
	}
	return nil
}

func questionTitle(r model.Reader, question journal.ID) (string, error) {
	row, _, err := r.Question(question)
	return row.Title, err
}

// late lists a new record that was recorded late, for people to look at.
func (m *Merger) late(r model.Reader, b forecaster.Directory, rec journal.Record) error {
	m.Summary.Late++
	if len(m.Summary.LateEntries) == MostShown {
		return nil
	}
	e := LateEntry{ID: rec.ID, By: m.nameOf(b, rec.Log), Recorded: rec.At}
	if d, err := journal.Decode[journal.Made](rec); err == nil && rec.Kind == journal.ForecastMade {
		e.MadeAt = d.MadeAt
	}
	if q, ok := questionOf(rec); ok {
		title, err := questionTitle(r, q)
		if err != nil {
			return err
		}
		e.Title = title
	}
	m.Summary.LateEntries = append(m.Summary.LateEntries, e)
	return nil
}

// witnesses of logs of the files.
type witnesses struct {
	me      string
	trusted map[string]bool
	names   map[string]string // by fingerprint
	news    map[string]bool   // fingerprints of keys whose first log the files bring
}

// agreed lists who witnessed a state of the log that matches the file's leaves, and
// of those beside the user how much each saw, and when first.
func (by *witnesses) agreed(l *Log, seen []witness.Checkpoint, key journal.Key) {
	all := map[string]*Witness{}
	for _, w := range seen {
		name := by.names[w.Key]
		if w.Size > l.Records || w.Key == l.Key || name == "" || w.Verify(key) != nil {
			continue
		}
		if !slices.Contains(l.AgreedBy, name) {
			l.AgreedBy = append(l.AgreedBy, name)
		}
		if last := all[w.Key]; w.Key != by.me && (last == nil || w.Size > last.Records || w.Size == last.Records && w.At < last.At) {
			all[w.Key] = &Witness{Key: w.Key, Name: name, Records: w.Size, At: w.At, Trusted: by.trusted[w.Key], New: by.news[w.Key]}
		}
	}
	slices.Sort(l.AgreedBy)
	for _, w := range all {
		l.Witnesses = append(l.Witnesses, *w)
	}
	slices.SortFunc(l.Witnesses, func(a, b Witness) int {
		if a.Trusted != b.Trusted {
			if a.Trusted {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.Records, a.Records), strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key))
	})
}

// whose adds, for each log of the files, who else saw it, and which new key has a
// name that can be confused with a known one.
func (m *Merger) whose(r model.Reader, b forecaster.Directory) error {
	seen, err := witness.All(r)
	if err != nil {
		return err
	}
	by := witnesses{names: map[string]string{}, news: map[string]bool{}}
	for key, name := range b.Names {
		by.names[forecaster.Fingerprint([]byte(key))] = name
	}
	if by.me, err = m.desk.Me(); err != nil {
		return err
	}
	if by.trusted, err = m.desk.Trusted(); err != nil {
		return err
	}
	logs, err := r.Logs()
	if err != nil {
		return err
	}
	brought := map[journal.LogID]bool{}
	for _, f := range m.Summary.Files {
		for _, l := range f.Logs {
			brought[l.Log] = brought[l.Log] || l.KnownSince == nil
		}
	}
	known := map[string]map[string]string{} // how a name looks → key → name
	keys := map[journal.LogID]journal.Key{}
	for _, l := range logs {
		keys[journal.LogID(l.Log)] = journal.Key(l.Key)
		if look := forecaster.Skeleton(l.Name); !brought[journal.LogID(l.Log)] {
			if known[look] == nil {
				known[look] = map[string]string{}
			}
			known[look][forecaster.Fingerprint(l.Key)] = l.Name
		}
	}
	for _, l := range logs {
		key := forecaster.Fingerprint(l.Key)
		by.news[key] = brought[journal.LogID(l.Log)]
	}
	for _, l := range logs { // one that is known of a key is enough
		if !brought[journal.LogID(l.Log)] {
			by.news[forecaster.Fingerprint(l.Key)] = false
		}
	}
	for i := range m.Summary.Files {
		for j := range m.Summary.Files[i].Logs {
			l := &m.Summary.Files[i].Logs[j]
			by.agreed(l, seen[l.Log], keys[l.Log])
			others := known[forecaster.Skeleton(l.Name)]
			if _, mine := others[l.Key]; l.KnownSince != nil || mine {
				continue
			}
			for _, name := range others {
				l.Resembles = max(l.Resembles, name)
			}
		}
	}
	return nil
}

// Imitates is the warning about a new key whose name can be confused with
// another's.
func (l Log) Imitates() string {
	if l.Resembles == "" {
		return ""
	}
	return fmt.Sprintf("not the key of the %s you know: ask who it is before you merge", l.Resembles)
}
