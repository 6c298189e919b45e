package words

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"weathervane/model/journal"
)

// Previews and broken rules are part of the JSON output, which is English in every
// language of the program.

// Asked says briefly what a question is: "binary, closes 31 Aug 2024".
func Asked(kind string, closes *journal.Instant, zone *time.Location) string {
	if closes == nil {
		return kind
	}
	return kind + ", closes " + Calendar{Zone: zone}.LastDate(*closes)
}

// Ended says briefly how a record ends a question: "No, known 19 Feb 2024",
// "ambiguous", "open again". The kind is a record's, or that of an end in the
// tables: "question.annulled" or "annulled".
func Ended(kind string, line []byte) string {
	var r struct {
		Data struct {
			Outcome json.RawMessage  `json:"outcome"`
			KnownAt *journal.Instant `json:"known_at"`
			Why     string           `json:"why"`
		} `json:"data"`
	}
	if json.Unmarshal(line, &r) != nil {
		return ""
	}
	switch {
	case strings.HasSuffix(kind, "annulled"):
		return cmp.Or(r.Data.Why, "annulled")
	case strings.HasSuffix(kind, "reopened"):
		return "open again"
	case r.Data.KnownAt != nil:
		return Outcome(r.Data.Outcome) + ", known " + Date(r.Data.KnownAt.Time())
	}
	return Outcome(r.Data.Outcome)
}

// added names the records of a question that an import adds, one and several.
var added = map[string][2]string{
	journal.QuestionAsked: {"a new question", "new questions"}, journal.ForecastMade: {"1 forecast", "%d forecasts"},
	journal.QuestionResolved: {"a resolution", "%d resolutions"}, journal.QuestionAnnulled: {"an end without an outcome", "%d ends without an outcome"},
	journal.QuestionReopened: {"a reopening", "%d reopenings"}, journal.QuestionRevised: {"a revision of the wording", "%d revisions of the wording"},
	journal.ForecastWithdrawn: {"a withdrawal", "%d withdrawals"}, journal.BearingJudged: {"a judgement of a finding", "%d judgements of findings"},
}

// Added says what an import adds to a question: "14 forecasts".
func Added(kind string, n int) string {
	text := added[kind]
	switch {
	case n <= 1:
		return text[0]
	case strings.Contains(text[1], "%d"):
		return fmt.Sprintf(text[1], n)
	}
	return text[1]
}

// AddedBy is Added with whose records they are: "14 forecasts by Heron".
func AddedBy(kind, by string, n int) string { return Added(kind, n) + " by " + by }
