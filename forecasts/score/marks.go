package score

// Crosses and circles, which tables of Asia have for no and yes; elsewhere a cross may
// be a tick.
const (
	crosses = "x|×|╳"
	circles = "o|○|◯|〇"
	ticks   = "✓|✔|✅|☑|🗸"

	whyCross  = "may be a tick or a cross: write yes or no"
	whyCircle = "may be a circle for yes or a nought for no: write yes or no"
)

// signOf is what a cell that is a sign stands for: 1, outcomeCross or outcomeCircle.
var signOf = wordList(map[float64]string{outcomeCross: crosses, outcomeCircle: circles, 1: ticks})

// marks are the signs that a column has for outcomes, each as it was first written:
// crosses and circles show by each other what they mean, and ticks what a cross does.
type marks struct{ cross, circle, tick string }

// read reads a cross or a circle, whose meaning only the whole column shows; false if a
// cell is none. It remembers ticks.
func (m *marks) read(cell []byte, y *float64) bool {
	if len(cell) == 0 || len(cell) > len("☑\ufe0f") || cell[0] < 0x80 && cell[0]|0x20 != 'x' && cell[0]|0x20 != 'o' {
		return false
	}
	of, kind := &m.tick, signOf[outcomeWord(string(cell))]
	switch kind {
	case 0:
		return false
	case outcomeCross:
		of = &m.cross
	case outcomeCircle:
		of = &m.circle
	}
	if *of == "" {
		*of = string(cell)
	}
	if kind != 1 {
		*y = kind
	}
	return kind != 1
}

// join adds what another reader of the same column knows.
func (m *marks) join(o marks) {
	for _, x := range []struct{ of, as *string }{{&m.cross, &o.cross}, {&m.circle, &o.circle}, {&m.tick, &o.tick}} {
		if *x.of == "" {
			*x.of = *x.as
		}
	}
}

// open reports whether there are signs that do not speak for themselves.
func (m *marks) open() bool { return m.cross != "" || m.circle != "" }

// settle gives an outcome the meaning that the whole column shows. It gives the sign and
// why it has none, where it may mean two things.
func (m *marks) settle(y *float64) (sign, why string) {
	switch {
	case *y == outcomeCross && m.circle+m.tick == "":
		return m.cross, whyCross
	case *y == outcomeCross:
		*y = 0
	case *y == outcomeCircle && m.cross == "":
		return m.circle, whyCircle
	case *y == outcomeCircle:
		*y = 1
	}
	return "", ""
}
