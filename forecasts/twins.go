package forecasts

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode"

	"weathervane/model"
	"weathervane/model/journal"
)

// enoughAlike is the share of common words from which two titles are offered as
// one question.
const enoughAlike = 0.6

// fillers are words that say little about what a question asks.
var fillers = map[string]bool{
	"will": true, "the": true, "a": true, "an": true, "by": true, "before": true, "in": true, "on": true, "of": true, "to": true,
	"at": true, "or": true, "and": true, "be": true, "is": true, "any": true, "with": true, "for": true, "its": true,
}

// wordsOf are the words of a title; of scripts without spaces, pairs of letters.
func wordsOf(title string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		letters := []rune(w)
		if !unicode.In(letters[0], unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || len(letters) < 3 {
			if !fillers[w] {
				all[w] = true
			}
			continue
		}
		for i := range letters[1:] {
			all[string(letters[i:i+2])] = true
		}
	}
	return all
}

// apart is by how much the closing times of one question may differ between those
// who ask it.
const apart = 31 * 24 * 3600 * 1000

// candidate has what decides whether two questions are the same.
type candidate struct {
	id     ID
	title  string
	kind   string
	closes *Instant
}

func candidates(rows []model.QuestionRow, of func(ID) bool) []candidate {
	var all []candidate
	for _, q := range rows {
		if of(ID(q.ID)) {
			all = append(all, candidate{ID(q.ID), q.Title, q.Type, q.Closes})
		}
	}
	return all
}

// twins finds, for each new question, from records or from exports of other
// services, the most similar one here.
func (m *merger) twins(r model.Reader) error {
	fresh := map[ID]bool{}
	for _, rec := range m.fresh {
		if rec.Kind == journal.QuestionAsked {
			fresh[rec.ID] = true
		}
	}
	if len(fresh)+len(m.foreign) == 0 {
		return nil
	}
	rows, err := r.Questions()
	if err != nil {
		return err
	}
	drawn, err := relations(r)
	if err != nil {
		return err
	}
	related := map[[2]ID]bool{}
	for _, d := range drawn {
		related[[2]ID{d.from, d.to}], related[[2]ID{d.to, d.from}] = true, true
	}
	asked := append(candidates(rows, func(id ID) bool { return fresh[id] }), m.foreign...)
	for _, q := range m.foreign {
		fresh[q.id] = true
	}
	m.summary.Alike = twinsAmong(asked, candidates(rows, func(id ID) bool { return !fresh[id] }), related)
	return nil
}

// twinsAmong pairs new questions with those that were here, the most alike first.
func twinsAmong(asked, here []candidate, related map[[2]ID]bool) []Twin {
	having := map[string][]int{} // those that were here, by word
	sizes := make([]int, len(here))
	for i, q := range here {
		words := wordsOf(q.title)
		sizes[i] = len(words)
		for w := range words {
			having[w] = append(having[w], i)
		}
	}
	var all []Twin
	for _, q := range asked {
		both := map[int]int{}
		words := wordsOf(q.title)
		for w := range words {
			for _, j := range having[w] {
				both[j]++
			}
		}
		best := Twin{New: q.id, NewTitle: q.title}
		for j, n := range both {
			h := here[j]
			share := float64(n) / float64(len(words)+sizes[j]-n)
			far := q.closes != nil && h.closes != nil && max(*q.closes-*h.closes, *h.closes-*q.closes) > apart
			if share < enoughAlike || share < best.Share || q.kind != h.kind || far || related[[2]ID{q.id, h.id}] {
				continue
			}
			if share == best.Share && strings.Compare(string(h.id[:]), string(best.Here[:])) > 0 {
				continue // a fixed choice among equals
			}
			best.Share, best.Here, best.HereTitle = share, h.id, h.title
		}
		if best.Share > 0 {
			all = append(all, best)
		}
	}
	slices.SortFunc(all, func(a, b Twin) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), strings.Compare(a.NewTitle, b.NewTitle), strings.Compare(string(a.New[:]), string(b.New[:])))
	})
	return all[:min(len(all), mostShown)]
}

// link records which new questions are the same as ones that were here.
func (m *merger) link(a *author, pairs [][2]ID) error {
	for _, p := range pairs {
		for _, id := range p {
			if kind, ok, err := m.t.Reader().Kind(id); err != nil || !ok || kind != journal.QuestionAsked {
				return cmp.Or(err, errors.New("a question to be linked is not in the files: read the files again"))
			}
		}
		if _, err := a.add(journal.RelationDrawn, journal.Related{From: p[0], To: p[1], Type: "same"}); err != nil {
			return err
		}
	}
	return nil
}

// decide settles disputes in favour of one side: the user repeats that record's
// decision and supersedes all others.
func (m *merger) decide(a *author, sides map[ID]ID) error {
	questions := make([]ID, 0, len(sides))
	for q := range sides {
		questions = append(questions, q)
	}
	slices.SortFunc(questions, func(a, b ID) int { return strings.Compare(string(a[:]), string(b[:])) })
	for _, q := range questions {
		if err := m.decideOne(a, q, sides[q]); err != nil {
			return err
		}
	}
	return nil
}

func (m *merger) decideOne(a *author, question, side ID) error {
	num, _, err := m.t.Reader().Num(question)
	if err != nil {
		return err
	}
	rows, err := m.t.Reader().EndRecords(num)
	if err != nil {
		return err
	}
	var known []ID
	var chosen *journal.Record
	for _, row := range rows {
		known = append(known, ID(row.ID))
		if ID(row.ID) != side {
			continue
		}
		rec, err := journal.ParseRecord(row.Line)
		if err != nil {
			return err
		}
		chosen = &rec
	}
	if chosen == nil {
		return errors.New("the chosen resolution is not in the files: read the files again")
	}
	return sayAgain(a, *chosen, known)
}

// sayAgain records the decision of another record as one's own.
func sayAgain(a *author, r journal.Record, knowing []ID) error {
	var data any
	switch r.Kind {
	case journal.QuestionResolved:
		d, err := journal.Decode[journal.Resolved](r)
		if err != nil {
			return err
		}
		d.KnownAt, d.Supersedes = min(d.KnownAt, a.at), knowing
		data = d
	case journal.QuestionAnnulled:
		d, err := journal.Decode[journal.Annulled](r)
		if err != nil {
			return err
		}
		d.Supersedes = knowing
		data = d
	default:
		d, err := journal.Decode[journal.Reopened](r)
		if err != nil {
			return err
		}
		d.Supersedes = knowing
		data = d
	}
	_, err := a.add(r.Kind, data)
	return err
}
