package model

import "weathervane/model/journal"

// What leans on an article or a finding shows best once that was retracted, or
// its text corrected. What is about it then waits, and has no rows.

// orWaits narrows to records that count, or would if what they are about did.
const orWaits = " AND (o.why IS NULL OR o.why = 'waiting')"

// corrects narrows to the revisions of an article's text that stand.
const corrects = "until IS NULL AND json_type(changes, '$.text') IS NOT NULL"

// FallenRecords lists the articles and findings that were retracted, and the
// articles whose text was corrected.
func (r Reader) FallenRecords() ([]RecordRow, error) {
	return r.records(ofKinds(journal.ArticleAdded, journal.FindingFiled) + ` AND o.num IN (
		SELECT target FROM retractions WHERE holds UNION SELECT entity FROM revisions WHERE ` + corrects + ")")
}

// FallRecords lists the records that take an article or a finding back, or
// correct its text.
func (r Reader) FallRecords(n int64) ([]RecordRow, error) {
	return r.records(`o.num IN (SELECT num FROM retractions WHERE target = ? AND holds
		UNION SELECT num FROM revisions WHERE entity = ? AND `+corrects+")", n, n)
}

// FindingRecords lists the findings of an article, also those that were
// retracted.
func (r Reader) FindingRecords(article int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.FindingFiled)+" AND "+naming, article)
}

// GroupedFindingRecords lists the findings that are in a group with a finding,
// also those that were retracted.
func (r Reader) GroupedFindingRecords(finding int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.FindingFiled)+` AND o.num IN (SELECT g.target FROM mentions g WHERE g.record IN (
		SELECT o.num FROM records o WHERE `+ofKinds(journal.FindingsGrouped)+" AND "+naming+orWaits+"))", finding)
}

// BearingRecords lists the judgements of a finding that count, or would if the
// finding did.
func (r Reader) BearingRecords(finding int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.BearingJudged)+" AND "+naming+orWaits, finding)
}

// Because is a forecast that names a finding as a reason.
type Because struct {
	Forecast   int64
	QuestionID []byte
}

// ForecastsBecauseOf lists the forecasts that name a finding as a reason.
func (r Reader) ForecastsBecauseOf(finding int64) ([]Because, error) {
	return list[Because](r, `SELECT x.num AS forecast, qi.id AS question_id FROM forecasts x JOIN mentions m ON m.record = x.num
		JOIN ids qi ON qi.num = x.question`+inOrder+" WHERE m.target = ?"+byOrder, finding)
}
