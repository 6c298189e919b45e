package uitest

import (
	"weathervane/forecasts"
	"weathervane/ui/page"
)

// topics are what the calls that change something are about. What is not listed
// may change anything; what has none is not announced.
var topics = map[string]forecasts.Topic{
	"Revise": forecasts.TopicWording, "Ask": forecasts.TopicQuestion, "Pin": forecasts.TopicQuestion, "BaseRate": forecasts.TopicQuestion,
	"Forecast": forecasts.TopicForecast, "Withdraw": forecasts.TopicForecast,
	"Resolve": forecasts.TopicOutcome, "Annul": forecasts.TopicOutcome, "Reopen": forecasts.TopicOutcome, "Confirm": forecasts.TopicOutcome,
	"Comment": forecasts.TopicComment, "Attach": forecasts.TopicArticle, "Amend": forecasts.TopicArticle,
	"File": forecasts.TopicFinding, "Judge": forecasts.TopicFinding, "Relate": forecasts.TopicRelation, "Review": forecasts.TopicReview,
	"SetPlace": forecasts.TopicExchange, "Export": forecasts.TopicExchange,
	"Backup": "", "CatchUp": "", "Leave": "",
}

// ofQuestions are the topics of what belongs to a question, which is announced
// with it.
var ofQuestions = map[forecasts.Topic]bool{forecasts.TopicWording: true, forecasts.TopicForecast: true, forecasts.TopicOutcome: true}

// announced is what the program's desk announces after a call.
func announced(what string, id forecasts.ID) []forecasts.Changed {
	topic, known := topics[what]
	switch {
	case !known:
		return []forecasts.Changed{{Topic: forecasts.TopicAnything}}
	case topic == "":
		return nil
	case ofQuestions[topic]:
		return []forecasts.Changed{{Topic: topic, ID: forecasts.ID{0xee}}, {Topic: forecasts.TopicQuestion, ID: id}}
	}
	return []forecasts.Changed{{Topic: topic, ID: id}}
}

// Follow reads again what of a page a change concerns, as the shell does.
func Follow(d interface {
	OnChange(func([]forecasts.Changed)) func()
}, p page.Page) {
	d.OnChange(func(all []forecasts.Changed) {
		for _, part := range p.Parts() {
			if part.Shows().Concerned(all) {
				part.Read()
			}
		}
	})
}
