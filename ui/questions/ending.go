package questions

import (
	"math"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// An ending is what the update panel says of a question that takes no
// forecasts any more.
type ending struct {
	Title   string
	Lines   []fact
	Note    string
	Score   string
	Resolve bool // it is due: somebody must say how it ended
}

func endingOf(v question.View, c words.Calendar) ending {
	switch v.Status {
	case "disputed":
		return disputedEnding(v, c)
	case "resolved", "annulled":
		return decidedEnding(v, c)
	}
	e := ending{Title: "Waiting for its outcome", Resolve: true}
	if v.Closes != nil {
		e.Lines = append(e.Lines, fact{"Closed", c.LastDay(*v.Closes)})
	}
	if s := standingOf(v); s != nil {
		e.Lines = append(e.Lines, fact{"Your last forecast", beliefWords(&s.Belief, v.Question, c)})
	}
	e.Note = "It closed without an outcome. Forecasts made now would not count; record how it ended."
	return e
}

func disputedEnding(v question.View, c words.Calendar) ending {
	e := ending{Title: "Disputed", Resolve: true,
		Note: "People ended it differently without knowing of each other’s decision. It is not scored until someone decides again."}
	for _, end := range v.Ends {
		if end.Stands() {
			e.Lines = append(e.Lines, fact{name(end.By) + ", " + c.Day(end.At), endWord(end, v.Question, c)})
		}
	}
	return e
}

func decidedEnding(v question.View, c words.Calendar) ending {
	e := ending{Title: outcomeWord(v.Outcome, v.Question, c)}
	if v.Status == "annulled" {
		e.Title = "Annulled"
		e.Lines = append(e.Lines, fact{"Why", annulWord(v.WhyEnded)})
	}
	if v.KnownAt != nil {
		e.Lines = append(e.Lines, fact{"Known", c.Minute(*v.KnownAt)})
	}
	for _, end := range v.Ends {
		if !end.Stands() {
			continue
		}
		e.Lines = append(e.Lines, fact{"Decided by", name(end.By) + ", " + c.Day(end.At)})
		if end.Source != "" {
			e.Lines = append(e.Lines, fact{"Source", end.Source})
		}
		if len(end.ConfirmedBy) > 0 {
			var names []string
			for _, f := range end.ConfirmedBy {
				names = append(names, name(f))
			}
			e.Lines = append(e.Lines, fact{"Confirmed by", strings.Join(names, ", ")})
		}
		e.Note = end.Note
		break
	}
	for _, s := range v.Scores {
		if s.Mine {
			e.Score = words.Score(s.Score)
			e.Lines = append(e.Lines, fact{"Forecast in force for", words.Percent(math.Round(s.Coverage*100)/100) + " of the time"})
		}
	}
	return e
}

// endWord writes one way in which somebody ended a question.
func endWord(end question.End, q listing.Question, c words.Calendar) string {
	switch end.Kind {
	case "annulled", journal.QuestionAnnulled:
		return "Annulled: " + annulWord(end.Why)
	case "reopened", journal.QuestionReopened:
		return "Reopened"
	}
	return outcomeWord(end.Outcome, q, c)
}

func annulWord(why string) string {
	switch why {
	case "ambiguous":
		return "Ambiguous: the outcome cannot be determined"
	case "annulled":
		return "An assumption failed"
	case "withdrawn":
		return "Withdrawn"
	}
	return why
}
