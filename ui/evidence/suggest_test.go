package evidence

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
)

func TestQuestionsAreSuggestedByWhatTheyShare(t *testing.T) {
	ask := func(n int, title string, tags ...string) question.Row {
		return question.Row{Question: listing.Question{ID: id(n), Title: title, Tags: tags}}
	}
	all := []question.Row{
		ask(1, "Will the ministry publish the figures by June?"), ask(2, "Does the harbour open by May?"),
		ask(3, "Will shipping through the sound resume by June?"), ask(4, "Is the panel renewed?", "Harbour"), ask(5, "서울 항구는 5월에 열리는가"),
	}
	for text, want := range map[string][]int{
		"No shipping outside the harbour": {3, 2, 4, 1, 5}, // "shipping" is in one, "harbour" in two
		"얼음 때문에 항구가 닫혔다":                  {5, 1, 2, 3, 4},
		"Nothing of this":                 {1, 2, 3, 4, 5},
	} {
		got, _ := suggested(text, all)
		for i, n := range want {
			if got[i].ID != id(n) {
				t.Errorf("%q: place %d is %q", text, i+1, got[i].Title)
			}
		}
	}
	if _, n := suggested("No shipping outside the harbour", all); n != 3 {
		t.Errorf("%d share something, want 3", n)
	}
}

func TestKeysStepThroughTheStrengths(t *testing.T) {
	d := richDesk()
	p, h := open(t, d, 1232, 818)
	p.reader.selects(0, 30)
	p.findingFromSelection()
	p.side.form.bears.judge(p.questions[0])
	slider := p.side.form.bears.list[0].first
	if h.Win.Canvas().Focused() != fyne.Focusable(slider) {
		t.Fatalf("the keys are at %T", h.Win.Canvas().Focused())
	}
	for _, s := range []struct {
		key   rune
		lr    float64
		words string
	}{{'y', 1.25, "barely"}, {'y', 2, "somewhat"}, {'Y', 4, "clearly"}, {'y', 10, "strongly"}, {'y', 10, "strongly"}, {'n', 4, "clearly"},
		{'0', 1, ""}, {'n', 0.8, "barely"}, {'n', 0.5, "somewhat"}, {'y', 0.8, "barely"}, {'y', 1, ""}} {
		slider.TypedRune(s.key)
		got := p.side.form.bears.list[0].lr
		if math.Abs(got-s.lr) > 0.06 || strength(got) != s.words {
			t.Errorf("%c: ×%v %q, want ×%v %q", s.key, got, strength(got), s.lr, s.words)
		}
	}
}
