package forecasts

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"weathervane/forecasts/articles"
	"weathervane/model"
	"weathervane/model/journal"
)

// Questions lists questions as they stand at the present, in the order in which
// they were asked.
func (d *Desk) Questions(ctx context.Context, f Filter) ([]Question, error) {
	all := []Question{}
	err := d.look(ctx, func(r model.Reader, b book, _ string) error {
		l, err := d.listing(r, b)
		if err != nil {
			return err
		}
		rows, err := r.QuestionsTagged(f.Tag)
		for _, row := range rows {
			if q := l.question(row); q.fits(f) {
				all = append(all, q)
			}
		}
		return err
	})
	return all, err
}

func (q Question) fits(f Filter) bool {
	return (f.Status == "" || q.Status == f.Status) && q.AskedBy.named(f.By) && containsWords(q.Title, f.Text)
}

func containsWords(s, words string) bool {
	s = strings.ToLower(s)
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// listing turns projected questions into listed ones, as of one present.
type listing struct {
	book
	now Instant
	ifs map[int64]model.QuestionRow // the questions on which others depend
}

func (d *Desk) listing(r model.Reader, b book) (*listing, error) {
	l := &listing{book: b, now: journal.InstantOf(d.Now()), ifs: map[int64]model.QuestionRow{}}
	rows, err := r.ConditionQuestions()
	for _, row := range rows {
		l.ifs[row.Num] = row
	}
	return l, err
}

func (l *listing) question(row model.QuestionRow) Question {
	q := Question{
		ID: ID(row.ID), Title: row.Title, Type: row.Type, Opens: row.Opens, Closes: row.Closes,
		Tags: []string{}, AskedBy: l.who(row.Forecaster), Ordered: row.Ordered, Unit: row.Unit, AskedAt: row.AskedAt,
		If: l.condition(row),
	}
	decodeText(row.Tags, &q.Tags)
	decodeText(row.Options, &q.Options)
	if row.Range != "" {
		q.Range = new(journal.Range)
		decodeText(row.Range, q.Range)
	}
	q.Status = l.status(row)
	switch q.Status {
	case "resolved":
		q.Outcome, q.KnownAt = json.RawMessage(row.Outcome), row.KnownAt
	case "annulled":
		q.WhyEnded = row.Why
		if q.WhyEnded == "" {
			q.WhyEnded = "annulled"
		}
	}
	return q
}

// status is how a question stands at the present.
func (l *listing) status(row model.QuestionRow) string {
	switch {
	case row.EndKind == "resolved" && row.KnownAt != nil && *row.KnownAt <= l.now:
		return "resolved"
	case row.EndKind == "annulled", row.EndKind == "disputed":
		return row.EndKind
	case row.Closes != nil && *row.Closes <= l.now:
		return "closed"
	}
	return "open"
}

// condition is the state of the question on which another depends.
func (l *listing) condition(row model.QuestionRow) *Condition {
	if row.IfQuestion == nil {
		return nil
	}
	on, here := l.ifs[*row.IfQuestion]
	c := &Condition{Outcome: json.RawMessage(row.IfOutcome), State: "open"}
	if !here {
		return c
	}
	c.Question, c.Title = ID(on.ID), on.Title
	switch on.EndKind {
	case "disputed":
		c.State = "disputed"
	case "annulled":
		c.State = "void"
	case "resolved":
		c.State = "failed"
		if on.Outcome == model.Canonical(c.Outcome) {
			c.State = "met"
		} else if on.Type == "binary" && on.Outcome != "true" && on.Outcome != "false" {
			c.State = "void" // resolved in part
		}
	}
	return c
}

// Forecasts lists every forecast that takes effect, in record order.
func (d *Desk) Forecasts(ctx context.Context, f Filter) ([]Forecast, error) {
	all := []Forecast{}
	err := d.look(ctx, func(r model.Reader, b book, me string) error {
		rows, err := r.ForecastsTagged(f.Tag)
		for _, row := range rows {
			if fc := b.forecast(row, me); fc.Forecaster.named(f.By) {
				all = append(all, fc)
			}
		}
		return err
	})
	return all, err
}

func (b book) forecast(row model.ForecastRow, me string) Forecast {
	f := Forecast{
		ID: ID(row.ID), Question: ID(row.QuestionID), Forecaster: b.who(row.Forecaster), At: row.At, RecordedAt: row.RecordedAt,
		MadeAt: row.MadeAt, Belief: believed(row), Provenance: row.Provenance, WithdrawnAt: row.WithdrawnAt, RetractedAt: row.RetractedAt,
		Note: rationale(row.Rationale),
	}
	f.Mine = f.Forecaster.Key == me && f.Forecaster.By == ""
	return f
}

func rationale(line []byte) string {
	var r struct {
		Data journal.Rationale `json:"data"`
	}
	if len(line) > 0 {
		_ = json.Unmarshal(line, &r)
	}
	return r.Data.Text
}

// Articles lists articles without their texts, in record order.
func (d *Desk) Articles(ctx context.Context, f Filter) ([]Article, error) {
	all := []Article{}
	err := d.look(ctx, func(r model.Reader, b book, _ string) error {
		rows, err := r.Articles()
		for _, row := range rows {
			if a := b.article(row); a.AddedBy.named(f.By) && containsWords(a.Title, f.Text) {
				all = append(all, a)
			}
		}
		return err
	})
	return all, err
}

func (b book) article(row model.ArticleRow) Article {
	a := Article{
		ID: ID(row.ID), Title: row.Title, Publisher: row.Publisher, URL: row.URL, Published: row.Published,
		Language: row.Language, At: row.At, AddedBy: b.who(row.Forecaster), Count: row.Findings,
	}
	decodeText(row.Authors, &a.Authors)
	return a
}

// Article is one article with its text and findings.
func (d *Desk) Article(ctx context.Context, id ID) (Article, error) {
	var a Article
	err := d.look(ctx, func(r model.Reader, b book, me string) error {
		row, err := article(r, id)
		if err != nil {
			return err
		}
		a = b.article(row)
		a.Mine = a.AddedBy.Key == me
		content, _, _, err := r.Blob(row.Text)
		if err != nil {
			return err
		}
		a.Text = string(content)
		found, err := r.FindingsOf(row.Num)
		if err != nil {
			return err
		}
		if a.Findings, err = judgedFindings(r, b, me, found); err != nil {
			return err
		}
		a.ReadBy = readers(a.Findings)
		err = shareOrigins(r, b, me, row.Num, a.Findings)
		anchor(a.Text, a.Findings)
		slices.SortStableFunc(a.Findings, func(x, y FindingRow) int { return x.Quote.Start - y.Quote.Start })
		return err
	})
	return a, err
}

// article reads one projected article.
func article(r model.Reader, id ID) (model.ArticleRow, error) {
	row, ok, err := r.Article(id)
	if err == nil && !ok {
		err = missing("article", id)
	}
	return row, err
}

// anchor finds the passages of findings in a text that may have been revised.
func anchor(text string, all []FindingRow) {
	for i := range all {
		again, found := articles.Anchor(text, articles.Selector(all[i].Quote))
		if all[i].Lost = text != "" && !found; found {
			all[i].Quote = journal.Quote(again)
		}
	}
}

// Findings lists findings with their bearings, in record order.
func (d *Desk) Findings(ctx context.Context, f Filter) ([]FindingRow, error) {
	all := []FindingRow{}
	err := d.look(ctx, func(r model.Reader, b book, me string) error {
		found, err := r.Findings()
		if err != nil {
			return err
		}
		rows, err := judgedFindings(r, b, me, found)
		for _, row := range rows {
			if row.By.named(f.By) && containsWords(row.Claim, f.Text) {
				all = append(all, row)
			}
		}
		return err
	})
	return all, err
}

// Finding is one finding with what depends on it.
func (d *Desk) Finding(ctx context.Context, id ID) (FindingRow, error) {
	var f FindingRow
	err := d.look(ctx, func(r model.Reader, b book, me string) error {
		row, ok, err := r.Finding(id)
		if err == nil && !ok {
			err = missing("finding", id)
		}
		if err != nil {
			return err
		}
		rows, err := judgedFindings(r, b, me, []model.FindingRow{row})
		if err != nil {
			return err
		}
		f = rows[0]
		leaning, err := r.LeaningOn(row.Num)
		for _, l := range leaning {
			f.LeanedOn = append(f.LeanedOn, ID(l.ID))
		}
		return err
	})
	return f, err
}

// judgedFindings are findings with their bearings.
func judgedFindings(r model.Reader, b book, me string, rows []model.FindingRow) ([]FindingRow, error) {
	all := make([]FindingRow, 0, len(rows))
	at := map[int64]int{}
	for _, row := range rows {
		f := FindingRow{
			ID: ID(row.ID), Article: ID(row.ArticleID), Claim: row.Claim, Grade: row.Grade, Note: row.Note,
			At: row.At, By: b.who(row.Forecaster), Bearings: []Bearing{},
		}
		f.Mine = f.By.Key == me
		decodeText(row.Quote, &f.Quote)
		at[row.Num] = len(all)
		all = append(all, f)
	}
	bearings, err := r.BearingsOf(rows)
	for _, row := range bearings {
		i, ok := at[row.Finding]
		if !ok {
			continue
		}
		j := Bearing{ID: ID(row.ID), Question: ID(row.QuestionID), Analyst: b.who(row.Forecaster), LR: row.LR, At: row.At}
		j.Mine = j.Analyst.Key == me
		decodeText(row.LRs, &j.LRs)
		all[i].Bearings = append(all[i].Bearings, j)
	}
	return all, err
}

// Logs lists the logs in the order in which they were opened.
func (d *Desk) Logs(ctx context.Context) ([]Log, error) {
	all := []Log{}
	err := d.look(ctx, func(r model.Reader, _ book, me string) error {
		counts, err := r.WithoutEffectCounts()
		if err != nil {
			return err
		}
		without := map[int64]map[string]int64{}
		for _, c := range counts {
			if without[c.Log] == nil {
				without[c.Log] = map[string]int64{}
			}
			without[c.Log][c.Reason] = c.Count
		}
		rows, err := r.Logs()
		for _, row := range rows {
			l := Log{
				Log: journal.LogID(row.Log), Name: row.Name, Key: fingerprint(row.Key),
				Records: row.Size, Withheld: row.Withheld, Signed: row.Signed, WithoutEffect: without[row.Num],
			}
			l.Own = l.Key == me
			all = append(all, l)
		}
		return err
	})
	return all, err
}
