package model

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"testing"

	"weathervane/model/journal"
)

// pen writes records of one log, in memory.
type pen struct {
	t   *testing.T
	log journal.LogID
	at  journal.Instant
	all []journal.Record
}

func newPen(t *testing.T, name string) *pen {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	key := journal.KeyOf(ed25519.NewKeyFromSeed(seed[:]))
	p := &pen{t: t, at: 1_700_000_000_000, log: journal.NameLog(key, [16]byte{})}
	p.write(journal.LogOpened, journal.Opened{Name: name, Key: key[:], Program: "test"})
	return p
}

func (p *pen) write(kind string, data any) journal.ID {
	p.t.Helper()
	p.at += 1000
	var salt [16]byte
	salt[0] = byte(len(p.all))
	if len(p.all) == 0 {
		salt = [16]byte{}
	}
	r, err := journal.NewRecord(p.log, int64(len(p.all)), p.at, salt, kind, data)
	if err != nil {
		p.t.Fatal(err)
	}
	p.all = append(p.all, r)
	return r.ID
}

func (p *pen) ask(title string, on *journal.Condition) journal.ID {
	return p.write(journal.QuestionAsked, journal.Asked{Title: title, Type: "binary", If: on})
}

func (p *pen) resolve(q journal.ID, outcome string) journal.ID {
	return p.write(journal.QuestionResolved, journal.Resolved{Question: q, Outcome: json.RawMessage(outcome), KnownAt: p.at})
}

// ends are how the questions ended, by title.
func ends(t *testing.T, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := s.View(t.Context(), func(r Reader) error {
		rows, err := r.Questions()
		for _, q := range rows {
			all[q.Title] = q.EndKind + " " + q.Outcome
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAConditionalQuestionHasOneEnd(t *testing.T) {
	yes := json.RawMessage("true")
	for _, x := range []struct {
		name      string
		condition func(*pen, journal.ID)
		want      string
	}{
		{"open", func(*pen, journal.ID) {}, " "},
		{"met", func(p *pen, q journal.ID) { p.resolve(q, "true") }, "resolved false"},
		{"failed", func(p *pen, q journal.ID) { p.resolve(q, "false") }, "annulled "},
		{"in part", func(p *pen, q journal.ID) { p.resolve(q, "0.5") }, "annulled "},
		{"annulled", func(p *pen, q journal.ID) {
			p.write(journal.QuestionAnnulled, journal.Annulled{Question: q, Why: "ambiguous"})
		}, "annulled "},
		{"disputed", func(p *pen, q journal.ID) { p.resolve(q, "true"); p.resolve(q, "false") }, " "},
		{"retracted", func(p *pen, q journal.ID) {
			p.write(journal.RecordRetracted, journal.Retracted{Record: p.resolve(q, "true"), Why: "too early"})
		}, " "},
	} {
		t.Run(x.name, func(t *testing.T) {
			p := newPen(t, "Crane")
			on := p.ask("on", nil)
			then := p.ask("then", &journal.Condition{Question: on, Outcome: yes})
			last := p.ask("last", &journal.Condition{Question: then, Outcome: json.RawMessage("false")})
			p.resolve(then, "false")
			p.resolve(last, "false")
			x.condition(p, on)
			s := newStore(t)
			for _, r := range p.all { // one at a time: what came before must change
				add(t, s, []journal.Record{r}, false)
			}
			if got := ends(t, s); got["then"] != x.want || got["last"] != x.want {
				t.Errorf("ended as %q, want %q", got, x.want)
			}
		})
	}
}
