package widgets

// OpenOnPress makes one press open a row, for lists whose rows lead
// elsewhere; the arrow keys still only select.
func (l *List) OpenOnPress() {
	l.onPress = func(i int) {
		if l.OnOpen != nil {
			l.OnOpen(i)
		}
	}
}
