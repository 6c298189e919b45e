package listing

import (
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// Source names where an article comes from: its publisher, its authors, or
// whoever added it.
func (a Article) Source() string {
	switch {
	case a.Publisher != "":
		return a.Publisher
	case len(a.Authors) > 0:
		return strings.Join(a.Authors, ", ")
	}
	return "Added by " + a.AddedBy.Name
}

func ArticleOf(b forecaster.Directory, row model.ArticleRow) Article {
	a := Article{
		ID: journal.ID(row.ID), Title: row.Title, Publisher: row.Publisher, URL: row.URL, Published: row.Published,
		Language: row.Language, At: row.At, AddedBy: b.Who(row.Forecaster), Count: row.Findings,
	}
	model.DecodeColumn(row.Authors, &a.Authors)
	return a
}

// Origin is a finding of which another has, or may have, the same origin.
type Origin struct {
	ID      journal.ID
	Claim   string
	Article Article // without its text and findings
	At      journal.Instant
	// Group is the record that says so and By its author; both empty if nobody
	// did.
	Group journal.ID
	By    forecaster.Forecaster
	Mine  bool
}

// Article is one article; Text is filled if the text is here.
type Article struct {
	ID        journal.ID              `json:"id"`
	Title     string                  `json:"title"`
	Authors   []string                `json:"authors,omitempty"`
	Publisher string                  `json:"publisher,omitempty"`
	URL       string                  `json:"url,omitempty"`
	Published string                  `json:"published,omitempty"`
	Language  string                  `json:"language,omitempty"`
	Text      string                  `json:"text,omitempty"`
	Findings  []Finding               `json:"findings,omitempty"`
	At        journal.Instant         `json:"at"`
	AddedBy   forecaster.Forecaster   `json:"added_by"`
	Count     int                     `json:"-"` // number of findings, if Findings is not filled
	ReadBy    []forecaster.Forecaster `json:"-"` // who filed or judged findings of it
	Mine      bool                    `json:"-"`
}

// Finding is a finding with its passage.
type Finding struct {
	ID       journal.ID            `json:"id"`
	Article  journal.ID            `json:"article"`
	Quote    journal.Quote         `json:"quote"`
	Claim    string                `json:"claim"`
	Grade    string                `json:"grade,omitempty"`
	Note     string                `json:"note,omitempty"`
	At       journal.Instant       `json:"at"`
	By       forecaster.Forecaster `json:"by"`
	Bearings []Bearing             `json:"bearings"`
	LeanedOn []journal.ID          `json:"leaned_on_by,omitempty"`
	Origins  []Origin              `json:"-"` // findings of the same origin, if one article is shown
	Mine     bool                  `json:"-"`
	Lost     bool                  `json:"-"` // the quote no longer occurs in the article's text
}

// Bearing is one analyst's judgement of a finding on a question.
type Bearing struct {
	ID       journal.ID            `json:"-"`
	Question journal.ID            `json:"question"`
	Title    string                `json:"-"`
	Analyst  forecaster.Forecaster `json:"analyst"`
	LR       *float64              `json:"lr,omitempty"`
	LRs      map[string]float64    `json:"lrs,omitempty"`
	At       journal.Instant       `json:"at"`
	Mine     bool                  `json:"-"`
}
