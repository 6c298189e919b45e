package evidence

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"regexp"
	"sort"
	"strings"
	"time"

	"weathervane/forecasts/address"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Attach stores an article and its text. A text that is already here is
// recognised by its hash: then its id is returned, and already is true.
func (d *Desk) Attach(ctx context.Context, article articles.Article) (id journal.ID, already bool, err error) {
	all, err := d.AttachAll(ctx, []articles.Article{article})
	if err != nil {
		return journal.ID{}, false, err
	}
	return all[0].ID, all[0].Already, nil
}

// Attached is an article that was stored; Already says that it was here before,
// Cleaned that its address was kept without a secret (address.Clean).
type Attached struct {
	ID      journal.ID
	Already bool
	Cleaned bool
}

// AttachAll stores several articles, all of them or none.
func (d *Desk) AttachAll(ctx context.Context, all []articles.Article) ([]Attached, error) {
	for _, article := range all {
		if strings.TrimSpace(article.Text) == "" {
			return nil, errors.New("the article has no text: nothing was stored")
		}
		if stripped(article.Title) == "" {
			return nil, errors.New("the article has no title: give one with --title")
		}
	}
	kept := make([]Attached, len(all))
	err := d.Record(ctx, func(t *model.Tx, a *session.Author) (err error) {
		here := map[[32]byte]journal.ID{} // of this call, not in any table yet
		for i, article := range all {
			if kept[i], err = attach(a, article, here); err != nil {
				return err
			}
		}
		return nil
	})
	return kept, err
}

func attach(a *session.Author, article articles.Article, here map[[32]byte]journal.ID) (Attached, error) {
	sha := sha256.Sum256([]byte(article.Text))
	if id, ok := here[sha]; ok {
		return Attached{ID: id, Already: true}, nil
	}
	same, err := a.T.Reader().ArticlesWithText(sha)
	if err != nil {
		return Attached{}, err
	}
	if len(same) > 0 {
		_, _, whole, err := a.T.Reader().Blob(sha[:])
		if err == nil && !whole { // it arrived without its text
			_, _, err = keep(a, article)
		}
		return Attached{ID: journal.ID(same[0].ID), Already: true}, err
	}
	at, cleaned := address.Clean(notation.Stripped(article.URL, mostAddress))
	added := journal.Added{
		Title: stripped(article.Title), Authors: allStripped(article.Authors), Publisher: stripped(article.Publisher), URL: at,
		Published: published(article.Published), Language: article.Language, Retrieved: &a.At,
	}
	if added.Text, added.Original, err = keep(a, article); err != nil {
		return Attached{}, err
	}
	here[sha], err = a.Add(journal.ArticleAdded, added)
	return Attached{ID: here[sha], Cleaned: cleaned}, err
}

// mostAddress is how long an address may be.
const mostAddress = 4000

// stripped is a particular of an article, which a page may state with anything in
// it, as a line.
func stripped(text string) string { return notation.Stripped(text, notation.MostTitle) }

func allStripped(texts []string) []string {
	var all []string
	for _, t := range texts {
		all = append(all, stripped(t))
	}
	return all
}

// published writes a date as the format requires: a plain date or an instant.
func published(s string) string {
	if t, err := time.Parse(time.DateOnly, s); err == nil && t.Year() >= 1000 {
		return s
	}
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil && t.Year() >= 1000 {
		return journal.InstantOf(t).String()
	}
	return ""
}

var admiralty = regexp.MustCompile(`^[A-F][1-6]$`)

