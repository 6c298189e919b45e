package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/questions"
	"weathervane/ui/scenarios"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// The pages, as routes name them.
const (
	pageToday       = "today"
	pageQuestions   = "questions"
	pageEvidence    = "evidence"
	pageScenarios   = "scenarios"
	pageScores      = "scores"
	pageExchange    = "exchange"
	pageForecasters = "forecasters"
)

// A Command is something that a person can have done from anywhere: by the
// menu, by its keys, or from the palette.
type Command struct {
	ID, Title string
	// Keys is how it is pressed, such as "Ctrl+Shift+N"; "?" stands for itself.
	// Empty if there are none.
	Keys string
	// Menu is the menu in which it stands.
	Menu string
	// Page is where it belongs; the command opens that page first. Empty
	// where it belongs everywhere.
	Page string
	// Shared is a key that text fields have for themselves: the menu must not
	// take it from them.
	Shared  bool
	Enabled func(*Shell) bool
	// WhyNot says why it cannot be done; nil if nothing needs saying.
	WhyNot func(*Shell) string
	Run    func(*Shell)
	// Records says that it is for recording, which what is read-only refuses.
	Records bool
}

const readOnlySentence = "This workspace is read-only: copy it to a folder that you may write to, and open the copy."

// menus is the order of the menus.
var menus = []string{"File", "Question", "Scenarios", "Evidence", "Exchange", "Go", "View", "Help"}

func always(*Shell) bool { return true }

// commands is every command there is; menu, palette, keys and the sheet of
// shortcuts are made of it.
func commands() []Command {
	out := []Command{
		{ID: "question.ask", Title: "New question", Keys: "Ctrl+N", Menu: "File", Page: pageQuestions, Enabled: always, Records: true,
			Run: func(s *Shell) { s.questions.Do(questions.Ask) }},
		{ID: "undo", Title: "Undo what was recorded last", Keys: "Ctrl+Z", Menu: "File", Shared: true,
			Enabled: func(s *Shell) bool { return s.desk.Undoable() != "" }, Run: (*Shell).undo,
			WhyNot: func(*Shell) string {
				return "Nothing was recorded in this window since it was opened: there is nothing to undo."
			}},
		{ID: "palette", Title: "Search or jump to…", Keys: "Ctrl+K", Menu: "Go", Enabled: always, Run: (*Shell).openPalette},
		{ID: "back", Title: "Back", Keys: "Alt+Left", Menu: "Go", Enabled: func(s *Shell) bool { return s.trail.canBack() }, Run: (*Shell).Back},
		{ID: "forward", Title: "Forward", Keys: "Alt+Right", Menu: "Go", Enabled: func(s *Shell) bool { return s.trail.canForward() }, Run: (*Shell).Forward},
		{ID: "find", Title: "Find in this page", Keys: "Ctrl+F", Menu: "Go", Enabled: canFind, Run: (*Shell).find},
		{ID: "reload", Title: "Read again", Keys: "F5", Menu: "View", Enabled: always, Run: (*Shell).reload},
		{ID: "theme.light", Title: "Light theme", Menu: "View", Enabled: always, Run: func(s *Shell) { s.setTheme(theme.Light) }},
		{ID: "theme.dark", Title: "Dark theme", Menu: "View", Enabled: always, Run: func(s *Shell) { s.setTheme(theme.Dark) }},
		{ID: "theme.system", Title: "Theme as the system", Menu: "View", Enabled: always, Run: func(s *Shell) { s.setTheme(theme.FollowSystem) }},
		{ID: "rows", Title: "Compact or comfortable rows", Keys: "Ctrl+D", Menu: "View", Enabled: always, Run: func(s *Shell) { s.setDense(!theme.Dense()) }},
		{ID: "shortcuts", Title: "Keyboard shortcuts", Keys: "?", Menu: "Help", Enabled: always, Run: (*Shell).showShortcuts},
	}
	out = append(out, fileCommands()...)
	out = append(out, goCommands()...)
	out = append(out, questionCommands()...)
	out = append(out, scenarioCommands()...)
	return append(out, pageCommands()...)
}

func goCommands() []Command {
	var out []Command
	for _, p := range pageList {
		out = append(out, Command{ID: "go." + p.name, Title: p.title, Keys: "Ctrl+" + p.key, Menu: "Go",
			Enabled: always, Run: func(s *Shell) { s.goTo(p.name) }})
	}
	return out
}

func questionCommands() []Command {
	var out []Command
	for _, c := range []struct {
		action      questions.Action
		title, keys string
	}{
		{questions.Record, "Record a forecast", "Ctrl+R"},
		{questions.Next, "Next question", "Ctrl+Down"},
		{questions.Previous, "Previous question", "Ctrl+Up"},
		{questions.Pin, "Pin to the top of the list, or unpin", "Ctrl+P"},
		{questions.Revise, "Revise the question…", "Ctrl+E"},
		{questions.Resolve, "Resolve…", "Ctrl+Shift+R"},
		{questions.Annul, "Annul…", ""},
		{questions.Reopen, "Reopen…", ""},
		{questions.Confirm, "Confirm the resolution", ""},
		{questions.Dossier, "How it ended…", ""},
		{questions.Ledger, "Evidence ledger…", "Ctrl+L"},
		{questions.BaseRate, "Base rate…", "Ctrl+B"},
		{questions.Withdraw, "Withdraw my forecast…", ""},
		{questions.AddFinding, "Add a finding", "Ctrl+Shift+F"},
		{questions.Comment, "Comment…", ""},
		{questions.CopyID, "Copy the question’s id", "Ctrl+Shift+C"},
	} {
		out = append(out, Command{ID: "question." + string(c.action), Title: c.title, Keys: c.keys, Menu: "Question", Page: pageQuestions,
			Enabled: func(s *Shell) bool { return s.questions.Can(c.action) },
			WhyNot:  func(s *Shell) string { return s.questions.WhyNot(c.action) },
			Run:     func(s *Shell) { s.questions.Do(c.action) },
			Records: !slices.Contains([]questions.Action{questions.Next, questions.Previous, questions.Dossier, questions.Ledger, questions.CopyID}, c.action)})
	}
	return out
}

