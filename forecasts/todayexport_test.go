package forecasts

// Tests look at the rules of the page Today one by one.

type OpenFacts = openFacts

var (
	UpdateDue    = updateDue
	CompareTeam  = disagreement
	CalendarFrom = calendarFrom
	InCalendar   = inCalendar
)
