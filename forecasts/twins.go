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

// enoughAlike is the share of words from which two titles are offered as one question.
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

// apart is by how much the closings of one question may differ between its askers.
const apart = 31 * 24 * 3600 * 1000

// twins finds for each question among the new records the one that was here
// and asks most nearly the same.
func (m *merger) twins(r model.Reader) error {
	asked := map[ID]bool{}
	for _, rec := range m.fresh {
		if rec.Kind == journal.QuestionAsked {
			asked[rec.ID] = true
		}
	}
	if len(asked) == 0 {
		return nil
	}
	rows, err := r.Questions("1")
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
	having := map[string][]int{} // the rows that were here, by word
	sizes := make([]int, len(rows))
	for i, q := range rows {
		words := wordsOf(q.Title)
		sizes[i] = len(words)
		if asked[ID(q.ID)] {
			continue
		}
		for w := range words {
			having[w] = append(having[w], i)
		}
	}
	for i, q := range rows {
		if !asked[ID(q.ID)] {
			continue
		}
		both := map[int]int{}
		for w := range wordsOf(q.Title) {
			for _, j := range having[w] {
				both[j]++
			}
		}
		best := Twin{New: ID(q.ID), NewTitle: q.Title}
		for j, n := range both {
			here := rows[j]
			share := float64(n) / float64(sizes[i]+sizes[j]-n)
			far := q.Closes != nil && here.Closes != nil && max(*q.Closes-*here.Closes, *here.Closes-*q.Closes) > apart
			if share < enoughAlike || share < best.Share || q.Type != here.Type || far || related[[2]ID{best.New, ID(here.ID)}] {
				continue
			}
			if share == best.Share && strings.Compare(string(here.ID), string(best.Here[:])) > 0 {
				continue // of equals always the same one
			}
			best.Share, best.Here, best.HereTitle = share, ID(here.ID), here.Title
		}
		if best.Share > 0 {
			m.summary.Alike = append(m.summary.Alike, best)
		}
	}
	slices.SortFunc(m.summary.Alike, func(a, b Twin) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), strings.Compare(a.NewTitle, b.NewTitle), strings.Compare(string(a.New[:]), string(b.New[:])))
	})
	m.summary.Alike = m.summary.Alike[:min(len(m.summary.Alike), mostShown)]
	return nil
}

// link records which new questions are the same as ones that were here.
func (m *merger) link(a *author, pairs [][2]ID) error {
	for _, p := range pairs {
		for _, id := range p {
			if kind, ok, err := m.t.Reader().Kind(id); err != nil || !ok || kind != journal.QuestionAsked {
				return cmp.Or(err, errors.New("a question that shall be linked is not in the files: look at them again"))
			}
		}
		if _, err := a.add(journal.RelationDrawn, journal.Related{From: p[0], To: p[1], Type: "same"}); err != nil {
			return err
		}
	}
	return nil
}

// decide ends disputes in favour of one of their sides: the user says the same
// as that record did, knowing all the others.
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
	rows, err := m.t.Reader().Records("r.kind IN (?, ?, ?) AND r.num IN (SELECT record FROM mentions WHERE target = ?)",
		journal.QuestionResolved, journal.QuestionAnnulled, journal.QuestionReopened, num)
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
		return errors.New("the resolution that was chosen is not in the files: look at them again")
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
