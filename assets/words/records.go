package words

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"weathervane/model/journal"
)

// Outcome writes an outcome: Yes, No, an option, a number, a day.
func Outcome(outcome json.RawMessage) string {
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
		return Number(v)
	case string:
		if at, err := journal.ParseInstant(v); err == nil {
			return Date(at.Time())
		}
		return strings.ReplaceAll(v, "_range", " the range")
	}
	return string(outcome)
}

// ReportOutcome writes an outcome for reports and the command line as it is
// recorded, but for yes and no: "yes", "no", an option, a number, an instant.
func ReportOutcome(outcome json.RawMessage) string {
	switch string(outcome) {
	case "true":
		return "yes"
	case "false":
		return "no"
	}
	var s string
	if json.Unmarshal(outcome, &s) == nil {
		return s
	}
	return string(outcome)
}

// Forecast writes a forecast on one line: "12 %", or "Ishiba 45 %, Kono 20 %".
func Forecast(p *float64, probs map[string]float64, quantiles []journal.Quantile) string {
	var all []string
	switch {
	case p != nil:
		return Percent(*p)
	case probs != nil:
		options := slices.SortedFunc(maps.Keys(probs), func(x, y string) int {
			return cmp.Or(cmp.Compare(probs[y], probs[x]), strings.Compare(x, y))
		})
		for _, o := range options {
			all = append(all, o+" "+Percent(probs[o]))
		}
	default:
		for _, q := range quantiles {
			all = append(all, Percent(q.Level)+": "+Outcome(q.Value))
		}
	}
	return strings.Join(all, ", ")
}

// withoutEffect are the reasons for which a record does not count.
var withoutEffect = map[string]string{
	"unknown_kind": "A later version of the program wrote it", "forked": "Its log was rewritten from an earlier record on",
	"retracted": "Its author retracted it", "waiting": "It names a record that is missing or does not count",
	"duplicate": "The same imported forecast is here already",
}

// WithoutEffect says why a record does not count.
func WithoutEffect(reason, detail string) string {
	if why, ok := withoutEffect[reason]; ok {
		return why
	}
	return cmp.Or(detail, reason)
}

// Did says what a record about a question did: "recorded 12 %", "withdrew the
// forecast: no news".
func Did(kind string, line []byte) string {
	var r struct {
		Data struct {
			Why     string                     `json:"why"`
			Text    string                     `json:"text"`
			Set     map[string]json.RawMessage `json:"set"`
			Outcome json.RawMessage            `json:"outcome"`
			LR      json.RawMessage            `json:"lr"`
		} `json:"data"`
	}
	if json.Unmarshal(line, &r) != nil && kind != journal.ForecastMade {
		return kind
	}
	d := r.Data
	switch kind {
	case journal.QuestionAsked:
		return "asked the question"
	case journal.QuestionRevised:
		return "revised " + members(d.Set) + because(d.Why)
	case journal.ForecastMade:
		return recorded(line)
	case journal.RationaleGiven:
		return "gave a rationale: " + d.Text
	case journal.ForecastWithdrawn:
		return "withdrew the forecast" + because(d.Why)
	case journal.ForecastSealed:
		return "sealed a forecast until the question closes"
	case journal.QuestionResolved:
		return "resolved it as " + Outcome(d.Outcome)
	case journal.QuestionAnnulled:
		return "ended it as " + d.Why
	case journal.QuestionReopened:
		return "reopened it" + because(d.Why)
	case journal.ResolutionConfirmed:
		return "confirmed the resolution"
	case journal.BearingJudged:
		return judged(d.LR)
	case journal.RecordRetracted:
		return "retracted a record" + because(d.Why)
	case journal.CommentMade:
		return d.Text
	case journal.BaseRateBuilt:
		return "gave a base rate"
	}
	return strings.NewReplacer(".", " ", "_", " ").Replace(kind)
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return ": " + why
}

func members(set map[string]json.RawMessage) string {
	names := slices.Sorted(maps.Keys(set))
	for i, name := range names {
		names[i] = strings.ReplaceAll(name, "_", " ")
	}
	return strings.Join(names, ", ")
}

func recorded(line []byte) string {
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
	return "recorded " + Forecast(r.Data.P, r.Data.Probs, r.Data.Quantiles) + who
}

func judged(lr json.RawMessage) string {
	var x float64
	if json.Unmarshal(lr, &x) != nil {
		return "judged a finding on the options"
	}
	return "judged a finding: " + Ratio(x)
}

// kinds names records of a kind, one and several.
var kinds = map[string][2]string{
	journal.QuestionRevised:      {"new wording", "new wordings"},
	journal.ResolutionConfirmed:  {"confirmation", "confirmations"},
	journal.ForecastSealed:       {"sealed forecast", "sealed forecasts"},
	journal.ArticleAdded:         {"article", "articles"},
	journal.ArticleRevised:       {"revised article", "revised articles"},
	journal.FindingFiled:         {"finding", "findings"},
	journal.SourceGraded:         {"source grade", "source grades"},
	journal.BearingJudged:        {"judgement", "judgements"},
	journal.FindingsGrouped:      {"group of findings", "groups of findings"},
	journal.BaseRateBuilt:        {"base rate", "base rates"},
	journal.ScenariosFramed:      {"scenario set", "scenario sets"},
	journal.ScenariosRevised:     {"revised scenario set", "revised scenario sets"},
	journal.ScenariosWeighed:     {"set of scenario weights", "sets of scenario weights"},
	journal.ScenariosConditioned: {"question linked to scenarios", "questions linked to scenarios"},
	journal.ScenariosResolved:    {"resolved scenario set", "resolved scenario sets"},
	journal.ConsistencyJudged:    {"consistency rating", "consistency ratings"},
	journal.SignpostPlaced:       {"signpost", "signposts"},
	journal.SignpostChecked:      {"signpost check", "signpost checks"},
	journal.RelationDrawn:        {"relation", "relations"},
	journal.ReviewSigned:         {"review", "reviews"},
}

// Records counts records of a kind: "1 finding", "3 groups of findings".
func Records(kind string, n int) string {
	name, ok := kinds[kind]
	if !ok {
		name = [2]string{"other record", "other records"}
	}
	return Counted(n, name[0], name[1])
}
