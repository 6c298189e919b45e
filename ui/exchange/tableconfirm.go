package exchange

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/score"
	"weathervane/forecasts/timecolumn"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// confirm is the card of what a table leaves open: each matter with the answer that
// was guessed, and a tick once it is sure or somebody has answered it.
type confirm struct {
	page    *Page
	chip    *widgets.Chip
	rows    *fyne.Container
	guesses int // that nobody has confirmed
	object  *fyne.Container
}

func newConfirm(p *Page) *confirm {
	c := &confirm{page: p, chip: widgets.NewChip("", widgets.Neutral), rows: widgets.VBox(0)}
	title := widgets.NewTitleRow("To confirm", "", c.chip)
	c.object = widgets.NewPanel(widgets.VBox(0, title.Object(), widgets.NewHairline(), widgets.Flex(widgets.NewScroll(c.rows))))
	return c
}

// matter is one thing to confirm.
type matter struct {
	about  string // in a word, for what was answered
	title  string
	beside string
	guess  bool // until it is answered
	needed bool // there is no guess, and nothing can be merged before it is answered
	rows   []fyne.CanvasObject
}

func (c *confirm) paint(shown *openTable) {
	c.guesses = 0
	c.rows.Objects = nil
	for i, m := range c.matters(shown) {
		if m.guess = m.guess && !c.page.answered[shown.path+m.about]; m.guess {
			c.guesses++
		}
		if i > 0 {
			c.rows.Add(widgets.NewSeparator())
		}
		c.rows.Add(c.block(shown, m))
	}
	switch {
	case shown.view.Rows == 0:
		c.chip.Set("", widgets.Neutral)
	case c.guesses > 0:
		c.chip.Set(words.Counted(c.guesses, "guess", "guesses"), widgets.Cautious)
	default:
		c.chip.Set("All sure", widgets.Positive)
	}
	widgets.Show(c.chip, shown.view.Rows > 0)
	c.object.Refresh()
}

