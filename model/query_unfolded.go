package model

import "weathervane/model/journal"

// What no table holds is read from the records themselves.

// notTakenBack leaves out records that their own log retracts.
const notTakenBack = ` AND NOT EXISTS (SELECT 1 FROM mentions tm JOIN records tr ON tr.num = tm.record
	WHERE tm.target = r.num AND tr.kind = 'record.retracted' AND tr.log = r.log)`

// counting keeps out the records of a log above its fork.
const counting = "(l.cut IS NULL OR r.seq < l.cut) AND "

// setKinds are the kinds of what is said about scenario sets.
var setKinds = []string{journal.ScenariosFramed, journal.ScenariosRevised, journal.ScenariosWeighed, journal.ScenariosConditioned,
	journal.ScenariosResolved, journal.ConsistencyJudged, journal.SignpostPlaced, journal.SignpostChecked}

// SetRecords lists all that was said about scenario sets, retracted or not.
func (r Reader) SetRecords() ([]RecordRow, error) { return r.records(counting + ofKinds(setKinds...)) }

// SetRecordsOf lists what was said about one scenario set, and about its
// signposts, retracted or not.
func (r Reader) SetRecordsOf(set int64) ([]RecordRow, error) {
	return r.records(counting+ofKinds(setKinds...)+" AND (r.num = ? OR "+naming+` OR r.num IN (
		SELECT m.record FROM mentions m JOIN mentions up ON up.record = m.target WHERE up.target = ?))`, set, set, set)
}

// SetRetractions lists the records that take back what was said about scenario
// sets.
func (r Reader) SetRetractions() ([]RecordRow, error) { return r.retractionsOf(setKinds...) }

// retractionsOf lists the retractions of records of the kinds.
func (r Reader) retractionsOf(kinds ...string) ([]RecordRow, error) {
	return r.records(counting + ofKinds(journal.RecordRetracted) + ` AND r.num IN (SELECT m.record FROM mentions m
		JOIN records t ON t.num = m.target WHERE t.` + kindIn(kinds...) + ")")
}

// WeighingRecords lists the weighings of scenario sets.
func (r Reader) WeighingRecords() ([]RecordRow, error) {
	return r.records(ofKinds(journal.ScenariosWeighed))
}

// SignpostRecords lists the signposts, their checks, and all retractions.
func (r Reader) SignpostRecords() ([]RecordRow, error) {
	return r.records(ofKinds(journal.SignpostPlaced, journal.SignpostChecked, journal.RecordRetracted))
}

// SealRecords lists the announcements of sealed forecasts.
func (r Reader) SealRecords() ([]RecordRow, error) { return r.records(ofKinds(journal.ForecastSealed)) }

// SealRecordsOf lists the announcements of a sealed forecast.
func (r Reader) SealRecordsOf(forecast int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.ForecastSealed)+" AND "+naming, forecast)
}

// ReviewRecords lists the signed reviews that were not retracted.
func (r Reader) ReviewRecords() ([]RecordRow, error) {
	return r.records(ofKinds(journal.ReviewSigned) + notTakenBack)
}

// ConfirmationRecords lists the confirmations of a resolution.
func (r Reader) ConfirmationRecords(resolution int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.ResolutionConfirmed)+" AND "+naming, resolution)
}

// BaseRateRecords lists the base rates that were not retracted.
func (r Reader) BaseRateRecords() ([]RecordRow, error) {
	return r.records(ofKinds(journal.BaseRateBuilt) + notTakenBack)
}

// BaseRateRecordsOn lists those for a question.
func (r Reader) BaseRateRecordsOn(question int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.BaseRateBuilt)+" AND "+naming+notTakenBack, question)
}

// GradeRecords lists the grades of sources that were not retracted.
func (r Reader) GradeRecords() ([]RecordRow, error) {
	return r.records(ofKinds(journal.SourceGraded) + notTakenBack)
}

// BearingRecords lists the judgements of a finding that were not retracted, also
// where the finding was.
func (r Reader) BearingRecords(finding int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.BearingJudged)+" AND "+naming+notTakenBack, finding)
}

// GroupRecords lists the groups that a finding belongs to, but for those that
// were retracted.
func (r Reader) GroupRecords(finding int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.FindingsGrouped)+" AND "+naming+notTakenBack, finding)
}

// GroupRecordsOn lists the groups of findings that bear on a question.
func (r Reader) GroupRecordsOn(question int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.FindingsGrouped)+` AND r.num IN (SELECT m.record FROM mentions m
		JOIN bearings b ON b.finding = m.target WHERE b.question = ?)`+notTakenBack, question)
}

// groupsOf narrows to the groups that a finding of an article belongs to.
var groupsOf = ofKinds(journal.FindingsGrouped) + ` AND r.num IN (SELECT m.record FROM mentions m
	JOIN findings f ON f.num = m.target WHERE f.article = ?)` + notTakenBack

// GroupRecordsOf lists the groups that the findings of an article belong to.
func (r Reader) GroupRecordsOf(article int64) ([]RecordRow, error) {
	return r.records(groupsOf, article)
}

// FindingsBeside lists the findings that are in one group with a finding of an
// article, those of the article too.
func (r Reader) FindingsBeside(article int64) ([]FindingRow, error) {
	return r.findings("x.num IN (SELECT g.target FROM mentions g JOIN records r ON r.num = g.record WHERE "+groupsOf+")", article)
}

// FindingRecordsIn lists the findings of a group as recorded.
func (r Reader) FindingRecordsIn(group int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.FindingFiled)+" AND r.num IN (SELECT target FROM mentions WHERE record = ?)", group)
}

// FallenRecords lists the articles and findings that a retraction or a revision
// names.
func (r Reader) FallenRecords() ([]RecordRow, error) {
	return r.records(ofKinds(journal.ArticleAdded, journal.FindingFiled) + ` AND r.num IN (SELECT m.target FROM records x
		JOIN mentions m ON m.record = x.num WHERE x.kind IN ('record.retracted', 'article.revised'))`)
}

// FallRecords lists the retractions and revisions that name an article or a
// finding and were not retracted.
func (r Reader) FallRecords(n int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.RecordRetracted, journal.ArticleRevised)+" AND "+naming+notTakenBack, n)
}
