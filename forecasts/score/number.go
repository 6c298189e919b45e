package score

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// Number is a figure of a report. In JSON it is printed with the shortest
// digits that read back the same; what is not finite is the string "+Inf" or
// "-Inf", and what is undefined (NaN) is null.
type Number float64

// Undefined is the value of a figure that has none.
var Undefined = Number(math.NaN())

// Defined reports whether the figure has a value; infinity is one.
func (n Number) Defined() bool { return !math.IsNaN(float64(n)) }

// MarshalJSON prints the number in the form that reports specify.
func (n Number) MarshalJSON() ([]byte, error) {
	x := float64(n)
	switch {
	case math.IsNaN(x):
		return []byte("null"), nil
	case math.IsInf(x, 1):
		return []byte(`"+Inf"`), nil
	case math.IsInf(x, -1):
		return []byte(`"-Inf"`), nil
	case x == 0:
		return []byte("0"), nil // never -0
	}
	return json.Marshal(x)
}

// UnmarshalJSON reads what MarshalJSON prints.
func (n *Number) UnmarshalJSON(text []byte) error {
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return fmt.Errorf("read number: %w", err)
	}
	switch v := v.(type) {
	case nil:
		*n = Undefined
	case float64:
		*n = Number(v)
	case string:
		x, err := strconv.ParseFloat(v, 64)
		if err != nil {
			return fmt.Errorf("read number %q: %w", v, err)
		}
		*n = Number(x)
	default:
		return fmt.Errorf("read number: %s is none", text)
	}
	return nil
}

// defined is x where ok, else Undefined.
func defined(x float64, ok bool) Number {
	if !ok {
		return Undefined
	}
	return Number(x)
}

// ratio is a/b, Undefined where b is not positive.
func ratio(a, b float64) Number {
	if !(b > 0) {
		return Undefined
	}
	return Number(a / b)
}
