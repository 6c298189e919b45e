package ui

// A trail is where the person has been, for Back and Forward. It remembers
// at most trailLength places.
type trail[T comparable] struct {
	places []T
	at     int // index of the present place; meaningless while empty
}

const trailLength = 200

// visit goes to a place; what lay ahead is forgotten. Going to the present place
// adds nothing.
func (t *trail[T]) visit(p T) {
	if len(t.places) > 0 {
		if t.places[t.at] == p {
			return
		}
		t.places = t.places[:t.at+1]
	}
	t.places = append(t.places, p)
	if len(t.places) > trailLength {
		t.places = append([]T(nil), t.places[len(t.places)-trailLength:]...)
	}
	t.at = len(t.places) - 1
}

// replace replaces the present place, such as when a page has chosen what it
// shows first.
func (t *trail[T]) replace(p T) {
	if len(t.places) == 0 {
		t.visit(p)
		return
	}
	t.places[t.at] = p
}

func (t *trail[T]) canBack() bool    { return t.at > 0 }
func (t *trail[T]) canForward() bool { return t.at+1 < len(t.places) }

func (t *trail[T]) back() (p T, ok bool) {
	if !t.canBack() {
		return p, false
	}
	t.at--
	return t.places[t.at], true
}

func (t *trail[T]) forward() (p T, ok bool) {
	if !t.canForward() {
		return p, false
	}
	t.at++
	return t.places[t.at], true
}
