package model

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"weathervane/model/journal"
)

// plan is a record of a random history before it is made: what it names are
// the places of other plans, so that plans can be left out of a history that
// fails, until a small one remains.
type plan struct {
	log    int
	kind   string
	at     journal.Instant
	data   map[string]any
	hidden bool // withheld for ever
}

// ref names the record of a plan in a plan's data, note a checkpoint of a log,
// ofLog a log and keyOf its author's key.
type (
	ref   int
	ofLog int
	keyOf int
	note  struct {
		log, size int
		other     bool // signed by the author, over another history
		forged    bool // signed by somebody else
	}
)

// history is what some authors recorded: plans, and the author of each log.
type history struct {
	plans  []plan
	author []int
}

// made is a history whose records are made.
type made struct {
	logs   [][]journal.Record
	ids    []journal.LogID
	hidden map[journal.ID]bool
}

func authorKey(i int) ed25519.PrivateKey {
	seed := sha256.Sum256(fmt.Appendf(nil, "author %d", i))
	return ed25519.NewKeyFromSeed(seed[:])
}

func saltOf(i int) (salt [16]byte) {
	sum := sha256.Sum256(fmt.Appendf(nil, "salt %d", i))
	return [16]byte(sum[:])
}

func (h history) nameOf(log int) (id journal.LogID) {
	key, salt := journal.KeyOf(authorKey(h.author[log])), saltOf(log)
	sum := sha256.Sum256(append(key[:], salt[:]...))
	return journal.LogID(sum[:16])
}

// record makes the records.
func (h history) record(t testing.TB) made {
	t.Helper()
	m := made{logs: make([][]journal.Record, len(h.author)), hidden: map[journal.ID]bool{}}
	for i := range h.author {
		m.ids = append(m.ids, h.nameOf(i))
	}
	ids := map[int]journal.ID{}
	var fill func(v any) any
	fill = func(v any) any {
		switch v := v.(type) {
		case ref:
			if id, ok := ids[int(v)]; ok {
				return id
			}
			return journal.ID(sha256.Sum256(fmt.Appendf(nil, "nobody's %d", v)))
		case ofLog:
			return m.ids[v]
		case keyOf:
			return journal.KeyOf(authorKey(int(v)))
		case note:
			return h.sign(m, v)
		case map[string]any:
			all := map[string]any{}
			for name, x := range v {
				all[name] = fill(x)
			}
			return all
		case []any:
			all := []any{}
			for _, x := range v {
				all = append(all, fill(x))
			}
			return all
		}
		return v
	}
	for i, p := range h.plans {
		seq, salt := int64(len(m.logs[p.log])), saltOf(1000+i)
		if seq == 0 {
			salt = saltOf(p.log)
		}
		r, err := journal.NewRecord(m.ids[p.log], seq, p.at, salt, p.kind, fill(p.data))
		if err != nil {
			t.Fatalf("plan %d: %v", i, err)
		}
		ids[i] = r.ID
		m.logs[p.log] = append(m.logs[p.log], r)
		m.hidden[r.ID] = p.hidden && seq > 0
	}
	return m
}

// sign makes the checkpoint of a log over what is made of it so far.
func (h history) sign(m made, n note) string {
	var tree journal.Tree
	size := min(n.size, len(m.logs[n.log]))
	for _, r := range m.logs[n.log][:size] {
		tree.Add(r.ID)
	}
	hash := tree.Hash()
	if n.other {
		size, hash = n.size, sha256.Sum256(fmt.Appendf(nil, "another history of %d", n.size))
	}
	signer := h.author[n.log]
	if n.forged {
		signer += 100
	}
	return journal.Sign(authorKey(signer), m.ids[n.log], int64(size), hash).Note
}

// without leaves out a plan; the first of a log stays while others follow it.
func (h history) without(i int) (history, bool) {
	p := h.plans[i]
	if p.kind == journal.LogOpened {
		for j, o := range h.plans {
			if j != i && o.log == p.log {
				return h, false
			}
		}
	}
	rest := history{author: h.author}
	var renumber func(v any) any
	renumber = func(v any) any {
		switch v := v.(type) {
		case ref:
			switch {
			case int(v) == i:
				return ref(10_000 + i)
			case int(v) > i && int(v) < len(h.plans):
				return v - 1
			}
		case map[string]any:
			all := map[string]any{}
			for name, x := range v {
				all[name] = renumber(x)
			}
			return all
		case []any:
			all := []any{}
			for _, x := range v {
				all = append(all, renumber(x))
			}
			return all
		}
		return v
	}
	for j, o := range h.plans {
		if j != i {
			o.data = renumber(o.data).(map[string]any)
			rest.plans = append(rest.plans, o)
		}
	}
	return rest, true
}

