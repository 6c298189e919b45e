package exchange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/overturning"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// overturnRow is something that a file overturns, as it is drawn.
type overturnRow struct {
	chip     string
	tone     widgets.Tone
	title    string
	was      said
	wouldBe  said
	effects  [2]effect
	compares bool // the second line of effects opens both wordings
	kept     bool
	final    bool
	took     string // once it is written, what was chosen
}

// said is a sentence of which the value, and that somebody is scored, stand out.
type said struct{ lead, value, by, scored string }

// effect is what taking it alone does: whose headline, and from what to what.
type effect struct{ who, figures string }

func (e effect) words() string {
	if e.figures == "" {
		return e.who
	}
	return e.who + " " + e.figures
}

// overturnRows are the rows with their words; me is the user's key.
func overturnRows(all []overturning.Overturn, me string, present words.Calendar, written bool) []overturnRow {
	rows := make([]overturnRow, len(all))
	for i := range all {
		o := &all[i]
		was, now := importing.InWords(o, present)
		r := overturnRow{chip: words.OverturnedChip(o.What), tone: widgets.Cautious, title: o.Title, was: saidOf(words.WasLead, was), wouldBe: saidOf(words.WouldBeLead, now),
			effects: effectsOf(o, me), compares: o.What == overturning.Wording, kept: o.Kept, final: o.Final}
		if o.What == overturning.Tags {
			r.tone = widgets.Neutral
		}
		if written {
			r.took = "Taken"
			if o.Kept {
				r.took = "Kept"
			}
		}
		rows[i] = r
	}
	return rows
}

func saidOf(lead string, s words.Stood) said {
	by, scored := s.Whose()
	return said{lead: lead, value: s.Says(), by: by, scored: scored}
}

// effectsOf are two lines: the headlines of the one who decides and of the user,
// before those of others, or what else there is to say.
func effectsOf(o *overturning.Overturn, me string) (two [2]effect) {
	var lines []effect
	add := func(fits func(forecaster.Forecaster) bool) {
		for _, e := range o.Effects {
			line := effect{e.Forecaster.Name, words.Score(float64(e.Was)) + " → " + words.Score(float64(e.WouldBe))}
			if fits(e.Forecaster) && len(lines) < 2 {
				lines = append(lines, line)
			}
		}
	}
	decides := func(who forecaster.Forecaster) bool { return who.Key == o.By.Key && who.By == "" }
	mine := func(who forecaster.Forecaster) bool { return who.Key == me && who.By == "" && !decides(who) }
	add(decides)
	add(mine)
	add(func(who forecaster.Forecaster) bool { return !decides(who) && !mine(who) })
	counted := words.OverturnedForecasts(o.What, o.IsEarlier(), o.Forecasts)
	switch {
	case o.Final:
		lines = []effect{{who: "cannot be kept"}, {who: counted}}
	case len(lines) == 0 && o.What == overturning.Tags:
		lines = []effect{{who: "none"}, {who: "tag filters only"}}
	case len(lines) == 0 && o.What == overturning.Wording:
		lines = []effect{{who: "none yet"}, {who: "Compare wordings"}}
	case len(lines) == 0:
		lines = []effect{{who: "none yet"}, {who: counted}}
	case len(lines) == 1, o.What == overturning.KnownAt && counted != "":
		lines = []effect{lines[0], {who: counted}}
	}
	copy(two[:], lines)
	return two
}

const (
	overturnHigh  = 68
	overturnChip  = 60
	overturnWidth = 124 // of effects
	overturnPick  = 96
	overturnGap   = 12
	overturnWide  = 600 // from here on there is room for effects
)

// overturnPlaces are where the columns of a row begin.
type overturnPlaces struct{ title, effect, pick, end float32 }

func placesOf(width float32) overturnPlaces {
	p := overturnPlaces{title: 15 + overturnChip + overturnGap, pick: width - 15 - overturnPick}
	p.effect = p.pick
	p.end = p.pick - overturnGap
	if width >= overturnWide {
		p.effect = p.pick - overturnGap - overturnWidth
		p.end = p.effect - overturnGap
	}
	return p
}

// overturnParts are the parts of a drawn row; it is the layout of its own box, so that
// rows can be reused.
type overturnParts struct {
	chip         *widgets.Chip
	title, took  *widgets.Text
	was, wouldBe *saidParts
	effects      [2]*effectParts
	pick         *widgets.Segmented
	compare      *widgets.Pressable
	compares     func()
}

// saidParts draw a said.
type saidParts struct {
	lead, value, by, scored *widgets.Text
	said                    said
}

// effectParts draw an effect.
type effectParts struct{ who, figures *widgets.Text }

