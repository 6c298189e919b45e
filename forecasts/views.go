package forecasts

import (
	"encoding/json"

	"weathervane/model/journal"
)

// ID identifies an entity by the record that made it.
type ID = journal.ID

// Instant is a moment in milliseconds.
type Instant = journal.Instant

// Forecaster is who a forecast belongs to: a key, or a name for which the owner
// of the key records. Names are labels; the key decides.
type Forecaster struct {
	Name string `json:"name"`
	// Key is the fingerprint: the first 32 hexadecimal digits of the key's SHA-256.
	Key string `json:"key"`
	// By is set where the owner of the key recorded for somebody else.
	By string `json:"by,omitempty"`
}

// Belief is the content of a forecast; exactly one member is set.
type Belief struct {
	P         *float64           `json:"p,omitempty"`
	Probs     map[string]float64 `json:"probs,omitempty"`
	Quantiles []journal.Quantile `json:"quantiles,omitempty"`
}

// Question is a question in its current state, as lists show it.
type Question struct {
	ID       ID              `json:"id"`
	Title    string          `json:"title"`
	Type     string          `json:"type"`   // binary, choice, numeric or date
	Status   string          `json:"status"` // open, closed, resolved, annulled or disputed
	Opens    *Instant        `json:"opens,omitempty"`
	Closes   *Instant        `json:"closes,omitempty"`
	Outcome  json.RawMessage `json:"outcome,omitempty"`
	KnownAt  *Instant        `json:"known_at,omitempty"`
	Tags     []string        `json:"tags"`
	AskedBy  Forecaster      `json:"asked_by"`
	Options  []string        `json:"options,omitempty"`
	Ordered  bool            `json:"ordered,omitempty"`
	Unit     string          `json:"unit,omitempty"`
	Range    *journal.Range  `json:"range,omitempty"`
	If       *Condition      `json:"if,omitempty"`
	AskedAt  Instant         `json:"asked_at"`
	WhyEnded string          `json:"why,omitempty"` // of an annulled one: ambiguous, annulled or withdrawn
}

// Condition is the question on which another depends and the outcome it needs.
type Condition struct {
	Question ID              `json:"question"`
	Title    string          `json:"title,omitempty"`
	Outcome  json.RawMessage `json:"outcome"`
	State    string          `json:"state,omitempty"` // open, met, failed, void or disputed
}

// QuestionRow is a line of the window's list: a question with a summary of its
// forecasts.
type QuestionRow struct {
	Question
	Mine       *Belief  // own standing forecast
	Median     *float64 // of all standing forecasts, binary only; nil while blind
	Change     float64  // own last change, in probability (binary)
	LastChange Instant  // the latest record about the question
	Forecasts  int
	Findings   int
	Due        bool // closed without an outcome
	Pinned     bool // pinned to the top of the list
}

// QuestionView is everything that one question's page shows.
type QuestionView struct {
	Question
	Criteria   string         `json:"criteria,omitempty"`
	Background string         `json:"background,omitempty"`
	FinePrint  string         `json:"fine_print,omitempty"`
	Source     string         `json:"source,omitempty"`
	ResolvesBy *Instant       `json:"resolves_by,omitempty"`
	Pinned     bool           `json:"pinned,omitempty"`
	Standing   []Standing     `json:"standing"`
	Pools      Pools          `json:"pools"`
	Evidence   []Ledger       `json:"evidence"`
	History    []Event        `json:"history"`
	Ends       []End          `json:"ends,omitempty"`
	Wordings   int            `json:"wordings"` // how many wordings it has had
	Rivals     int            `json:"rivals"`   // revisions made without knowing of each other
	Timeline   []Forecast     `json:"-"`        // every forecast, by instant
	Bearings   []BearingRow   `json:"-"`        // evidence table, newest first
	Choices    []ChoiceLedger `json:"-"`        // the ledgers of a question with options
	Comments   []Remark       `json:"comments,omitempty"`
	BaseRates  []BaseRate     `json:"-"` // each analyst's latest
	Versions   []Wording      `json:"-"` // every wording it has had, in record order
	Blind      bool           `json:"-"` // colleagues' numbers are hidden until the user has forecast
	Scores     []PairScore    `json:"-"` // after resolution: each forecaster's time-weighted score
}