func (h history) String() string {
	var b strings.Builder
	for i, p := range h.plans {
		data := map[string]any{}
		for name, v := range p.data {
			data[name] = v
		}
		text, _ := json.Marshal(data)
		fmt.Fprintf(&b, "%3d author %d log %d %s %s %s", i, h.author[p.log], p.log, p.at, p.kind, text)
		if p.hidden {
			b.WriteString(" (withheld)")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// MarshalText and MarshalJSON are for printing histories.
func (r ref) MarshalText() ([]byte, error)   { return fmt.Appendf(nil, "@%d", int(r)), nil }
func (l ofLog) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "log %d", int(l)), nil }
func (n note) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%+v", struct {
		Log, Size     int
		Other, Forged bool
	}{n.log, n.size, n.other, n.forged}), nil
}

// writer makes up a history.
type writer struct {
	*rand.Rand
	history
	clock  journal.Instant
	ahead  []journal.Instant // by how much each author's clock is ahead
	now    []int             // the log that each author writes
	last   []journal.Instant // of each log
	count  []int             // of records of each log
	byKind map[string][]int
	shape  map[int]int // which of the shapes a question has
}

const (
	minute = journal.Instant(60_000)
	day    = 24 * 60 * minute
)

// questionShapes are the questions that are asked, with what fits them.
var questionShapes = []struct {
	asked             map[string]any
	beliefs, outcomes []any
}{
	{map[string]any{"type": "binary"}, []any{0.2, 0.7, 0.2}, []any{true, false, 0.5, true}},
	{map[string]any{"type": "binary"}, []any{0.2, 0.7, 0.2}, []any{true, false, 1, true}},
	{map[string]any{"type": "choice", "options": []any{"A", "B"}}, []any{map[string]any{"A": 0.5, "B": 0.5}, map[string]any{"A": 1.0, "B": 0.0}}, []any{"A", "B", "C"}},
	{map[string]any{"type": "choice", "options": []any{"B", "A"}}, []any{map[string]any{"A": 0.5, "B": 0.5}, map[string]any{"A": 0.1, "C": 0.9}}, []any{"A", "B", "C"}},
	{map[string]any{"type": "numeric", "range": map[string]any{"min": 0, "max": 10}}, []any{[]any{[]any{0.5, 3}}}, []any{3, 12, "above_range"}},
	{map[string]any{"type": "numeric", "range": map[string]any{"min": 0, "max": 20}}, []any{[]any{[]any{0.5, 3}}}, []any{3, 12}},
	{map[string]any{"type": "date"}, []any{[]any{[]any{0.5, "2024-05-20T00:00:00.000Z"}}}, []any{"2024-05-27T00:00:00.000Z"}},
}

// write makes up a history of some records.
func write(seed uint64, records int) history {
	w := &writer{Rand: rand.New(rand.NewPCG(seed, 2)), byKind: map[string][]int{}, shape: map[int]int{}, clock: 1_700_000_000_000}
	authors := 2 + w.IntN(3)
	for a := range authors {
		w.ahead = append(w.ahead, []journal.Instant{0, 0, 2 * day, -7 * minute, 3 * minute}[w.IntN(5)])
		w.now = append(w.now, 0)
		w.open(a, map[string]any{})
	}
	for len(w.plans) < records {
		w.clock += []journal.Instant{0, 1, minute, 6 * minute, day}[w.IntN(5)]
		w.next(w.IntN(authors))
	}
	return w.history
}

func (w *writer) open(author int, data map[string]any) {
	log := len(w.author)
	w.author = append(w.author, author)
	w.last, w.count = append(w.last, 0), append(w.count, 0)
	w.now[author] = log
	data["name"], data["key"], data["program"] = fmt.Sprint("Author ", log), keyOf(author), "test"
	w.put(author, journal.LogOpened, data)
}

