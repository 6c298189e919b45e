package scoring

import (
	"encoding/json"
	"maps"
	"slices"

	"weathervane/forecasts/decision"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// An act is a record that can move a score, and who made it.
type act = decision.Act

// facts are the records beside the forecasts that can move a score.
type facts struct {
	worded map[string]*decision.Wording // by question, of those that somebody revised
	ends   *decision.Book
	joins  map[string][]act

	takenBack map[string][]decision.Outcome // by question, of those that have no other end
	unasked   []gone                        // questions that their authors retracted after forecasts
	parted    []gone                        // questions whose relation "same" its author retracted
	unfit     []gone                        // forecasts on the questions that a revision made unfit

	withheld map[forecaster.Forecaster]int // records that no seal announces
	logs     map[forecaster.Forecaster]int // of authors who began again
	cut      map[forecaster.Forecaster]int // records after a fork
	names    [][]forecaster.Forecaster     // who share a name
}

// readFacts reads them, or gives what was last read if it is still current.
func (d *Desk) readFacts(r model.Reader) (*facts, error) {
	now, err := d.Stamp(r)
	if err != nil {
		return nil, err
	}
	now.Minute = 0 // the clock changes none of them
	return session.ReadCached(&d.facts, now, func() (*facts, error) {
		f := &facts{}
		b, err := forecaster.Open(r)
		for _, read := range []func(model.Reader, forecaster.Directory) error{f.readWordings, f.readEnds, f.readJoins, f.readTakenBack, f.readUnfit, f.readLogs} {
			if err == nil {
				err = read(r, b)
			}
		}
		return f, err
	})
}

func (f *facts) readWordings(r model.Reader, b forecaster.Directory) error {
	all, err := decision.Wordings(r, b)
	f.worded = make(map[string]*decision.Wording, len(all))
	for id, w := range all {
		f.worded[id.String()] = w
	}
	return err
}

func (f *facts) readEnds(r model.Reader, b forecaster.Directory) error {
	var err error
	f.ends, err = decision.Open(r, b)
	return err
}

// endOf is what somebody decided of a question, by its key; false if nobody did.
func (f *facts) endOf(question string) (decision.Ended, bool) {
	id, err := journal.ParseID(question)
	if err != nil {
		return decision.Ended{}, false
	}
	return f.ends.Of(id)
}

func (f *facts) readJoins(r model.Reader, b forecaster.Directory) error {
	f.joins = map[string][]act{}
	rows, err := r.Joins()
	for _, row := range rows {
		key := journal.ID(row.Question).String()
		f.joins[key] = append(f.joins[key], act{ID: journal.ID(row.ID), By: b.Who(row.Forecaster), At: row.At})
	}
	return err
}

// readLogs finds what logs say of their authors: records that are withheld, logs
// begun again, forks, and names that several bear.
func (f *facts) readLogs(r model.Reader, b forecaster.Directory) error {
	f.withheld, f.logs, f.cut = map[forecaster.Forecaster]int{}, map[forecaster.Forecaster]int{}, map[forecaster.Forecaster]int{}
	withheld, err := r.Withheld()
	if err != nil {
		return err
	}
	openings, err := r.Openings()
	if err != nil {
		return err
	}
	logs, err := r.Logs()
	here, after := map[journal.LogID]bool{}, map[forecaster.Forecaster]map[journal.LogID]bool{}
	for _, l := range logs {
		here[journal.LogID(l.Log)] = true
	}
	for _, l := range logs {
		who := b.Owner(l.Key)
		if n := withheld[l.Num]; n > 0 {
			f.withheld[who] += n
		}
		if l.Cut != nil {
			f.cut[who] += int(l.Size - *l.Cut)
		}
		f.logs[who]++
		var opened struct{ Data journal.Opened }
		if line := openings[l.Num]; line != nil && json.Unmarshal(line, &opened) == nil && opened.Data.After != nil && !here[*opened.Data.After] {
			if after[who] == nil {
				after[who] = map[journal.LogID]bool{}
			}
			after[who][*opened.Data.After] = true // begun after a log that is not here
		}
	}
	for who, missing := range after {
		f.logs[who] += len(missing)
	}
	maps.DeleteFunc(f.logs, func(_ forecaster.Forecaster, n int) bool { return n < 2 })
	f.readNames(b)
	return err
}

// readNames finds the names that several bear, to a hurried reader's eye.
func (f *facts) readNames(b forecaster.Directory) {
	bearers := map[string]map[forecaster.Forecaster]bool{}
	bears := func(who forecaster.Forecaster) {
		name := forecaster.Look(who.Name)
		if bearers[name] == nil {
			bearers[name] = map[forecaster.Forecaster]bool{}
		}
		bearers[name][who] = true
	}
	for key := range b.Names {
		bears(b.Owner([]byte(key)))
	}
	for _, who := range b.Forecasters {
		bears(who)
	}
	f.names = nil
	for _, name := range slices.Sorted(maps.Keys(bearers)) {
		all := slices.SortedFunc(maps.Keys(bearers[name]), forecaster.ByName)
		if len(all) > 1 {
			f.names = append(f.names, all)
		}
	}
}

// tagsAt are the tags of a question as they stood at an instant.
func (f *facts) tagsAt(q *score.Question, at journal.Instant) []string {
	w := f.worded[q.Key]
	if w == nil {
		return q.Tags
	}
	tags, revised := w.Members["tags"], false
	for _, r := range w.Revisions {
		set, ok := r.Set["tags"]
		revised = revised || ok
		if ok && r.At < at && (r.Until == nil || *r.Until > at) {
			tags = set
		}
	}
	if !revised {
		return q.Tags
	}
	var all []string
	_ = json.Unmarshal(tags, &all)
	return all
}
