package merging

import (
	"cmp"
	"maps"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// resembling gives the numbers of the questions of a workspace, new ones among them, that
// similarAmong may pair with one of those asked: it pairs no other.
func resembling(r model.Reader, asked []Candidate) ([]int64, error) {
	if len(asked) == 0 {
		return nil, nil
	}
	sieve := newSieve(asked)
	if err := r.QuestionWords(sieve.read); err != nil {
		return nil, err
	}
	nums := sieve.kept()
	var opens []journal.Instant
	for i := range asked {
		if q := &asked[i]; q.editedFrom(q) {
			opens = append(opens, *q.Opens)
		}
	}
	if len(opens) == 0 {
		return nums, nil
	}
	edited, err := r.SourcedAt(opens)
	nums = append(nums, edited...)
	slices.Sort(nums)
	return slices.Compact(nums), err
}

// A sieve finds the questions that have enough of the words of others: two titles of
// which at least similarEnough of all words are common share at least as much of the
// words of either. So one of the rarest words of each, as many as may be missing and one
// more, must be among those of the other, and only what has it is looked at.
type sieve struct {
	ids   map[string]int32 // the words of all that are asked
	asked [][]int32        // the words of each
	times []int            // in how many questions each word is

	// The words of the questions that were read and have some of them: those of
	// questions[i] end at ends[i].
	questions []int64
	ends      []int
	words     []int32
}

func newSieve(asked []Candidate) *sieve {
	s := &sieve{ids: map[string]int32{}, asked: make([][]int32, len(asked))}
	for i, q := range asked {
		for w := range wordsOf(q.Title) {
			id, known := s.ids[w]
			if !known {
				id = int32(len(s.ids)) //nolint:gosec // there are far fewer words
				s.ids[w] = id
			}
			s.asked[i] = append(s.asked[i], id)
		}
	}
	s.times = make([]int, len(s.ids))
	return s
}

// read takes in the words of a question.
func (s *sieve) read(question int64, words []byte) {
	begin := len(s.words)
	eachWord(words, func(w []byte) {
		if id, ok := s.ids[string(w)]; ok && !slices.Contains(s.words[begin:], id) {
			s.words = append(s.words, id)
			s.times[id]++
		}
	})
	if len(s.words) > begin {
		s.questions, s.ends = append(s.questions, question), append(s.ends, len(s.words))
	}
}

// fewest is how many of n words another title must have at least.
func fewest(n int) int {
	least := 1
	for float64(least)/float64(n) < similarEnough {
		least++
	}
	return least
}

// kept are the questions that have enough of the words of one of those asked.
func (s *sieve) kept() []int64 {
	byRare := make([][]int32, len(s.ids)) // those asked by their rarest words
	for i, words := range s.asked {
		slices.SortFunc(words, func(a, b int32) int { return cmp.Or(cmp.Compare(s.times[a], s.times[b]), cmp.Compare(a, b)) })
		for _, id := range words[:max(len(words)-fewest(len(words))+1, 0)] {
			byRare[id] = append(byRare[id], int32(i)) //nolint:gosec // there are far fewer questions
		}
	}
	found, begin := map[int64]bool{}, 0
	for i, question := range s.questions {
		words := s.words[begin:s.ends[i]]
		begin = s.ends[i]
		if slices.ContainsFunc(words, func(id int32) bool {
			return slices.ContainsFunc(byRare[id], func(q int32) bool { return common(s.asked[q], words) >= fewest(len(s.asked[q])) })
		}) {
			found[question] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// common counts the words that two titles have in common.
func common(a, b []int32) (n int) {
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	return n
}