func (w *writer) put(author int, kind string, data map[string]any) int {
	log := w.now[author]
	at := max(w.last[log], w.clock+w.ahead[author])
	w.last[log] = at
	w.count[log]++
	n := len(w.plans)
	w.plans = append(w.plans, plan{log, kind, at, data, w.IntN(25) == 0})
	w.byKind[kind] = append(w.byKind[kind], n)
	return n
}

// pick names a record of a kind, now and then one of any kind, or nobody's.
func (w *writer) pick(kind string) ref {
	all := w.byKind[kind]
	switch {
	case w.IntN(60) == 0:
		return ref(20_000 + w.IntN(3))
	case len(all) == 0 || w.IntN(25) == 0:
		return ref(w.IntN(len(w.plans)))
	case w.IntN(2) == 0: // the same few again and again
		return ref(all[w.IntN(min(2, len(all)))])
	}
	return ref(all[w.IntN(len(all))])
}

// some names up to three records of the kinds.
func (w *writer) some(kinds ...string) []any {
	all := []any{}
	for range w.IntN(3) {
		all = append(all, w.pick(kinds[w.IntN(len(kinds))]))
	}
	return all
}

func (w *writer) ofShape(q ref) int {
	if s, ok := w.shape[int(q)]; ok && w.IntN(20) > 0 {
		return s
	}
	return w.IntN(len(questionShapes))
}

func oneOf[T any](w *writer, all []T) T { return all[w.IntN(len(all))] }

func (w *writer) instant() string { return (w.clock - journal.Instant(w.IntN(4))*day).String() }

func (w *writer) set(kind string) map[string]any {
	switch kind {
	case journal.QuestionRevised:
		return oneOf(w, []map[string]any{
			{"title": "Retitled"}, {"closes": w.instant()}, {"opens": w.instant()}, {"options": []any{"A", "B", "C"}},
			{"type": "choice", "options": []any{"A", "B"}}, {"tags": []any{"x"}},
			{"if": map[string]any{"question": w.pick(journal.QuestionAsked), "outcome": true}},
			{"range": map[string]any{"min": 0, "max": 20}},
		})
	case journal.ArticleRevised:
		return oneOf(w, []map[string]any{{"title": "Retitled"}, {"publisher": "Herald"}})
	}
	return oneOf(w, []map[string]any{{"title": "Retitled"}, {"scenarios": scenarioList("Up", "Down", "Sideways")}})
}

func scenarioList(names ...string) []any {
	all := []any{}
	for _, n := range names {
		all = append(all, map[string]any{"name": n, "narrative": "", "drivers": []any{}})
	}
	return all
}

func (w *writer) byScenario(value func() any) map[string]any {
	names := oneOf(w, [][]string{{"Up", "Down"}, {"Up", "Down"}, {"Up", "Down", "Sideways"}, {"Up", "Nowhere"}})
	all := map[string]any{}
	for _, n := range names {
		all[n] = value()
	}
	return all
}

func (w *writer) forecast(author int) {
	q := w.pick(journal.QuestionAsked)
	s := w.ofShape(q)
	data := map[string]any{"question": q}
	data[map[int]string{0: "p", 1: "p", 2: "probs", 3: "probs"}[s]] = oneOf(w, questionShapes[s].beliefs)
	if v, ok := data[""]; ok {
		delete(data, "")
		data["quantiles"] = v
	}
	switch w.IntN(8) {
	case 0, 1:
		data["imported"] = map[string]any{"from": "elsewhere", "sha256": strings.Repeat("0", 64)}
		data["made_at"], data["by"] = journal.Instant(1_600_000_000_000).String(), "Dana"
	case 2:
		data["made_at"] = w.instant()
	case 3:
		data["by"] = "Kim"
	case 4:
		data["because"] = w.some(journal.FindingFiled, journal.QuestionAsked)
		data["wording"] = w.pick(journal.QuestionRevised)
	case 5:
		data["wording"] = w.pick(journal.QuestionAsked)
	}
	n := w.put(author, journal.ForecastMade, data)
	if w.IntN(4) == 0 {
		w.put(author, journal.RationaleGiven, map[string]any{"forecast": ref(n), "text": "since " + fmt.Sprint(n)})
	}
}