func scenarioCommands() []Command {
	var out []Command
	for _, c := range []struct {
		action      scenarios.Action
		title, keys string
	}{
		{scenarios.Frame, "New scenario set…", ""},
		{scenarios.Revise, "Revise the set…", ""},
		{scenarios.Weigh, "Weigh the scenarios…", "Ctrl+Shift+W"},
		{scenarios.Condition, "Add a question to the matrix…", ""},
		{scenarios.Place, "Place a signpost…", ""},
		{scenarios.Check, "Check a signpost…", ""},
		{scenarios.Rate, "Rate a finding…", ""},
		{scenarios.Reconcile, "Reconcile stated and implied…", ""},
		{scenarios.Coherence, "Check coherence…", "Ctrl+Shift+K"},
		{scenarios.Relate, "Relations between questions…", ""},
		{scenarios.History, "History of the set…", ""},
		{scenarios.Resolve, "Say which scenario came true…", ""},
	} {
		out = append(out, Command{ID: "scenarios." + string(c.action), Title: c.title, Keys: c.keys, Menu: "Scenarios", Page: pageScenarios,
			Enabled: func(s *Shell) bool { return s.scenarios.Can(c.action) },
			WhyNot:  func(s *Shell) string { return s.scenarios.WhyNot(c.action) },
			Run:     func(s *Shell) { s.scenarios.Do(c.action) },
			Records: !slices.Contains([]scenarios.Action{scenarios.Coherence, scenarios.Relate, scenarios.History}, c.action)})
	}
	return out
}

// do runs a command, unless a dialog is over the window or the command has
// nothing to work on. Whatever is being typed is committed first: tapping a menu
// leaves the field focused (fyne-io/fyne#5107).
func (s *Shell) do(c Command) bool {
	if dialogs.Open(s.win.Canvas()) {
		return false
	}
	if why := s.WhyNotRecord(); c.Records && why != "" {
		s.bar.say(why, widgets.Cautious)
		return false
	}
	if !c.Enabled(s) {
		s.sayWhyNot(c)
		return false
	}
	s.win.Canvas().Unfocus()
	if c.Page != "" && s.route.Page != c.Page {
		s.goTo(c.Page)
	}
	c.Run(s)
	s.afterWork()
	return true
}

// WhyNotRecord says why nothing can be recorded here; empty if it can.
func (s *Shell) WhyNotRecord() string {
	if s.status.ReadOnly {
		return readOnlySentence
	}
	return ""
}

// Do runs a command by its id and reports whether it could.
func (s *Shell) Do(id string) bool {
	for _, c := range s.commands {
		if c.ID == id {
			return s.do(c)
		}
	}
	return false
}

// shortcut makes of "Ctrl+Shift+N" what Fyne understands; nil for a key
// without a modifier, which Fyne does not take for a shortcut.
func shortcut(keys string) *desktop.CustomShortcut {
	parts := strings.Split(keys, "+")
	sc := &desktop.CustomShortcut{KeyName: keyName(parts[len(parts)-1])}
	for _, m := range parts[:len(parts)-1] {
		sc.Modifier |= map[string]fyne.KeyModifier{"Ctrl": fyne.KeyModifierShortcutDefault,
			"Shift": fyne.KeyModifierShift, "Alt": fyne.KeyModifierAlt}[m]
	}
	if sc.Modifier == 0 {
		return nil
	}
	return sc
}

func keyName(key string) fyne.KeyName { return fyne.KeyName(key) }

// mainMenu is the window's menu. It takes no key that text fields need.
func (s *Shell) mainMenu() *fyne.MainMenu {
	m := &fyne.MainMenu{}
	for _, name := range menus {
		menu := fyne.NewMenu(name)
		for _, c := range s.commands {
			if c.Menu != name {
				continue
			}
			item := fyne.NewMenuItem(c.Title, func() { s.do(c) })
			item.IsQuit = c.ID == "quit"
			if sc := shortcut(c.Keys); c.Keys != "" && sc != nil && !c.Shared {
				item.Shortcut = sc
			}
			menu.Items = append(menu.Items, item)
		}
		m.Items = append(m.Items, menu)
	}
	return m
}

func canFind(s *Shell) bool {
	_, ok := s.current().(page.Finder)
	return ok
}

func (s *Shell) find() {
	if f, ok := s.current().(page.Finder); ok {
		if entry := f.FindEntry(); entry != nil {
			s.win.Canvas().Focus(entry)
		}
	}
}

// keyWords writes keys for people: "Ctrl Shift N".
func keyWords(keys string) string { return strings.ReplaceAll(keys, "+", " ") }
