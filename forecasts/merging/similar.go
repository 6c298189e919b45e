package merging

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"weathervane/forecasts/relation"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// similarEnough is the share of common words from which two titles are offered as
// one question.
const similarEnough = 0.6

// fillers are words that say little about what a question asks.
var fillers = map[string]bool{
	"will": true, "the": true, "a": true, "an": true, "by": true, "before": true, "in": true, "on": true, "of": true, "to": true,
	"at": true, "or": true, "and": true, "be": true, "is": true, "any": true, "with": true, "for": true, "its": true,
}

// eachWord calls each with the words of a text in small letters, fillers among them; of
// scripts without spaces, with pairs of letters.
func eachWord(text []byte, each func([]byte)) {
	begin := -1 // of the word that goes on
	for i := 0; i <= len(text); {
		long, is := 1, false
		if i < len(text) {
			long, is = letterAt(text[i:])
		}
		switch {
		case is && begin < 0:
			begin = i
		case !is && begin >= 0:
			eachPair(text[begin:i], each)
			begin = -1
		}
		i += long
	}
}

// letterAt is how many bytes the first character takes, and whether words have it.
func letterAt(text []byte) (long int, is bool) {
	if c := text[0]; c < utf8.RuneSelf {
		return 1, 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
	}
	r, long := utf8.DecodeRune(text)
	return long, unicode.IsLetter(r) || unicode.IsDigit(r)
}

// eachPair calls each with a word, or with its pairs of letters if its script has no
// spaces.
func eachPair(word []byte, each func([]byte)) {
	if word[0] < utf8.RuneSelf {
		each(word)
		return
	}
	first, second := utf8.DecodeRune(word)
	if !unicode.In(first, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || utf8.RuneCount(word) < 3 {
		each(word)
		return
	}
	for second < len(word) {
		_, long := utf8.DecodeRune(word[second:])
		each(word[:second+long])
		word, second = word[second:], long
	}
}

// wordsOf are the words of a title that say what it asks.
func wordsOf(title string) map[string]bool {
	all := map[string]bool{}
	eachWord([]byte(strings.ToLower(title)), func(w []byte) {
		if !fillers[string(w)] {
			all[string(w)] = true
		}
	})
	return all
}

// apart is by how much the closing times of one question may differ between those
// who ask it.
const apart = 31 * 24 * 3600 * 1000

// Candidate has what decides whether two questions are the same.
type Candidate struct {
	Id     journal.ID
	Title  string
	Kind   string
	Closes *journal.Instant
	Opens  *journal.Instant // of questions that a service asked at that instant
	Source string           // what an import knows it by
}

// editedFrom reports whether a question of a source without ids may be one here under
// another title: both were asked there in the same second.
func (q *Candidate) editedFrom(h *Candidate) bool {
	return q.Opens != nil && h.Opens != nil && *q.Opens == *h.Opens && *q.Opens%60_000 != 0 && q.Source != "" && h.Source != ""
}

// Candidates are the questions of a workspace that fit.
func Candidates(rows []model.HeadingRow, of func(journal.ID) bool) []Candidate {
	var all []Candidate
	for _, q := range rows {
		if of(journal.ID(q.ID)) {
			all = append(all, Candidate{Id: journal.ID(q.ID), Title: q.Title, Kind: q.Type, Closes: q.Closes, Opens: q.Opens, Source: q.Source})
		}
	}
	return all
}

// similarQuestions finds, for each new question, from records or from exports of other
// services, the most similar one here.
func (m *Merger) similarQuestions(r model.Reader, fresh map[journal.ID]bool) error {
	rows, err := r.HeadingsOf(slices.Collect(maps.Keys(fresh)))
	if err != nil {
		return err
	}
	asked := append(Candidates(rows, func(journal.ID) bool { return true }), m.Foreign...)
	for _, q := range m.Foreign {
		fresh[q.Id] = true
	}
	nums, err := resembling(r, asked)
	if err != nil || len(nums) == 0 {
		return err
	}
	if rows, err = r.HeadingsNumbered(nums); err != nil {
		return err
	}
	drawn, err := relation.All(r)
	if err != nil {
		return err
	}
	related := map[[2]journal.ID]bool{}
	for _, d := range drawn {
		related[[2]journal.ID{d.From, d.To}], related[[2]journal.ID{d.To, d.From}] = true, true
	}
	m.Summary.Similar = similarAmong(asked, Candidates(rows, func(id journal.ID) bool { return !fresh[id] }), related)
	return nil
}

// similarAmong pairs new questions with those that were here, the most alike first.
func similarAmong(asked, here []Candidate, related map[[2]journal.ID]bool) []SimilarQuestions {
	having := map[string][]int{} // those that were here, by word
	sizes := make([]int, len(here))
	for i, q := range here {
		words := wordsOf(q.Title)
		sizes[i] = len(words)
		for w := range words {
			having[w] = append(having[w], i)
		}
	}
	var all []SimilarQuestions
	for _, q := range asked {
		both := map[int]int{}
		words := wordsOf(q.Title)
		for w := range words {
			for _, j := range having[w] {
				both[j]++
			}
		}
		best := SimilarQuestions{New: q.Id, NewTitle: q.Title}
		for j, n := range both {
			h := here[j]
			share := float64(n) / float64(len(words)+sizes[j]-n)
			far := q.Closes != nil && h.Closes != nil && max(*q.Closes-*h.Closes, *h.Closes-*q.Closes) > apart
			if q.editedFrom(&h) {
				share = max(share, similarEnough)
			}
			if share < similarEnough || share < best.Share || q.Kind != h.Kind || far || related[[2]journal.ID{q.Id, h.Id}] {
				continue
			}
			if share == best.Share && strings.Compare(string(h.Id[:]), string(best.Here[:])) > 0 {
				continue // a fixed choice among equals
			}
			best.Share, best.Here, best.HereTitle = share, h.Id, h.Title
		}
		if best.Share > 0 {
			all = append(all, best)
		}
	}
	slices.SortFunc(all, func(a, b SimilarQuestions) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), strings.Compare(a.NewTitle, b.NewTitle), strings.Compare(string(a.New[:]), string(b.New[:])))
	})
	return all[:min(len(all), MostShown)]
}