func (w *writer) ask(author int) {
	s := w.IntN(len(questionShapes))
	if w.IntN(2) == 0 {
		s = 0
	}
	data := map[string]any{"title": fmt.Sprint("Question ", len(w.plans))}
	for name, v := range questionShapes[s].asked {
		data[name] = v
	}
	if w.IntN(6) == 0 {
		data["if"] = map[string]any{"question": w.pick(journal.QuestionAsked), "outcome": true}
	}
	if w.IntN(6) == 0 {
		data["tags"] = []any{"x", "y"}
	}
	w.shape[w.put(author, journal.QuestionAsked, data)] = s
}

// next records something, mostly what fits.
func (w *writer) next(author int) {
	ends := []string{journal.QuestionResolved, journal.QuestionAnnulled, journal.QuestionReopened}
	question := func() ref { return w.pick(journal.QuestionAsked) }
	simple := func(kind string, data map[string]any) func() {
		return func() { w.put(author, kind, data) }
	}
	all := []func(){
		func() { w.ask(author) },
		func() { w.forecast(author) }, func() { w.forecast(author) }, func() { w.forecast(author) },
		simple(journal.QuestionRevised, map[string]any{"question": question(), "set": w.set(journal.QuestionRevised), "supersedes": w.some(journal.QuestionRevised)}),
		func() {
			q := question()
			w.put(author, journal.QuestionResolved, map[string]any{"question": q, "outcome": oneOf(w, questionShapes[w.ofShape(q)].outcomes),
				"known_at": w.instant(), "supersedes": w.some(ends...), "findings": w.some(journal.FindingFiled)})
		},
		simple(journal.QuestionAnnulled, map[string]any{"question": question(), "why": "ambiguous", "supersedes": w.some(ends...)}),
		simple(journal.QuestionReopened, map[string]any{"question": question(), "why": "w", "supersedes": w.some(ends...)}),
		simple(journal.ResolutionConfirmed, map[string]any{"resolution": w.pick(journal.QuestionResolved)}),
		simple(journal.RationaleGiven, map[string]any{"forecast": w.pick(journal.ForecastMade), "text": "late thought"}),
		simple(journal.ForecastSealed, map[string]any{"question": question(), "forecast": w.pick(journal.ForecastMade)}),
		simple(journal.ForecastWithdrawn, map[string]any{"question": question(), "by": oneOf(w, []string{"", "Kim"})}),
		simple(journal.ArticleAdded, map[string]any{"title": "Article", "publisher": "Post", "text": map[string]any{"sha256": strings.Repeat("1", 64), "bytes": 1}}),
		simple(journal.ArticleRevised, map[string]any{"article": w.pick(journal.ArticleAdded), "set": w.set(journal.ArticleRevised), "supersedes": w.some(journal.ArticleRevised)}),
		simple(journal.FindingFiled, map[string]any{"article": w.pick(journal.ArticleAdded), "claim": fmt.Sprint("claim ", len(w.plans)),
			"quote": map[string]any{"exact": "x", "prefix": "", "suffix": "", "start": 0, "end": 1}}),
		simple(journal.SourceGraded, map[string]any{"source": "Post", "reliability": "B"}),
		func() {
			data := map[string]any{"finding": w.pick(journal.FindingFiled), "question": question(), "lr": 2.5, "note": fmt.Sprint("bearing ", len(w.plans))}
			if w.IntN(4) == 0 {
				delete(data, "lr")
				data["lrs"] = map[string]any{"A": 1, "B": 2}
			}
			w.put(author, journal.BearingJudged, data)
		},
		simple(journal.FindingsGrouped, map[string]any{"findings": append(w.some(journal.FindingFiled), w.pick(journal.FindingFiled), w.pick(journal.FindingFiled))}),
		simple(journal.BaseRateBuilt, map[string]any{"question": question(), "reference_class": "c", "cases": []any{}}),
		simple(journal.ScenariosFramed, map[string]any{"title": "Set", "horizon": w.instant(), "scenarios": scenarioList("Up", "Down")}),
		simple(journal.ScenariosRevised, map[string]any{"scenarios": w.pick(journal.ScenariosFramed), "set": w.set(journal.ScenariosRevised), "supersedes": w.some(journal.ScenariosRevised)}),
		simple(journal.ScenariosWeighed, map[string]any{"scenarios": w.pick(journal.ScenariosFramed), "weights": map[string]any{"Up": 0.5, oneOf(w, []string{"Down", "Sideways"}): 0.5}}),
		simple(journal.ScenariosConditioned, map[string]any{"scenarios": w.pick(journal.ScenariosFramed), "question": question(), "p": w.byScenario(func() any { return 0.5 })}),
		simple(journal.ScenariosResolved, map[string]any{"scenarios": w.pick(journal.ScenariosFramed), "outcome": oneOf(w, []string{"Up", "Sideways", "Nowhere"}), "known_at": w.instant()}),
		simple(journal.ConsistencyJudged, map[string]any{"scenarios": w.pick(journal.ScenariosFramed), "finding": w.pick(journal.FindingFiled), "ratings": w.byScenario(func() any { return "CC" })}),
		simple(journal.SignpostPlaced, map[string]any{"scenarios": w.pick(journal.ScenariosFramed), "text": "t", "check_by": w.instant(), "p": w.byScenario(func() any { return 0.5 })}),
		simple(journal.SignpostChecked, map[string]any{"signpost": w.pick(journal.SignpostPlaced), "seen": true, "known_at": w.instant(), "finding": w.pick(journal.FindingFiled)}),
		simple(journal.RelationDrawn, map[string]any{"from": question(), "to": question(), "type": "same"}),
		simple(journal.RelationDrawn, map[string]any{"from": question(), "to": question(), "type": oneOf(w, []string{"implies", "same", "excludes", "deadline"})}),
		simple(journal.CommentMade, map[string]any{"on": ref(w.IntN(len(w.plans))), "text": fmt.Sprint("remark ", len(w.plans)), "reply_to": w.pick(journal.CommentMade)}),
		simple(journal.ReviewSigned, map[string]any{"scope": map[string]any{}, "figures": map[string]any{}, "verdict": "v"}),
		simple(journal.ForecasterNamed, map[string]any{"name": fmt.Sprint("Renamed ", len(w.plans))}),
		simple("weather.observed", map[string]any{"question": question()}),
		func() { w.vouch(author) },
		func() { w.retract(author) }, func() { w.retract(author) }, func() { w.retract(author) }, func() { w.retract(author) },
		func() { w.rare(author) },
	}
	all[w.IntN(len(all))]()
}

