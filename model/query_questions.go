package model

import "weathervane/model/journal"

// QuestionRow is a question as projected. JSON members are empty where absent.
type QuestionRow struct {
	Num                                                  int64
	ID                                                   []byte
	Title, Type, Background, Criteria, FinePrint, Source string
	Opens, Closes, ResolvesBy                            *journal.Instant
	Tags, Options                                        string
	Ordered                                              bool
	Unit, Range                                          string
	IfQuestion                                           *int64
	IfOutcome                                            string
	Forecaster                                           int64
	AskedAt                                              journal.Instant
	Wordings, Rivals                                     int
	EndKind, Outcome, Why                                string
	StatedKind, StatedOutcome                            string           // what was decided of it, whatever its condition
	StatedAt                                             *journal.Instant // when that was known; of other ends, when it was recorded
	KnownAt, EndedAt, ScoreOpens, ScoreCloses            *journal.Instant
	ScoreOptions                                         string
	Schedule                                             string // []Schedule; empty if the close was never moved
	LastChange                                           journal.Instant
	Place                                                []byte // continues the order of asking after AskedAt
}

// EndRow is one decision about how a question ended.
type EndRow struct {
	Num   int64
	ID    []byte
	Line  []byte
	Kind  string
	Holds bool
	Key   []byte
	At    journal.Instant
}

