package scoring

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// An act is a record that can move a score, and who made it.
type act struct {
	id journal.ID
	by forecaster.Forecaster
	at journal.Instant
}

// facts are the records beside the forecasts that can move a score.
type facts struct {
	revised map[string][]revised // by question
	ends    map[string]decided   // of the questions that somebody decided
	joins   map[string][]act
	tags    map[string][]string // as a question was asked, if they were revised

	withheld map[forecaster.Forecaster]int // records that no seal announces
	logs     map[forecaster.Forecaster]int // of authors who began again
	cut      map[forecaster.Forecaster]int // records after a fork
	names    [][]forecaster.Forecaster     // who share a name
}

// revised is a revision of a question, with the members that it sets.
type revised struct {
	act
	until *journal.Instant // when its author retracted it
	set   map[string]json.RawMessage
}

// decided is who decided how a question ended.
type decided struct {
	first    act // who was the first to decide what holds
	known    act // whose instant counts
	knownAt  journal.Instant
	again    bool
	recorded journal.Instant // when the outcome that holds was first recorded

	// void are those by whose decision the question has no outcome: it is annulled,
	// open again or disputed. Then the rest is empty, and outcomes are what was
	// decided, in order.
	void     []act
	outcomes []outcome
}

// An outcome is one that somebody decided.
type outcome struct {
	act
	outcome string // JSON
	known   journal.Instant
}

// byOthers is the last outcome that somebody else decided.
func (d *decided) byOthers(key string) (outcome, bool) {
	for _, o := range slices.Backward(d.outcomes) {
		if o.by.Key != key {
			return o, true
		}
	}
	return outcome{}, false
}

// sets reports whether a revision sets one of the members.
func (r *revised) sets(members ...string) bool {
	return slices.ContainsFunc(members, func(m string) bool { return r.set[m] != nil })
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
		for _, read := range []func(model.Reader, forecaster.Directory) error{f.readRevisions, f.readEnds, f.readJoins, f.readLogs} {
			if err == nil {
				err = read(r, b)
			}
		}
		return f, err
	})
}

func (f *facts) readRevisions(r model.Reader, b forecaster.Directory) error {
	f.revised, f.tags = map[string][]revised{}, map[string][]string{}
	rows, err := r.QuestionRevisions()
	if err != nil {
		return err
	}
	for _, row := range rows {
		x := revised{act: act{journal.ID(row.ID), b.Who(row.Forecaster), row.At}, until: row.Until}
		model.DecodeColumn(row.Changes, &x.set)
		key := journal.ID(row.Question).String()
		f.revised[key] = append(f.revised[key], x)
	}
	asked, err := r.AskedWith("tags")
	for id, line := range asked {
		var record struct{ Data journal.Asked }
		if json.Unmarshal(line, &record) == nil {
			f.tags[id.String()] = record.Data.Tags
		}
	}
	return err
}

// readEnds finds for each question who was the first to decide what holds: to
// decide again as others had decided is no decision of one's own.
func (f *facts) readEnds(r model.Reader, b forecaster.Directory) error {
	f.ends = map[string]decided{}
	rows, err := r.Decisions()
	byQuestion := map[string][]model.Decision{}
	for _, row := range rows {
		key := journal.ID(row.Question).String()
		byQuestion[key] = append(byQuestion[key], row)
	}
	for key, all := range byQuestion {
		f.ends[key] = decidedBy(all, b)
	}
	return err
}

// alike reports whether two decisions are the same one.
func alike(a, b *model.Decision) bool { return a.Kind == b.Kind && a.Outcome == b.Outcome }

func decidedBy(all []model.Decision, b forecaster.Directory) decided {
	var end decided
	actOf := func(e *model.Decision) act { return act{journal.ID(e.ID), b.Owner(e.Key), e.At} }
	first := func(as *model.Decision) *model.Decision {
		return &all[slices.IndexFunc(all, func(e model.Decision) bool { return alike(&e, as) })]
	}
	var holding []*model.Decision
	for i := range all {
		if all[i].Holds {
			holding = append(holding, &all[i])
		}
	}
	if len(holding) == 0 {
		return end
	}
	if holding[0].Kind != "resolved" || slices.ContainsFunc(holding, func(e *model.Decision) bool { return !alike(e, holding[0]) }) {
		for _, e := range holding {
			if by := actOf(first(e)); !slices.ContainsFunc(end.void, func(a act) bool { return a.by == by.by }) {
				end.void = append(end.void, by)
			}
		}
		for i := range all {
			if e := &all[i]; e.Kind == "resolved" && e.KnownAt != nil {
				end.outcomes = append(end.outcomes, outcome{actOf(e), e.Outcome, *e.KnownAt})
			}
		}
		return end
	}
	end.first = actOf(first(holding[0]))
	end.recorded = end.first.at
	for _, e := range holding {
		if e.KnownAt != nil && (end.known.by.Key == "" || *e.KnownAt < end.knownAt) {
			end.known, end.knownAt = actOf(e), *e.KnownAt
		}
	}
	end.again = end.known.by.Key != end.first.by.Key
	return end
}

func (f *facts) readJoins(r model.Reader, b forecaster.Directory) error {
	f.joins = map[string][]act{}
	rows, err := r.Joins()
	for _, row := range rows {
		key := journal.ID(row.Question).String()
		f.joins[key] = append(f.joins[key], act{journal.ID(row.ID), b.Who(row.Forecaster), row.At})
	}
	return err
}

// readLogs finds what logs say of their authors: records that are withheld, logs
// begun again, forks, and names that several keys bear.
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

// readNames finds the names that several keys bear, to a hurried reader's eye.
func (f *facts) readNames(b forecaster.Directory) {
	bearers := map[string]map[forecaster.Forecaster]bool{}
	bears := func(who forecaster.Forecaster) {
		name := cmp.Or(forecaster.Skeleton(who.Name), who.Name)
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
		all := slices.SortedFunc(maps.Keys(bearers[name]), byNameAndKey)
		keys := map[string]bool{}
		for _, who := range all {
			keys[who.Key] = true
		}
		if len(keys) > 1 {
			f.names = append(f.names, all)
		}
	}
}

func byNameAndKey(a, b forecaster.Forecaster) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key), strings.Compare(a.By, b.By))
}

// tagsAt are the tags of a question as they stood at an instant.
func (f *facts) tagsAt(q *score.Question, at journal.Instant) []string {
	tags, was := f.tags[q.Key]
	if !was {
		return q.Tags
	}
	for _, r := range f.revised[q.Key] {
		if set, ok := r.set["tags"]; ok && r.at < at && (r.until == nil || *r.until > at) {
			tags = nil
			_ = json.Unmarshal(set, &tags)
		}
	}
	return tags
}
