package theme

import "image/color"

// Role is what a colour is for; a palette gives each role its colour.
type Role int

// The roles. Marks use the plain tones, small text the Ink tones, fills the
// Soft tones.
const (
	Text Role = iota
	Bg
	Panel
	Line
	Line2
	Hover
	Sel
	Field
	Mid
	Secondary
	Ter
	Track
	Faint
	Median
	Thumb
	Accent
	AccentSoft
	OnAccent
	For
	ForInk
	ForSoft
	Against
	AgainstInk
	AgainstSoft
	Good
	GoodInk
	GoodSoft
	Warning
	WarningInk
	WarningSoft
	Bad
	BadInk
	BadSoft
	None // fully transparent
	roles
)

// pair is a role's colour in the light and in the dark palette, as 0xrrggbb.
type pair [2]uint32

var palette = [roles]pair{
	Bg:          {0xf7f8fa, 0x14181d},
	Panel:       {0xffffff, 0x1b2027},
	Line:        {0xe3e6ea, 0x2b323b},
	Line2:       {0xeef0f3, 0x242a32},
	Hover:       {0xf1f3f6, 0x232a32},
	Sel:         {0xeaf2f5, 0x20303a},
	Field:       {0xffffff, 0x161a20},
	Text:        {0x1d2329, 0xe6eaef},
	Mid:         {0x3d4752, 0xc2cad3},
	Secondary:   {0x667080, 0x8d98a6},
	Ter:         {0x9aa3ae, 0x626d7a},
	Track:       {0xe3e6ea, 0x2f3741},
	Faint:       {0xc3cad3, 0x3f4956},
	Median:      {0x667080, 0x9aa5b2},
	Thumb:       {0xffffff, 0xe6eaef},
	Accent:      {0x1f6f8b, 0x56a8c4},
	AccentSoft:  {0xe6f0f3, 0x1d323b},
	OnAccent:    {0xffffff, 0x0f1418},
	For:         {0xd9772b, 0xe58f48},
	ForInk:      {0xad5813, 0xeda468},
	ForSoft:     {0xfbefe4, 0x362619},
	Against:     {0x2f74b5, 0x5c9bd8},
	AgainstInk:  {0x27659f, 0x82b4e6},
	AgainstSoft: {0xe7f0f9, 0x1c2c3c},
	Good:        {0x2e8b57, 0x58b483},
	GoodInk:     {0x22704a, 0x72c69a},
	GoodSoft:    {0xe6f3ec, 0x1c3128},
	Warning:     {0xb7791f, 0xd6a44c},
	WarningInk:  {0x8f5c10, 0xe0b567},
	WarningSoft: {0xfbf3e3, 0x332a19},
	Bad:         {0xb23a48, 0xdc6c78},
	BadInk:      {0xb23a48, 0xdc6c78},
	BadSoft:     {0xf9eaec, 0x3a2126},
}

// In gives a role's colour in the light or in the dark palette.
func (r Role) In(dark bool) color.NRGBA {
	if r < 0 || r >= None {
		return color.NRGBA{}
	}
	v := palette[r][0]
	if dark {
		v = palette[r][1]
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// Fade makes a colour see-through: 1 leaves it, 0 hides it.
func Fade(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(float64(c.A)*opacity + 0.5)
	return c
}
