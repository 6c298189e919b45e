package questions

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/listing"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

func TestQuantilesAreReadAndChecked(t *testing.T) {
	seats := uitest.Rich().Views[uitest.ID(12)].Question
	day := uitest.Rich().Views[uitest.ID(13)].Question
	for _, c := range []struct {
		q     listing.Question
		texts string // parted by |
		want  string // what is recorded, or a part of the sentence
	}{
		{seats, "90|105|118|132|150", `[[0.05 90] [0.25 105] [0.5 118] [0.75 132] [0.95 150]]`},
		{seats, "90||118.5||150", `[[0.05 90] [0.5 118.5] [0.95 150]]`},
		{seats, "90|105|100|132|150", "!50\u202f% must lie above that at 25"},
		{seats, "90|90|118|132|150", "!must lie above"},
		{seats, "-1|105|118|132|150", "!range begins"},
		{seats, "90|105|118|132|301", "!300 seats, where the question’s range ends"},
		{seats, "90|abc|118|132|150", "!not a number"},
		{seats, "||118||", "!at least two values"},
		{day, "2024-03-10|1 May 2024|2024-06-01|2024-08-01|2025-03-01",
			`[[0.05 "2024-03-10T00:00:00.000Z"] [0.25 "2024-05-01T00:00:00.000Z"] [0.5 "2024-06-01T00:00:00.000Z"] [0.75 "2024-08-01T00:00:00.000Z"] [0.95 "2025-03-01T00:00:00.000Z"]]`},
		{day, "2023-03-10|||2024-08-01|", "!range begins"},
		{day, "2024-03-10||2024-03-01||", "!must come after"},
		{day, "soonish||2024-03-01||", "!not a time"},
	} {
		b, problem := spreadText{usualLevels, strings.Split(c.texts, "|")}.belief(c.q, cal)
		got := "["
		for i, q := range b.Quantiles {
			if i > 0 {
				got += " "
			}
			got += "[" + strconv.FormatFloat(q.Level, 'g', -1, 64) + " " + string(q.Value) + "]"
		}
		got += "]"
		if want, bad := strings.CutPrefix(c.want, "!"); bad && !strings.Contains(problem, want) || !bad && got != want {
			t.Errorf("%s: %s, told %q, want %s", c.texts, got, problem, c.want)
		}
	}
}

func TestQuantilesAreRecordedByKeys(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 12)
	c := h.Win.Canvas()
	if got := strings.Join(p.update.spread.text().texts, " "); got != "90 105 118 132 150" {
		t.Fatalf("what stands is shown as %q", got)
	}
	p.Do(Record)
	write(h, "95")
	key(c.Focused(), fyne.KeyReturn)
	write(h, "94") // falls
	if !p.update.wrong.Visible() || len(bars(p)) > 0 {
		t.Errorf("94 above 95 is not told: %q, %d bars", p.update.wrong.Text(), len(bars(p)))
	}
	ctrlEnter(c.Focused())
	if len(d.Calls()) > 0 {
		t.Fatalf("recorded %q", d.Calls())
	}
	write(h, "101.5")
	if p.update.wrong.Visible() || len(bars(p)) == 0 {
		t.Errorf("101.5 is not fine: %q", p.update.wrong.Text())
	}
	for range 4 {
		key(c.Focused(), fyne.KeyReturn)
	}
	if c.Focused() != fyne.Focusable(p.update.area) {
		t.Fatalf("Enter leads to %T", c.Focused())
	}
	write(h, "Two polls.")
	d.Refuse = errors.New("the disk is full")
	ctrlEnter(c.Focused())
	if p.update.wrong.Text() != "The disk is full." || p.update.spread.fields[1].Text != "101.5" || p.update.area.Text != "Two polls." {
		t.Errorf("told %q, kept %q and %q", p.update.wrong.Text(), p.update.spread.fields[1].Text, p.update.area.Text)
	}
	d.Refuse = nil
	ctrlEnter(c.Focused())
	want := "Forecast " + uitest.ID(12).Short() + ` {"quantiles":[[0.05,95],[0.25,101.5],[0.5,118],[0.75,132],[0.95,150]]} Two polls.`
	if got := d.Calls(); len(got) != 2 || got[1] != want {
		t.Errorf("recorded %q, want %q", got, want)
	}
	if p.drafts[uitest.ID(12)] != nil {
		t.Error("the draft is kept after it was recorded")
	}
}

func bars(p *Page) []float64 {
	f := p.update.spread
	d := f.text().data(f.question, cal, 258)
	if !d.Rising() {
		return nil
	}
	return d.Densities()
}

func TestADistributionIsADraft(t *testing.T) {
	p, h := at(t, uitest.Rich(), 13)
	p.Do(Record)
	write(h, "2024-04-01")
	p.open(uitest.ID(12))
	if p.update.spread.fields[0].Text != "90" {
		t.Errorf("the other question shows %q", p.update.spread.fields[0].Text)
	}
	p.open(uitest.ID(13))
	if p.update.spread.fields[0].Text != "2024-04-01" {
		t.Errorf("back again there is %q", p.update.spread.fields[0].Text)
	}
}

func TestAClosedRangeEndsTheDistribution(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(12)]
	d := spreadOf(v, cal).data(v.Question, cal, 258)
	if d.Levels[0] != 0 || d.Values[0] != 0 || d.Levels[6] != 1 || d.Values[6] != 300 || d.From > 90 || d.To < 150 || d.From < 50 {
		t.Errorf("distribution %+v", d)
	}
	v.Range.OpenAbove = true
	if d = spreadOf(v, cal).data(v.Question, cal, 258); len(d.Levels) != 6 {
		t.Errorf("above an open end something is said: %v", d.Levels)
	}
}

// A number of a million millions is read whole beside its unit.
func TestALongNumberIsShownWhole(t *testing.T) {
	d := uitest.Rich()
	p, _ := at(t, d, 12)
	const long = "123 456 789 012"
	field := p.update.spread.fields[0]
	if needs, has := widgets.Measure(long, widgets.Style{}).Width, field.Size().Width-16; needs > has {
		t.Errorf("%s needs %.0f and has %.0f", long, needs, has)
	}
	if text, ok := p.update.spread.rows.Objects[0].(*widgets.Text); !ok || !strings.Contains(text.Text(), "seats") {
		t.Error("the unit is not said")
	}
}
