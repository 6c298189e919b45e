package today

// Tests look at the rules of the page Today one by one.

type OpenFacts = openFacts

var (
	UpdateDue    = updateDue
	CompareTeam  = compareTeam
	CalendarFrom = calendarFrom
	InCalendar   = inCalendar
)
