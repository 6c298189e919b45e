// Package page holds what a page of the window and the shell around it know
// of each other, and nothing else, so that neither has to import the other.
package page

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
)

// Route says what the window shows: a page and, if the page shows one thing of
// many, that thing's id. It is comparable, so history and "already here" are
// free.
type Route struct{ Page, ID string }

// Page is one page of the window.
type Page interface {
	Route() Route
	Object() fyne.CanvasObject
	// Show reads everything, through Host.Run, and draws what comes back.
	Show()
	// Parts are what Show reads, part by part. A page reads nothing again after
	// it has recorded something: the change is announced, and whoever shows the
	// page reads the parts that it concerns.
	Parts() []Part
}

// Leaver is a page that releases something when another page is shown.
type Leaver interface{ Left() }

// Drawer is a page that reads while it is hidden: Draw draws what is not drawn.
type Drawer interface{ Draw() }

// Finder is a page with a field to search in it.
type Finder interface{ FindEntry() fyne.Focusable }

// Walker is a page with a list that the arrows walk while nothing else has the
// focus; nil if there is nothing to walk.
type Walker interface{ Walked() fyne.Focusable }

// Dropper is a page that takes dropped files; it says whether it took them.
type Dropper interface{ Drop(paths []string) bool }

// Awaiting is what waits for the first answer of work in a slot, and says nothing
// before that only the answer can say. It is told on the UI goroutine.
type Awaiting interface {
	Asked()    // the work begins
	Reading()  // it has gone on for a moment
	Answered() // what it gave is shown now
	Unread()   // it failed or was cancelled
}

// Host is all that a page may ask of the shell.
type Host interface {
	// Run does work off the UI goroutine and shows what it gave on it; newer
	// work in a slot replaces older work in it.
	Run(slot string, work func(context.Context) (show func(), err error))
	// Await has all of them told from now on how the work in a slot goes.
	Await(slot string, all ...Awaiting)
	Open(Route)
	Window() fyne.Window
	// Say tells the person that something was done.
	Say(message string)
	// Fail tells the person that something was not.
	Fail(error)
	// Unsay takes away what was told last, which is over.
	Unsay()
}

// Said is what an error says in the window: where its remedy is a flag for a command,
// it has other words here.
func Said(err error) string {
	if errors.Is(err, context.Canceled) {
		return "cancelled; no changes were made"
	}
	var own interface{ InWindow() string }
	if errors.As(err, &own) {
		return own.InWindow()
	}
	return err.Error()
}

// Sentence writes an error as a sentence to read.
func Sentence(err error) string {
	s := words.Capital(strings.TrimSpace(Said(err)))
	if s == "" {
		return "It failed, and no reason was given."
	}
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}
