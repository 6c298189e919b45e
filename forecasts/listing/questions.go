// Package listing is what lists show, as of one present: questions with their
// status, forecasts, articles with their findings, and the filters of lists.
// Subjects share these views; none of them owns one.
package listing

import (
	"encoding/json"
	"fmt"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

func (q Question) Fits(f Filter) bool {
	return (f.Status == "" || q.Status == f.Status) && q.AskedBy.Matches(f.By) && ContainsWords(q.Title, f.Text)
}

// Lister turns projected questions into listed ones, as of one present.
type Lister struct {
	forecaster.Directory
	Now journal.Instant
	ifs map[int64]model.QuestionRow // the questions on which others depend
}

func New(d *session.Session, r model.Reader, b forecaster.Directory) (*Lister, error) {
	l := &Lister{Directory: b, Now: journal.InstantOf(d.Now()), ifs: map[int64]model.QuestionRow{}}
	rows, err := r.ConditionQuestions()
	for _, row := range rows {
		l.ifs[row.Num] = row
	}
	return l, err
}

func (l *Lister) Question(row model.QuestionRow) Question {
	q := Question{
		ID: journal.ID(row.ID), Title: row.Title, Type: row.Type, Opens: row.Opens, Closes: row.Closes,
		Tags: []string{}, AskedBy: l.Who(row.Forecaster), Ordered: row.Ordered, Unit: row.Unit, AskedAt: row.AskedAt,
		If: l.condition(row), Options: model.TextsOf(row.Options),
	}
	if row.Tags != "" {
		q.Tags = model.TextsOf(row.Tags)
	}
	if row.Range != "" {
		q.Range = new(journal.Range)
		model.DecodeColumn(row.Range, q.Range)
	}
	q.Status = l.Status(row)
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

// Status is a question's status at the present.
func (l *Lister) Status(row model.QuestionRow) string { return StatusAt(row, l.Now) }

// StatusAt is a question's status at an instant.
func StatusAt(row model.QuestionRow, now journal.Instant) string {
	switch {
	case row.EndKind == "resolved" && row.KnownAt != nil && *row.KnownAt <= now:
		return "resolved"
	case row.EndKind == "annulled", row.EndKind == "disputed":
		return row.EndKind
	case row.Closes != nil && *row.Closes <= now:
		return "closed"
	}
	return "open"
}

// condition is the state of the question on which another depends.
func (l *Lister) condition(row model.QuestionRow) *Condition {
	if row.IfQuestion == nil {
		return nil
	}
	on, here := l.ifs[*row.IfQuestion]
	c := &Condition{Outcome: json.RawMessage(row.IfOutcome), State: "open"}
	if !here {
		return c
	}
	c.Question, c.Title = journal.ID(on.ID), on.Title
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

// JudgedFindings are findings with their bearings.
func JudgedFindings(r model.Reader, b forecaster.Directory, me string, rows []model.FindingRow) ([]Finding, error) {
	all := make([]Finding, 0, len(rows))
	at := map[int64]int{}
	for _, row := range rows {
		f := Finding{
			ID: journal.ID(row.ID), Article: journal.ID(row.ArticleID), Claim: row.Claim, Grade: row.Grade, Note: row.Note,
			At: row.At, By: b.Who(row.Forecaster), Bearings: []Bearing{},
		}
		f.Mine = f.By.Key == me
		model.DecodeColumn(row.Quote, &f.Quote)
		at[row.Num] = len(all)
		all = append(all, f)
	}
	bearings, err := r.BearingsOf(rows)
	for _, row := range bearings {
		i, ok := at[row.Finding]
		if !ok {
			continue
		}
		j := Bearing{ID: journal.ID(row.ID), Question: journal.ID(row.QuestionID), Analyst: b.Who(row.Forecaster), LR: row.LR, At: row.At}
		j.Mine = j.Analyst.Key == me
		model.DecodeColumn(row.LRs, &j.LRs)
		all[i].Bearings = append(all[i].Bearings, j)
	}
	return all, err
}

func Plausible(at journal.Instant) bool {
	y := at.Time().Year()
	return y >= 1900 && y <= 2300
}

// QuestionRow reads one projected question.
func QuestionRow(r model.Reader, id journal.ID) (model.QuestionRow, error) {
	row, ok, err := r.Question(id)
	if err == nil && !ok {
		err = Absent(r, "question", journal.QuestionAsked, id)
	}
	return row, err
}

// Absent says that there is no such thing with the id, made by a record of the kind,
// or that its record takes no effect and why.
func Absent(r model.Reader, what, kind string, id journal.ID) error {
	row, here, err := r.Record(id)
	here = here && row.Kind == kind
	switch {
	case err != nil:
		return err
	case here && row.Until != nil:
		return fmt.Errorf("the %s %s was retracted: list the records to see it", what, id.Short())
	case here && row.Why != "":
		reason, why := model.ReasonOf(row.Why)
		if why == "" {
			why = reason
		}
		return fmt.Errorf("the %s %s takes no effect (%s): list the records to see it", what, id.Short(), why)
	}
	return Missing(what, id)
}

// AskedOf turns a projected question into its current wording.
func AskedOf(row model.QuestionRow) journal.Asked {
	q := journal.Asked{
		Title: row.Title, Type: row.Type, Background: row.Background, Criteria: row.Criteria, FinePrint: row.FinePrint,
		Source: row.Source, Opens: row.Opens, Closes: row.Closes, ResolvesBy: row.ResolvesBy, Ordered: row.Ordered, Unit: row.Unit,
	}
	model.DecodeColumn(row.Tags, &q.Tags)
	model.DecodeColumn(row.Options, &q.Options)
	if row.Range != "" {
		q.Range = new(journal.Range)
		model.DecodeColumn(row.Range, q.Range)
	}
	return q
}

// ScoredQuestion is a question as the score package takes it.
type ScoredQuestion struct {
	score.Question
	Choices []string // the options that a choice is scored with
}

func OrZero(i *journal.Instant) int64 {
	if i == nil {
		return 0
	}
	return int64(*i)
}

// IsOver reports whether a question has closed or ended.
func IsOver(q model.QuestionRow, now journal.Instant) bool {
	return q.EndKind == "resolved" || q.EndKind == "annulled" || q.EndKind == "disputed" || q.Closes != nil && *q.Closes <= now
}

func Missing(what string, id journal.ID) error {
	return fmt.Errorf("no %s has the id %s: list the %ss to find it", what, id.Short(), what)
}

func FiledHere(r model.Reader, finding journal.ID) error {
	_, ok, err := r.Finding(finding)
	if err == nil && !ok {
		err = Absent(r, "finding", journal.FindingFiled, finding)
	}
	return err
}

func QuestionTitles(r model.Reader) (map[journal.ID]string, error) {
	rows, err := r.Headings()
	titles := make(map[journal.ID]string, len(rows))
	for _, row := range rows {
		titles[journal.ID(row.ID)] = row.Title
	}
	if err != nil {
		return nil, err
	}
	joined, err := r.JoinedQuestions()
	for _, row := range rows {
		for _, id := range joined[row.Num] {
			titles[id] = row.Title
		}
	}
	return titles, err
}

// Question is a question in its current state, as lists show it.
type Question struct {
	ID       journal.ID            `json:"id"`
	Title    string                `json:"title"`
	Type     string                `json:"type"`   // binary, choice, numeric or date
	Status   string                `json:"status"` // open, closed, resolved, annulled or disputed
	Opens    *journal.Instant      `json:"opens,omitempty"`
	Closes   *journal.Instant      `json:"closes,omitempty"`
	Outcome  json.RawMessage       `json:"outcome,omitempty"`
	KnownAt  *journal.Instant      `json:"known_at,omitempty"`
	Tags     []string              `json:"tags"`
	AskedBy  forecaster.Forecaster `json:"asked_by"`
	Options  []string              `json:"options,omitempty"`
	Ordered  bool                  `json:"ordered,omitempty"`
	Unit     string                `json:"unit,omitempty"`
	Range    *journal.Range        `json:"range,omitempty"`
	If       *Condition            `json:"if,omitempty"`
	AskedAt  journal.Instant       `json:"asked_at"`
	WhyEnded string                `json:"why,omitempty"` // of an annulled one: ambiguous, annulled or withdrawn
}

// Condition is the question on which another depends and the outcome it needs.
type Condition struct {
	Question journal.ID      `json:"question"`
	Title    string          `json:"title,omitempty"`
	Outcome  json.RawMessage `json:"outcome"`
	State    string          `json:"state,omitempty"` // open, met, failed, void or disputed
}
