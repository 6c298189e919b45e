package model

import (
	"slices"
	"testing"
)

func TestInForce(t *testing.T) {
	for _, x := range []struct {
		name  string
		marks []Mark
		want  []Spell
	}{
		{"nothing", nil, nil},
		{"one after the other", []Mark{{1, Forever}, {5, Forever}}, []Spell{{0, 1, 5, false}, {1, 5, Forever, false}}},
		{"at the same instant the later in the list", []Mark{{1, Forever}, {1, Forever}}, []Spell{{1, 1, Forever, false}}},
		{"retracted, nothing before it", []Mark{{1, 4}}, []Spell{{0, 1, 4, false}}},
		{"retracted, the one before it again", []Mark{{1, Forever}, {3, 6}}, []Spell{{0, 1, 3, false}, {1, 3, 6, false}, {0, 6, Forever, true}}},
		{"retracted after the next", []Mark{{1, 7}, {3, Forever}}, []Spell{{0, 1, 3, false}, {1, 3, Forever, false}}},
		{"both retracted, the later first", []Mark{{1, 9}, {3, 6}}, []Spell{{0, 1, 3, false}, {1, 3, 6, false}, {0, 6, 9, true}}},
		{"both retracted, the earlier first", []Mark{{1, 5}, {3, 6}}, []Spell{{0, 1, 3, false}, {1, 3, 6, false}}},
		{"retracted before it held", []Mark{{4, 2}, {5, Forever}}, []Spell{{1, 5, Forever, false}}},
	} {
		t.Run(x.name, func(t *testing.T) {
			if got := InForce(x.marks); !slices.Equal(got, x.want) {
				t.Errorf("%v, want %v", got, x.want)
			}
		})
	}
}
