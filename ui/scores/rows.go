package scores

import (
	"math"
	"slices"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
)

// The rules, as the desk and as people name them.
var (
	rules     = []string{"brier", "brier2", "log", "spherical", "rps"}
	ruleNames = []string{"Brier", "Brier 0–2", "Log", "Spherical", "Ranked"}
)

func ruleName(rule string) string {
	if i := slices.Index(rules, rule); i >= 0 {
		return ruleNames[i]
	}
	return ruleNames[0]
}

const dash = "–"

// A card is one of the five figures at the top.
type card struct {
	Caption, Value, Note string
	Good                 bool
}

// cards gives the five figures; one that is not defined is "–" with why.
func cards(v scoring.View) []card {
	few := v.Questions < 10
	return []card{
		headlineCard(v, few),
		figure("Skill against base rate", v.Skill, words.SignedPercent, baseNote(v), skillMissing(v)),
		figure("Calibration error, MCB", v.MCB, words.Score, "lower is better", "binary questions, Brier only"),
		figure("Discrimination, DSC", v.DSC, words.Score, discriminationNote(v), "binary questions, Brier only"),
		figure("Coverage", v.Coverage, words.WholeShare, coverageNote(v), "no scored question yet"),
	}
}

func discriminationNote(v scoring.View) string {
	if v.AUC == nil {
		return "higher is better"
	}
	return "higher is better · AUC " + words.Score(*v.AUC)
}

// coverageNote gives the score that charges days without a forecast as one half.
func coverageNote(v scoring.View) string {
	if v.WholeWindow == nil {
		return "of open days with a forecast"
	}
	return "gaps counted as \u00bd: " + words.Score(*v.WholeWindow)
}

func headlineCard(v scoring.View, few bool) card {
	c := card{Caption: ruleName(v.Rule) + " score", Value: dash, Note: "from the first resolution on"}
	value := headline(v)
	if value == nil {
		return c
	}
	c.Value = words.Score(*value)
	switch {
	case v.Rule == "log" && v.LogInfinite > 0:
		c.Note = "certainty proved wrong " + words.Times(v.LogInfinite)
	case v.CI != nil:
		c.Note = "95\u202f% interval " + words.Score(v.CI[0]) + "–" + words.Score(v.CI[1])
	case v.Plain:
		c.Note = "lower is better"
	case few:
		c.Note = "interval from 10 questions on"
	default:
		c.Note = "lower is better"
	}
	return c
}

// headline is the figure in the rule that was asked for.
func headline(v scoring.View) *float64 {
	var own *float64
	switch v.Rule {
	case "brier2":
		own = v.Brier2
	case "log":
		own = v.Log
	case "spherical":
		own = v.Spherical
	}
	if own != nil {
		return own
	}
	return v.Headline
}

func figure(caption string, value *float64, write func(float64) string, note, missing string) card {
	if value == nil {
		return card{Caption: caption, Value: dash, Note: missing}
	}
	return card{Caption: caption, Value: write(*value), Note: note,
		Good: strings.HasPrefix(caption, "Skill") && *value > 0}
}

// baseNote says against what the skill is: the base rate of these questions,
// which nobody knew beforehand; or what it is against those that somebody
// recorded.
func baseNote(v scoring.View) string {
	if v.SkillBaseRate != nil {
		return "recorded base rates: " + words.SignedPercent(*v.SkillBaseRate)
	}
	if v.UNC == nil || v.Rule != "" && v.Rule != "brier" {
		return "base rate seen in hindsight"
	}
	return "base rate in hindsight " + words.Score(*v.UNC)
}

func skillMissing(v scoring.View) string {
	if v.Questions == 0 {
		return "from the first resolution on"
	}
	return "all outcomes alike so far"
}

// A groupRow is a forecaster's line, with its interval on a common scale.
type groupRow struct {
	Name           string
	Score          string
	Questions      string
	Coverage       string
	At, Lo, Hi     float64 // 0–1 on the scale; Lo > Hi where there is no interval
	Mine, Interval bool
	Team           bool // the median of what stood
	Place, Paired  string
	// PairedRange is the difference's interval, over the common questions and time,
	// and P its p value by Holm's correction.
	PairedRange, Common, CommonTime, P string
	Adjusted                           string // the difference to the others on the same questions
	Patchy                             bool   // a forecast stood less than half the time
	Sign                               int    // of the paired difference, where it leaves 0 out
	ref                                string // for a filter
}

// groupRows puts every forecaster's score and interval on one scale, in the
// order in which the desk gives them.
func groupRows(v scoring.View) []groupRow {
	lo, hi := groupScale(v.Groups)
	at := func(x float64) float64 { return math.Min(math.Max((x-lo)/(hi-lo), 0), 1) }
	out, labels := make([]groupRow, len(v.Groups)), groupLabels(v.Groups)
	for i, g := range v.Groups {
		r := groupRow{Name: labels[i], Score: words.Score(g.Headline), Questions: words.Count(g.Questions), Coverage: words.WholePercent(g.Coverage),
			At: at(g.Headline), Mine: g.Mine, Team: g.Team, Place: words.Places(g.Place), Paired: dash,
			PairedRange: dash, Common: dash, CommonTime: dash, P: dash, Adjusted: dash, Patchy: g.Coverage < 0.5, ref: g.Forecaster.Ref()}
		if g.Paired != nil {
			r.pair(g.Paired)
		}
		if g.CI != nil {
			r.Interval, r.Lo, r.Hi = true, at(g.CI[0]), at(g.CI[1])
		}
		out[i] = r
	}
	return out
}

// groupLabels are what the forecasters are called, so that none is taken for another
// or for the team's median.
func groupLabels(groups []scoring.Group) []string {
	who := make([]forecaster.Forecaster, len(groups))
	for i, g := range groups {
		who[i] = g.Forecaster
	}
	return forecaster.Labels(who)
}

// pair puts a paired difference into words.
func (r *groupRow) pair(d *scoring.PairedDifference) {
	r.Paired, r.Sign = words.Change(d.Difference, 3), d.Sign
	r.Common, r.CommonTime = words.Count(d.Questions), words.Plural(int(d.Common/score.Day), "day")
	if d.CI != nil {
		r.PairedRange = words.Change(d.CI[0], 3) + " to " + words.Change(d.CI[1], 3)
	}
	if d.PHolm != nil {
		r.P = words.PValue(*d.PHolm)
	}
}

func groupScale(groups []scoring.Group) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	take := func(x float64) {
		if !math.IsInf(x, 0) && !math.IsNaN(x) {
			lo, hi = min(lo, x), max(hi, x)
		}
	}
	for _, g := range groups {
		take(g.Headline)
		if g.CI != nil {
			take(g.CI[0])
			take(g.CI[1])
		}
	}
	if lo >= hi {
		return 0, math.Max(1, hi)
	}
	margin := (hi - lo) / 20
	return lo - margin, hi + margin
}

// leftCount says beside the filters how many are left out; leftOut says why.
func leftCount(v scoring.View) string {
	n := 0
	for _, k := range v.LeftOut {
		n += k
	}
	if n == 0 {
		return ""
	}
	return words.Count(n) + " left out"
}

// subtitle is the line beside the page's title.
func subtitle(v scoring.View, who string) string {
	count := v.Questions
	if count == 0 {
		count = v.Numbers.Questions
	}
	n := words.Counted(count, "resolved question", "resolved questions")
	if who == "" {
		return n
	}
	return who + " · " + n
}
