package model

// Latest lists the newest shown records first, at most n; where narrows r, l
// (the log) and i (the id).
func (r Reader) Latest(n int, where string, args ...any) ([]RecordRow, error) {
	return list[RecordRow](r, `SELECT r.num, i.id, l.key, l.log, r.seq, r.at, r.kind, r.line FROM records r
		JOIN ids i ON i.num = r.num JOIN logs l ON l.num = r.log WHERE r.line IS NOT NULL AND (`+where+`)
		ORDER BY r.at DESC, l.log DESC, r.seq DESC LIMIT ?`, append(args, n)...)
}

// Arrival counts one author's records of a kind.
type Arrival struct {
	Key   []byte
	Kind  string
	Count int
	Last  int64 // the instant of the newest
}

// Arrivals counts shown records by author and kind; where narrows r and l.
func (r Reader) Arrivals(where string, args ...any) ([]Arrival, error) {
	return list[Arrival](r, `SELECT l.key, r.kind, COUNT(*) AS count, MAX(r.at) AS last FROM records r
		JOIN logs l ON l.num = r.log WHERE r.line IS NOT NULL AND (`+where+`) GROUP BY l.key, r.kind ORDER BY l.key, r.kind`, args...)
}

// UnjudgedArticles lists the articles of which no finding was judged on a
// question, in order.
func (r Reader) UnjudgedArticles() ([]ArticleRow, error) {
	return r.Articles("NOT EXISTS (SELECT 1 FROM findings f JOIN bearings b ON b.finding = f.num WHERE f.article = x.num)")
}

// FirstJudgement is when somebody first judged a finding on a question.
type FirstJudgement struct{ Question, Finding, At int64 }

// FirstJudgements lists them.
func (r Reader) FirstJudgements() ([]FirstJudgement, error) {
	return list[FirstJudgement](r, "SELECT question, finding, MIN(at) AS at FROM bearings GROUP BY question, finding")
}