// Standing is a forecast in force.
type Standing struct {
	Forecast   ID         `json:"forecast"`
	Forecaster Forecaster `json:"forecaster"`
	Belief
	At   Instant `json:"at"`
	Mine bool    `json:"-"`
	Note string  `json:"-"`
}

// Pools are ways to combine the standing probabilities; nil is undefined.
type Pools struct {
	Mean          *float64 `json:"mean"`
	Median        *float64 `json:"median"`
	GeometricOdds *float64 `json:"geometric_odds"`
	Extremised    *float64 `json:"extremised"`
}

// Ledger is what one analyst's judged findings say about a question.
type Ledger struct {
	Analyst    Forecaster   `json:"analyst"`
	Findings   int          `json:"findings"`
	Groups     int          `json:"groups"`
	Multiplier *float64     `json:"multiplier"`
	Prior      *float64     `json:"prior"`
	Implied    *float64     `json:"implied"`
	Mine       bool         `json:"-"`
	Steps      []LedgerStep `json:"-"` // its origins
}

// BaseRate is how often it happened in the cases that an analyst counts.
type BaseRate struct {
	Analyst      Forecaster
	Class        string
	Happened, Of int
	Cases        []journal.Case
	Source       string
	Mine         bool
}

// Event is one record in a question's history.
type Event struct {
	ID         ID         `json:"id"`
	Kind       string     `json:"kind"`
	At         Instant    `json:"at"`
	By         Forecaster `json:"by"`
	Provenance string     `json:"provenance,omitempty"`
	Line       []byte     `json:"-"` // the record itself
	Mine       bool       `json:"-"`
	Retracted  bool       `json:"retracted,omitempty"`
}

// End is one way in which someone ended (or reopened) a question.
type End struct {
	ID          ID              `json:"id"`
	Kind        string          `json:"kind"` // resolved, annulled or reopened
	Outcome     json.RawMessage `json:"outcome,omitempty"`
	Why         string          `json:"why,omitempty"`
	KnownAt     *Instant        `json:"known_at,omitempty"`
	OccurredAt  *Instant        `json:"occurred_at,omitempty"`
	Source      string          `json:"source,omitempty"`
	Note        string          `json:"note,omitempty"`
	At          Instant         `json:"at"`
	By          Forecaster      `json:"by"`
	Holds       bool            `json:"holds"` // not superseded
	ConfirmedBy []Forecaster    `json:"confirmed_by,omitempty"`
	Findings    []Named         `json:"-"` // that it names
	// Scores are the forecasters' scores under a resolution, superseded or not,
	// so that the effect of superseding it shows.
	Scores []EndScore `json:"-"`
}

// EndScore is a forecaster's score on a question under one of its resolutions.
type EndScore struct {
	Forecaster Forecaster
	Score      float64 // time-weighted Brier
}

// Forecast is one recorded forecast.
type Forecast struct {
	ID         ID         `json:"id"`
	Question   ID         `json:"question"`
	Forecaster Forecaster `json:"forecaster"`
	At         Instant    `json:"at"`                // from when it counts
	RecordedAt Instant    `json:"recorded_at"`       // when its author's clock recorded it
	MadeAt     *Instant   `json:"made_at,omitempty"` // as its author states
	Belief
	Provenance  string   `json:"provenance"` // live, late, imported or sealed
	WithdrawnAt *Instant `json:"withdrawn_at,omitempty"`
	RetractedAt *Instant `json:"retracted_at,omitempty"`
	Note        string   `json:"note,omitempty"`
	Mine        bool     `json:"-"`
}

// BearingRow is a line of a question's evidence table.
type BearingRow struct {
	Finding   ID
	Article   ID
	Claim     string
	Source    string // publisher, or the title if there is none
	Grade     string
	LR        *float64
	LRs       map[string]float64
	Analyst   Forecaster
	At        Instant // when it was judged
	Published string
	Mine      bool
}

// Remark is a comment.
type Remark struct {
	ID   ID         `json:"id"`
	By   Forecaster `json:"by"`
	At   Instant    `json:"at"`
	Text string     `json:"text"`
}

