package page

import (
	"slices"

	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// A Part is something of a page that is read at once.
type Part struct {
	// Shows is asked after each change what of the workspace the part shows now.
	Shows func() Shown
	Read  func()
	// ReadHidden reads while another page is shown; nil if it can wait.
	ReadHidden func()
}

// Shown is what a part shows of the workspace: all of some topics, and some
// things by their ids.
type Shown struct {
	Records bool // whatever was recorded
	Topics  []session.Topic
	IDs     []journal.ID
}

// Concerned reports whether some change is one of what is shown.
func (s Shown) Concerned(all []session.Changed) bool {
	return slices.ContainsFunc(all, func(c session.Changed) bool {
		return c.Topic == session.TopicAnything || s.Records && c.Topic != session.TopicExchange ||
			slices.Contains(s.Topics, c.Topic) || !c.ID.IsZero() && slices.Contains(s.IDs, c.ID)
	})
}

// Always is Shown for a part that shows the same whatever is chosen.
func Always(s Shown) func() Shown { return func() Shown { return s } }

// Scored are the topics that scores of forecasts depend on.
var Scored = []session.Topic{session.TopicForecast, session.TopicOutcome, session.TopicWording, session.TopicScenarioSet,
	session.TopicRelation, session.TopicRecord, session.TopicLog}
