package ui

import "weathervane/forecasts"

// The program's desk is one that the window can stand on.
var _ Desk = (*forecasts.Desk)(nil)