// retract takes back something: mostly the author's own, at times a retraction.
func (w *writer) retract(author int) {
	var own []int
	for i, p := range w.plans {
		if w.author[p.log] == author && (w.IntN(3) > 0 || p.kind == journal.RecordRetracted || p.kind == journal.RelationDrawn || p.kind == journal.QuestionAsked) {
			own = append(own, i)
		}
	}
	what := ref(w.IntN(len(w.plans)))
	if len(own) > 0 && w.IntN(6) > 0 {
		what = ref(oneOf(w, own))
	}
	w.put(author, journal.RecordRetracted, map[string]any{"record": what, "why": "w"})
}

// vouch keeps checkpoints of any logs.
func (w *writer) vouch(author int) {
	log := w.IntN(len(w.author))
	n := note{log: log, size: 1 + w.IntN(w.count[log]), other: w.IntN(8) == 0, forged: w.IntN(8) == 0}
	if w.IntN(2) == 0 {
		w.put(author, journal.CheckpointWitnessed, map[string]any{"checkpoint": n})
		return
	}
	other := w.IntN(len(w.author))
	w.put(author, journal.CheckpointsWitnessed, map[string]any{"checkpoints": []any{n, note{log: other, size: w.count[other]}, "no note"}})
}

// rare is what happens to logs and keys.
func (w *writer) rare(author int) {
	switch w.IntN(5) {
	case 0, 1: // a new log, once the clock is set right
		if len(w.author) < 7 {
			after := w.now[author]
			if w.IntN(8) == 0 {
				after = w.IntN(len(w.author))
			}
			w.ahead[author] = 0
			w.open(author, map[string]any{"after": ofLog(after)})
		}
	case 2:
		if w.IntN(3) > 0 {
			return
		}
		log := w.IntN(len(w.author))
		size := 1 + w.IntN(w.count[log])
		w.put(author, journal.ForkExposed, map[string]any{"log": ofLog(log), "checkpoints": []any{
			note{log: log, size: 1 + w.IntN(w.count[log])}, note{log: log, size: size, other: w.IntN(4) > 0, forged: w.IntN(8) == 0}}})
	case 3:
		w.put(author, journal.TeamFounded, map[string]any{"name": "T"})
		w.put(author, journal.MemberSet, map[string]any{"team": w.pick(journal.TeamFounded), "key": keyOf(author), "name": "n", "roles": []any{"admin"}})
	case 4:
		w.put(author, oneOf(w, []string{journal.KeySucceeded}), map[string]any{"key": keyOf(50), "logs": map[string]any{}})
		w.put(author, journal.CheckpointStamped, map[string]any{"checkpoint": note{log: 0, size: 1}, "token": ""})
	}
}

