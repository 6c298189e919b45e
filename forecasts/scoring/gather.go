package scoring

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// workspace is the workspace as input of the score package, with the way back from
// its keys to questions and forecasters.
type workspace struct {
	score.Workspace
	questions   map[string]listing.Question
	forecasters map[string]forecaster.Forecaster
	askers      []string            // the keys of those who asked the Questions; of the scenario sets, none
	scored      map[string][]string // the options with which choice questions are scored
	sets        map[string]bool     // which of the questions are scenario sets
	unscored    []leftForecast      // forecasts of numbers and dates
	numbers     numbers             // and how they are scored apart

	joined   map[int64]int64            // when everyone's first record was made, as model.Reader.Joined has it
	erased   map[[2]string][]score.Step // forecasts that were retracted at once, by question and forecaster
	restored map[int64]bool             // the records of these

	read, until journal.Instant // from when it is valid, and until when
	witnesses   []string        // whose word counts, where only what was witnessed does; nil for anybody's
}

// leftForecast is a forecast that no probability rule scores, with what filters
// need.
type leftForecast struct {
	kind, title string
	tags        []string
	by          forecaster.Forecaster
	question    journal.ID
	at          journal.Instant
}

// pairKey is a forecaster's key in the scores: the fingerprint, and the name if
// its owner records for somebody else.
func pairKey(f forecaster.Forecaster) string {
	if f.By == "" {
		return f.Key
	}
	return f.Key + " " + f.By
}

// gather collects what is to be scored, as of the present.
func (d *Desk) gather(r model.Reader, o Options) (*workspace, error) {
	all, err := d.everything(r, o)
	if err != nil {
		return nil, err
	}
	return all.chosen(o.Filter), nil
}

// ask adds a question that a rule of probabilities scores.
func (s *workspace) ask(row model.QuestionRow, status string, by forecaster.Forecaster) {
	q := scoreQuestion(row, status)
	if row.Type == "choice" {
		var options []string
		model.DecodeColumn(row.ScoreOptions, &options)
		s.scored[q.Key] = options
	}
	s.Questions, s.askers = append(s.Questions, q), append(s.askers, by.Key)
}

// scoreQuestion is a question with its status as the score package takes it, without
// its tags.
func scoreQuestion(row model.QuestionRow, status string) score.Question {
	sq := score.Question{
		Key: journal.ID(row.ID).String(), Asked: int64(row.AskedAt), State: score.Unresolved,
		Opens: listing.OrZero(row.ScoreOpens), Closes: listing.OrZero(row.ScoreCloses), Scheduled: listing.OrZero(row.ScoreCloses),
	}
	if sq.Closes == 0 {
		sq.Scheduled = listing.OrZero(row.ResolvesBy)
	}
	sq.Schedule = scheduleOf(row)
	var options []string
	model.DecodeColumn(row.ScoreOptions, &options)
	if row.Type == "choice" {
		sq.Options, sq.Ordered = len(options), row.Ordered
	}
	switch status {
	case "annulled":
		sq.State = score.Annulled
	case "disputed":
		sq.State = score.Disputed
	case "resolved":
		sq.State, sq.Known = score.Resolved, int64(*row.KnownAt)
		setOutcome(&sq, row.Outcome, options)
	}
	return sq
}

// scheduleOf is how a question's close was moved, nil if it was not.
func scheduleOf(row model.QuestionRow) []score.Close {
	if row.Schedule == "" {
		return nil
	}
	var moved []model.Schedule
	model.DecodeColumn(row.Schedule, &moved)
	return closesOf(moved)
}

// closesOf are the closes of a schedule, nil if there is none.
func closesOf(moved []model.Schedule) []score.Close {
	if moved == nil {
		return nil
	}
	all := make([]score.Close, len(moved))
	for i, m := range moved {
		all[i] = score.Close{From: int64(m.From), Closes: listing.OrZero(m.Closes), Scheduled: listing.OrZero(m.Closes)}
		if m.Closes == nil {
			all[i].Scheduled = listing.OrZero(m.ResolvesBy)
		}
	}
	return all
}

// ScoredQuestions are all questions that a rule of probabilities scores.
func (d *Desk) ScoredQuestions(r model.Reader) (map[journal.ID]listing.ScoredQuestion, error) {
	s, err := d.gather(r, Options{})
	if err != nil {
		return nil, err
	}
	all := make(map[journal.ID]listing.ScoredQuestion, len(s.Questions))
	for _, q := range s.Questions {
		all[s.questions[q.Key].ID] = listing.ScoredQuestion{Question: q, Choices: s.scored[q.Key]}
	}
	return all, nil
}

func setOutcome(q *score.Question, outcome string, options []string) {
	var v any
	_ = json.Unmarshal([]byte(outcome), &v)
	switch v := v.(type) {
	case bool:
		if v {
			q.Outcome = 1
		}
	case float64:
		q.Outcome = v
	case string:
		q.Option = slices.Index(options, v)
		if q.Option < 0 && q.Options > 0 {
			q.State = score.Disputed // it ended with an option that it lacked when it was scored
		}
	}
}

