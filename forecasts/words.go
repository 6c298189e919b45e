package forecasts

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"weathervane/forecasts/notation"
	"weathervane/model"
	"weathervane/model/journal"
)

// inWords says what a record about a question did, in a short sentence.
func inWords(row model.RecordRow) string {
	var r struct {
		Data map[string]json.RawMessage `json:"data"`
	}
	if json.Unmarshal(row.Line, &r) != nil {
		return row.Kind
	}
	text := func(name string) string {
		var s string
		_ = json.Unmarshal(r.Data[name], &s)
		return s
	}
	switch row.Kind {
	case journal.QuestionAsked:
		return "asked the question"
	case journal.QuestionRevised:
		return "revised " + members(r.Data["set"]) + because(text("why"))
	case journal.ForecastMade:
		return forecastInWords(row.Line)
	case journal.RationaleGiven:
		return "gave a rationale: " + text("text")
	case journal.ForecastWithdrawn:
		return "withdrew the forecast" + because(text("why"))
	case journal.ForecastSealed:
		return "sealed a forecast until the question closes"
	case journal.QuestionResolved:
		return "resolved it as " + OutcomeInWords(r.Data["outcome"])
	case journal.QuestionAnnulled:
		return "ended it as " + text("why")
	case journal.QuestionReopened:
		return "reopened it" + because(text("why"))
	case journal.ResolutionConfirmed:
		return "confirmed the resolution"
	case journal.BearingJudged:
		return bearingInWords(r.Data["lr"])
	case journal.RecordRetracted:
		return "retracted a record" + because(text("why"))
	case journal.CommentMade:
		return text("text")
	}
	return strings.ReplaceAll(strings.ReplaceAll(row.Kind, ".", " "), "_", " ")
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return ": " + why
}

func members(set json.RawMessage) string {
	var m map[string]json.RawMessage
	_ = json.Unmarshal(set, &m)
	var names []string
	for name := range m {
		names = append(names, strings.ReplaceAll(name, "_", " "))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func forecastInWords(line []byte) string {
	var r struct {
		Data journal.Made `json:"data"`
	}
	if json.Unmarshal(line, &r) != nil {
		return "recorded a forecast"
	}
	who := ""
	if r.Data.By != "" {
		who = " for " + r.Data.By
	}
	return "recorded " + BeliefInWords(Belief{P: r.Data.P, Probs: r.Data.Probs, Quantiles: r.Data.Quantiles}) + who
}

// BeliefInWords is a forecast on one line: 12 %, or Ishiba 45 %, Kono 20 %.
func BeliefInWords(b Belief) string {
	switch {
	case b.P != nil:
		return notation.Percent(*b.P)
	case b.Probs != nil:
		var options []string
		for o := range b.Probs {
			options = append(options, o)
		}
		slices.SortFunc(options, func(x, y string) int {
			if b.Probs[x] != b.Probs[y] {
				if b.Probs[x] > b.Probs[y] {
					return -1
				}
				return 1
			}
			return strings.Compare(x, y)
		})
		for i, o := range options {
			options[i] = o + " " + notation.Percent(b.Probs[o])
		}
		return strings.Join(options, ", ")
	}
	var all []string
	for _, q := range b.Quantiles {
		all = append(all, notation.Percent(q.Level)+": "+OutcomeInWords(q.Value))
	}
	return strings.Join(all, ", ")
}

// OutcomeInWords formats an outcome for people: Yes, No, 50 %, an option, a
// number, a day.
func OutcomeInWords(outcome json.RawMessage) string {
	var v any
	if json.Unmarshal(outcome, &v) != nil {
		return ""
	}
	switch v := v.(type) {
	case bool:
		if v {
			return "Yes"
		}
		return "No"
	case float64:
		return notation.Number(v)
	case string:
		if at, err := journal.ParseInstant(v); err == nil {
			return at.Time().Format("2 Jan 2006")
		}
		return strings.ReplaceAll(v, "_range", " the range")
	}
	return string(outcome)
}

func bearingInWords(lr json.RawMessage) string {
	var x float64
	if json.Unmarshal(lr, &x) != nil {
		return "judged a finding on the options"
	}
	return fmt.Sprintf("judged a finding: %s", notation.Ratio(x))
}
