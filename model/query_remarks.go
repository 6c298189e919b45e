package model

import "weathervane/model/journal"

// GroupRow is a finding in a group of findings that share an origin.
type GroupRow struct {
	Record, Finding, Forecaster int64
	ID, FindingID               []byte // of the group and of the finding
	Why                         string
	At                          journal.Instant
}

const selectGroups = `SELECT x.*, i.id, fi.id AS finding_id FROM grouped x JOIN ids i ON i.num = x.record JOIN ids fi ON fi.num = x.finding
	JOIN records o ON o.num = x.record JOIN logs ol ON ol.num = o.log`

// GroupsOfQuestion lists the groups of findings of which one bears on a question.
func (r Reader) GroupsOfQuestion(question int64) ([]GroupRow, error) {
	return list[GroupRow](r, selectGroups+` WHERE x.record IN (SELECT g.record FROM grouped g JOIN bearings b ON b.finding = g.finding
		WHERE b.question = ?)`+byOrder+", x.finding", question)
}

// GroupsOfArticle lists the groups of findings of which one is of an article.
func (r Reader) GroupsOfArticle(article int64) ([]GroupRow, error) {
	return list[GroupRow](r, selectGroups+` WHERE x.record IN (SELECT g.record FROM grouped g JOIN findings f ON f.num = g.finding
		WHERE f.article = ?)`+byOrder+", x.finding", article)
}

// FindingsBeside lists the findings that are in one group with a finding of an
// article, those of the article too.
func (r Reader) FindingsBeside(article int64) ([]FindingRow, error) {
	return r.findings(`x.num IN (SELECT b.finding FROM grouped b WHERE b.record IN (SELECT g.record FROM grouped g
		JOIN findings f ON f.num = g.finding WHERE f.article = ?))`, article)
}

// GradeRow is how reliable a forecaster holds a source to be, A to F.
type GradeRow struct {
	Num, Forecaster          int64
	ID                       []byte
	Source, Reliability, Why string
	At                       journal.Instant
}

// Grades lists those that count, in the order of records: the latest of a
// forecaster and source stands.
func (r Reader) Grades() ([]GradeRow, error) {
	return list[GradeRow](r, "SELECT x.*, i.id FROM grades x JOIN ids i ON i.num = x.num"+inOrder+byOrder)
}

// ReviewRow is a review that counts.
type ReviewRow struct {
	Num, Forecaster               int64
	ID                            []byte
	Scope, Figures, Verdict, Note string // scope and figures as JSON
	At                            journal.Instant
}

// Reviews lists those that count, in the order of records.
func (r Reader) Reviews() ([]ReviewRow, error) {
	return list[ReviewRow](r, "SELECT x.*, i.id FROM reviews x JOIN ids i ON i.num = x.num"+inOrder+byOrder)
}

// CommentRow is a comment that counts.
type CommentRow struct {
	Num, Subject, Forecaster int64
	ID, SubjectID            []byte
	Text                     string
	ReplyTo                  []byte
	At                       journal.Instant
}

const selectComments = `SELECT x.num, x.subject, x.forecaster, x.text, x.at, i.id, si.id AS subject_id, ri.id AS reply_to FROM comments x
	JOIN ids i ON i.num = x.num JOIN ids si ON si.num = x.subject LEFT JOIN ids ri ON ri.num = x.reply_to` + inOrder

// CommentsOn lists the comments on a record, or on a question that is one with
// it, and on what names that.
func (r Reader) CommentsOn(subject int64) ([]CommentRow, error) {
	return list[CommentRow](r, selectComments+" WHERE x.subject IN "+oneWith+" OR x.subject IN (SELECT record FROM mentions WHERE target IN "+oneWith+")"+byOrder,
		subject, subject, subject, subject)
}

// WitnessRow is a checkpoint that the author of another log recorded.
type WitnessRow struct {
	Record   int64
	Log, Key []byte // the log that it is of, and the key of the author who recorded it
	Size     int64
	Note     string
	At       journal.Instant
}

// Witnesses lists the checkpoints that authors recorded, in the order of records.
func (r Reader) Witnesses() ([]WitnessRow, error) {
	return list[WitnessRow](r, "SELECT x.* FROM witnessed x JOIN records o ON o.num = x.record JOIN logs ol ON ol.num = o.log"+byOrder)
}

// ExposedLogs lists the logs of which a record claims that they were forked.
func (r Reader) ExposedLogs() (map[journal.LogID]bool, error) {
	rows, err := list[struct{ Line []byte }](r, "SELECT line FROM records WHERE kind = 'fork.exposed'")
	all := map[journal.LogID]bool{}
	for _, row := range rows {
		d, err := decode[journal.Exposed](row.Line)
		if err != nil {
			return nil, err
		}
		all[d.Log] = true
	}
	return all, err
}