// delivery hands the records to a store in pieces: leaves of logs, and reveals
// of what came withheld.
type piece struct {
	log    int
	from   int
	to     int // of the leaves, exclusive
	hide   map[int64]bool
	reveal []int64
}

// deliveries splits logs into pieces in a random order, of several transactions.
// Everything is shown in the end but what is hidden for ever.
func (m made) deliveries(r *rand.Rand) [][]piece {
	var all [][]piece
	at := make([]int, len(m.logs))
	open := map[int][]int64{}
	var due []int
	for i, l := range m.logs {
		if len(l) > 0 {
			due = append(due, i)
		}
	}
	whole := r.IntN(4) == 0 // everything at once
	for len(due) > 0 || len(open) > 0 {
		var pieces []piece
		for range 1 + r.IntN(3) {
			if log, shown := anyOf(r, open); shown && (len(due) == 0 || r.IntN(3) == 0) {
				seqs := open[log]
				n := 1 + r.IntN(len(seqs))
				pieces = append(pieces, piece{log: log, reveal: seqs[:n]})
				if open[log] = seqs[n:]; n == len(seqs) {
					delete(open, log)
				}
				continue
			}
			if len(due) == 0 {
				break
			}
			i := r.IntN(len(due))
			log := due[i]
			p := piece{log: log, from: at[log], hide: map[int64]bool{}}
			p.to = p.from + 1 + r.IntN(len(m.logs[log])-p.from)
			if whole {
				p.to = len(m.logs[log])
			}
			some := r.IntN(3) == 0
			for _, x := range m.logs[log][p.from:p.to] {
				if m.hidden[x.ID] {
					p.hide[x.Seq] = true
				} else if some && x.Seq > 0 && r.IntN(2) == 0 {
					p.hide[x.Seq] = true
					open[log] = append(open[log], x.Seq)
				}
			}
			if open[log] != nil {
				r.Shuffle(len(open[log]), func(i, j int) { open[log][i], open[log][j] = open[log][j], open[log][i] })
			}
			if at[log] = p.to; p.to == len(m.logs[log]) {
				due = slices.Delete(due, i, i+1)
			}
			pieces = append(pieces, p)
		}
		all = append(all, pieces)
	}
	return all
}

func anyOf(r *rand.Rand, open map[int][]int64) (int, bool) {
	if len(open) == 0 {
		return 0, false
	}
	var logs []int
	for log := range open {
		logs = append(logs, log)
	}
	slices.Sort(logs)
	return logs[r.IntN(len(logs))], true
}

// take enters a piece.
func (m made) take(t *Tx, p piece) error {
	l, err := t.Log(m.ids[p.log])
	if err == nil && l == nil {
		l, err = t.OpenLog(m.logs[p.log][0], 1)
	}
	if err != nil {
		return err
	}
	for _, seq := range p.reveal {
		if err := t.Reveal(l, m.logs[p.log][seq]); err != nil {
			return err
		}
	}
	var entries []Entry
	for i := p.from; i < p.to; i++ {
		e := Entry{ID: m.logs[p.log][i].ID, Record: &m.logs[p.log][i]}
		if p.hide[int64(i)] {
			e.Record = nil
		}
		entries = append(entries, e)
	}
	if len(entries) == 0 {
		return nil
	}
	return t.Append(l, entries)
}
