package today

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// News is something that a colleague did. Question is zero if it concerns none.
type News struct {
	At       journal.Instant
	By       forecaster.Forecaster
	Kind     string // moved, forecast, withdrew, asked, resolved, annulled, reopened, commented or sent
	Question journal.ID
	Title    string
	// For moved and forecast, if the numbers may be shown: from (nil for the
	// first) and to.
	From, To *float64
	Outcome  json.RawMessage // of resolved
	Sent     []Sent          // of sent
}

// Sent is how many records of a kind arrived.
type Sent struct {
	Kind  string
	Count int
}

const (
	newsRecords = 400
	newsDays    = 7 // without an earlier visit
)

// told are the kinds of record that are reported one by one; the others are
// counted.
var told = []string{journal.ForecastMade, journal.ForecastWithdrawn, journal.QuestionAsked, journal.QuestionResolved,
	journal.QuestionAnnulled, journal.QuestionReopened, journal.CommentMade}

// countedKinds are the kinds of record of which the news only say how many came; the
// rest accompany other records, or are written by the program itself.
var countedKinds = []string{journal.QuestionRevised, journal.ResolutionConfirmed, journal.ForecastSealed, journal.ArticleAdded,
	journal.ArticleRevised, journal.FindingFiled, journal.SourceGraded, journal.BearingJudged, journal.FindingsGrouped,
	journal.BaseRateBuilt, journal.ScenariosFramed, journal.ScenariosRevised, journal.ScenariosWeighed, journal.ScenariosConditioned,
	journal.ScenariosResolved, journal.ConsistencyJudged, journal.SignpostPlaced, journal.SignpostChecked, journal.RelationDrawn,
	journal.ReviewSigned}

func (t *todaying) news(before session.Visit, known bool) error {
	logs, err := t.r.Logs()
	if err != nil {
		return err
	}
	t.v.Mark = session.Visit{}
	unseen := model.Span{First: map[int64]int64{}}
	for _, l := range logs {
		id := journal.LogID(l.Log).String()
		t.v.Mark[id] = l.Size
		if seen := before[id]; forecaster.Fingerprint(l.Key) != t.me && (!known || seen < l.Size) {
			unseen.First[l.Num] = seen
		}
	}
	if !known {
		t.v.NewsSince = t.Now - newsDays*session.Day
		unseen.From, unseen.Until = t.v.NewsSince, t.Now
	}
	if unseen, err = t.r.Begun(unseen); err != nil {
		return err
	}
	rows, err := t.r.Latest(newsRecords, unseen, told...)
	if err != nil {
		return err
	}
	sent, err := t.r.Arrivals(unseen, countedKinds...)
	if err != nil {
		return err
	}
	if err := t.tell(rows); err != nil {
		return err
	}
	t.v.News = append(t.v.News, t.sent(sent)...)
	slices.SortStableFunc(t.v.News, func(a, b News) int { return cmp.Compare(b.At, a.At) })
	return nil
}

// tell turns records into news, the newest first, with one entry for all of
// somebody's forecasts on a question.
func (t *todaying) tell(rows []model.RecordRow) error {
	moves, err := t.moves(rows)
	if err != nil {
		return err
	}
	questions, err := t.questions(rows)
	if err != nil {
		return err
	}
	type line struct {
		key      string
		question journal.ID
	}
	at := map[line]int{}
	for _, row := range rows {
		n := News{At: row.At, By: t.Owner(row.Key)}
		if n.Kind, n.Question, n.Outcome = newsOf(row); n.Kind == "" {
			continue
		}
		q, here := questions[n.Question]
		if !here {
			continue // not about a question, or about one that is not here
		}
		n.Question, n.Title = journal.ID(q.ID), q.Title
		if n.Kind == "forecast" {
			move, here := moves[journal.ID(row.ID)]
			if !here {
				continue // retracted, or without effect
			}
			n.By, n.From, n.To = move.By, move.From, move.To
			key := line{n.By.Key + " " + n.By.By, n.Question}
			if i, already := at[key]; already {
				t.v.News[i].From = n.From // an earlier step of the same move
				continue
			}
			at[key] = len(t.v.News)
		}
		t.v.News = append(t.v.News, n)
	}
	return t.classify(questions)
}

