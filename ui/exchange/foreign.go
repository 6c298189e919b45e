package exchange

import (
	"slices"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// addMe asks which of the people in the export of a service the user is.
func (p *Page) addMe(t *trust) {
	var people []string
	for _, f := range p.plan.Foreign {
		for _, name := range f.People {
			if !slices.Contains(people, name) {
				people = append(people, name)
			}
		}
	}
	if p.plan.Written {
		return
	}
	if len(people) == 0 || len(p.opened) > 0 { // of a table that is asked beside its rows
		return
	}
	names := append([]string{"Nobody"}, people...)
	which := widgets.NewDropdown("", names, max(slices.Index(names, p.me), 0), func(i int) {
		p.me = ""
		if i > 0 {
			p.me = names[i]
		}
		p.look()
	})
	t.rows.Objects = append(t.rows.Objects, widgets.Sized(0, 61, widgets.Pad(0, 15, 0, 15, widgets.HBox(12, widgets.NewIcon("forecasters", theme.Secondary, 18),
		widgets.Flex(widgets.VBox(0, widgets.NewText("Which of them are you?", widgets.Style{Weight: theme.Medium}),
			widgets.NewText("those forecasts become your own", widgets.Style{Size: theme.Small, Colour: theme.Secondary}))), widgets.Sized(140, 32, which)))), widgets.NewSeparator())
}