// pairs collects every forecaster's steps on every question, or on those of o.on.
func (s *workspace) pairs(g *gatherer, at map[int64]int, other map[int64]listing.Question) error {
	o, joined, people := &g.o, g.joined, g.people
	index := pairIndex{}
	imported := map[int]bool{}
	ends := retractions{}
	withdrawals, err := s.eligible(g, at, func(row *model.ForecastRow) {
		by := people[row.Forecaster]
		who := by.who
		question, scored := at[row.Question]
		if scored && s.askedForImport(row, who, question) {
			imported[question] = true
		}
		if !who.Matches(o.Forecaster) {
			return
		}
		if q, unscored := other[row.Question]; unscored {
			s.unscored = append(s.unscored, leftForecast{q.Type, q.Title, q.Tags, who, q.ID, row.At})
			s.LeftOut.OtherRule++
			s.numbers.take(row, who, joined[row.Forecaster], o.Backdate)
			return
		}
		if !scored {
			return
		}
		i, known := index.at(row.Question, row.Forecaster)
		if !known {
			i = index.add(row.Question, row.Forecaster)
			s.forecasters[by.key] = who
			s.Pairs = append(s.Pairs, score.Pair{Forecaster: by.key, Question: question, Joined: joined[row.Forecaster]})
		}
		p := &s.Pairs[i]
		if o.Backdate {
			p.Joined = min(p.Joined, int64(row.At))
		}
		st := s.step(row, p.Question)
		if g.forfeited[row.Num] {
			st = forfeit(st, &s.Questions[p.Question])
		}
		if s.restored[row.Num] {
			key := [2]string{s.Questions[p.Question].Key, p.Forecaster}
			s.erased[key] = append(s.erased[key], st)
		}
		p.Steps = append(p.Steps, st)
		ends.add(i, len(p.Steps)-1, row.RetractedAt)
		p.Sources = withSource(p.Sources, row)
	})
	if err != nil {
		return err
	}
	for _, w := range withdrawals {
		if i, ok := index.at(w.Question, w.Forecaster); ok {
			s.Pairs[i].Steps = append(s.Pairs[i].Steps, score.Step{At: int64(w.At), Gone: true})
			ends.add(i, len(s.Pairs[i].Steps)-1, w.Until)
		}
	}
	for i, until := range ends {
		s.Pairs[i].Steps = inForce(s.Pairs[i].Steps, until)
	}
	for i := range imported {
		s.Questions[i].Asked = 0
	}
	s.numbers.finish(withdrawals)
	for i := range s.Pairs {
		slices.SortStableFunc(s.Pairs[i].Steps, func(a, b score.Step) int { return cmp.Compare(a.At, b.At) })
	}
	return nil
}

// askedForImport reports whether a question came with an import: whoever recorded it
// brought forecasts that are older. It was asked elsewhere before that.
func (s *workspace) askedForImport(f *model.ForecastRow, by forecaster.Forecaster, question int) bool {
	q := &s.Questions[question]
	return f.Provenance == "imported" && int64(f.At) < q.Asked && by.Key == s.askers[question]
}

func (s *workspace) step(row *model.ForecastRow, question int) score.Step {
	st := score.Step{At: int64(row.At), Provenance: provenances[row.Provenance]}
	st.OddClock = st.Provenance == score.Late && row.At > row.RecordedAt && (row.MadeAt == nil || *row.MadeAt != row.At)
	if row.P != nil {
		st.P = *row.P
	}
	if row.Probs != "" {
		var probs map[string]float64
		model.DecodeColumn(row.Probs, &probs)
		for _, o := range s.options(question) {
			st.Probs = append(st.Probs, probs[o])
		}
	}
	return st
}

// forfeit is a sealed forecast that was not shown in time, as it is scored: as if
// it had given probability 0 to what happened.
func forfeit(st score.Step, q *score.Question) score.Step {
	st.Provenance = score.Forfeited
	if q.Options > 0 {
		st.Probs = make([]float64, q.Options)
		st.Probs[(q.Option+1)%q.Options] = 1
		return st
	}
	if q.Outcome < 0.5 {
		st.P = 1
	}
	return st
}

// sourceOf names where a forecast came from: for an imported one the service,
// else this format's own logs.
func sourceOf(row *model.ForecastRow) string { return cmp.Or(row.Source, recorded) }

const recorded = "recorded"

// recordedAlone are the sources of a pair that was all recorded here, as most are.
var recordedAlone = slices.Clip([]string{recorded})

// withSource adds where a forecast came from.
func withSource(all []string, row *model.ForecastRow) []string {
	from := sourceOf(row)
	switch {
	case slices.Contains(all, from):
		return all
	case all == nil && from == recorded:
		return recordedAlone
	}
	return append(all, from)
}

// options are those with which a choice question is scored.
func (s *workspace) options(question int) []string {
	return s.scored[s.Questions[question].Key]
}

// gathered is the result of gather, read in a view of its own.
func (d *Desk) gathered(ctx context.Context, o Options) (s *workspace, err error) {
	err = d.Store.View(ctx, func(r model.Reader) error {
		s, err = d.gather(r, o)
		return err
	})
	return s, err
}

// witnessed reports whether only what somebody else had seen counts.
func (o Options) witnessed() bool { return o.Witnessed || o.Origin == "witnessed" }
