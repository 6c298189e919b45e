package uitest

import (
	"encoding/json"
	"math"
	"strings"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/ledger"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// Present is the moment at which the rich desk stands.
var Present = time.Date(2024, 2, 21, 9, 0, 0, 0, time.UTC)

// ID makes an id from a number.
func ID(n int) journal.ID { return journal.ID{byte(n >> 8), byte(n), 0x5a} }

// On is an instant on a day of the rich desk's calendar.
func On(year int, month time.Month, day int) journal.Instant {
	return journal.InstantOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

func at(i journal.Instant) *journal.Instant { return &i }

// P points to a number.
func P(v float64) *float64 { return &v }

// Rich is a desk with much to show, after the pictures of the design. Its
// question 2 has all that a binary question can have, 11 is a choice, 12 a
// number; 13, a date, and 14, with a condition, are not in its list.
func Rich() *Desk {
	d := &Desk{At: Present, Where: time.UTC, Views: map[journal.ID]question.View{}}
	d.Rows = richRows()
	d.Standing = forecasts.Status{Title: "Northeast Asia desk", SignedAs: "Crane", Records: 1284, Verified: true,
		Questions: 24, Due: 3, Articles: 212, Findings: 231, Forecasters: 5,
		Tags: []forecasts.TagCount{{Tag: "DPRK", Count: 14}, {Tag: "Japan", Count: 6}, {Tag: "ROK", Count: 5}, {Tag: "Russia", Count: 4}}}
	d.Own = forecasts.OwnStanding{Headline: P(0.164), Resolved: 38}
	d.Views[ID(2)] = richView(d.Rows[1].Question)
	d.Views[ID(11)] = choiceView(d.Rows[10].Question)
	d.Views[ID(12)] = numericView(d.Rows[11].Question)
	d.Views[ID(13)] = dateView()
	d.Views[ID(14)] = conditionalView()
	d.Views[ID(5)] = resolvedView(d.Rows[4].Question)
	d.ScoreView = richScores()
	d.People = richPeople()
	d.Texts = richTexts()
	d.Sets = richSets(d.Rows)
	d.Doing = richToday(d.Rows, d.Texts)
	return d
}

var crane = who("Crane")

func who(name string) forecaster.Forecaster {
	return forecaster.Forecaster{Name: name, Key: "00ab" + name}
}

func richRows() []question.Row {
	var rows []question.Row
	add := func(title, status string, p float64, closes journal.Instant, change float64) {
		n := len(rows) + 1
		r := question.Row{Question: listing.Question{ID: ID(n), Title: title, Type: "binary", Status: status,
			Closes: at(closes.Add(24 * time.Hour)), Tags: []string{"DPRK", "Japan"}, AskedBy: crane, AskedAt: On(2023, 11, 27)},
			Change: change / 100, LastChange: On(2024, 2, 20).Add(-time.Duration(n) * time.Hour), Forecasts: 9, Findings: 4, Due: status == "closed"}
		r.Mine = &standing.Belief{P: P(p)}
		rows = append(rows, r)
	}
	add("DPRK satellite launch by 31 March 2024", "closed", 0.41, On(2024, 3, 31), 6)
	add("Kishida visits Pyongyang by 31 August 2024", "open", 0.12, On(2024, 8, 31), -3)
	add("DPRK shells to Russia reported above 3 million by 30 June 2024", "closed", 0.72, On(2024, 6, 30), 4)
	add("Opposition wins a majority in the ROK general election, 10 April 2024", "open", 0.63, On(2024, 4, 10), 2)
	add("ROK and Cuba establish diplomatic ties by 31 March 2024", "resolved", 0.22, On(2024, 3, 31), 0)
	rows[4].Outcome, rows[4].KnownAt = json.RawMessage("true"), at(On(2024, 2, 14))
	add("Putin visits Pyongyang by 30 June 2024", "open", 0.58, On(2024, 6, 30), 5)
	add("UN Panel of Experts mandate renewed by 30 April 2024", "closed", 0.55, On(2024, 4, 30), -9)
	add("DPRK nuclear test by 31 December 2024", "open", 0.06, On(2024, 12, 31), 0)
	add("ROK–Japan–China leaders’ summit held by 30 June 2024", "open", 0.66, On(2024, 6, 30), 1)
	add("Inter-Korean hotline calls answered by 30 June 2024", "open", 0.04, On(2024, 6, 30), -1)
	add("Who is LDP president on 1 October 2024?", "open", 0, On(2024, 9, 30), 0)
	rows[10].Type, rows[10].Options = "choice", []string{"Kishida", "Ishiba", "Motegi", "Kono", "other"}
	rows[10].Mine = &standing.Belief{Probs: map[string]float64{"Kishida": 0.35, "Ishiba": 0.3, "Motegi": 0.1, "Kono": 0.15, "other": 0.1}}
	add("Seats of the People Power Party with its satellite list, 300 in all", "open", 0, On(2024, 4, 9), 0)
	rows[11].Type, rows[11].Unit = "numeric", "seats"
	rows[11].Range = &journal.Range{Min: json.RawMessage("0"), Max: json.RawMessage("300")}
	rows[11].Mine = &standing.Belief{Quantiles: quantiles(90, 105, 118, 132, 150)}
	return rows
}

func quantiles(values ...float64) []journal.Quantile {
	levels := []float64{0.05, 0.25, 0.5, 0.75, 0.95}
	var qs []journal.Quantile
	for i, v := range values {
		raw, _ := json.Marshal(v)
		qs = append(qs, journal.Quantile{Level: levels[i], Value: raw})
	}
	return qs
}

func richView(q listing.Question) question.View {
	v := question.View{Question: q,
		Criteria: "Resolves Yes if the Prime Minister of Japan is in Pyongyang for an announced meeting with Kim Jong Un no later than 31 August 2024, 23:59 KST. Otherwise No.",
		Source:   "MOFA Japan, KCNA", Wordings: 1,
		Pools:    question.Pools{Mean: P(0.18), Median: P(0.14), GeometricOdds: P(0.16)},
		Evidence: []ledger.Ledger{{Analyst: crane, Findings: 9, Groups: 7, Multiplier: P(1.1), Prior: P(0.08), Implied: P(0.09), Mine: true}},
	}
	for i, s := range []struct {
		name string
		p    float64
		day  int
	}{{"Ibis", 0.09, 17}, {"Crane", 0.12, 19}, {"Plover", 0.14, 13}, {"Kestrel", 0.25, 18}, {"Heron", 0.30, 11}} {
		v.Standing = append(v.Standing, standing.Forecast{Forecast: ID(900 + i), Forecaster: who(s.name),
			Belief: standing.Belief{P: P(s.p)}, At: On(2024, 2, s.day), Mine: s.name == "Crane"})
	}
	v.BaseRates = []ledger.BaseRate{{Analyst: crane, Class: "First visits announced as possible", Happened: 2, Of: 25, Mine: true}}
	v.Timeline = richTimeline(q.ID)
	for i, b := range []struct {
		claim, source, grade string
		lr                   float64
		at                   journal.Instant
	}{
		{"Cabinet office says no visit is being arranged for the time being", "Tokyo wire", "B2", 0.4, On(2024, 2, 19)},
		{"Pyongyang statement leaves a visit possible if past issues are set aside", "KCNA monitor", "B3", 2.2, On(2024, 2, 15)},
		{"Prime Minister tells Diet committee that he wants direct talks", "Diet record", "A1", 1.3, On(2024, 2, 9)},
		{"Preparatory contacts in a third country reported to have stalled", "Seoul daily", "C3", 0.6, On(2024, 1, 30)},
		{"Advisers see a summit as one way to lift cabinet approval", "Source Y", "C2", 1.2, On(2024, 1, 16)},
	} {
		v.Bearings = append(v.Bearings, question.BearingRow{Finding: ID(700 + i), Article: ID(800 + i), Claim: b.claim,
			Source: b.source, Grade: b.grade, LR: P(b.lr), Analyst: crane, At: b.at, Mine: true})
	}
	v.History = []question.Event{
		{ID: q.ID, Kind: journal.QuestionAsked, At: q.AskedAt, By: crane, Line: []byte(`{"data":{}}`), Mine: true},
		{ID: ID(901), Kind: journal.ForecastMade, At: On(2023, 11, 28), By: crane, Provenance: "live", Line: []byte(`{"data":{"p":0.22}}`), Mine: true},
		{ID: ID(902), Kind: journal.ForecastMade, At: On(2023, 12, 6), By: who("Heron"), Provenance: "late", Line: []byte(`{"data":{"p":0.55}}`)},
		{ID: ID(903), Kind: journal.ForecastMade, At: On(2024, 2, 19), By: crane, Provenance: "live", Line: []byte(`{"data":{"p":0.12}}`), Mine: true},
	}
	return v
}

func richTimeline(q journal.ID) []listing.Forecast {
	var out []listing.Forecast
	for i, name := range []string{"Crane", "Ibis", "Plover", "Kestrel", "Heron"} {
		n := 9 - i
		for k := range n {
			p := 0.13 + 0.05*float64(i) + 0.11*math.Sin(float64(3*i+2*k))
			day := On(2023, 11, 28).Add(time.Duration(k*84/n+2*i) * 24 * time.Hour)
			out = append(out, listing.Forecast{ID: ID(1000 + 20*i + k), Question: q, Forecaster: who(name), At: day, RecordedAt: day,
				Belief: standing.Belief{P: P(math.Round(100*math.Abs(p)) / 100)}, Provenance: "live", Mine: i == 0})
		}
	}
	return out
}

func choiceView(q listing.Question) question.View {
	probs := map[string]float64{"Kishida": 0.35, "Ishiba": 0.3, "Motegi": 0.1, "Kono": 0.15, "other": 0.1}
	v := question.View{Question: q, Criteria: "Resolves to the person who is president of the Liberal Democratic Party at noon, Tokyo time.", Source: "jimin.jp", Wordings: 2, Blind: false}
	v.Versions = wordings(v, "Resolves to the party’s president.")
	v.Standing = []standing.Forecast{
		{Forecast: ID(990), Forecaster: who("Crane"), Belief: standing.Belief{Probs: probs}, At: On(2024, 2, 12), Mine: true},
		{Forecast: ID(991), Forecaster: who("Heron"), Belief: standing.Belief{Probs: map[string]float64{"Kishida": 0.2, "Ishiba": 0.45, "Motegi": 0.1, "Kono": 0.15, "other": 0.1}}, At: On(2024, 2, 3)},
	}
	for _, s := range v.Standing {
		v.Timeline = append(v.Timeline, listing.Forecast{ID: s.Forecast, Question: q.ID, Forecaster: s.Forecaster, At: s.At, Belief: s.Belief, Mine: s.Mine, Provenance: "live"})
	}
	return v
}

func resolvedView(q listing.Question) question.View {
	v := richView(q)
	v.Question, v.Criteria = q, "Resolves Yes if both governments announce diplomatic relations."
	v.Versions = wordings(v, "Resolves Yes if both governments say so.")
	v.Ends = []question.End{{ID: ID(949), Kind: "resolved", Outcome: json.RawMessage("false"), KnownAt: q.KnownAt, At: On(2024, 2, 14), By: who("Kestrel"),
		Note: "No word from Havana."}, {ID: ID(950), Kind: "resolved", Outcome: q.Outcome, KnownAt: q.KnownAt, Source: "Ministry of Foreign Affairs, Seoul",
		Note: "Announced five minutes after notes were exchanged.", At: On(2024, 2, 15), By: crane, Holds: true, ConfirmedBy: []forecaster.Forecaster{who("Heron")},
		Findings: []question.Named{{Finding: ID(700), Article: ID(800), Claim: "Both foreign ministries published the exchange of notes"}, {Finding: ID(777)}}}}
	v.Scores = []listing.PairScore{{Question: q.ID, Forecaster: crane, Score: 0.612, Coverage: 0.94, Mine: true}}
	return v
}

func richTexts() []listing.Article {
	text := "The defence ministry in Seoul has updated the figure it uses in background talks on cargo moving from the port of Rajin to the east of Russia.\n\nOfficials in Seoul estimate that thousands of containers were shipped since autumn; if they held only 152 mm rounds, the total could be more than 3 million shells. They describe the number as a ceiling, since part of the load may be other goods.\n\nShip movements slowed around the new year. A customs analyst who tracks the route says that the pause in January was weather and not policy, and expects departures to return to the earlier rhythm by March."
	a := listing.Article{ID: ID(800), Title: "Seoul revises its container estimate", Publisher: "Source X", Published: "2024-02-20",
		Text: text, At: On(2024, 2, 20), AddedBy: crane, Count: 2}
	exact := "thousands of containers were shipped since autumn"
	start := strings.Index(text, exact)
	a.Findings = []listing.Finding{{ID: ID(700), Article: a.ID, Quote: journal.Quote{Exact: exact, Start: start, End: start + len(exact)},
		Claim: "Seoul puts shipments since autumn at a load that could exceed 3 million shells", Grade: "B2", At: On(2024, 2, 20), By: crane,
		Bearings: []listing.Bearing{{Question: ID(3), Title: "DPRK shells to Russia reported above 3 million by 30 June 2024", Analyst: crane, LR: P(3), At: On(2024, 2, 20), Mine: true}}}}
	b := listing.Article{ID: ID(801), Title: "Pyongyang statement on conditions for a visit", Publisher: "KCNA monitor", Published: "2024-02-15", Text: "A short text.", At: On(2024, 2, 15), AddedBy: crane}
	return []listing.Article{a, b}
}

func numericView(q listing.Question) question.View {
	v := question.View{Question: q, Criteria: "The number of seats that the National Election Commission announces.", Source: "NEC", Wordings: 1}
	for i, name := range []string{"Crane", "Heron", "Ibis"} {
		by := 8 * float64(i)
		v.Standing = append(v.Standing, standing.Forecast{Forecast: ID(960 + i), Forecaster: who(name), At: On(2024, 2, 12+i), Mine: i == 0,
			Belief: standing.Belief{Quantiles: quantiles(90-by, 105-by/2, 118+by/2, 132+by, 150+by)}})
	}
	return v
}
