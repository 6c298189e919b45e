package forecasts

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// oddClock is by how much a record may be earlier than one that it names and
// still count from its own instant.
const oddClock = Instant(5 * 60 * 1000)

// said is one record about a scenario set, decoded.
type said[D any] struct {
	id   ID
	key  string // its author's fingerprint
	by   Forecaster
	at   Instant // from when it counts
	gone Instant // when its author retracted it; forever if never
	data D
}

// stands reports whether it counts at an instant.
func (s said[D]) stands(at Instant) bool { return s.at <= at && at < s.gone }

// sheaf is a set with all records about it, in record order. What was retracted
// within the grace period of five minutes is not in it; what was retracted later
// has the instant.
type sheaf struct {
	num         int64
	framed      said[journal.Framed]
	wordings    []journal.Framed // as framed, and after each revision of the scenarios
	versions    []SetWording     // its wording after each revision
	now         journal.Framed   // the current wording
	weights     []said[journal.Weighed]
	conditions  []said[journal.Conditioned]
	ends        []said[journal.CameTrue]
	consistency []said[journal.Consistency]
	signposts   []said[journal.Placed]
	checks      []said[journal.Checked]
}

func readData[D any](b book, row model.RecordRow, gone map[ID]Instant) (said[D], error) {
	var line struct {
		Data D `json:"data"`
	}
	err := json.Unmarshal(row.Line, &line)
	who := b.owner(row.Key)
	s := said[D]{id: ID(row.ID), key: who.Key, by: who, at: row.At, gone: forever, data: line.Data}
	if at, ok := gone[s.id]; ok {
		s.gone = at
	}
	return s, err
}

// sheaves collects every set, or only the given one, in the order in which they
// were framed.
func sheaves(r model.Reader, b book, only *ID) ([]*sheaf, error) {
	read := r.SetRecords
	if only != nil {
		num, ok, err := r.Num(*only)
		if err != nil || !ok {
			return nil, err
		}
		read = func() ([]model.RecordRow, error) { return r.SetRecordsOf(num) }
	}
	rows, err := read()
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	gone, err := takenBack(rows, r.SetRetractions)
	if err != nil {
		return nil, err
	}
	g := gathering{book: b, gone: gone, sets: map[ID]*sheaf{}, signposts: map[ID]*sheaf{}}
	// Each of three passes needs what the one before has found.
	for _, kinds := range [][]string{
		{journal.ScenariosFramed},
		{journal.ScenariosRevised, journal.ScenariosWeighed, journal.ScenariosConditioned, journal.ScenariosResolved,
			journal.ConsistencyJudged, journal.SignpostPlaced},
		{journal.SignpostChecked},
	} {
		for _, row := range rows {
			if slices.Contains(kinds, row.Kind) {
				if err := g.take(row); err != nil {
					return nil, fmt.Errorf("a stored record is damaged: run \"weathervane check\" (%w)", err)
				}
			}
		}
	}
	return g.whole(), nil
}

// takenBack maps records to when their own log retracted them.
func takenBack(rows []model.RecordRow, retractions func() ([]model.RecordRow, error)) (map[ID]Instant, error) {
	owner := make(map[ID]string, len(rows))
	for _, row := range rows {
		owner[ID(row.ID)] = string(row.Log)
	}
	back, err := retractions()
	gone := map[ID]Instant{}
	for _, row := range back {
		id := retracted(row.Line)
		if _, already := gone[id]; !already && owner[id] == string(row.Log) {
			gone[id] = row.At
		}
	}
	return gone, err
}

// gathering assigns records to the sets that they are about.
type gathering struct {
	book
	gone      map[ID]Instant
	sets      map[ID]*sheaf
	order     []*sheaf
	signposts map[ID]*sheaf
	revisions map[*sheaf][]said[journal.Revised]
}

func (g *gathering) take(row model.RecordRow) error {
	switch row.Kind {
	case journal.ScenariosFramed:
		s, err := readData[journal.Framed](g.book, row, g.gone)
		sh := &sheaf{num: row.Num, framed: s, now: s.data, wordings: []journal.Framed{s.data}}
		g.sets[s.id] = sh
		g.order = append(g.order, sh)
		return err
	case journal.ScenariosRevised:
		return g.revise(row)
	case journal.ScenariosWeighed:
		return put(g, row, func(d journal.Weighed) ID { return d.Scenarios }, func(s *sheaf) *[]said[journal.Weighed] { return &s.weights })
	case journal.ScenariosConditioned:
		return put(g, row, func(d journal.Conditioned) ID { return d.Scenarios }, func(s *sheaf) *[]said[journal.Conditioned] { return &s.conditions })
	case journal.ScenariosResolved:
		return put(g, row, func(d journal.CameTrue) ID { return d.Scenarios }, func(s *sheaf) *[]said[journal.CameTrue] { return &s.ends })
	case journal.ConsistencyJudged:
		return put(g, row, func(d journal.Consistency) ID { return d.Scenarios }, func(s *sheaf) *[]said[journal.Consistency] { return &s.consistency })
	case journal.SignpostPlaced:
		s, err := readData[journal.Placed](g.book, row, g.gone)
		g.signposts[s.id] = g.sets[s.data.Scenarios]
		if err != nil {
			return err
		}
		return put(g, row, func(d journal.Placed) ID { return d.Scenarios }, func(s *sheaf) *[]said[journal.Placed] { return &s.signposts })
	case journal.SignpostChecked:
		s, err := readData[journal.Checked](g.book, row, g.gone)
		if sh := g.signposts[s.data.Signpost]; sh != nil && !erasedAtOnce(s) {
			sh.checks = append(sh.checks, s)
		}
		return err
	}
	return nil
}

