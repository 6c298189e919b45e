package evidence

import (
	"weathervane/model/journal"
	"weathervane/ui/widgets"
)

// begun is a finding that was typed on another page of the same workspace and not
// yet saved.
type begun struct {
	article          journal.ID
	from, to         int
	claim, note      string
	source, credible int // cells chosen; -1 for none
}

// TakeTyped takes what was typed on another page of the same workspace and not yet
// recorded: the particulars of a new article, or a finding's words and grade. The page
// must be shown after it.
func (p *Page) TakeTyped(from *Page) {
	switch f := from.side.form; {
	case from.draft != nil:
		p.begin(*from.draft)
		for i, field := range from.side.draft.fields() {
			p.side.draft.fields()[i].Fill(field.Text)
		}
	case from.side.mode == filing:
		p.begun = &begun{from.article.ID, f.from, f.to, f.claim.Text, f.note.Text, f.source.Chosen(), f.credible.Chosen()}
	}
}

// refile continues with the finding that was begun, once its article is read.
func (p *Page) refile() {
	b := p.begun
	if b == nil || b.article != p.article.ID {
		return
	}
	p.begun = nil
	p.reader.selects(b.from, b.to)
	from, to, words := p.reader.quote()
	p.side.toForm(from, to, words)
	f := p.side.form
	f.claim.Fill(b.claim)
	f.note.Fill(b.note)
	f.source.Set(b.source)
	f.credible.Set(b.credible)
	f.grade()
	widgets.Focus(f.claim)
}
