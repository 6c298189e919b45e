package model

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"weathervane/model/journal"
)

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