// Link records which new questions are the same as ones that were here.
func (m *Merger) Link(a *session.Author, pairs [][2]journal.ID) error {
	for _, p := range pairs {
		for _, id := range p {
			if kind, ok, err := m.t.Reader().Kind(id); err != nil || !ok || kind != journal.QuestionAsked {
				return cmp.Or(err, errors.New("a question to be linked is not in the files: read the files again"))
			}
		}
		if _, err := a.Add(journal.RelationDrawn, journal.Related{From: p[0], To: p[1], Type: "same"}); err != nil {
			return err
		}
	}
	return nil
}

// Decide settles disputes in favour of one side: the user repeats that record's
// decision and supersedes all others.
func (m *Merger) Decide(a *session.Author, sides map[journal.ID]journal.ID) error {
	questions := make([]journal.ID, 0, len(sides))
	for q := range sides {
		questions = append(questions, q)
	}
	slices.SortFunc(questions, func(a, b journal.ID) int { return strings.Compare(string(a[:]), string(b[:])) })
	for _, q := range questions {
		if err := m.decideOne(a, q, sides[q]); err != nil {
			return err
		}
	}
	return nil
}

func (m *Merger) decideOne(a *session.Author, question, side journal.ID) error {
	num, _, err := m.t.Reader().Num(question)
	if err != nil {
		return err
	}
	rows, err := m.t.Reader().EndRecords(num)
	if err != nil {
		return err
	}
	var known []journal.ID
	var chosen *journal.Record
	for _, row := range rows {
		known = append(known, journal.ID(row.ID))
		if journal.ID(row.ID) != side {
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
	on, _ := chosen.Named("question")
	return sayAgain(a, on, *chosen, known)
}

// sayAgain records the decision of another record as one's own, on a question.
func sayAgain(a *session.Author, on journal.ID, r journal.Record, knowing []journal.ID) error {
	var data any
	switch r.Kind {
	case journal.QuestionResolved:
		d, err := journal.Decode[journal.Resolved](r)
		if err != nil {
			return err
		}
		d.Question, d.KnownAt, d.Supersedes = on, min(d.KnownAt, a.At), knowing
		data = d
	case journal.QuestionAnnulled:
		d, err := journal.Decode[journal.Annulled](r)
		if err != nil {
			return err
		}
		d.Question, d.Supersedes = on, knowing
		data = d
	default:
		d, err := journal.Decode[journal.Reopened](r)
		if err != nil {
			return err
		}
		d.Question, d.Supersedes = on, knowing
		data = d
	}
	_, err := a.Add(r.Kind, data)
	return err
}
