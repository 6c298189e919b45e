package words

import (
	"encoding/json"
	"strings"

	"weathervane/model/journal"
)

// Stood is something that stands in one way before a merge and in another after it,
// in plain values.
type Stood struct {
	What    string          // as in the JSON of import: outcome, known_at, closes, …
	Member  string          // of a question, where it is one of its members
	Value   json.RawMessage // as a record has it
	By      string          // who decided so
	Scored  bool            // who is scored on it
	Timed   bool            // days are told with the time
	Present Calendar
}

// overturned names what can be overturned: as a chip, and in a sentence.
var overturned = map[string][2]string{
	"outcome": {"Outcome", "the outcome"}, "known_at": {"Known", "when the outcome was known"}, "closes": {"Close", "the close"},
	"criteria": {"Criteria", "the criteria"}, "options": {"Options", "the options"}, "tags": {"Tags", "the tags"},
}

// OverturnedChip names what is overturned in a word: "Outcome", "Close".
func OverturnedChip(what string) string { return overturned[what][0] }

// Overturned names what is overturned in a sentence: "the outcome".
func Overturned(what string) string { return overturned[what][1] }

// Says is the value: "Yes", "known 11 Jun", "31 Dec 2027", “detected by the CTBTO”.
func (s Stood) Says() string {
	absent := len(s.Value) == 0 || string(s.Value) == "null"
	switch {
	case s.What == "outcome" && absent:
		return "open"
	case s.What == "outcome":
		return Outcome(s.Value)
	case s.What == "tags" || s.Member == "options":
		return s.listed()
	case absent:
		return "none"
	}
	var text string
	if json.Unmarshal(s.Value, &text) != nil {
		return s.shaped()
	}
	at, err := journal.ParseInstant(text)
	switch {
	case err == nil && s.What == "known_at":
		return "known " + s.day(at, s.Present.Day)
	case err == nil && s.Member == "resolves_by":
		return "resolves by " + s.day(at, s.Present.Day)
	case err == nil && s.What == "closes":
		return s.day(at, s.Present.LastDay)
	case text == "":
		return "none"
	case s.Member == "type" || s.Member == "unit":
		return text
	}
	return "“" + strings.Join(strings.Fields(text), " ") + "”"
}

// day is an instant as its day, or with the time.
func (s Stood) day(at journal.Instant, name func(journal.Instant) string) string {
	if s.Timed {
		return s.Present.Minute(at)
	}
	return name(at)
}

// listed are tags or options; "none" if there are none.
func (s Stood) listed() string {
	var all []string
	if json.Unmarshal(s.Value, &all) != nil || len(all) == 0 {
		return "none"
	}
	return strings.Join(all, ", ")
}

// shaped is a range or a condition.
func (s Stood) shaped() string {
	if s.Member == "if" {
		return "a condition"
	}
	var r journal.Range
	if json.Unmarshal(s.Value, &r) != nil {
		return string(s.Value)
	}
	return Outcome(r.Min) + "–" + Outcome(r.Max)
}

// Was says what stood: "was Yes, by Heron".
func (s Stood) Was() string { return s.sentence(WasLead) }

// WouldBe says what would stand: "would be No, by Gull, who is scored on it".
func (s Stood) WouldBe() string { return s.sentence(WouldBeLead) }

// How the two sentences begin.
const (
	WasLead     = "was "
	WouldBeLead = "would be "
)

func (s Stood) sentence(lead string) string {
	by, scored := s.Whose()
	return lead + s.Says() + by + scored
}

// ScoredShortly says that the one who decided is scored on it, where there is little
// room.
const ScoredShortly = "scored on it"

// Whose says who decided so, and that they are scored on it: ", by Gull, " and
// "who is scored on it".
func (s Stood) Whose() (by, scored string) {
	if s.By != "" {
		by = ", by " + s.By
	}
	if s.Scored {
		by, scored = by+", ", "who is scored on it"
	}
	return by, scored
}

// OverturnedForecasts says which forecasts an overturn concerns: "2 forecasts cut
// off", "weighs 3 forecasts"; empty if it concerns none.
func OverturnedForecasts(what string, earlier bool, n int) string {
	switch {
	case n == 0:
		return ""
	case what == "closes":
		return "weighs " + Plural(n, "forecast")
	case what == "known_at" && earlier:
		return Plural(n, "forecast") + " cut off"
	case what == "known_at":
		return Plural(n, "forecast") + " counted again"
	}
	return ""
}

// OverturnsChosen counts what is chosen: "2 taken, 5 kept".
func OverturnsChosen(taken, kept int) string {
	return Count(taken) + " taken, " + Count(kept) + " kept"
}
