package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/widgets"
)

// bindKeys gives the window the keys that the menu cannot have: those without
// a modifier.
func (s *Shell) bindKeys() {
	c := s.win.Canvas()
	c.SetOnTypedRune(func(r rune) {
		for _, cmd := range s.commands {
			if strings.EqualFold(cmd.Keys, string(r)) {
				s.do(cmd)
			}
		}
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if s.walk(e) {
			return
		}
		for _, cmd := range s.commands {
			if len(cmd.Keys) > 1 && cmd.Keys == string(e.Name) { // a letter comes as a rune
				s.do(cmd)
			}
		}
	})
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { s.accept() })
	}
	for _, cmd := range s.commands { // beside the menu, for drivers without one
		if sc := shortcut(cmd.Keys); cmd.Keys != "" && sc != nil {
			c.AddShortcut(sc, func(fyne.Shortcut) { s.do(cmd) })
		}
	}
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { s.Do("undo") }) // what Fyne makes of Ctrl+Z
}

// submitter is a page with something to record.
type submitter interface{ Submit() }

// accept does what Ctrl+Enter does where no field has the focus: what the dialog
// is for, or else recording what the panel says.
func (s *Shell) accept() {
	if d, ok := s.win.Canvas().Overlays().Top().(*dialogs.Dialog); ok {
		d.Accept()
		return
	}
	if p, ok := s.current().(submitter); ok && !dialogs.Open(s.win.Canvas()) {
		p.Submit()
	}
}

// walk gives a key that moves in a list to the page's list where nothing has the
// focus, as after a page was opened or a dialog shut.
func (s *Shell) walk(e *fyne.KeyEvent) bool {
	c := s.win.Canvas()
	if c.Focused() != nil || dialogs.Open(c) {
		return false
	}
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
	default:
		return false
	}
	p, ok := s.current().(page.Walker)
	if !ok {
		return false
	}
	to := p.Walked()
	if to == nil {
		return false
	}
	c.Focus(to)
	to.TypedKey(e)
	return true
}

// sayWhyNot says why a command cannot be done here.
func (s *Shell) sayWhyNot(c Command) {
	if c.WhyNot == nil || c.Page != "" && s.route.Page != c.Page && shortcut(c.Keys) == nil { // a letter is typed in passing
		return
	}
	if words := c.WhyNot(s); words != "" {
		s.bar.say(words, widgets.Cautious)
	}
}
