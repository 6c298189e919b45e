package uitest

import (
	"weathervane/forecasts/session"
	"weathervane/model/journal"
	"weathervane/ui/page"
)

// topics are what the calls that change something are about. What is not listed
// may change anything; what has none is not announced.
var topics = map[string]session.Topic{
	"Revise": session.TopicWording, "Ask": session.TopicQuestion, "Pin": session.TopicQuestion, "BaseRate": session.TopicQuestion,
	"Forecast": session.TopicForecast, "Withdraw": session.TopicForecast,
	"Resolve": session.TopicOutcome, "Annul": session.TopicOutcome, "Reopen": session.TopicOutcome, "Confirm": session.TopicOutcome,
	"Comment": session.TopicComment, "Attach": session.TopicArticle, "Amend": session.TopicArticle,
	"File": session.TopicFinding, "Judge": session.TopicFinding, "Relate": session.TopicRelation, "Review": session.TopicReview,
	"SetPlace": session.TopicExchange, "Export": session.TopicExchange, "Trust": session.TopicLog,
	"Backup": "", "CatchUp": "", "Leave": "", "KnowRule": "",
}

// ofQuestions are the topics of what belongs to a question, which is announced
// with it.
var ofQuestions = map[session.Topic]bool{session.TopicWording: true, session.TopicForecast: true, session.TopicOutcome: true}

// announced is what the program's desk announces after a call.
func announced(what string, id journal.ID) []session.Changed {
	topic, known := topics[what]
	switch {
	case !known:
		return []session.Changed{{Topic: session.TopicAnything}}
	case topic == "":
		return nil
	case ofQuestions[topic]:
		return []session.Changed{{Topic: topic, ID: journal.ID{0xee}}, {Topic: session.TopicQuestion, ID: id}}
	}
	return []session.Changed{{Topic: topic, ID: id}}
}

// Follow reads again what of a page a change concerns, as the shell does.
func Follow(d interface {
	OnChange(func([]session.Changed)) func()
}, p page.Page) {
	d.OnChange(func(all []session.Changed) {
		for _, part := range p.Parts() {
			if part.Shows().Concerned(all) {
				part.Read()
			}
		}
	})
}
