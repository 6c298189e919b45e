package uitest

import (
	"context"
	"encoding/json"
	"time"

	"weathervane/forecasts/importing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/overturning"
	"weathervane/model/journal"
)

// GullFile is the file that Overturning is about.
const GullFile = "/tmp/gull-2026-11-29.forecasts"

// Overturning is a look at a file by Gull that overturns something of every kind, as
// chosen by what it is asked with.
func Overturning(choose overturning.Choose) importing.Result {
	gull, crane, heron, ibis := who("Gull"), who("Crane"), who("Heron"), who("Ibis")
	text := func(s string) json.RawMessage { return json.RawMessage(s) }
	all := []overturning.Overturn{
		{What: overturning.Outcome, Title: "Will Kim Jong Un travel to China by 31 December 2025?", Was: text("true"), WouldBe: text("false"), WasBy: heron, By: gull, ScoredOnIt: true},
		{What: overturning.Outcome, Title: "Will turnout on 3 June 2025 be above 78 %?", Was: text("true"), WouldBe: text("false"), WasBy: ibis, By: gull, ScoredOnIt: true},
		{What: overturning.KnownAt, Title: "Will South Korea switch off its loudspeakers at the border by the end of June?", Was: text(`"2024-02-11T00:00:00.000Z"`), WouldBe: text(`"2024-02-09T00:00:00.000Z"`), WasBy: crane, By: gull, ScoredOnIt: true, Forecasts: 2},
		{What: overturning.Closes, Member: "closes", Title: "Will North Korea place a satellite in orbit by 31 December 2027?", Was: text(`"2028-01-01T00:00:00.000Z"`), WouldBe: text(`"2027-07-01T00:00:00.000Z"`), WasBy: crane, By: gull, ScoredOnIt: true, Forecasts: 3},
		{What: overturning.Closes, Member: "closes", Title: "Will a Japanese prime minister meet Kim Jong Un in person by 31 December 2027?", Was: text(`"2028-01-01T00:00:00.000Z"`), WouldBe: text(`"2027-10-01T00:00:00.000Z"`), WasBy: crane, By: gull, ScoredOnIt: true, Forecasts: 4, Final: true},
		{What: overturning.Wording, Member: "criteria", Title: "Will North Korea conduct a nuclear test by 31 December 2027?", Was: text(`"detected by the CTBTO"`), WouldBe: text(`"announced by state media"`), WasBy: crane, By: gull, ScoredOnIt: true},
		{What: overturning.Tags, Member: "tags", Title: "Will Trump and Kim Jong Un meet in person by 31 October 2027?", Was: text(`["DPRK","diplomacy"]`), WouldBe: text(`["DPRK"]`), WasBy: crane, By: gull},
	}
	log := journal.LogID{7}
	for i := range all {
		all[i].Question, all[i].Decision, all[i].Log, all[i].Seq = ID(i+1), ID(700+i), log, int64(200+i)
	}
	if choose == nil {
		choose = func([]overturning.Overturn) error { return nil }
	}
	_ = choose(all)
	since := journal.InstantOf(Present.AddDate(0, 0, -15))
	seen := journal.InstantOf(Present.AddDate(0, 0, -5))
	b := importing.Result{Overturns: all, Summary: merging.Summary{
		Files: []merging.File{{File: GullFile, Bytes: 72_400, ExportedAt: journal.InstantOf(Present.Add(-time.Hour)), Logs: []merging.Log{{
			Log: log, Name: "Gull", Key: gull.Key, KnownSince: &since, NewRecords: 58, Records: 230, Seen: 172, SeenAt: &since, AgreedBy: []string{"Ibis", "Petrel"},
			Witnesses: []merging.Witness{{Key: ibis.Key, Name: "Ibis", Records: 197, At: seen, Trusted: true}, {Key: "5d02e8b1aa22bb33cc44dd55ee66ff77", Name: "Petrel", Records: 230, At: seen, New: true}}}}}},
		Adds: merging.Adds{Questions: 2, Forecasts: 38, Findings: 6}, Late: 2,
		LateEntries: []merging.LateEntry{{Title: "Will it rain?", By: "Gull", MadeAt: &since, Recorded: seen}},
		Changes:     []merging.Change{{Question: ID(1), Title: "Will it rain?", What: "38 forecasts by Gull", Count: 38, Kind: journal.ForecastMade, By: "Gull", Latest: seen}},
	}}
	stood := tallyOf([3]bool{})
	b.Outlook = overturning.NewOutlook(stood.Totals(), stood, tallyOf([3]bool{true, true, true}), stood, all)
	b.Headlines = b.Outlook.Headlines(all)
	return b
}

// tallyOf is what headlines are made of with the three ends overturned or not.
func tallyOf(overturned [3]bool) *overturning.Tally {
	t := &overturning.Tally{}
	for i, one := range []struct {
		name      string
		questions int
		headline  float64
		kept      [3]float64 // the scores on the three questions
		taken     [3]float64
	}{
		{"Crane", 53, .145, [3]float64{.02, .04, 0}, [3]float64{.7, .5, 0}}, {"Gull", 12, .128, [3]float64{.76, .5, .2}, [3]float64{.01, .02, .08}},
		{"Heron", 53, .217, [3]float64{}, [3]float64{}}, {"Ibis", 41, .091, [3]float64{.01, 0, 0}, [3]float64{.3, 0, 0}}, {"Kestrel", 46, .209, [3]float64{.6, 0, 0}, [3]float64{.1, 0, 0}},
	} {
		t.Forecasters = append(t.Forecasters, who(one.name))
		rest := one.headline * float64(one.questions)
		for q := range 3 {
			if one.kept[q] == 0 {
				continue
			}
			rest -= one.kept[q]
			score := one.kept[q]
			if overturned[q] {
				score = one.taken[q]
			}
			t.Terms = append(t.Terms, overturning.Term{Question: ID(q + 1), Who: i, Score: score, Weight: 1})
			one.questions--
		}
		for n := range one.questions {
			t.Terms = append(t.Terms, overturning.Term{Question: ID(100 + n), Who: i, Score: rest / float64(one.questions), Weight: 1})
		}
	}
	return t
}

// Trust keeps whom the user trusts.
func (d *Desk) Trust(_ context.Context, keys map[string]bool) error {
	_, err := d.change("Trust", journal.ID{}, keys)
	return err
}
