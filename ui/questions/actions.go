package questions

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/page"
)

// An Action is something that can be done with the question that is shown, or
// with the list.
type Action string

// The actions.
const (
	Ask        Action = "ask"
	Record     Action = "record"
	Next       Action = "next"
	Previous   Action = "previous"
	Revise     Action = "revise"
	Resolve    Action = "resolve"
	Annul      Action = "annul"
	Reopen     Action = "reopen"
	Confirm    Action = "confirm"
	Withdraw   Action = "withdraw"
	AddFinding Action = "finding"
	Comment    Action = "comment"
	CopyID     Action = "copy"
	Dossier    Action = "dossier"
	Ledger     Action = "ledger"
	BaseRate   Action = "baserate"
	Pin        Action = "pin"
)

// menuActions are those of the question's own menu, in its order.
var menuActions = []struct {
	action Action
	title  string
}{
	{Pin, "Pin to the top of the list"}, {Revise, "Revise…"}, {Resolve, "Resolve…"}, {Annul, "Annul…"}, {Reopen, "Reopen…"}, {Confirm, "Confirm the resolution"}, {Dossier, "How it ended…"}, {Ledger, "Evidence ledger…"}, {BaseRate, "Base rate…"},
	{Withdraw, "Withdraw my forecast…"}, {Comment, "Comment…"}, {CopyID, "Copy id"},
}

// Can reports whether there is anything for an action to work on.
func (p *Page) Can(a Action) bool {
	if a == Ask {
		return true
	}
	if p.view == nil {
		return false
	}
	if a == Record && p.onTheWay() { // it is known once that question is drawn
		return true
	}
	return allowed(a, *p.view, p.at, len(p.listed.Nums))
}

// allowed reports whether an action makes sense for a question at a place of the
// list.
func allowed(a Action, v question.View, place, length int) bool {
	ended := v.Status == "resolved" || v.Status == "annulled"
	switch a {
	case Record:
		return v.Status == "open"
	case Next:
		return place+1 < length
	case Previous:
		return place > 0
	case Resolve, Annul:
		return !ended
	case Reopen:
		return ended || v.Status == "disputed"
	case Confirm:
		return v.Status == "resolved" && !decidedByMe(v)
	case Dossier:
		return len(v.Ends) > 0
	case Ledger:
		return len(v.Evidence)+len(v.Choices) > 0
	case BaseRate:
		return v.Type == "binary" && v.Status == "open"
	case Withdraw:
		return v.Status == "open" && standingOf(v) != nil
	}
	return true
}

// WhyNot says why an action cannot be done with the question that is shown; empty
// if it can, or where nothing needs saying.
func (p *Page) WhyNot(a Action) string {
	switch {
	case p.Can(a) || a == Next || a == Previous:
		return ""
	case p.view == nil:
		return "Choose a question first."
	}
	switch status := p.view.Status; a {
	case BaseRate:
		if status != "open" {
			return "This question is " + status + ": a base rate counts only for forecasts that are made after it."
		}
	case Record, Withdraw:
		if status != "open" {
			return "This question is " + status + ": forecasts are recorded on open ones."
		}
	case Resolve, Annul:
		return "This question is " + status + " already: Reopen undoes that."
	case Reopen:
		return "This question is " + status + ": there is no end to undo."
	}
	return ""
}

// decidedByMe reports whether the end that holds is one's own: a confirmation is
// a second reader's.
func decidedByMe(v question.View) bool {
	mine := map[journal.ID]bool{}
	for _, e := range v.History {
		if e.Mine {
			mine[e.ID] = true
		}
	}
	for _, e := range v.Ends {
		if e.Stands() && mine[e.ID] {
			return true
		}
	}
	return false
}

// Do does an action, where it can be done.
func (p *Page) Do(a Action) {
	if !p.Can(a) {
		return
	}
	switch a {
	case Ask:
		p.askForm()
	case Record:
		if p.onTheWay() {
			p.next = p.wanted
			return
		}
		p.update.focusNumber()
	case Next:
		p.step(1)
	case Previous:
		p.step(-1)
	case Revise:
		p.reviseForm()
	case Resolve:
		p.resolveForm()
	case Annul:
		p.annulForm()
	case Reopen:
		p.reopenForm()
	case Confirm:
		p.confirm()
	case Withdraw:
		p.withdrawForm()
	case AddFinding:
		p.host.Open(page.Route{Page: "evidence"})
	case Dossier:
		p.openDossier()
	case Ledger:
		p.openLedger()
	case BaseRate:
		p.openRate()
	case Pin:
		p.pin()
	case Comment:
		p.commentForm(p.view.ID, "the question")
	case CopyID:
		p.copy(p.view.ID.String(), "The question’s id is in the clipboard.")
	}
}

// pin puts the question on top of the list, or lets it go.
func (p *Page) pin() {
	id, on, said := p.view.ID, !p.view.Pinned, "Pinned to the top of the list."
	if !on {
		said = "Unpinned: back in the order of the list."
	}
	p.change("pin", func(ctx context.Context) error { return p.desk.Pin(ctx, id, on) }, func() { p.host.Say(said) }, p.failed)
}

func (p *Page) copy(text, said string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	p.host.Say(said)
}

func (p *Page) confirm() {
	id := p.view.ID
	p.change("confirm", func(ctx context.Context) error {
		_, err := p.desk.Confirm(ctx, id)
		return err
	}, func() { p.host.Say("Confirmed: you agree with how it was resolved.") }, p.failed)
}

// failed tells what went wrong where no form is open.
func (p *Page) failed(problem string) { p.host.Fail(failure(problem)) }

type failure string

func (f failure) Error() string { return string(f) }
