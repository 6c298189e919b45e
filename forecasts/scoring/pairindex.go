package scoring

import (
	"weathervane/forecasts/forecaster"
)

// A pairIndex finds the pairs of a workspace by the numbers of their question and
// forecaster. Pairs mostly come question by question: those of the last one are found
// without the others, of which there may be very many.
type pairIndex struct {
	of    []numbered
	first int // of the last question
	all   map[numbered]int
}

// numbered is a pair by its numbers.
type numbered struct{ question, forecaster int64 }

// at is the place of a pair; false if there is none yet.
func (x *pairIndex) at(question, forecaster int64) (int, bool) {
	n := len(x.of)
	switch {
	case x.all != nil:
	case n == 0 || x.of[n-1].question < question: // they come by number
		return 0, false
	case x.of[n-1].question == question && n-x.first <= fewPairs:
		for i := x.first; i < n; i++ {
			if x.of[i].forecaster == forecaster {
				return i, true
			}
		}
		return 0, false
	default:
		x.fill()
	}
	i, ok := x.all[numbered{question, forecaster}]
	return i, ok
}

// fewPairs is up to how many pairs of a question are looked through.
const fewPairs = 32

// fill looks up all pairs from now on.
func (x *pairIndex) fill() {
	x.all = make(map[numbered]int, len(x.of))
	for i, p := range x.of {
		x.all[p] = i
	}
}

// add adds a pair that was not there, and gives its place.
func (x *pairIndex) add(question, forecaster int64) int {
	i := len(x.of)
	if i == 0 || x.of[i-1].question != question {
		x.first = i
	}
	x.of = append(x.of, numbered{question, forecaster})
	if x.all != nil {
		x.all[x.of[i]] = i
	}
	return i
}

// A person is a forecaster with the key in the scores.
type person struct {
	who forecaster.Forecaster
	key string
}

// peopleOf are all forecasters by number.
func peopleOf(b forecaster.Directory) map[int64]person {
	all := make(map[int64]person, len(b.Forecasters))
	for num, who := range b.Forecasters {
		all[num] = person{who, pairKey(who)}
	}
	return all
}