// put adds a record to its set; where the set is not here yet, it waits.
func put[D any](g *gathering, row model.RecordRow, of func(D) ID, to func(*sheaf) *[]said[D]) error {
	s, err := readData[D](g.book, row, g.gone)
	sh := g.sets[of(s.data)]
	if err != nil || sh == nil || erasedAtOnce(s) {
		return err
	}
	if sh.framed.at-s.at > oddClock {
		s.at = sh.framed.at
	}
	list := to(sh)
	*list = append(*list, s)
	return nil
}

func erasedAtOnce[D any](s said[D]) bool { return s.gone != forever && s.gone-s.at <= oddClock }

func (g *gathering) revise(row model.RecordRow) error {
	s, err := readData[journal.Revised](g.book, row, g.gone)
	if err != nil || s.data.Scenarios == nil || erasedAtOnce(s) {
		return err
	}
	if sh := g.sets[*s.data.Scenarios]; sh != nil {
		if g.revisions == nil {
			g.revisions = map[*sheaf][]said[journal.Revised]{}
		}
		g.revisions[sh] = append(g.revisions[sh], s)
	}
	return nil
}

// whole computes the current wording of the sets and drops those that were
// retracted at once, if nobody else has recorded anything about them.
func (g *gathering) whole() []*sheaf {
	var all []*sheaf
	for _, sh := range g.order {
		if erasedAtOnce(sh.framed) && !sh.othersSpoke() {
			continue
		}
		sh.reword(g.revisions[sh])
		all = append(all, sh)
	}
	return all
}

func (sh *sheaf) othersSpoke() bool {
	return others(sh.weights, sh.framed.key) || others(sh.conditions, sh.framed.key) || others(sh.ends, sh.framed.key) ||
		others(sh.consistency, sh.framed.key) || others(sh.signposts, sh.framed.key) || others(sh.checks, sh.framed.key)
}

func others[D any](all []said[D], key string) bool {
	return slices.ContainsFunc(all, func(s said[D]) bool { return s.key != key })
}

// names are the scenarios' names, in order.
func names(f journal.Framed) []string {
	all := make([]string, len(f.Scenarios))
	for i, s := range f.Scenarios {
		all[i] = s.Name
	}
	return all
}

// fits reports whether the names in a record are those of one wording of the set.
func fits[V any](sh *sheaf, by map[string]V) bool {
	return slices.ContainsFunc(sh.wordings, func(w journal.Framed) bool { return covers(by, names(w)) && len(by) == len(w.Scenarios) })
}

func covers[V any](by map[string]V, names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { _, ok := by[n]; return !ok })
}

// end is how the set was resolved: the decisions that no other supersedes count;
// if they differ, the set is disputed.
func (sh *sheaf) end(now Instant) (status, outcome string, known Instant) {
	superseded := map[ID]bool{}
	var decisions []said[journal.CameTrue]
	for _, e := range sh.ends {
		ok := slices.ContainsFunc(sh.wordings, func(w journal.Framed) bool { return slices.Contains(names(w), e.data.Outcome) })
		if e.gone != forever || !ok {
			continue
		}
		decisions = append(decisions, e)
		for _, id := range e.data.Supersedes {
			superseded[id] = true
		}
	}
	for _, e := range decisions {
		switch {
		case superseded[e.id]:
		case status == "":
			status, outcome, known = "resolved", e.data.Outcome, e.data.KnownAt
		case e.data.Outcome != outcome:
			status = "disputed"
			known = min(known, e.data.KnownAt)
		default:
			known = min(known, e.data.KnownAt)
		}
	}
	switch {
	case status == "disputed", status == "resolved" && known <= now:
		return status, outcome, known
	case sh.now.Horizon <= now:
		return "closed", "", 0
	}
	return "open", "", 0
}

// latest is an author's last record that counts at an instant.
func latest[D any](all []said[D], key string, at Instant) (said[D], bool) {
	var last said[D]
	found := false
	for _, s := range all {
		if s.key == key && s.stands(at) && (!found || cmp.Compare(s.at, last.at) >= 0) {
			last, found = s, true
		}
	}
	return last, found
}

// weighed are the weights of an author in force at an instant, by name.
func (sh *sheaf) weighed(key string, at Instant) map[string]float64 {
	w, ok := latest(fitting(sh, sh.weights, func(d journal.Weighed) map[string]float64 { return d.Weights }), key, at)
	if !ok || !covers(w.data.Weights, names(sh.now)) {
		return nil
	}
	return w.data.Weights
}

// fitting keeps what names the scenarios of a wording; the rest has no effect.
func fitting[D, V any](sh *sheaf, all []said[D], by func(D) map[string]V) []said[D] {
	var kept []said[D]
	for _, s := range all {
		if fits(sh, by(s.data)) {
			kept = append(kept, s)
		}
	}
	return kept
}
