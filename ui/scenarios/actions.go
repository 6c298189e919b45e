package scenarios

// An Action is something that can be done with the set that is shown.
type Action string

// The actions.
const (
	Frame     Action = "frame"
	Revise    Action = "revise"
	Weigh     Action = "weigh"
	Condition Action = "condition"
	Rate      Action = "rate"
	Place     Action = "place"
	Check     Action = "check"
	Resolve   Action = "resolve"
	History   Action = "history"
	Reconcile Action = "reconcile"
	Coherence Action = "coherence"
	Relate    Action = "relate"
)

// Can reports whether there is anything for an action to work on.
func (p *Page) Can(a Action) bool {
	switch a {
	case Frame, Coherence, Relate:
		return true
	}
	if !p.loaded || len(p.sets) == 0 {
		return false
	}
	switch a {
	case Revise:
		return p.view.Status == "open" || p.view.Status == "closed"
	case Weigh, Place:
		return p.view.Status == "open"
	case Check:
		return len(p.view.Posts) > 0
	case Reconcile:
		_, many := furthest(p.view.Matrix)
		return many > 0 && p.by == ""
	}
	return true
}

// WhyNot says why an action cannot be done; empty if it can.
func (p *Page) WhyNot(a Action) string {
	switch {
	case p.Can(a):
		return ""
	case !p.loaded:
		return "Choose a scenario set on Scenarios first."
	case len(p.sets) == 0:
		return "There is no scenario set yet: “New scenario set…” in the menu Scenarios makes one."
	}
	switch a {
	case Revise, Weigh, Place:
		return "This scenario set is " + p.view.Status + ": that is done on open ones."
	case Check:
		return "This scenario set has no signpost to check."
	case Reconcile:
		return "Nothing stated here differs from what the scenarios imply."
	}
	return ""
}

// Do does it, or asks what more it needs.
func (p *Page) Do(a Action) {
	if p.host.Window() == nil || !p.Can(a) {
		return
	}
	switch a {
	case Frame:
		p.frame()
	case Revise:
		p.revise()
	case Weigh:
		p.weigh()
	case Condition:
		p.condition()
	case Rate:
		p.rate()
	case Place:
		p.placePost()
	case Check:
		p.choosePost()
	case Resolve:
		p.resolve()
	case Reconcile:
		row, _ := furthest(p.view.Matrix)
		p.reconcile(row)
	case Coherence:
		p.checkCoherence()
	case Relate:
		p.relate()
	case History:
		p.history()
	}
}
