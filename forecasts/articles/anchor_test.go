package articles

import (
	"math/rand/v2"
	"strings"
	"testing"
)

var pieces = []string{"항구가 비었다", "港は空だった", "the quay was empty ", "e\u0301te\u0301 ", "👩‍👩‍👧 🚢 ", "\n\n", "boats, ", "ß "}

func prose(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func TestEditsElsewhereNeverLoseAPassageThatOccursOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 26))
	const passage = "7 000톤의 곡물 🌾 and no more"
	for range 500 {
		before, after := prose(r, r.IntN(40)), prose(r, r.IntN(40))
		text := before + passage + after
		start := len([]rune(before))
		s := At(text, start, start+len([]rune(passage)))
		if s.Exact != passage {
			t.Fatalf("selected %q", s.Exact)
		}
		before, after = prose(r, r.IntN(40)), prose(r, r.IntN(40))
		again, ok := Anchor(before+passage+after, s)
		if want := len([]rune(before)); !ok || again.Exact != passage || again.Start != want || again.End != want+len([]rune(passage)) {
			t.Fatalf("found %v at %d of %q, want %d", ok, again.Start, before+passage+after, want)
		}
		if _, ok := Anchor(before+after, s); ok {
			t.Fatal("found what is not there")
		}
	}
}

func TestAnchorTakesThePassageWithItsNeighbours(t *testing.T) {
	text := "First, the quay was empty at noon. Later the quay was empty at night."
	s, err := Quote(text, "the quay was empty", 2)
	if err != nil {
		t.Fatal(err)
	}
	again, ok := Anchor("The quay was full. Then the quay was empty at dawn. Later the quay was empty at night.", s)
	if !ok || !strings.HasSuffix(again.Prefix, "Later ") {
		t.Errorf("found %+v", again)
	}
}

func TestCompareTellsWhatDiffers(t *testing.T) {
	d := Compare("One.\n\nTwo  two.\n\nThree.", "Two two.\nThree.\nFour.")
	if strings.Join(d.Gone, "|") != "One." || strings.Join(d.New, "|") != "Four." || d.Same != 2 {
		t.Errorf("%+v", d)
	}
	if x := Likeness("The quay was empty.", "the quay, was EMPTY"); x != 1 {
		t.Errorf("the same letters are alike by %v", x)
	}
	if x := Likeness("The quay was empty.", "항구에는 배가 가득했다"); x != 0 {
		t.Errorf("different writings are alike by %v", x)
	}
}