// Article is one article; Text is filled if the text is here.
type Article struct {
	ID        ID           `json:"id"`
	Title     string       `json:"title"`
	Authors   []string     `json:"authors,omitempty"`
	Publisher string       `json:"publisher,omitempty"`
	URL       string       `json:"url,omitempty"`
	Published string       `json:"published,omitempty"`
	Language  string       `json:"language,omitempty"`
	Text      string       `json:"text,omitempty"`
	Findings  []FindingRow `json:"findings,omitempty"`
	At        Instant      `json:"at"`
	AddedBy   Forecaster   `json:"added_by"`
	Count     int          `json:"-"` // number of findings, if Findings is not filled
	ReadBy    []Forecaster `json:"-"` // who filed or judged findings of it
	Mine      bool         `json:"-"`
}

// FindingRow is a finding with its passage.
type FindingRow struct {
	ID       ID            `json:"id"`
	Article  ID            `json:"article"`
	Quote    journal.Quote `json:"quote"`
	Claim    string        `json:"claim"`
	Grade    string        `json:"grade,omitempty"`
	Note     string        `json:"note,omitempty"`
	At       Instant       `json:"at"`
	By       Forecaster    `json:"by"`
	Bearings []Bearing     `json:"bearings"`
	LeanedOn []ID          `json:"leaned_on_by,omitempty"`
	Origins  []Origin      `json:"-"` // findings of the same origin, if one article is shown
	Mine     bool          `json:"-"`
	Lost     bool          `json:"-"` // the quote no longer occurs in the article's text
}

// Bearing is one analyst's judgement of a finding on a question.
type Bearing struct {
	ID       ID                 `json:"-"`
	Question ID                 `json:"question"`
	Title    string             `json:"-"`
	Analyst  Forecaster         `json:"analyst"`
	LR       *float64           `json:"lr,omitempty"`
	LRs      map[string]float64 `json:"lrs,omitempty"`
	At       Instant            `json:"at"`
	Mine     bool               `json:"-"`
}

// Log is one author's log in this workspace.
type Log struct {
	Log      journal.LogID `json:"log"`
	Name     string        `json:"name"`
	Key      string        `json:"key"`
	Records  int64         `json:"records"`
	Withheld int64         `json:"withheld"`
	Signed   int64         `json:"signed"` // how many records the last checkpoint covers
	Own      bool          `json:"-"`
	// WithoutEffect counts the shown records that do not count, by reason
	// (Record.WhyNot).
	WithoutEffect map[string]int64 `json:"without_effect,omitempty"`
}

// Filter narrows a list; empty members do not narrow.
type Filter struct {
	Tag    string
	Status string
	By     string // a forecaster's name or the beginning of a key
	Text   string // words in the title
}

// Asking is a new question.
type Asking = journal.Asked

// Saying is what accompanies a forecast.
type Saying struct {
	Note    string
	MadeAt  *Instant
	By      string
	Because []ID
	// Seal keeps the forecast out of files until it is revealed or the question is over.
	Seal bool
}

// Resolving is what accompanies a resolution.
type Resolving struct {
	KnownAt    *Instant // now by default
	OccurredAt *Instant
	Source     string
	Note       string
	Findings   []ID
}

// Filing is a finding to be filed: the quote is located in the article's text.
type Filing struct {
	Article ID
	Exact   string
	Nth     int  // which occurrence, from 1; 0 if there is only one
	Start   *int // code point offset of the passage, if known
	Claim   string
	Grade   string
	Note    string
	// Question and LR, if given, judge the finding at once.
	Question *ID
	LR       *float64
	LRs      map[string]float64
	More     []Judgement // on further questions
	// SameOrigin are findings with which this one shares its origin.
	SameOrigin []ID
}

// Judgement is how strongly a finding bears on a question.
type Judgement struct {
	Question ID
	LR       *float64
	LRs      map[string]float64
}

// Status is what the window's status bar and navigation show.
type Status struct {
	Title       string // of the workspace
	Path        string
	Sample      bool
	SignedAs    string
	Records     int64
	Verified    bool   // every hash and signature here is valid
	Problem     string // what is wrong, in a sentence
	Questions   int    // open
	Due         int
	Articles    int
	Findings    int
	Headline    *float64 // own time-weighted Brier score
	Resolved    int      // questions behind it
	Tags        []TagCount
	Forecasters int
}

// TagCount is a tag and how many questions have it.
type TagCount struct {
	Tag   string
	Count int
}
