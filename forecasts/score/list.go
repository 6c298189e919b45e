package score

import (
	"fmt"

	"weathervane/forecasts/sheet"
)

// askList is what must be confirmed of a list of predictions that was read as a table.
func askList(l *sheet.Listed) (asks []Ask) {
	if l == nil {
		return nil
	}
	if l.Years {
		asks = append(asks, Ask{What: "when the forecasts were made", Guess: fmt.Sprintf("on the first day of the year in their heading, as on 1 January %d", l.Year), Flag: "--made-at WHEN"})
	}
	if l.Struck {
		asks = append(asks, Ask{What: "the outcomes", Guess: "a line through a prediction is taken for: it did not come true", Flag: "--yes"})
	}
	return asks
}
