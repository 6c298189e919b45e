package model

import "weathervane/model/journal"

// ArticleRow is an article as projected.
type ArticleRow struct {
	Num                                                 int64
	ID, Text                                            []byte
	Title, Authors, Publisher, URL, Published, Language string
	Forecaster                                          int64
	At                                                  journal.Instant
	Findings                                            int
}

// FindingRow is a finding as projected.
type FindingRow struct {
	Num, Article, Forecaster  int64
	ID, ArticleID             []byte
	Quote, Claim, Grade, Note string
	At                        journal.Instant
}

// BearingRow is one judgement of a finding on a question.
type BearingRow struct {
	Num, Finding, Question, Forecaster int64
	ID, FindingID, QuestionID          []byte
	LR                                 *float64
	LRs                                string `gorm:"column:lrs"`
	Note                               string
	At                                 journal.Instant
}

// articles lists articles in order; where narrows x.
func (r Reader) articles(where string, args ...any) ([]ArticleRow, error) {
	return list[ArticleRow](r, `SELECT x.*, i.id, (SELECT COUNT(*) FROM findings f WHERE f.article = x.num) AS findings
		FROM articles x JOIN ids i ON i.num = x.num`+inOrder+clause(where)+byOrder, args...)
}

// Article is the article with the id; ok is false if it is not here.
func (r Reader) Article(id journal.ID) (row ArticleRow, ok bool, err error) {
	return one(r.articles("i.id = ?", id[:]))
}

// Articles lists all articles in order.
func (r Reader) Articles() ([]ArticleRow, error) { return r.articles("") }

// ArticlesTitled lists the articles with exactly this title.
func (r Reader) ArticlesTitled(title string) ([]ArticleRow, error) {
	return r.articles("x.title = ?", title)
}

// ArticlesWithText lists the articles whose text has the hash.
func (r Reader) ArticlesWithText(sha [32]byte) ([]ArticleRow, error) {
	return r.articles("x.text = ?", sha[:])
}

// ArticlesNamed lists the articles at an address, if one is given, and those
// under a title, whatever its case.
func (r Reader) ArticlesNamed(url, title string) ([]ArticleRow, error) {
	return r.articles("x.url <> '' AND x.url = ? OR lower(x.title) = lower(?)", url, title)
}

// ArticlesSimilarTo lists what ArticlesNamed does, and those whose text has the
// hash.
func (r Reader) ArticlesSimilarTo(sha [32]byte, url, title string) ([]ArticleRow, error) {
	return r.articles("x.text = ? OR x.url <> '' AND x.url = ? OR lower(x.title) = lower(?)", sha[:], url, title)
}

// ArticlesOf lists the articles that the findings quote.
func (r Reader) ArticlesOf(findings []FindingRow) ([]ArticleRow, error) {
	nums := make([]int64, len(findings))
	for i, f := range findings {
		nums[i] = f.Article
	}
	return r.articles("x.num"+among, listed(nums))
}

// UnjudgedArticles lists the articles of which no finding was judged on a
// question, in order.
func (r Reader) UnjudgedArticles() ([]ArticleRow, error) {
	return r.articles("NOT EXISTS (SELECT 1 FROM findings f JOIN bearings b ON b.finding = f.num WHERE f.article = x.num)")
}

// findings lists findings in order; where narrows x.
func (r Reader) findings(where string, args ...any) ([]FindingRow, error) {
	return list[FindingRow](r, `SELECT x.*, i.id, ai.id AS article_id FROM findings x JOIN ids i ON i.num = x.num
		JOIN ids ai ON ai.num = x.article`+inOrder+clause(where)+byOrder, args...)
}

// Finding is the finding with the id; ok is false if it is not here.
func (r Reader) Finding(id journal.ID) (row FindingRow, ok bool, err error) {
	return one(r.findings("i.id = ?", id[:]))
}

// Findings lists all findings in order.
func (r Reader) Findings() ([]FindingRow, error) { return r.findings("") }

// LatestFindings lists the findings that were filed last, at most n, in order.
func (r Reader) LatestFindings(n int) ([]FindingRow, error) {
	return r.findings("x.num IN (SELECT num FROM findings ORDER BY at DESC LIMIT ?)", n)
}

// FindingsOf lists the findings of an article.
func (r Reader) FindingsOf(article int64) ([]FindingRow, error) {
	return r.findings("x.article = ?", article)
}

// FindingsOn lists the findings that somebody has judged on a question.
func (r Reader) FindingsOn(question int64) ([]FindingRow, error) {
	return r.findings("x.num IN (SELECT finding FROM bearings WHERE question = ?)", question)
}

// HasFinding reports whether the record with the number is a finding that counts.
func (r Reader) HasFinding(n int64) (bool, error) {
	found, err := r.count("SELECT COUNT(*) FROM findings WHERE num = ?", n)
	return found > 0, err
}

// FindingCounts counts the findings that bear on each of the questions.
func (r Reader) FindingCounts(questions []QuestionRow) (map[int64]int, error) {
	rows, err := list[struct {
		Question int64
		Count    int
	}](r, "SELECT question, COUNT(DISTINCT finding) AS count FROM bearings WHERE question"+among+" GROUP BY question", listed(numsOf(questions)))
	all := map[int64]int{}
	for _, row := range rows {
		all[row.Question] = row.Count
	}
	return all, err
}

// JudgedQuestions are the numbers of the questions on which somebody judged a finding.
func (r Reader) JudgedQuestions() (map[int64]bool, error) {
	nums, err := r.numbers("SELECT DISTINCT question AS num FROM bearings")
	all := make(map[int64]bool, len(nums))
	for _, n := range nums {
		all[n] = true
	}
	return all, err
}

// bearings lists judgements in order; where narrows x.
func (r Reader) bearings(where string, args ...any) ([]BearingRow, error) {
	return list[BearingRow](r, `SELECT x.*, i.id, fi.id AS finding_id, qi.id AS question_id FROM bearings x
		JOIN ids i ON i.num = x.num JOIN ids fi ON fi.num = x.finding JOIN ids qi ON qi.num = x.question`+
		inOrder+clause(where)+byOrder, args...)
}

// BearingsOn lists the judgements of findings on a question.
func (r Reader) BearingsOn(question int64) ([]BearingRow, error) {
	return r.bearings("x.question = ?", question)
}

// BearingsOf lists the judgements of the findings, on whatever question.
func (r Reader) BearingsOf(findings []FindingRow) ([]BearingRow, error) {
	nums := make([]int64, len(findings))
	for i, f := range findings {
		nums[i] = f.Num
	}
	return r.bearings("x.finding"+among, listed(nums))
}

// FirstJudgement is when somebody first judged a finding on a question.
type FirstJudgement struct{ Question, Finding, At int64 }

// FirstJudgements lists them for the questions.
func (r Reader) FirstJudgements(questions []QuestionRow) ([]FirstJudgement, error) {
	return list[FirstJudgement](r, "SELECT question, finding, MIN(at) AS at FROM bearings WHERE question"+among+" GROUP BY question, finding", listed(numsOf(questions)))
}
