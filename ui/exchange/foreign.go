package exchange

// isTable tells whether the file that is open is a table whose columns can be
// given other meanings.
func (p *Page) isTable() bool { return false }

// AskColumns asks what the columns of a table stand for.
func (p *Page) AskColumns() {}

// addMe asks which of the people in a foreign file the user is.
func (p *Page) addMe(t *trust) {}
