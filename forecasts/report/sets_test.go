package report

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// weighed is a workspace's report with a scenario set, a question of which is
// forecast under seal.
func weighed(t *testing.T) reporting.View {
	t.Helper()
	d, ctx := desk(t), t.Context()
	at := func(days int) journal.Instant { return journal.InstantOf(d.Now().AddDate(0, 0, days)) }
	set, err := d.FrameScenarios(ctx, journal.Framed{Title: "Ends & beginnings", Horizon: at(90),
		Scenarios: []journal.Scenario{{Name: "Calm", Narrative: "Nothing | happens"}, {Name: "Storm"}}})
	ok(t, err)
	by := func(calm, storm float64) map[string]float64 { return map[string]float64{"Calm": calm, "Storm": storm} }
	_, err = d.WeighScenarios(ctx, set, by(.75, .25), "")
	ok(t, err)
	closes := at(60)
	rain, err := d.Ask(ctx, journal.Asked{Title: "Snow", Closes: &closes})
	ok(t, err)
	p := .445
	_, err = d.Forecast(ctx, rain, standing.Belief{P: &p}, question.Saying{})
	ok(t, err)
	open := slices.IndexFunc(must(d.Questions(ctx, listing.Filter{})), func(q listing.Question) bool { return q.Title == "Open" })
	for _, q := range []journal.ID{rain, must(d.Questions(ctx, listing.Filter{}))[open].ID} {
		_, err = d.ConditionScenarios(ctx, set, q, by(.2, .6))
		ok(t, err)
	}
	_, err = d.PlaceSignpost(ctx, set, "A hatch is shut", at(30), by(.1, .9))
	ok(t, err)
	wet, err := d.Ask(ctx, journal.Asked{Title: "Slush", Closes: &closes, If: &journal.Condition{Question: rain, Outcome: []byte("true")}})
	ok(t, err)
	q := .815
	_, err = d.Forecast(ctx, wet, standing.Belief{P: &q}, question.Saying{})
	ok(t, err)
	v, err := d.Report(ctx, true)
	ok(t, err)
	return v
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// Every form tells the sets; none tells a number that is sealed.
func TestSetsAreInTheReports(t *testing.T) {
	v := weighed(t)
	png, err := os.ReadFile("../../assets/app.png")
	ok(t, err)
	pics := Pictures{Typeface: Typeface{Regular: goregular.TTF, Bold: gobold.TTF}, Sets: []SetPictures{{v.Sets[0].ID, []Picture{{"Weights over time", []byte(`<svg id="s"></svg>`), png}}}}}
	var html, md, pdf bytes.Buffer
	ok(t, HTML(&html, v, pics))
	ok(t, Markdown(&md, v))
	ok(t, PDF(&pdf, v, pics))
	page, _, _ := strings.Cut(html.String(), `<script type="text/plain" id="records">`)
	for form, text := range map[string]string{"html": page, "md": md.String(), "pdf": printed(t, pdf.Bytes())} {
		for _, want := range []string{"beginnings", "Calm", "75 %", "Snow", "30 %", "44.5 %", "A hatch is shut", "90 %", "Conditional questions", "Slush", "81.5 %"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", form, want)
			}
		}
		if strings.Contains(text, "12.3") {
			t.Errorf("%s tells a sealed number", form)
		}
	}
	if !strings.Contains(page, "<h2>Scenarios: Ends &amp; beginnings</h2>") || !strings.Contains(page, `<h3>Weights over time</h3>`+"\n"+`<div class="picture"><svg id="s"></svg>`) {
		t.Error("the page has no picture of the set")
	}
	if n := bytes.Count(pdf.Bytes(), []byte("/Subtype /Image")); n == 0 {
		t.Error("the PDF has no picture of the set")
	}
	f := opened(t, v, mostRows)
	for sheet, want := range map[string][]string{"scenario-weights": {"Storm", "0.25"}, "scenario-questions": {"Snow", "Storm", "0.6", "0.445"}, "conditionals": {"Slush", "Snow", "yes", "0.445", "0.815"}, "signposts": {"A hatch is shut", "waiting", "0.9"}} {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		ok(t, err)
		if !slices.ContainsFunc(rows, func(r []string) bool {
			return !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(r, w) })
		}) {
			t.Errorf("no row of %s has %v: %v", sheet, want, rows)
		}
	}
}
