package question

import (
	"encoding/json"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/ledger"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// Row is a line of the window's list: a question with a summary of its
// forecasts.
type Row struct {
	listing.Question
	Mine       *standing.Belief // own standing forecast
	Median     *float64         // of all standing forecasts, binary only; nil while blind
	Change     float64          // own last change, in probability (binary)
	LastChange journal.Instant  // the latest record about the question
	Forecasts  int
	Findings   int
	Due        bool // closed without an outcome
	Pinned     bool // pinned to the top of the list
}

// View is everything that one question's page shows.
type View struct {
	listing.Question
	Criteria   string              `json:"criteria,omitempty"`
	Background string              `json:"background,omitempty"`
	FinePrint  string              `json:"fine_print,omitempty"`
	Source     string              `json:"source,omitempty"`
	ResolvesBy *journal.Instant    `json:"resolves_by,omitempty"`
	Pinned     bool                `json:"pinned,omitempty"`
	Standing   []standing.Forecast `json:"standing"`
	Pools      Pools               `json:"pools"`
	Evidence   []ledger.Ledger     `json:"evidence"`
	History    []Event             `json:"history"`
	Ends       []End               `json:"ends,omitempty"`
	Wordings   int                 `json:"wordings"` // how many wordings it has had
	Rivals     int                 `json:"rivals"`   // revisions made without knowing of each other
	Timeline   []listing.Forecast  `json:"-"`        // every forecast, by instant
	Bearings   []BearingRow        `json:"-"`        // evidence table, newest first
	Choices    []ledger.Choice     `json:"-"`        // the ledgers of a question with options
	Comments   []Remark            `json:"comments,omitempty"`
	BaseRates  []ledger.BaseRate   `json:"-"` // each analyst's latest
	Versions   []Wording           `json:"-"` // every wording it has had, in record order
	Blind      bool                `json:"-"` // colleagues' numbers are hidden until the user, who may, has forecast
	Scores     []listing.PairScore `json:"-"` // after resolution: each forecaster's time-weighted score
}

// Pools are ways to combine the standing probabilities; nil is undefined.
type Pools struct {
	Mean          *float64 `json:"mean"`
	Median        *float64 `json:"median"`
	GeometricOdds *float64 `json:"geometric_odds"`
	Extremised    *float64 `json:"extremised"`
}

// Event is one record in a question's history.
type Event struct {
	ID         journal.ID            `json:"id"`
	Kind       string                `json:"kind"`
	At         journal.Instant       `json:"at"`
	By         forecaster.Forecaster `json:"by"`
	Provenance string                `json:"provenance,omitempty"`
	Line       []byte                `json:"-"` // the record itself
	Mine       bool                  `json:"-"`
	Retracted  bool                  `json:"retracted,omitempty"`
}

// End is one way in which someone ended (or reopened) a question.
type End struct {
	ID          journal.ID              `json:"id"`
	Kind        string                  `json:"kind"` // resolved, annulled or reopened
	Outcome     json.RawMessage         `json:"outcome,omitempty"`
	Why         string                  `json:"why,omitempty"`
	KnownAt     *journal.Instant        `json:"known_at,omitempty"`
	OccurredAt  *journal.Instant        `json:"occurred_at,omitempty"`
	Source      string                  `json:"source,omitempty"`
	Note        string                  `json:"note,omitempty"`
	At          journal.Instant         `json:"at"`
	By          forecaster.Forecaster   `json:"by"`
	Holds       bool                    `json:"holds"`          // neither superseded nor void
	Void        bool                    `json:"void,omitempty"` // not superseded, but the question’s condition failed or is void
	ConfirmedBy []forecaster.Forecaster `json:"confirmed_by,omitempty"`
	Findings    []Named                 `json:"-"` // that it names
	// Scores are the forecasters' scores under a resolution, superseded or not,
	// so that the effect of superseding it shows.
	Scores []listing.EndScore `json:"-"`
}

// Stands reports whether an end is not superseded.
func (e End) Stands() bool { return e.Holds || e.Void }

// BearingRow is a line of a question's evidence table.
type BearingRow struct {
	Finding   journal.ID
	Article   journal.ID
	Claim     string
	Source    string // publisher, or the title if there is none
	Grade     string
	LR        *float64
	LRs       map[string]float64
	Analyst   forecaster.Forecaster
	At        journal.Instant // when it was judged
	Published string
	Mine      bool
}

// Remark is a comment.
type Remark struct {
	ID   journal.ID            `json:"id"`
	By   forecaster.Forecaster `json:"by"`
	At   journal.Instant       `json:"at"`
	Text string                `json:"text"`
}

// Saying is what accompanies a forecast.
type Saying struct {
	Note    string
	MadeAt  *journal.Instant
	By      string
	Because []journal.ID
	// Seal keeps the forecast out of files until it is revealed or the question is over.
	Seal bool
}

// Resolving is what accompanies a resolution.
type Resolving struct {
	KnownAt    *journal.Instant // now by default
	OccurredAt *journal.Instant
	Source     string
	Note       string
	Findings   []journal.ID
}