// questions lists questions in the order of their asking; where narrows x. It scans by
// hand: there may be a hundred thousand, read for every list and score.
func (r Reader) questions(where string, args ...any) ([]QuestionRow, error) {
	rows, err := r.db.Raw(`SELECT x.num, i.id, x.title, x.type, x.background, x.criteria, x.fine_print, x.source, x.opens, x.closes, x.resolves_by,
		x.tags, x.options, x.ordered, x.unit, x.range, x.if_question, x.if_outcome, x.forecaster, x.asked_at, x.wordings, x.rivals,
		x.end_kind, x.outcome, x.why, x.stated_kind, x.stated_outcome, x.stated_at, x.known_at, x.ended_at, x.score_opens, x.score_closes,
		x.score_options, x.schedule, x.last_change, x.place FROM questions x JOIN ids i ON i.num = x.num`+clause(where)+" ORDER BY x.asked_at, x.place", args...).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []QuestionRow
	for rows.Next() {
		var q QuestionRow
		if err := rows.Scan(&q.Num, &q.ID, &q.Title, &q.Type, &q.Background, &q.Criteria, &q.FinePrint, &q.Source, &q.Opens, &q.Closes, &q.ResolvesBy,
			&q.Tags, &q.Options, &q.Ordered, &q.Unit, &q.Range, &q.IfQuestion, &q.IfOutcome, &q.Forecaster, &q.AskedAt, &q.Wordings, &q.Rivals,
			&q.EndKind, &q.Outcome, &q.Why, &q.StatedKind, &q.StatedOutcome, &q.StatedAt, &q.KnownAt, &q.EndedAt, &q.ScoreOpens, &q.ScoreCloses,
			&q.ScoreOptions, &q.Schedule, &q.LastChange, &q.Place); err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	return all, rows.Err()
}

// Question is the question with the id, or the one that it is one with; ok is
// false if it is not here.
func (r Reader) Question(id journal.ID) (row QuestionRow, ok bool, err error) {
	return one(r.questions("x.num = (SELECT COALESCE(j.canonical, g.num) FROM ids g LEFT JOIN joined j ON j.question = g.num WHERE g.id = ?)", id[:]))
}

// Questions lists all questions in the order of their asking.
func (r Reader) Questions() ([]QuestionRow, error) { return r.questions("") }

// QuestionsBy gives for each of the ids the question that it goes by, where it
// is here.
func (r Reader) QuestionsBy(ids []journal.ID) (map[journal.ID]QuestionRow, error) {
	all := make(map[journal.ID]QuestionRow, len(ids))
	if len(ids) == 0 {
		return all, nil
	}
	given, err := list[struct{ ID, Given []byte }](r, `SELECT c.id, g.id AS given FROM `+givenIDs+` LEFT JOIN joined j ON j.question = g.num
		JOIN questions x ON x.num = COALESCE(j.canonical, g.num) JOIN ids c ON c.num = x.num`, text(hexes(ids)))
	if err != nil {
		return all, err
	}
	rows, err := r.QuestionsAmong(ids)
	by := make(map[journal.ID]QuestionRow, len(rows))
	for _, row := range rows {
		by[journal.ID(row.ID)] = row
	}
	for _, row := range given {
		all[journal.ID(row.Given)] = by[journal.ID(row.ID)]
	}
	return all, err
}

// QuestionsAmong lists the questions that some ids go by, in the order of their asking.
func (r Reader) QuestionsAmong(ids []journal.ID) ([]QuestionRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return r.questions(`x.num IN (SELECT COALESCE(j.canonical, g.num) FROM `+givenIDs+` LEFT JOIN joined j ON j.question = g.num)`, text(hexes(ids)))
}

// QuestionsTitled lists the questions with exactly this title, or that are one
// with such a question.
func (r Reader) QuestionsTitled(title string) ([]QuestionRow, error) {
	return r.questions("x.num IN (SELECT COALESCE(j.canonical, a.num) FROM asked a LEFT JOIN joined j ON j.question = a.num WHERE a.title = ?)", title)
}

// QuestionsTagged lists the questions with a tag; all if it is empty.
func (r Reader) QuestionsTagged(tag string) ([]QuestionRow, error) {
	if tag == "" {
		return r.Questions()
	}
	return r.questions("x.num IN (SELECT question FROM question_tags WHERE tag = ?)", tag)
}

// ResolvedQuestions lists the questions of a type that have an outcome,
// whenever it became known.
func (r Reader) ResolvedQuestions(of string) ([]QuestionRow, error) {
	return r.questions("x.type = ? AND x.end_kind = 'resolved'", of)
}

// DisputedQuestions lists the questions on whose end the records disagree.
func (r Reader) DisputedQuestions() ([]QuestionRow, error) {
	return r.questions("x.end_kind = 'disputed'")
}

// ConditionQuestions lists the questions on whose outcome another depends.
func (r Reader) ConditionQuestions() ([]QuestionRow, error) {
	return r.questions("x.num IN (SELECT if_question FROM questions WHERE if_question IS NOT NULL)")
}

// BoundQuestions lists the questions whose probabilities are bound to others:
// choices, and what a relation or a scenario set names.
func (r Reader) BoundQuestions() ([]QuestionRow, error) {
	return r.questions(`x.num IN (SELECT num FROM questions WHERE type = 'choice' UNION SELECT COALESCE(j.canonical, b.num) FROM (
		SELECT from_question AS num FROM relations UNION SELECT to_question FROM relations
		UNION SELECT m.target FROM scenario_statements s JOIN mentions m ON m.record = s.num WHERE s.kind = 'scenarios.conditioned'
		) b LEFT JOIN joined j ON j.question = b.num)`)
}

// Ends lists the decisions about one question, in order.
func (r Reader) Ends(question int64) ([]EndRow, error) {
	return list[EndRow](r, `SELECT x.num, i.id, o.line, x.kind, x.holds, ol.key, o.at FROM ends x JOIN ids i ON i.num = x.num`+
		inOrder+" WHERE x.question = ?"+byOrder, question)
}

// Tags counts questions by tag.
func (r Reader) Tags() ([]TagRow, error) {
	return list[TagRow](r, "SELECT tag, COUNT(*) AS count FROM question_tags GROUP BY tag ORDER BY count DESC, tag")
}

// TagRow is a tag and how many questions have it.
type TagRow struct {
	Tag   string
	Count int
}

// Sizes counts what the workspace holds.
type Sizes struct{ Questions, Articles, Findings int }

// Sizes reads them.
func (r Reader) Sizes() (Sizes, error) {
	all, _, err := one(list[Sizes](r, `SELECT (SELECT COUNT(*) FROM questions) AS questions, (SELECT COUNT(*) FROM articles) AS articles,
		(SELECT COUNT(*) FROM findings) AS findings`))
	return all, err
}
