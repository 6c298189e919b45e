package scenarios

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// instant reads when something became known; "now" and nothing are now.
func instant(text string, c words.Calendar, end bool) (*journal.Instant, error) {
	if t := strings.TrimSpace(text); t == "" || t == "now" {
		return nil, nil
	}
	t, err := notation.ParseWhen(text, c.Now, c.Zone, end)
	if err != nil {
		return nil, err
	}
	at := journal.InstantOf(t)
	return &at, nil
}

// placePost asks for a new signpost.
func (p *Page) placePost() {
	v, c := p.view, p.calendar()
	var d *dialogs.Dialog
	text := line(&d, "The line between the two armies is answered again", "")
	by := line(&d, "2027-06-30, or in 3 months", "")
	rows := newNumbers(v.Names, nil, func() { d.Accept() })
	content := widgets.VBox(12, labelled("What to watch for", text), labelled("Check by", by),
		remark("How probable is it, in this scenario, to be seen by then? The more these differ, the more the signpost tells."), rows.object)
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "New signpost", Content: content, First: text, Accept: "Place the signpost",
		OnAccept: func(d *dialogs.Dialog) {
			given, err := rows.read()
			at, problem := instant(by.Text, c, true)
			switch {
			case strings.TrimSpace(text.Text) == "":
				d.Problem("Say what to watch for.")
				widgets.Focus(text)
				return
			case problem != nil:
				d.Problem(page.Sentence(problem))
				widgets.Focus(by)
				return
			case at == nil:
				d.Problem("Say by when to check it, such as in 3 months.")
				widgets.Focus(by)
				return
			case err != nil:
				d.Problem(page.Sentence(err))
				return
			}
			p.record(d, func(ctx context.Context) error {
				_, err := p.desk.PlaceSignpost(ctx, v.ID, text.Text, *at, given)
				return err
			}, func() { p.host.Say("Placed: " + text.Text) })
		}})
}

// choosePost asks which signpost to check, where there are several.
func (p *Page) choosePost() {
	all := inOrder(p.view.Posts)
	if len(all) == 1 {
		p.openPost(all[0])
		return
	}
	titles := make([]string, len(all))
	for i, s := range all {
		titles[i] = s.Text
	}
	p.choose("Which signpost?", titles, func(i int) { p.openPost(all[i]) })
}

// openPost shows a signpost and asks whether it was seen.
func (p *Page) openPost(post scenarioset.Signpost) {
	v, c := p.view, p.calendar()
	var d *dialogs.Dialog
	content := widgets.VBox(12, widgets.NewTitle(post.Text, widgets.Style{Weight: theme.Medium}, 4), widgets.NewCaption("Seen by "+c.LastDay(post.CheckBy)+", in this scenario"))
	for i, n := range v.Names {
		content.Add(widgets.HBox(8, widgets.Sized(8, 8, widgets.NewFill(toneOf(i).plain, theme.None, 4)), widgets.Flex(widgets.NewText(n, widgets.Style{})),
			widgets.Sized(72, 0, widgets.NewText(words.WholePercent(post.P[n]), widgets.Style{Weight: theme.SemiBold, Figures: true, Align: fyne.TextAlignTrailing}))))
	}
	content.Add(remark("Placed by " + post.By.Name + " on " + c.Day(post.At) + "."))
	answers := []string{"Seen", "Not seen"}
	at := -1
	switch post.Status {
	case "seen", "waiting":
		at = 0
	case "unseen", "due":
		at = 1
	}
	pick := widgets.NewSegmented(32, answers, at, nil)
	known := line(&d, "now, or 2026-11-20", "now")
	content.Add(widgets.NewTop(12, labelled("Was it?", widgets.HBox(0, pick)), labelled("Known since", known)))
	if post.Status == "waiting" {
		content.Add(remark("Its date has not come: “Not seen” would mean that it can no longer be seen by then."))
	}
	var first fyne.Focusable = pick
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Check the signpost", Content: content, First: first, Accept: "Record the check",
		OnAccept: func(d *dialogs.Dialog) {
			if pick.Chosen() < 0 {
				d.Problem("Say whether it was seen.")
				return
			}
			when, err := instant(known.Text, c, false)
			if err != nil {
				d.Problem(page.Sentence(err))
				widgets.Focus(known)
				return
			}
			p.check(d, v, post, pick.Chosen() == 0, when)
		}})
}

// check records a check and offers the weights that follow.
func (p *Page) check(d *dialogs.Dialog, v scenario.View, post scenarioset.Signpost, seen bool, when *journal.Instant) {
	var out scenario.SignpostCheck
	p.record(d, func(ctx context.Context) (err error) {
		out, err = p.desk.CheckSignpost(ctx, post.ID, seen, when, nil)
		return err
	}, func() {
		phrase := "Seen: " + post.Text + "."
		if !seen {
			phrase = "Not seen: " + post.Text + "."
		}
		switch {
		case out.Weights != nil:
			p.takeWeights(v, "What it does to the weights", phrase, out.Weights)
		case p.own() == nil:
			p.host.Say("Recorded. Weigh the scenarios, and the next signpost moves the weights.")
		default:
			p.host.Say("Recorded. Revise the weights: every scenario gave this probability 0.")
		}
	})
}
