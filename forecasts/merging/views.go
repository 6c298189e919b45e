package merging

import (
	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/model/journal"
)

// Summary says what files would add or have added.
type Summary struct {
	Files         []File       `json:"files"`
	Adds          Adds         `json:"adds"`
	Disputed      []journal.ID `json:"disputed"`
	Late          int          `json:"late"`
	Waiting       int          `json:"waiting"`
	NotUnderstood int          `json:"not_understood"`
	// WithoutEffect counts the new records that do not count, by reason
	// (exchange.Record.WhyNot).
	WithoutEffect map[string]int `json:"without_effect"`
	Written       bool           `json:"written"`
	Changes       []Change       `json:"changes,omitempty"` // by question, for the preview
	// Unlisted is how many questions have changes that are not listed, beyond MostListed.
	Unlisted    int                `json:"unlisted,omitempty"`
	Disputes    []Dispute          `json:"disputes,omitempty"`
	Similar     []SimilarQuestions `json:"alike,omitempty"`
	LateEntries []LateEntry        `json:"late_entries,omitempty"` // the first of them
}

// Dispute is a question that ended differently in the files than here.
type Dispute struct {
	Question journal.ID `json:"question"`
	Title    string     `json:"title"`
	Here     []EndSaid  `json:"here"`
	There    []EndSaid  `json:"there"`
}

// EndSaid is a decision about how a question ended.
type EndSaid struct {
	ID    journal.ID      `json:"id"`
	By    string          `json:"by"`
	Words string          `json:"words"` // "No, known 19 Feb 2024"
	At    journal.Instant `json:"at"`
}

// SimilarQuestions is a new question that resembles an existing one.
type SimilarQuestions struct {
	New       journal.ID `json:"new"`
	NewTitle  string     `json:"new_title"`
	Here      journal.ID `json:"here"`
	HereTitle string     `json:"here_title"`
	Share     float64    `json:"share"` // share of common words in the two titles
}

// LateEntry is a record that was recorded long after it says it was made, or by a
// clock that was wrong.
type LateEntry struct {
	ID       journal.ID       `json:"id"`
	Title    string           `json:"title"` // of its question
	By       string           `json:"by"`
	MadeAt   *journal.Instant `json:"made_at,omitempty"`
	Recorded journal.Instant  `json:"recorded"`
}

// File is one file of an import.
type File struct {
	File       string          `json:"file"`
	Bytes      int64           `json:"bytes,omitempty"`
	ExportedAt journal.Instant `json:"exported_at,omitempty"` // as its label says
	Logs       []Log           `json:"logs"`
}

// Log is a file's part of one log.
type Log struct {
	Log        journal.LogID       `json:"log"`
	Name       string              `json:"name"`
	Key        string              `json:"key"`
	KnownSince *journal.Instant    `json:"known_since,omitempty"`
	NewRecords int                 `json:"new_records"`
	Records    int64               `json:"records"`             // in the file
	Seen       int64               `json:"seen"`                // how many of them were here before
	SeenAt     *journal.Instant    `json:"seen_at,omitempty"`   // when the last of those was recorded
	Withheld   int                 `json:"withheld,omitempty"`  // of the file's records
	AgreedBy   []string            `json:"agreed_by,omitempty"` // who witnessed the same history
	Witnesses  []Witness           `json:"witnesses,omitempty"` // the same, without the user: trusted ones first, then by how much they saw
	SetAside   *forecastfile.Aside `json:"set_aside,omitempty"` // its end, dated ahead of this clock, which comes in later
	Resembles  string              `json:"resembles,omitempty"` // whose name a new key's name can be confused with
}

// Witness is somebody else who recorded a state of a log that matches a file's.
type Witness struct {
	Key     string          `json:"key"`
	Name    string          `json:"name"`
	Records int64           `json:"records"` // how many of the log they saw
	At      journal.Instant `json:"at"`      // when, by their clock
	Trusted bool            `json:"trusted"` // on this machine
	New     bool            `json:"new"`     // the files bring their first log
}

// Adds counts what is new and counts; the rest is under WithoutEffect.
type Adds struct {
	Questions   int `json:"questions"`
	Forecasts   int `json:"forecasts"`
	Findings    int `json:"findings"`
	Articles    int `json:"articles"`
	Resolutions int `json:"resolutions"`
	Other       int `json:"other"`
}

// Change is one line of an import's preview.
type Change struct {
	Question journal.ID `json:"question"`
	Title    string     `json:"title"`
	What     string     `json:"what"` // in words: "14 forecasts by Heron"
	Count    int        `json:"count"`
	Kind     string     `json:"kind"`
	By       string     `json:"by"`

	First   *float64        `json:"first,omitempty"` // probability of the earliest new forecast, if it is one number
	Last    *float64        `json:"last,omitempty"`
	For     int             `json:"for,omitempty"` // judgements of findings that support the question
	Against int             `json:"against,omitempty"`
	Detail  string          `json:"detail,omitempty"`
	Latest  journal.Instant `json:"latest"`
}