// block draws a matter.
func (c *confirm) block(shown *openTable, m matter) fyne.CanvasObject {
	icon, ink := "check-circle", theme.Good
	if m.guess || m.needed {
		icon, ink = "warning", theme.Warning
	}
	beside := widgets.NewText(m.beside, widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	head := []fyne.CanvasObject{widgets.NewText(m.title, widgets.Style{Weight: theme.SemiBold}), widgets.Flex(widgets.WithTip(beside, beside.Text))}
	if m.guess {
		head = append(head, widgets.NewButton("Confirm", "", func() { c.answer(shown, m.about) }).Small())
	}
	body := widgets.VBox(4, widgets.Sized(0, 24, widgets.HBox(8, head...)))
	for _, r := range m.rows {
		body.Add(r)
	}
	return widgets.Pad(6, 15, 8, 15, widgets.HBoxFull(12, widgets.VBox(0, widgets.Sized(20, 24, widgets.NewIcon(icon, ink, 20))), widgets.Flex(body)))
}

// answer notes that a matter is confirmed.
func (c *confirm) answer(shown *openTable, about string) {
	c.page.answered[shown.path+about] = true
	c.page.paint()
}

// matters are what the table leaves open, people first.
func (c *confirm) matters(shown *openTable) (all []matter) {
	v := shown.view
	all = append(all, c.made(shown)...)
	if v.Rows > 0 {
		all = append(all, c.people(shown))
	}
	for _, a := range v.Guesses {
		if a.About == score.AboutOther {
			all = append(all, matter{about: a.What, title: words.Capital(a.What), guess: true,
				rows: []fyne.CanvasObject{widgets.NewParagraph(a.Guess, widgets.Style{Colour: theme.Secondary}, 4)}})
		}
	}
	all = append(all, c.options(shown)...)
	all = append(all, c.unit(shown)...)
	return append(all, c.dates(shown)...)
}

// made asks when forecasts were made where no column says it.
func (c *confirm) made(shown *openTable) []matter {
	v := shown.view
	if slices.ContainsFunc(v.Columns, func(col score.TableColumn) bool { return col.Means == "made_at" }) {
		return nil
	}
	p := c.page
	field := widgets.NewField("such as " + words.ISODay(p.desk.Now()))
	if at := v.Meaning.MadeAt; at != nil {
		field.Fill(words.ISOMinute(at.In(p.desk.Now().Location())))
	}
	take := func() {
		calendar := p.calendar()
		at, err := notation.ParseWhen(field.Text, calendar.Now, calendar.Zone, false)
		field.SetWrong(err != nil)
		if err != nil {
			return
		}
		p.readOtherwise(func(m *importing.TableMeaning) {
			m.MadeAt = &at
		})
	}
	field.OnSubmitted = func(string) { take() }
	return []matter{{about: "made", title: "When they were made", beside: "no column says it", needed: v.Meaning.MadeAt == nil, rows: []fyne.CanvasObject{
		widgets.Sized(0, 32, widgets.HBox(8, widgets.Flex(field), widgets.NewButton("Set", "", take)))}}}
}

// people asks who the forecasters of a table are here.
func (c *confirm) people(shown *openTable) matter {
	p, v := c.page, shown.view
	asked := slices.ContainsFunc(v.Guesses, func(a score.Ask) bool { return a.About == score.AboutPeople || a.About == score.AboutNames })
	m := matter{about: "people", title: "Who is who", beside: words.Counted(len(v.Makers), "name", "names"), guess: asked}
	for i, col := range v.Columns {
		if col.Means == "forecaster" {
			m.beside += " in column " + columnLetter(i)
		}
	}
	if len(v.Wide) > 0 {
		m.beside = words.Counted(len(v.Wide), "column", "columns")
	}
	if len(v.Makers) == 1 && v.Makers[0].Name == "" {
		m.title, m.beside, m.guess = "Who made them", "no column says it", true
	}
	for _, a := range v.Guesses {
		if a.About == score.AboutNames {
			m.rows = append(m.rows, widgets.NewParagraph(words.Capital(a.Guess), widgets.Style{Size: theme.Small, Colour: theme.Secondary}, 3))
		}
	}
	for _, x := range v.Makers[:min(len(v.Makers), 40)] {
		if to, said := p.names[x.Name]; said && to == "" {
			m.guess = true
		}
		m.rows = append(m.rows, c.person(shown, x))
	}
	if n := len(v.Makers) - 40; n > 0 {
		m.rows = append(m.rows, widgets.NewCaption("and "+words.Count(n)+" others, under the names that they have"))
	}
	return m
}

// person is a row that says who somebody in the table is here.
func (c *confirm) person(shown *openTable, x score.Maker) fyne.CanvasObject {
	p := c.page
	choices, chosen := p.peopleFor(x.Name, shown.view)
	shownAs := make([]string, len(choices))
	for i, ch := range choices {
		shownAs[i] = ch.shown
	}
	which := widgets.NewDropdown("", shownAs, chosen, func(i int) {
		p.answered[shown.path+"people"] = true
		if choices[i].other {
			p.askName(x.Name)
			return
		}
		p.call(x.Name, choices[i].to)
	})
	name := widgets.NewText(cmp.Or(x.Name, "all of them"), widgets.Style{Weight: theme.Medium})
	count := widgets.NewText(words.Plural(x.Forecasts, "forecast"), widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	whole := widgets.WithTip(name, func() string { return name.Text() + ", " + count.Text() })
	return widgets.Sized(0, 32, widgets.Arrange(func(s fyne.Size) {
		right := min(156, s.Width*0.6)
		widgets.Show(count, s.Width >= 300)
		left := s.Width - right - 8
		if count.Visible() {
			left -= 92
			widgets.Put(count, left+8, 7, 84, 18)
		}
		widgets.Put(whole, 0, 7, left, 18)
		widgets.Put(which, s.Width-right, 2, right, 28)
	}, whole, count, which))
}

// whoChoice is who somebody in a table may be here.
type whoChoice struct {
	shown, to string
	other     bool // a name that is typed
}

// peopleFor lists who somebody in a table may be here, and which of them is chosen.
func (p *Page) peopleFor(name string, v *importing.TableView) (choices []whoChoice, chosen int) {
	me := "Me"
	if v.Me != "" {
		me += ", " + v.Me
	}
	itself := whoChoice{shown: "New forecaster", to: name}
	switch {
	case name == "":
		itself = whoChoice{shown: "Nobody named", to: importing.Unnamed}
	case slices.Contains(v.Here, name):
		itself.shown = name + ", as here"
	}
	choices = []whoChoice{{shown: me}, itself}
	for _, n := range v.Here {
		if n != name && n != importing.Unnamed {
			choices = append(choices, whoChoice{shown: n, to: n})
		}
	}
	to, said := p.names[name]
	if !said {
		to = itself.to
	}
	chosen = slices.IndexFunc(choices, func(c whoChoice) bool { return c.to == to })
	if chosen < 0 {
		choices = append(choices, whoChoice{shown: to, to: to})
		chosen = len(choices) - 1
	}
	return append(choices, whoChoice{shown: "Another name…", other: true}), chosen
}

// call says who somebody in the files is, and plans again.
func (p *Page) call(name, to string) {
	p.names[name] = to
	if to == name && name != "" {
		delete(p.names, name)
	}
	p.look()
}

// askName asks by which name somebody in a table is known here.
func (p *Page) askName(name string) {
	win := p.host.Window()
	if win == nil {
		return
	}
	field := widgets.NewField("")
	field.Fill(name)
	dialogs.Show(win, dialogs.Spec{Title: "Name of the forecaster", Accept: "Take this name", First: field,
		Content: widgets.VBox(6, widgets.NewCaption("Name here"), widgets.Sized(0, 32, field)),
		OnClose: p.paint,
		OnAccept: func(d *dialogs.Dialog) {
			to := strings.TrimSpace(field.Text)
			if err := notation.CheckLine("the name", to, notation.MostName); to == "" || err != nil {
				d.Problem("Give a name of one line.")
				return
			}
			d.Close()
			p.call(name, to)
		}})
}

// whoIs is what the rows say of somebody in the table.
func (p *Page) whoIs(name string) string {
	shown := p.shownTable()
	to, said := p.names[name]
	switch {
	case said && to == "":
		return "you"
	case said:
		return "here " + to
	case shown != nil && slices.Contains(shown.view.Here, name):
		return "here already"
	}
	return "new"
}

// unit asks what numbers without a sign mean.
func (c *confirm) unit(shown *openTable) []matter {
	u := shown.view.Unit
	example := cmp.Or(u.Large, u.Small)
	if example == "" {
		return nil
	}
	m := matter{about: "unit", title: "What " + example + " means", guess: !u.Sure, beside: "sure"}
	if u.Large != "" {
		m.beside = "numbers run to " + words.Number(u.Most)
	} else {
		m.beside = "none is above 1"
	}
	percent := 0
	if !u.Percent {
		percent = 1
	}
	tabs := widgets.NewSegmented(28, []string{"Percent", "0 to 1"}, percent, func(i int) {
		c.page.answered[shown.path+"unit"] = true
		c.page.readOtherwise(func(m *importing.TableMeaning) { m.Percent, m.Shares = i == 0, i == 1 })
	})
	note := ""
	switch {
	case u.Percent && u.Small != "":
		note = u.Small + " is then less than 1" + "\u202f%"
	case u.Percent && u.Above > 0:
		note = "0 to 1 would lose " + words.Counted(u.Above, "row", "rows")
	case !u.Percent && u.Above > 0:
		note = words.Counted(u.Above, "row is", "rows are") + " left out"
	}
	m.rows = []fyne.CanvasObject{widgets.Sized(0, 28, widgets.HBox(12, tabs, widgets.Flex(widgets.NewCaption(note))))}
	return []matter{m}
}

// dates asks which of day and month comes first, and in which zone times are.
func (c *confirm) dates(shown *openTable) []matter {
	v := shown.view
	var m matter
	if len(v.Dates) > 0 {
		d := v.Dates[0]
		day, month, example := ambiguous(v, d)
		m = matter{about: "order", title: "What " + example + " means", beside: "sure", guess: !d.Sure}
		order := 0
		if d.Order == timecolumn.MonthFirst {
			order = 1
		}
		tabs := widgets.NewSegmented(28, []string{day, month}, order, func(i int) {
			c.page.answered[shown.path+"order"] = true
			c.page.readOtherwise(func(m *importing.TableMeaning) {
				m.DateOrder = [...]timecolumn.Order{timecolumn.DayFirst, timecolumn.MonthFirst}[i]
			})
		})
		note := ""
		switch {
		case d.Lost > 0:
			note = [...]string{day, month}[1-order] + " would lose " + words.Counted(d.Lost, "row", "rows")
		case !d.Sure:
			m.beside, note = "", "no date shows which"
		}
		m.rows = append(m.rows, widgets.Sized(0, 28, widgets.HBox(12, tabs, widgets.Flex(widgets.NewCaption(note)))))
	} else {
		m = matter{about: "zone", title: "Times without a zone"}
	}
	if !v.Unzoned {
		if len(m.rows) == 0 {
			return nil
		}
		return []matter{m}
	}
	zones := zonesFor(c.page.desk.Now().Location())
	var names []string
	chosen := 0
	for i, z := range zones {
		names = append(names, z.shown)
		if v.Meaning.Zone != nil && v.Meaning.Zone.String() == z.at.String() {
			chosen = i
		}
	}
	zone := widgets.NewDropdown("", names, chosen, func(i int) {
		c.page.readOtherwise(func(m *importing.TableMeaning) { m.Zone = zones[i].at })
	})
	m.rows = append(m.rows, widgets.Sized(0, 28, widgets.HBox(8, widgets.NewCaption("Days and times are those of"), widgets.Sized(156, 28, zone), widgets.Space())))
	return []matter{m}
}
