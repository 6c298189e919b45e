package theme

import "sync/atomic"

var dense atomic.Bool

// Dense reports whether rows are compact.
func Dense() bool { return dense.Load() }

// SetDense makes rows compact, or comfortable again.
func SetDense(on bool) { dense.Store(on) }

// Sizes of the window, in units of one pixel at scale 1.
const (
	NavWidth     = 208
	HeaderHeight = 56
	StatusHeight = 26

	BodyMargin   = 16
	PanelGap     = 16
	PanelPadding = 16
	PanelTitle   = 40
	TableHead    = 28

	RadiusPanel   = 8
	RadiusControl = 6
	RadiusSmall   = 5
	RadiusChip    = 4

	ControlHeight = 32
	SmallHeight   = 24
	IconSize      = 16
)

// The type scale.
const (
	Caption   = 11
	Small     = 12
	Body      = 13
	CardTitle = 15
	PageTitle = 20
	Reader    = 22
	Number    = 24
	Figure    = 28
)

// Weight is how heavy a letter is.
type Weight int

// The weights there are.
const (
	Regular  Weight = 400
	Medium   Weight = 500
	SemiBold Weight = 600
)