func newOverturnRow() fyne.CanvasObject {
	grey := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	strong := widgets.Style{Size: theme.Small, Weight: theme.Medium}
	warn := strong
	warn.Colour = theme.WarningInk
	text := func(s widgets.Style) *widgets.Text { return widgets.NewText("", s) }
	p := &overturnParts{chip: widgets.NewChip("", widgets.Cautious), title: text(widgets.Style{Weight: theme.Medium}),
		took: text(widgets.Style{Size: theme.Small, Weight: theme.Medium, Align: fyne.TextAlignTrailing}),
		pick: widgets.NewSegmented(28, []string{"Take", "Keep"}, 0, nil)}
	link := text(widgets.Style{Size: theme.Small, Colour: theme.Accent})
	link.SetText("Compare wordings")
	p.compare = widgets.NewPressable(link, func() { p.compares() })
	objects := []fyne.CanvasObject{p.chip, p.title, p.took, p.pick}
	for _, s := range []**saidParts{&p.was, &p.wouldBe} {
		*s = &saidParts{lead: text(grey), value: text(strong), by: text(grey), scored: text(warn)}
		objects = append(objects, (*s).lead, (*s).value, (*s).by, (*s).scored)
	}
	for i := range p.effects {
		p.effects[i] = &effectParts{text(grey), text(widgets.Style{Size: theme.Small})}
		objects = append(objects, p.effects[i].who, p.effects[i].figures)
	}
	return container.New(p, append(objects, p.compare)...)
}

// Layout is for Fyne.
func (p *overturnParts) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	c := placesOf(s.Width)
	y := (s.Height - 52) / 2
	widgets.Put(p.chip, 15, (s.Height-20)/2, overturnChip, 20)
	widgets.Put(p.title, c.title, y, c.end-c.title, 20)
	p.was.place(c.title, y+20, c.end-c.title)
	p.wouldBe.place(c.title, y+36, c.end-c.title)
	widgets.Put(p.pick, c.pick, (s.Height-28)/2, overturnPick, 28)
	widgets.Put(p.took, c.pick, (s.Height-16)/2, overturnPick, 16)
	wide := c.effect < c.pick
	for i, e := range p.effects {
		e.place(c.effect, (s.Height-32)/2+16*float32(i), overturnWidth, wide)
	}
	widgets.Put(p.compare, c.effect, (s.Height-32)/2+16, min(p.compare.MinSize().Width, overturnWidth), 16)
	if !wide {
		p.compare.Hide()
	}
}

// MinSize is for Fyne.
func (p *overturnParts) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, overturnHigh)
}

// place lays a sentence on a line; where it is too long it says shortly that
// somebody is scored, then its value is cut, and then whose it is.
func (p *saidParts) place(x, y, w float32) {
	end := x + w
	p.scored.SetText(p.said.scored)
	lead, by, scored := p.lead.MinSize().Width, p.by.MinSize().Width, p.scored.MinSize().Width
	if p.said.scored != "" && lead+p.value.MinSize().Width+by+scored > w {
		p.scored.SetText(words.ScoredShortly)
		scored = p.scored.MinSize().Width
	}
	value := min(p.value.MinSize().Width, max(w-lead-by-scored, 48))
	for _, one := range []struct {
		text *widgets.Text
		wide float32
	}{{p.lead, lead}, {p.value, value}, {p.by, by}, {p.scored, scored}} {
		wide := max(min(one.wide, end-x), 0)
		widgets.Put(one.text, x, y, wide, 16)
		x += wide
	}
}

func (p *effectParts) place(x, y, w float32, shown bool) {
	widgets.Show(p.who, shown)
	widgets.Show(p.figures, shown)
	figures := p.figures.MinSize().Width
	who := min(p.who.MinSize().Width, w-figures-4)
	if figures == 0 {
		who = w
	}
	widgets.Put(p.who, x, y, who, 16)
	widgets.Put(p.figures, x+who+4, y, figures, 16)
}

func (p *saidParts) set(s said) {
	p.lead.SetText(s.lead)
	p.value.SetText(s.value)
	p.by.SetText(s.by)
	p.said = s
}

// fill writes a row; choose is told what the person picks of it.
func (p *overturnParts) fill(r overturnRow, selected bool, choose func(kept bool), compare func()) {
	p.chip.Set(r.chip, r.tone)
	p.chip.Lift(selected)
	p.title.SetText(r.title)
	p.was.set(r.was)
	p.wouldBe.set(r.wouldBe)
	for i, e := range r.effects {
		if i == 1 && r.compares && e.figures == "" {
			e.who = "" // the link says it
		}
		p.effects[i].who.SetText(e.who)
		p.effects[i].figures.SetText(e.figures)
	}
	p.compares = compare
	widgets.Show(p.compare, r.compares && r.effects[1].figures == "" && r.effects[1].who != "" && !r.final)
	p.took.SetText(r.took)
	if r.final && r.took == "" {
		p.took.SetText("Taken")
	}
	widgets.Show(p.took, p.took.Text() != "")
	widgets.Show(p.pick, p.took.Text() == "")
	p.pick.OnChange = func(i int) { choose(i == 1) }
	chosen := 0
	if r.kept {
		chosen = 1
	}
	p.pick.Set(chosen)
}
