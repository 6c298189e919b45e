package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/model/journal"
)

// act is something that a person records at an instant. It runs after all earlier ones.
type act struct {
	at     time.Time
	person int
	record func() (kind string, data any, made func(journal.ID))
}

// scribe writes what people do into their logs.
type scribe struct {
	*desk
	runs  []forecastfile.Run
	trees []journal.Tree
	blobs []forecastfile.Blob
	ids   []journal.ID // of the questions
	acts  []act
}

// records makes the forecast file's one batch: each log from its opening to its checkpoint.
func (d *desk) records() (forecastfile.Batch, error) {
	s := &scribe{desk: d, runs: make([]forecastfile.Run, len(d.people)), trees: make([]journal.Tree, len(d.people)), ids: make([]journal.ID, len(d.matters))}
	for i := range d.people {
		if err := s.open(i); err != nil {
			return forecastfile.Batch{}, err
		}
	}
	s.planQuestions()
	s.planForecasts()
	s.planEvidence()
	s.planScenarios()
	slices.SortStableFunc(s.acts, func(a, b act) int { return a.at.Compare(b.at) })
	for _, a := range s.acts {
		kind, data, made := a.record()
		id, err := s.add(a.person, a.at, kind, data)
		if err != nil {
			return forecastfile.Batch{}, err
		}
		if made != nil {
			made(id)
		}
	}
	for i, p := range d.people {
		s.runs[i].Checkpoint = journal.Sign(ed25519.NewKeyFromSeed(p.seed[:]), p.log, s.trees[i].Size, s.trees[i].Hash()).Note
	}
	slices.SortFunc(s.blobs, func(a, b forecastfile.Blob) int { return strings.Compare(string(a.SHA256[:]), string(b.SHA256[:])) })
	s.blobs = slices.CompactFunc(s.blobs, func(a, b forecastfile.Blob) bool { return a.SHA256 == b.SHA256 })
	return forecastfile.Batch{
		Header: forecastfile.Header{ExportedAt: journal.InstantOf(lastDay.AddDate(0, 0, 1)), By: d.people[0].log, Note: "Invented for measurements"},
		Runs:   s.runs, Blobs: s.blobs,
	}, nil
}

func (s *scribe) open(i int) error {
	p := s.people[i]
	public := journal.KeyOf(ed25519.NewKeyFromSeed(p.seed[:]))
	salt := s.salt()
	p.log = journal.NameLog(public, salt)
	s.runs[i].Log = p.log
	r, err := journal.NewRecord(p.log, 0, journal.InstantOf(firstDay.AddDate(0, 0, -1)), salt, journal.LogOpened,
		journal.Opened{Name: p.name, Key: public[:], Program: "bench/workspace"})
	s.keep(i, r)
	return err
}

func (s *scribe) add(i int, at time.Time, kind string, data any) (journal.ID, error) {
	r, err := journal.NewRecord(s.people[i].log, s.trees[i].Size, journal.InstantOf(at), s.salt(), kind, data)
	s.keep(i, r)
	return r.ID, err
}

func (s *scribe) keep(i int, r journal.Record) {
	s.runs[i].Leaves = append(s.runs[i].Leaves, forecastfile.Leaf{ID: r.ID, Line: r.Line})
	s.trees[i].Add(r.ID)
}

func (s *scribe) salt() (salt [16]byte) {
	for i := range salt {
		salt[i] = byte(s.rand.Uint32())
	}
	return salt
}

func (s *scribe) plan(at time.Time, person int, kind string, data func() any, made func(journal.ID)) {
	s.acts = append(s.acts, act{at, person, func() (string, any, func(journal.ID)) { return kind, data(), made }})
}

func (s *scribe) planQuestions() {
	for i, m := range s.matters {
		opens, closes := journal.InstantOf(m.opens), journal.InstantOf(m.closes)
		s.plan(m.opens, m.asker, journal.QuestionAsked, func() any {
			return journal.Asked{Title: m.title, Type: "binary", Criteria: "Resolves yes if " + m.title + ", as two agencies report.", Opens: &opens, Closes: &closes, Tags: m.tags}
		}, func(id journal.ID) { s.ids[i] = id })
		if m.resolved.IsZero() {
			continue
		}
		s.plan(m.resolved, m.asker, journal.QuestionResolved, func() any {
			return journal.Resolved{Question: s.ids[i], Outcome: json.RawMessage(fmt.Sprint(m.yes)), KnownAt: journal.InstantOf(m.resolved)}
		}, nil)
	}
}

func (s *scribe) planForecasts() {
	for _, o := range s.opinions {
		s.plan(o.at, o.person, journal.ForecastMade, func() any {
			return journal.Made{Question: s.ids[o.matter], P: &o.p}
		}, nil)
	}
}

// planEvidence has each article read by somebody, with one passage that bears on a
// question.
func (s *scribe) planEvidence() {
	for i := range s.articles {
		sentences := s.prose(12)
		content := strings.Join(sentences, " ")
		about := s.rand.IntN(len(s.matters))
		who := s.rand.IntN(len(s.people))
		at := s.matters[about].opens.Add(time.Hour)
		blob := forecastfile.Blob{SHA256: sha256.Sum256([]byte(content)), Type: "text/plain; charset=utf-8", Content: []byte(content)}
		s.blobs = append(s.blobs, blob)
		var article, finding journal.ID
		s.plan(at, who, journal.ArticleAdded, func() any {
			return journal.Added{
				Title: fmt.Sprintf("Report %05d: %s", i+1, strings.TrimSuffix(sentences[0], ".")), Publisher: "The " + s.people[who].name + " Gazette",
				Published: at.Format(time.DateOnly), Language: "en", Text: &journal.Content{SHA256: fmt.Sprintf("%x", blob.SHA256), Bytes: int64(len(content)), Type: blob.Type},
			}
		}, func(id journal.ID) { article = id })
		s.plan(at, who, journal.FindingFiled, func() any {
			exact := sentences[1]
			start := len(sentences[0]) + 1
			return journal.Filed{
				Article: article, Claim: exact, Grade: "B2",
				Quote: journal.Quote{Exact: exact, Prefix: content[start-20 : start], Suffix: content[start+len(exact) : start+len(exact)+20], Start: start, End: start + len(exact)},
			}
		}, func(id journal.ID) { finding = id })
		lr := []float64{0.5, 0.8, 1.25, 2, 3}[s.rand.IntN(5)]
		s.plan(at, who, journal.BearingJudged, func() any {
			return journal.Judged{Finding: finding, Question: s.ids[about], LR: &lr}
		}, nil)
	}
}

func (s *scribe) planScenarios() {
	for i := range s.sets {
		who := s.rand.IntN(len(s.people))
		at := lastDay.AddDate(0, 0, -60-s.rand.IntN(600))
		s.plan(at, who, journal.ScenariosFramed, func() any {
			return journal.Framed{
				Title: fmt.Sprintf("Set %02d: what %s does next", i+1, pick(s.rand, subjects)), Horizon: journal.InstantOf(lastDay.AddDate(1, 0, 0)),
				Scenarios: []journal.Scenario{{Name: "Calm", Narrative: "Nothing moves.", Drivers: []string{}}, {Name: "Strain", Narrative: "One side moves.", Drivers: []string{}}, {Name: "Break", Narrative: "Both sides move.", Drivers: []string{}}},
			}
		}, nil)
	}
}