// File records a finding: a passage of an article and what it claims, with
// judgements on the given questions; all of it or nothing.
func (d *Desk) File(ctx context.Context, f Filing) (journal.ID, error) {
	f.Grade = strings.ToUpper(strings.TrimSpace(f.Grade))
	f.Claim = strings.Join(strings.Fields(f.Claim), " ")
	switch {
	case f.Claim == "":
		return journal.ID{}, errors.New("the finding has no claim: say in your own words what the passage shows")
	case f.Grade != "" && !admiralty.MatchString(f.Grade):
		return journal.ID{}, fmt.Errorf("%q is not an Admiralty grade: give a letter A–F and a digit 1–6, such as B2", f.Grade)
	}
	if err := notation.CheckLine("the claim", f.Claim, notation.MostClaim); err != nil {
		return journal.ID{}, err
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		body, err := articleText(r, f.Article)
		if err != nil {
			return journal.ID{}, err
		}
		quote, err := locate(body, f)
		if err != nil {
			return journal.ID{}, err
		}
		id, err := a.Add(journal.FindingFiled, journal.Filed{
			Article: f.Article, Claim: f.Claim, Grade: f.Grade, Note: f.Note, Quote: quote,
		})
		all := f.More
		if f.Question != nil {
			all = append([]Judgement{{*f.Question, f.LR, f.LRs}}, all...)
		}
		for _, j := range all {
			if err == nil {
				_, err = judge(r, a, journal.Judged{Finding: id, Question: j.Question, LR: j.LR, LRs: j.LRs})
			}
		}
		for _, other := range f.SameOrigin {
			if err == nil {
				err = listing.FiledHere(r, other)
			}
		}
		if err == nil && len(f.SameOrigin) > 0 {
			_, err = a.Add(journal.FindingsGrouped, journal.Grouped{Findings: append([]journal.ID{id}, f.SameOrigin...)})
		}
		return id, err
	})
}

func locate(body string, f Filing) (journal.Quote, error) {
	if f.Start != nil {
		s := articles.At(body, *f.Start, *f.Start+len([]rune(f.Exact)))
		if s.Exact != f.Exact {
			return journal.Quote{}, errors.New("the passage is not at that place in the text: select it again")
		}
		return journal.Quote(s), nil
	}
	s, err := articles.Quote(body, f.Exact, f.Nth)
	return journal.Quote(s), err
}

func articleText(r model.Reader, id journal.ID) (string, error) {
	row, err := articleRow(r, id)
	if err != nil {
		return "", err
	}
	content, _, ok, err := r.Blob(row.Text)
	if err == nil && !ok {
		err = fmt.Errorf("the text of %q was left out of the file it arrived in: attach the article to quote it", row.Title)
	}
	return string(content), err
}

// Judge records how strongly a finding bears on a question.
func (d *Desk) Judge(ctx context.Context, finding, question journal.ID, lr *float64, lrs map[string]float64, note string) (journal.ID, error) {
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		if err := listing.FiledHere(r, finding); err != nil {
			return journal.ID{}, err
		}
		return judge(r, a, journal.Judged{Finding: finding, Question: question, LR: lr, LRs: lrs, Note: note})
	})
}

func judge(r model.Reader, a *session.Author, j journal.Judged) (journal.ID, error) {
	row, err := listing.QuestionRow(r, j.Question)
	if err != nil {
		return journal.ID{}, err
	}
	q := listing.AskedOf(row)
	switch {
	case q.Type == "choice" && j.LRs == nil:
		return journal.ID{}, fmt.Errorf("%q is a choice: give a likelihood for each of its options", q.Title)
	case q.Type == "choice":
		if err := checkLikelihoods(j.LRs, q.Options); err != nil {
			return journal.ID{}, err
		}
	case j.LR == nil:
		return journal.ID{}, fmt.Errorf("%q takes one likelihood ratio, such as 2 or 0.5", q.Title)
	case !(*j.LR > 0) || math.IsInf(*j.LR, 0):
		return journal.ID{}, fmt.Errorf("%v is not a likelihood ratio: give a number above 0, where 1 changes nothing and 2 doubles the odds", *j.LR)
	}
	return a.Add(journal.BearingJudged, j)
}

func checkLikelihoods(lrs map[string]float64, options []string) error {
	var missing []string
	for _, o := range options {
		if x, ok := lrs[o]; !ok || !(x > 0) || math.IsInf(x, 0) {
			missing = append(missing, o)
		}
	}
	if len(missing) > 0 || len(lrs) != len(options) {
		sort.Strings(missing)
		return fmt.Errorf("give a likelihood above 0 for every option and for nothing else: %s", strings.Join(missing, ", "))
	}
	return nil
}

// Filing is a finding to be filed: the quote is located in the article's text.
type Filing struct {
	Article journal.ID
	Exact   string
	Nth     int  // which occurrence, from 1; 0 if there is only one
	Start   *int // code point offset of the passage, if known
	Claim   string
	Grade   string
	Note    string
	// Question and LR, if given, judge the finding at once.
	Question *journal.ID
	LR       *float64
	LRs      map[string]float64
	More     []Judgement // on further questions
	// SameOrigin are findings with which this one shares its origin.
	SameOrigin []journal.ID
}

// Judgement is how strongly a finding bears on a question.
type Judgement struct {
	Question journal.ID
	LR       *float64
	LRs      map[string]float64
}