// classify hides numbers on open questions that the user has not forecast, and tells
// which forecasts replaced others.
func (t *todaying) classify(questions map[journal.ID]model.QuestionRow) error {
	rows := map[int64]model.QuestionRow{}
	for _, q := range questions {
		rows[q.Num] = q
	}
	all, err := t.look(slices.Collect(maps.Values(rows)))
	open := map[journal.ID]openFacts{}
	for _, f := range all {
		open[f.ID] = f
	}
	for i := range t.v.News {
		t.v.News[i].classify(open)
	}
	return err
}

// classify decides whether a forecast replaced another, and hides numbers on
// questions that the user has not forecast.
func (n *News) classify(open map[journal.ID]openFacts) {
	if n.Kind != "forecast" {
		return
	}
	if f, isOpen := open[n.Question]; isOpen && f.Status == "open" && f.Mine == nil {
		n.From, n.To = nil, nil
	}
	if n.From != nil && n.To != nil {
		n.Kind = "moved"
	}
}

// newsOf says what a record reports, and on which question.
func newsOf(row model.RecordRow) (kind string, question journal.ID, outcome json.RawMessage) {
	var line struct {
		Data struct {
			Question journal.ID      `json:"question"`
			On       journal.ID      `json:"on"`
			Outcome  json.RawMessage `json:"outcome"`
		} `json:"data"`
	}
	if json.Unmarshal(row.Line, &line) != nil {
		return "", journal.ID{}, nil
	}
	question = line.Data.Question
	switch row.Kind {
	case journal.ForecastMade:
		return "forecast", question, nil
	case journal.ForecastWithdrawn:
		return "withdrew", question, nil
	case journal.QuestionAsked:
		return "asked", journal.ID(row.ID), nil
	case journal.QuestionResolved:
		return "resolved", question, line.Data.Outcome
	case journal.QuestionAnnulled:
		return "annulled", question, nil
	case journal.QuestionReopened:
		return "reopened", question, nil
	case journal.CommentMade:
		return "commented", line.Data.On, nil
	}
	return "", journal.ID{}, nil
}

// moves are the forecasts among records, each with the one before it.
func (t *todaying) moves(rows []model.RecordRow) (map[journal.ID]News, error) {
	var nums []int64
	for _, row := range rows {
		if row.Kind == journal.ForecastMade {
			nums = append(nums, row.Num)
		}
	}
	all := map[journal.ID]News{}
	if len(nums) == 0 {
		return all, nil
	}
	forecasts, err := t.r.ForecastsAround(nums)
	last := map[[2]int64]*float64{}
	slices.SortStableFunc(forecasts, func(a, b model.ForecastRow) int { return cmp.Compare(a.At, b.At) })
	for _, f := range forecasts {
		if f.Provenance == "sealed" || f.RetractedAt != nil {
			continue
		}
		key := [2]int64{f.Question, f.Forecaster}
		all[journal.ID(f.ID)] = News{By: t.Who(f.Forecaster), From: last[key], To: f.P}
		last[key] = f.P
	}
	return all, err
}

// questions are those that records are about, by the ids that they name.
func (t *todaying) questions(rows []model.RecordRow) (map[journal.ID]model.QuestionRow, error) {
	var ids []journal.ID
	for _, row := range rows {
		_, question, _ := newsOf(row)
		ids = append(ids, question)
	}
	return t.r.QuestionsBy(ids)
}

// sent counts what else arrived from each author.
func (t *todaying) sent(rows []model.Arrival) []News {
	var all []News
	for _, row := range rows {
		by := t.Owner(row.Key)
		if len(all) == 0 || all[len(all)-1].By != by {
			all = append(all, News{By: by, Kind: "sent"})
		}
		n := &all[len(all)-1]
		n.At = max(n.At, journal.Instant(row.Last))
		n.Sent = append(n.Sent, Sent{row.Kind, row.Count})
	}
	return all
}
