// Package today is the first page: what is to be done, and what others did.
package today

import (
	"time"

	"fyne.io/fyne/v2"

	"weathervane/ui/page"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	Now() time.Time
	Zone() *time.Location
}

// Name is the page's name in routes.
const Name = "today"

// Page is the first page.
type Page struct {
	desk   Desk
	object *fyne.Container
}

// New makes the page.
func New(_ page.Host, desk Desk) *Page {
	return &Page{desk: desk, object: widgets.Stack()}
}

// Route says where one is.
func (p *Page) Route() page.Route { return page.Route{Page: Name} }

// Object is what is drawn.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Heading is the page's title and the day.
func (p *Page) Heading() (title, more string) {
	return "Today", p.desk.Now().In(p.desk.Zone()).Format("Monday 2 January 2006")
}

// Show reads what there is to do.
func (p *Page) Show() {}
