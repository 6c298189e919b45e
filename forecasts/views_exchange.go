package forecasts

import (
	"encoding/json"

	"weathervane/model/journal"
)

// ExportOptions choose what is exported; empty lists do not narrow.
type ExportOptions struct {
	Questions       []ID
	Tags            []string
	By              []string
	Since           *Instant // forecasts recorded before are withheld
	Until           *Instant // those recorded from then on are
	Withhold        []string // notes, evidence, comments, open (one's own forecasts on open questions) or record ids
	WithoutArticles bool
	Note            string

	plan bool // nothing is signed for it
}

// ExportSummary says what was exported.
type ExportSummary struct {
	Path     string `json:"path"`
	Shown    int    `json:"shown"`
	Withheld int    `json:"withheld"`
	Sealed   int    `json:"sealed"` // withheld forecasts that are not revealed yet
	Bytes    int64  `json:"bytes"`
	Logs     int    `json:"logs"`

	Parts []ExportPart `json:"parts"`
}

// ExportPart is what is shown and withheld of one kind of record.
type ExportPart struct {
	Kind     string `json:"kind"`
	Shown    int    `json:"shown"`
	Withheld int    `json:"withheld"`
}

// Shows counts what is shown of a kind of record.
func (s ExportSummary) Shows(kind string) int {
	for _, p := range s.Parts {
		if p.Kind == kind {
			return p.Shown
		}
	}
	return 0
}

// ImportSummary says what files would add or have added.
type ImportSummary struct {
	Files         []ImportFile `json:"files"`
	Adds          ImportAdds   `json:"adds"`
	Disputed      []ID         `json:"disputed"`
	Late          int          `json:"late"`
	Waiting       int          `json:"waiting"`
	NotUnderstood int          `json:"not_understood"`
	Written       bool         `json:"written"`
	Changes       []Change     `json:"changes,omitempty"` // by question, for the preview
	Disputes      []Dispute    `json:"disputes,omitempty"`
	Alike         []Twin       `json:"alike,omitempty"`
	LateEntries   []LateEntry  `json:"late_entries,omitempty"` // the first of them
}

// Dispute is a question that ended differently in the files than here.
type Dispute struct {
	Question ID        `json:"question"`
	Title    string    `json:"title"`
	Here     []EndSaid `json:"here"`
	There    []EndSaid `json:"there"`
}

// EndSaid is a decision about how a question ended.
type EndSaid struct {
	ID    ID      `json:"id"`
	By    string  `json:"by"`
	Words string  `json:"words"` // "No, known 19 Feb 2024"
	At    Instant `json:"at"`
}

// Twin is a new question that resembles an existing one.
type Twin struct {
	New       ID      `json:"new"`
	NewTitle  string  `json:"new_title"`
	Here      ID      `json:"here"`
	HereTitle string  `json:"here_title"`
	Share     float64 `json:"share"` // share of common words in the two titles
}

// LateEntry is a record that was recorded long after it says it was made, or by a
// clock that was wrong.
type LateEntry struct {
	ID       ID       `json:"id"`
	Title    string   `json:"title"` // of its question
	By       string   `json:"by"`
	MadeAt   *Instant `json:"made_at,omitempty"`
	Recorded Instant  `json:"recorded"`
}

// ImportFile is one file of an import.
type ImportFile struct {
	File       string      `json:"file"`
	Bytes      int64       `json:"bytes,omitempty"`
	ExportedAt Instant     `json:"exported_at,omitempty"` // as its label says
	Logs       []ImportLog `json:"logs"`
}

// ImportLog is a file's part of one log.
type ImportLog struct {
	Log        journal.LogID `json:"log"`
	Name       string        `json:"name"`
	Key        string        `json:"key"`
	KnownSince *Instant      `json:"known_since,omitempty"`
	NewRecords int           `json:"new_records"`
	Records    int64         `json:"records"`             // in the file
	Seen       int64         `json:"seen"`                // how many of them were here before
	SeenAt     *Instant      `json:"seen_at,omitempty"`   // when the last of those was recorded
	Withheld   int           `json:"withheld,omitempty"`  // of the file's records
	AgreedBy   []string      `json:"agreed_by,omitempty"` // who witnessed the same history
	Resembles  string        `json:"resembles,omitempty"` // whose name a new key's name can be confused with
}

// ImportAdds counts what is new.
type ImportAdds struct {
	Questions   int `json:"questions"`
	Forecasts   int `json:"forecasts"`
	Findings    int `json:"findings"`
	Articles    int `json:"articles"`
	Resolutions int `json:"resolutions"`
	Other       int `json:"other"`
}

// Change is one line of an import's preview.
type Change struct {
	Question ID     `json:"question"`
	Title    string `json:"title"`
	What     string `json:"what"` // in words: "14 forecasts by Heron"
	Count    int    `json:"count"`
	Kind     string `json:"kind"`
	By       string `json:"by"`

	First   *float64 `json:"first,omitempty"` // probability of the earliest new forecast, if it is one number
	Last    *float64 `json:"last,omitempty"`
	For     int      `json:"for,omitempty"` // judgements of findings that support the question
	Against int      `json:"against,omitempty"`
	Detail  string   `json:"detail,omitempty"`
	Latest  Instant  `json:"latest"`
}

// Verification is what verify found, in a workspace or a file.
type Verification struct {
	OK       bool          `json:"ok"`
	Logs     []VerifiedLog `json:"logs"`
	Problems []Problem     `json:"problems"`
	Proved   *ProvedRecord `json:"proved,omitempty"` // of a proof
}

// ProvedRecord is the record whose place in its log a proof shows.
type ProvedRecord struct {
	ID    ID              `json:"id"`
	Log   journal.LogID   `json:"log"`
	Index int64           `json:"index"`
	At    Instant         `json:"at"`
	Kind  string          `json:"kind"`
	Data  json.RawMessage `json:"data"`
}

// VerifiedLog is the result for one log.
type VerifiedLog struct {
	Log         journal.LogID `json:"log"`
	Name        string        `json:"name"`
	Key         string        `json:"key"`
	KnownSince  *Instant      `json:"known_since,omitempty"`
	Records     int64         `json:"records"`
	Withheld    int64         `json:"withheld"`
	Sealed      int64         `json:"sealed"`
	SignedTo    int64         `json:"signed_to"`
	Late        int           `json:"late"`
	WitnessedBy []string      `json:"witnessed_by"`
	Notes       []string      `json:"notes,omitempty"`     // remarks that are not faults, such as that a witness saw more
	ForkedAt    *int64        `json:"forked_at,omitempty"` // exposed as forked: from here on it does not count
	Problems    []Problem     `json:"problems"`
}

// Problem is something that is wrong, with its line in the file.
type Problem struct {
	Line int    `json:"line,omitempty"`
	What string `json:"what"`
}
