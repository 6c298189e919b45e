package scoring

import (
	"slices"

	"weathervane/forecasts/score"
	"weathervane/model"
)

// units are the questions that intervals resample together: those related by same,
// deadline or if. Each is a unit of its own unless something joins it to others.
type units struct {
	up map[int64]int64 // towards the question that stands for the unit
}

// depend joins a question with the one on which it depends, if there is one.
func (u *units) depend(question int64, on *int64) {
	if on != nil {
		u.join(*on, question)
	}
}

func (u *units) root(n int64) int64 {
	for {
		p, ok := u.up[n]
		if !ok || p == n {
			return n
		}
		n = p
	}
}

func (u *units) join(a, b int64) {
	if u.up == nil {
		u.up = map[int64]int64{}
	}
	for _, n := range []int64{a, b} {
		if _, ok := u.up[n]; !ok {
			u.up[n] = n
		}
	}
	if a, b = u.root(a), u.root(b); a != b {
		u.up[b] = a
	}
}

// name names the units of the questions that are joined to others; question is nil of
// one that is not here.
func (u *units) name(r model.Reader, question func(num int64) *score.Question) error {
	names, err := u.names(r, func(num int64) string {
		if q := question(num); q != nil {
			return q.Key
		}
		return ""
	})
	for num, name := range names {
		if q := question(num); q != nil {
			q.Unit = name
		}
	}
	return err
}

// names are those of the units of the questions that are joined to others: the smallest
// key of each, which is the same in every workspace. The key is "" of one that is not
// here.
func (u *units) names(r model.Reader, key func(num int64) string) (map[int64]string, error) {
	joins, err := r.ResamplingUnits()
	for _, j := range joins {
		u.join(j[0], j[1])
	}
	name := map[int64]string{}
	for n := range u.up {
		if key := key(n); key != "" {
			at := u.root(n)
			if first, ok := name[at]; !ok || key < first {
				name[at] = key
			}
		}
	}
	all := make(map[int64]string, len(u.up))
	for n := range u.up {
		if key(n) != "" {
			all[n] = name[u.root(n)]
		}
	}
	return all, err
}

// inUnits is a workspace that was read without units, with these.
func (s *workspace) inUnits(r model.Reader) (*workspace, error) {
	questions, err := r.QuestionKeys()
	if err != nil {
		return nil, err
	}
	names, err := unitNames(r, questions)
	if err != nil || len(names) == 0 {
		return s, err
	}
	by := make(map[string]string, len(names))
	for i := range questions {
		if name := names[questions[i].Num]; name != "" {
			by[questions[i].ID.String()] = name
		}
	}
	other := *s
	other.Questions = slices.Clone(s.Questions)
	for i := range other.Questions {
		other.Questions[i].Unit = by[other.Questions[i].Key]
	}
	return &other, nil
}
