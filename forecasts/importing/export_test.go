package importing

import "testing"

// ComparesAll makes every merge of a test compare all questions, as one does that
// touches very many.
func ComparesAll(t *testing.T, all bool) {
	before := mostApart
	t.Cleanup(func() { mostApart = before })
	if mostApart = before; all {
		mostApart = -1
	}
}
