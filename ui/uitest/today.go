package uitest

import (
	"context"
	"encoding/json"

	"weathervane/forecasts/coherence"
	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/today"
	"weathervane/model/journal"
)

// Today gives Doing, with so many questions in each list.
func (d *Desk) Today(_ context.Context, most int) (today.View, error) {
	v := d.Doing
	v.Counts = today.Counts{Due: len(v.Due), Closing: len(v.Closing), ToResolve: len(v.ToResolve), Disagreements: len(v.Disagreements)}
	for _, list := range []*[]today.Question{&v.Due, &v.Closing, &v.ToResolve} {
		*list = (*list)[:min(len(*list), most)]
	}
	v.Disagreements = v.Disagreements[:min(len(v.Disagreements), most)]
	return v, nil
}

// OwnRecord gives a record of 38 questions, or an empty one where nobody scored.
func (d *Desk) OwnRecord(context.Context) (scoring.OwnRecord, error) {
	if d.Own.Headline == nil {
		return scoring.OwnRecord{}, nil
	}
	return richRecord(), nil
}

// CatchUp keeps the call.
func (d *Desk) CatchUp(seen session.Visit) error {
	_, err := d.change("CatchUp", journal.ID{}, len(seen))
	return err
}

// Leave keeps the call.
func (d *Desk) Leave(seen session.Visit) error {
	_, err := d.change("Leave", journal.ID{}, len(seen))
	return err
}

func richToday(rows []question.Row, texts []listing.Article) today.View {
	q := func(n int, p float64, closes journal.Instant) today.Question {
		return today.Question{ID: rows[n].ID, Title: rows[n].Title, Mine: &standing.Belief{P: P(p)}, MineAt: On(2024, 1, 10), Closes: closes}
	}
	v := today.View{Posts: 9, Seen: 2, Mark: session.Visit{"a": 12}, Unjudged: texts}
	first := q(1, 0.41, On(2024, 9, 1))
	first.Unweighed = 4
	v.Due = []today.Question{first, q(2, 0.72, On(2024, 7, 1)), q(3, 0.55, On(2024, 4, 1))}
	v.Closing = []today.Question{q(0, 0.88, On(2024, 2, 26)), q(5, 0.35, On(2024, 2, 28))}
	v.ToResolve = []today.Question{q(7, 0.92, On(2024, 2, 21)), {ID: ID(900), Set: true, Title: "Japan and North Korea in 2024", Closes: On(2024, 2, 19)}}
	v.Signposts = []today.Signpost{
		{Signpost: scenarioset.Signpost{ID: ID(910), Text: "Envoy named to handle DPRK talks", CheckBy: On(2024, 2, 20), Status: "due"}, Set: ID(900), Scenario: "Quiet thaw"},
		{Signpost: scenarioset.Signpost{ID: ID(911), Text: "Liaison line answered two days running", CheckBy: On(2024, 2, 25), Status: "waiting"}, Set: ID(900), Scenario: "Quiet thaw"}}
	set := ID(900)
	v.Incoherent = []today.Incoherence{
		{Incoherence: incoherence.Incoherence{Rule: coherence.RuleTotalProbability, Questions: []journal.ID{ID(2)}, OffBy: 0.07, Set: &set,
			Fix: []incoherence.Amend{{Question: ID(2), From: 0.12, To: 0.16}}}, Titles: []string{"Kishida visits Pyongyang"}},
		{Incoherence: incoherence.Incoherence{Rule: coherence.RuleDeadline, Questions: []journal.ID{ID(3), ID(4)}, OffBy: 0.05,
			Fix: []incoherence.Amend{{Question: ID(3), From: 0.66, To: 0.63}, {Question: ID(4), From: 0.61, To: 0.63}}}, Titles: []string{"Trilateral summit by 30 Jun", "by 31 Dec"}}}
	v.Disagreements = []today.Disagreement{{ID: ID(2), Title: rows[1].Title, Mine: 0.41, Others: []float64{0.37, 0.55, 0.68, 0.82}, Far: "Ibis", FarP: 0.82}}
	v.News = []today.News{
		{At: On(2024, 2, 20), By: who("Heron"), Kind: "sent", Sent: []today.Sent{{Kind: journal.ArticleAdded, Count: 4}, {Kind: journal.FindingFiled, Count: 12}}},
		{At: On(2024, 2, 17), By: who("Ibis"), Kind: "moved", Question: ID(2), Title: rows[1].Title, From: P(0.12), To: P(0.09)},
		{At: On(2024, 2, 15), By: who("Kestrel"), Kind: "resolved", Question: ID(5), Title: rows[4].Title, Outcome: json.RawMessage("true")}}
	v.Deadlines = []today.Deadline{{At: On(2024, 2, 25), Kind: "signpost", Title: "Liaison line answered two days running"},
		{At: On(2024, 2, 26), Kind: "closes", Title: "DPRK cruise missile test"}, {At: On(2024, 2, 28), Kind: "closes", Title: "Security Council meets on DPRK"},
		{At: On(2024, 3, 22), Kind: "signpost", Title: "Panel mandate vote"}, {At: On(2024, 4, 1), Kind: "closes", Title: "DPRK satellite launch"}, {At: On(2024, 4, 10), Kind: "resolve", Title: "ROK election"}}
	return v
}

func richRecord() scoring.OwnRecord {
	r := scoring.OwnRecord{Headline: P(0.164), Resolved: 38, Change: P(-0.008), Skill: P(0.31)}
	for i := range 30 {
		r.History = append(r.History, scoring.HistoryPoint{At: On(2023, 3, 1+11*i), Value: 0.26 - 0.0033*float64(i), Questions: 9 + i})
	}
	return r
}
