package questions

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// A form is the content of a dialog: captioned fields, each with room for
// what is wrong with it. Problems show once a field was typed in, or all of
// them once somebody tried to accept.
type form struct {
	column  *fyne.Container
	fields  map[string]*formField
	order   []string
	changed func() // after anything was typed
	tried   bool
	dialog  *dialogs.Dialog
}

type formField struct {
	entry   *widgets.Field // nil if it is no text field
	first   fyne.Focusable // what takes the keys
	box     fyne.CanvasObject
	problem *widgets.Paragraph
	touched bool
}

func newForm() *form {
	return &form{column: widgets.VBox(10), fields: map[string]*formField{}}
}

// text adds a line to type into, area several lines.
func (f *form) text(name, caption, placeholder, value string) *widgets.Field {
	return f.entry(name, caption, widgets.NewField(placeholder), value)
}

func (f *form) area(name, caption, placeholder, value string, height float32) *widgets.Field {
	return f.entry(name, caption, widgets.NewArea(placeholder, height), value)
}

func (f *form) entry(name, caption string, e *widgets.Field, value string) *widgets.Field {
	e.Fill(value)
	e.OnChange = func(string) {
		f.fields[name].touched = true
		f.change()
	}
	e.OnSubmit = func() {
		if f.dialog != nil {
			f.dialog.Accept()
		}
	}
	ff := f.add(name, caption, e)
	ff.entry, ff.first = e, e
	return e
}

// add puts any object below a caption.
func (f *form) add(name, caption string, o fyne.CanvasObject) *formField {
	problem := widgets.NewParagraph("", widgets.Style{Size: theme.Small, Colour: theme.BadInk}, 2)
	problem.Hide()
	box := widgets.VBox(4, widgets.NewText(caption, widgets.Style{Size: theme.Small, Colour: theme.Secondary}), o, problem)
	ff := &formField{box: box, problem: problem}
	f.fields[name] = ff
	f.order = append(f.order, name)
	f.column.Add(box)
	return ff
}

// pair puts two fields that were added last beside each other.
func (f *form) pair() { f.group(2) }

// group puts the fields that were added last beside each other.
func (f *form) group(n int) *fyne.Container {
	from := len(f.column.Objects) - n
	last := append([]fyne.CanvasObject(nil), f.column.Objects[from:]...)
	row := widgets.NewTop(12, last...)
	f.column.Objects = append(f.column.Objects[:from], row)
	return row
}

func (f *form) show(name string, visible bool) {
	f.fields[name].box.(*fyne.Container).Hidden = !visible
	if f.dialog != nil {
		f.dialog.Relayout()
	}
}

func (f *form) change() {
	if f.changed != nil {
		f.changed()
	}
}

// tell writes the problems to their fields and says whether there are none.
func (f *form) tell(bad problems) bool {
	for name, ff := range f.fields {
		words := bad[name]
		if !ff.touched && !f.tried {
			words = ""
		}
		ff.problem.SetText(words)
		ff.problem.Hidden = words == ""
		if ff.entry != nil {
			ff.entry.SetWrong(words != "")
		}
	}
	if f.dialog != nil {
		f.dialog.Relayout()
	}
	return len(bad) == 0
}

// first is the first field that has a problem, to puts the focus there.
func (f *form) first(bad problems) fyne.Focusable {
	for _, name := range f.order {
		if ff := f.fields[name]; bad[name] != "" && ff.first != nil {
			return ff.first
		}
	}
	return nil
}

// open shows the form as a dialog. check gives what is wrong; do changes the
// records and done says so afterwards. While anything is wrong nothing is
// done and nothing typed is lost.
func (p *Page) openForm(f *form, spec dialogs.Spec, check func() problems, do func(context.Context) error, done func()) {
	if p.host.Window() == nil {
		return
	}
	f.changed = func() { f.tell(check()) }
	spec.Content = f.column
	if spec.First == nil {
		for _, name := range f.order {
			if first := f.fields[name].first; first != nil {
				spec.First = first
				break
			}
		}
	}
	spec.OnAccept = func(d *dialogs.Dialog) {
		f.tried = true
		bad := check()
		if !f.tell(bad) {
			if e := f.first(bad); e != nil {
				p.focus(e)
			}
			d.Problem("Something is missing or wrong: see the fields in red.")
			return
		}
		d.Busy()
		p.change("form", do, func() {
			d.Close()
			done()
		}, d.Problem)
	}
	f.dialog = dialogs.Show(p.host.Window(), spec)
}
